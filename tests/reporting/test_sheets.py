"""What the sheets say, by hand-made numbers."""

from __future__ import annotations

import io
import math
from dataclasses import replace

import openpyxl
import pytest

from balances.gosplan import solve
from balances.reporting import ReportInput, render_report
from balances.reporting.report import report_tables
from balances.reporting.sheets import SHEETS
from balances.reporting.table import Formula, Row, Table, number
from tests.reporting.test_investment import with_frames


def table(report: ReportInput, name: str) -> Table:
    return next(t for t in report_tables(report) if t.name == name)


def rows(report: ReportInput, name: str, block: int = 0) -> tuple[Row, ...]:
    return table(report, name).blocks[block].rows


def measures_of(report: ReportInput) -> tuple[Row, ...]:
    blocks = table(report, "Compare").blocks
    return next(block.rows for block in blocks if block.heading == "Summary measures")


def value(row: Row, key: str) -> object:
    cell = row.cells[key]
    return cell.value if isinstance(cell, Formula) else cell


# Miller & Blair (2009), ch. 2: det(I - A) = 0.85 * 0.95 - 0.25 * 0.20 = 0.7575;
# x1 = (0.95 * 600 + 0.25 * 1500) / 0.7575 = 1247.5247...,
# x2 = (0.20 * 600 + 0.85 * 1500) / 0.7575 = 1841.5841...
X1, X2 = 945.0 / 0.7575, 1395.0 / 0.7575


def test_outputs_of_the_textbook_stand_on_sheet_plan(simple: ReportInput) -> None:
    agriculture, industry = rows(simple, "Plan")
    assert value(agriculture, "output") == pytest.approx(X1)
    assert value(industry, "output") == pytest.approx(X2)
    assert value(agriculture, "index") == pytest.approx(X1 / 1000.0)
    assert value(agriculture, "capacity") == "unlimited"
    assert value(agriculture, "utilisation") is None


def test_a_balance_shows_sources_uses_and_ok(simple: ReportInput) -> None:
    row = rows(simple, "Balances")[0]
    assert value(row, "sources") == pytest.approx(X1)
    assert value(row, "uses") == pytest.approx(X1)
    assert value(row, "difference") == 0.0
    assert value(row, "check") == "OK"


def test_lines_of_the_balance_come_from_the_plan(full: ReportInput) -> None:
    lines = full.main.balances["line"].drop_duplicates()
    headers = {column.header.lower() for column in table(full, "Balances").blocks[0].columns}
    assert {line.lower() for line in lines} <= headers


def test_chessboard_ties_to_productive_consumption(simple: ReportInput) -> None:
    # z12 = 0.25 * x2; row total of agriculture = x1 - 600
    agriculture, _, total = rows(simple, "Chessboard")
    assert value(agriculture, "user_1") == pytest.approx(0.25 * X2)
    assert value(agriculture, "total") == pytest.approx(X1 - 600.0)
    assert value(agriculture, "check") == "OK"
    # one unit, so columns add up: 0.15 x1 + 0.20 x1
    assert value(total, "user_0") == pytest.approx(0.35 * X1)


def test_columns_of_different_units_are_valued_at_prices(full: ReportInput) -> None:
    total = rows(full, "Chessboard")[-1]
    assert total.cells["supplier"] == "Value at base prices"
    # coal takes 0.05 coal at 2 and 0.1 steel at 8 per unit
    last = [r for r in rows(full, "Plan", 1) if value(r, "sector") == "coal"][-1]
    assert value(total, "user_0") == pytest.approx(0.9 * number(last.cells["output"]))


def test_fulfilment_of_figures_agrees_with_the_plan(full: ReportInput) -> None:
    for row, wanted in zip(
        rows(full, "Control figures"), full.main.figures["fulfilment"], strict=True
    ):
        found = row.cells.get("fulfilment")
        assert (found is None) == math.isnan(wanted)
        if found is not None:
            assert number(found) == pytest.approx(wanted)


def test_position_in_range_agrees_with_the_plan(full: ReportInput) -> None:
    row = rows(full, "Control figures")[0]
    wanted = full.main.figures["position"].iloc[0]
    assert value(row, "position") == pytest.approx(wanted, abs=1e-9)


def test_what_was_left_out_is_said_beneath_the_figures_and_on_notes(full: ReportInput) -> None:
    words = full.economy.left_out[0]
    assert any(block.note == words for block in table(full, "Control figures").blocks)
    texts = [row.cells["text"] for block in table(full, "Notes").blocks for row in block.rows]
    assert words in texts


def test_shares_of_the_distribution_agree_with_the_plan(full: ReportInput) -> None:
    frame = full.main.allocations.set_index(["commodity", "agency", "period"])
    for row in rows(full, "Distribution", 1):
        key = (row.cells["commodity"], row.cells["agency"], row.cells["period"])
        assert value(row, "share") == pytest.approx(frame.loc[key, "share"])
        assert value(row, "total") == pytest.approx(frame.loc[key, "total"])


