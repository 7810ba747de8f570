"""Decrees on control figures, ceilings and cuts, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.economy.construction import AUTHORISED_WORK, Finance, affordable_work
from balances.economy.records import Agency
from tests.conftest import an_economy, figure, good, made, project, want
from tests.politburo.logs import changed, decree, got, one_good, outcomes, replayed


def iron(**fields):
    """60 of iron made at the most; 17 is its figure, 10 in the base year; users claim 40."""
    of = {"label": "pig iron", "base": 10.0, **fields}
    return one_good(60.0, want("iron", 40.0), figure("output", 17.0, "iron", **of), code="iron")


@pytest.mark.parametrize(
    ("kind", "value", "basis", "target"),
    [
        ("set_target", 9.0, "", 9.0),
        ("set_target", 1.5, "index", 15.0),
        ("set_target", 20.0, "percent", 12.0),
        ("raise_target", -7.0, "", 10.0),
        ("raise_target", 100.0, "percent", 34.0),
        ("scale", 2.0, "", 34.0),
        ("growth_target", 30.0, "", 13.0),
        ("growth_target", 1.3, "index", 13.0),
    ],
)
def test_a_figure_changes_its_target_in_its_class(kind, value, basis, target):
    change = changed(iron(), decree(kind, value, basis=basis, figures="pig iron"))
    (found,) = change.economy.figures
    assert (found.target, found.priority) == (pytest.approx(target), 2)
    assert change.subjects == ("figure:pig iron/1",)
    assert change.economy.claims == iron().claims


def test_a_figure_moves_to_class_0_by_an_order():
    (found,) = changed(
        iron(), decree("set_target", 9.0, figures="pig iron", order=True)
    ).economy.figures
    assert found.priority == 0


def test_a_range_is_met_at_its_low_end_and_moves_with_the_figure():
    ranged = iron(high=19.0)
    (found,) = changed(
        ranged, decree("set_target", 9.0, high=10.0, figures="pig iron")
    ).economy.figures
    assert (found.target, found.high) == (9.0, 10.0)
    (found,) = changed(ranged, decree("raise_target", 2.0, figures="pig iron")).economy.figures
    assert (found.target, found.high) == (19.0, 21.0)
    (found,) = changed(ranged, decree("set_target", 9.0, figures="pig iron")).economy.figures
    assert (found.target, found.high) == (9.0, None)


def test_a_blank_period_is_the_last_of_the_figure():
    two = an_economy(
        good("iron"),
        *(figure("output", 10.0, "iron", t, label="iron") for t in range(2)),
        periods=2,
    )
    targets = [k.target for k in changed(two, decree("scale", 2.0, figures="iron")).economy.figures]
    assert targets == [10.0, 20.0]
    first = decree("scale", 2.0, figures="iron", period=0)
    assert [k.target for k in changed(two, first).economy.figures] == [20.0, 10.0]


def test_growth_of_a_claim_is_per_period_where_the_period_is_blank():
    demand = {("iron", "household"): 50.0}
    two = an_economy(
        good("iron"), *(want("iron", 1.0, "homes", "household", t) for t in range(2)),
        want("iron", 7.0), periods=2, final_demand=demand,
    )  # fmt: skip
    change = changed(two, decree("growth_target", 10.0, commodities="iron"))
    assert [c.target for c in change.economy.claims] == pytest.approx([55.0, 60.5, 7.0])
    by_then = changed(two, decree("growth_target", 21.0, commodities="iron", period=1))
    assert [c.target for c in by_then.economy.claims] == pytest.approx([1.0, 60.5, 7.0])


def test_priority_moves_figures_too():
    (found,) = changed(iron(), decree("priority", figures="pig iron")).economy.figures
    assert found.priority == 1


def test_ceiling_lowers_the_claims_on_a_commodity_together_pro_rata():
    """Claims of 30 and 60 on coal come to 30 together: 10 and 20. Steel's 10 are within."""
    economy = an_economy(
        good("coal"), good("steel"), want("coal", 30.0, "a"), want("coal", 60.0, "b"),
        want("steel", 10.0, "a", priority=3),
    )  # fmt: skip
    change = changed(economy, decree("ceiling", 30.0, uses="other"))
    assert [c.target for c in change.economy.claims] == pytest.approx([10.0, 20.0, 10.0])
    assert [c.priority for c in change.economy.claims] == [2, 2, 3]
    assert change.ordered == ()


