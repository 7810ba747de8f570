"""What one unit of a goal is made of."""

from __future__ import annotations

import pytest

from balances.analysis.basket import basket_of
from balances.gosplan import solve
from tests.conftest import an_economy, figure, good, made, project, want


def bakery():
    """Flour at 2 and 40 made, all of it for bread; bread at 5 and 20 made, all of it eaten."""
    return an_economy(
        good("flour", price=2.0), good("bread", price=5.0), made("flour", 40.0),
        made("bread", 20.0), want("bread", 30.0, use="household"),
        figure("group_output", 200.0, "all"), figure("consumption", 150.0),
        figure("output", 40.0, "flour"), figure("real_investment", 5.0),
        project("mill", "flour", 5.0, 1.0), uses={("flour", "bread"): 2.0}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "basket"),
    [
        ("claim:bread", [0.0, 1.0]),
        ("figure:output", [1.0, 0.0]),
        # 40 of flour and 20 of bread are worth 80 + 100 = 180.
        ("figure:group_output", [40.0 / 180.0, 20.0 / 180.0]),
        # Only bread is eaten: a fifth of a loaf a rouble.
        ("figure:consumption", [0.0, 0.2]),
        # No current input makes up capital work.
        ("figure:real_investment", [0.0, 0.0]),
    ],
)
def test_a_sum_of_value_is_made_of_goods_as_the_plan_provides_them(kind, basket):
    plan = solve(bakery())
    goal = next(goal for goal in plan.layout.goals if goal.key.startswith(kind))
    assert basket_of(plan, goal) == pytest.approx(basket, rel=1e-6)
