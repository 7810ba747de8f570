"""Which lines contradict each other, and what is the cheapest way out.

1. The elastic program tells how far all lines together must give way, and which take part in
   the shadow prices of the worst conflict: these cannot hold together. Where HiGHS finds a
   smaller set among them (its irreducible infeasible subset), and that set really cannot hold,
   it is taken instead.
2. Deletion test: a line without which the others still cannot hold is dropped. What is left is
   irreducible: each was tried, and without it the rest can hold.
3. For each line left, the least move of it alone that makes a plan of the whole economy.
Where only whole projects are to blame there are no such prices: lines are then made to stand one
after the other in the order in which they give way (elastic filter) until they cannot.
Source: MODEL sections 5 and 10; Chinneck (2008), Feasibility and Infeasibility in Optimization.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from balances.economy.contradiction import Contradiction, Line, Relaxation
from balances.gosplan.conflict.elastic import Elastic, elastic
from balances.gosplan.conflict.lines import lines_of
from balances.program.program import Program

STRAIN = 1e-9
"""Sum of moves, each as a part of the size of its line, from which on lines cannot hold."""

PART = 1e-9
"""Part in the multipliers, against the most there can be, from which on a line counts."""

WHOLE = 1e-6
"""How far above a whole number a count may come by rounding."""

NEAR = 1e-6
"""Part of the last digit of a move up to which a figure counts as having no more digits."""


def contradiction_of(program: Program, seconds: float = math.inf) -> Contradiction | None:
    """The lines in conflict in a program that has no plan, and the ways out.

    Args:
        program: as it stood when no plan was found, before any goal was fixed at a level.
        seconds: time limit of the search.

    Returns:
        None if rounding is to blame: all lines hold but for less than `STRAIN`.

    Raises:
        SolverStoppedError: the search was not finished in time.
    """
    end, all_limits = time.monotonic() + seconds, program.held.settled
    lines = lines_of(program.layout.economy, all_limits=all_limits)

    def stretched_with(*, whole: bool) -> Elastic:
        return elastic(program, lines, end - time.monotonic(), whole=whole)

    divisible = stretched_with(whole=False)
    has_whole = program.layout.unknowns.building.integers.size > 0
    exact = stretched_with(whole=True) if has_whole else divisible
    everything = range(len(lines))
    priced = divisible.strain(everything).total > STRAIN
    least = exact.strain(everything)
    if least.total <= STRAIN:
        return None
    if priced:
        found = irreducible(divisible, _by_prices(divisible), priced=True)
    else:
        found = irreducible(exact, _by_filter(exact))
    ways_out = sorted(_ways_out(exact, found), key=lambda way: way.cost)
    return Contradiction(
        lines=tuple(exact.lines[p] for p in found),
        relaxations=tuple(ways_out),
        together=() if ways_out else tuple(_all_at_once(exact)),
        distance=least.total,
        multipliers=divisible.strain(found).multipliers if priced else {},
        columns=program.layout.unknowns.keys,
        all_limits=all_limits,
    )


def _by_prices(stretched: Elastic) -> list[int]:
    """Lines that HiGHS suggests, or that the shadow prices weigh; the filter if none will do."""
    first = stretched.strain(range(len(stretched.lines)))
    tried = [strain for strain in (stretched.worst_strain(), first) if strain is not None]
    suggested = stretched.suggested(tried[0])
    weighed = [np.flatnonzero(strain.weights > PART).tolist() for strain in tried]
    for found in sorted((lines for lines in (suggested, *weighed) if lines), key=len):
        if stretched.strain(found).total > STRAIN:
            return found
    return _by_filter(stretched)


def _by_filter(stretched: Elastic) -> list[int]:
    """Lines that cannot hold together, made to stand one after the other (elastic filter)."""
    standing: set[int] = set()
    while (found := stretched.strain_beside(standing)) is not None:
        standing |= set(np.flatnonzero(np.abs(found.moves) > 0.0).tolist())
    return sorted(standing)


def irreducible(stretched: Elastic, suspects: Sequence[int], *, priced: bool = False) -> list[int]:
    """What is left of lines that cannot hold together once all that can be spared are dropped.

    Where the others cannot hold either, those that their shadow prices do not weigh are dropped
    at once, unless these prices are no proof (`priced` is false).
    """
    held, needed = list(suspects), list[int]()
    while held:
        line, *others = held
        found = stretched.strain([*needed, *others])
        if found.total > STRAIN:
            held = [p for p in others if found.weights[p] > PART or not priced]
        else:
            needed.append(line)
            held = others
    return sorted(needed)


def _ways_out(stretched: Elastic, found: Iterable[int]) -> Iterator[Relaxation]:
    """For each line its least move that makes a plan, where one is enough."""
    everything = range(len(stretched.lines))
    for p in (p for p in found if stretched.lines[p].linear):
        line = stretched.lines[p]
        if stretched.strain([other for other in everything if other != p]).total > STRAIN:
            continue
        moves = [(stretched.least_move(p, way), way) for way in line.ways]
        enough = [(by, way) for by, way in moves if by is not None]
        if enough:
            by, way = min(enough)
            yield moved(line, way * by)


def _all_at_once(stretched: Elastic) -> Iterator[Relaxation]:
    """The cheapest moves of several lines that are enough together, where there are any.

    Lines that do not move in proportion stand, since their moves are not reckoned.
    """
    standing = (p for p, line in enumerate(stretched.lines) if not line.linear)
    found = stretched.strain_beside(standing)
    if found is None:
        return
    for line, by in zip(stretched.lines, found.moves.tolist(), strict=True):
        if abs(by) > STRAIN * line.size:
            yield moved(line, by)


def moved(line: Line, by: float) -> Relaxation:
    """The line moved by so much; by a little more, to a figure of few digits, where that is safe.

    What must be exact may have no room beyond its least move.
    """
    if line.whole:
        return Relaxation(line, math.ceil(line.limit + by - WHOLE))
    return Relaxation(line, rounded(line.limit, by, exact=len(line.ways) > 1))


def rounded(limit: float, move: float, *, exact: bool = False) -> float:
    """Where a line comes to, with few digits: the move is made larger by a thousandth at most.

    A result that has few digits but for rounding is left as it is, and so is an `exact` one.
    """
    if move == 0.0:
        return limit
    places = 3 - math.floor(math.log10(abs(move)))
    steps = (limit + move) * 10.0**places
    nearest = round(steps)
    if abs(steps - nearest) > NEAR:
        if exact:
            return limit + move
        nearest = math.ceil(steps) if move > 0.0 else math.floor(steps)
    return nearest / 10.0**places if places >= 0 else nearest * 10.0**-places
