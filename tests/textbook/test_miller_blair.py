"""Miller & Blair, Input-Output Analysis, 2nd ed. (2009), chapter 2: the two-sector example.

Flows (150 500; 200 100), outputs (1000, 2000), so A = (0.15 0.25; 0.20 0.05). New final demand
of 600 and 1,500.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from balances.analysis import structure
from balances.economy.economy import frozen_matrix
from balances.economy.leontief import (
    full_coefficients,
    gross_outputs,
    spectral_radius,
    technical_coefficients,
)
from balances.gosplan import solve
from balances.gosplan.iterative import rounds_of
from balances.workbook import read
from tests.conftest import an_economy, good

BOOKS = Path(__file__).parents[2] / "data" / "textbook"
DEMAND = np.array([600.0, 1500.0])


@pytest.fixture(scope="module", params=["miller_blair.xlsx", "miller_blair"])
def economy(request):
    return read(BOOKS / request.param).economy


def test_norms_are_flows_over_outputs():
    flows = frozen_matrix([[150.0, 500.0], [200.0, 100.0]])
    norms = technical_coefficients(flows, np.array([1000.0, 2000.0]))
    assert norms.toarray().tolist() == [[0.15, 0.25], [0.20, 0.05]]


def test_full_coefficients_are_those_of_the_book(economy):
    printed = [[1.2541, 0.3300], [0.2640, 1.1221]]
    assert np.round(full_coefficients(economy.inputs), 4).tolist() == printed


def test_the_plan_gives_the_gross_outputs_of_the_book(economy):
    outputs = solve(economy).outputs.set_index("activity")["output"]
    assert round(outputs["agriculture"], 2) == 1247.52
    assert round(outputs["manufactures"], 2) == 1841.58


@pytest.mark.parametrize("method", ["leximin", "weighted", "least_effort"])
def test_every_method_agrees_where_everything_can_be_met(economy, method):
    plan = solve(economy, method=method)
    assert plan.outputs["output"].tolist() == pytest.approx(
        gross_outputs(economy.inputs, DEMAND).tolist(), rel=1e-9
    )
    assert plan.goals["fulfilment"].tolist() == [1.0, 1.0]


def test_the_rounds_are_the_terms_of_the_power_series(economy):
    outputs = rounds_of(economy, DEMAND, 8).outputs
    # Af = (90 + 375, 120 + 75); A(465, 195) = (69.75 + 48.75, 93 + 9.75), and so on.
    terms = np.diff(outputs, axis=0)
    assert terms[0].tolist() == pytest.approx([465.0, 195.0])
    assert terms[1].tolist() == pytest.approx([118.5, 102.75])
    assert terms[2].tolist() == pytest.approx(
        [0.15 * 118.5 + 0.25 * 102.75, 0.2 * 118.5 + 0.05 * 102.75]
    )


def test_each_round_brings_the_book_s_outputs_nearer(economy):
    rounds = rounds_of(economy, DEMAND, 12)
    missing = rounds.missing.max(axis=1)
    assert np.all(np.diff(missing) < 0.0)
    # rho(A) = 0.1 + sqrt(0.05^2 + 0.05) = 0.3291: each round leaves about a third of the last.
    assert spectral_radius(economy.inputs) == pytest.approx(0.1 + np.sqrt(0.0525), rel=1e-12)
    assert missing[12] / missing[11] == pytest.approx(0.1 + np.sqrt(0.0525), rel=1e-3)


def test_flows_of_the_plan_are_norms_times_outputs(economy):
    flows = solve(economy).flows.set_index(["commodity", "activity"])["quantity"]
    # 0.15 and 0.20 of 1,247.52, and 0.25 and 0.05 of 1,841.58.
    assert round(flows["agriculture", "agriculture"], 2) == 187.13
    assert round(flows["agriculture", "manufactures"], 2) == 460.40
    assert round(flows["manufactures", "agriculture"], 2) == 249.50
    assert round(flows["manufactures", "manufactures"], 2) == 92.08


def test_output_multipliers_are_those_of_the_book(economy):
    # Chapter 6, simple output multipliers: 1.518 and 1.452.
    assert structure(economy).sectors["multiplier"].round(3).tolist() == [1.518, 1.452]


def test_direct_and_full_requirements_are_those_of_the_book(economy):
    found = structure(economy)
    assert found.direct.to_numpy().tolist() == [[0.15, 0.25], [0.20, 0.05]]
    assert found.full.round(3).to_numpy().tolist() == [[1.254, 0.330], [0.264, 1.122]]


def test_linkages_follow_from_the_book_s_inverse(economy):
    # L = (0.95 0.25; 0.20 0.85) / 0.7575: columns 1.15 and 1.10, rows 1.20 and 1.05, all 2.25.
    sectors = structure(economy).sectors
    assert sectors["backward"].tolist() == pytest.approx([2 * 1.15 / 2.25, 2 * 1.10 / 2.25])
    assert sectors["forward"].tolist() == pytest.approx([2 * 1.20 / 2.25, 2 * 1.05 / 2.25])
    # Ghosh: B = (0.15 0.50; 0.10 0.05), G = (0.95 0.50; 0.10 0.85) / 0.7575: rows 1.45, 0.95.
    assert sectors["forward_supply"].tolist() == pytest.approx([2 * 1.45 / 2.4, 2 * 0.95 / 2.4])
    assert structure(economy).key_sectors == ("agriculture",)


def test_the_order_of_the_book_is_the_triangular_one(economy):
    # 500 flow from agriculture to manufactures, 200 back.
    found = structure(economy)
    assert found.order == ("agriculture", "manufactures")
    assert found.linearity == found.linearity_given == pytest.approx(500 / 700)


HOUSEHOLDS = [[0.15, 0.25, 0.05], [0.20, 0.05, 0.40], [0.30, 0.25, 0.05]]
"""The same economy with households as a third sector, chapter 2 and chapter 6."""


def test_with_households_as_a_sector_the_inverse_is_that_of_the_book():
    codes = ("agriculture", "manufactures", "households")
    uses = {(i, j): HOUSEHOLDS[m][n] for m, i in enumerate(codes) for n, j in enumerate(codes)}
    found = structure(an_economy(*map(good, codes), uses=uses))
    printed = [[1.365, 0.425, 0.251], [0.527, 1.348, 0.595], [0.570, 0.489, 1.289]]
    assert found.full.round(3).to_numpy().tolist() == printed
    # Total output multipliers, chapter 6.
    assert found.sectors["multiplier"].round(3).tolist()[:2] == [2.462, 2.262]
