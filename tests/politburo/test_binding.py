"""What keeps a short order down: rows in words, and no row of a mere goal."""

from pathlib import Path

import pytest

from balances.economy.keys import Key
from balances.gosplan import solve
from balances.gosplan.wording import row_words
from balances.politburo import replay
from balances.politburo.binding import binding_rows
from balances.workbook import read
from tests.conftest import an_economy, good, made, want
from tests.gosplan.conftest import in_units

PIG_IRON = Path(__file__).parents[2] / "data" / "pig_iron_1937"


def test_rows_in_words():
    economy = read(PIG_IRON).economy
    words = {
        Key(
            "projects", "whole", -1, "furnaces_begun"
        ): "what is left to do of project furnaces_begun",
        Key("projects", "open", 0, "furnaces_begun"): "project furnaces_begun in 1931",
        Key("projects", "max_open", 0): "number of projects under construction in 1931",
        Key("capacity", "iron", 1): "capacity of Pig iron in 1932",
        Key("material_balance", "coke", 0): "supply of Coke in 1931",
    }
    assert {key: row_words(economy, key) for key in words} == words


def test_a_soft_figure_does_not_bind_itself():
    plan = replay(read(PIG_IRON).economy, upto=0).approved
    goal = "figure:Pig iron 1932/1932"
    rows = [binding.row for binding in binding_rows(plan, [goal])]
    assert Key("capacity", "iron", 1) in rows
    assert all(row.kind != "control_figures" for row in rows)


def coal_and_power():
    """Coal of 50 for 100 wanted, power of 800 for 1000: levels of 0.5 and 0.8."""
    return an_economy(
        good("coal"), good("power"), made("coal", 50.0), made("power", 800.0),
        want("coal", 100.0, "homes"), want("power", 1000.0, "homes"),
    )  # fmt: skip


def test_rows_are_ranked_by_worth_and_units_change_nothing():
    """A unit of coal is worth 1/100 of a level and all of it 50/100; power 1/1000 and 800/1000.

    Power comes first whether coal is dearer by the unit or, in millionths, cheaper.
    """
    goals = ["claim:coal/homes/other/1", "claim:power/homes/other/1"]
    for unit in (1.0, 1e6):
        plan = solve(in_units(coal_and_power(), {"coal": unit, "power": 1.0}))
        power, coal = binding_rows(plan, goals)
        assert (power.row, coal.row) == (Key("capacity", "power", 0), Key("capacity", "coal", 0))
        assert (power.price, coal.price) == pytest.approx((0.001, 0.01 / unit), rel=1e-9)
        assert (power.worth, coal.worth) == pytest.approx((0.8, 0.5))


def test_what_an_earlier_stage_uses_up_at_the_cost_of_a_goal_does_not_keep_it_down():
    """One more of 30 for A takes one of steel from C, which has 70 of 100: -1/140 for C."""
    plan = solve(
        an_economy(
            good("gun"), good("steel"), made("gun", 30.0), made("steel", 100.0),
            want("gun", 100.0, "A"), want("steel", 140.0, "C"), uses={("steel", "gun"): 1.0},
        )
    )  # fmt: skip
    second = plan.evidence.stages[1]
    guns = plan.evidence.rows.index(Key("capacity", "gun", 0))
    assert -second.duals[guns] == pytest.approx(-1 / 140, rel=1e-9)
    (steel,) = binding_rows(plan, second.fixed)
    assert steel.row == Key("capacity", "steel", 0)
    assert steel.price == pytest.approx(1 / 140, rel=1e-9)


def test_a_price_that_is_rounding_is_no_price():
    """Tightest limits of the summary, prices and what binds: one threshold, in worth."""
    plan = solve(coal_and_power())
    prices = plan.prices.set_index(["row", "item"])
    assert prices["worth"]["capacity", "power"] == pytest.approx(0.8)
    assert prices["worth"]["capacity", "coal"] == pytest.approx(0.5)
    assert (prices["worth"].abs() > 1e-7).all()
