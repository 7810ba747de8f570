"""The template: what `init` writes is what `check` accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from balances.economy.issue import BalancesError
from balances.gosplan import solve
from balances.reporting import render_template, write_template
from balances.workbook import read
from balances.workbook.schema import SCHEMA


@pytest.mark.parametrize("layout", ["flows", "coefficients"])
@pytest.mark.parametrize("periods", [1, 3])
def test_the_template_reads_without_an_issue_and_can_be_planned(
    tmp_path: Path, layout: Any, periods: int
) -> None:
    path = write_template(tmp_path / "plan.xlsx", layout, periods)
    reading = read(path)
    assert [str(issue) for issue in reading.issues] == []
    assert reading.economy is not None
    assert len(reading.economy.periods) == periods
    plan = solve(reading.economy)
    assert plan.synthetic
    assert 0.5 < plan.goals["fulfilment"].min() < 1.0


def test_both_layouts_are_the_same_economy(tmp_path: Path) -> None:
    economies = [
        read(write_template(tmp_path / f"{layout}.xlsx", layout)).economy
        for layout in ("flows", "coefficients")
    ]
    difference = economies[0].inputs - economies[1].inputs
    assert abs(difference).max() < 1e-15


def test_every_planned_sheet_and_column_is_there(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(tmp_path / "plan.xlsx"))
    planned = [sheet for sheet in SCHEMA if sheet.planned and sheet.name != "coefficients"]
    assert book.sheetnames == ["README", *(sheet.name for sheet in planned)]
    for sheet in planned:
        headers = [cell.value for cell in book[sheet.name][2]]
        assert headers == [column.name for column in sheet.columns]


def test_no_comment_row_is_taken_for_a_source(tmp_path: Path) -> None:
    economy = read(write_template(tmp_path / "plan.xlsx")).economy
    assert {note.text for note in economy.sources} == {"synthetic example"}


def test_the_same_template_has_the_same_bytes() -> None:
    assert render_template() == render_template()


@pytest.mark.parametrize(("layout", "periods"), [("supply", 1), ("flows", 0)])
def test_what_makes_no_template_is_said(layout: Any, periods: int) -> None:
    with pytest.raises(BalancesError):
        render_template(layout, periods)
