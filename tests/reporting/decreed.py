"""Small economies with a log of decrees, whose plans are known by hand.

Trucks: 1000 are made, at 2 roubles; kazaks, army, homes and mines claim 100, 900, 600 and 400.
Balanced, and approved, all get half: 50, 450, 300, 200.

Decree 1, the kazaks' trucks times three: 150; 850 are left for claims of 1900, so army, homes and
mines get 850/1900 of theirs: 7650/19, 5100/19, 3400/19. PAID.
Decree 2 is of lower rank and would give the kazaks 10. OVERRULED.
Decree 3, at most 900 trucks must be made and 1100 are ordered by a hard figure. REFUSED.
Decree 4, 1200 for the army: with the kazaks' 150 that is 1350 of 1000, cut alike to 20/27:
army 8000/9, kazaks 1000/9, nothing for homes and mines. SHORT; so at the end is decree 1.

Grain: 1000 are made, at 1 rouble; homes, army and trade claim 500, 300 and 200 in classes 2, 1
and 3, and all get it. A shock leaves 800. Balanced all get 0.8: 400, 240, 160. Mobilised the army
keeps 300 and homes 500, and nothing is left for trade.
"""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.gosplan import solve
from balances.politburo import replay, with_shocks
from balances.reporting import Provenance, ReportInput
from tests.conftest import an_economy, figure, good, made, want

LOG = (
    Decree(
        "1", "scale", "1933-01", "Politburo", 3.0, basis="factor", claims=("trucks/kazaks/other",)
    ),
    Decree(
        *("2", "set_target", "1933-02", "a trust", 10.0),
        claims=("trucks/kazaks/other",),
        delegated_by="Gosplan",
    ),
    Decree("3", "set_target", "1933-03", "Politburo", 1100.0, figures=("all made",)),
    Decree("4", "set_target", "1933-04", "Politburo", 1200.0, claims=("trucks/army/defence",)),
)
SHOCK = Decree("1", "shock", "1933-06", value=0.8, commodities=("grain",), what="capacity")


def trucks(log: tuple[Decree, ...] = LOG) -> Economy:
    return an_economy(
        good("trucks", price=2.0, funded=True),
        made("trucks", 1000.0, agency="autos"),
        want("trucks", 100.0, "kazaks"), want("trucks", 900.0, "army", "defence"),
        want("trucks", 600.0, "homes", "household"), want("trucks", 400.0, "mines"),
        figure("output", 900.0, "trucks", label="all made", hard=True),
        decrees=log,
    )  # fmt: skip


def grain() -> Economy:
    return an_economy(
        good("grain", price=1.0), made("grain", 1000.0),
        want("grain", 500.0, "homes", "household"),
        want("grain", 300.0, "army", "defence", priority=1),
        want("grain", 200.0, "trade", "export", priority=3),
        decrees=(SHOCK,),
    )  # fmt: skip


def replayed(economy: Economy) -> ReportInput:
    """Gosplan's plan under the events, the Politburo's by replay, and the report's input."""
    run = replay(economy)
    plans = {"balanced": solve(with_shocks(economy)), "mobilised": run.plan}
    return ReportInput(plans, provenance=Provenance(input_name="plan.xlsx"), replay=run)
