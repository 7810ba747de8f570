"""The checker of contradictions is checked: spoilt proofs are refused, genuine ones accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from balances.certificate import certify_contradiction
from balances.economy.contradiction import Contradiction
from balances.economy.economy import Economy
from balances.economy.keys import Key
from balances.economy.records import LabourCategory
from tests.conftest import an_economy, figure, good, made, want
from tests.gosplan.conflict.conftest import a_demanding_economy, can_hold, conflict_in

BALANCE = Key("material_balance", "x", 0)
CAPACITY = Key("capacity", "x", 0)


def short(**stock) -> Economy:
    """100 are promised and 80 can be made; the workers would be enough."""
    return an_economy(
        good("x", **stock), made("x", 80.0), LabourCategory("hands", (90.0,)),
        want("x", 100.0, floor=100.0), norms={("hands", "x"): 1.0},
    )  # fmt: skip


def test_the_separation_is_what_is_missing_as_a_part_of_all_that_is_summed():
    economy = short()
    found = conflict_in(economy)
    # y = 1 / 100 on the balance and on the capacity: 100 promised less 80 made, of 180.
    assert found.multipliers == pytest.approx({BALANCE: 0.01, CAPACITY: -0.01}, rel=1e-9)
    refutation = certify_contradiction(economy, found)
    assert refutation.separation == pytest.approx(20.0 / 180.0, rel=1e-9)
    assert refutation.proved


def with_multipliers(found: Contradiction, **changes: float) -> Contradiction:
    keys = {"balance": BALANCE, "capacity": CAPACITY, "labour": Key("labour", "hands", 0)}
    changed = {keys[name]: value for name, value in changes.items()}
    return replace(found, multipliers={**found.multipliers, **changed})


SPOILT: dict[str, tuple[Callable[[Contradiction], Contradiction], str]] = {
    "the other sign": (
        lambda c: replace(c, multipliers={key: -y for key, y in c.multipliers.items()}),
        "wrong sign",
    ),
    "no multipliers": (lambda c: replace(c, multipliers={}), "separate by 0 only"),
    "a row left out": (lambda c: with_multipliers(c, capacity=0.0), "separate by -"),
    "too little of a row": (lambda c: with_multipliers(c, capacity=-0.009), "separate by -"),
    "too much of a row": (lambda c: with_multipliers(c, capacity=-0.013), "separate by -"),
    "a row that is no line in conflict": (
        lambda c: with_multipliers(c, capacity=-0.008, labour=-0.002),
        "labour hands takes part and is no line",
    ),
    "a floor that is not named": (
        lambda c: replace(c, lines=tuple(n for n in c.lines if n.kind != "floor")),
        "separate by -",
    ),
    "a capacity that is not named": (
        lambda c: replace(c, lines=tuple(n for n in c.lines if n.kind != "capacity")),
        "capacity x takes part and is no line",
    ),
    "a row that is not there": (
        lambda c: replace(c, multipliers={Key("capacity", "y", 0): -1.0}),
        "does not fit",
    ),
    "an unknown that is not there": (
        lambda c: replace(c, columns=(*c.columns, Key("m", "x", 0))),
        "does not fit",
    ),
}


def test_rounding_on_an_unknown_without_a_limit_undoes_no_proof():
    # The capacity that is 1e-13 too little priced would let output without end reach anything.
    economy = short()
    found = conflict_in(economy)
    rounded = with_multipliers(found, capacity=found.multipliers[CAPACITY] * (1.0 - 1e-13))
    assert certify_contradiction(economy, rounded).proved


@pytest.mark.parametrize(("spoil", "fault"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_proof_is_refused(spoil, fault):
    economy = short()
    refutation = certify_contradiction(economy, spoil(conflict_in(economy)))
    assert not refutation.proved
    assert fault in "; ".join(refutation.faults)


@pytest.mark.parametrize(
    "enough",
    [
        {"activities": lambda e: (made("x", 101.0),)},
        {"claims": lambda e: tuple(replace(c, floor=79.0) for c in e.claims)},
    ],
    ids=["capacity", "floor"],
)
def test_the_proof_of_another_economy_is_refused(enough):
    found, economy = conflict_in(short()), short()
    other = replace(economy, **{name: change(economy) for name, change in enough.items()})
    assert can_hold(replace(other, labour=(LabourCategory("hands", (500.0,)),)))
    assert not certify_contradiction(other, found).proved


def test_an_opening_stock_that_would_help_must_be_among_the_lines():
    economy = short(opening_stock=5.0)
    found = conflict_in(economy)
    assert {line.kind for line in found.lines} == {"floor", "capacity", "opening_stock"}
    assert certify_contradiction(economy, found).proved
    silent = replace(found, lines=tuple(n for n in found.lines if n.kind != "opening_stock"))
    assert "more opening stock of x" in certify_contradiction(economy, silent).faults[0]


def test_a_soft_figure_is_no_line_and_may_take_part():
    # The row of a goal counts only: it holds whatever becomes of it.
    economy = short().with_figures([figure("output", 500.0, "x")])
    found = conflict_in(economy)
    soft = Key("control_figures", "output x", 0)
    weighed = replace(found, multipliers={**found.multipliers, soft: 1e-4})
    refutation = certify_contradiction(economy, weighed)
    assert not any("no line" in fault for fault in refutation.faults)


@pytest.mark.parametrize("seed", [s for s in range(16) if not can_hold(a_demanding_economy(s))])
def test_a_proof_needs_every_line_it_names(seed):
    economy = a_demanding_economy(seed)
    found = conflict_in(economy)
    for line in found.lines:
        others = tuple(other for other in found.lines if other is not line)
        assert not certify_contradiction(economy, replace(found, lines=others)).proved
