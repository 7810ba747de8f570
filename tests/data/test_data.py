"""The example workbooks: their figures by hand, their arithmetic, and the plans they give."""

from pathlib import Path

import numpy as np
import openpyxl
import pytest

from balances.economy.economy import frozen_matrix
from balances.economy.leontief import gross_outputs, spectral_radius, technical_coefficients
from balances.gosplan import solve
from balances.reporting import export_xlsx
from balances.workbook import read
from tests.printed import TABLE_2, comments, raw_rows, records

DATA = Path(__file__).parents[2] / "data"
FIFTH = DATA / "fifth_plan"
MILLER_BLAIR = DATA / "textbook" / "miller_blair"
WILLIAMS = DATA / "textbook" / "williams"
PLAN_1948 = DATA / "investment_1947"
CUT_1932 = DATA / "investment_1932"
WILLIAMS_BOOK = DATA / "textbook" / "williams_book"
TEXTBOOKS = (MILLER_BLAIR, WILLIAMS, WILLIAMS_BOOK)
WORKBOOKS = tuple(sorted({path.parent for path in DATA.rglob("*.csv")}))
NAMES = [folder.name for folder in WORKBOOKS]

TABLE_1 = "Gregory, The Dictator's Orders, Table 1; Hoover archives 2.2590; 592-1-6. 6,37"
REFERENCES = (
    "Gregory, The Dictator's Orders",
    "XIX Party Congress",
    "istmat.org",
    "Prudnikova, Strategiia Pobedy",
    "Sozdanie fundamenta",
    "general knowledge, unverified",
    "Miller & Blair",
    "H. P. Williams",
    "Lazarev & Gregory",
    "Khlevniuk, Politbyuro",
    "Stalin-Kaganovich correspondence",
    "Kotkin, Stalin",
)

# Table 1 as printed, top to bottom: growth in percent by 1955, low and high end.
MALENKOV = {
    "National income": (70, None),
    "Investment": (105, None),
    "Consumption": (50, None),
    "Freight turnover": (44, None),
    "Trade turnover": (74, None),
    "Costs in industry": (-20, None),
    "Industrial labour productivity": (52, None),
    "Construction labour productivity": (47, None),
    "Wage fund": (30, None),
    "Industrial output": (80, None),
    "Group A": (90, None),
    "Group B": (70, None),
    "Grain": (35, 40),
    "Cotton": (55, 65),
    "Flax": (35, 40),
    "Sugar beets": (60, 65),
    "Sunflower seeds": (40, 45),
    "Feed grains": (2.5, 3),
}
STALIN = {
    "Industrial output": (70, None),
    "Group A": (80, None),
    "Group B": (65, None),
    "Grain": (40, 50),
    "Wheat": (55, 65),
    "Flax": (40, 50),
    "Sugar beets": (65, 70),
    "Sunflower seeds": (50, 60),
    "Feed grains": (2, 3),
}
DIRECTIVES_1952 = {
    "National income": (60, None),
    "Industrial labour productivity": (50, None),
    "Construction labour productivity": (55, None),
    "Industrial output": (70, None),
    "Group A": (80, None),
    "Group B": (65, None),
    "Coal output": (43, None),
    "Oil output": (85, None),
    "Electricity output": (80, None),
    "Steel output": (62, None),
    "Motor vehicles output": (20, None),
    "Tractors output": (19, None),
    "Grain": (40, 50),
    "Cotton": (55, 65),
    "Sugar beets": (65, 70),
}
BASE_INVESTMENT = 96_200.0

OUTPUT_1950 = {
    "coal": 261.1,
    "oil": 37.9,
    "electricity": 91.2,
    "steel": 27.3,
    "cement": 10.2,
    "vehicles": 362.9,
}


def matrix(path):
    rows = records(path)
    columns = list(rows[0])[1:]
    return np.array([[float(row[c] or 0) for c in columns] for row in rows]), columns


def number(text):
    return float(text) if text else None


@pytest.fixture(scope="module")
def base_year():
    sectors = records(FIFTH / "sectors.csv")
    flows, users = matrix(FIFTH / "flows.csv")
    final, _ = matrix(FIFTH / "final_demand.csv")
    assert users == [row["code"] for row in sectors]
    return sectors, flows, final


# ---------------------------------------------------------------- figures and sources


