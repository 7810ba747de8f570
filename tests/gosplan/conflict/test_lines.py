"""Lines: what a planner could move, what it sets in the program, and which cell it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from balances import load
from balances.economy.construction import Finance
from balances.economy.contradiction import HIGH, LOW, ROW, Line
from balances.economy.economy import Economy
from balances.economy.issue import InfeasiblePlanError, Where
from balances.economy.records import Claim, LabourCategory
from balances.gosplan import solve
from balances.gosplan.conflict import KINDS, lines_of, with_limit
from balances.program.families import FAMILIES
from tests.conftest import an_economy, figure, good, made, want
from tests.gosplan.conflict.conftest import conflict_in
from tests.program.conftest import everything, layout_of

COUNTS = {
    "figure": 4, "floor": 1, "target": 5, "stock": 0, "capacity": 4, "opening_output": 1,
    "opening_stock": 1, "imports": 1, "labour": 3, "allocation_min": 1, "allocation_max": 1,
    "allocation_share": 1, "foreign_credit": 2, "budget": 2, "agency_budget": 1,
    "overhang_limit": 1, "price_cap": 2, "deficit_limit": 2, "savings": 2, "normal_work": 0,
    "max_open": 2,
}  # fmt: skip
"""Counted by hand in the economy with something of everything."""


def straight() -> Economy:
    """The same with money that buys work in proportion, and with all the work there is."""
    economy = everything()
    first, second = economy.finance
    second = replace(second, curve=(), normal_work=50.0, elasticity=1.0)
    return replace(economy, finance=(replace(first, curve=()), second))


def test_kinds_bear_different_names_and_give_lines_of_their_own_kind():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert set(COUNTS) == {kind.name for kind in KINDS}


def test_every_figure_that_could_be_moved_is_a_line():
    found = Counter(line.kind for line in lines_of(everything()))
    assert {kind: found[kind] for kind in COUNTS} == COUNTS


def test_where_all_goals_are_limits_soft_figures_and_stocks_are_lines_and_floors_are_not():
    found = Counter(line.kind for line in lines_of(everything(), all_limits=True))
    assert (found["figure"], found["stock"], found["floor"]) == (5, 1, 0)


def limits(economy: Economy) -> dict[tuple, float]:
    """Every limit of the program by its place and key."""
    layout = layout_of(economy)
    unknowns, found = layout.unknowns, {}
    for family in FAMILIES:
        if family.name != "fulfilment":
            keys = family.rows(layout).keys
            pairs = zip(keys, family.limits(layout), strict=True)
            found |= {(ROW, key): float(limit) for key, limit in pairs}
    for place, bounds in ((LOW, unknowns.lower), (HIGH, unknowns.upper)):
        found |= {(place, k): float(b) for k, b in zip(unknowns.keys, bounds, strict=True)}
    return found


@pytest.mark.parametrize("economy", [everything(), straight()], ids=["curved", "straight"])
def test_a_line_moves_what_its_parts_say_and_nothing_else(economy):
    before, moved = limits(economy), set()
    for line in (line for line in lines_of(economy) if line.linear):
        after = limits(with_limit(economy, line, line.limit + 2.0))
        change = {
            place: after[place] - before[place] for place in before if after[place] != before[place]
        }
        said = {(part.place, part.key): 2.0 * part.change for part in line.parts}
        there = {place: by for place, by in said.items() if place in before and by != 0.0}
        assert change == pytest.approx(there, rel=1e-12), line.words
        moved.add(line.kind)
    assert len(moved) >= 15


@pytest.mark.parametrize("line", lines_of(straight()), ids=lambda line: line.name)
def test_a_line_at_its_own_figure_is_the_same_economy(line: Line):
    economy = straight()
    assert limits(with_limit(economy, line, line.limit)) == limits(economy)


def test_a_curve_keeps_an_overhang_limit_from_moving_in_proportion():
    kinds = {line.kind for line in lines_of(everything()) if not line.linear}
    assert kinds == {"budget", "overhang_limit", "price_cap", "allocation_share"}
    kinds = {line.kind for line in lines_of(straight()) if not line.linear}
    assert kinds == {"price_cap", "allocation_share"}


def test_records_of_one_cell_are_one_line():
    cell = Where("plan.xlsx", "claims", "D2")
    claims = [Claim("x", "users", "other", t, 50.0, floor=40.0, where=cell) for t in range(2)]
    economy = an_economy(good("x"), *claims, want("x", 9.0, "others", floor=1.0), periods=2)
    floors = [line for line in lines_of(economy) if line.kind == "floor"]
    assert [line.at for line in floors] == [(0, 1), (2,)]
    assert [claim.floor for claim in with_limit(economy, floors[0], 30.0).claims] == [30, 30, 1]


def test_labour_of_one_cell_is_one_line():
    every, own = (Where("plan.xlsx", "labour", cell) for cell in ("C2", "C3"))
    hands = LabourCategory("hands", (50.0, 60.0, 50.0), cells=(every, own, every))
    lines = lines_of(an_economy(good("x"), hands, periods=3))
    assert [(line.at, line.limit) for line in lines] == [((0, 0, 2), 50.0), ((0, 1), 60.0)]


FOLDER = {
    "settings": "key,value\nbase_year,1932\nperiods,3\nfirst_period,1933\n",
    "sectors": "code,unit,base_output,capacity,opening_stock,import_limit,import_price,price\n"
    "iron,t,10,12,0,0,,2\nore,t,20,,5,7,1,1\ncloth,m,9,20,0,0,,1\n",
    "coefficients": "supplier,user,value\nore,iron,1.5\n",
    "claims": "commodity,claimant,use,period,quantity,floor\n"
    "iron,army,defence,,8,7\ncloth,homes,household,1934,9,8\n",
    "labour": "category,period,available\nworkers,,100\nworkers,1934,120\n",
    "labour_norms": "category,sector,per_unit\nworkers,iron,5\nworkers,cloth,5\n",
    "control_figures": "figure,measure,item,period,value,as,hard\n"
    "Iron,output,iron,1934,11,quantity,yes\nCloth,output,cloth,,30,percent,yes\n"
    "Ore,output,ore,1933,1.1,index,yes\n",
    "finance": "period,foreign_credit\n1933,7\n1934,6\n1935,6\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FOLDER.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


SPOILT = {
    "Iron from 11": (("control_figures.Iron.value=40",), "control_figures.Iron.value"),
    "percent": (("control_figures.Cloth.value=200",), "control_figures.Cloth.value"),
    "index": (("sectors.ore.capacity=15",), "control_figures.Ore.value"),
    "a floor": (("claims.iron/army/defence.quantity=50", "claims.iron/army/defence.floor=50"),
                "claims.iron/army/defence.floor"),
    "own period": (("labour.workers/1934.available=9",), "labour.workers/1934.available"),
    "every period": (("labour.workers.available=9",), "labour.workers.available"),
    "capacity": (("sectors.iron.capacity=2",), "sectors.iron.capacity"),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "field"), SPOILT.values(), ids=SPOILT)
def test_a_way_out_is_a_change_of_the_workbook_that_works(folder, edits, field):
    assert solve(load(folder)).certificate.passed
    spoilt = load(folder, edits=edits)
    found = conflict_in(spoilt)
    assert any((way.change or "").startswith(f"{field}=") for way in found.relaxations)
    for way in found.relaxations:
        assert way.change is not None
        mended = load(folder, edits=[*edits, way.change])
        assert solve(mended).certificate.passed
        less = replace(way, to=way.line.limit + 0.99 * (way.to - way.line.limit))
        with pytest.raises(InfeasiblePlanError):
            solve(load(folder, edits=[*edits, less.change]))


def test_a_figure_on_a_path_or_without_its_own_base_is_no_single_cell():
    path = figure("output", 9.0, "x", 0, hard=True, on_path=True, where=Where("f", "s", "E2"))
    end = figure("output", 9.9, "x", 1, hard=True, where=Where("f", "s", "E2"), label="Path")
    before = figure("output", 9.9, "x", 1, hard=True, basis="percent", base=5.0, printed=10.0)
    economy = an_economy(good("x"), path, end, replace(before, label="Grown"), periods=2)
    assert [line.field for line in lines_of(economy)] == [None, None, None]


def test_money_comes_from_its_cell_in_the_sheet_finance_and_from_nowhere_else():
    at = Where("f", "finance", "B2")
    set_elsewhere = Finance(budget=9.0, where=Where("f", "control_figures", "E2"))
    economy = an_economy(
        good("x", price=1.0), made("x", 1.0), capital={("x", "x"): 1.0}, periods=2,
        finance=(Finance(budget=8.0, where=at), set_elsewhere),
    )  # fmt: skip
    budgets = [line for line in lines_of(economy) if line.kind == "budget"]
    assert [line.field and line.field.set_to(5.0) for line in budgets] == [
        "finance.1.budget=5.0",
        None,
    ]


def test_natural_sizes_stand_in_for_figures_of_nothing():
    economy = an_economy(good("x", base_output=40.0), made("x", 0.0), foreign_credit=(0.0,))
    sizes = {line.kind: line.size for line in lines_of(economy)}
    assert sizes == {"capacity": 40.0, "foreign_credit": 1.0}
    assert np.isfinite(list(sizes.values())).all()
