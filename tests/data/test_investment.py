"""Investment in December 1947 and July 1932: source figures by hand, arithmetic, and the plans."""

import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from balances.gosplan import solve
from balances.workbook import read
from tests.printed import TABLE_2, records

DATA = Path(__file__).parents[2] / "data"
PLAN_1948 = DATA / "investment_1947"
CUT_1932 = DATA / "investment_1932"

# The same source: meeting of 25 December 1947 and what followed [bn roubles].
ASKED, STALIN, VOZNESENSKY, SIGNED, LOST_REVENUE = 60.0, 40.0, 50.0, 55.0, 50.0

# Investment in industry, 1932 and planned for 1933 [mln roubles a year].
INDUSTRY_1932, INDUSTRY_1933 = 9164.0, 10109.0

MODES = ("balanced", "mobilised")


def notes(folder):
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.csv")))


@cache
def plan_of(folder, scenario, mode):
    """The certified plan of a scenario; several tests look at the same ones."""
    reading = read(folder, scenario=scenario)
    assert not [issue for issue in reading.issues if issue.level == "error"]
    plan = solve(reading.economy, mode)
    assert plan.certificate.passed
    return plan


# ---------------------------------------------------------------- the source's arithmetic


def test_real_investment_of_the_five_drafts():
    quotients = [investment / cost for investment, cost, _ in TABLE_2.values()]
    np.testing.assert_allclose(quotients, [2.235, 2.563, 2.766, 2.456, 2.133], atol=5e-4)
    assert quotients[-1] / quotients[0] == pytest.approx(0.954, abs=5e-4)
    nominal = [investment for investment, _, _ in TABLE_2.values()]
    assert nominal[-1] / nominal[0] == pytest.approx(0.842, abs=5e-4)


def test_higher_investment_goes_with_higher_cost_only_at_the_ends():
    investment, cost, productivity = np.array(list(TABLE_2.values())).T
    assert np.corrcoef(investment, cost)[0, 1] == pytest.approx(0.28, abs=5e-3)
    assert np.corrcoef(productivity, cost)[0, 1] == pytest.approx(-0.84, abs=5e-3)
    assert np.corrcoef(investment[:4], cost[:4])[0, 1] == pytest.approx(-0.78, abs=5e-3)


@pytest.mark.parametrize("folder", [PLAN_1948, CUT_1932], ids=lambda folder: folder.name)
def test_elasticity_is_derived_from_the_first_and_the_last_draft(folder):
    derived = math.log(0.85 / 0.75) / math.log(1.9 / 1.6)
    assert derived == pytest.approx(0.728, abs=5e-4)
    assert {float(row["price_elasticity"]) for row in records(folder / "finance.csv")} == {0.728}
    assert "ln(0.85/0.75) / ln(1.9/1.6)" in (folder / "finance.csv").read_text(encoding="utf-8")


# ---------------------------------------------------------------- December 1947


def test_budgets_of_1948_are_the_printed_ones():
    rows = records(PLAN_1948 / "scenarios.csv")
    budgets = {r["scenario"]: float(r["value"]) for r in rows if r["field"] == "budget"}
    assert budgets["60 asked by the ministries"] == ASKED
    assert budgets["40 Stalin"] == STALIN
    assert budgets["50 after Voznesensky"] == VOZNESENSKY
    assert budgets["55 signed"] == SIGNED
    assert [float(row["budget"]) for row in records(PLAN_1948 / "finance.csv")] == [SIGNED]


def test_traps_of_the_printed_words_are_noted():
    text = notes(PLAN_1948)
    for trap in ("almost one third", "37.5 %", "settles the plan of 1948", "SYNTHETIC"):
        assert trap in text
    assert SIGNED / STALIN - 1.0 == 0.375


def test_more_sites_are_wanted_than_can_be_had():
    rows = records(PLAN_1948 / "projects.csv")
    wanted = sum(float(row["cost"]) / float(row["min_duration"]) for row in rows)
    assert wanted == pytest.approx(ASKED)
    inputs = records(PLAN_1948 / "project_inputs.csv")
    for row in rows:
        taken = sum(float(i["amount"]) for i in inputs if i["project"] == row["project"])
        assert taken == pytest.approx(float(row["cost"]))


