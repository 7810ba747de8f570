"""What the optimum of a stage proves, and what of it is held."""

import numpy as np
import pytest

from balances.program.program import Program
from balances.program.structure import Awake
from tests.conftest import an_economy, good, made, project, want


def pair():
    return an_economy(
        good("x"), good("y"), made("x", 90.0), made("y", 10.0),
        want("x", 60.0, "A"), want("x", 120.0, "B"), want("y", 8.0, "C"),
    )  # fmt: skip


def raised(economy):
    program = Program(economy, "balanced", "highs", 60.0)
    return program, program.solve(program.raising_costs(), range(len(economy.claims)))


def test_the_level_is_what_the_prices_prove():
    _, optimum = raised(pair())
    # 90 of x for 60 and 120.
    assert -optimum.proved == pytest.approx(0.5, abs=1e-15)


def test_who_keeps_the_level_down_is_who_shares_what_is_scarce():
    _, optimum = raised(pair())
    assert optimum.keep_down().tolist() == [0, 1]


def test_a_goal_whose_hard_floor_is_above_the_level_keeps_it_down_without_sharing_it():
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A", floor=45.0), want("x", 90.0, "B")
    )
    # A keeps its 45 of 60; the other 45 are half of what B wants.
    program, optimum = raised(economy)
    assert -optimum.proved == pytest.approx(0.5, abs=1e-15)
    assert optimum.keep_down().tolist() == [0, 1]
    assert optimum.share_level().tolist() == [1]
    pinned = optimum.face().pinned[program.layout.unknowns.deliveries]
    assert pinned[0] == 45.0
    assert np.isnan(pinned[1])


def test_the_face_is_what_every_plan_of_the_level_has_in_common():
    program, optimum = raised(pair())
    face = optimum.face()
    used_up = [program.rows[r] for r in np.flatnonzero(face.tight)]
    assert [(key.kind, key.item) for key in used_up] == [
        ("material_balance", "x"), ("capacity", "x"),
    ]  # fmt: skip
    assert face.tied.tolist() == [-1, 0, -1]
    # No number of this stage is held: the bounds are those of the economy.
    low, high = face.bounds()
    assert low[program.layout.unknowns.deliveries].tolist() == [0.0, 0.0, 0.0]
    assert high[program.layout.unknowns.deliveries].tolist() == [60.0, 120.0, 8.0]


def test_on_the_face_the_level_is_kept_by_whatever_is_optimised_next():
    program, optimum = raised(pair())
    program.hold_goals([0, 1], 0.5, optimum)
    deliveries = program.layout.unknowns.deliveries
    for sign in (1.0, -1.0):
        costs = np.zeros(len(program.layout.unknowns.keys))
        costs[deliveries[0]] = sign
        values = program.solve(costs).values
        assert values[deliveries[:2]].tolist() == pytest.approx([30.0, 60.0], abs=1e-12)


def test_where_projects_are_whole_levels_are_held_as_numbers():
    # One site of 40 for two claims of 40, on money for one: prices tell of one choice only.
    economy = an_economy(
        good("x", price=1.0), made("x", 10.0), project("a", "x", 40.0, 100.0, integer=True),
        want("x", 100.0, period=1), periods=2,
    )  # fmt: skip
    program = Program(economy, "balanced", "highs", 60.0)
    optimum = program.solve(program.raising_costs(), [0])
    level = -optimum.proved
    program.hold_goals([0], level, optimum)
    assert not program.held.tight.any()
    low, _ = program.held.bounds()
    assert low[program.layout.unknowns.deliveries[0]] == pytest.approx(100.0 * level, rel=1e-12)


def test_the_evidence_of_a_stage_says_what_was_held_in_it():
    program, optimum = raised(pair())
    program.hold_goals([0, 1], 0.5, optimum)
    stage = program.solve(program.raising_costs(), [2]).stage("leximin", priority=2.0, fixed=[2])
    assert stage.tied.tolist() == [-1, 0, -1]
    assert [program.rows[r].item for r in np.flatnonzero(stage.tight)] == ["x", "x"]
    # Of what is held nothing stands at a bound but what is left over of x.
    keys = program.layout.unknowns.keys
    pinned = {keys[k]: stage.pinned[k] for k in np.flatnonzero(~np.isnan(stage.pinned))}
    assert {(key.kind, key.item): value for key, value in pinned.items()} == {("s", "x"): 0.0}
    assert (stage.raised, stage.fixed) == ((program.layout.goals[2].key,),) * 2


def test_what_is_asleep_leaves_no_evidence():
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A", priority=1), want("x", 120.0, "B"),
    )  # fmt: skip
    prepared = {"protection:x/B/other/1"}
    plain = Program(economy, "mobilised", "highs", 60.0)
    roomy = Program(economy, "mobilised", "highs", 60.0, prepared=prepared)
    assert len(roomy.rows) == len(plain.rows) + 2
    stages = []
    for program in (plain, roomy):
        first = program.solve(program.raising_costs(), [0])
        program.hold_goals(first.keep_down(), 1.0, first)
        second = program.solve(program.raising_costs(), [1])
        stages.append(second.stage("leximin", priority=2.0, fixed=second.keep_down()))
    for name in ("costs", "duals", "tied", "tight", "pinned"):
        np.testing.assert_array_equal(getattr(stages[1], name), getattr(stages[0], name))
    awake = roomy.structure.awake
    assert awake.keys_of_rows == plain.rows
    assert awake.keys == plain.layout.unknowns.keys
    assert (stages[1].raised, stages[1].fixed) == (stages[0].raised, stages[0].fixed)


def test_positions_of_tied_goals_are_those_among_the_goals_awake():
    goals = np.array([True, False, True, True])
    awake = Awake(goals, goals, goals, (), (), ())
    # The third goal is tied to the first, the fourth to the third.
    assert awake.tied(np.array([-1, -1, 0, 2])).tolist() == [-1, 0, 1]
