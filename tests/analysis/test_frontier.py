"""The frontier: points by hand, hot starts equal to cold ones, sweeps as text."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from balances.analysis.frontier import SweepError, frontier, frontier_frame, sweep_of
from balances.economy.construction import Finance, Project
from balances.economy.economy import Economy, frozen_matrix
from balances.economy.records import Activity, Commodity, ControlFigure
from balances.economy.settings import Settings
from balances.gosplan import solve


def an_economy(budget):
    """Bricks build a dam; far more work is wanted than can be had."""
    dam = Project("dam", "", "power", 10.0, 500.0, inputs=MappingProxyType({"bricks": 500.0}))
    return Economy(
        settings=Settings(),
        periods=("1",),
        commodities=(
            Commodity("bricks", "t", price=1.0, base_output=100.0),
            Commodity("power", "kWh", price=1.0, base_output=10.0),
        ),
        activities=(Activity("bricks", "bricks", capacity=1000.0), Activity("power", "power")),
        inputs=frozen_matrix(np.zeros((2, 2))),
        outputs=frozen_matrix(np.eye(2)),
        figures=(ControlFigure("work", "real_investment", "", 0, 200.0),),
        projects=(dam,),
        finance=(Finance(budget=budget, normal_work=40.0, elasticity=0.728),),
    )


def test_each_point_buys_what_the_cost_curve_says():
    # Up to the normal volume of 40 money buys work one for one; 60 buys 40 * 1.5 ** 0.272.
    values = (20.0, 40.0, 60.0)
    frame = frontier_frame(list(frontier(an_economy, values, "balanced")))
    assert frame["real_investment"].tolist() == pytest.approx([20.0, 40.0, 44.66], rel=5e-3)
    assert frame["price_index"].tolist() == pytest.approx([1.0, 1.0, 60.0 / 44.66], rel=5e-3)
    assert frame["lowest_level"].tolist() == pytest.approx([0.1, 0.2, 44.66 / 200.0], rel=5e-3)


def test_a_hot_start_gives_what_a_cold_one_gives():
    values = tuple(float(v) for v in range(10, 90, 10))
    hot = frontier_frame(list(frontier(an_economy, values, "balanced")))
    cold = [float(solve(an_economy(v)).investment["real"].iloc[0]) for v in values]
    assert hot["real_investment"].tolist() == pytest.approx(cold, rel=1e-9)


def test_a_point_without_a_plan_is_kept_as_such():
    def economy_at(value):
        hard = ControlFigure("work", "real_investment", "", 0, value, hard=True)
        return replace(an_economy(40.0), figures=(hard,))

    frame = frontier_frame(list(frontier(economy_at, (30.0, 50.0), "balanced")))
    assert frame["status"].tolist() == ["optimal", "infeasible"]
    assert np.isnan(frame["real_investment"].tolist()[1])


def test_a_sweep_is_written_as_first_last_and_count():
    assert sweep_of("finance.budget=40:60:5") == ("finance.budget", (40.0, 45.0, 50.0, 55.0, 60.0))


@pytest.mark.parametrize("text", ["finance.budget", "=1:2:3", "f=1:2", "f=1:2:1", "f=1:x:3"])
def test_a_sweep_that_cannot_be_read_is_refused(text):
    with pytest.raises(SweepError):
        sweep_of(text)
