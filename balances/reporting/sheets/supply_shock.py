"""Supply shock: equal cuts when balanced against protected cuts when mobilised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.politburo import Outcome, Replay, Ruling, Step
from balances.politburo.decrees import SHOCK
from balances.politburo.targets import activities_of, periods_of
from balances.reporting import formulas
from balances.reporting.classes import declared_classes
from balances.reporting.frames import Record, records, sources_of
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
    steps = _shocks(report.replay)
    shocks = [step.ruling.decree for step in steps]
    balanced, mobilised = report.pair
    goods = _shocked(shocks, mobilised.economy)
    if not goods:
        return None
    hit = _periods(shocks, mobilised.economy)
    cuts = _cuts(balanced, mobilised, goods, hit)
    built = (_events(steps, report), cuts, _users(balanced, mobilised, goods, hit))
    return Table(
        name="Supply shock",
        title=f"Supply shock {span(mobilised)}{report.mark}",
        about="Products that an event hits: equal cuts when balanced, protected when mobilised",
        blocks=tuple(block for block in built if block.rows),
        warning=warning(mobilised),
        note=f"{_finding(cuts)}An event holds in both plans. Before and after are the steps of the "
        "replay, mobilised; where land or machines can change over, or stocks are drawn on, what "
        "there is falls by more or less than the event takes. A cut is the part of a claim, as "
        "stated before any decree, that is not delivered.",
        frozen=1,
    )


def _shocks(replay: Replay) -> list[Step]:
    both = zip(replay.steps, replay.rulings, strict=True)
    return [step for step, ruling in both if _happened(ruling)]


def _happened(ruling: Ruling) -> bool:
    gone = (Outcome.VETOED, Outcome.REFUSED, Outcome.OVERRULED)
    return ruling.decree.kind == SHOCK and ruling.outcome not in gone


def _shocked(shocks: list[Decree], economy: Economy) -> list[str]:
    """Commodities that the events hit, in the order of the economy."""
    hit = {economy.activities[j].commodity for d in shocks for j in activities_of(d, economy)}
    return [good.code for good in economy.commodities if good.code in hit]


def _periods(shocks: list[Decree], economy: Economy) -> list[str]:
    """Periods that the events touch."""
    hit = {t for decree in shocks for t in periods_of(decree, economy)}
    return [economy.periods[t] for t in sorted(hit)]


def _events(steps: Sequence[Step], report: ReportInput) -> Block:
    """Sources of what each event hits, before and after it, and in the final plans."""
    columns = (
        Column("what", "Product", width=44.0),
        Column("number", "Decree"),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("before", "Sources before it", show=Show.QUANTITY),
        Column("after", "Sources after it", show=Show.QUANTITY),
        Column("left", "After to before", show=Show.SHARE),
        Column("balanced", "Sources, balanced", show=Show.QUANTITY),
        Column("mobilised", "Sources, mobilised", show=Show.QUANTITY),
    )
    final = {mode: sources_of(plan) for mode, plan in report.plans.items()}
    rows = []
    for step in steps:
        decree, economy = step.ruling.decree, step.plan.economy
        before, after = sources_of(step.before), sources_of(step.plan)
        for good in _shocked([decree], economy):
            unit = economy.commodities[economy.commodity_index[good]].unit
            for period in _periods([decree], economy):
                cells: dict[str, Cell] = {"what": good, "number": decree.number, "unit": unit}
                cells |= {"period": period, "before": before.get((good, period), 0.0)}
                cells["after"] = after.get((good, period), 0.0)
                cells["left"] = formulas.ratio(cells, "after", "before")
                cells |= {mode: of.get((good, period), 0.0) for mode, of in final.items()}
                rows.append(Row(cells))
    words = "; ".join(f"decree {s.ruling.decree.number}: {_words(s.ruling.decree)}" for s in steps)
    return Block(columns, tuple(rows), heading="What is left of the supply", note=words)


def _words(decree: Decree) -> str:
    names = (*decree.sectors, *decree.commodities, *decree.groups, *decree.agencies)
    left = "" if decree.value is None else f" × {decree.value:.4g}"
    return f"{decree.what or 'capacity'} of {', '.join(names)}{left}"


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