@pytest.mark.parametrize("mode", MODES)
def test_price_cuts_lose_fifty_billion_roubles_of_revenue(mode):
    prices = {
        row["code"]: (float(row["retail_price"]), float(row["base_retail_price"]))
        for row in records(PLAN_1948 / "sectors.csv")
        if row["retail_price"]
    }

    def taxes(scenario):
        plan = plan_of(PLAN_1948, scenario, mode)
        lines = plan.state_budget.set_index("line")["amount"]
        return plan, float(lines["turnover tax"])

    (plan, after), (_, before) = taxes(None), taxes("before price cuts")
    sold = plan.claims[plan.claims["use"] == "household"].set_index("commodity")["delivered"]
    lost = sum((base - now) * float(sold[code]) for code, (now, base) in prices.items())
    assert lost == pytest.approx(LOST_REVENUE, abs=1e-6)
    assert before - after == pytest.approx(LOST_REVENUE, abs=1e-6)


def test_what_the_state_budget_holds_after_the_cuts():
    rows = {row["code"]: row for row in records(PLAN_1948 / "sectors.csv")}
    amounts = records(PLAN_1948 / "finance.csv")[0]
    amounts.pop("budget_rule")
    finance = {key: float(value or 0) for key, value in amounts.items()}

    def free(price):
        tax = sum(
            sold * (float(rows[code][price]) - 0.5 * float(rows[code]["base_retail_price"]))
            for code, sold in (("consumer", 60.0), ("food", 100.0))
        )
        income = finance["other_income"] + finance["direct_taxes"] + finance["loans"]
        return tax + income - finance["other_spending"]

    def tax_share(code):
        return float(rows[code]["turnover_tax"])

    assert {tax_share(code) for code in ("consumer", "food")} == {0.5}
    assert free("base_retail_price") == pytest.approx(92.0)
    assert free("retail_price") == pytest.approx(42.0)
    assert STALIN < 42.0 < VOZNESENSKY < SIGNED <= 42.0 + finance["deficit_limit"] < ASKED


