"""Drafts of an investment plan: Table 2 of Gregory, The Dictator's Orders, by hand."""

import math
from dataclasses import replace

import pytest

from balances.analysis.drafts import Draft, draft_of, pattern
from balances.economy.construction import Finance
from balances.economy.economy import Economy, frozen_matrix, frozen_vector
from balances.economy.records import Activity, Commodity
from balances.economy.settings import Settings

TABLE_2 = (
    Draft("June 1950", 1.9, 0.85, 1.45),
    Draft("Jan. 1951", 2.05, 0.80, 1.47),
    Draft("June 1951", 2.13, 0.77, 1.57),
    Draft("Aug. 1951", 1.94, 0.79, 1.55),
    Draft("Oct. 1951", 1.6, 0.75, 1.55),
)


def test_real_investment_is_investment_over_cost():
    real = [draft.real for draft in TABLE_2]
    assert real == pytest.approx([2.235, 2.563, 2.766, 2.456, 2.133], abs=6e-4)


def test_correlations_and_elasticity_of_table_2():
    found = pattern(TABLE_2)
    assert found.with_investment == pytest.approx(0.28, abs=5e-3)
    assert found.with_productivity == pytest.approx(-0.84, abs=5e-3)
    assert found.elasticity == pytest.approx(0.728, abs=5e-4)


def test_over_the_first_four_drafts_dearer_investment_goes_with_lower_cost():
    assert pattern(TABLE_2[:4]).with_investment == pytest.approx(-0.78, abs=5e-3)


def test_what_is_not_defined_is_no_number():
    two = pattern(TABLE_2[:2])
    assert math.isnan(two.with_investment)
    assert math.isnan(two.with_productivity)
    assert two.elasticity == pytest.approx(math.log(0.80 / 0.85) / math.log(2.05 / 1.9))
    same = [replace(draft, nominal=2.0) for draft in TABLE_2]
    assert math.isnan(pattern(same).with_investment)
    assert math.isnan(pattern(same).elasticity)


def economy(**parts):
    return Economy(
        settings=Settings(title="Drafts"),
        periods=("1951", "1952"),
        commodities=(Commodity("steel", "t"),),
        activities=(Activity("steel", "steel"),),
        inputs=frozen_matrix([[0.1]]),
        outputs=frozen_matrix([[1.0]]),
        **parts,
    )


def test_a_draft_is_the_last_period_on_the_base_year():
    # 200 roubles and 160 of real work in the base year, so its cost index was 1.25.
    found = draft_of(
        "first",
        economy(
            finance=(Finance(budget=300.0), Finance(budget=380.0, cost_index=1.0)),
            base_investment=(200.0, 160.0),
            construction_productivity=frozen_vector([1.2, 1.45]),
        ),
    )
    assert found == Draft("first", 1.9, 0.8, 1.45)
    assert found.real == pytest.approx(380.0 / 160.0)


@pytest.mark.parametrize(
    "parts",
    [{}, {"base_investment": (1.0, 1.0)}, {"finance": (Finance(), Finance(budget=2.0))}],
)
def test_there_is_no_draft_without_a_budget_and_a_base_year(parts):
    assert draft_of("none", economy(**parts)) is None


def test_there_is_no_draft_without_a_budget_in_the_last_period():
    parts = {"finance": (Finance(budget=2.0), Finance()), "base_investment": (1.0, 1.0)}
    assert draft_of("none", economy(**parts)) is None
