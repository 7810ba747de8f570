"""The frontier report: findings, slopes, charts."""

from __future__ import annotations

import io
import math
import re
import zipfile

import openpyxl
import pandas as pd
import pytest

from balances.reporting import FrontierAbout, Provenance, frontier_tables, render_frontier
from balances.reporting.frames import records
from balances.reporting.frontier import price_finding, work_finding
from balances.reporting.table import number

NAN = math.nan
FRAME = pd.DataFrame(
    {
        "point": [1, 2, 3, 4],
        "value": [40.0, 50.0, 60.0, 70.0],
        "status": ["optimal", "optimal", "optimal", "infeasible"],
        "real_investment": [40.0, 46.0, 50.0, NAN],
        "nominal_investment": [40.0, 50.0, 60.0, NAN],
        "price_index": [1.0, 50.0 / 46.0, 1.2, NAN],
        "open_price_index": [1.0, 50.0 / 46.0, 1.2, NAN],
        "overhang": [0.0, 0.0, 0.0, NAN],
        "consumption": [200.0, 195.0, 190.0, NAN],
        "unfinished": [8.0, 9.0, 11.0, NAN],
        "lowest_level": [0.9, 0.88, 0.85, NAN],
        "goals_met": [3, 3, 2, NAN],
    }
)
ABOUT = FrontierAbout(
    title="Fifth plan", scope="in 1955", unit="bn", currency="bn roubles", synthetic=True
)
CAME = Provenance(command="frontier", input_name="fifth_plan.xlsx", sha256="ab" * 32)


def test_the_finding_is_reckoned_from_the_points() -> None:
    points = records(FRAME)[:3]
    assert work_finding(points) == "Budget 40 to 60 (+50.0 %) moves real investment by +25.0 %"
    assert (
        price_finding(points)
        == "Investment prices +20.0 %, consumption −5.0 % as the budget goes from 40 to 60"
    )


def test_a_budget_that_buys_nothing_more_is_called_so() -> None:
    flat = records(FRAME.assign(real_investment=[40.0, 46.0, 46.0, 46.0]))
    assert work_finding(flat) == "Beyond a budget of 50, roubles buy no more real investment"
    still = records(FRAME.assign(real_investment=40.0))
    assert work_finding(still) == "Budget 40 to 70 buys no more real investment"
    assert work_finding(records(FRAME)[:1]) == ""
    assert price_finding(records(FRAME)[3:]) == ""


def test_slopes_are_formulas_against_the_row_above() -> None:
    found = frontier_tables(FRAME, ABOUT, CAME)[0]
    rows = found.blocks[0].rows
    slopes = [number(row.cells.get("slope")) for row in rows]
    assert slopes == [None, pytest.approx(0.6), pytest.approx(0.4), None]
    assert "1 of 4 points have no plan" in found.note
    assert "SYNTHETIC" in found.warning


def test_overhanging_roubles_count_as_money_that_buys_nothing() -> None:
    # The cap lets no more than 50 be spent: the last 10 of 60 buy nothing.
    held = FRAME.assign(
        nominal_investment=[40.0, 50.0, 50.0, NAN],
        real_investment=[40.0, 46.0, 46.0, NAN],
        overhang=[0.0, 0.0, 10.0, NAN],
    )
    rows = frontier_tables(held, ABOUT, CAME)[0].blocks[0].rows
    slopes = [number(row.cells.get("slope")) for row in rows]
    assert slopes == [None, pytest.approx(0.6), 0.0, None]
    assert number(rows[2].cells["roubles"]) == 60.0


def test_the_report_has_three_sheets_and_two_line_charts() -> None:
    content = render_frontier(FRAME, ABOUT, CAME)
    assert content == render_frontier(FRAME, ABOUT, CAME)
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert formulas.sheetnames == ["Frontier", "Notes", "data_frontier"]
    cells = [c for row in formulas["Frontier"].iter_rows() for c in row if c.data_type == "f"]
    assert [values["Frontier"][c.coordinate].value for c in cells] == pytest.approx([0.6, 0.4])
    above, below = cells[0].row - 1, cells[0].row
    assert f"{above}" in cells[0].value
    assert f"{below}" in cells[0].value
    package = zipfile.ZipFile(io.BytesIO(content))
    first, second = (package.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2))
    assert "moves real investment by +25.0 %" in first
    assert second.count("<scatterChart>") == 2
    # Each curve has a pair of axes of its own.
    assert len(set(re.findall(r'<valAx><axId val="(\d+)"', second))) == 4
    assert 'descr="Line chart' in package.read("xl/drawings/drawing1.xml").decode()
    data = list(values["data_frontier"].iter_rows(values_only=True))
    assert len(data) == 5
    assert data[4][3] is None


def test_points_without_any_plan_still_give_a_report() -> None:
    bare = FRAME.assign(
        status="infeasible",
        **{name: NAN for name in FRAME.columns if name not in ("point", "value", "status")},
    )
    content = render_frontier(bare, FrontierAbout())
    assert openpyxl.load_workbook(io.BytesIO(content))["Frontier"]._charts == []
