"""Errors that say what contradicts what, also where the solver could not settle it."""

from __future__ import annotations

import math

import pytest

from balances.economy.issue import InfeasiblePlanError, SolverStoppedError, UnboundedPlanError
from balances.gosplan.conflict import explained
from tests.conftest import an_economy, good, made, want
from tests.gosplan.conflict.conftest import program_of

STOPPED = SolverStoppedError("The solver stopped without a proof.")


def coal(floor: float):
    return program_of(an_economy(good("coal"), made("coal", 5.0), want("coal", 9.0, floor=floor)))


@pytest.mark.parametrize("error", [STOPPED, InfeasiblePlanError("The hard lines contradict.")])
def test_lines_in_conflict_are_told_whatever_the_solver_made_of_them(error):
    found = explained(error, coal(floor=7.0), math.inf)
    assert isinstance(found, InfeasiblePlanError)
    assert len(found.lines) == 2
    assert any("at least 7" in line for line in found.lines)
    assert any("at most 5" in line for line in found.lines)


def test_where_all_lines_hold_the_solver_has_just_stopped():
    assert explained(STOPPED, coal(floor=4.0), math.inf) is STOPPED


def test_other_errors_stay_as_they_are():
    unbounded = UnboundedPlanError("no limit")
    assert explained(unbounded, coal(floor=7.0), math.inf) is unbounded
