"""Iterations: the rounds of Gosplan's own method."""

from __future__ import annotations

from balances.reporting.frames import first_seen, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import titled, warning


def iterations(report: ReportInput) -> Table | None:
    """The share of output still missing after each round, and the outputs round by round."""
    plan = report.main
    rounds = records(plan.rounds)
    if not rounds:
        return None
    keys = {code: f"good_{n}" for n, code in enumerate(first_seen(rounds, "commodity"))}
    found: dict[tuple[str, int], dict[str, Cell]] = {}
    for row in rounds:
        place = (row["period"], row["round"])
        cells = found.setdefault(place, {"period": place[0], "round": place[1]})
        cells["missing"] = row["missing_share"]
        cells[keys[row["commodity"]]] = row["output"]
    many = len(keys) > 12
    columns = (
        Column("period", "Period"),
        Column("round", "Round", show=Show.WHOLE),
        Column("missing", "Share of output still missing", show=Show.SHARE),
        *(
            Column(key, code, show=Show.QUANTITY, band="Output", vertical=many)
            for code, key in keys.items()
        ),
    )
    words = (
        "Gosplan's rounds: outputs start at final use, and each round adds the inputs that the "
        "outputs of the round before need. Imbalances by product are in data_imbalances."
    )
    return Table(
        name="Iterations",
        title=titled(plan, "Rounds of the iterative method"),
        about="Gosplan's rounds: what is still missing after each",
        blocks=(Block(columns, tuple(Row(cells) for cells in found.values())),),
        warning=warning(plan),
        note=words,
        frozen=2,
    )
