"""Heights: gains, greedy order and curve by hand; what holds for every economy."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balances.analysis import heights as module
from balances.analysis.control import control_of
from balances.analysis.heights import heights, heights_by_step
from balances.economy.issue import SolverStoppedError
from balances.gosplan import solve
from balances.program.goals import MOBILISED
from balances.workbook import read
from tests.analysis.test_control import arsenal
from tests.conftest import an_economy, good, made, want
from tests.gosplan.conftest import a_random_economy

FIFTH = Path(__file__).parents[2] / "data" / "fifth_plan"


def test_the_arsenal_by_hand():
    # Left alone: 20 guns + 20 tractors at 3 = 80 of 120. With guns set 50 + 60 = 110, so
    # 30 of 40 are won; with steel set 10 + 10 + 60 = 80; with both all of it.
    found = heights(arsenal())
    assert (found.unled, found.full) == pytest.approx((80.0, 120.0))
    assert found.curve["commodity"].tolist() == ["", "guns", "steel"]
    assert found.curve["share"].tolist() == pytest.approx([0.0, 0.75, 1.0])
    ranking = found.ranking.set_index("commodity")
    assert ranking["alone"].to_dict() == pytest.approx({"guns": 0.75, "steel": 0, "tractors": 0})
    assert ranking["order"].dropna().to_dict() == {"guns": 1, "steel": 2}
    assert ranking["goals"].tolist() == [1, 1, 1]
    assert ranking["shadow_value"].tolist() == [0.0, 0.0, 0.0], "everything can be had"


def test_a_choice_is_planned_once():
    # All, nothing, each of three, and guns with steel and with tractors at most.
    assert heights(arsenal()).plans <= 7


def test_no_more_are_chosen_than_the_centre_can_set():
    found = heights(arsenal(), best=1)
    assert found.curve["share"].tolist() == pytest.approx([0.0, 0.75])


def test_shadow_value_is_what_as_much_again_would_add_to_the_level():
    # 60 of steel for goals that take 80: level 0.75, and a tonne more adds 1/80; of steel there
    # are 60, of guns 37.5 and of tractors 15, all at the price of a tonne of steel.
    found = heights(arsenal(steel=60.0)).ranking.set_index("commodity")["shadow_value"]
    expected = {"steel": 60 / 80, "guns": 37.5 / 80, "tractors": 15 / 80}
    assert found.to_dict() == pytest.approx(expected)


def test_what_producers_give_of_themselves_needs_no_command():
    economy = an_economy(good("bread", price=1.0), made("bread", 9.0), want("bread", 5.0))
    found = heights(economy)
    assert found.unled == found.full == 5.0
    assert found.curve["share"].tolist() == [1.0]


def test_figures_that_harm_do_not_lower_the_curve():
    # Steel is worth little and guns take none of it from tractors; with steel set the export of
    # 30 takes the steel of guns at 2, so that alone it loses 30 * 2 - 30 * 1 of the 40 there
    # are to win, and only with guns set too is all won.
    economy = an_economy(
        *(good("steel", price=1.0), good("guns", price=2.0), good("tanks", price=5.0)),
        *(made("steel", 90.0), made("guns", 60.0), made("tanks", 60.0)),
        want("steel", 30.0, priority=1),
        want("guns", 30.0, priority=1),
        want("tanks", 20.0, priority=1),
        uses={("steel", "guns"): 1.0, ("steel", "tanks"): 1.0},
    )
    # Left alone: 60 tanks and 30 guns, of which 20 and 30 count: 100 + 60 = 160 of 190.
    # Steel alone: 60 tanks, no guns: 100 + 30 = 130. Guns change nothing, nor do tanks.
    found = heights(economy)
    assert (found.unled, found.full) == pytest.approx((160.0, 190.0))
    assert found.ranking.set_index("commodity")["alone"]["steel"] == pytest.approx(-1.0)
    assert found.curve["commodity"].tolist() == ["", "guns", "steel"]
    assert found.curve["share"].tolist() == pytest.approx([0.0, 0.0, 1.0])


def test_every_step_keeps_what_is_known():
    steps = list(heights_by_step(arsenal()))
    known = [int(step.ranking["alone"].notna().sum()) for step in steps]
    assert known == [0, 1, 2, 3, 3, 3]
    assert [len(step.curve) for step in steps] == [1, 1, 1, 1, 2, 3]


def test_a_choice_without_a_proof_wins_nothing(monkeypatch):
    planned = module.solve

    def stopped(economy, *args, **options):
        if economy.claims[2].priority == 1 and economy.claims[0].priority > 1:
            raise SolverStoppedError("no proof")
        return planned(economy, *args, **options)

    monkeypatch.setattr(module, "solve", stopped)
    found = heights(arsenal())
    assert math.isnan(found.ranking.set_index("commodity")["alone"]["steel"])
    assert found.curve["share"].tolist() == pytest.approx([0.0, 0.75, 1.0])


def won_by_sets(economy, sizes):
    """Share that each set of so many commodities wins, planned without a hot start."""
    control, codes = control_of(economy), [c.code for c in economy.commodities]
    prices = {c.code: c.price for c in economy.commodities}

    def counted(chosen):
        plan = solve(control.economy_with(chosen), MOBILISED)
        goals = plan.goals[plan.goals["key"].isin(control.goals)]
        about = goals["commodity"].where(goals["kind"] == "claim", goals["item"])
        return dict(zip(goals["key"], goals["delivered"] * about.map(prices), strict=True))

    most = counted(codes)

    def worth(chosen):
        return sum(min(value, most[key]) for key, value in counted(chosen).items())

    least = worth(())
    won = sum(most.values()) - least
    return {n: [(worth(s) - least) / won for s in combinations(codes, n)] for n in sizes}


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_the_curve_never_falls_ends_at_one_and_beats_chance(seed):
    economy = a_random_economy(seed, goods=4, periods=1)
    found = heights(economy)
    shares = found.curve["share"].tolist()
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=1e-9)
    if len(shares) == 1:
        return
    noise = 2e-6 * found.full / (found.full - found.unled)
    for n, of_sets in won_by_sets(economy, (1, 2)).items():
        best = shares[min(n, len(shares) - 1)]
        assert best >= np.mean(of_sets) - noise
        assert max(of_sets) <= 1.0 + noise
        if n == 1:
            assert best == pytest.approx(max(0.0, *of_sets), abs=noise)


def the_first_year_of_the_fifth_plan():
    economy = read(FIFTH).economy
    return replace(
        economy,
        periods=economy.periods[:1],
        claims=tuple(c for c in economy.claims if c.period == 0),
        figures=tuple(k for k in economy.figures if k.period == 0),
        labour=tuple(replace(q, available=q.available[:1]) for q in economy.labour),
        finance=economy.finance[:1],
        foreign_credit=economy.foreign_credit[:1],
        **{
            name: getattr(economy, name)[..., :1]
            for name in (
                *("productivity", "wage_index", "construction_productivity"),
                *("capacity_factor", "yield_factor", "import_factor"),
            )
        },
    )


def test_on_the_fifth_plan_few_heights_win_most_and_chance_does_not():
    economy = the_first_year_of_the_fifth_plan()
    found = heights(economy, best=3)
    shares = found.curve["share"].tolist()
    assert shares == sorted(shares)
    draw = np.random.default_rng(1)
    codes = [c.code for c in economy.commodities]
    trials = module.Trials(control_of(economy), math.inf)
    by_chance = [trials.share(frozenset(draw.choice(codes, 3, replace=False))) for _ in range(12)]
    assert shares[3] > 2.0 * np.mean(by_chance)
    assert shares[3] >= max(by_chance)


@pytest.mark.long
def test_on_the_whole_fifth_plan_the_curve_ends_at_full_mobilisation():
    economy = read(FIFTH).economy
    found = heights(economy)
    shares = found.curve["share"].tolist()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    draw = np.random.default_rng(1)
    codes = [c.code for c in economy.commodities]
    trials = module.Trials(control_of(economy), math.inf)
    by_chance = [trials.share(frozenset(draw.choice(codes, 4, replace=False))) for _ in range(8)]
    assert shares[4] > 2.0 * np.mean(by_chance)
    assert shares[4] >= max(by_chance)
