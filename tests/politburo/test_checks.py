"""Checks of decrees: code, column and what the message names; bad workbooks have one each."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from balances.economy.construction import Finance
from balances.economy.issue import Where
from balances.economy.records import Agency
from balances.politburo import issues_of
from balances.politburo.decrees import KINDS
from tests.conftest import an_economy, figure, good, project, want
from tests.politburo.logs import a_log, decree

COLUMNS = ("kind", "value", "as", "what", "claim", "commodity", "sector", "group", "agency")
COLUMNS += ("agency_kind", "use", "figure", "project", "from_agency", "except", "cancels")
CELLS = MappingProxyType({name: Where("", "decrees", name) for name in COLUMNS})


def economy(*decrees, **fields):
    """Coal (retail price 2) of group A; the army and homes claim it; a figure with a base."""
    made = an_economy(
        good("coal", groups=("A",), retail_price=2.0), good("steel"), Agency("army", kind="union"),
        want("coal", 5.0, "army", "defence"), want("coal", 5.0, "homes", "household"),
        figure("output", 5.0, "coal", label="Coal", base=4.0), figure("output", 5.0, "steel"),
        project("dam", "coal", 1.0, 1.0), **fields,
    )  # fmt: skip
    log = (replace(d, cells=CELLS) for d in a_log(*decrees))
    return replace(made, decrees=tuple(log))


def found(*decrees, **fields):
    """Code and column of every issue."""
    return [(i.code, i.where.cell) for i in issues_of(economy(*decrees, **fields))]


MONEY = {"finance": (Finance(budget=10.0),)}
SOUND = {
    "set_target": decree("set_target", 5.0, claims="coal/navy/defence"),
    "raise_target": decree("raise_target", -1.0, figures="Coal"),
    "scale": decree("scale", 2.0, uses="defence"),
    "growth_target": decree("growth_target", 10.0, figures="Coal"),
    "protect": decree("protect", agency_kinds="union"),
    "priority": decree("priority", agencies="homes"),
    "share": decree("share", 0.9, commodities="coal", agencies="army"),
    "allocate": decree("allocate", 1.0, commodities="coal", agencies="army"),
    "ceiling": decree("ceiling", 15.0, basis="percent", groups="A"),
    "budget": decree("budget", 0.9, basis="factor"),
    "cut_except": decree("cut_except", 10.0, basis="percent", spared="army"),
    "concentrate": decree("concentrate", 2.0, projects="dam"),
    "grant_inputs": decree("grant_inputs", commodities="coal", agencies="army", figures="Coal"),
    "reserve": decree("reserve", -3.0, commodities="coal"),
    "price": decree("price", 3.0, commodities="coal"),
    "tighten_norm": decree("tighten_norm", 0.1, commodities="coal", sectors="steel"),
    "mobilise_stock": decree("mobilise_stock", commodities="coal", from_agency="army"),
    "veto": decree("veto", cancels="1"),
    "rescind": decree("rescind", cancels="1"),
    "shock": decree("shock", 0.5, commodities="coal", what="yield"),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_sound_decree_of_every_kind_has_no_issue(kind):
    whole = economy(decree("scale", 1.0, uses="defence"), SOUND[kind.name], **MONEY)
    norms = whole.inputs.tolil()
    norms[0, 1] = 0.2
    whole = whole.with_inputs(norms.tocsr()).with_agency_stocks({("coal", "army"): 1.0})
    assert issues_of(whole) == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.needs_value], ids=lambda k: k.name)
def test_a_value_that_is_needed_is_missed(kind):
    assert ("D504", "value") in found(replace(SOUND[kind.name], value=None), **MONEY)


@pytest.mark.parametrize(
    ("bad", "code", "column"),
    [
        (decree("sets_target", 1.0), "D501", "kind"),
        (decree("grant_inputs", commodities="coal", agencies="army"), "D504", "value"),
        (decree("scale", -1.0, uses="defence"), "D505", "value"),
        (decree("scale", -110.0, basis="percent", uses="defence"), "D505", "value"),
        (decree("shock", -0.5, commodities="coal"), "D505", "value"),
        (decree("share", 101.0, basis="percent", uses="defence"), "D505", "value"),
        (decree("protect", 1.5, uses="defence"), "D505", "value"),
        (decree("priority", 1.5, uses="defence"), "D505", "value"),
        (decree("priority", -1.0, uses="defence"), "D505", "value"),
        (decree("concentrate", 1.5), "D505", "value"),
        (decree("set_target", 1.0), "D506", "claim"),
        (decree("allocate", 1.0, agencies="army"), "D506", "commodity"),
        (decree("veto"), "D506", "cancels"),
        (decree("scale", 2.0, agencies="navy"), "D507", "agency"),
        (decree("scale", 2.0, groups="A", uses="social"), "D507", "use"),
        (
            decree("scale", 2.0, commodities="coal", agencies="army", uses="household"),
            "D507",
            "use",
        ),
        (decree("scale", 2.0, uses="defence", spared="army"), "D507", "except"),
        (decree("scale", 2.0, figures="output steel", commodities="coal"), "D507", "figure"),
        (decree("allocate", 1.0, commodities="coal", agencies="navy"), "D507", "agency"),
        (decree("price", 1.0, commodities="steel"), "D508", "kind"),
        (decree("mobilise_stock", commodities="coal", from_agency="army"), "D508", "from_agency"),
        (decree("concentrate", 0.2, basis="share", projects="mill"), "D507", "project"),
        (decree("veto", cancels="1"), "D509", "cancels"),
        (decree("growth_target", 10.0, uses="defence"), "D510", "kind"),
        (decree("growth_target", 10.0, figures="output steel"), "D510", "figure"),
        (decree("set_target", 1.0, claims="wood/army/defence"), "D511", "claim"),
        (decree("set_target", 1.0, claims="coal/army/war"), "D511", "claim"),
        (decree("scale", 2.0, basis="quantity", uses="defence"), "D512", "as"),
        (decree("price", 2.0, what="yield", commodities="coal"), "D512", "what"),
    ],
)
def test_an_issue_stands_at_the_column_to_look_at(bad, code, column):
    assert found(bad, **MONEY) == [(code, column)]


@pytest.mark.parametrize("kind", ["budget", "cut_except"])
def test_money_is_missed(kind):
    assert found(SOUND[kind]) == [("D508", "kind")]


def test_how_many_projects_at_once_needs_the_sheet_finance():
    assert found(SOUND["concentrate"]) == [("D508", "value")]


def test_an_event_cannot_be_undone():
    assert found(SOUND["shock"], decree("veto", cancels="1")) == [("D509", "cancels")]


def test_unknown_kinds_are_told_what_they_are_like():
    (issue,) = issues_of(economy(decree("sets_target", 1.0)))
    assert "Did you mean 'set_target'?" in issue.message


def test_what_an_earlier_decree_made_is_known_and_what_is_not_active_is_not_checked():
    later = decree("protect", claims="coal/navy/defence")
    assert found(SOUND["set_target"], later) == []
    assert found(later) == [("D507", "claim")]
    assert found(replace(later, active=False), decree("nothing", active=False)) == []


def test_all_problems_are_told_at_once():
    bad = decree("scale", -1.0, uses="social", claims="coal")
    assert found(bad, decree("budget", -1.0)) == [
        ("D505", "value"), ("D511", "claim"), ("D505", "value"), ("D508", "kind"),
    ]  # fmt: skip
