"""One small economy with something in every family and every line; rows as algebra."""

from __future__ import annotations

import numpy as np

from balances.economy.construction import AUTHORISED, Finance
from balances.economy.economy import Economy, frozen_vector
from balances.economy.keys import Key
from balances.economy.records import Activity, Allocation, LabourCategory
from balances.economy.settings import Settings
from balances.program.goals import MOBILISED, goals_of
from balances.program.rows import Family, Layout
from balances.program.unknowns import unknowns_of
from tests.conftest import an_economy, figure, good, made, project, want


def everything() -> Economy:
    """Coal and steel over two years: leads, stocks, imports, a by-product, agencies, figures.

    Mines and steelworks can grow, two shafts are built, and money is of every kind.
    """
    return an_economy(
        good("coal", storable=True, opening_stock=10.0, min_stock=5.0, price=2.0,
             retail_price=3.0, turnover_tax=0.25),
        good("steel", price=8.0, import_limit=20.0, import_price=3.0, export_price=4.0),
        good("slag", price=1.0),
        made("coal", 100.0, depreciation=0.1, construction_lag=1),
        made("steel", 60.0, lead=1, opening_output=12.0, agency="heavy",
             construction_lag=2, spending_profile=(0.25, 0.75)),
        made("slag", 0.0),
        Activity("open_hearth", "steel", "heavy", capacity=20.0, technique=True),
        LabourCategory("miners", (50.0, 60.0), wage=2.0),
        LabourCategory("clerks", (np.inf, 9.0), wage=3.0),
        want("coal", 30.0, "homes", "household"),
        want("coal", 40.0, "homes", "household", period=1, floor=5.0),
        want("steel", 4.0, "trade", "export"),
        want("steel", 20.0, "army", "defence", period=1, priority=1, protected=12.0),
        want("coal", 2.0, "heavy", "reserve", period=1),
        figure("output", 90.0, "coal", 1, sense="at_most", hard=True),
        figure("national_income", 300.0, "", 1),
        figure("real_investment", 20.0, "", 1, hard=True),
        figure("capacity", 70.0, "steel", 3, hard=True),
        figure("employment", 90.0, "miners", 1, sense="at_most", hard=True),
        project("shaft", "coal", 20.0, 40.0, agency="fuel", declared_cost=30.0,
                inputs={"steel": 4.0}, done=0.25, min_duration=2),
        project("pit", "coal", 30.0, 60.0, agency="heavy", inputs={"coal": 5.0, "steel": 6.0},
                done=0.5, integer=True),
        project("mill", "steel", 50.0, 100.0, agency="heavy", earliest=1, integer=True),
        Allocation("coal", "heavy", 0, low=15.0, high=25.0, target=20.0, priority=1),
        Allocation("coal", "heavy", 1, share=0.25),
        agency_stocks={("steel", "fuel"): 2.0, ("coal", "heavy"): 3.0},
        uses={
            ("coal", "coal"): 0.05,
            ("coal", "steel"): 0.5,
            ("coal", "open_hearth"): 0.25,
            ("steel", "coal"): 0.125,
        },
        makes={("slag", "open_hearth"): 0.3},
        norms={("miners", "coal"): 0.5, ("miners", "steel"): 0.25, ("clerks", "steel"): 0.1},
        capital={("steel", "coal"): 0.5, ("steel", "steel"): 0.75, ("coal", "steel"): 0.25},
        builders={("miners", "coal"): 0.5},
        construction_productivity=frozen_vector([1.0, 1.25]),
        wage_index=frozen_vector([1.0, 1.5]),
        finance=(
            Finance(
                budget=60.0, rule=AUTHORISED, curve=((40.0, 1.0), (60.0, 1.5)), price_cap=1.2,
                overhang_limit=20.0, cost_index=0.75, agency_budgets={"heavy": 30.0}, max_open=1,
                spread=True, other_income=10.0, other_spending=12.0, deficit_limit=3.0, loans=2.0,
                direct_taxes=1.0, household_income=9.0, savings=4.0, wage_share=0.5,
                consumer_price_cap=1.25,
            ),
            Finance(
                budget=80.0, curve=((40.0, 1.0), (60.0, 1.5)), price_cap=1.5, max_open=2,
                other_spending=5.0, wage_share=0.25, consumer_price_cap=2.0,
            ),
        ),
        base_retail_prices={"coal": 2.5},
        productivity=frozen_vector([[1.0, 1.25], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]),
        periods=2,
        foreign_credit=(10.0, 5.0),
        settings=Settings(
            title="Everything", after_goals="maximise:consumption/coal", terminal_growth=0.1
        ),
    )  # fmt: skip


def layout_of(economy: Economy, mode: str = MOBILISED) -> Layout:
    """What the families see of it."""
    goals = goals_of(economy, mode)
    return Layout(economy, goals, unknowns_of(economy, goals))


def label(economy: Economy, key: Key) -> str:
    """`kind[item,holder,period]`, without what does not apply."""
    period = economy.label(key.period) if key.period >= 0 else ""
    parts = [part for part in (key.item, key.holder, period) if part]
    return f"{key.kind}[{','.join(parts)}]" if parts else key.kind


def algebra(layout: Layout, family: Family) -> list[str]:
    """The rows of a family, one line each, as `family/item/period: +1 x[coal,1] … = 0`."""
    economy, rows = layout.economy, family.rows(layout)
    written = []
    for r, (key, sense, limit) in enumerate(
        zip(rows.keys, rows.senses, family.limits(layout), strict=True)
    ):
        row = rows.matrix[[r]].tocoo()
        cells = sorted(zip(row.coords[1].tolist(), row.data.tolist(), strict=True))
        terms = [f"{a:+.12g} {label(economy, layout.unknowns.keys[k])}" for k, a in cells if a]
        period = economy.label(key.period) if key.period >= 0 else ""
        name = "/".join(part for part in (key.kind, key.item, key.holder, period) if part)
        sign = {-1: "<=", 0: "=", 1: ">="}[int(sense)]
        written.append(f"{name}: {' '.join(terms)} {sign} {limit + 0.0:.12g}")
    return written
