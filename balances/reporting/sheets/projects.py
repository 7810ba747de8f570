"""Projects: how far each construction project gets, what it adds, and what it really costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, frame_of, records, varies
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Role, Row, Show, Table
from balances.reporting.wording import integer_words, titled, warning

_TRUE = 1e-9
"""Declared and true cost differ from this share on."""


def projects(report: ReportInput) -> Table | None:
    """Progress by project and period, capacity in operation, agencies, declared and true cost."""
    plan = report.main
    done = records(frame_of(plan, "projects"))
    if not done:
        return None
    built = (
        _progress(plan, done),
        _capacity(plan, done),
        _agencies(plan, done),
        _costs(plan, done),
    )
    words = (
        "Shares are of the whole project. Work is reckoned at the cost with which the plan is "
        "made: the declared one where an agency declares it, and agency budgets count the same. "
        "Unfinished is the value of what is done and not yet in operation."
    )
    return Table(
        name="Projects",
        title=titled(plan, "Construction projects"),
        about="How far each project gets, what comes into operation, declared against true cost",
        blocks=tuple(block for block in built if block.rows),
        warning=warning(plan),
        note=" ".join(filter(None, (words, integer_words(plan)))),
        frozen=1,
    )


def _by_project(done: list[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for row in done:
        found[row["project"]].append(row)
    return found


def _keys(prefix: str, periods: Sequence[str]) -> dict[str, str]:
    return {period: f"{prefix}_{n}" for n, period in enumerate(periods)}


def _progress(plan: Plan, done: list[Record]) -> Block:
    periods = first_seen(done, "period")
    share, total = _keys("share", periods), _keys("total", periods)
    real = f"{plan.economy.settings.currency}, base prices"
    columns = (
        Column("project", "Project"),
        *([Column("agency", "Agency")] * varies(done, "agency")),
        Column("sector", "Sector"),
        Column("site", "Site"),
        *([Column("whole", "Built")] * varies(done, "integer")),
        Column("before", "Done before the plan", show=Show.SHARE),
        *(Column(key, p, show=Show.SHARE, band="Done in the period") for p, key in share.items()),
        *(Column(key, p, show=Show.SHARE, band="Done by its end") for p, key in total.items()),
        Column("finished", "Finished in"),
        Column("unfinished", "Unfinished at the end", unit=real, show=Show.QUANTITY),
    )
    rows = [
        Row(_progress_cells(name, found, share, total)) for name, found in _by_project(done).items()
    ]
    sums: dict[str, Cell] = {"project": "All projects"}
    sums["unfinished"] = formulas.column_total(rows, "unfinished")
    return Block(columns, (*rows, Row(sums, Role.TOTAL)), heading="Progress", even=True)


def _progress_cells(
    name: str, found: list[Record], share: Mapping[str, str], total: Mapping[str, str]
) -> dict[str, Cell]:
    """One project: where it stands, and what is done in each period and by its end."""
    first, last = found[0], found[-1]
    before = first["cumulative"] - first["share"]
    cells: dict[str, Cell] = {
        "project": name,
        "agency": first["agency"],
        "sector": first["sector"],
        "site": "new site" if first["new_site"] else "expansion",
        "whole": "whole or not" if first["integer"] else "by parts",
        "before": before if abs(before) > formulas.NOISE else 0.0,
        "finished": next((row["period"] for row in found if row["finished"]), "not in the plan"),
        "unfinished": last["unfinished"],
    }
    reached = "before"
    for row in found:
        cells[share[row["period"]]] = row["share"]
        cells[total[row["period"]]] = formulas.plus(cells, reached, share[row["period"]])
        reached = total[row["period"]]
    return cells


def _capacity(plan: Plan, done: list[Record]) -> Block:
    periods = first_seen(done, "period")
    keys = _keys("added", periods)
    columns = (
        Column("project", "Project"),
        Column("sector", "Sector"),
        Column("unit", "Unit"),
        *(
            Column(key, period, show=Show.QUANTITY, band="In operation in the period")
            for period, key in keys.items()
        ),
        Column("after", "After the plan", show=Show.QUANTITY, band="In operation in the period"),
    )
    whole = {project.code: project.capacity_added for project in plan.economy.projects}
    rows = []
    for name, found in _by_project(done).items():
        last = found[-1]
        ready = last["finished"] if last["integer"] else last["cumulative"]
        after = float(ready) * whole[name] if name in whole else None
        if after or any(row["capacity_added"] for row in found):
            sector = found[0]["sector"]
            cells: dict[str, Cell] = {"project": name, "sector": sector}
            cells |= {"unit": _unit(plan, sector), "after": after}
            cells |= {keys[row["period"]]: row["capacity_added"] for row in found}
            rows.append(Row(cells))
    known = any(row.cells["after"] is not None for row in rows)
    note = "What is done in a period comes into operation in the next one."
    heading = "Capacity in operation from projects"
    return Block(columns if known else columns[:-1], tuple(rows), heading=heading, note=note)


def _unit(plan: Plan, sector: str) -> str:
    economy = plan.economy
    if sector in economy.activity_index:
        sector = economy.activities[economy.activity_index[sector]].commodity
    position = economy.commodity_index.get(sector)
    return "" if position is None else economy.commodities[position].unit


def _agencies(plan: Plan, done: list[Record]) -> Block:
    real = f"{plan.economy.settings.currency}, base prices"
    columns = (
        Column("agency", "Agency"),
        Column("period", "Period"),
        Column("open", "Projects worked on", show=Show.WHOLE),
        Column("work", "Work at planned cost", unit=real, show=Show.QUANTITY),
        Column("true_work", "Work at true cost", unit=real, show=Show.QUANTITY),
        Column("overrun", "True less planned", unit=real, show=Show.QUANTITY),
    )
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in done:
        found[row["agency"], row["period"]].append(row)
    order = {agency: n for n, agency in enumerate(first_seen(done, "agency"))}
    rows = []
    for agency, period in sorted(found, key=lambda key: order[key[0]]):
        working = found[agency, period]
        cells: dict[str, Cell] = {"agency": agency or "no agency", "period": period}
        cells["open"] = sum(row["share"] > formulas.NOISE for row in working)
        if not cells["open"]:
            continue
        cells |= {key: sum(row[key] for row in working) for key in ("work", "true_work")}
        cells["overrun"] = formulas.difference(cells, "true_work", "work")
        rows.append(Row(cells))
    if not rows:
        return Block(columns)
    return Block(_without_true(columns, done), (*rows, _sums(rows, done)), heading="Work by agency")


def _sums(rows: Sequence[Row], done: list[Record]) -> Row:
    cells: dict[str, Cell] = {"agency": "All agencies", "project": "All projects"}
    for key in ("work", "true_work"):
        cells[key] = formulas.column_total(rows, key)
    if _misstated(done):
        cells["overrun"] = formulas.difference(cells, "true_work", "work")
    cells["ratio"] = formulas.ratio(cells, "true_work", "work")
    return Row(cells, Role.TOTAL)


def _misstated(done: list[Record]) -> list[Record]:
    """Rows whose work costs something else than was declared."""
    return [
        row
        for row in done
        if abs(row["true_work"] - row["work"]) > _TRUE * max(row["true_work"], row["work"])
    ]


def _without_true(columns: Sequence[Column], done: list[Record]) -> tuple[Column, ...]:
    hidden = () if _misstated(done) else ("true_work", "overrun")
    return tuple(column for column in columns if column.key not in hidden)


def _costs(plan: Plan, done: list[Record]) -> Block:
    real = f"{plan.economy.settings.currency}, base prices"
    columns = (
        Column("project", "Project"),
        Column("agency", "Agency"),
        Column("work", "Work as declared", unit=real, show=Show.QUANTITY),
        Column("true_work", "Work at true cost", unit=real, show=Show.QUANTITY),
        Column("overrun", "True less declared", unit=real, show=Show.QUANTITY),
        Column("ratio", "True over declared", show=Show.INDEX),
    )
    misstated = first_seen(_misstated(done), "project")
    rows = [Row(_cost_cells(of)) for name, of in _by_project(done).items() if name in misstated]
    if not rows:
        return Block(columns)
    note = (
        "The plan is made with the declared cost. At the true cost the same work takes more (or "
        "less) money than the plan provides."
    )
    heading = "Declared against true cost, over the plan"
    return Block(columns, (*rows, _sums(rows, done)), heading=heading, note=note, even=True)


def _cost_cells(found: Sequence[Mapping[str, Cell]]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {key: found[0][key] for key in ("project", "agency")}
    for key in ("work", "true_work"):
        cells[key] = sum(float(str(row[key])) for row in found)
    cells["overrun"] = formulas.difference(cells, "true_work", "work")
    cells["ratio"] = formulas.ratio(cells, "true_work", "work")
    return cells
