"""The live solver: the only package that knows PuLP and HiGHS.

PuLP holds the declared rows; HiGHS gets them in one call and stays alive, so that a changed
limit costs a few pivots and not a build. The program always minimises, unknowns are called
x0, x1 … whatever the planner's names, the status is read from HiGHS itself, and every optimum
is checked before it is believed. Callers speak the planner's units; scaling stays inside.
"""

from balances.program.lp.bases import Basis
from balances.program.lp.declared import UnknownSolverError
from balances.program.lp.program import HIGHS, LinearProgram
from balances.program.lp.solution import Solution, Status

__all__ = ["HIGHS", "Basis", "LinearProgram", "Solution", "Status", "UnknownSolverError"]
