"""The frontier: what more roubles buy, as a sheet, two curves and a tidy table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from balances.reporting import formulas
from balances.reporting.appendix import notes, tidy_table
from balances.reporting.definitions import INVESTMENT
from balances.reporting.figures.frontier import frontier_figures
from balances.reporting.formulas import NOISE
from balances.reporting.frames import Record, records
from balances.reporting.pictures import pictures
from balances.reporting.report_input import Provenance
from balances.reporting.table import Block, Cell, Column, Curve, Row, Show, Table
from balances.reporting.wording import SYNTHETIC, mark, share_words
from balances.reporting.writer import render

FLAT = 1e-3
"""Work that grows by less than this share of what it gained in all no longer grows."""

_SOLVED = "optimal"


@dataclass(frozen=True)
class FrontierAbout:
    """What was swept, in words.

    Attributes:
        field: the field swept, as `--over` names it.
        words: the same in planners' words.
        title: of the economy.
        mode: of the plans.
        scope: what the figures are of: `in 1955`, `over the plan`.
        unit: of the field swept.
        currency: of investment.
        synthetic: whether the economy is invented, or a part of it.
    """

    field: str = "finance.budget"
    words: str = "investment budget of each period"
    title: str = ""
    mode: str = "balanced"
    scope: str = "sums over the plan; unfinished construction is at its end"
    unit: str = "roubles"
    currency: str = "roubles"
    synthetic: bool = False


def render_frontier(
    frame: pd.DataFrame, about: FrontierAbout, provenance: Provenance | None = None
) -> bytes:
    """The report of a sweep as an Excel workbook; the same input gives the same bytes.

    Args:
        frame: one row a point, with the columns point, value, status, real_investment,
            nominal_investment, price_index, open_price_index, overhang, consumption,
            unfinished, lowest_level and goals_met; values may be missing.
        about: what was swept.
        provenance: where it comes from.
    """
    came = provenance or Provenance(command="frontier")
    mark = f" · {came.sha256[:12]}" if came.sha256 else ""
    footer = f"{came.input_name or 'balances'}{mark}"
    return render(frontier_tables(frame, about, came), footer)


def render_frontier_figures(
    frame: pd.DataFrame, about: FrontierAbout, provenance: Provenance, folder: Path
) -> dict[Path, bytes]:
    """The curves by file, each as PNG and SVG; see `render_frontier`.

    Raises:
        ModuleNotFoundError: matplotlib, the extra `figures`, is not installed.
    """
    sheet = frontier_tables(frame, about, provenance)[0]
    mark = SYNTHETIC if about.synthetic else ""
    source = (about.title, f"{about.mode} plans", about.scope, provenance.input_name, mark)
    return pictures(frontier_figures(sheet), " · ".join(filter(None, source)), folder)


def frontier_tables(
    frame: pd.DataFrame, about: FrontierAbout, provenance: Provenance
) -> tuple[Table, ...]:
    """The sheets Frontier, Notes and data_frontier."""
    points = records(frame.sort_values("value", kind="stable", na_position="last"))
    tidy = tidy_table("data_frontier", "The points as a tidy table, full precision", frame)
    return (_curves(points, about), _notes(about, provenance), tidy)


def _curves(points: list[Record], about: FrontierAbout) -> Table:
    title = " · ".join(filter(None, ("Frontier", about.title, f"{about.mode} plan")))
    solved = [point for point in points if point["status"] == _SOLVED]
    return Table(
        name="Frontier",
        title=title + mark(synthetic=about.synthetic),
        about=f"What more {about.words} buys",
        blocks=(_block(points, about),),
        warning=SYNTHETIC if about.synthetic else "",
        note=" ".join(_findings(points, solved, about)),
        frozen=2,
        charts=_charts(solved, about),
    )


def _findings(points: list[Record], solved: list[Record], about: FrontierAbout) -> list[str]:
    scope = f" Figures: {about.scope}." if about.scope else ""
    said = [f"Each row is a certified plan with another {about.words}.{scope}"]
    failed = len(points) - len(solved)
    if failed:
        said.append(f"{failed} of {len(points)} points have no plan; their status says why.")
    said += [f"{words}." for words in (work_finding(solved), price_finding(solved)) if words]
    return said


def work_finding(points: Sequence[Record]) -> str:
    """What more budget does to real investment, in words; empty where nothing can be said."""
    known = _known(points, "real_investment")
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    gained = last["real_investment"] - first["real_investment"]
    full = next(
        point
        for point in known
        if abs(last["real_investment"] - point["real_investment"]) <= FLAT * abs(gained)
    )
    span = f"Budget {_short(first['value'])} to {_short(last['value'])}"
    if abs(gained) <= FLAT * abs(first["real_investment"]):
        return f"{span} buys no more real investment"
    if full is not last and gained > 0.0:
        return f"Beyond a budget of {_short(full['value'])}, roubles buy no more real investment"
    budget = _change(first, last, "value")
    real = _change(first, last, "real_investment")
    return f"{span} ({budget}) moves real investment by {real}" if budget and real else ""


def price_finding(points: Sequence[Record]) -> str:
    """What more budget does to prices and consumption, in words; empty where nothing is known."""
    said = []
    for key, words in (("price_index", "investment prices"), ("consumption", "consumption")):
        known = _known(points, key)
        change = _change(known[0], known[-1], key) if len(known) > 1 else ""
        if change:
            said.append(f"{words} {change}")
    if not said:
        return ""
    known = [point for point in points if point["value"] is not None]
    text = f"{', '.join(said)} as the budget goes from {_short(known[0]['value'])}"
    return f"{text[0].upper()}{text[1:]} to {_short(known[-1]['value'])}"


def _known(points: Sequence[Record], key: str) -> list[Record]:
    return [p for p in points if p["value"] is not None and p[key] is not None]


def _change(first: Record, last: Record, key: str) -> str:
    return share_words(last[key] / first[key] - 1.0) if first[key] else ""


def _short(value: float) -> str:
    return f"{value:,.6g}"


def _block(points: list[Record], about: FrontierAbout) -> Block:
    real = f"{about.currency}, base prices"
    columns = (
        Column("point", "Point", show=Show.WHOLE),
        Column("value", _capital(about.words), unit=about.unit, show=Show.QUANTITY),
        Column("status", "Status"),
        Column("real_investment", "Real investment", unit=real, show=Show.QUANTITY),
        Column("nominal_investment", "Nominal investment", unit=about.currency, show=Show.QUANTITY),
        Column("slope", "Real work per further rouble", show=Show.INDEX),
        Column("price_index", "Price index", show=Show.INDEX),
        Column("open_price_index", "Open price index", show=Show.INDEX),
        Column("overhang", "Overhang", unit=about.currency, show=Show.QUANTITY),
        Column("roubles", "Spent and overhanging", unit=about.currency, show=Show.QUANTITY),
        Column("consumption", "Household consumption", unit=real, show=Show.QUANTITY),
        Column("unfinished", "Unfinished construction", unit=real, show=Show.QUANTITY),
        Column("lowest_level", "Lowest fulfilment", show=Show.SHARE),
        Column("goals_met", "Goals met in full", show=Show.WHOLE),
    )
    held = any(abs(p["overhang"] or 0.0) > FLAT * (p["nominal_investment"] or 0.0) for p in points)
    rows: list[Row] = []
    for point in points:
        cells: dict[str, Cell] = {
            column.key: point[column.key] for column in columns if column.key in point
        }
        if abs(point["overhang"] or 0.0) <= NOISE * (point["nominal_investment"] or 0.0):
            cells["overhang"] = None if point["overhang"] is None else 0.0
        cells["roubles"] = formulas.plus(cells, "nominal_investment", "overhang")
        money = "roubles" if held else "nominal_investment"
        if rows:
            cells["slope"] = formulas.slope(rows[-1].cells, cells, "real_investment", money)
        rows.append(Row(cells))
    absent = () if held else ("open_price_index", "overhang", "roubles")
    shown = tuple(column for column in columns if column.key not in absent)
    return Block(shown, tuple(rows), even=True)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _charts(points: Sequence[Record], about: FrontierAbout) -> tuple[Curve, ...]:
    budget = f"{about.words} [{about.unit}]" if about.unit else about.words
    real = f"real investment [{about.currency}, base prices]"
    work, money = work_finding(points), price_finding(points)
    charts = []
    if work:
        alt = f"Line chart: {real} against {budget}: {_listed(points, 'real_investment')}."
        charts.append(Curve(work, alt, 0, "value", budget, "real_investment", real))
    known = [key for key in ("price_index", "consumption") if len(_known(points, key)) > 1]
    if money and known:
        words = {"price_index": "price index of investment", "consumption": "consumption"}
        words["consumption"] += f" [{about.currency}, base prices]"
        listed = "; ".join(f"{words[key]}: {_listed(points, key)}" for key in known)
        second = known[1] if len(known) > 1 else ""
        charts.append(
            Curve(
                title=money,
                alt=f"Line chart against {budget}: {listed}.",
                block=0,
                x="value",
                x_axis=budget,
                value=known[0],
                axis=words[known[0]],
                second=second,
                second_axis=words.get(second, ""),
            )
        )
    return tuple(charts)


def _listed(points: Sequence[Record], key: str) -> str:
    return ", ".join(f"{_short(p['value'])} → {_short(p[key])}" for p in _known(points, key))


def _notes(about: FrontierAbout, came: Provenance) -> Table:
    lines = (
        ("Title", about.title),
        ("Swept", f"{about.field}: {about.words}"),
        ("Mode", about.mode),
        ("Figures", about.scope),
    )
    meanings = (
        *INVESTMENT,
        (
            "Real work per further rouble",
            "Change of real investment over change of what is spent (overhang included), against "
            "the row above: 1 / c while work is had at planned cost, less where roubles bid prices "
            "up, 0 where they find nothing.",
        ),
        ("Household consumption", "Deliveries to households at base prices."),
        ("Lowest fulfilment", "The smallest share of target that any goal gets."),
    )
    return notes(lines, came, meanings, synthetic=about.synthetic)