@pytest.mark.parametrize(
    ("variant", "printed"),
    [("Malenkov", MALENKOV), ("Stalin", STALIN), ("Directives 1952", DIRECTIVES_1952)],
)
def test_control_figures_are_the_printed_ones(variant, printed):
    rows = [r for r in records(FIFTH / "control_figures.csv") if r["variant"] == variant]
    assert {r["figure"]: (float(r["value"]), number(r["high"])) for r in rows} == printed
    assert all(r["period"] == "1955" for r in rows)
    if variant != "Directives 1952":
        assert {r["source"] for r in rows} == {TABLE_1}


def test_only_feed_grains_are_a_multiple():
    rows = records(FIFTH / "control_figures.csv")
    assert {r["figure"] for r in rows if r["as"] == "index"} == {"Feed grains"}
    printed = [r for r in rows if r["variant"]]
    assert {r["as"] for r in printed if r["figure"] != "Feed grains"} == {"percent"}


def test_traps_of_the_source_are_noted():
    notes = comments(FIFTH / "control_figures.csv")
    for trap in ("n.a.", "multiples", "2.05", "1/3", "met at their low end", "Pig iron", "Rail"):
        assert trap in notes


def test_base_outputs_are_carried_with_their_status():
    rows = {row["code"]: row for row in records(FIFTH / "sectors.csv")}
    assert {code: float(rows[code]["base_output"]) for code in OUTPUT_1950} == OUTPUT_1950
    for code, row in rows.items():
        assert ("general knowledge, unverified" in row["source"]) == (code in OUTPUT_1950)


@pytest.mark.parametrize("folder", WORKBOOKS, ids=NAMES)
def test_every_row_has_a_source_and_what_has_none_is_synthetic(folder):
    for path in folder.glob("*.csv"):
        if path.stem in ("README", "settings"):
            continue
        rows = records(path)
        if "source" not in rows[0]:
            assert "synthetic" in comments(path).lower() or folder in TEXTBOOKS, path.name
            continue
        for row in rows:
            known = any(reference in row["source"] for reference in REFERENCES)
            assert known or "synthetic" in row["source"], (path.name, row)


# ---------------------------------------------------------------- arithmetic of the base year


def test_base_year_adds_up_to_the_printed_digits(base_year):
    sectors, flows, final = base_year
    base = np.array([float(row["base_output"]) for row in sectors])
    np.testing.assert_allclose(flows.sum(1) + final.sum(1), base, rtol=0, atol=1e-9)
    assert flows.min() >= 0
    assert final.min() >= 0


def test_norms_are_productive_and_leave_value_added(base_year):
    sectors, flows, _ = base_year
    base = np.array([float(row["base_output"]) for row in sectors])
    price = np.array([float(row["price"]) for row in sectors])
    coefficients = technical_coefficients(frozen_matrix(flows), base)
    assert 0.4 < spectral_radius(coefficients) < 0.6
    in_value = price @ coefficients.toarray() / price
    assert in_value.min() > 0.28
    assert in_value.max() < 0.75


def test_labour_of_1950_is_at_hand_and_paid_from_value_added(base_year):
    sectors, flows, _ = base_year
    base = {row["code"]: float(row["base_output"]) for row in sectors}
    price = {row["code"]: float(row["price"]) for row in sectors}
    wage = {r["category"]: float(r["wage"]) for r in records(FIFTH / "labour.csv")}
    inputs = np.array([price[c] for c in base]) @ flows
    for (code, x), used in zip(base.items(), inputs, strict=True):
        norms = [r for r in records(FIFTH / "labour_norms.csv") if r["sector"] == code]
        wages = sum(float(r["per_unit"]) * wage[r["category"]] * x for r in norms)
        assert 0 < wages < price[code] * x - used + 0.25 * price[code] * x
    workers = sum(
        float(r["per_unit"]) * base[r["sector"]]
        for r in records(FIFTH / "labour_norms.csv")
        if r["category"] == "workers"
    )
    first = records(FIFTH / "labour.csv")[0]
    assert first["category"] == "workers"
    assert workers < float(first["available"]) < 1.05 * workers


def test_goods_sold_to_households_have_a_retail_price(base_year):
    sectors, _, final = base_year
    _, uses = matrix(FIFTH / "final_demand.csv")
    sold = final[:, uses.index("household")] > 0
    for row, is_sold in zip(sectors, sold, strict=True):
        assert bool(row["retail_price"]) or not is_sold


# ---------------------------------------------------------------- capital and money


def by_code(name, key):
    return {row[key]: row for row in records(FIFTH / name)}


def test_investment_of_the_base_year_is_a_tenth_of_a_five_year_plan():
    # Great Soviet Encyclopedia: 48.1 bn new roubles in 1946-1950, ten old ones each.
    assert BASE_INVESTMENT == 48.1e3 * 10 / 5
    first = records(FIFTH / "finance.csv")[0]
    assert (first["period"], float(first["budget"])) == ("1950", BASE_INVESTMENT)


