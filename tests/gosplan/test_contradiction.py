"""Which lines contradict each other: those named really do, and by how much."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from balances.economy.issue import InfeasiblePlanError, Where
from balances.economy.records import Allocation, LabourCategory
from balances.gosplan import solve
from tests.conftest import an_economy, figure, fulfilled, good, made, want


def at(sheet: str, cell: str) -> Where:
    return Where("plan.xlsx", sheet, cell)


FIRM = {"floor": 100.0, "where": at("claims", "D7")}
CLAIM = "claim:x/users/other/1 at least 100 (plan.xlsx / claims!D7)"


def capacity(more=0.0):
    return an_economy(
        good("x"), made("x", 80.0 + more, where=at("sectors", "E4")), want("x", 100.0, **FIRM)
    )


def labour(more=0.0):
    # 2 workers a unit, 150 workers: 75 of 100; 50 more would do.
    return an_economy(
        good("x"), LabourCategory("hands", (150.0 + more,), where=at("labour", "B2")),
        want("x", 100.0, **FIRM), norms={("hands", "x"): 2.0},
    )  # fmt: skip


def imports(more=0.0):
    return an_economy(
        good("x", import_limit=70.0 + more, where=at("sectors", "A2")), made("x", 0.0),
        want("x", 100.0, **FIRM),
    )  # fmt: skip


def most(more=0.0):
    limit = figure("output", 90.0 + more, "x", sense="at_most", hard=True, label="Ceiling")
    limit = replace(limit, where=at("control_figures", "E3"))
    return an_economy(good("x"), limit, want("x", 100.0, **FIRM))


def allotted(more=0.0):
    return an_economy(
        good("steel"), good("x"), made("x", agency="works"),
        Allocation("steel", "works", 0, high=60.0 + more), want("x", 100.0, **FIRM),
        uses={("steel", "x"): 1.0},
    )  # fmt: skip


def currency(more=0.0):
    # 2 a unit: 170 buy 85; 30 more would do.
    return an_economy(
        good("x", import_limit=math.inf, import_price=2.0), made("x", 0.0),
        want("x", 100.0, **FIRM), foreign_credit=(170.0 + more,),
    )  # fmt: skip


CASES = [
    (capacity, "capacity of x in 1 (plan.xlsx / sectors!E4)", 20.0, 20.0),
    (labour, "labour 'hands' in 1 (plan.xlsx / labour!B2)", 50.0, 25.0),
    (imports, "imports of x in 1 at most 70 (plan.xlsx / sectors!A2)", 30.0, 30.0),
    (most, "control figure 'Ceiling' 1: at most 90 (plan.xlsx / control_figures!E3)", 10.0, 10.0),
    (allotted, "allocation of steel to works, max in 1", 40.0, 40.0),
    (currency, "foreign exchange in 1", 30.0, 15.0),
]
IDS = [case[0].__name__ for case in CASES]


def lines_of(economy):
    with pytest.raises(InfeasiblePlanError) as caught:
        solve(economy)
    return dict(
        line.split("; alone it would have to move by at least ") for line in caught.value.lines
    )


@pytest.mark.parametrize(("case", "line", "by", "claim_by"), CASES, ids=IDS)
def test_the_lines_in_conflict_are_named_with_cells_and_distances(case, line, by, claim_by):
    found = {words: float(distance) for words, distance in lines_of(case()).items()}
    # What is only imported could also be made: its capacity of nothing takes part too.
    found.pop("capacity of x in 1", None)
    assert found == {
        line: pytest.approx(by, rel=1e-5),
        CLAIM: pytest.approx(claim_by, rel=1e-5),
    }


@pytest.mark.parametrize(("case", "line", "by", "claim_by"), CASES, ids=IDS)
def test_moving_one_line_by_its_distance_makes_a_plan_and_by_less_does_not(
    case, line, by, claim_by
):
    assert fulfilled(solve(case(by * 1.0001))) == [1.0]
    assert line.split(" at most")[0] in str(sorted(lines_of(case(by * 0.99))))
    economy = case()
    (claim,) = economy.claims
    lowered = replace(claim, floor=claim.floor - claim_by * 1.0001)
    assert solve(economy.with_claims([lowered])).certificate.passed


def test_lines_that_have_nothing_to_do_with_it_are_not_named():
    economy = an_economy(
        good("x"), good("y"), made("x", 80.0), made("y", 10.0),
        want("x", 100.0, floor=100.0), want("y", 50.0, "others"),
    )  # fmt: skip
    assert not any("y" in words.replace("capacity", "") for words in lines_of(economy))


def test_two_claims_on_one_limit_are_both_named():
    economy = an_economy(
        good("x"), made("x", 80.0),
        want("x", 50.0, "A", floor=50.0), want("x", 50.0, "B", floor=50.0),
    )  # fmt: skip
    found = lines_of(economy)
    assert len(found) == 3
    assert {float(by) for by in found.values()} == {20.0}


def test_a_chain_names_the_resource_at_its_end():
    # 100 of x take 200 of y, y takes half a worker: 100 workers of 60.
    economy = an_economy(
        good("y"), good("x"), LabourCategory("hands", (60.0,)), want("x", 100.0, floor=100.0),
        uses={("y", "x"): 2.0}, norms={("hands", "y"): 0.5},
    )  # fmt: skip
    found = lines_of(economy)
    assert set(found) == {"labour 'hands' in 1", "claim:x/users/other/1 at least 100"}
    assert float(found["labour 'hands' in 1"]) == pytest.approx(40.0, rel=1e-5)


def test_hard_figures_can_contradict_each_other():
    economy = an_economy(
        good("x"),
        figure("output", 50.0, "x", hard=True, label="Least"),
        figure("output", 40.0, "x", hard=True, sense="at_most", label="Most"),
    )
    found = lines_of(economy)
    assert {words.split(" (")[0] for words in found} == {
        "control figure 'Least' 1: at least 50",
        "control figure 'Most' 1: at most 40",
    }
