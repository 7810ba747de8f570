"""Tables as HTML: figures as the report shows them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from balances.reporting.page.markup import element
from balances.reporting.page.tables import LONGEST, block_html, cell_words
from balances.reporting.table import Block, Column, Formula, Role, Row, Show


@pytest.mark.parametrize(
    ("cell", "show", "words"),
    [
        (1234.5, Show.QUANTITY, "1,234.5"),
        (-1234.5, Show.QUANTITY, "−1,234.5"),
        (0.0, Show.QUANTITY, "–"),
        (0.0, Show.INDEX, "0.000"),
        (0.99996, Show.SHARE, "99.9 %"),
        (-0.125, Show.SHARE, "−12.5 %"),
        (Formula("={a}", 2.0), Show.WHOLE, "2"),
        (Formula("={a}", "OK"), Show.TEXT, "OK"),
        (True, Show.TEXT, "yes"),
        (None, Show.QUANTITY, ""),
        ("unlimited", Show.QUANTITY, "unlimited"),
    ],
)
def test_a_cell_reads_as_in_the_excel_report(cell, show, words) -> None:
    assert cell_words(cell, show, 1) == words


COLUMNS = (
    Column("what", "Product"),
    Column("made", "Made", unit="kt", show=Show.QUANTITY, band="Sources"),
    Column("bought", "Bought", unit="kt", show=Show.QUANTITY, band="Sources"),
    Column("check", "Check"),
)


def test_a_block_is_a_table_with_bands_totals_and_units() -> None:
    rows = (
        Row({"what": "coal", "made": 3.0, "check": "OK"}),
        Row({"what": "Total", "made": Formula("=SUM({made.first}:{made.last})", 3.0)}, Role.TOTAL),
    )
    whole = element("div", *block_html(Block(COLUMNS, rows, heading="Coal", note="How"), "a", ""))
    table = whole.find("div/table")
    assert whole.find("p").text == "How"
    assert table.find("caption/span").text == "Coal"
    assert [(c.tag, c.text, c.get("colspan")) for c in table.find("thead/tr")] == [
        ("td", None, None),
        ("th", "Sources", "2"),
        ("td", None, None),
    ]
    heads = [head.text for head in table.findall("thead/tr")[1]]
    assert heads == ["Product", "Made [kt]", "Bought [kt]", "Check"]
    assert [(c.text or "", c.get("class")) for c in table.find("tbody/tr")] == [
        *(("coal", None), ("3.000", None), ("", "t"), ("OK", "t")),
    ]
    assert table.find("tfoot/tr/td").text == "3.000"


def test_a_list_of_terms_and_a_paragraph_are_no_tables() -> None:
    terms = Block(COLUMNS[:2], (Row({"what": "Index", "made": "Output"}),), headless=True)
    assert [part.tag for part in block_html(terms, "a", "")] == ["dl"]
    assert [part.tag for part in block_html(Block(heading="A", note="b"), "a", "")] == ["h4", "p"]


def test_rows_beyond_the_longest_are_counted() -> None:
    rows = tuple(Row({"what": str(n)}) for n in range(LONGEST + 5))
    *_, table, more = block_html(Block(COLUMNS, rows), "a", "b")
    assert len(table.find("table/tbody")) == LONGEST
    assert more.text == "The first 1,000 rows; 5 more are in the Excel report."


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[n : n + 2], 16) / 255.0 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_and_bars_stand_out_from_the_paper(theme: int) -> None:
    style = files("balances.reporting.page").joinpath("page.css").read_text(encoding="utf-8")
    inks = re.findall(r":root \{(.*?)\}", style, re.S)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", inks))

    def contrast(one: str, other: str) -> float:
        dark, light = sorted((luminance(colours[one]), luminance(colours[other])))
        return (light + 0.05) / (dark + 0.05)

    for ink in ("ink", "quiet", "accent", "alarm"):
        assert contrast(ink, "paper") >= 4.5
    assert contrast("ink", "band") >= 4.5
    assert contrast("quiet", "band") >= 4.5
    assert contrast("paper", "series-0") >= 4.5
    for series in ("series-1", "series-2"):
        assert contrast(series, "paper") >= 3.0
