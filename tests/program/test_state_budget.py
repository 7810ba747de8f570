"""The state budget: taxes, loans and other income pay for investment and the rest."""

from __future__ import annotations

import pytest

from balances.economy.construction import AUTHORISED, Finance
from balances.economy.issue import InfeasiblePlanError
from balances.gosplan import solve
from tests.conftest import an_economy, figure, good, made, project, want

GIVEN = {
    "direct_taxes": 5.0,
    "loans": 10.0,
    "other_income": 15.0,
    "other_spending": 40.0,
    "deficit_limit": 10.0,
}


def treasury(retail: float = 10.0, base: float = 10.0, tax: float | None = 0.4, **finance):
    """20 of cloth are sold; two fifths of 10 roubles are tax. Investment of 100 is wanted."""
    return an_economy(
        good("cloth", retail_price=retail, turnover_tax=tax), made("cloth", 20.0),
        good("power"), made("power", 10.0), project("dam", "power", 10.0, 1000.0),
        want("cloth", 20.0, "homes", "household"), figure("real_investment", 100.0),
        base_retail_prices={"cloth": base}, finance=(Finance(**(GIVEN | finance)),),
    )  # fmt: skip


def spending(**changes) -> float:
    return solve(treasury(**changes)).investment["nominal"].item()


def test_investment_takes_what_taxes_and_loans_leave():
    # 4 * 20 of tax + 5 + 10 + 15 + 10 - 40 = 80.
    assert spending() == pytest.approx(80.0, rel=1e-9)


def test_a_cut_of_retail_prices_falls_on_revenue_one_for_one():
    # The state keeps 10 * 0.6 = 6 of cost: tax falls from 4 to 3, revenue by 20.
    assert spending(retail=9.0) == pytest.approx(60.0, rel=1e-9)
    # Prices raised above the base go to the treasury whole.
    assert spending(retail=11.0) == pytest.approx(100.0, rel=1e-9)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"direct_taxes": 7.0}, 82.0),
        ({"loans": 0.0}, 70.0),
        ({"other_income": None}, 65.0),
        ({"other_spending": 50.0}, 70.0),
        ({"deficit_limit": 0.0}, 70.0),
        # A surplus of 30 is required.
        ({"deficit_limit": -30.0}, 40.0),
        # No tax rate: no turnover tax, but other income still makes a budget.
        ({"tax": None, "deficit_limit": 40.0}, 30.0),
        # Without spending, or with neither tax nor income, there is no budget to balance.
        ({"other_spending": None}, 100.0),
        ({"tax": None, "other_income": None}, 100.0),
    ],
    ids=str,
)
def test_every_line_of_the_budget_counts(change, left):
    assert spending(**change) == pytest.approx(left, rel=1e-9)


def test_spending_counts_at_the_prices_of_investment():
    # At the cost index 1.6 the 80 roubles build 50.
    assert solve(treasury(cost_index=1.6)).investment["real"].item() == pytest.approx(50.0)


def test_the_authorised_rule_takes_the_whole_budget_whatever_is_spent():
    row = solve(treasury(budget=80.0, rule=AUTHORISED, normal_work=30.0, elasticity=1.0))
    assert row.investment["real"].item() == pytest.approx(30.0, rel=1e-9)
    lines = row.state_budget.set_index("line")["amount"]
    assert lines["investment"] == 80.0
    with pytest.raises(InfeasiblePlanError) as caught:
        solve(treasury(budget=81.0, rule=AUTHORISED, normal_work=30.0, elasticity=1.0))
    assert any(line.startswith("state budget in 1") for line in caught.value.lines)


def test_a_budget_that_fitted_no_longer_fits_when_retail_prices_are_cut():
    fitting = {"budget": 80.0, "rule": AUTHORISED}
    assert solve(treasury(**fitting)).certificate.passed
    with pytest.raises(InfeasiblePlanError):
        solve(treasury(retail=9.0, **fitting))
    # Cut by less than the surplus there was.
    assert solve(treasury(retail=9.5, **(fitting | {"budget": 70.0}))).certificate.passed


def test_the_lines_of_the_budget_are_reported():
    plan = solve(treasury(retail=9.0))
    lines = {(r.line, r.side): r.amount for r in plan.state_budget.itertuples()}
    assert lines == pytest.approx(
        {
            ("turnover tax", "income"): 60.0,
            ("direct taxes", "income"): 5.0,
            ("loans", "income"): 10.0,
            ("other income", "income"): 15.0,
            ("deficit allowed", "income"): 10.0,
            ("investment", "spending"): 60.0,
            ("other spending", "spending"): 40.0,
        },
        rel=1e-9,
    )


def test_the_shadow_price_is_what_one_more_rouble_of_revenue_gives():
    step = 1e-3
    prices = solve(treasury()).prices.set_index("row")
    levels = [solve(treasury(loans=10.0 + h)).stages["level"].iloc[0] for h in (-step, step)]
    quotient = (levels[1] - levels[0]) / (2.0 * step)
    assert prices.loc["state_budget", "shadow_price"] == pytest.approx(quotient, rel=1e-6)
    assert quotient == pytest.approx(0.01, rel=1e-6)
    assert prices.loc["state_budget", "unit"] == "roubles"
