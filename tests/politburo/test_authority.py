"""What a higher authority has set, protected or spared, no lower one sets otherwise."""

from __future__ import annotations

import pytest

from balances.economy.construction import Finance
from balances.economy.records import Agency
from tests.conftest import an_economy, good, made, project, want
from tests.politburo.logs import decree, got, outcomes, replayed

HIGH, LOW = {"authority": "Politburo"}, {"authority": "Gosplan"}
TWO = [{"agencies": "north"}, {"groups": "fuel"}, {"agency_kinds": "union"}, {"uses": "other"}]
TWO += [{"claims": ("coal/north/other", "oil/north/other")}]
TWO += [{"commodities": ("coal", "oil")}]


def fuels():
    """100 of coal and of oil; north and south claim 100 of each and get half."""
    return an_economy(
        good("coal", groups=("fuel",)), good("oil", groups=("fuel",)),
        made("coal", 100.0), made("oil", 100.0),
        *(want(code, 100.0, who) for code in ("coal", "oil") for who in ("north", "south")),
        Agency("north", kind="union"), Agency("south", kind="regional"),
    )  # fmt: skip


@pytest.mark.parametrize("targets", TWO, ids=lambda t: next(iter(t)))
@pytest.mark.parametrize(
    "lower",
    [
        decree("set_target", 20.0, claims="oil/north/other"),
        decree("scale", 0.5, agencies="north"),
        decree("ceiling", 60.0, commodities="oil"),
        decree("cut_except", 0.5, groups="fuel", spared="south"),
        decree("allocate", 20.0, commodities="oil", agencies="north"),
        decree("protect", 0.1, basis="share", agencies="north"),
    ],
    ids=lambda d: d.kind,
)
def test_what_is_protected_by_any_target_is_not_lowered_from_below(targets, lower):
    found = replayed(
        fuels(), decree("protect", **targets, **HIGH), _of(lower, **LOW), _of(lower, **HIGH)
    )
    assert outcomes(found)[1:2] == ["OVERRULED"]
    assert outcomes(found)[2] != "OVERRULED", "an equal rank may"


def _of(of, **fields):
    return type(of)(**{**{name: getattr(of, name) for name in of.__slots__}, **fields})


@pytest.mark.parametrize("targets", TWO, ids=lambda t: next(iter(t)))
def test_a_class_given_from_above_is_not_changed_from_below(targets):
    found = replayed(
        fuels(), decree("priority", 1.0, **targets, **HIGH),
        decree("priority", 3.0, claims="oil/north/other", **LOW),
        decree("priority", 3.0, claims="oil/north/other", delegated_by="Politburo", **LOW),
    )  # fmt: skip
    assert outcomes(found)[1] == "OVERRULED"
    assert outcomes(found)[2] != "OVERRULED"


def test_class_nought_of_a_lower_authority_comes_after_that_of_the_highest():
    """Politburo orders 80 for north; Gosplan moves south's claim of 100 up: it gets the rest."""
    found = replayed(
        fuels(), decree("set_target", 80.0, claims="coal/north/other", **HIGH),
        decree("priority", 0.0, claims="coal/south/other", **LOW),
    )  # fmt: skip
    assert got(found.plan, "coal", "north") == pytest.approx(80.0)
    assert got(found.plan, "coal", "south") == pytest.approx(20.0)


def test_claims_on_a_protected_list_are_not_reduced_from_below():
    """A cut of a fifth of coal spares north; Gosplan may not cut north's 50, but may raise it."""
    cut = decree("cut_except", 0.2, commodities="coal", spared="north", **HIGH)
    north = {"claims": "coal/north/other"}
    found = replayed(
        fuels(), cut, decree("set_target", 40.0, **north, **LOW),
        decree("cut_except", 0.1, commodities="coal", agencies="north", **LOW),
        decree("set_target", 60.0, **north, **LOW), decree("set_target", 40.0, **north, **HIGH),
    )  # fmt: skip
    assert outcomes(found)[1:3] == ["OVERRULED", "OVERRULED"]
    assert "OVERRULED" not in outcomes(found)[3:]


def test_budgets_on_a_protected_list_are_not_reduced_from_below():
    economy = an_economy(
        good("steel"), made("steel", 0.0), want("steel", 1.0),
        project("mill", "steel", 1.0, 10.0, agency="rail"),
        finance=(Finance(budget=60.0, agency_budgets={"rail": 20.0, "light": 30.0}),),
    )  # fmt: skip
    found = replayed(
        economy, decree("cut_except", 0.1, spared="rail", **HIGH),
        decree("budget", 15.0, agencies="rail", **LOW),
        decree("budget", 25.0, agencies="rail", **LOW),
        decree("budget", 20.0, agencies="light", **LOW),
    )  # fmt: skip
    assert [outcomes(found)[n] for n in (1, 3)] == ["OVERRULED", "OVERRULED"]
    assert outcomes(found)[2] != "OVERRULED"
    assert dict(found.plan.economy.finance[0].agency_budgets) == {"rail": 25.0, "light": 25.0}


def test_receipts_set_from_below_reach_what_an_agency_was_ordered():
    """North's mill takes coal too, so an allocation is of all that it receives."""
    economy = an_economy(
        good("coal"), good("steel"), made("coal", 100.0), made("steel", 30.0, agency="north"),
        want("coal", 100.0, "north"), want("steel", 30.0), uses={("coal", "steel"): 1.0},
    )  # fmt: skip
    ordered = decree("set_target", 50.0, claims="coal/north/other", **HIGH)
    less, more = (
        decree("allocate", quantity, commodities="coal", agencies="north", **LOW)
        for quantity in (40.0, 60.0)
    )
    assert outcomes(replayed(economy, ordered, less))[1] == "OVERRULED"
    assert outcomes(replayed(economy, ordered, more))[1] != "OVERRULED"
