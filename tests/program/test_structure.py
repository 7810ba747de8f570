"""The structure of a program: what a decree on targets changes of it, and what has to be built."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.economy.economy import Economy
from balances.economy.keys import protection_key
from balances.program.goals import BALANCED, MOBILISED, MODES
from balances.program.structure import Structure, retargeted, structure_of
from tests.program.conftest import everything

BEFORE = everything()

changes = st.tuples(st.floats(0.01, 100.0), st.integers(0, 3))


@st.composite
def after_decrees(draw: st.DrawFn) -> Economy:
    """The same economy with other targets, floors, protections and classes of claims, and other
    targets and classes of figures, hard ones too."""
    claims = []
    for claim in BEFORE.claims:
        factor, priority = draw(changes)
        moved = {name: factor * getattr(claim, name) for name in ("target", "floor", "protected")}
        claims.append(replace(claim, **moved, priority=priority))
    figures = []
    for figure in BEFORE.figures:
        factor, priority = draw(changes)
        figures.append(replace(figure, target=factor * figure.target, priority=priority))
    return BEFORE.with_claims(claims).with_figures(figures)


def parts(structure: Structure) -> dict[str, list[object]]:
    """All numbers and names of a structure but natural sizes, which only scale."""
    matrix, unknowns = structure.matrix, structure.layout.unknowns
    arrays = {
        "coefficients": matrix.data, "columns": matrix.indices, "starts": matrix.indptr,
        "limits": structure.limits(), "lower": unknowns.lower, "upper": unknowns.upper,
        "deliveries": unknowns.deliveries,
    }  # fmt: skip
    names = {"rows": structure.rows, "senses": structure.senses, "unknowns": unknowns.keys}
    goals = {"goals": structure.layout.goals}
    return {name: list(part) for name, part in (arrays | names | goals).items()}


@given(after_decrees(), st.sampled_from(MODES))
def test_with_other_targets_it_is_exactly_what_would_be_built(economy, mode):
    moved = retargeted(structure_of(BEFORE, mode), economy, mode)
    assert moved is not None
    assert parts(moved) == parts(structure_of(economy, mode))


def test_with_room_for_a_protection_an_order_of_it_moves_targets_only():
    claim = BEFORE.claims[0]
    room = {protection_key(BEFORE, claim)}
    ordered = BEFORE.with_claims([replace(claim, protected=7.0), *BEFORE.claims[1:]])
    moved = retargeted(structure_of(BEFORE, MOBILISED, room), ordered, MOBILISED, room)
    assert moved is not None
    assert parts(moved) == parts(structure_of(ordered, MOBILISED))
    assert moved.awake.all


def test_the_structure_before_stays_as_it_was():
    before = structure_of(BEFORE, MOBILISED)
    kept = parts(before)
    doubled = [replace(claim, target=2.0 * claim.target) for claim in BEFORE.claims]
    assert retargeted(before, BEFORE.with_claims(doubled), MOBILISED) is not None
    assert parts(before) == kept


@pytest.mark.parametrize(
    "economy",
    [
        BEFORE.with_claims(BEFORE.claims[1:]),
        BEFORE.with_claims([replace(BEFORE.claims[0], protected=1.0), *BEFORE.claims[1:]]),
        BEFORE.with_figures(BEFORE.figures[1:]),
        BEFORE.with_yield_factor(np.full((4, 2), 0.9)),
        BEFORE.with_settings(replace(BEFORE.settings, terminal_growth=0.2)),
    ],
    ids=["a claim less", "a new protection", "a figure less", "a shock", "a setting"],
)
def test_what_changes_more_than_targets_has_to_be_built(economy):
    assert retargeted(structure_of(BEFORE, BALANCED), economy, BALANCED) is None
