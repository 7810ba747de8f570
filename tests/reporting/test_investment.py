"""Investment, projects and money on the report, by hand-made frames and numbers."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from balances.economy.construction import Finance, Project
from balances.economy.economy import Economy, frozen_matrix
from balances.economy.records import Activity, Agency, Commodity, ControlFigure
from balances.economy.settings import Settings
from balances.gosplan import solve
from balances.gosplan.plan import Plan
from balances.reporting import ReportInput, render_report, to_json
from balances.reporting.comparison import comparison, unfinished_growth
from balances.reporting.report import report_tables
from balances.reporting.sheets.investment import investment
from balances.reporting.sheets.projects import projects
from balances.reporting.table import Formula, Row, Table, number

# 1933 authorised: 100 roubles, planned cost 0.9, real work 80, so 72 at planned cost; at a price
# index of 1.2 they take 86.4 and 13.6 find nothing; open prices would be 100 / 72.
# 1934 ceiling: 110 spent on 100 of work at planned cost 1.0: index 1.1.
INVESTMENT = pd.DataFrame(
    {
        "period": ["1933", "1934"],
        "budget": [100.0, 120.0],
        "rule": ["authorised", "ceiling"],
        "normal_work": [60.0, math.nan],
        "cost_index": [0.9, 1.0],
        "real": [80.0, 100.0],
        "nominal": [86.4, 110.0],
        "price_index": [1.2, 1.1],
        "price_cap": [1.2, math.nan],
        "open_price_index": [100.0 / 72.0, 1.1],
        "overhang": [13.6, 0.0],
        "unfinished": [30.0, 45.0],
        "budget_price": [0.0, 0.0],
        "cap_price": [0.25, 0.0],
    }
)
CONSTRUCTION = pd.DataFrame(
    {
        "activity": ["coal", "steel", "coal", "steel", "grain", "grain"],
        "name": ["Coal", "Steel", "Coal", "Steel", "Grain", "Grain"],
        "period": ["1933", "1933", "1934", "1934", "1933", "1934"],
        "unit": ["kt", "kt", "kt", "kt", "mln t", "mln t"],
        "started": [50.0, 20.0, 0.0, 30.0, 0.0, 0.0],
        "in_operation": [1500.0, 900.0, 1550.0, 920.0, math.nan, math.nan],
        "work": [10.0, 40.0, 10.0, 50.0, 0.0, 0.0],
        "unfinished": [10.0, 20.0, 0.0, 30.0, 0.0, 0.0],
    }
)
# The dam is declared at 100 and costs 150: 0.2 before the plan, then 0.3 and 0.4.
PROJECTS = pd.DataFrame(
    {
        "project": ["dam", "dam", "mill", "mill"],
        "agency": ["fuel", "fuel", "metal", "metal"],
        "sector": ["coal", "coal", "steel", "steel"],
        "period": ["1933", "1934", "1933", "1934"],
        "share": [0.3, 0.4, 0.0, 1.0],
        "cumulative": [0.5, 0.9, 0.0, 1.0],
        "work": [30.0, 40.0, 0.0, 50.0],
        "true_work": [45.0, 60.0, 0.0, 50.0],
        "capacity_added": [20.0, 50.0, 0.0, 0.0],
        "finished": [False, False, False, True],
        "integer": [False, False, True, True],
        "new_site": [True, True, False, False],
        "unfinished": [0.0, 15.0, 0.0, 50.0],
    }
)
STATE = pd.DataFrame(
    {
        "period": ["1933"] * 5,
        "line": ["turnover tax", "loans", "deficit allowed", "investment", "other spending"],
        "side": ["income", "income", "income", "spending", "spending"],
        "amount": [70.0, 20.0, 10.0, 60.0, 35.0],
    }
)
HOUSEHOLDS = pd.DataFrame(
    {
        "period": ["1933"] * 3,
        "line": ["wages", "goods at list prices", "overhang"],
        "side": ["income", "goods", "goods"],
        "amount": [90.0, 75.0, 15.0],
    }
)
FRAMES = {
    "investment": INVESTMENT,
    "construction": CONSTRUCTION,
    "projects": PROJECTS,
    "state_budget": STATE,
    "household_money": HOUSEHOLDS,
}


def with_frames(plan: Plan, **frames: object) -> Plan:
    """The plan with these frames instead of what its values say."""
    changed = replace(plan)
    vars(changed).update(frames)
    return changed


@pytest.fixture(scope="module")
def rich(full: ReportInput) -> ReportInput:
    """Both plans with the rouble side; the balanced one has cheaper investment."""
    calmer = INVESTMENT.assign(nominal=[72.0, 100.0], overhang=0.0, unfinished=[20.0, 25.0])
    plans = {
        "balanced": with_frames(full.plans["balanced"], **(FRAMES | {"investment": calmer})),
        "mobilised": with_frames(full.plans["mobilised"], **FRAMES),
    }
    return replace(full, plans=plans)


def table(report: ReportInput, name: str) -> Table:
    return next(t for t in report_tables(report) if t.name == name)


def block(report: ReportInput, name: str, heading: str) -> tuple[Row, ...]:
    found = table(report, name).blocks
    return next(b.rows for b in found if b.heading.startswith(heading))


def value(row: Row, key: str) -> object:
    cell = row.cells.get(key)
    return cell.value if isinstance(cell, Formula) else cell


def test_sheets_of_money_are_left_out_where_there_is_none(full: ReportInput) -> None:
    bare = {name: pd.DataFrame() for name in FRAMES}
    plans = {mode: with_frames(plan, **bare) for mode, plan in full.plans.items()}
    names = {found.name for found in report_tables(replace(full, plans=plans))}
    assert not names & {"Investment", "Projects", "Money", "data_investment", "data_projects"}


def test_prices_of_investment_are_formulas_on_budget_and_work(rich: ReportInput) -> None:
    first, second, whole = block(rich, "Investment", "Budget")
    assert value(first, "planned") == pytest.approx(72.0)
    assert value(first, "price_index") == pytest.approx(1.2)
    assert value(first, "open_price_index") == pytest.approx(100.0 / 72.0)
    assert value(first, "overhang") == pytest.approx(13.6)
    assert first.cells["price_index"].text == "={nominal}/{planned}"
    assert value(second, "open_price_index") == pytest.approx(1.1)
    assert value(second, "overhang") is None
    assert value(second, "unspent") == pytest.approx(10.0)
    # 196.4 spent on 72 + 100 at planned cost
    assert value(whole, "price_index") == pytest.approx(196.4 / 172.0)


def test_it_is_said_what_binds(rich: ReportInput) -> None:
    first, second = block(rich, "Investment", "What binds")
    assert value(first, "binds") == "price cap"
    assert value(first, "level") == pytest.approx(1.0)
    assert value(first, "cap_price") == 0.25
    assert value(second, "binds") == "nothing"
    assert value(second, "used") == pytest.approx(110.0 / 120.0)


def test_goods_bind_where_construction_takes_what_has_a_price(rich: ReportInput) -> None:
    plan = rich.main
    lines = pd.DataFrame(
        {
            "commodity": ["coal", "steel"],
            "name": ["Coal", "Steel"],
            "period": "1934",
            "unit": "kt",
            "line": "capital construction",
            "side": "use",
            "quantity": [10.0, 5.0],
        }
    )
    prices = pd.DataFrame(
        {
            "row": "material_balance",
            "item": ["coal", "steel", "grain"],
            "holder": "",
            "period": "1934",
            "unit": "kt",
            "stage": 1,
            "stage_kind": "fulfilment",
            "shadow_price": [0.1, 0.3, 9.0],
            "effort_price": 0.0,
        }
    )
    changed = with_frames(plan, **FRAMES, prices=prices, balances=pd.concat([plan.balances, lines]))
    report = ReportInput({"mobilised": changed})
    _, second = block(report, "Investment", "What binds")
    assert value(second, "binds") == "goods"
    assert value(second, "goods") == "steel, coal"  # 0.3 x 5 before 0.1 x 10
    assert "Capital construction" in {c.header for c in table(report, "Balances").blocks[0].columns}


def test_work_by_activity_adds_up(rich: ReportInput) -> None:
    coal, steel, total = block(rich, "Investment", "Construction by activity")
    assert (value(coal, "work"), value(steel, "work")) == (20.0, 90.0)
    assert (value(total, "work_0"), value(total, "work_1")) == (50.0, 60.0)
    assert value(coal, "in_operation_1") == 1550.0
    assert value(total, "unfinished") == 30.0


def test_agency_budgets_count_work_at_planned_cost(rich: ReportInput) -> None:
    money = tuple(Finance(agency_budgets={"fuel": 60.0}, cost_index=c) for c in (0.9, 1.0))
    plan = rich.main
    economy = replace(plan.economy, finance=money, agencies=(Agency("fuel"),))
    known = {name: getattr(plan, name) for name in ("balances", "prices")}
    changed = with_frames(replace(plan, economy=economy), **FRAMES, **known)
    found = investment(ReportInput({"mobilised": changed}))
    assert found is not None
    rows = next(b.rows for b in found.blocks if b.heading == "Budgets of agencies")
    # coal belongs to fuel: 10 + 30 of the dam in 1933, at 0.9
    assert value(rows[0], "planned") == pytest.approx(36.0)
    assert value(rows[0], "left") == pytest.approx(24.0)
    assert value(rows[1], "left") == pytest.approx(10.0)


def test_investment_without_money_shows_work_alone(rich: ReportInput) -> None:
    gone = ("budget", "rule", "normal_work", "cost_index", "nominal", "price_index")
    bare = INVESTMENT.assign(
        **dict.fromkeys((*gone, "open_price_index", "overhang", "price_cap"), math.nan)
    )
    plans = {
        mode: with_frames(plan, **(FRAMES | {"investment": bare}))
        for mode, plan in rich.plans.items()
    }
    report = replace(rich, plans=plans)
    headers = {column.key for column in table(report, "Investment").blocks[0].columns}
    assert headers == {"period", "real", "unfinished"}
    assert comparison(*report.plans.values())["price_index"] == {
        "balanced": None,
        "mobilised": None,
    }


def test_the_prices_of_whole_projects_are_explained(
    rich: ReportInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plan, "mip_gap", 0.001)
    for name in ("Investment", "Projects"):
        assert "within 0.1 % of the best" in table(rich, name).note


def test_projects_show_shares_and_what_is_done(rich: ReportInput) -> None:
    dam, mill, total = block(rich, "Projects", "Progress")
    assert value(dam, "before") == pytest.approx(0.2)
    assert value(dam, "total_1") == pytest.approx(0.9)
    assert value(dam, "site") == "new site"
    assert value(dam, "finished") == "not in the plan"
    assert value(mill, "finished") == "1934"
    assert value(total, "unfinished") == 65.0
    assert len(block(rich, "Projects", "Capacity in operation")) == 1


def test_capacity_of_what_is_done_comes_after_the_plan(rich: ReportInput) -> None:
    plan = rich.main
    sites = (
        Project("dam", "fuel", "coal", 100.0, 150.0),
        Project("mill", "metal", "steel", 7.0, 50.0, integer=True),
    )
    known = {name: getattr(plan, name) for name in ("balances", "prices")}
    changed = replace(plan, economy=replace(plan.economy, projects=sites))
    found = projects(ReportInput({"mobilised": with_frames(changed, **FRAMES, **known)}))
    assert found is not None
    dam, mill = found.blocks[1].rows
    assert (value(dam, "after"), value(mill, "after")) == (pytest.approx(90.0), 7.0)
    assert value(dam, "unit") == "kt"


def test_declared_cost_is_set_against_the_true_one(rich: ReportInput) -> None:
    dam, total = block(rich, "Projects", "Declared")
    assert (value(dam, "work"), value(dam, "true_work")) == (70.0, 105.0)
    assert value(dam, "ratio") == pytest.approx(1.5)
    assert value(total, "overrun") == 35.0
    # in 1933 nothing is done for metal, which has no row there
    fuel_33, fuel_34, metal, total = block(rich, "Projects", "Work by agency")
    assert (value(fuel_33, "open"), value(fuel_34, "overrun")) == (1, 20.0)
    assert value(metal, "overrun") == 0.0
    assert value(total, "work") == 120.0


def test_accounts_add_up_and_are_checked(rich: ReportInput) -> None:
    (state,) = block(rich, "Money", "State budget")
    assert (value(state, "income"), value(state, "spending")) == (100.0, 95.0)
    assert (value(state, "left"), value(state, "check")) == (5.0, "OK")
    assert value(state, "surplus") == -5.0  # 90 of income against 95
    (households,) = block(rich, "Money", "Money of households")
    assert (value(households, "income"), value(households, "goods")) == (90.0, 90.0)
    assert (value(households, "left"), value(households, "check")) == (0.0, "OK")
    assert value(households, "level") == pytest.approx(1.2)


def test_overspending_is_seen(rich: ReportInput) -> None:
    dear = STATE.assign(amount=[70.0, 20.0, 10.0, 80.0, 35.0])
    report = ReportInput({"mobilised": with_frames(rich.main, **(FRAMES | {"state_budget": dear}))})
    (state,) = block(report, "Money", "State budget")
    assert (value(state, "left"), value(state, "check")) == (-15.0, "CHECK")


def test_summary_and_notes_speak_of_investment(rich: ReportInput, full: ReportInput) -> None:
    rows = {row.cells["what"]: row for row in block(rich, "Summary", "The plan in figures")}
    assert value(rows["Real investment"], "mode_1") == 100.0
    assert value(rows["Unfinished construction"], "mode_0") == 25.0
    assert "Overhang of investment" not in rows  # none in the last year of either plan
    words = {r.cells["what"] for b in table(rich, "Notes").blocks for r in b.rows}
    assert {"Open price index", "Cost curve", "Agency budgets", "Overhang of households"} <= words


def test_compare_sets_investment_of_both_modes_side_by_side(rich: ReportInput) -> None:
    rows = {str(row.cells["what"]): row for row in block(rich, "Compare", "Summary measures")}
    index = rows["Price index of investment"]
    assert value(index, "balanced") == pytest.approx(1.0)
    assert value(index, "mobilised") == pytest.approx(196.4 / 172.0)
    assert value(rows["Overhang of investment"], "difference") == pytest.approx(13.6)
    growth = rows["Growth of unfinished construction over the plan"]
    assert (value(growth, "balanced"), value(growth, "mobilised")) == (25.0, 45.0)
    assert value(rows["Real investment"], "mobilised") == 180.0


def test_unfinished_construction_grows_from_what_stood_before_the_plan(rich: ReportInput) -> None:
    sites = (
        Project("mill", "", "steel", 1.0, 100.0, declared_cost=80.0, done=0.25, integer=True),
        Project("dam", "", "coal", 1.0, 100.0, done=0.5),
    )
    changed = replace(rich.main, economy=replace(rich.economy, projects=sites))
    # 45 at the end; a quarter of 80 before, and of the dam half is in operation already
    assert unfinished_growth(with_frames(changed, **FRAMES)) == pytest.approx(25.0)


def test_json_has_investment_and_money(rich: ReportInput) -> None:
    mode = json.loads(to_json(rich))["modes"]["mobilised"]
    assert mode["investment"][0] == {
        "period": "1933",
        "budget": 100.0,
        "rule": "authorised",
        "real": 80.0,
        "nominal": 86.4,
        "price_index": 1.2,
        "open_price_index": 100.0 / 72.0,
        "overhang": 13.6,
        "unfinished": 30.0,
    }
    assert len(mode["money"]) == 8
    assert mode["money"][-1] == {
        "account": "household_money",
        "period": "1933",
        "line": "overhang",
        "side": "goods",
        "amount": 15.0,
    }


def test_a_balanced_plan_tells_the_declared_class(full: ReportInput) -> None:
    goals = json.loads(to_json(full))["modes"]["balanced"]["goals"]
    classes = {goal["key"]: goal["class"] for goal in goals}
    assert classes["claim:steel/army/defence/1933"] == 1
    assert classes["claim:grain/trade/export/1934"] == 3
    assert classes["figure:coal/1934"] == 2
    assert classes["stock:grain"] == 2


def test_json_compares_both_modes(rich: ReportInput) -> None:
    found = json.loads(to_json(rich))["comparison"]
    assert found["overhang"] == {"balanced": 0.0, "mobilised": 13.6}
    assert found["unfinished_growth"] == {"balanced": 25.0, "mobilised": 45.0}
    assert found["gini"]["balanced"] == pytest.approx(0.0, abs=1e-6)
    assert all(row["change"] < 0.0 for row in found["who_carried_the_cut"])


def test_the_price_of_mobilisation_is_consumption_over_gain(full: ReportInput) -> None:
    balanced, mobilised = full.plans.values()

    def grain(plan: Plan) -> float:
        claims = plan.claims[plan.claims["claimant"] == "population"]
        return float(claims["delivered"].sum()) * 60.0

    def steel(plan: Plan) -> float:
        return float(plan.claims[plan.claims["claimant"] == "army"]["delivered"].sum()) * 8.0

    gained = steel(mobilised) - steel(balanced)
    assert gained > 0.0
    found = comparison(balanced, mobilised)["price_of_mobilisation"]
    assert found == pytest.approx((grain(balanced) - grain(mobilised)) / gained)


def test_the_whole_report_renders_with_stored_values(rich: ReportInput) -> None:
    content = render_report(rich)
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for name in ("Investment", "Projects", "Money"):
        cells = [c for row in formulas[name].iter_rows() for c in row if c.data_type == "f"]
        assert cells
        assert all(values[name][c.coordinate].value not in (None, "") for c in cells)
    for name in ("data_investment", "data_construction", "data_projects", "data_state_budget"):
        assert formulas[name].max_row > 2
    assert formulas["Investment"]._charts
    assert number(values["data_investment"]["B2"].value) is None


def test_what_the_engine_builds_is_what_the_sheet_says() -> None:
    # Up to the normal volume of 40 a rouble buys a rouble of work; 60 buy 40 x 1.5 ** 0.272,
    # so the price index is 1.5 ** 0.728, within the half percent of the piecewise curve.
    economy = Economy(
        settings=Settings(),
        periods=("1",),
        commodities=(
            Commodity("bricks", "t", price=1.0, base_output=100.0),
            Commodity("power", "kWh", price=1.0, base_output=10.0),
        ),
        activities=(Activity("bricks", "bricks", capacity=1000.0), Activity("power", "power")),
        inputs=frozen_matrix([[0.0, 0.0], [0.0, 0.0]]),
        outputs=frozen_matrix([[1.0, 0.0], [0.0, 1.0]]),
        figures=(ControlFigure("work", "real_investment", "", 0, 200.0),),
        projects=(Project("dam", "", "power", 10.0, 500.0, inputs={"bricks": 500.0}),),
        finance=(Finance(budget=60.0, normal_work=40.0, elasticity=0.728),),
    )
    report = ReportInput({"balanced": solve(economy)})
    (money,) = block(report, "Investment", "Budget")
    assert value(money, "real") == pytest.approx(40.0 * 1.5**0.272, rel=5e-3)
    assert value(money, "price_index") == pytest.approx(1.5**0.728, rel=5e-3)
    assert value(money, "price_index") == pytest.approx(report.main.investment["price_index"][0])
    (binds,) = block(report, "Investment", "What binds")
    assert value(binds, "binds") == "budget"
    assert number(binds.cells["budget_price"]) > 0.0
    (dam, _) = block(report, "Projects", "Progress")
    assert value(dam, "total_0") == pytest.approx(number(money.cells["real"]) / 500.0)
    headers = {c.header for c in table(report, "Balances").blocks[0].columns}
    assert "Capital construction" in headers
