"""Structure: hand cases, and what holds for every economy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.analysis import structure
from balances.analysis.norms import Measure
from balances.economy.records import Activity, Commodity, LabourCategory
from tests.conftest import an_economy, good, made

CHAIN = {("ore", "iron"): 0.5, ("iron", "nail"): 0.4}


def chain(**fields):
    """Ore into iron into nails; nothing flows back."""
    return an_economy(good("nail"), good("ore"), good("iron"), uses=CHAIN, **fields)


def test_a_chain_by_hand():
    found = structure(chain())
    # A unit of nails takes 0.4 of iron and 0.4 * 0.5 of ore; a unit of iron 0.5 of ore.
    full = found.full.loc[["ore", "iron", "nail"], ["ore", "iron", "nail"]].to_numpy()
    assert full.tolist() == [
        pytest.approx([1.0, 0.5, 0.2]),
        pytest.approx([0.0, 1.0, 0.4]),
        [0.0, 0.0, 1.0],
    ]
    sectors = found.sectors.set_index("code")
    assert sectors["multiplier"].to_dict() == pytest.approx({"nail": 1.6, "ore": 1.0, "iron": 1.5})
    # Rows add up to 1.7, 1.4 and 1, all to 4.1.
    assert sectors.loc["ore", "forward"] == pytest.approx(3 * 1.7 / 4.1)
    assert sectors.loc["nail", "backward"] == pytest.approx(3 * 1.6 / 4.1)
    assert found.key_sectors == ("iron",)
    assert found.order == ("ore", "iron", "nail")
    assert sectors["place"].to_dict() == {"nail": 3, "ore": 1, "iron": 2}
    assert sectors["betweenness"].to_dict() == {"nail": 0.0, "ore": 0.0, "iron": 0.5}
    assert found.linearity == 1.0
    # As given, nails stand before the iron they take: of 0.5 + 0.4 only the ore flows forward.
    assert found.linearity_given == pytest.approx(0.5 / 0.9)


def test_chains_tell_blocks_by_number():
    found = structure(chain())
    assert found.blocks["commodities"].tolist() == [("ore",), ("iron",), ("nail",)]
    assert found.chains.to_numpy().tolist() == [[1, 1, 1], [1, 2, 2], [1, 3, 3]]


def test_what_cannot_be_needed_is_exactly_zero():
    r = np.random.default_rng(3)
    codes = [f"s{n:02d}" for n in range(30)]
    norms = np.triu(r.random((30, 30)), 1) / 30.0
    uses = {(codes[i], codes[j]): float(norms[i, j]) for i, j in np.argwhere(norms)}
    full = structure(an_economy(*map(good, codes), uses=uses)).full.to_numpy()
    assert np.all(full[np.tril_indices(30, -1)] == 0.0)
    assert np.all(full[np.triu_indices(30, 1)] > 0.0)


def test_equal_sectors_are_no_key_sectors():
    # Every linkage is 1 up to rounding.
    uses = {(i, j): 0.1 for i in "abcdefg" for j in "abcdefg"}
    found = structure(an_economy(*map(good, "abcdefg"), uses=uses))
    assert found.sectors["backward"].tolist() == pytest.approx([1.0] * 7)
    assert found.key_sectors == ()


def test_base_outputs_give_the_supply_side():
    base = {"nail": 10.0, "ore": 8.0, "iron": 5.0}
    codes = ("nail", "ore", "iron")
    economy = an_economy(*(good(c, base_output=base[c]) for c in codes), uses=CHAIN)
    sectors = structure(economy).sectors.set_index("code")
    # Of ore 2.5 of 8 go into iron, of iron 4 of 5 into nails: rows 1 + 0.3125 * 1.8, 1.8, 1.
    rows = {"ore": 1.5625, "iron": 1.8, "nail": 1.0}
    wanted = {code: 3.0 * row / 4.3625 for code, row in rows.items()}
    assert sectors["forward_supply"].to_dict() == pytest.approx(wanted)
    lacking = an_economy(good("nail"), *(good(c, base_output=base[c]) for c in codes[1:]))
    assert structure(lacking).sectors["forward_supply"].isna().all()


def test_where_units_differ_without_prices_products_are_shares_of_their_base_output():
    goods = (
        Commodity("coal", "t", base_output=100.0),
        Commodity("power", "kWh", base_output=400.0),
    )
    found = structure(an_economy(*goods, uses={("coal", "power"): 0.1}))
    # 40 of 100 coal go into all power: final use of all power takes 1.4 base outputs.
    assert found.measure is Measure.NATURAL_SIZES
    assert found.sectors["multiplier"].tolist() == pytest.approx([1.0, 1.4])
    assert found.sectors["forward"].tolist() == found.sectors["forward_supply"].tolist()
    assert "natural sizes" in found.notes[0]


def test_norms_that_are_not_productive_have_no_full_requirements():
    found = structure(an_economy(good("a"), good("b"), uses={("a", "b"): 2.0, ("b", "a"): 0.5}))
    assert found.full.isna().to_numpy().all()
    assert found.sectors[["multiplier", "backward", "forward"]].isna().to_numpy().all()
    assert found.key_sectors == ()
    assert any("not productive" in note for note in found.notes)
    assert found.sectors["block"].tolist() == [1, 1]


def test_techniques_by_products_and_negative_norms_are_told():
    way = Activity("old way", "iron", technique=True)
    uses = CHAIN | {("ore", "old way"): 0.9, ("nail", "ore"): -0.01}
    economy = an_economy(
        good("nail"), good("ore"), good("iron"), made("iron"), way,
        uses=uses, makes={("ore", "iron"): 0.1},
    )  # fmt: skip
    found = structure(economy)
    said = " ".join(found.notes)
    assert "Further techniques are left out: old way." in said
    assert "By-products are left out, of iron." in said
    assert "Negative norms" in said
    assert found.direct.loc["ore", "iron"] == 0.5
    assert len(structure(chain()).notes) == 1


def test_labour_is_told_by_category_and_over_all():
    economy = an_economy(
        good("nail"), good("ore"), good("iron"),
        LabourCategory("miners", (9.0,)), LabourCategory("smiths", (9.0,)),
        uses=CHAIN, norms={("miners", "ore"): 2.0, ("smiths", "nail"): 3.0},
    )  # fmt: skip
    found = structure(economy)
    # A nail takes 0.2 of ore, so 0.4 miners, and 3 smiths; iron takes 0.5 of ore and no labour.
    labour = found.labour.set_index(["category", "commodity"])
    assert labour.loc[("miners", "nail"), "full"] == pytest.approx(0.4)
    assert labour.loc[("smiths", "nail"), "full"] == pytest.approx(3.0)
    assert labour.loc[("miners", "iron"), "direct"] == 0.0
    assert labour.loc[("miners", "iron"), "unit"] == "workers / t"
    sectors = found.sectors.set_index("code")
    assert sectors["full_labour"].to_dict() == pytest.approx({"nail": 3.4, "ore": 2.0, "iron": 1.0})
    assert sectors.loc["nail", "labour_multiplier"] == pytest.approx(3.4 / 3.0)
    assert np.isnan(sectors.loc["iron", "labour_multiplier"])
    assert structure(chain()).sectors["full_labour"].isna().all()


def random_economy(seed, count, density=0.4):
    """Productive norms at prices, with a few zeros."""
    r = np.random.default_rng(seed)
    norms = r.random((count, count)) * (r.random((count, count)) < density)
    norms *= 0.7 / norms.sum(axis=0).clip(0.7)
    codes = [f"s{n}" for n in range(count)]
    uses = {(codes[i], codes[j]): float(norms[i, j]) for i, j in np.argwhere(norms)}
    goods = (good(c, price=1.0, base_output=float(r.uniform(1, 9))) for c in codes)
    return an_economy(*goods, uses=uses)


@given(st.integers(0, 100_000), st.integers(1, 14))
def test_linkages_have_mean_one_and_the_order_is_no_worse(seed, count):
    found = structure(random_economy(seed, count))
    for kind in ("backward", "forward", "forward_supply"):
        assert found.sectors[kind].mean() == pytest.approx(1.0)
    assert found.linearity >= found.linearity_given - 1e-12
    assert sorted(found.sectors["place"]) == list(range(1, count + 1))
    assert found.blocks["sectors"].sum() == count


@given(st.integers(0, 100_000), st.floats(0.001, 1000.0))
def test_nothing_depends_on_the_unit_of_a_product(seed, scale):
    # The second product is counted in another unit: its price, norms and output follow.
    economy = random_economy(seed, 5)
    units = np.array([1.0, scale, 1.0, 1.0, 1.0])
    inputs = economy.inputs.toarray() * units[:, None] / units[None, :]
    second = economy.commodities[1]
    other = replace(
        second,
        unit="kg",
        price=second.price / scale,
        base_output=second.base_output * scale,
    )
    goods = (economy.commodities[0], other, *economy.commodities[2:])
    codes = [g.code for g in goods]
    uses = {(codes[i], codes[j]): float(inputs[i, j]) for i, j in np.argwhere(inputs)}
    mine, theirs = structure(economy), structure(an_economy(*goods, uses=uses))
    for kind in ("multiplier", "backward", "forward", "forward_supply", "place"):
        assert theirs.sectors[kind].tolist() == pytest.approx(mine.sectors[kind].tolist())
    assert theirs.linearity == pytest.approx(mine.linearity)
