"""Balance cards: one product on one page, by hand-made numbers."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from balances.cli import cli
from balances.gosplan import Plan, solve
from balances.reporting import ProductNameError, ReportInput, products_named, render_report
from balances.reporting.report import report_tables
from balances.reporting.sheets.balance_cards import balance_cards
from balances.reporting.table import Block, Chart, Formula, Role, Table, number
from tests.conftest import an_economy, good, made, want
from tests.reporting.decreed import trucks
from tests.reporting.test_sheets import X1, X2

MILLER_BLAIR = str(Path(__file__).parents[2] / "data" / "textbook" / "miller_blair")


def card(report: ReportInput, code: str) -> Table:
    return balance_cards(replace(report, cards=(code,)))[0]


def block(table: Table, heading: str) -> Block:
    return next(of for of in table.blocks if of.heading.startswith(heading))


def lines(of: Block, key: str) -> dict[str, object]:
    """What stands in a column, by the name of the line."""
    return {str(row.cells["what"]): row.cells.get(key) for row in of.rows}


def test_the_balance_of_the_textbook_by_line_and_user(simple: ReportInput) -> None:
    balance = block(card(simple, "agriculture"), "Material balance")
    found = {what: number(cell) for what, cell in lines(balance, "period_0").items()}
    assert found == {
        "Sources": None,
        "Production": pytest.approx(X1),
        "Total sources": pytest.approx(X1),
        "Uses": None,
        "to industry": pytest.approx(0.25 * X2),
        "to agriculture": pytest.approx(0.15 * X1),
        "Households (market fund)": pytest.approx(600.0),
        "Total uses": pytest.approx(X1),
        "Sources equal uses": None,
    }
    shares = {what: number(cell) for what, cell in lines(balance, "share").items()}
    assert shares["to industry"] == pytest.approx(0.25 * X2 / X1)
    verdict = lines(balance, "period_0")["Sources equal uses"]
    assert isinstance(verdict, Formula)
    assert verdict.value == "OK"


def test_formulas_of_the_balance_point_at_its_own_rows(simple: ReportInput) -> None:
    report = replace(simple, cards=("agriculture",))
    sheet = openpyxl.load_workbook(io.BytesIO(render_report(report)))["Card 1 agriculture"]
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    first, last = rows["to industry"], rows["Households (market fund)"]
    total, sources = rows["Total uses"], rows["Total sources"]
    assert sheet.cell(total, 2).value == f"=SUM(B{first}:B{last})"
    assert sheet.cell(sources, 2).value == f"=SUM(B{sources - 1}:B{sources - 1})"
    assert sheet.cell(first, 3).value == f"=B{first}/B{total}"
    assert f"ABS(B{sources}-B{total})" in sheet.cell(rows["Sources equal uses"], 2).value
    (chart,) = sheet._charts
    assert chart.series[0].val.numRef.f.endswith(f"$B${first}:$B${last}")


def test_a_card_is_printed_on_one_page_and_listed_before_the_data(full: ReportInput) -> None:
    tables = report_tables(replace(full, cards=("coal", "steel")))
    names = [table.name for table in tables]
    tidy = [table.tidy for table in tables]
    assert names.index("Card 1 coal") + 1 == names.index("Card 2 steel")
    assert tidy == sorted(tidy)
    assert all(table.one_page for table in tables if table.name.startswith("Card"))


def test_production_goals_and_prices_of_the_product(full: ReportInput) -> None:
    table = card(full, "coal")
    plan = full.main
    (made_by,) = block(table, "Production").rows
    last = plan.outputs.query("activity == 'coal' and period == '1934'").iloc[0]
    assert made_by.cells["output"] == pytest.approx(last["output"])
    assert number(made_by.cells["index"]) == pytest.approx(last["output"] / 900.0)
    # the control figure of 1934: a target of 950, asked for as an index of 1.06
    (asked,) = block(table, "Claims and control figures").rows
    assert asked.cells["target"] == 950.0
    assert "share_0" not in asked.cells
    prices = {str(row.cells["what"]): row for row in block(table, "Prices").rows}
    assert prices["base price"].cells["price_1"] == 2.0


def test_both_plans_stand_side_by_side_in_the_last_period(full: ReportInput) -> None:
    balance = block(card(full, "steel"), "Material balance")
    balanced, mobilised = full.plans.values()
    for key, plan in (("balanced", balanced), ("period_1", mobilised)):
        output = plan.outputs.query("activity == 'steel' and period == '1934'")["output"].item()
        assert number(lines(balance, key)["Production"]) == pytest.approx(output)


def test_the_chart_names_the_largest_use() -> None:
    report = ReportInput({"balanced": coal_and_steel()})
    (chart,) = card(report, "coal").charts
    assert isinstance(chart, Chart)
    # of 100 homes get 60 and steel takes 0.8 * 50
    assert chart.title == "coal, 1: the largest use is Households (market fund), 60.0 %"
    balance = block(card(report, "coal"), "Material balance")
    assert chart.rows is not None
    drawn = balance.rows[chart.rows[0] : chart.rows[1] + 1]
    assert [row.cells["what"] for row in drawn] == ["to steel", "Households (market fund)"]
    assert all(row.role is Role.DATA for row in drawn)


def coal_and_steel() -> Plan:
    economy = an_economy(
        good("coal"), good("steel"), made("coal", 100.0), made("steel", 50.0),
        want("coal", 60.0, "homes", "household"), want("steel", 50.0),
        uses={("coal", "steel"): 0.8},
    )  # fmt: skip
    return solve(economy)


def test_products_are_called_by_code_or_name_or_all() -> None:
    economy = trucks()
    assert products_named(economy, "") == ()
    assert products_named(economy, "all") == ("trucks",)
    assert products_named(economy, " Trucks,trucks") == ("trucks",)
    with pytest.raises(ProductNameError, match=r"no product 'truks'. Did you mean 'trucks'"):
        products_named(economy, "trucks,truks")


def test_a_card_of_no_product_is_a_matter_of_usage(tmp_path) -> None:
    asked = ["plan", MILLER_BLAIR, "-o", str(tmp_path / "a.xlsx"), "--cards", "agricultur"]
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 2
    assert "Did you mean 'agriculture'?" in result.output
    assert not list(tmp_path.iterdir())
