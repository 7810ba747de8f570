"""Small economies to plan and report on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from balances.economy.economy import Economy, frozen_matrix, frozen_vector
from balances.economy.issue import Issue, Level, Where
from balances.economy.records import (
    Activity,
    Agency,
    Claim,
    Commodity,
    ControlFigure,
    LabourCategory,
    SourceNote,
)
from balances.economy.settings import Settings
from balances.gosplan import solve
from balances.reporting import Provenance, ReportInput


def two_sectors() -> Economy:
    """Miller & Blair (2009), ch. 2: final demand 600 and 1500; the data are invented."""
    goods = [("agriculture", 600.0, 1000.0), ("industry", 1500.0, 2000.0)]
    return Economy(
        settings=Settings(title="Two sectors", base_year="0"),
        periods=("1",),
        commodities=tuple(
            Commodity(code, "mln", base_output=base, price=1.0) for code, _, base in goods
        ),
        activities=tuple(Activity(code, code, base_output=base) for code, _, base in goods),
        inputs=frozen_matrix([[0.15, 0.25], [0.20, 0.05]]),
        outputs=frozen_matrix(np.eye(2)),
        claims=tuple(Claim(code, "population", "household", 0, want) for code, want, _ in goods),
    )


def three_sectors() -> Economy:
    """Coal, steel and grain over two years, short of labour; every sheet has something to say."""
    records = (
        Commodity("coal", "kt", "Coal", ("A", "industry"), base_output=900.0, price=2.0),
        Commodity("steel", "kt", "Steel", ("A",), base_output=700.0, price=8.0, import_limit=20.0),
        Commodity("grain", "mln t", "Grain", ("B",), base_output=80.0, price=60.0, storable=True),
    )
    coal, steel, grain = records
    claims = [Claim("grain", "population", "household", t, 90.0, priority=2) for t in range(2)] + [
        Claim("steel", "army", "defence", t, 300.0, priority=1) for t in range(2)
    ]
    claims += [Claim("grain", "trade", "export", t, 5.0, floor=1.0, priority=3) for t in range(2)]
    return Economy(
        settings=Settings(title="Three sectors", base_year="1932"),
        periods=("1933", "1934"),
        commodities=(
            coal,
            replace(steel, import_price=3.0),
            replace(grain, export_price=4.0, opening_stock=2.0, min_stock=1.0),
        ),
        activities=(
            Activity("coal", "coal", "fuel", capacity=1500.0, base_output=900.0),
            Activity("steel", "steel", "metal", capacity=900.0, base_output=700.0),
            Activity("grain", "grain", "farms", base_output=80.0),
        ),
        inputs=frozen_matrix([[0.05, 0.9, 0.5], [0.1, 0.15, 0.8], [0.0, 0.0, 0.1]]),
        outputs=frozen_matrix(np.eye(3)),
        labour=(LabourCategory("workers", (3000.0, 3100.0), wage=1.0),),
        labour_norms=frozen_vector([[1.0, 2.0, 20.0]]),
        agencies=(Agency("fuel", "People's Commissariat of Fuel"),),
        claims=tuple(claims),
        figures=(
            ControlFigure("coal", "output", "coal", 1, 950.0, 1400.0, printed=1.06, basis="index"),
            ControlFigure("no more", "employment", "", 1, 5000.0, sense="at_most", hard=True),
        ),
        foreign_credit=(30.0, 30.0),
        sources=(SourceNote("sectors", "synthetic example", rows=3),),
        left_out=("projects: capital construction is not planned yet",),
    )


def many_sectors(count: int) -> Economy:
    """An economy of that many sectors with seeded norms; far from any history."""
    random = np.random.default_rng(20)
    norms = random.random((count, count)) * (random.random((count, count)) < 0.1)
    norms *= 0.5 / np.maximum(norms.sum(0), 1e-9)
    codes = [f"sector {n:03d}" for n in range(count)]
    return Economy(
        settings=Settings(title="Many sectors"),
        periods=("1",),
        commodities=tuple(Commodity(code, "t", base_output=50.0) for code in codes),
        activities=tuple(
            Activity(code, code, f"ministry {n % 25}", capacity=150.0 + n % 100, base_output=50.0)
            for n, code in enumerate(codes)
        ),
        inputs=frozen_matrix(norms),
        outputs=frozen_matrix(np.eye(count)),
        claims=tuple(Claim(code, "population", "household", 0, 100.0) for code in codes),
        sources=(SourceNote("sectors", "synthetic"),),
    )


ISSUES = (
    Issue(
        "V405",
        Level.WARNING,
        Where("plan.xlsx", "sectors", "G2"),
        "capacity is blank, so it is unlimited.",
        "Give a capacity.",
    ),
)
PROVENANCE = Provenance(
    input_name="plan.xlsx",
    sha256="0123456789abcdef" * 4,
    versions={"balances": "0.1.0"},
    options={"mode": "both"},
    timings={"solve": 0.25},
)


def report_on(economy: Economy, *modes: str) -> ReportInput:
    """Plans of these modes, with a warning and a provenance."""
    plans = {mode: solve(economy, mode) for mode in modes or ("balanced",)}
    return ReportInput(plans, ISSUES, PROVENANCE)


@pytest.fixture(scope="session")
def simple() -> ReportInput:
    """The two-sector economy, balanced: x = (1247.5247, 1841.5842)."""
    return report_on(two_sectors())


@pytest.fixture(scope="session")
def full() -> ReportInput:
    """The three-sector economy in both modes."""
    return report_on(three_sectors(), "balanced", "mobilised")


@pytest.fixture(scope="session")
def large() -> ReportInput:
    """Four hundred sectors."""
    return report_on(many_sectors(400))


@pytest.fixture
def report_of() -> Callable[..., ReportInput]:
    """Plans an economy in the modes named and gives the report's input."""
    return report_on
