"""Chains from a limit to what is asked for, and what is drawn on a limit in full."""

from __future__ import annotations

import math

import numpy as np
import pytest

from balances.analysis import Grounds
from balances.analysis.chains import chain_to, goods_of, need_of, users_of
from balances.economy.keys import Key
from balances.economy.records import Allocation, LabourCategory
from balances.gosplan import solve
from tests.conftest import an_economy, figure, good, made, project, want


def steel_town():
    return an_economy(
        good("coal", price=1.0), good("steel", price=10.0), good("rails", price=12.0),
        good("ore", price=1.0, import_limit=math.inf, import_price=2.0), made("ore", 0.0),
        LabourCategory("miners", (900.0,)), want("rails", 10.0), want("coal", 7.0, use="household"),
        figure("group_output", 1.0, "all"), figure("real_investment", 5.0),
        Allocation("steel", "town", 0, target=3.0), project("mine", "coal", 5.0, 1.0),
        figure("output", 90.0, "steel", sense="at_most", hard=True, label="No more"),
        uses={("coal", "steel"): 2.0, ("steel", "rails"): 1.5, ("ore", "steel"): 1.0,
              ("steel", "coal"): 0.1},
        norms={("miners", "coal"): 3.0, ("miners", "steel"): 0.5},
        capital={("steel", "rails"): 4.0}, foreign_credit=(500.0,),
    )  # fmt: skip


@pytest.fixture(scope="module")
def grounds():
    return Grounds(solve(steel_town()))


def asked(grounds, kind):
    goal = next(g for g in grounds.plan.layout.goals if g.key.startswith(kind))
    return goods_of(grounds.plan.economy, goal)


def test_what_goals_ask_for(grounds):
    assert list(asked(grounds, "claim:rails")) == [0.0, 0.0, 1.0, 0.0]
    assert list(asked(grounds, "allocation:steel")) == [0.0, 1.0, 0.0, 0.0]
    assert list(asked(grounds, "figure:group_output")) == [1.0, 10.0, 12.0, 1.0]
    # Capital work is made of what new capacity takes.
    assert list(asked(grounds, "figure:real_investment")) == [0.0, 4.0, 0.0, 0.0]


# Steel and coal need each other: steel 1 / (1 - 0.2) = 1.25, coal 2.5 a unit of steel; 1.5 of
# steel a rail.
NEEDS = [
    (Key("capacity", "coal", 0), 3.75, ("coal", "steel", "rails")),
    (Key("capacity", "rails", 0), 1.0, ("rails",)),
    (Key("material_balance", "steel", 0), 1.875, ("steel", "rails")),
    (Key("m", "ore", 0), 1.875, ("ore", "steel", "rails")),
    # 3 * 3.75 in coal and 0.5 * 1.875 in steel: most of it in coal.
    (Key("labour", "miners", 0), 12.1875, ("coal", "steel", "rails")),
    (Key("foreign_exchange", "", 0), 3.75, ("ore", "steel", "rails")),
    (Key("projects", "whole", -1, "mine"), 3.75, ("coal", "steel", "rails")),
    (Key("control_figures", "No more", 0), 1.875, ("steel", "rails")),
    (Key("agency_allocation", "steel", 0, "town/max"), 1.875, ("steel", "rails")),
    # Money is drawn on by no product alone.
    (Key("state_budget", "", 0), 0.0, ()),
]


@pytest.mark.parametrize(("key", "need", "chain"), NEEDS, ids=lambda v: getattr(v, "kind", ""))
def test_a_limit_is_drawn_on_in_full_and_through_the_strongest_chain(grounds, key, need, chain):
    rails = asked(grounds, "claim:rails")
    assert need_of(grounds, rails, key) == pytest.approx(need, rel=1e-12)
    assert chain_to(grounds, rails, key) == chain


def test_what_does_not_draw_on_a_limit_has_no_chain_to_it(grounds):
    coal = np.array([1.0, 0.0, 0.0, 0.0])
    assert chain_to(grounds, coal, Key("capacity", "rails", 0)) == ()
    assert dict(users_of(grounds.plan.economy, Key("capital_work", "", 0))) == {}


def test_where_norms_are_not_productive_one_round_of_inputs_stands_in():
    economy = an_economy(
        good("x"), good("y"), want("y", 1.0), uses={("x", "x"): 1.2, ("x", "y"): 0.5}
    )
    grounds = Grounds(solve(economy))
    assert grounds.full.tolist() == [[2.2, 0.5], [0.0, 1.0]]


def test_only_what_the_plan_imports_draws_on_foreign_exchange():
    # 30 of 40 are made at home, so that a quarter of each is bought, at 2.
    economy = an_economy(
        good("ore", price=1.0, import_limit=math.inf, import_price=2.0), made("ore", 30.0),
        want("ore", 40.0), foreign_credit=(20.0,),
    )  # fmt: skip
    grounds = Grounds(solve(economy))
    need = need_of(grounds, np.array([1.0]), Key("foreign_exchange", "", 0))
    assert need == pytest.approx(0.5, rel=1e-9)
