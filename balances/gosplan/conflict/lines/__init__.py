"""Kinds of lines that can be in conflict: one function each, in the order in which they are told.

A new kind is one entry in `KINDS`.
"""

from dataclasses import replace

from balances.economy.contradiction import Line
from balances.economy.economy import Economy
from balances.gosplan.conflict.lines import agencies, goals, money, production
from balances.gosplan.conflict.lines.line_kind import Asked, LineKind, moves

KINDS: tuple[LineKind, ...] = (
    LineKind("figure", goals.figures, moves("figures", "target")),
    LineKind("floor", goals.floors, moves("claims", "floor")),
    LineKind("target", goals.targets, moves("claims", "target")),
    LineKind("stock", goals.stocks, moves("commodities", "min_stock")),
    LineKind("capacity", production.capacities, moves("activities", "capacity")),
    LineKind("opening_output", production.opening_outputs, moves("activities", "opening_output")),
    LineKind("opening_stock", production.opening_stocks, moves("commodities", "opening_stock")),
    LineKind("imports", production.imports, moves("commodities", "import_limit")),
    LineKind("labour", production.labour, production.labour_moved),
    LineKind("allocation_min", agencies.least, moves("allocations", "low")),
    LineKind("allocation_max", agencies.most, moves("allocations", "high")),
    LineKind("allocation_share", agencies.shares, moves("allocations", "share")),
    LineKind("foreign_credit", money.foreign_credit, money.foreign_credit_moved),
    LineKind("budget", money.budgets, moves("finance", "budget")),
    LineKind("agency_budget", money.agency_budgets, money.agency_budget_moved),
    LineKind("overhang_limit", money.overhangs, moves("finance", "overhang_limit")),
    LineKind("price_cap", money.price_caps, moves("finance", "price_cap")),
    LineKind("deficit_limit", money.deficits, moves("finance", "deficit_limit")),
    LineKind("savings", money.savings, moves("finance", "savings")),
    LineKind("normal_work", money.normal_work, moves("finance", "normal_work")),
    LineKind("max_open", money.open_sites, moves("finance", "max_open")),
)


def lines_of(economy: Economy, *, all_limits: bool = False) -> tuple[Line, ...]:
    """Every line that a planner wrote and could move.

    Args:
        economy: what is planned.
        all_limits: whether every goal is a limit (method `least_effort`).
    """
    asked = Asked(economy, all_limits)
    return tuple(_at_its_cell(economy, line) for kind in KINDS for line in kind.lines(asked))


def _at_its_cell(economy: Economy, line: Line) -> Line:
    """The line with the cell of its own figure, where its record points at another of the row."""
    field, where = line.field, line.where
    letters = economy.headings.get((field.sheet, field.field), "") if field else ""
    if field is None or where.sheet != field.sheet or not (letters and where.cell):
        return line
    row = where.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return replace(line, where=replace(where, cell=f"{letters}{row}"))


def with_limit(economy: Economy, line: Line, to: float) -> Economy:
    """The economy with the figure of one of its lines at another value."""
    kind = next(kind for kind in KINDS if kind.name == line.kind)
    return kind.moved(economy, line, to)