@pytest.mark.parametrize("mode", MODES)
def test_budgets_of_1948_and_what_they_buy(mode):
    def bought(scenario):
        return plan_of(PLAN_1948, scenario, mode).investment.iloc[0]

    stalin, voznesensky = bought("40 Stalin"), bought("50 after Voznesensky")
    signed, asked = bought("55 signed"), bought("60 asked by the ministries")
    assert stalin["real"] == pytest.approx(40.0, abs=1e-6)
    assert stalin["price_index"] == pytest.approx(1.0)
    assert voznesensky["nominal"] == pytest.approx(50.0, abs=1e-6)
    assert voznesensky["price_index"] == pytest.approx((50 / 40) ** 0.728, rel=5e-3)
    assert signed["real"] == pytest.approx(40.0 * 1.2 ** (0.272 / 0.728), rel=5e-3)
    assert signed["real"] == pytest.approx(asked["real"], abs=1e-6)
    assert signed["overhang"] == pytest.approx(3.67, abs=0.01)
    assert asked["overhang"] == pytest.approx(8.67, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_sixty_without_a_deficit_stops_at_what_the_state_has(mode):
    spent = plan_of(PLAN_1948, "60 without a deficit", mode).investment.iloc[0]
    assert spent["nominal"] == pytest.approx(42.0, abs=1e-6)
    before = plan_of(PLAN_1948, "60 before price cuts", mode).investment.iloc[0]
    assert before["budget"] == ASKED


def test_old_factories_are_widened_before_new_sites_are_begun():
    projects = plan_of(PLAN_1948, None, "balanced").projects
    for _, sites in projects.groupby("sector"):
        new, old = sites[sites["new_site"].astype(bool)], sites[~sites["new_site"].astype(bool)]
        if len(new):
            assert (old["share"] > 1 - 1e-6).all() or (new["share"] < 1e-6).all()
    assert projects.loc[projects["new_site"].astype(bool), "share"].max() < 0.5


def test_open_prices_let_households_and_housing_pay():
    held = plan_of(PLAN_1948, "60 asked by the ministries", "mobilised")
    free = plan_of(PLAN_1948, "60 at open prices", "mobilised")
    assert free.investment.iloc[0]["price_index"] == pytest.approx((60 / 40) ** 0.728, rel=5e-3)
    housing = []
    for plan in (held, free):
        delivered = plan.claims.set_index(["commodity", "claimant"])["delivered"]
        housing.append(float(delivered["construction", "social_services"]))
    assert housing[1] < 0.7 * housing[0]


# ---------------------------------------------------------------- July 1932


def test_budgets_of_1932_are_quarters_of_the_years():
    budgets = [float(row["budget"]) for row in records(CUT_1932 / "finance.csv")]
    quarters = [INDUSTRY_1932 / 4, INDUSTRY_1932 / 4, INDUSTRY_1933 / 4, INDUSTRY_1933 / 4]
    np.testing.assert_allclose(budgets, quarters, atol=0.5)
    cuts = [r for r in records(CUT_1932 / "scenarios.csv") if r["field"] == "budget"]
    assert {(r["op"], r["value"]) for r in cuts} == {("scale", "0.9")}


def test_ten_sites_take_more_than_the_money_of_the_plan():
    rows = records(CUT_1932 / "projects.csv")
    left = sum(float(r["cost"]) * (1 - float(r["done"])) for r in rows)
    money = sum(float(r["budget"]) for r in records(CUT_1932 / "finance.csv"))
    assert len(rows) == 10
    assert {r["integer"] for r in rows} == {"yes"}
    assert left == pytest.approx(12210)
    assert left > 1.25 * money
    assert "Is this necessary" in notes(CUT_1932)


def finished(plan):
    last = plan.projects[plan.projects["period"] == "1933Q2"]
    return set(last.loc[last["finished"].astype(bool), "project"])


def unfinished(plan):
    return float(plan.investment["unfinished"].iloc[-1])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("cut", ["", "cut and "])
def test_spreading_finishes_fewer_sites_and_leaves_more_unfinished(mode, cut):
    spread = plan_of(CUT_1932, f"{cut}spread", mode)
    concentrated = plan_of(CUT_1932, f"{cut}concentrate", mode)
    assert len(finished(spread)) == 3
    assert len(finished(concentrated)) >= 6
    assert unfinished(spread) > 3 * unfinished(concentrated)


def test_spread_and_concentrate_to_the_digit():
    spread, concentrated = (
        plan_of(CUT_1932, name, "balanced") for name in ("spread", "concentrate")
    )
    assert finished(spread) == {"south_furnaces", "south_hearths", "old_stations"}
    assert len(finished(concentrated)) == 7
    assert unfinished(spread) == pytest.approx(12815, abs=20)
    assert unfinished(concentrated) == pytest.approx(2700, abs=20)


@pytest.mark.parametrize("mode", MODES)
def test_a_tenth_of_the_money_is_a_thirtieth_of_the_work(mode):
    whole, cut = plan_of(CUT_1932, None, mode), plan_of(CUT_1932, "cut 10 percent", mode)
    first = cut.investment.iloc[0]["real"] / whole.investment.iloc[0]["real"]
    assert first == pytest.approx(0.9**0.272, abs=3e-3)
    assert cut.investment["price_index"].max() == pytest.approx(1.0, abs=1e-3)


def test_the_cut_leaves_materials_for_all_other_claims():
    def mean_of_1933(scenario):
        claims = plan_of(CUT_1932, scenario, "balanced").claims
        return claims.loc[claims["period"].str.startswith("1933"), "fulfilment"].mean()

    assert mean_of_1933(None) < 0.96
    assert mean_of_1933("cut 10 percent") > 0.995


def test_the_order_for_pig_iron_stays_out_of_reach():
    for mode in MODES:
        figures = plan_of(CUT_1932, None, mode).goals.set_index("key")["fulfilment"]
        assert figures["figure:Pig iron 1932Q4/1932Q4"] < 0.81
