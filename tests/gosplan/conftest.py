"""Random economies, and the same economy in other units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, frozen_matrix, frozen_vector
from balances.economy.records import Activity, Allocation, Commodity, LabourCategory
from tests.conftest import an_economy, figure, good, made, want


def a_random_economy(seed: int, goods: int = 5, periods: int = 2, *, trade: bool = True) -> Economy:
    """Productive, short of capacity and labour, with two ways of making the first good."""
    r = np.random.default_rng(seed)
    codes = [f"g{i}" for i in range(goods)]
    ways = [*codes, "way"]
    norms = r.uniform(0.0, 1.0, (goods, goods + 1)) * (r.random((goods, goods + 1)) < 0.7)
    norms *= r.uniform(0.3, 0.7, goods + 1) / norms.sum(axis=0).clip(0.1)
    uses = {(c, w): float(norms[i, j]) for i, c in enumerate(codes) for j, w in enumerate(ways)}
    imports = {"import_limit": 10.0, "import_price": 2.0} if trade else {}
    records = [
        *(
            good(
                c,
                base_output=100.0,
                price=float(r.uniform(1.0, 9.0)),
                storable=bool(r.random() < 0.5),
                opening_stock=float(r.choice([0.0, 5.0])),
                export_price=1.5,
                **(imports if i == 1 else {}),
            )
            for i, c in enumerate(codes)
        ),
        *(made(c, float(r.uniform(60.0, 150.0)), agency=f"a{i % 2}") for i, c in enumerate(codes)),
        Activity("way", "g0", capacity=20.0, technique=True),
        LabourCategory("hands", tuple(float(r.uniform(100.0, 200.0)) for _ in range(periods))),
        *(
            want(c, float(r.uniform(20.0, 90.0)), f"h{n}", "household", t, priority=n + 1)
            for c in codes
            for t in range(periods)
            for n in range(2)
        ),
        want("g2", 4.0, "trade", "export"),
        figure("output", 120.0, "g1", periods - 1),
    ]
    hands = {("hands", w): float(r.uniform(0.1, 0.6)) for w in ways}
    credit = (12.0,) * periods if trade else None
    return an_economy(
        *records, uses=uses, norms=hands, periods=periods,
        makes={(codes[-1], "way"): 0.2}, foreign_credit=credit,
    )  # fmt: skip


def under_orders(economy: Economy) -> Economy:
    """The same economy once decrees have spoken.

    Every other claim is protected in part, two agencies should receive something, two hold
    stocks, and there are shocks of every kind in the last period.
    """
    claims = (
        replace(c, protected=c.target * (0.5, 0.0, 1.5, 0.0)[n % 4])
        for n, c in enumerate(economy.claims)
    )
    wanted = (
        Allocation("g1", "a1", 0, target=30.0),
        Allocation("g2", "a0", 0, target=9.0, priority=2),
    )
    economy = economy.with_claims(claims)
    economy = economy.with_allocations((*economy.allocations, *wanted))
    economy = economy.with_agency_stocks({("g1", "a1"): 4.0, ("g0", "a0"): 6.0})
    ways, goods = (np.ones(f.shape) for f in (economy.yield_factor, economy.import_factor))
    ways[1:3, -1], goods[:, -1] = (0.8, 0.9), 0.5
    shocked = economy.with_yield_factor(ways).with_import_factor(goods)
    return shocked.with_capacity_factor(ways[::-1])


def _good_in(good: Commodity, unit: float, currency: float) -> Commodity:
    def per_unit(price: float | None, factor: float) -> float | None:
        return None if price is None else price * factor / unit

    return replace(
        good,
        base_output=None if good.base_output is None else good.base_output * unit,
        opening_stock=good.opening_stock * unit,
        min_stock=good.min_stock * unit,
        import_limit=good.import_limit * unit,
        price=per_unit(good.price, 1.0),
        import_price=per_unit(good.import_price, currency),
        export_price=per_unit(good.export_price, currency),
    )


def in_units(
    economy: Economy, units: Mapping[str, float], people: float = 1.0, currency: float = 1.0
) -> Economy:
    """The same economy with a quantity q of commodity i written as q * units[i].

    Args:
        units: factor of each commodity. people: of workers. currency: of foreign currency.
    """
    of_good = np.array([units[c.code] for c in economy.commodities])
    of_way = np.array([units[a.commodity] for a in economy.activities])

    def quantities(matrix: sp.csr_array) -> sp.csr_array:
        return frozen_matrix(sp.diags_array(of_good) @ matrix @ sp.diags_array(1.0 / of_way))

    def allotted(a: Allocation) -> Allocation:
        u = units[a.commodity]
        low, high, target = (None if q is None else q * u for q in (a.low, a.high, a.target))
        return replace(a, low=low, high=high, target=target)

    return replace(
        economy,
        commodities=tuple(_good_in(c, units[c.code], currency) for c in economy.commodities),
        activities=tuple(
            replace(
                a,
                capacity=a.capacity * units[a.commodity],
                opening_output=a.opening_output * units[a.commodity],
                base_output=a.base_output * units[a.commodity],
            )
            for a in economy.activities
        ),
        inputs=quantities(economy.inputs),
        outputs=quantities(economy.outputs),
        labour=tuple(
            replace(q, available=tuple(n * people for n in q.available)) for q in economy.labour
        ),
        labour_norms=frozen_vector(economy.labour_norms * people / of_way),
        claims=tuple(
            replace(
                c,
                target=c.target * units[c.commodity],
                floor=c.floor * units[c.commodity],
                protected=c.protected * units[c.commodity],
            )
            for c in economy.claims
        ),
        figures=tuple(
            replace(k, target=k.target * units.get(k.item, 1.0)) for k in economy.figures
        ),
        allocations=tuple(allotted(a) for a in economy.allocations),
        agency_stocks={(i, h): q * units[i] for (i, h), q in economy.agency_stocks.items()},
        foreign_credit=None
        if economy.foreign_credit is None
        else tuple(c * currency for c in economy.foreign_credit),
    )
