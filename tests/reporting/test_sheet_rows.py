"""Cells and rows as markup: what a workbook stores of a value."""

from __future__ import annotations

import math

import pytest

from balances.reporting.sheet_rows import (
    SheetRows,
    blank_cell,
    formula_cell,
    number_cell,
    stored_number,
    text_cell,
)


@pytest.mark.parametrize(
    ("value", "stored"),
    [(5, "5"), (5.0, "5"), (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"), (1e-9, "1e-09")],
)
def test_a_number_takes_the_digits_that_give_it_again(value: float, stored: str) -> None:
    assert stored_number(value) == stored
    assert float(stored) == value


def test_a_number_of_numpy_is_stored_as_any_other() -> None:
    numpy = pytest.importorskip("numpy")
    assert stored_number(numpy.float64(math.pi * 1e5)) == repr(math.pi * 1e5)


def test_cells_bear_their_address_look_and_type() -> None:
    assert blank_cell("A1", 3) == '<c r="A1" s="3"/>'
    assert number_cell("B2", 1.5) == '<c r="B2"><v>1.5</v></c>'
    assert formula_cell("C3", '=IF(A1<2,"a","b")', "a<b", 4) == (
        '<c r="C3" s="4" t="str"><f>IF(A1&lt;2,"a","b")</f><v>a&lt;b</v></c>'
    )
    assert formula_cell("D4", "=A1+1", 2.0) == '<c r="D4"><f>A1+1</f><v>2</v></c>'


def test_a_text_is_never_markup_and_keeps_its_blanks() -> None:
    assert (
        text_cell("A1", "=<b>", 1) == '<c r="A1" s="1" t="inlineStr"><is><t>=&lt;b&gt;</t></is></c>'
    )
    assert '<t xml:space="preserve"> a</t>' in text_cell("A1", " a")


def test_rows_stand_in_one_range_with_the_heights_they_have() -> None:
    rows = SheetRows()
    rows.heights[1] = 24.0
    rows.add(1, [text_cell("A1", "top")], 1)
    rows.add(3, [number_cell("A3", 1.0), number_cell("C3", 2.0)], 3)
    assert (rows.reach, rows.last) == ("A1:C3", 3)
    # 24 points, then a blank row and one of figures at 13.5 each.
    assert rows.height == pytest.approx(51.0)
    assert rows.markup == (
        '<row r="1" ht="24" customHeight="1"><c r="A1" t="inlineStr"><is><t>top</t></is></c></row>'
        '<row r="3"><c r="A3"><v>1</v></c><c r="C3"><v>2</v></c></row>'
    )