def test_ceiling_on_a_figure_is_a_limit_on_what_it_measures():
    """Growth of at most 15 % on 10 is 11.5: the claims of 40 get no more either."""
    found = replayed(iron(), decree("ceiling", 15.0, basis="percent", figures="pig iron"))
    assert got(found.plan, "iron", "users") == pytest.approx(11.5)
    assert found.plan.economy.figures[0].target == pytest.approx(11.5)


def test_a_later_ceiling_takes_the_place_of_the_first_and_a_higher_target_ends_it():
    tight, loose = (decree("ceiling", v, figures="pig iron") for v in (11.0, 20.0))
    found = replayed(iron(), tight, loose, decree("set_target", 25.0, figures="pig iron"))
    got_by = [got(step.plan, "iron", "users") for step in found.steps]
    assert got_by == pytest.approx([11.0, 20.0, 40.0])
    assert outcomes(found) == ["PAID", "FREE", "FREE"]


def test_a_ceiling_below_a_floor_is_refused_with_the_lines():
    economy = one_good(
        60.0, want("iron", 40.0, floor=30.0), figure("output", 17.0, "iron"), code="iron"
    )
    found = replayed(economy, decree("ceiling", 20.0, figures="output iron"))
    assert outcomes(found) == ["REFUSED"]
    assert found.plan is found.approved
    assert any("ceiling by decree" in line for line in found.rulings[0].lines)


def test_cut_except_lets_those_not_spared_carry_all_of_the_cut():
    """Of 50, 30 and 20 a tenth is 10; with the 20 spared the others keep 70/80 of theirs."""
    claims = {"light": 50.0, "heavy": 30.0, "rail": 20.0}
    economy = one_good(100.0, *(want("coal", q, who) for who, q in claims.items()), code="coal")
    cut = decree("cut_except", 10.0, basis="percent", commodities="coal", spared="rail")
    targets = [claim.target for claim in changed(economy, cut).economy.claims]
    assert targets == pytest.approx([50.0 * 7 / 8, 30.0 * 7 / 8, 20.0])


def test_cut_except_never_adds_up_different_goods():
    economy = an_economy(
        good("coal", groups=("A",)), good("cars", groups=("A",)),
        want("coal", 100.0, "army"), want("coal", 100.0, "homes"), want("cars", 10.0, "homes"),
    )  # fmt: skip
    cut = decree("cut_except", 0.1, groups="A", spared="army")
    targets = [claim.target for claim in changed(economy, cut).economy.claims]
    assert targets == pytest.approx([100.0, 80.0, 9.0])


def with_money(*money: Finance):
    listed = (Agency("rail", kind="union"), Agency("light", kind="union"), Agency("kazak"))
    return an_economy(good("coal", price=1.0), *listed, periods=len(money), finance=money)


MONEY = Finance(budget=60.0, agency_budgets={"rail": 20.0, "light": 30.0, "kazak": 10.0})


def test_cut_except_of_the_budget_spares_agencies_and_kinds_of_them():
    """A tenth of 60 is 6: with rail spared the other two keep 34/40."""
    spared = decree("cut_except", 0.1, spared="rail")
    (money,) = changed(with_money(MONEY), spared).economy.finance
    assert money.budget == pytest.approx(54.0)
    assert money.agency_budgets == pytest.approx({"rail": 20.0, "light": 25.5, "kazak": 8.5})
    (money,) = changed(with_money(MONEY), replace(spared, spared=("union",))).economy.finance
    assert money.agency_budgets == pytest.approx({"rail": 20.0, "light": 30.0, "kazak": 4.0})


def test_budget_is_set_in_its_period_or_in_all():
    two = with_money(MONEY, MONEY)
    budgets = [m.budget for m in changed(two, decree("budget", 40.0, period=1)).economy.finance]
    assert budgets == [60.0, 40.0]
    growth = decree("budget", -10.0, basis="percent")
    assert [m.budget for m in changed(two, growth).economy.finance] == pytest.approx([54.0, 54.0])
    assert changed(two, growth).subjects == ("budget:/1", "budget:/2")


def test_budget_of_agencies_is_for_them_together():
    change = changed(with_money(MONEY), decree("budget", 25.0, agencies=("rail", "light")))
    (money,) = change.economy.finance
    assert money.budget == 60.0
    assert money.agency_budgets == pytest.approx({"rail": 10.0, "light": 15.0, "kazak": 10.0})
    assert change.subjects[:2] == ("budget:rail/1", "budget:light/1")


