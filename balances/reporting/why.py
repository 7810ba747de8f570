"""Reports of the command explain: why goals are short, or what contradicts what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from balances.analysis import Explanation
from balances.economy.contradiction import Contradiction, Line, Relaxation
from balances.reporting.appendix import notes
from balances.reporting.report_input import Provenance, ReportInput
from balances.reporting.sheets.explanations import explanations_table
from balances.reporting.sheets.notes import notes as notes_on
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import SYNTHETIC, mark
from balances.reporting.writer import render

_MEANINGS = (
    (
        "In conflict",
        "These lines cannot hold together; without any one of them the others can. Balances and "
        "other definitions always hold.",
    ),
    (
        "Ways out",
        "The least move of one line that makes a plan of the whole workbook, the smallest against "
        "its figure first; where no single move is enough, the cheapest that are enough together.",
    ),
)


def render_explained(report: ReportInput, told: Sequence[Explanation]) -> bytes:
    """The sheets Explanations and Notes of goals that were explained."""
    found = (explanations_table(report, told), notes_on(report))
    tables = tuple(table for table in found if table is not None)
    return render(tables, _mark(report.provenance))


def render_contradiction(found: Contradiction, came: Provenance, *, synthetic: bool) -> bytes:
    """The sheets Contradiction and Notes of a workbook that has no plan."""
    tables = (
        contradiction_table(found, synthetic=synthetic),
        notes((), came, _MEANINGS, synthetic=synthetic),
    )
    return render(tables, _mark(came))


def contradiction_table(found: Contradiction, *, synthetic: bool = False) -> Table:
    """Lines that cannot hold together, and the ways out."""
    blocks = (
        _lines(found.lines),
        _ways(found.relaxations, "Ways out: one of these is enough"),
        _ways(found.together, "Ways out: these are enough together"),
    )
    return Table(
        name="Contradiction",
        title="Hard lines contradict each other" + mark(synthetic=synthetic),
        about="The lines in conflict and the cheapest ways out",
        blocks=tuple(block for block in blocks if block.rows),
        warning=SYNTHETIC if synthetic else "",
        frozen=1,
    )


def _mark(came: Provenance) -> str:
    mark = f" · {came.sha256[:12]}" if came.sha256 else ""
    return f"{came.input_name or 'balances'}{mark}"


def _lines(lines: Iterable[Line]) -> Block:
    columns = (
        Column("line", "Line", width=60.0),
        Column("sense", "Is"),
        Column("figure", "Figure", show=Show.PRICE),
        Column("unit", "Unit"),
        Column("where", "Where it stands", width=40.0),
    )
    rows = [
        Row(
            {
                "line": line.name,
                "sense": line.sense.replace("_", " "),
                "figure": line.limit,
                "unit": line.unit,
                "where": str(line.where),
            }
        )
        for line in lines
    ]
    return Block(columns, tuple(rows), heading="In conflict")


def _ways(ways: Iterable[Relaxation], heading: str) -> Block:
    columns = (
        Column("line", "Move", width=60.0),
        Column("unit", "Unit"),
        Column("from", "From", show=Show.PRICE),
        Column("to", "To", show=Show.PRICE),
        Column("cost", "Against its figure", show=Show.SHARE),
        Column("set", "The same for --set", width=50.0),
    )
    return Block(columns, tuple(Row(_way(way)) for way in ways), heading=heading)


def _way(way: Relaxation) -> dict[str, Cell]:
    return {
        "line": way.line.name,
        "unit": way.line.unit,
        "from": way.line.limit,
        "to": way.to,
        "cost": way.cost,
        "set": way.change or "",
    }
