"""What contradicts what: hand cases, and random economies that ask for too much."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from balances.certificate import certify_contradiction
from balances.economy.construction import AUTHORISED, Finance
from balances.economy.contradiction import Contradiction
from balances.economy.economy import Economy
from balances.economy.issue import InfeasiblePlanError
from balances.economy.records import Allocation, LabourCategory
from balances.economy.settings import Settings
from balances.gosplan import solve
from balances.gosplan.conflict import contradiction_of, lines_of, with_limit
from balances.gosplan.conflict.search import rounded
from tests.conftest import an_economy, figure, fulfilled, good, made, project, want
from tests.gosplan.conflict.conftest import (
    a_demanding_economy,
    can_hold,
    conflict_in,
    program_of,
    without,
)

FIRM = {"floor": 100.0}
NO_WAY = {("x", "x"): 1.0}
"""Making x takes all of it, so it can only be imported."""


def pig_iron(**more) -> Economy:
    """45 ordered for 1937; 5 can be made, and a project done in 1936 gives 12.2."""
    economy = an_economy(
        good("coke"), good("pig_iron"), made("pig_iron", 5.0), made("coke", more.get("coke", 99.0)),
        figure("output", 45.0, "pig_iron", 1, hard=True, label="Pig iron"),
        project("Magnitogorsk", "pig_iron", more.get("added", 12.2), 100.0),
        uses={("coke", "pig_iron"): 0.9}, periods=2,
    )  # fmt: skip
    return replace(economy, periods=("1936", "1937"))


def group_a() -> Economy:
    return an_economy(
        good("coal", groups=("A",), price=2.0), good("cloth", groups=("B",), price=1.0),
        figure("group_output", 70.0, "A", hard=True, label="Group A"),
        figure("group_output", 60.0, "all", hard=True, sense="at_most", label="Total"),
    )  # fmt: skip


def currency(**fields) -> Economy:
    # 2 a unit: 170 buy 85; 30 more would do.
    return an_economy(
        good("x", import_limit=math.inf, import_price=2.0), want("x", 100.0, **FIRM),
        uses=NO_WAY, foreign_credit=(170.0,), **fields,
    )  # fmt: skip


def shipyard(finance: Finance, ships: float = 30.0, **more) -> Economy:
    """Each of 10 berths more takes 1 rouble of steel."""
    return an_economy(
        good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0, agency="yard"),
        figure("output", ships, "ship", hard=True, label="Ships"),
        capital={("steel", "ship"): 1.0}, finance=(finance,), **more,
    )  # fmt: skip


def treasury() -> Economy:
    # 80 authorised and 10 of other spending against 60 of income: a deficit of 30, 20 allowed.
    finance = Finance(
        budget=80.0, rule=AUTHORISED, other_spending=10.0, other_income=60.0, deficit_limit=20.0
    )
    return an_economy(
        good("x", price=1.0), made("x", 1.0), want("x", 1.0), finance=(finance,),
        capital={("x", "x"): 0.1},
    )  # fmt: skip


def households() -> Economy:
    # 100 must be made, at 1 a piece in wages; 60 at most are sold: 40 find nothing.
    return an_economy(
        good("x", retail_price=1.0), LabourCategory("hands", (500.0,), wage=1.0),
        want("x", 60.0, "homes", "household"), figure("output", 100.0, "x", hard=True, label="X"),
        norms={("hands", "x"): 1.0}, finance=(Finance(consumer_price_cap=1.0),),
    )  # fmt: skip


FLOOR = "the floor of claim x/users/other in 1: at least 100 t"
CASES = {
    "capacity and a project": (
        pig_iron,
        {"control figure 'Pig iron' 1937: at least 45 t", "capacity of pig_iron: at most 5 t"},
        [
            "lower control figure 'Pig iron' 1937 from 45 to 17.2 t",
            "raise capacity of pig_iron from 5 to 32.8 t",
        ],
    ),
    # 0.9 of coke each: 27 of coke for 30 of pig iron, 40.5 for 45.
    "a resource up the chain": (
        lambda: pig_iron(coke=27.0, added=50.0),
        {"control figure 'Pig iron' 1937: at least 45 t", "capacity of coke: at most 27 t"},
        [
            "lower control figure 'Pig iron' 1937 from 45 to 30 t",
            "raise capacity of coke from 27 to 40.5 t",
        ],
    ),
    "a part and its total": (
        group_a,
        {
            "control figure 'Group A' 1: at least 70 roubles",
            "control figure 'Total' 1: at most 60 roubles",
        },
        [
            "lower control figure 'Group A' 1 from 70 to 60 roubles",
            "raise control figure 'Total' 1 from 60 to 70 roubles",
        ],
    ),
    "a floor and an import limit": (
        lambda: an_economy(good("x", import_limit=70.0), want("x", 100.0, **FIRM), uses=NO_WAY),
        {FLOOR, "imports of x in 1: at most 70 t"},
        [
            "lower the floor of claim x/users/other in 1 from 100 to 70 t",
            "raise imports of x in 1 from 70 to 100 t",
        ],
    ),
    "foreign credit": (
        currency,
        {FLOOR, "foreign exchange in 1, credit: at most 170"},
        [
            "lower the floor of claim x/users/other in 1 from 100 to 85 t",
            "raise foreign exchange in 1, credit from 170 to 200",
        ],
    ),
    # 2 workers a unit: 150 make 75.
    "labour": (
        lambda: an_economy(
            good("x"),
            LabourCategory("hands", (150.0,)),
            want("x", 100.0, **FIRM),
            norms={("hands", "x"): 2.0},
        ),
        {FLOOR, "labour 'hands' in 1: at most 150 workers"},
        [
            "lower the floor of claim x/users/other in 1 from 100 to 75 t",
            "raise labour 'hands' in 1 from 150 to 200 workers",
        ],
    ),
    "an opening stock": (
        lambda: an_economy(good("x", opening_stock=80.0), want("x", 100.0, **FIRM), uses=NO_WAY),
        {FLOOR, "opening stock of x: at most 80 t"},
        [
            "lower the floor of claim x/users/other in 1 from 100 to 80 t",
            "raise opening stock of x from 80 to 100 t",
        ],
    ),
    "an output begun before the plan": (
        lambda: an_economy(
            good("x"), made("x", lead=1, opening_output=40.0), want("x", 100.0, **FIRM), periods=2
        ),
        {FLOOR, "opening output of x in 1: at most 40 t"},
        [
            "lower the floor of claim x/users/other in 1 from 100 to 40 t",
            "raise opening output of x in 1 from 40 to 100 t",
        ],
    ),
    "an allocation": (
        lambda: an_economy(
            good("steel"),
            good("x"),
            made("x", agency="works"),
            Allocation("steel", "works", 0, high=60.0),
            want("x", 100.0, **FIRM),
            uses={("steel", "x"): 1.0},
        ),
        {FLOOR, "allocation of steel to works, max in 1: at most 60 t"},
        [
            "lower the floor of claim x/users/other in 1 from 100 to 60 t",
            "raise allocation of steel to works, max in 1 from 60 to 100 t",
        ],
    ),
    # Half of all steel is 40; the works need 60 at least.
    "a share": (
        lambda: an_economy(
            good("steel", opening_stock=80.0),
            good("x"),
            made("steel", 0.0),
            made("x", agency="works"),
            Allocation("steel", "works", 0, low=60.0),
            Allocation("steel", "works", 0, share=0.5),
            uses=NO_WAY,
        ),
        {
            "allocation of steel to works, min in 1: at least 60 t",
            "allocation of steel to works, share in 1: exactly 0.5",
            "opening stock of steel: at most 80 t",
            "capacity of steel in 1: at most 0 t",
        },
        [
            "lower allocation of steel to works, min in 1 from 60 to 40 t",
            "raise opening stock of steel from 80 to 120 t",
            "raise capacity of steel in 1 from 0 to 40 t",
        ],
    ),
    # Nobody claims more than 60, so no more can be consumed.
    "the targets of claims": (
        lambda: an_economy(
            good("x", price=1.0),
            want("x", 60.0, "homes", "household"),
            figure("consumption", 90.0, "x", hard=True, label="Consumption"),
        ),
        {
            "control figure 'Consumption' 1: at least 90 t",
            "the target of claim x/homes/household in 1: at most 60 t",
        },
        [
            "lower control figure 'Consumption' 1 from 90 to 60 t",
            "raise the target of claim x/homes/household in 1 from 60 to 90 t",
        ],
    ),
    # 20 berths more for 20 roubles; there are 15.
    "a budget": (
        lambda: shipyard(Finance(budget=15.0)),
        {
            "control figure 'Ships' 1: at least 30 t",
            "capacity of ship in 1: at most 10 t",
            "investment budget in 1: at most 15 roubles",
        },
        [
            "lower control figure 'Ships' 1 from 30 to 25 t",
            "raise investment budget in 1 from 15 to 20 roubles",
            "raise capacity of ship in 1 from 10 to 15 t",
        ],
    ),
    "the budget of an agency": (
        lambda: shipyard(Finance(agency_budgets={"yard": 15.0})),
        {
            "control figure 'Ships' 1: at least 30 t",
            "capacity of ship in 1: at most 10 t",
            "investment budget of yard in 1: at most 15 roubles",
        },
        [
            "lower control figure 'Ships' 1 from 30 to 25 t",
            "raise investment budget of yard in 1 from 15 to 20 roubles",
            "raise capacity of ship in 1 from 10 to 15 t",
        ],
    ),
    "all the work there is": (
        lambda: shipyard(Finance(normal_work=15.0, elasticity=1.0)),
        {
            "control figure 'Ships' 1: at least 30 t",
            "capacity of ship in 1: at most 10 t",
            "normal capital work in 1: at most 15 roubles",
        },
        [
            "lower control figure 'Ships' 1 from 30 to 25 t",
            "raise normal capital work in 1 from 15 to 20 roubles",
            "raise capacity of ship in 1 from 10 to 15 t",
        ],
    ),
    # 30 must be spent but for 5, and 20 of berths is all that 'Most' allows.
    "an overhang": (
        lambda: shipyard(
            Finance(budget=30.0, rule=AUTHORISED, overhang_limit=5.0), 10.0, periods=1
        ).with_figures([figure("real_investment", 20.0, sense="at_most", hard=True, label="Most")]),
        {
            "control figure 'Most' 1: at most 20 roubles",
            "investment budget in 1: exactly 30 roubles",
            "investment budget overhang in 1: at most 5 roubles",
        },
        [
            "lower investment budget in 1 from 30 to 25 roubles",
            "raise control figure 'Most' 1 from 20 to 25 roubles",
            "raise investment budget overhang in 1 from 5 to 10 roubles",
        ],
    ),
    "a deficit": (
        treasury,
        {
            "investment budget in 1: exactly 80 roubles",
            "state budget in 1, deficit: at most 20 roubles",
        },
        [
            "lower investment budget in 1 from 80 to 70 roubles",
            "raise state budget in 1, deficit from 20 to 30 roubles",
        ],
    ),
    "household money": (
        households,
        {
            "control figure 'X' 1: at least 100 t",
            "the target of claim x/homes/household in 1: at most 60 t",
            "household money in 1, savings: at most 0 roubles",
        },
        [
            "lower control figure 'X' 1 from 100 to 60 t",
            "raise the target of claim x/homes/household in 1 from 60 to 100 t",
        ],
    ),
}


@pytest.mark.parametrize(("economy", "lines", "ways_out"), CASES.values(), ids=CASES)
def test_the_lines_and_the_least_moves_are_those_derived_by_hand(economy, lines, ways_out):
    found = conflict_in(economy())
    assert {line.words for line in found.lines} == lines
    told = [way.words for way in found.relaxations if "savings" not in way.words]
    assert told == ways_out
    assert certify_contradiction(economy(), found).proved


@pytest.mark.parametrize(("economy", "lines", "ways_out"), CASES.values(), ids=CASES)
def test_a_way_out_makes_a_certified_plan_and_a_hundredth_less_does_not(economy, lines, ways_out):
    whole = economy()
    for way in conflict_in(whole).relaxations:
        assert solve(with_limit(whole, way.line, way.to)).certificate.passed
        less = way.line.limit + 0.99 * (way.to - way.line.limit)
        with pytest.raises(InfeasiblePlanError):
            solve(with_limit(whole, way.line, less))


def test_wages_that_find_nothing_may_also_be_saved():
    savings = [way for way in conflict_in(households()).relaxations if way.line.kind == "savings"]
    assert [way.to for way in savings] == [40.0]


def test_a_figure_is_ranked_by_its_move_against_its_size():
    lowered, raised = conflict_in(pig_iron()).relaxations
    assert lowered.cost == pytest.approx(27.8 / 45.0)
    assert raised.cost == pytest.approx(27.8 / 5.0)


def test_the_distance_is_that_of_the_cheapest_moves():
    assert conflict_in(pig_iron()).distance == pytest.approx(27.8 / 45.0, rel=1e-9)


def test_lines_that_have_nothing_to_do_with_it_are_not_named():
    economy = an_economy(
        good("x"), good("y"), made("x", 80.0), made("y", 10.0),
        want("x", 100.0, **FIRM), want("y", 50.0, "others", floor=10.0),
    )  # fmt: skip
    assert {line.words for line in conflict_in(economy).lines} == {
        FLOOR,
        "capacity of x in 1: at most 80 t",
    }


def test_where_no_single_move_is_enough_the_cheapest_together_are_told():
    # x lacks 20 of 100, y lacks 40 of 100: the floors give way by 0.2 and 0.4 of themselves.
    economy = an_economy(
        good("x"), good("y"), made("x", 80.0), made("y", 60.0),
        want("x", 100.0, **FIRM), want("y", 100.0, **FIRM),
    )  # fmt: skip
    found = conflict_in(economy)
    assert (len(found.lines), found.relaxations) == (2, ())
    assert found.distance == pytest.approx(0.6, rel=1e-9)
    assert {way.words for way in found.together} == {
        "lower the floor of claim x/users/other in 1 from 100 to 80 t",
        "lower the floor of claim y/users/other in 1 from 100 to 60 t",
    }
    for way in found.together:
        economy = with_limit(economy, way.line, way.to)
    assert solve(economy).certificate.passed


def test_a_figure_that_must_be_exact_moves_the_nearer_way():
    economy = an_economy(
        good("x"), made("x", 80.0), figure("output", 100.0, "x", hard=True, sense="equal"),
        figure("output", 70.0, "x", hard=True, label="Least"),
    )  # fmt: skip
    ways_out = {way.line.name: way.to for way in conflict_in(economy).relaxations}
    assert ways_out == {"control figure 'output x' 1": 80.0, "capacity of x in 1": 100.0}


def test_where_all_goals_are_limits_the_targets_are_the_lines():
    economy = an_economy(
        good("x", min_stock=10.0, storable=True), made("x", 90.0), want("x", 60.0, "A"),
        want("x", 40.0, "B"), settings=Settings(method="least_effort"),
    )  # fmt: skip
    with pytest.raises(InfeasiblePlanError) as caught:
        solve(economy)
    # 60 and 40 and 10 in stock, of 90.
    found = caught.value.contradiction
    assert isinstance(found, Contradiction)
    assert {way.words for way in found.relaxations} >= {
        "lower the target of claim x/A/other in 1 from 60 to 40 t",
        "lower the target of claim x/B/other in 1 from 40 to 20 t",
        "raise capacity of x in 1 from 90 to 110 t",
    }
    assert certify_contradiction(economy, found).proved
    for way in found.relaxations:
        moved = with_limit(economy, way.line, way.to)
        assert fulfilled(solve(moved)) == pytest.approx([1.0] * len((*moved.claims, "stock")))


def test_a_limit_that_multiplies_is_named_and_nothing_is_offered_for_it():
    # 20 of work at the normal price 1 and 20 above it at 3: an index of 2 against a cap of 1.5.
    curve = ((20.0, 1.0), (40.0, 2.0))
    economy = shipyard(Finance(budget=500.0, price_cap=1.5, curve=curve), 50.0)
    found = conflict_in(economy)
    assert "price cap of investment in 1: at most 1.5" in {line.words for line in found.lines}
    assert {way.line.kind for way in found.relaxations} == {"figure", "capacity"}
    assert certify_contradiction(economy, found).proved


def whole_projects(**finance) -> Economy:
    """Two wholes of 10 for 10 roubles each; 15 is asked for, so both are needed."""
    wholes = [project(p, "x", 10.0, 10.0, integer=True) for p in ("north", "south")]
    return an_economy(
        good("x"), made("x", 0.0), *wholes, periods=2, finance=(Finance(**finance), Finance()),
        settings=Settings(),
    ).with_figures([figure("output", 15.0, "x", 1, hard=True, label="X")])  # fmt: skip


def test_whole_projects_alone_can_be_to_blame():
    # In parts 15 roubles would do for 15; in wholes they buy 10.
    economy = whole_projects(budget=15.0)
    found = conflict_in(economy)
    assert {way.words for way in found.relaxations} == {
        "lower control figure 'X' 2 from 15 to 10 t",
        "raise capacity of x from 0 to 5 t",
        "raise investment budget in 1 from 15 to 20 roubles",
    }
    assert not found.multipliers
    for way in found.relaxations:
        assert solve(with_limit(economy, way.line, way.to)).certificate.passed


def test_sites_are_counted_in_whole_numbers():
    found = conflict_in(whole_projects(budget=100.0, max_open=1))
    assert {way.to for way in found.relaxations if way.line.kind == "max_open"} == {2}


def test_an_economy_that_has_a_plan_has_no_contradiction():
    economy = an_economy(good("x"), made("x", 100.0), want("x", 100.0, **FIRM))
    assert contradiction_of(program_of(economy)) is None


@pytest.mark.parametrize(
    ("limit", "move", "to"),
    [
        (45.0, -27.8, 17.2),
        (45.0, -27.8 + 1e-12, 17.2),
        (27.0, 40.5123 - 27.0, 40.52),
        (100.0, -77.77777, 22.22),
        (1e6, 1.23456, 1000001.235),
        (0.0, 2.5e-7, 2.5e-7),
    ],
)
def test_moves_are_rounded_to_few_digits_and_never_fall_short(limit, move, to):
    assert rounded(limit, move) == pytest.approx(to, rel=1e-12)


def test_what_must_be_exact_is_rounded_only_where_it_has_few_digits():
    assert rounded(45.0, -27.8 + 1e-12, exact=True) == 17.2
    assert rounded(27.0, 13.5123, exact=True) == 27.0 + 13.5123


SEEDS = 240


@pytest.mark.parametrize("part", range(8))
def test_random_sets_are_infeasible_irreducible_and_their_ways_out_exact(part):
    tried = 0
    for seed in range(part, SEEDS, 8):
        economy = a_demanding_economy(seed)
        if can_hold(economy):
            continue
        tried += 1
        found = conflict_in(economy)
        assert certify_contradiction(economy, found).proved, seed
        others = [line for line in lines_of(economy) if line not in found.lines]
        assert not can_hold(without(economy, others)), seed
        for line in found.lines:
            assert can_hold(without(economy, [*others, line])), (seed, line.words)
        for way in found.relaxations:
            assert can_hold(with_limit(economy, way.line, way.to)), (seed, way.words)
            less = way.line.limit + 0.99 * (way.to - way.line.limit)
            assert not can_hold(with_limit(economy, way.line, less)), (seed, way.words)
        for way in found.together:
            economy = with_limit(economy, way.line, way.to)
        assert not found.together or can_hold(economy), seed
    assert tried > SEEDS // 8 // 2
