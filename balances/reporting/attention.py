"""The heights report: what commanding few commodities wins, as a curve, a ranking and data."""

from __future__ import annotations

from dataclasses import dataclass

from balances.analysis.heights import Heights
from balances.reporting import formulas
from balances.reporting.appendix import notes, tidy_table
from balances.reporting.frames import records
from balances.reporting.report_input import Provenance
from balances.reporting.table import Block, Cell, Column, Curve, Row, Show, Table
from balances.reporting.wording import SYNTHETIC, counted, mark, percent
from balances.reporting.writer import render

MOST = 0.8
"""The share of the full mobilisation at which the finding counts commodities."""


@dataclass(frozen=True)
class HeightsAbout:
    """What was ranked, in words.

    Attributes:
        title: of the economy.
        unit: of what goals are worth.
        synthetic: whether the economy is invented, or a part of it.
        interrupted: whether the search was stopped before it was done.
    """

    title: str = ""
    unit: str = "roubles"
    synthetic: bool = False
    interrupted: bool = False


def render_heights(
    found: Heights, about: HeightsAbout, provenance: Provenance | None = None
) -> bytes:
    """The report of a ranking as an Excel workbook; the same input gives the same bytes."""
    came = provenance or Provenance(command="heights")
    mark = f" · {came.sha256[:12]}" if came.sha256 else ""
    return render(heights_tables(found, about, came), f"{came.input_name or 'balances'}{mark}")


def heights_tables(
    found: Heights, about: HeightsAbout, provenance: Provenance
) -> tuple[Table, ...]:
    """The sheets Heights, Notes, data_heights and data_curve."""
    title = " · ".join(filter(None, ("Heights", about.title)))
    sheet = Table(
        name="Heights",
        title=title + mark(synthetic=about.synthetic),
        about="Which commodities are worth commanding",
        blocks=(_curve(found), _ranking(found)),
        warning=SYNTHETIC if about.synthetic else "",
        note=_reading(found, about),
        frozen=2,
        charts=_charts(found),
    )
    lines = (
        ("Title", about.title),
        ("Goals that count", f"those of the classes to {found.last:g}"),
    )
    return (
        sheet,
        notes(lines, provenance, _MEANINGS, synthetic=about.synthetic),
        tidy_table("data_heights", "The ranking as a tidy table, full precision", found.ranking),
        tidy_table("data_curve", "The curve as a tidy table, full precision", found.curve),
    )


def heights_finding(found: Heights) -> str:
    """What the best few commodities win, in words."""
    points = records(found.curve)
    if len(points) == 1:
        return "Nothing needs to be commanded" if points[0]["share"] else ""
    told = next((p for p in points if p["share"] >= MOST), points[-1])
    best = "The best commodity" if told["n"] == 1 else f"The best {told['n']}"
    wins = "wins" if told["n"] == 1 else "win"
    of = counted(len(found.ranking), "commodity").replace("commoditys", "commodities")
    return f"{best} of {of} {wins} {percent(told['share'])} of the full mobilisation"


def _reading(found: Heights, about: HeightsAbout) -> str:
    finding = heights_finding(found)
    said = [f"{finding}."] if finding else []
    if about.interrupted:
        said.append("The search was interrupted: the ranking is not complete.")
    said.append(
        "The centre sets the goals of the heights about the commodities it controls; producers "
        "then make what gives most gross output, and every other goal shares what they leave. "
        f"With nothing controlled the heights get {_short(found.unled)} {about.unit}, with "
        f"everything controlled {_short(found.full)}; shares are of the difference. Plans made: "
        f"{found.plans}."
    )
    return " ".join(said)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1e5 else f"{value:,.6g}"


def _curve(found: Heights) -> Block:
    columns = (
        Column("n", "Commodities controlled", show=Show.WHOLE),
        Column("commodity", "Chosen"),
        Column("share", "Share of the full mobilisation won", show=Show.SHARE),
        Column("gain", "Won by the one chosen", show=Show.SHARE),
    )
    rows: list[Row] = []
    for point in records(found.curve):
        cells: dict[str, Cell] = dict(point)
        if rows:
            cells["gain"] = formulas.rise(rows[-1].cells, cells, "share")
        rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="What the best few win")


def _ranking(found: Heights) -> Block:
    columns = (
        Column("order", "Chosen as number", show=Show.WHOLE),
        Column("commodity", "Commodity"),
        Column("name", "Name"),
        Column("alone", "Wins alone", show=Show.SHARE),
        Column("goals", "Goals of the heights", show=Show.WHOLE),
        Column("shadow_value", "Shadow price × volume", show=Show.INDEX),
        Column("backward", "Backward linkage", show=Show.INDEX),
        Column("forward", "Forward linkage", show=Show.INDEX),
        Column("betweenness", "Betweenness", show=Show.SHARE),
    )
    ranked = records(found.ranking)
    shown = tuple(c for c in columns if any(row[c.key] is not None for row in ranked))
    return Block(shown, tuple(Row(row) for row in ranked), heading="Every commodity")


def _charts(found: Heights) -> tuple[Curve, ...]:
    points = records(found.curve)
    if len(points) < 2:
        return ()
    listed = ", ".join(f"{p['n']} → {percent(p['share'])}" for p in points)
    axis, along = "share won by the best n", "commodities controlled, n"
    return (
        Curve(
            title=heights_finding(found),
            alt=f"Line chart: share of the full mobilisation won, against {along}: {listed}.",
            block=0,
            x="n",
            x_axis=along,
            value="share",
            axis=axis,
            percent=True,
        ),
    )


_MEANINGS = (
    (
        "Heights",
        "Goals of the classes 0 and 1: orders and commanding heights; of the first class that is "
        "declared where there are none.",
    ),
    (
        "Controlled",
        "The goals of the heights about these commodities are planned first, in their declared "
        "classes. A figure about a group, or the whole, is set when all its commodities are "
        "controlled. Hard figures, floors and limits always hold.",
    ),
    (
        "Left to producers",
        "After what is set, gross output at base prices is made as large as can be, the period "
        "worst off first. All other goals then share what is left, in equal cuts.",
    ),
    (
        "Share won",
        "(W(S) − W(none)) / (W(all) − W(none)), where W is the worth at base prices of what the "
        "goals of the heights get, each counted up to what it gets in the mobilised plan.",
    ),
    (
        "Chosen",
        "One after another, always the commodity that adds most (greedily: a set that is better "
        "as a whole may be missed). A further figure may harm, and then it is not used: the curve "
        "tells the most that the first n or fewer of the chosen win.",
    ),
    (
        "Wins alone",
        "Share won by controlling this commodity and no other; negative where its figures take "
        "more from the other heights than they give.",
    ),
    (
        "Shadow price × volume",
        "In the mobilised plan, summed over the periods: what as much again of the commodity "
        "would add to the level of the first class and stage in which it is scarce, at standing "
        "shadow prices.",
    ),
    (
        "Linkages, betweenness",
        "Backward: column sums of the full requirements over their mean; forward: row sums over "
        "theirs. Betweenness: share of the pairs of other sectors whose shortest path on the flow "
        "graph leads through this one.",
    ),
)
