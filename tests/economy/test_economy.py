"""The economy is immutable, and found by its codes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from balances.economy.construction import Finance
from balances.economy.economy import frozen_matrix, frozen_vector
from balances.economy.keys import claim_key, figure_key, stock_key
from balances.economy.records import Activity, Agency, Allocation, SourceNote
from balances.economy.settings import Settings
from tests.conftest import an_economy, figure, good, made, project, want


def small():
    return an_economy(
        good("coal", groups=("A", "industry"), min_stock=3.0), good("bread", groups=("B",)),
        made("coal", agency="narkomtyazhprom"), Agency("gosplan"),
        Activity("pit", "coal", "region", technique=True),
        want("coal", 5.0, "homes", "household", 1), figure("output", 9.0, "coal", 1, label="Coal"),
        Allocation("coal", "army", 0, low=1.0), periods=2,
    )  # fmt: skip


def test_nothing_in_an_economy_can_be_changed():
    economy = small()
    with pytest.raises(FrozenInstanceError):
        economy.periods = ("1",)
    with pytest.raises(FrozenInstanceError):
        economy.claims[0].target = 1.0
    with pytest.raises(ValueError, match="read-only"):
        economy.inputs.data[...] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        frozen_vector([1.0])[0] = 2.0


def test_frozen_matrices_are_copies_without_zeros():
    cells = np.array([[1.0, 0.0], [2.0, 3.0]])
    matrix = frozen_matrix(cells)
    cells[0, 0] = 99.0
    assert matrix.toarray().tolist() == [[1.0, 0.0], [2.0, 3.0]]
    assert matrix.nnz == 3


def test_codes_groups_and_owners_are_found():
    economy = small()
    assert dict(economy.commodity_index) == {"coal": 0, "bread": 1}
    assert dict(economy.activity_index) == {"coal": 0, "bread": 1, "pit": 2}
    assert economy.groups == ("A", "industry", "B")
    assert dict(economy.members) == {"A": (0,), "industry": (0,), "B": (1,)}
    assert economy.owners == ("gosplan", "narkomtyazhprom", "region", "army")


def test_with_methods_put_their_own_part_in_place():
    economy = small()
    allocation = Allocation("bread", "army", 1, target=2.0)
    goods = tuple(replace(c, price=3.0) for c in economy.commodities)
    site = project("dam", "coal", 5.0, 50.0)
    changed = (
        economy.with_allocations([allocation])
        .with_agency_stocks({("bread", "navy"): 4.0})
        .with_commodities(goods)
        .with_projects([site])
        .with_finance([Finance(budget=9.0)] * 2)
        .with_inputs(2.0 * np.ones((2, 3)))
    )
    assert (changed.allocations, changed.commodities) == ((allocation,), goods)
    assert (changed.projects, changed.finance) == ((site,), (Finance(budget=9.0),) * 2)
    assert changed.inputs.sum() == 12.0
    assert changed.allotted == (("bread", "army"), ("bread", "navy"))
    assert changed.owners == ("gosplan", "narkomtyazhprom", "region", "army", "navy")
    assert economy.inputs.nnz == 0


def test_with_methods_give_another_economy_and_leave_the_first():
    economy = small()
    changed = economy.with_claims([]).with_figures([]).with_settings(Settings(method="weighted"))
    assert (changed.claims, changed.figures, changed.settings.method) == ((), (), "weighted")
    assert len(economy.claims) == len(economy.figures) == 1
    smaller = economy.with_activities(replace(a, capacity=1.0) for a in economy.activities)
    assert {a.capacity for a in smaller.activities} == {1.0}


def test_keys_name_goals_by_the_user_s_own_labels():
    economy = small()
    assert claim_key(economy, economy.claims[0]) == "claim:coal/homes/household/2"
    assert figure_key(economy, economy.figures[0]) == "figure:Coal/2"
    assert stock_key(economy.commodities[0]) == "stock:coal"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("least_effort", None),
        ("maximise:output/coal", ("output", "coal")),
        ("maximise: national_income ", ("national_income", "")),
        ("maximise:output/coal/1951", ("output", "coal")),
    ],
)
def test_what_is_maximised_is_read_from_the_setting(words, found):
    assert Settings(after_goals=words).maximised == found


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        ("least_effort", (0, 1, 2)),
        ("maximise:output/coal", (0, 1, 2)),
        ("maximise:output/coal/2", (1,)),
        ("maximise:output/coal/2-3", (1, 2)),
        ("maximise:national_income// 1 - 2", (0, 1)),
    ],
)
def test_a_measure_is_summed_over_the_periods_that_the_setting_names(words, periods):
    economy = an_economy(good("coal"), periods=3, settings=Settings(after_goals=words))
    assert economy.periods == ("1", "2", "3")
    assert economy.maximised_periods == periods


def test_a_source_that_says_synthetic_is_synthetic():
    assert SourceNote("flows", "SYNTHETIC, drawn at random").synthetic
    assert not SourceNote("flows", "statistical yearbook").synthetic


def test_an_economy_is_synthetic_where_any_of_its_sources_says_so():
    known, invented = SourceNote("flows", "yearbook"), SourceNote("claims", "synthetic")
    assert not replace(an_economy(good("coal")), sources=(known,)).synthetic
    assert replace(an_economy(good("coal")), sources=(known, invented)).synthetic
