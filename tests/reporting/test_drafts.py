"""The sheet Drafts: the five drafts of Table 2, and what it says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.analysis.drafts import Draft
from balances.reporting import ReportInput
from balances.reporting.sheets.drafts import drafts
from balances.reporting.table import number

# Gregory, The Dictator's Orders, Table 2: investment, cost, productivity of construction labour.
TABLE_2 = (
    Draft("June 1950", 1.9, 0.85, 1.45),
    Draft("Jan. 1951", 2.05, 0.80, 1.47),
    Draft("June 1951", 2.13, 0.77, 1.57),
    Draft("Aug. 1951", 1.94, 0.79, 1.55),
    Draft("Oct. 1951", 1.6, 0.75, 1.55),
)


def test_real_investment_of_the_five_drafts(full: ReportInput) -> None:
    table = drafts(replace(full, drafts=TABLE_2))
    assert table is not None
    rows = table.blocks[0].rows
    assert [row.cells["draft"] for row in rows] == [draft.name for draft in TABLE_2]
    real = [number(row.cells["real"]) for row in rows]
    assert real == pytest.approx([2.235, 2.563, 2.766, 2.456, 2.133], abs=6e-4)
    last = rows[-1].cells
    assert number(last["real_on"]) == pytest.approx(0.954, abs=5e-4)
    assert number(last["nominal_on"]) == pytest.approx(0.842, abs=5e-4)


def test_the_note_says_what_the_ends_hide(full: ReportInput) -> None:
    table = drafts(replace(full, drafts=TABLE_2))
    assert table is not None
    assert "investment comes to 0.842 and real investment to 0.954" in table.note
    assert "investment and cost +0.28" in table.note
    assert "productivity of construction labour and cost −0.84" in table.note
    assert "price elasticity of 0.728" in table.note


def test_two_drafts_correlate_with_nothing(full: ReportInput) -> None:
    table = drafts(replace(full, drafts=TABLE_2[:2]))
    assert table is not None
    assert "Correlations" not in table.note


@pytest.mark.parametrize("given", [(), TABLE_2[:1]])
def test_fewer_than_two_drafts_say_nothing(full: ReportInput, given: tuple[Draft, ...]) -> None:
    assert drafts(replace(full, drafts=given)) is None
