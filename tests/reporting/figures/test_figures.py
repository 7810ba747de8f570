"""Figures: what each of them draws, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.economy.decrees import Decree
from balances.reporting import ReportInput
from balances.reporting.figures import FIGURES, figures_of
from balances.reporting.figures.decree_waterfall import decree_waterfall
from balances.reporting.figures.figure import BarFigure
from balances.reporting.figures.flow_network import flow_network
from balances.reporting.figures.frontier import frontier_figures
from balances.reporting.figures.fulfilment_by_class import fulfilment_by_class
from balances.reporting.figures.investment_prices import investment_prices
from balances.reporting.figures.investment_work import investment_work
from balances.reporting.figures.output_by_group import output_by_group
from balances.reporting.figures.who_gained import who_gained
from balances.reporting.frontier import frontier_tables
from tests.reporting.decreed import grain, replayed, trucks
from tests.reporting.test_frontier import ABOUT, CAME, FRAME
from tests.reporting.test_investment import INVESTMENT, with_frames


def values(figure: BarFigure) -> dict[str, list[float]]:
    """The values drawn by name."""
    return {of.label: [bar.value for bar in of.bars] for of in figure.groups}


@pytest.fixture(scope="module")
def invested(full: ReportInput) -> ReportInput:
    return replace(full, plans={"mobilised": with_frames(full.main, investment=INVESTMENT)})


@pytest.fixture(scope="module")
def shocked() -> ReportInput:
    return replayed(grain())


def test_the_figures_of_a_plan_are_those_that_have_something_to_say(full: ReportInput) -> None:
    names = [figure.name for figure in figures_of(full)]
    assert names == ["output_by_group", "fulfilment_by_class", "who_gained", "flow_network"]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.__name__)
def test_a_figure_bears_the_name_of_its_function(figure, full: ReportInput) -> None:
    found = figure(full)
    assert figure.__doc__
    assert found is None or found.name == figure.__name__


def test_outputs_by_group_stand_against_the_base(full: ReportInput) -> None:
    found = output_by_group(full)
    assert found is not None
    made = full.main.outputs.query("period == '1934'").set_index("sector")["output"]
    # at base prices of 2, 8 and 60; group A is coal and steel, industry is coal alone
    assert values(found) == {
        "A": pytest.approx([900 * 2 + 700 * 8, made["coal"] * 2 + made["steel"] * 8]),
        "industry": pytest.approx([900 * 2, made["coal"] * 2]),
        "B": pytest.approx([80 * 60, made["grain"] * 60]),
    }
    growth = {name: after / before for name, (before, after) in values(found).items()}
    assert found.title.startswith(f"Output of {max(growth, key=growth.__getitem__)} grows most")


def test_fulfilment_by_class_is_the_average_of_its_goals(shocked: ReportInput) -> None:
    found = fulfilment_by_class(shocked)
    assert found is not None
    # homes are of class 2, the army of 1, trade of 3; balanced all get 0.8, mobilised trade none
    assert values(found) == {
        "Class 1 commanding heights": pytest.approx([0.8, 1.0]),
        "Class 2 ordinary": pytest.approx([0.8, 1.0]),
        "Class 3 residual": pytest.approx([0.8, 0.0], abs=1e-9),
    }
    assert found.title == (
        "Class 3 residual gets least when mobilised: 0.0 % of target on average, "
        "against 80.0 % balanced"
    )


def test_a_class_that_only_decrees_make_has_one_bar() -> None:
    order = Decree("1", "set_target", "1933", "Politburo", 100.0, claims=("trucks/rails/other",))
    found = fulfilment_by_class(replayed(trucks((order,))))
    assert found is not None
    # the rails get their 100 of 1000 trucks; balanced nobody has heard of them, and all get half
    assert values(found) == {
        "Class 0 orders": pytest.approx([1.0]),
        "Class 2 ordinary": pytest.approx([0.5, 0.45]),
    }
    assert found.title.endswith("45.0 % of target on average, against 50.0 % balanced")


def test_gains_and_losses_are_of_fulfilment(shocked: ReportInput) -> None:
    found = who_gained(shocked)
    assert found is not None
    assert values(found) == {
        "army: grain (defence), 1": pytest.approx([0.2]),
        "homes: grain (household), 1": pytest.approx([0.2]),
        "trade: grain (export), 1": pytest.approx([-0.8]),
    }
    assert found.title.endswith("trade: grain (export), 1 pays most (2 of 3 goals gain, 1 pay)")


def test_the_waterfall_leads_from_the_approved_to_the_final_plan() -> None:
    found = decree_waterfall(replayed(trucks()))
    assert found is not None
    # orders and heights are the kazaks' and the army's trucks, at 2 roubles: 500 of them, then
    # 150 and 7650/19, then all 1000
    first = 2 * (150 + 7650 / 19)
    steps = [(step.label, step.before, step.after) for step in found.steps]
    assert steps == [
        ("1 scale", pytest.approx(1000.0), pytest.approx(first)),
        ("4 set target", pytest.approx(first), pytest.approx(2000.0)),
    ]
    assert found.start.after == pytest.approx(1000.0)
    assert found.end.after == pytest.approx(2000.0)


def test_investment_is_real_and_nominal(invested: ReportInput) -> None:
    found = investment_work(invested)
    assert found is not None
    assert values(found) == {"1933": [80.0, 86.4], "1934": [100.0, 110.0]}
    assert found.title.startswith("1933 to 1934: spending +27.3 %, real investment +25.0 %")


def test_prices_of_investment_stand_beside_open_ones(invested: ReportInput) -> None:
    found = investment_prices(invested)
    assert found is not None
    assert values(found) == {"1933": pytest.approx([1.2, 100 / 72]), "1934": [1.1]}
    assert found.title == "Prices of investment stand at 1.200 times planned cost in 1933"


def test_prices_at_planned_cost_are_called_so(invested: ReportInput) -> None:
    flat = INVESTMENT.assign(price_index=1.0, open_price_index=1.0)
    plan = with_frames(invested.main, investment=flat)
    found = investment_prices(replace(invested, plans={"mobilised": plan}))
    assert found is not None
    assert found.title == "Prices of investment stay at planned cost"


def test_the_network_names_the_largest_flow_and_the_main_supplier(full: ReportInput) -> None:
    found = flow_network(full)
    assert found is not None
    # 1260 of 2572 (tests.analysis.test_network); coal and steel supply the two others each
    assert found.title == (
        "The largest flow is Coal to Steel, 49.0 % of all flows between sectors; "
        "Coal is a main supplier of 2 sectors"
    )
    assert "100.0 % of all flows" in found.reading


def test_the_frontier_is_drawn_where_it_was_planned() -> None:
    work, money = frontier_figures(frontier_tables(FRAME, ABOUT, CAME)[0])
    # the fourth point has no plan
    assert [line.points for line in work.lines] == [((40.0, 40.0), (50.0, 46.0), (60.0, 50.0))]
    prices, consumption = money.lines
    assert prices.points == ((40.0, 1.0), (50.0, 50 / 46), (60.0, 1.2))
    assert consumption.points == ((40.0, 200.0), (50.0, 195.0), (60.0, 190.0))
    assert work.title == "Budget 40 to 60 (+50.0 %) moves real investment by +25.0 %"
    assert (work.name, money.name) == ("frontier_real_investment", "frontier_price_index")
