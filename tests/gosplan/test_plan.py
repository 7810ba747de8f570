"""A plan gives the rows of its own program, also where the solve has built more for others."""

from __future__ import annotations

import numpy as np

from balances.economy.keys import protection_key
from balances.gosplan.solve import HotStart, solve
from balances.program.goals import ASLEEP, MOBILISED
from balances.program.structure import structure_of
from tests.conftest import an_economy, good, made, want


def test_what_is_asleep_is_no_part_of_the_structure_of_a_plan():
    economy = an_economy(
        good("steel"), good("rails"), made("steel", 100.0), want("rails", 40.0, "NKPS"),
        want("steel", 60.0, "homes"), uses={("steel", "rails"): 0.9},
    )  # fmt: skip
    hot = HotStart(prepared=frozenset({protection_key(economy, economy.claims[0])}))
    solve(economy, MOBILISED, hot=hot)
    plan = solve(economy, MOBILISED, hot=hot)
    assert plan.built is not None
    assert [goal.priority == ASLEEP for goal in plan.built.layout.goals].count(True) == 1
    found, alone = plan.structure, structure_of(economy, MOBILISED)
    assert (found.rows, found.senses) == (alone.rows, alone.senses)
    assert found.layout.unknowns.keys == alone.layout.unknowns.keys == plan.evidence.columns
    np.testing.assert_array_equal(found.matrix.toarray(), alone.matrix.toarray())
    np.testing.assert_array_equal(found.limits(), alone.limits())


def test_a_plan_without_anything_asleep_has_the_rows_that_were_solved():
    economy = an_economy(good("steel"), made("steel", 100.0), want("steel", 60.0, "homes"))
    plan = solve(economy, MOBILISED)
    assert plan.structure is plan.built
