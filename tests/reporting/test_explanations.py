"""The sheet Explanations."""

from __future__ import annotations

from balances.gosplan import solve
from balances.politburo import replay
from balances.reporting import ReportInput
from balances.reporting.sheets.explanations import explanations
from tests.analysis.conftest import pig_iron
from tests.analysis.test_decree_ledger import MORE_RAILS, rails
from tests.conftest import an_economy, good, made, want


def test_limits_and_additions_stand_under_each_other():
    table = explanations(ReportInput({"balanced": solve(pig_iron())}))
    assert table is not None
    why, additions = table.blocks
    (row,) = why.rows
    assert row.cells["goal"] == "Pig iron (output of pig_iron) 1937"
    assert row.cells["limit"] == "capacity of Pig iron in 1937"
    assert (row.cells["there"], row.cells["amount"]) == (5.0, 1.0)
    assert abs(row.cells["gives"] - 1.0) < 1e-9
    assert [(r.cells["how"], r.cells["to"]) for r in additions.rows] == [
        *(("together", 45.0), ("together", 42.5), ("together", 81.0)),
    ]
    assert additions.rows[0].cells["set"] == "sectors.pig_iron.capacity=45.0"


def test_of_many_short_goals_the_first_fifty_are_told_what_would_reach_them():
    claims = [want("x", 10.0, f"h{n}") for n in range(60)]
    table = explanations(ReportInput({"balanced": solve(an_economy(good("x"), made("x", 300.0),
                                                                   *claims))}))  # fmt: skip
    assert table is not None
    why, additions = table.blocks
    assert len(why.rows) == 50
    assert len(additions.rows) == 50
    assert "The first 50 of 60 are explained." in table.note
    # 5 more for one of them, while the others stay.
    assert {row.cells["to"] for row in additions.rows} == {305.0}


def test_who_paid_for_orders_is_told_where_decrees_are_replayed():
    replayed = replay(rails(MORE_RAILS))
    table = explanations(ReportInput({"mobilised": replayed.plan}, replay=replayed))
    assert table is not None
    (row,) = table.blocks[-1].rows
    assert row.cells["outcome"] == "PAID"
    assert "The order takes 18 t of the capacity of Steel in 1" in row.cells["words"]


def test_where_nothing_is_short_or_nothing_has_a_price_there_is_no_sheet():
    assert explanations(ReportInput({"balanced": solve(pig_iron(4.0))})) is None
    rounds = solve(an_economy(good("x"), want("x", 1.0)), method="iterative")
    assert explanations(ReportInput({"balanced": rounds})) is None
