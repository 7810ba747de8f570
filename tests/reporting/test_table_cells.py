"""What a value of a table becomes in a cell."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from balances.reporting.layout import Placed
from balances.reporting.style import Look
from balances.reporting.table import Block, Cell, Column, Formula, Link
from balances.reporting.table_cells import cell_of, is_quoted, look_of, text_of

PLACED = Placed(Block((Column("a", "A"), Column("b", "B"))), 0, 0, 0, 1, 2)


@pytest.mark.parametrize(
    ("value", "markup"),
    [
        (None, '<c r="B3" s="7"/>'),
        ("", '<c r="B3" s="7"/>'),
        (float("nan"), '<c r="B3" s="7"/>'),
        (True, '<c r="B3" s="7" t="inlineStr"><is><t>yes</t></is></c>'),
        ("=coal", '<c r="B3" s="7" t="inlineStr"><is><t>=coal</t></is></c>'),
        (2.5, '<c r="B3" s="7"><v>2.5</v></c>'),
        (Formula("={a}*2", 5.0), '<c r="B3" s="7"><f>A3*2</f><v>5</v></c>'),
    ],
)
def test_a_value_is_stored_as_what_it_is(value: Cell, markup: str) -> None:
    sheet = Workbook().worksheets[0]
    assert cell_of(sheet, PLACED, ("B", 3), value, 7) == markup


def test_a_link_is_known_to_the_sheet_by_its_cell() -> None:
    sheet = Workbook().worksheets[0]
    found = cell_of(sheet, PLACED, ("A", 2), Link("plan", "The plan", "B4"), 1)
    assert found == '<c r="A2" s="1" t="inlineStr"><is><t>plan</t></is></c>'
    link = sheet["A2"].hyperlink
    assert (link.ref, link.location, link.display) == ("A2", "'The plan'!B4", "plan")


def test_only_words_that_a_reader_could_make_a_formula_are_quoted() -> None:
    assert [is_quoted(text) for text in ("=a", "+1", "-1", "@a", "a=b", "")] == [True] * 4 + [
        False
    ] * 2
    assert [text_of(cell) for cell in (False, 1.0, None, Formula("=1", "OK"))] == ["no", "", "", ""]


def test_looks_follow_what_a_value_is() -> None:
    assert look_of(1.0, numeric=True, beside_numbers=True) is Look.GIVEN
    assert look_of(Formula("=1", 1.0), numeric=True, beside_numbers=True) is Look.FORMULA
    assert look_of("unlimited", numeric=False, beside_numbers=True) is Look.WORD
    assert look_of("coal", numeric=False, beside_numbers=False) is Look.LABEL
    assert look_of(Link("a", "b"), numeric=False, beside_numbers=False) is Look.LINK
