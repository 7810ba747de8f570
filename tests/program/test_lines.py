"""Every line of the balance against amounts reckoned by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from balances.economy.keys import Key
from balances.economy.records import USES
from balances.program.lines import (
    LINES,
    USE_NAMES,
    Side,
    capital_construction,
    deliveries,
    productive_consumption,
)
from tests.program.conftest import everything, layout_of

CHOSEN = {
    Key("x", "coal", 0): 80.0,
    Key("x", "coal", 1): 70.0,
    Key("x", "steel", 0): 12.0,
    Key("x", "steel", 1): 40.0,
    Key("x", "open_hearth", 0): 10.0,
    Key("x", "open_hearth", 1): 20.0,
    Key("m", "steel", 0): 3.0,
    Key("m", "steel", 1): 1.0,
    Key("s", "coal", 0): 6.0,
    Key("s", "coal", 1): 5.0,
    Key("s", "steel", 0): 2.0,
    Key("s", "slag", 0): 3.0,
    Key("s", "slag", 1): 6.0,
    Key("u", "coal", 0, "heavy"): 4.0,
    Key("u", "coal", 1, "heavy"): 1.0,
    Key("u", "steel", 0, "fuel"): 1.5,
    Key("u", "steel", 1, "fuel"): 0.5,
    Key("n", "coal", 0): 10.0,
    Key("n", "coal", 1): 4.0,
    Key("n", "steel", 0): 8.0,
    Key("n", "steel", 1): 2.0,
    Key("y", "shaft", 0): 0.25,
    Key("y", "shaft", 1): 0.5,
    Key("y", "pit", 0): 0.5,
    Key("f", "claim:coal/homes/household/1"): 25.0,
    Key("f", "claim:coal/homes/household/2"): 35.0,
    Key("f", "claim:steel/trade/export/1"): 3.0,
    Key("f", "claim:steel/army/defence/2"): 18.0,
    Key("f", "claim:coal/heavy/reserve/2"): 2.0,
}

NOTHING = [0.0] * 6

# In the order coal 1, steel 1, slag 1, coal 2, steel 2, slag 2.
BY_HAND = {
    # Given 10 of coal; coal keeps the 6 of year 1, steel cannot be stored and loses its 2.
    "opening stock": [10, 0, 0, 6, 0, 0],
    # Given 3 of coal with heavy and 2 of steel with fuel; then what they held of them at the end
    # of year 1.
    "agency stocks brought forward": [3, 2, 0, 4, 1.5, 0],
    # Steel: 12 + 10 and 40 + 20 from two ways; slag: 0.3 of the open hearths' 10 and 20.
    "production": [80, 22, 3, 70, 60, 6],
    "imports": [0, 3, 0, 0, 1, 0],
    # Coal 1: 0.05*80 for coal, 0.5*40 for the steel of year 2 (lead 1), 0.25*10 for hearths.
    # Coal 2: 0.05*70 + 0.5*40*1.1 for steel after the plan + 0.25*20. Steel: 0.125 of coal.
    "productive consumption": [26.5, 10, 0, 30.5, 8.75, 0],
    # Steel 1: 0.5*10 for mines, 0.75*0.25*8 for works, 4*0.25 for the shaft, 6*0.5 for the pit;
    # steel 2: 0.5*4, 0.75*(0.75*8 + 0.25*2), 4*0.5. Coal: 0.25 for the same of works, 5*0.5.
    "capital construction": [3, 10.5, 0, 1.625, 8.875, 0],
    "households (market fund)": [25, 0, 0, 35, 0, 0],
    "social consumption": NOTHING,
    "government": NOTHING,
    "defence": [0, 0, 0, 0, 18, 0],
    "exports": [0, 3, 0, 0, 0, 0],
    "state reserve": [0, 0, 0, 2, 0, 0],
    "other final use": NOTHING,
    "held by agencies": [4, 1.5, 0, 1, 0.5, 0],
    "closing stock": [6, 0, 0, 5, 0, 0],
    "surplus": [0, 2, 3, 0, 0, 6],
}


def amounts(line, layout):
    values = np.array([CHOSEN.get(key, 0.0) for key in layout.unknowns.keys])
    total = line.term(layout.economy, layout.unknowns) @ values
    return total if line.given is None else total + line.given(layout.economy)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_line_comes_to_what_was_reckoned_by_hand(line):
    assert amounts(line, layout_of(everything())).tolist() == pytest.approx(BY_HAND[line.name])


def test_every_chosen_value_is_a_value_of_some_unknown():
    assert set(CHOSEN) <= set(layout_of(everything()).unknowns.keys)


@pytest.mark.parametrize("use", USES)
def test_a_claim_counts_in_the_line_of_its_use_and_in_no_other(use):
    economy = everything()
    claims = tuple(replace(c, use=use, claimant=f"{n}") for n, c in enumerate(economy.claims))
    layout = layout_of(replace(economy, claims=claims))
    everyone = np.ones(len(layout.unknowns.keys))
    found = {
        u: float((deliveries(layout.economy, layout.unknowns, u) @ everyone).sum()) for u in USES
    }
    assert found == {u: 5.0 if u == use else 0.0 for u in USES}
    assert USE_NAMES[use] in {line.name for line in LINES if line.side is Side.USE}


def test_deliveries_to_one_claimant_leave_out_the_others():
    layout = layout_of(everything())
    values = np.array([CHOSEN.get(key, 0.0) for key in layout.unknowns.keys])
    to_heavy = deliveries(layout.economy, layout.unknowns, "reserve", "heavy") @ values
    to_army = deliveries(layout.economy, layout.unknowns, "reserve", "army") @ values
    assert (to_heavy.sum(), to_army.sum()) == (2.0, 0.0)


def test_productive_consumption_of_an_agency_is_that_of_its_activities():
    layout = layout_of(everything())
    values = np.array([CHOSEN.get(key, 0.0) for key in layout.unknowns.keys])
    used = productive_consumption(layout.economy, layout.unknowns, agency="heavy") @ values
    # All but the 0.05 * 80 and 0.05 * 70 of coal, and the steel, that mines use.
    assert used.tolist() == pytest.approx([22.5, 0, 0, 27, 0, 0])


def test_construction_of_an_agency_is_that_of_its_activities_and_its_projects():
    layout = layout_of(everything())
    values = np.array([CHOSEN.get(key, 0.0) for key in layout.unknowns.keys])
    by_agency = {
        agency: (capital_construction(layout.economy, layout.unknowns, agency) @ values).tolist()
        for agency in ("heavy", "fuel", "nobody")
    }
    # Steelworks and the pit are of heavy industry, the shaft of fuel; mines belong to nobody.
    assert by_agency["heavy"] == pytest.approx([3, 4.5, 0, 1.625, 4.875, 0])
    assert by_agency["fuel"] == pytest.approx([0, 1, 0, 0, 2, 0])
    assert by_agency["nobody"] == NOTHING


def test_the_material_balance_is_the_sum_of_its_lines():
    from balances.program.families import material_balance

    layout = layout_of(everything())
    values = np.array([CHOSEN.get(key, 0.0) for key in layout.unknowns.keys])
    left = material_balance.rows(layout).matrix @ values - material_balance.limits(layout)
    # Coal 1: 10 + 3 + 80 - 26.5 - 3 - 25 - 4 - 6 = 28.5; the others likewise from BY_HAND.
    by_hand = sum(int(line.side) * np.array(BY_HAND[line.name]) for line in LINES)
    assert left.tolist() == pytest.approx(by_hand.tolist())
    assert left[0] == pytest.approx(28.5)