def test_capital_construction_and_upkeep_are_what_1950_used(base_year):
    sectors, _, final = base_year
    _, uses = matrix(FIFTH / "final_demand.csv")
    price = np.array([float(row["price"]) for row in sectors])
    built = [row["code"] in ("construction", "machinery", "steel", "cement") for row in sectors]
    used = float((price * final[:, uses.index("other")])[built].sum())
    kept_up = sum(
        float(row["quantity"]) * float(by_code("sectors.csv", "code")[row["commodity"]]["price"])
        for row in records(FIFTH / "claims.csv")
        if row["claimant"] == "repairs"
    )
    assert used == pytest.approx(BASE_INVESTMENT + kept_up, rel=0.03)


def test_capital_coefficients_are_outlays_between_half_a_year_and_four_years_of_output():
    coefficients, sectors = matrix(FIFTH / "capital.csv")
    goods = [row["good\\sector"] for row in records(FIFTH / "capital.csv")]
    known = by_code("sectors.csv", "code")
    price = {code: float(row["price"]) for code, row in known.items()}
    worth = np.array([price[good] for good in goods]) @ coefficients
    outlay = worth / [price[sector] for sector in sectors]
    assert outlay.min() > 0.5
    assert outlay.max() < 4.0
    assert {known[sector]["construction_lag"] for sector in sectors} == {"1", "2"}
    land = {code for code, row in known.items() if "agriculture" in row["group"]}
    assert not land & set(sectors)


def test_sites_take_goods_worth_their_cost():
    price = {code: float(row["price"]) for code, row in by_code("sectors.csv", "code").items()}
    inputs = records(FIFTH / "project_inputs.csv")
    for row in records(FIFTH / "projects.csv"):
        taken = [i for i in inputs if i["project"] == row["project"]]
        worth = sum(float(i["amount"]) * price[i["commodity"]] for i in taken)
        assert worth == pytest.approx(float(row["cost"]), rel=1e-6)


def test_normal_work_is_that_of_the_largest_draft():
    last = next(r for r in records(FIFTH / "finance.csv") if r["period"] == "1955")
    largest = max(investment / cost for investment, cost, _ in TABLE_2.values())
    assert float(last["normal_capital_work"]) == pytest.approx(BASE_INVESTMENT * largest, abs=0.5)
    assert last["price_elasticity"] == "0.728"


# ---------------------------------------------------------------- the xlsx files


@pytest.mark.parametrize("folder", WORKBOOKS, ids=NAMES)
def test_xlsx_holds_what_the_csv_files_hold(folder):
    book = openpyxl.load_workbook(folder.with_suffix(".xlsx"))
    assert set(book.sheetnames) == {path.stem for path in folder.glob("*.csv")}
    for path in folder.glob("*.csv"):
        for number_of_row, row in enumerate(raw_rows(path), 1):
            for place, text in enumerate(row, 1):
                found = book[path.stem].cell(number_of_row, place)
                held = float(text) if found.data_type == "n" and text else text or None
                assert found.value == held, (path.name, found.coordinate)
                assert found.data_type != "f"


