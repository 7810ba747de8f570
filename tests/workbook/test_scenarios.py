"""Scenarios by what they set, and the economy under one of them."""

from __future__ import annotations

from balances.workbook import scenarios_of_figures, under_scenario

FIGURES = (
    "figure,measure,item,value,as,sense\n"
    "Investment,investment,,90,percent,\nCosts,cost,,-15,percent,\nCoal,output,coal,90,quantity,\n"
)
SCENARIOS = (
    "scenario,sheet,key,field,op,value\n"
    "cheap,control_figures,Investment,value,set,60\n"
    "cheap,control figures,Costs,value,set,-25\n"
    "large,control_figures,Investment/1,value,set,105\n"
    "coal,sectors,coal,price,set,3\n"
    "wrong,control_figures,Investment,value,set,much\nwrong,control_figures,Costs,value,set,1\n"
)
FINANCE = "period,budget\n0,100\n"
SETTINGS = "key,value\nbase_year,0\nperiods,1\n"


def test_scenarios_that_set_figures_of_every_measure(read_csv):
    reading = read_csv(control_figures=FIGURES, scenarios=SCENARIOS, finance=FINANCE)
    assert scenarios_of_figures(reading.tables, ("investment", "cost")) == ("cheap", "wrong")
    assert scenarios_of_figures(reading.tables, ("investment",)) == ("cheap", "large", "wrong")
    assert scenarios_of_figures(reading.tables, ("output",)) == ()


def test_the_economy_under_a_scenario(read_csv):
    reading = read_csv(
        control_figures=FIGURES, scenarios=SCENARIOS, finance=FINANCE, settings=SETTINGS
    )
    assert reading.economy is not None
    assert reading.economy.finance == ()
    dearer = under_scenario(reading, "coal")
    assert dearer is not None
    assert dearer.commodities[dearer.commodity_index["coal"]].price == 3.0


def test_an_unsound_scenario_has_no_economy(read_csv):
    reading = read_csv(control_figures=FIGURES, scenarios=SCENARIOS, finance=FINANCE)
    assert under_scenario(reading, "wrong") is None
    assert under_scenario(reading, "none of these") is None
