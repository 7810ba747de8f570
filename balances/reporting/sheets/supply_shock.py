"""Supply shock: equal cuts when balanced against protected cuts when mobilised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.politburo import Outcome, Replay
from balances.politburo.decrees import SHOCK
from balances.politburo.targets import activities_of, periods_of
from balances.reporting import formulas
from balances.reporting.classes import declared_classes
from balances.reporting.frames import Record, records
from balances.reporting.report_input import ReportInput
from balances.reporting.side_columns import side_cells, side_columns
from balances.reporting.table import Block, Cell, Column, Row, Show, Table, number
from balances.reporting.wording import (
    LONG,
    class_words,
    counted,
    percent,
    span,
    warning,
)


def supply_shock(report: ReportInput) -> Table | None:
    """The shocked products claim by claim: what is cut when balanced, and when mobilised."""
    if report.pair is None or report.replay is None:
        return None
    shocks = _shocks(report.replay)
    balanced, mobilised = report.pair
    goods = _shocked(shocks, mobilised.economy)
    if not goods:
        return None
    hit = _periods(shocks, mobilised.economy)
    cuts = _cuts(balanced, mobilised, goods, hit)
    built = (_events(shocks, goods, hit, report), cuts, _users(balanced, mobilised, goods, hit))
    mark = " · synthetic data" if report.synthetic else ""
    return Table(
        name="Supply shock",
        title=f"Supply shock {span(mobilised)}{mark}",
        about="Products that an event hits: equal cuts when balanced, protected when mobilised",
        blocks=tuple(block for block in built if block.rows),
        warning=warning(mobilised),
        note=f"{_finding(cuts)}An event holds in both plans; the approved plan is the one before "
        "any decree. A cut is the part of a claim, as stated before any decree, that is not "
        "delivered.",
        frozen=1,
    )


def _shocks(replay: Replay) -> list[Decree]:
    return [
        ruling.decree
        for ruling in replay.rulings
        if ruling.decree.kind == SHOCK
        and ruling.outcome not in (Outcome.VETOED, Outcome.REFUSED, Outcome.OVERRULED)
    ]


def _shocked(shocks: list[Decree], economy: Economy) -> list[str]:
    """Commodities that the events hit, in the order of the economy."""
    hit = {economy.activities[j].commodity for d in shocks for j in activities_of(d, economy)}
    return [good.code for good in economy.commodities if good.code in hit]


def _periods(shocks: list[Decree], economy: Economy) -> list[str]:
    """Periods that the events touch."""
    hit = {t for decree in shocks for t in periods_of(decree, economy)}
    return [economy.periods[t] for t in sorted(hit)]


def _events(shocks: list[Decree], goods: list[str], hit: list[str], report: ReportInput) -> Block:
    """Sources of the products in the three plans."""
    if report.pair is None or report.replay is None:
        return Block()
    columns = (
        Column("what", "Product", width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("approved", "Sources, approved", show=Show.QUANTITY),
        Column("balanced", "Sources, balanced", show=Show.QUANTITY),
        Column("mobilised", "Sources, mobilised", show=Show.QUANTITY),
        Column("left", "Balanced to approved", show=Show.SHARE),
    )
    plans = {"approved": report.replay.approved, "balanced": report.pair[0]}
    plans["mobilised"] = report.pair[1]
    found = {name: _sources(plan) for name, plan in plans.items()}
    units = {good.code: good.unit for good in report.economy.commodities}
    rows = []
    for good in goods:
        for period in hit:
            cells: dict[str, Cell] = {"what": good, "unit": units[good], "period": period}
            cells |= {name: of.get((good, period), 0.0) for name, of in found.items()}
            cells["left"] = formulas.ratio(cells, "balanced", "approved")
            rows.append(Row(cells))
    words = "; ".join(f"decree {d.number}: {_words(d)}" for d in shocks)
    return Block(columns, tuple(rows), heading="What is left of the supply", note=words)


def _words(decree: Decree) -> str:
    names = (*decree.sectors, *decree.commodities, *decree.groups, *decree.agencies)
    left = "" if decree.value is None else f" × {decree.value:.4g}"
    return f"{decree.what or 'capacity'} of {', '.join(names)}{left}"


def _sources(plan: Plan) -> Mapping[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = defaultdict(float)
    for row in records(plan.balances):
        if row["side"] == "source":
            found[row["commodity"], row["period"]] += row["quantity"]
    return found


def _cuts(balanced: Plan, mobilised: Plan, goods: list[str], hit: list[str]) -> Block:
    columns = (
        Column("what", "Claim", width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("class", "Class"),
        Column("claim", "Claim as stated", show=Show.QUANTITY),
        Column("balanced", "Balanced", show=Show.QUANTITY),
        Column("cut_b", "Cut, balanced", show=Show.SHARE),
        Column("mobilised", "Mobilised", show=Show.QUANTITY),
        Column("cut_m", "Cut, mobilised", show=Show.SHARE),
        Column("difference", "Difference", show=Show.QUANTITY),
    )
    got = {claim["key"]: claim["delivered"] for claim in records(mobilised.claims)}
    declared = declared_classes(mobilised)
    order = {good: n for n, good in enumerate(goods)}
    claims = [c for c in records(balanced.claims) if c["commodity"] in order and c["period"] in hit]
    claims.sort(key=lambda claim: order[claim["commodity"]])
    rows = [_cut(claim, got.get(claim["key"], 0.0), declared) for claim in claims[:LONG]]
    return Block(columns, tuple(rows), heading="Cuts claim by claim")


def _cut(claim: Record, mobilised: float, declared: Mapping[str, float]) -> Row:
    cells: dict[str, Cell] = {"what": goal_words(claim | {"kind": "claim"})}
    cells |= {"unit": claim["unit"], "period": claim["period"], "claim": claim["target"]}
    cells |= {"balanced": claim["delivered"], "mobilised": mobilised}
    cells["class"] = class_words(declared.get(claim["key"], claim["priority"]))
    cells["cut_b"] = formulas.shortfall(cells, "balanced", "claim")
    cells["cut_m"] = formulas.shortfall(cells, "mobilised", "claim")
    cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
    return Row(cells)


def _users(balanced: Plan, mobilised: Plan, goods: list[str], hit: list[str]) -> Block:
    """What agencies receive of the products for their activities and their own claims."""
    keys = ("commodity", "agency", "period", "unit")
    found: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for n, plan in enumerate((balanced, mobilised)):
        for row in records(plan.allocations):
            if row["commodity"] in goods and row["period"] in hit:
                found[tuple(row[key] for key in keys)][n] = row["production"] + row["construction"]
    rows = []
    for (good, agency, period, unit), (before, after) in found.items():
        if before or after:
            words = f"{good} → {agency or 'no agency'}"
            rows.append(Row(side_cells(words, unit, period, before, after)))
    return Block(side_columns("Agency"), tuple(rows[:LONG]), heading="What producers get of it")


def _finding(cuts: Block) -> str:
    """How far apart the cuts are in each plan."""
    if not cuts.rows:
        return ""
    ranges = []
    for mode, key in (("balanced", "cut_b"), ("mobilised", "cut_m")):
        shares = (number(row.cells[key]) for row in cuts.rows)
        found = [share for share in shares if share is not None]
        low, high = min(found), max(found)
        span_words = percent(low) if high - low < 5e-4 else f"{percent(low)} to {percent(high)}"
        ranges.append(f"{mode} {span_words}")
    return f"Cuts of {counted(len(cuts.rows), 'claim')}: {', '.join(ranges)}. "