@pytest.mark.parametrize("folder", WORKBOOKS, ids=NAMES)
def test_building_twice_gives_the_same_bytes(folder, tmp_path):
    first, second = (export_xlsx(folder, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


# ---------------------------------------------------------------- the textbooks


@pytest.mark.parametrize("form", [MILLER_BLAIR, MILLER_BLAIR.with_suffix(".xlsx")], ids=str)
def test_miller_and_blair(form):
    economy = read(form).economy
    np.testing.assert_allclose(economy.inputs.toarray(), [[0.15, 0.25], [0.20, 0.05]])
    plan = solve(economy)
    outputs = plan.outputs.set_index("sector")["output"]
    assert outputs["agriculture"] == pytest.approx(1247.52, abs=0.005)
    assert outputs["manufactures"] == pytest.approx(1841.58, abs=0.005)


def test_williams_static_outputs():
    economy = read(WILLIAMS).economy
    demand = [60.0, 60.0, 30.0]
    assert [c.target for c in economy.claims if c.period == 0] == demand
    static = gross_outputs(economy.inputs, np.array(demand))
    np.testing.assert_allclose(static, [166.39676, 105.66802, 92.30769], atol=5e-6)


def test_williams_plan_feeds_year_1_from_stocks_and_ends_at_the_static_outputs():
    plan = solve(read(WILLIAMS).economy)
    assert (plan.goals["fulfilment"] > 1 - 1e-9).all()
    outputs = plan.outputs.pivot_table(index="period", columns="sector", values="output")
    np.testing.assert_allclose(outputs.iloc[0], 0.0, atol=1e-9)
    np.testing.assert_allclose(outputs.iloc[-1], [166.39676, 105.66802, 92.30769], atol=1e-4)


# ---------------------------------------------------------------- the fifth plan


@pytest.fixture(scope="module", params=[None, "Stalin"], ids=["directives", "stalin"])
def plans(request):
    reading = read(FIFTH, variant=request.param)
    assert not [issue for issue in reading.issues if issue.level == "error"]
    modes = ("balanced", "mobilised")
    return {mode: solve(reading.economy, mode) for mode in modes}


def in_1955(plan, kind):
    goals = plan.goals
    return goals[(goals["kind"] == kind) & (goals["period"].astype(str) == "1955")]


def test_xlsx_and_csv_folder_are_the_same_economy():
    left, right = read(FIFTH).economy, read(FIFTH.with_suffix(".xlsx")).economy
    assert [c.target for c in left.claims] == [c.target for c in right.claims]
    assert [f.target for f in left.figures] == [f.target for f in right.figures]
    np.testing.assert_array_equal(left.inputs.toarray(), right.inputs.toarray())


@pytest.mark.parametrize("mode", ["balanced", "mobilised"])
def test_plan_is_tight_but_can_be_made(plans, mode):
    fulfilment = plans[mode].goals["fulfilment"]
    assert fulfilment.min() > 0.5
    assert (fulfilment > 1 - 1e-6).mean() > 0.1
    assert (fulfilment < 0.99).mean() > 0.05
    figures = in_1955(plans[mode], "figure")["fulfilment"]
    assert (figures > 1 - 1e-6).sum() >= 3
    assert (figures < 0.99).sum() >= 5


def test_crops_run_short_for_want_of_land(plans):
    figures = in_1955(plans["mobilised"], "figure").set_index("figure")["fulfilment"]
    assert figures["Feed grains"] == pytest.approx(27.9 / 36.0, abs=1e-6)
    assert figures["Wheat"] == pytest.approx(44.0 / (31.0 * 1.55), abs=1e-6)
    assert figures["Flax"] == pytest.approx(1.0, abs=1e-6)


def test_mobilisation_gives_the_heights_all_and_households_pay(plans):
    def mean(mode, claimant):
        claims = in_1955(plans[mode], "claim")
        return claims.loc[claims["claimant"] == claimant, "fulfilment"].mean()

    for claimant in ("armed_forces", "state_reserve"):
        assert mean("balanced", claimant) < 0.96
        assert mean("mobilised", claimant) == pytest.approx(1.0, abs=1e-6)
    assert mean("mobilised", "households") < mean("balanced", "households") - 0.02
    figures = {
        mode: in_1955(plan, "figure").set_index("figure")["fulfilment"]
        for mode, plan in plans.items()
    }
    assert figures["balanced"]["Group A"] < 0.97
    assert figures["mobilised"]["Group A"] == pytest.approx(1.0, abs=1e-6)
    assert figures["mobilised"]["Consumption"] < figures["balanced"]["Consumption"] - 0.05


def test_roubles_find_nothing_in_the_balanced_plan_alone(plans):
    balanced, mobilised = (plans[mode].investment.iloc[-1] for mode in ("balanced", "mobilised"))
    assert balanced["budget"] == pytest.approx(2.05 * BASE_INVESTMENT)
    assert balanced["overhang"] > 0.05 * balanced["budget"]
    assert balanced["open_price_index"] > 1.05
    # At planned cost 2.05 / 0.80 = 2.5625 times the work of the base year.
    assert mobilised["real"] == pytest.approx(2.5625 * BASE_INVESTMENT, rel=1e-3)
    assert mobilised["price_index"] == pytest.approx(1.0, abs=1e-6)


def test_household_money_finds_more_goods_in_the_balanced_plan(plans):
    def level(mode):
        lines = plans[mode].household_money
        last = lines[lines["period"].astype(str) == "1955"].set_index("line")["amount"]
        return float(last["overhang"] / last["goods at list prices"])

    assert level("balanced") < level("mobilised") < 0.25


def test_outputs_grow_smoothly_in_the_balanced_plan(plans):
    outputs = plans["balanced"].outputs.pivot_table(
        index="sector", columns="period", values="output"
    )
    growth = outputs.to_numpy()[:, 1:] / outputs.to_numpy()[:, :-1]
    assert growth.min() > 0.98
    assert growth.max() < 1.25