def test_a_part_of_no_budget_is_none():
    economy = with_money(Finance(cost_index=1.0))
    assert changed(economy, decree("budget", 0.9, basis="factor")).economy is economy


def an_authorised_budget(**money):
    """A mill of 100 roubles of cement; what the budget of 80 buys of it is a goal.

    N = 40 (I / 40)^2 above 40: 80 buys sqrt(3200) = 56.57 of work, 50 sqrt(2000) = 44.72.
    """
    finance = Finance(budget=80.0, rule="authorised", normal_work=40.0, elasticity=0.5, **money)
    return an_economy(
        good("cement", price=1.0), good("steel", price=1.0),
        made("cement", 120.0), made("steel", 0.0),
        want("cement", 60.0, "homes", "household"),
        figure("real_investment", affordable_work(finance), label=AUTHORISED_WORK),
        project("mill", "steel", 10.0, 100.0, inputs={"cement": 100.0}), finance=(finance,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value"), [("budget", 50.0), ("cut_except", 0.375)], ids=["budget", "cut"]
)
def test_what_an_authorised_budget_buys_moves_with_the_budget(kind, value):
    """80 less three eighths is 50. The goal is met before and after, and nobody pays for that."""
    found = replayed(an_authorised_budget(), decree(kind, value))
    (goal,) = found.plan.economy.figures
    assert found.approved.economy.figures[0].target == pytest.approx(56.57, rel=0.005)
    assert goal.target == pytest.approx(44.72, rel=0.005)
    (ruling,) = found.rulings
    assert (ruling.outcome, ruling.paid) == ("FREE", ())
    assert [line.what for line in found.steps[0].money] == [
        "Investment budget",
        "Investment spending",
    ]


def test_a_figure_of_real_investment_of_ones_own_stands_whatever_the_budget():
    economy = an_authorised_budget()
    own = economy.with_figures([replace(k, label="Work") for k in economy.figures])
    change = changed(own, decree("budget", 50.0))
    assert change.economy.figures == own.figures


def test_who_is_cut_pays_and_who_is_lowered_as_ordered_does_not():
    """A tenth less of 60 for homes and mines is their loss; a claim set to 10 gets its 10."""
    economy = one_good(60.0, want("iron", 40.0, "homes"), want("iron", 20.0, "mines"), code="iron")
    (cut,) = replayed(economy, decree("cut_except", 0.1, commodities="iron")).rulings
    assert cut.outcome == "PAID"
    assert [(s.key, s.before - s.after) for s in cut.paid] == [
        ("claim:iron/homes/other/1", pytest.approx(4.0)),
        ("claim:iron/mines/other/1", pytest.approx(2.0)),
    ]
    (set_lower,) = replayed(economy, decree("set_target", 10.0, claims="iron/mines/other")).rulings
    assert (set_lower.outcome, set_lower.paid) == ("FREE", ())


def test_an_order_that_ends_below_what_it_had_has_paid():
    """60 each of a rank and of one below it, of 100: the second had 50 and is left 40."""
    economy = one_good(100.0, want("iron", 100.0, "a"), want("iron", 100.0, "b"), code="iron")
    both = [decree("set_target", 60.0, claims=f"iron/{who}/other", authority=rank)
            for who, rank in (("b", "Gosplan"), ("a", "Politburo"))]  # fmt: skip
    found = replayed(economy, *both)
    assert outcomes(found) == ["PAID", "PAID"]
    assert [s.key for s in found.rulings[1].paid] == ["claim:iron/b/other/1"]


def test_a_cut_is_in_the_unit_of_each_commodity():
    """A tenth of 100 t of coal and of 1000 trucks, which nobody adds up: the army is spared.

    Coal: 40 of the army stay, 60 of the works carry 10: 50. Trucks: 200 stay, 800 carry 100: 700.
    """
    economy = an_economy(
        good("coal", groups=("A",)), replace(good("trucks", groups=("A",)), unit="pieces"),
        made("coal", 100.0), made("trucks", 1000.0),
        want("coal", 40.0, "army"), want("coal", 60.0, "works"),
        want("trucks", 200.0, "army"), want("trucks", 800.0, "works"),
    )  # fmt: skip
    change = changed(economy, decree("cut_except", 0.1, groups="A", spared="army"))
    assert [c.target for c in change.economy.claims] == pytest.approx([40.0, 50.0, 200.0, 700.0])
