"""Two plans held against each other, by hand."""

from dataclasses import replace

import pytest

from balances import solve
from balances.analysis.compare import compare, input_differences
from tests.conftest import an_economy, good, made, want

TRUCKS = (good("trucks"), made("trucks", 1000.0), want("trucks", 800.0, "A"),
          want("trucks", 1200.0, "B"))  # fmt: skip


def test_the_same_economy_does_not_differ():
    economy = an_economy(*TRUCKS)
    found = compare(solve(economy), solve(economy))
    assert found.inputs.empty
    assert not found.differs
    assert found.moved == (0, 0)


def test_more_capacity_gives_both_claims_half_again():
    # 1,000 on claims of 2,000 gives each a half; 1,500 gives three quarters: half as much again.
    left = an_economy(*TRUCKS)
    right = left.with_activities([replace(left.activities[0], capacity=1500.0)])
    found = compare(solve(left), solve(right))
    assert found.inputs.to_dict("records") == [
        {
            "record": "activity",
            "key": "trucks",
            "field": "capacity",
            "left": 1000.0,
            "right": 1500.0,
        }
    ]
    assert found.goals["left"].tolist() == pytest.approx([400.0, 600.0])
    assert found.goals["right"].tolist() == pytest.approx([600.0, 900.0])
    assert found.goals["percent"].tolist() == pytest.approx([0.5, 0.5])
    assert found.outputs["difference"].tolist() == pytest.approx([500.0])
    assert found.differs


def test_a_claim_that_is_on_one_side_only_is_named_and_counts_from_nothing():
    left = an_economy(*TRUCKS)
    right = left.with_claims(left.claims[:1])
    inputs = input_differences(left, right).to_dict("records")
    assert [(row["key"], row["field"]) for row in inputs] == [
        ("claim:trucks/B/other/1", "(whole record)")
    ]
    goals = compare(solve(left), solve(right)).goals.set_index("key")
    assert goals.loc["claim:trucks/B/other/1", "difference"] == pytest.approx(-600.0)
    assert goals.loc["claim:trucks/A/other/1", "difference"] == pytest.approx(400.0)
    assert compare(solve(left), solve(right)).moved == (1, 1)


def test_norms_differ_by_cell():
    economies = [
        an_economy(good("coal"), good("steel"), uses={("coal", "steel"): norm})
        for norm in (0.5, 0.6)
    ]
    assert input_differences(*economies).to_dict("records") == [
        {"record": "norm", "key": "coal/steel", "field": "coefficient", "left": 0.5, "right": 0.6}
    ]
