"""The heights report: finding, gains, chart."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from balances.analysis.heights import Heights
from balances.reporting import (
    HeightsAbout,
    Provenance,
    heights_finding,
    heights_tables,
    render_heights,
)
from balances.reporting.table import number

RANKING = pd.DataFrame(
    {
        "commodity": ["guns", "steel", "tractors"],
        "name": ["Guns", "Steel", "Tractors"],
        "backward": [1.2, 0.6, 1.2],
        "forward": [0.6, 1.8, 0.6],
        "betweenness": [0.0, 0.5, 0.0],
        "shadow_value": [0.5, 0.75, 0.2],
        "goals": [1, 1, 1],
        "alone": [0.75, -0.25, float("nan")],
        "order": pd.array([1, 2, None], dtype="Int64"),
        "share": [0.75, 0.9996, float("nan")],
    }
)
CURVE = pd.DataFrame(
    {"n": [0, 1, 2], "commodity": ["", "guns", "steel"], "share": [0.0, 0.75, 0.9996]}
)
FOUND = Heights(RANKING, CURVE, unled=80.0, full=1_250_000.0, last=1, plans=6)
ABOUT = HeightsAbout(title="Arsenal", unit="roubles at base prices", synthetic=True)


def test_the_finding_counts_the_fewest_that_win_most():
    said = "The best 2 of 3 commodities win 99.9 % of the full mobilisation"
    assert heights_finding(FOUND) == said
    one = replace(FOUND, curve=CURVE.iloc[:2])
    said = "The best commodity of 3 commodities wins 75.0 % of the full mobilisation"
    assert heights_finding(one) == said


def test_where_nothing_is_chosen_there_may_be_nothing_to_command():
    assert heights_finding(replace(FOUND, curve=CURVE.iloc[:1])) == ""
    idle = replace(FOUND, curve=CURVE.iloc[:1].assign(share=1.0))
    assert heights_finding(idle) == "Nothing needs to be commanded"
    assert heights_tables(idle, ABOUT, Provenance())[0].charts == ()


def test_gains_are_formulas_against_the_row_above():
    found = heights_tables(FOUND, ABOUT, Provenance(command="heights"))[0]
    gains = [number(row.cells.get("gain")) for row in found.blocks[0].rows]
    assert gains == [None, 0.75, pytest.approx(0.2496)]
    assert "get 80 roubles at base prices, with everything controlled 1,250,000;" in found.note
    assert "SYNTHETIC" in found.warning


def test_an_interrupted_search_says_so():
    bare = replace(FOUND, ranking=RANKING.assign(alone=float("nan")))
    found = heights_tables(bare, replace(ABOUT, interrupted=True), Provenance())[0]
    assert "interrupted" in found.note
    assert "alone" not in [column.key for column in found.blocks[1].columns]


def test_the_report_has_four_sheets_and_a_curve_in_percent():
    content = render_heights(FOUND, ABOUT)
    assert content == render_heights(FOUND, ABOUT)
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert book.sheetnames == ["Heights", "Notes", "data_heights", "data_curve"]
    assert [row[0] for row in book["data_heights"].iter_rows(min_row=2, values_only=True)] == [
        *("guns", "steel", "tractors"),
    ]
    package = zipfile.ZipFile(io.BytesIO(content))
    chart = package.read("xl/charts/chart1.xml").decode()
    assert "The best 2 of 3 commodities win" in chart
    assert 'formatCode="0%"' in chart
    assert "1 → 75.0 %" in package.read("xl/drawings/drawing1.xml").decode()
