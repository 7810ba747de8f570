"""A sheet said another way holds the same values."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.workbook.cells import Grid, Manner, Percent, SpreadsheetError, Uncalculated
from balances.workbook.csvfolder import read_table
from balances.workbook.numbers import read_number
from balances.workbook.transcript import as_csv, header_row, with_types

finite = st.floats(allow_nan=False, allow_infinity=False)


def sectors(*cells: object, title: str = "Products") -> Grid:
    """A title, a header in row 2, a comment, and one row with these cells in capacity … ."""
    header = {1: "code", 2: "unit", 3: "capacity", 4: "depreciation", 5: "source"}
    row = dict(enumerate(("01", "t", *cells), start=1))
    return Grid(title, {1: {1: "Table 1"}, 2: header, 4: {1: "# 5", 3: "7"}, 5: row})


def text(grid: Grid) -> Grid:
    """The grid of a csv file of it."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(as_csv(grid))
    return read_table(f"{grid.title}.csv", target.getvalue().encode())


def test_the_header_is_found_below_a_title():
    assert header_row(sectors()) == 2
    assert header_row(Grid("no sheet", {1: {1: "code"}})) == 0


def test_figures_become_numbers_where_numbers_belong():
    grid = with_types(text(sectors("1.50", "many", "1955")))
    assert grid.rows[5] == {1: "01", 2: "t", 3: 1.5, 4: "many", 5: 1955}
    assert grid.rows[4] == {1: "# 5", 3: "7"}
    assert not grid.from_text
    # of a text, only what reads the same again
    grid = with_types(text(sectors("1.50", "many", "1955.0")))
    assert grid.rows[5][5] == "1955.0"


def test_figures_of_a_matrix_become_numbers_and_its_codes_do_not():
    rows = {1: {1: "supplier\\user", 2: "01", 3: "source"}, 2: {1: "01", 2: "3", 3: "4"}}
    grid = with_types(Grid("flows", rows, from_text=True))
    assert grid.rows[2] == {1: "01", 2: 3, 3: "4"}
    assert grid.rows[1] == rows[1]


@pytest.mark.parametrize("figure", ["1e400", "1,234", "1 234,5", "-", "12%", "١"])
def test_what_is_no_plain_number_stays_text(figure):
    assert with_types(text(sectors(figure))).rows[5][3] == figure


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (True, "yes"),
        (3.0, "3"),
        (1e20, "1e+20"),
        (SpreadsheetError("#REF!"), "#REF!"),
        (Uncalculated(), ""),
        (Percent(0.125), "0.125"),
    ],
)
def test_cells_as_text(cell, said):
    assert as_csv(sectors(1, cell))[4][3] == said


def test_lines_are_rows():
    assert as_csv(sectors(1))[:4] == (
        *(("Table 1",), ("code", "unit", "capacity", "depreciation", "source"), ()),
        ("# 5", "", "7"),
    )


@given(finite)
def test_a_number_comes_back_as_it_was(number):
    assert with_types(text(sectors(number))).rows[5][3] == number


@given(finite)
def test_a_percentage_comes_back_as_it_was(share):
    figures = {1: {1: "figure", 2: "measure", 3: "value"}, 2: {1: "x", 2: "output"}}
    figures[2][3] = Percent(share)
    (said,) = as_csv(Grid("control_figures", figures))[1][2:]
    found = read_number(said, Manner(from_text=True))
    assert (found.value, found.percent) == (share, True)


@given(finite)
def test_growth_in_percent_comes_back_as_the_reader_has_it(share):
    claims = {1: {1: "commodity", 2: "claimant", 3: "growth"}, 2: {1: "x", 2: "y"}}
    claims[2][3] = Percent(share)
    (said,) = as_csv(Grid("claims", claims))[1][2:]
    assert float(said) == share * 100.0
