"""Summary: the plan on one page."""

from __future__ import annotations

from balances.economy.measures import measure_unit
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.reporting import formulas
from balances.reporting.comparison import without_noise
from balances.reporting.frames import Record, first_seen, frame_of, prices_of, records
from balances.reporting.measured import attained, base
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Chart, Column, Row, Show, Table
from balances.reporting.verdict import decrees_verdict, verdict
from balances.reporting.wording import class_words, is_met, percent, titled, warning

_MEASURES = (
    ("national_income", "National income"),
    ("group_output", "Gross output"),
    ("consumption", "Household consumption"),
    ("employment", "Employment"),
    ("imports", "Imports at base prices"),
)
_INVESTMENT = (
    ("real", "Real investment", "{currency}, base prices", Show.QUANTITY),
    ("nominal", "Nominal investment", "{currency}", Show.QUANTITY),
    ("price_index", "Price index of investment", "index", Show.INDEX),
    ("overhang", "Overhang of investment", "{currency}", Show.QUANTITY),
    ("unfinished", "Unfinished construction", "{currency}, base prices", Show.QUANTITY),
)
_LONGEST = 10
"""Rows of a list of the most or least."""


def summary(report: ReportInput) -> Table | None:
    """Figures of each plan, goals by class, shortfalls, tight limits and growth."""
    plan = report.main
    goals = records(plan.goals)
    short = sorted((g for g in goals if not is_met(g)), key=lambda g: g["fulfilment"])
    built = (
        _figures(report),
        _classes(plan, goals),
        _shortfalls(short),
        _scarce(plan),
        _growth(plan),
    )
    blocks = [block for block in built if block.rows]
    return Table(
        name="Summary",
        title=titled(plan, plan.economy.settings.title or "Summary"),
        about="The plan in figures: goals, shortfalls, tight limits, growth",
        blocks=tuple(blocks),
        warning=warning(plan),
        note=_note(report),
        charts=_charts(plan, blocks, short),
        one_page=True,
    )


def _note(report: ReportInput) -> str:
    said = [verdict(report.main)]
    if report.replay is not None:
        said.append(decrees_verdict(report.replay))
    return " ".join(filter(None, said))


def _figures(report: ReportInput) -> Block:
    modes = {mode: f"mode_{n}" for n, mode in enumerate(report.plans)}
    columns = (
        Column("what", "Measure", width=44.0),
        Column("unit", "Unit"),
        *(Column(key, mode, show=Show.QUANTITY) for mode, key in modes.items()),
    )
    rows = []
    for words, unit, show, values in _lines(report):
        cells: dict[str, Cell] = {"what": words, "unit": unit}
        cells |= dict(zip(modes.values(), values, strict=True))
        if any(value is not None for value in values):
            rows.append(Row(cells, show=show))
    last = report.economy.periods[-1] if report.economy.periods else ""
    heading = f"The plan in figures (flows and employment in {last})"
    return Block(columns, tuple(rows), heading=heading)


def _lines(report: ReportInput) -> list[tuple[str, str, Show, list[Cell]]]:
    plans = list(report.plans.values())
    goals = [records(plan.goals) for plan in plans]
    lines: list[tuple[str, str, Show, list[Cell]]] = [
        ("Goals", "count", Show.WHOLE, [len(found) for found in goals]),
        ("Goals met in full", "count", Show.WHOLE, [sum(map(is_met, g)) for g in goals]),
        ("Lowest fulfilment", "share", Show.SHARE, [_lowest(found) for found in goals]),
        ("Average fulfilment", "share", Show.SHARE, [_average(found) for found in goals]),
    ]
    economy = report.economy
    for name, words in _MEASURES:
        values: list[Cell] = [attained(plan, name) for plan in plans]
        if any(values):
            unit = measure_unit(economy, name, "")
            lines.append((words, unit, Show.QUANTITY, values))
    return lines + _investment_lines(plans)


def _investment_lines(plans: list[Plan]) -> list[tuple[str, str, Show, list[Cell]]]:
    """Investment of the last period, and its prices; what is nothing in every plan is left out."""
    money = [records(frame_of(plan, "investment")) for plan in plans]
    if not any(money):
        return []
    currency = plans[0].economy.settings.currency
    lines = []
    for field, words, unit, show in _INVESTMENT:
        values: list[Cell] = [
            without_noise(rows[-1], field) if rows and rows[-1][field] is not None else None
            for rows in money
        ]
        if any(values):
            lines.append((words, unit.format(currency=currency), show, values))
    return lines


def _lowest(goals: list[Record]) -> float | None:
    return min((g["fulfilment"] for g in goals if g["fulfilment"] is not None), default=None)


def _average(goals: list[Record]) -> float | None:
    found = [g["fulfilment"] for g in goals if g["fulfilment"] is not None]
    return sum(found) / len(found) if found else None


