"""Control figures: what was ordered, and what the plan attains of it."""

from __future__ import annotations

from balances.reporting import formulas
from balances.reporting.frames import Record, records, varies
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Formula, Row, Show, Table, number
from balances.reporting.wording import titled, warning

_OPTIONAL = ("author", "variant", "item", "source")


def control_figures(report: ReportInput) -> Table | None:
    """Each control figure as printed and as reckoned, attained, fulfilled and held."""
    plan = report.main
    figures = records(plan.figures)
    if not figures:
        return None
    blocks = [Block(_columns(figures), tuple(_row(figure) for figure in figures))]
    for position, words in enumerate(plan.economy.left_out):
        heading = "" if position else "Read, but no part of the plan"
        blocks.append(Block(heading=heading, note=words))
    how = (
        "Printed is the figure as the workbook has it; target is the same as a quantity. "
        "Fulfilment = attained / target, counted up to 1. A range is met at its low end; "
        "position says how far from the low to the high end the plan lies."
    )
    return Table(
        name="Control figures",
        title=titled(plan, "Control figures"),
        about="Each control figure: printed, target, attained, fulfilled, held",
        blocks=tuple(blocks),
        warning=warning(plan),
        note=how,
        frozen=2,
    )


def _columns(figures: list[Record]) -> tuple[Column, ...]:
    columns = [
        Column("figure", "Figure"),
        Column("period", "Period"),
        Column("measure", "Measure"),
        Column("item", "Item"),
        Column("unit", "Unit"),
        Column("author", "Author"),
        Column("variant", "Variant"),
        Column("sense", "Sense"),
        Column("hard", "Hard"),
        Column("printed", "Printed", show=Show.EXACT, band="As ordered"),
        Column("basis", "Printed as", band="As ordered"),
        Column("base", "Base", show=Show.QUANTITY, band="As ordered"),
        Column("target", "Target", show=Show.QUANTITY, band="As ordered"),
        Column("high", "High end", show=Show.QUANTITY, band="As ordered"),
        Column("attained", "Attained", show=Show.QUANTITY, band="In the plan"),
        Column("difference", "Attained less target", show=Show.QUANTITY, band="In the plan"),
        Column("fulfilment", "Fulfilment", show=Show.SHARE, band="In the plan"),
        Column("position", "Position in range", show=Show.SHARE, band="In the plan"),
        Column("held", "Held", band="In the plan"),
        Column("source", "Source"),
    ]
    absent = {key for key in (*_OPTIONAL, "high") if not varies(figures, key)}
    absent |= set() if "high" not in absent else {"position"}
    return tuple(column for column in columns if column.key not in absent)


def _row(figure: Record) -> Row:
    same = (
        *("figure", "item", "period", "unit", "author", "variant", "hard", "printed", "basis"),
        *("base", "target", "high", "attained", "held", "source"),
    )
    cells: dict[str, Cell] = {key: figure[key] for key in same}
    cells["measure"] = str(figure["measure"]).replace("_", " ")
    cells["sense"] = str(figure["sense"]).replace("_", " ")
    cells["basis"] = str(figure["basis"]) + (" (on path)" if figure["on_path"] else "")
    cells["difference"] = formulas.difference(cells, "attained", "target")
    if figure["fulfilment"] is not None:
        cells["fulfilment"] = formulas.fulfilment(cells, "attained", "target")
    cells["position"] = _position(cells)
    return Row(cells)


def _position(cells: dict[str, Cell]) -> Formula | None:
    over, low, high = (number(cells[key]) for key in ("difference", "target", "high"))
    if over is None or low is None or high is None or high <= low:
        return None
    return Formula("={difference}/({high}-{target})", over / (high - low))
