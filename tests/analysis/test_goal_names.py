"""Goals by what a reader calls them."""

from __future__ import annotations

import pytest

from balances.analysis import GoalNameError, goal_named, goals_named
from balances.economy.records import Agency
from balances.gosplan import solve
from tests.analysis.conftest import PIG_IRON, pig_iron
from tests.conftest import an_economy, figure, good, made, want

COKE = "claim:coke/railways/other/1937"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (PIG_IRON, PIG_IRON),
        ("pig iron 1937", PIG_IRON),
        ("Pig iron", PIG_IRON),
        ("PIG_IRON", PIG_IRON),
        ("output pig_iron 1937", PIG_IRON),
        # What the agency makes.
        ("metal", PIG_IRON),
        ("railways", COKE),
        ("coke railways", COKE),
        ("railways: coke (other) 1937", COKE),
        ("claim coke", COKE),
    ],
)
def test_a_goal_is_found_by_label_product_claimant_agency_and_period(name, key):
    assert goal_named(solve(pig_iron()), name) == key


def test_what_fits_nothing_is_answered_with_the_nearest():
    with pytest.raises(GoalNameError, match=r"no goal is called 'pig irn 1937'; did you mean "
                       r"Pig iron \(output of pig_iron\) 1937"):  # fmt: skip
        goal_named(solve(pig_iron()), "pig irn 1937")
    with pytest.raises(GoalNameError, match="did you mean"):
        goal_named(solve(pig_iron()), "")


def two_years():
    return an_economy(
        good("x"), good("y"), made("x", 50.0), Agency("nkps", "Railways"),
        *(want("x", 30.0, "nkps", period=t) for t in range(2)), want("y", 5.0, "nkps"),
        figure("output", 40.0, "x", 1, label="X"), periods=2,
    )  # fmt: skip


def test_a_name_that_fits_several_is_answered_with_all_or_refused():
    plan = solve(two_years())
    assert goals_named(plan, "railways") == (
        *("claim:x/nkps/other/1", "claim:x/nkps/other/2", "claim:y/nkps/other/1"),
    )
    assert goals_named(plan, "nkps 2") == ("claim:x/nkps/other/2",)
    with pytest.raises(GoalNameError, match=r"3 goals are called 'railways', such as nkps: x"):
        goal_named(plan, "railways")


def test_a_label_comes_before_words_that_only_fit():
    assert goal_named(solve(two_years()), "x 2") == "figure:X/2"


def test_a_hard_figure_is_no_goal():
    economy = an_economy(good("x"), made("x", 9.0), want("x", 5.0, "A"),
                         figure("output", 5.0, "x", hard=True, label="Least"))  # fmt: skip
    with pytest.raises(GoalNameError, match="'Least' is a limit and no goal"):
        goal_named(solve(economy), "least 1")