def _classes(plan: Plan, goals: list[Record]) -> Block:
    columns = (
        Column("class", "Class of goals"),
        Column("goals", "Goals", show=Show.WHOLE),
        Column("met", "Met in full", show=Show.WHOLE),
        Column("short", "Short", show=Show.WHOLE),
        Column("share", "Share met", show=Show.SHARE),
        Column("lowest", "Lowest fulfilment", show=Show.SHARE),
    )
    rows = []
    for priority in sorted(first_seen(goals, "priority")):
        found = [goal for goal in goals if goal["priority"] == priority]
        cells: dict[str, Cell] = {"class": _class_words(plan, priority)}
        cells |= {"goals": len(found), "met": sum(map(is_met, found)), "lowest": _lowest(found)}
        cells["short"] = formulas.difference(cells, "goals", "met")
        cells["share"] = formulas.ratio(cells, "met", "goals")
        rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="Goals by class")


def _class_words(plan: Plan, priority: float) -> str:
    return "all goals" if plan.mode == "balanced" else class_words(priority)


def _shortfalls(short: list[Record]) -> Block:
    columns = (
        Column("goal", "Goal", width=44.0),
        Column("unit", "Unit"),
        Column("target", "Target", show=Show.QUANTITY),
        Column("delivered", "Delivered", show=Show.QUANTITY),
        Column("missing", "Missing", show=Show.QUANTITY),
        Column("fulfilment", "Fulfilment", show=Show.SHARE),
    )
    rows = []
    for goal in short[:_LONGEST]:
        cells: dict[str, Cell] = {"goal": f"{goal_words(goal)}, {goal['period']}"}
        cells |= {key: goal[key] for key in ("unit", "target", "delivered")}
        cells["missing"] = formulas.difference(cells, "target", "delivered")
        cells["fulfilment"] = formulas.fulfilment(cells, "delivered", "target")
        rows.append(Row(cells))
    more = f" (the lowest {_LONGEST} of {len(short)})" if len(short) > _LONGEST else ""
    return Block(columns, tuple(rows), heading=f"Goals that fall short{more}")


def _scarce(plan: Plan) -> Block:
    columns = (
        Column("item", "Limit", width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("stage", "First binds in stage", show=Show.WHOLE),
        Column("shadow_price", "Shadow price", show=Show.PRICE),
    )
    scarce = [p for p in prices_of(plan) if p["shadow_price"] > 0.0 and p["row"] in _LIMITS]
    scarce.sort(key=lambda p: (p["stage"], -p["worth"]))
    rows = []
    for price in scarce[:_LONGEST]:
        cells: dict[str, Cell] = {"item": _limit_words(price)}
        cells |= {key: price[key] for key in ("unit", "period", "stage", "shadow_price")}
        rows.append(Row(cells))
    words = (
        "Where one more unit would raise the plan: by stage, then by worth, the price times all "
        "that the plan takes of it."
    )
    return Block(columns, tuple(rows), heading="Tightest limits", note=words)


def _limit_words(price: Record) -> str:
    if price["row"] != "investment_budget":
        return f"{_LIMITS[price['row']]} {price['item']}".strip()
    of = f" of {price['holder']}" if price["holder"] else ""
    return f"{_MONEY[price['item']]}{of}"


_MONEY = {
    "budget": "investment budget",
    "price_cap": "price cap of investment",
    "overhang": "limit of overhang",
    "agency": "investment budget",
}
_LIMITS = {
    "investment_budget": "investment",
    "state_budget": "state budget",
    "household_money": "goods for the money of households",
    "capacity": "capacity of",
    "labour": "labour:",
    "imports": "imports of",
    "foreign_exchange": "foreign exchange",
    "control_figures": "control figure",
    "agency_allocation": "allotment of",
}


def _growth(plan: Plan) -> Block:
    last = len(plan.economy.periods) - 1
    unit = measure_unit(plan.economy, "group_output", "")
    columns = (
        Column("what", "Group", width=44.0),
        Column("base", "Base year", unit=unit, show=Show.QUANTITY),
        Column("last", plan.economy.periods[last], unit=unit, show=Show.QUANTITY),
        Column("index", "Index", show=Show.INDEX),
        Column("growth", "Average growth per period", show=Show.SHARE),
    )
    rows = []
    for group in (*plan.economy.groups, ""):
        cells: dict[str, Cell] = {"what": group or "all sectors"}
        cells["base"] = base(plan, "group_output", group)
        cells["last"] = attained(plan, "group_output", group)
        cells["index"] = formulas.ratio(cells, "last", "base")
        cells["growth"] = formulas.growth(cells, "last", "base", last + 1)
        if cells["base"] is not None:
            rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="Gross output by group, at base prices")


def _charts(plan: Plan, blocks: list[Block], short: list[Record]) -> tuple[Chart, ...]:
    if len(short) < 2:
        return ()
    position = next(n for n, b in enumerate(blocks) if b.heading.startswith("Goals that fall"))
    worst = short[0]
    title = (
        f"{goal_words(worst)} in {worst['period']}: only {percent(worst['fulfilment'])} of target"
    )
    listed = "; ".join(
        f"{goal_words(goal)} {goal['period']} {percent(goal['fulfilment'])}"
        for goal in short[:_LONGEST]
    )
    alt = f"Bar chart: fulfilment of the goals that fall short, {plan.mode} plan: {listed}."
    return (Chart(title, alt, position, "goal", ("fulfilment",), "share of target", percent=True),)
