"""Decrees per second: live solvers kept from step to step, against a cold start each time.

    python -m benchmarks.replay [SECTORS] [--decrees N] [--cold N] [--profile]

A synthetic economy over five years gets a log of decrees: orders, protections, classes, ceilings
and shocks. Hot is the replay as it is. Alone makes some of the same plans each by itself: built
anew, the first stage from nothing, the others from where the one before ended. Cold lets every
solve of such a plan begin without a basis, as a solver does that is called anew each time.
Every plan of all three carries a passed certificate, or there would be none.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.gosplan import Plan
from balances.gosplan.solve import solve
from balances.politburo import Replay, replay
from balances.program.goals import MOBILISED
from balances.program.lp.highs import Highs
from benchmarks.overhead import Clock, lognormal

YEARS = 5


def log_of(economy: Economy, count: int) -> tuple[Decree, ...]:
    """A log of the decrees that are usual: most of them about one claim."""
    r = np.random.default_rng(7)
    kinds = ("scale", "set_target", "protect", "priority", "ceiling", "shock")
    odds = (0.35, 0.25, 0.15, 0.1, 0.1, 0.05)
    found = []
    for n in range(count):
        kind = str(r.choice(kinds, p=odds))
        claim = economy.claims[int(r.integers(len(economy.claims)))]
        about = Decree(str(n + 1), kind, commodities=(claim.commodity,), period=claim.period)
        mine = replace(about, agencies=(claim.claimant,))
        found.append(
            {
                "scale": replace(mine, value=float(r.uniform(0.9, 1.3)), basis="factor"),
                "set_target": replace(mine, value=claim.target * float(r.uniform(0.8, 1.2))),
                "protect": mine,
                "priority": replace(mine, value=1.0),
                "ceiling": replace(mine, value=claim.target * float(r.uniform(0.7, 1.0))),
                "shock": replace(about, value=float(r.uniform(0.95, 0.99))),
            }[kind]
        )
    return tuple(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sectors", type=int, nargs="*", default=[50, 127])
    parser.add_argument("--decrees", type=int, default=500)
    parser.add_argument("--cold", type=int, default=15, help="plans made from nothing")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    for sectors in options.sectors:
        economy = lognormal(sectors, YEARS)(Clock())
        economy = replace(economy, decrees=log_of(economy, options.decrees))
        if options.profile:
            profile = cProfile.Profile()
            profile.runcall(replay, economy)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(50)
        else:
            measured(f"{sectors} sectors, {YEARS} years", economy, options.cold)


def measured(name: str, economy: Economy, cold: int) -> None:
    """Print decrees a second, and what a plan takes hot, by itself, and with every solve cold."""
    first = time.process_time()
    solve(economy, MOBILISED)
    begin = time.process_time()
    done: Replay = replay(economy)
    seconds = time.process_time() - begin - (begin - first)
    plans = list({id(step.plan): step.plan for step in done.steps}.values())
    chosen = plans[:: max(1, len(plans) // cold)][:cold]
    hot, alone = seconds / len(plans), each(chosen)
    with every_solve_cold():
        from_nothing = each(chosen)
    certified = sum(plan.certificate.passed for plan in plans)
    stages = sum(len(plan.evidence.stages) for plan in plans) / len(plans)
    print(
        f"{name}: {len(done.steps)} decrees, {len(plans)} plans of {stages:.0f} stages, "
        f"{certified} certified; {len(done.steps) / seconds:.1f} decrees a second; "
        f"hot {1000 * hot:.0f} ms a plan, alone {1000 * alone:.0f} ms, "
        f"every solve cold {1000 * from_nothing:.0f} ms; "
        f"alone over hot {alone / hot:.1f}, cold over hot {from_nothing / hot:.1f}"
    )


def each(plans: list[Plan]) -> float:
    """Seconds to make each of these plans again by itself."""
    begin = time.process_time()
    for plan in plans:
        solve(plan.economy, MOBILISED)
    return (time.process_time() - begin) / len(plans)


@contextmanager
def every_solve_cold() -> Iterator[None]:
    """Let every solve begin without a basis, as a solver does that is called anew each time."""
    plain = Highs.minimise

    def anew(self, limits, costs, seconds, **how):
        fresh = Highs(self._coefficients)
        return plain(fresh, limits, costs, seconds, **how)

    Highs.minimise = anew
    try:
        yield
    finally:
        Highs.minimise = plain


if __name__ == "__main__":
    main()