def test_trade_spends_what_it_imports_times_price(full: ReportInput) -> None:
    frame = full.main.trade.set_index(["commodity", "period"])
    for row in rows(full, "Trade"):
        key = (row.cells["commodity"], row.cells["period"])
        assert (value(row, "spent") or 0.0) == pytest.approx(frame.loc[key, "spent"])
        assert (value(row, "earned") or 0.0) == pytest.approx(frame.loc[key, "earned"])


def test_compare_stands_only_where_both_plans_are_given(
    simple: ReportInput, full: ReportInput
) -> None:
    assert "Compare" not in {t.name for t in report_tables(simple)}
    measures = {row.cells["what"]: row for row in measures_of(full)}
    balanced, mobilised = full.plans.values()
    met = [(p.goals["fulfilment"] > 1 - 1e-6).mean() for p in (balanced, mobilised)]
    share = measures["Share of goals met in full"]
    assert value(share, "balanced") == pytest.approx(met[0])
    assert value(share, "difference") == pytest.approx(met[1] - met[0])


def test_equal_cuts_have_no_gini(full: ReportInput) -> None:
    measures = {row.cells["what"]: row for row in measures_of(full)}
    assert value(measures["Gini coefficient of fulfilment"], "balanced") == pytest.approx(
        0, abs=1e-6
    )


def test_synthetic_figures_are_called_so_wherever_they_are_seen(full: ReportInput) -> None:
    for found in report_tables(full):
        if not found.tidy and found.name != "Problems":
            assert "SYNTHETIC" in found.warning, found.name


def test_figures_that_are_not_synthetic_bear_no_warning(simple: ReportInput) -> None:
    assert not any(found.warning for found in report_tables(simple))


def test_sheets_with_nothing_to_say_are_left_out(simple: ReportInput) -> None:
    names = {found.name for found in report_tables(simple)}
    assert not names & {"Trade", "Labour", "Control figures", "Distribution", "Iterations"}


def test_the_rounds_of_the_iterative_method_are_shown(full: ReportInput) -> None:
    plan = solve(full.economy, method="iterative")
    report = ReportInput({"balanced": plan})
    found = rows(report, "Iterations")
    frame = plan.rounds[plan.rounds["period"] == "1933"]
    worst = [value(row, "worst") for row in found if row.cells["period"] == "1933"]
    assert worst == pytest.approx(frame.groupby("round")["missing_share"].max().tolist())
    grain = [value(row, "good_2") for row in rows(report, "Iterations", 1)]
    wanted = plan.rounds[plan.rounds["commodity"] == "grain"]["output"].tolist()
    assert grain == pytest.approx(wanted)
    texts = " ".join(
        str(r.cells.get("text")) for b in table(report, "Notes").blocks for r in b.rows
    )
    assert "inf" not in texts.split()
    assert "no optimum" in table(report, "Summary").note


def test_contents_links_to_every_sheet(full: ReportInput) -> None:
    first, *others = report_tables(full)
    linked = [row.cells["sheet"].sheet for row in first.blocks[-1].rows]
    assert linked == [found.name for found in others]


def test_tab_names_are_short_and_unique(full: ReportInput) -> None:
    names = [found.name for found in report_tables(full)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 20


def test_headers_of_a_block_are_unique_and_not_empty(full: ReportInput) -> None:
    for found in report_tables(full):
        for block in found.blocks:
            titles = [(column.band, column.title) for column in block.columns]
            assert len(set(titles)) == len(titles), found.name
            assert all(title for _, title in titles)


def test_every_sheet_function_says_what_it_is() -> None:
    assert all(sheet.__doc__ for sheet in SHEETS)


def test_four_hundred_sectors_are_rendered(large: ReportInput) -> None:
    content = render_report(large)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    board = book["Chessboard"]
    seen = list(board.iter_rows(min_row=1, max_row=410, values_only=True))
    assert len([row for row in seen if row and row[0] and str(row[0]).startswith("sector ")]) == 400
    header = next(row for row in seen if row and row[0] == "Supplier")
    assert sum(str(cell).startswith("sector ") for cell in header) == 400
    checks = [row[header.index("Check")] for row in seen if str(row[0]).startswith("sector ")]
    assert set(checks) == {"OK"}


def test_rounding_of_the_solver_is_no_price(simple: ReportInput) -> None:
    prices = simple.main.prices.assign(shadow_price=[0.25, 3e-17], effort_price=0.0)
    report = replace(simple, plans={"balanced": with_frames(simple.main, prices=prices)})
    (row,) = rows(report, "Prices")
    assert row.cells["shadow_price"] == 0.25
    # but a small price is one
    prices = prices.assign(shadow_price=[0.25, 3e-13])
    report = replace(simple, plans={"balanced": with_frames(simple.main, prices=prices)})
    assert len(rows(report, "Prices")) == 2
