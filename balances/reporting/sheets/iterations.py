"""Iterations: the rounds of Gosplan's own method."""

from __future__ import annotations

from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import titled, warning


def iterations(report: ReportInput) -> Table | None:
    """After each round: the share of output still missing, the outputs, the imbalances."""
    plan = report.main
    rounds = records(plan.rounds)
    if not rounds:
        return None
    imbalances = records(plan.imbalances)
    blocks = [
        _block("Share of output still missing", rounds, "missing_share", Show.SHARE),
        _block("Outputs", rounds, "output", Show.PRICE),
    ]
    if imbalances:
        heading = "Imbalance: sources less uses"
        blocks.append(_block(heading, imbalances, "imbalance", Show.PRICE))
    how = (
        "Gosplan's rounds: outputs start at final use, and each round adds the inputs that the "
        "outputs of the round before need. Quantities are in the unit of each product."
    )
    return Table(
        name="Iterations",
        title=titled(plan, "Rounds of the iterative method"),
        about="Gosplan's rounds: what is still missing after each",
        blocks=tuple(blocks),
        warning=warning(plan),
        note=how,
        frozen=2,
    )


def _block(heading: str, rounds: list[Record], field: str, show: Show) -> Block:
    keys = {code: f"good_{n}" for n, code in enumerate(first_seen(rounds, "commodity"))}
    many = len(keys) > 12
    worst = [Column("worst", "Largest", show=show)] * (show is Show.SHARE)
    columns = (
        Column("period", "Period"),
        Column("round", "Round"),
        *worst,
        *(Column(key, code, show=show, vertical=many) for code, key in keys.items()),
    )
    found: dict[tuple[str, int], dict[str, Cell]] = {}
    for row in rounds:
        place = (row["period"], row["round"])
        cells = found.setdefault(place, {"period": place[0], "round": str(place[1])})
        cells[keys[row["commodity"]]] = row[field]
    for cells in found.values():
        cells["worst"] = formulas.largest(cells, tuple(keys.values()))
    return Block(columns, tuple(Row(cells) for cells in found.values()), heading=heading)
