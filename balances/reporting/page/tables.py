"""Tables of the report as HTML: caption, scopes, units, and figures as the report shows them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TypeAlias
from xml.etree.ElementTree import Element

from balances.reporting.layout import decimals_of, places, words
from balances.reporting.page.markup import Child, element
from balances.reporting.table import Block, Cell, Column, Role, Row, Show, number
from balances.reporting.wording import percent

LONGEST = 1_000
"""Rows of a table that the page shows; the Excel report has them all."""


SHORT = 15
"""Rows up to which a table is shown whole; a longer one scrolls in its box."""


LONG_TEXT = 40
"""Characters from which words are given a wide column."""

Texts: TypeAlias = Mapping[str, str | None]
"""Class of each column of words by key; None for columns of figures."""


def block_html(block: Block, name: str, caption: str) -> list[Element]:
    """A block as HTML: a table, a list of terms, or a paragraph.

    Args:
        block: what is shown.
        name: of the table in the page, unique there; letters, digits and hyphens.
        caption: words of the caption where the block has no heading.
    """
    if not block.columns:
        heading = element("h4", block.heading) if block.heading else None
        paragraph = element("p", block.note) if block.note else None
        return [part for part in (heading, paragraph) if part is not None]
    if block.headless:
        return _terms(block)
    if not block.rows:
        return []
    note = element("p", block.note, class_="note") if block.note else None
    cut = len(block.rows) - LONGEST
    more = (
        element("p", f"The first {LONGEST:,} rows; {cut:,} more are in the Excel report.")
        if cut > 0
        else None
    )
    found = (note, _table(block, name, block.heading or caption), more)
    return [part for part in found if part is not None]


def _terms(block: Block) -> list[Element]:
    """A list of names and their texts."""
    what, text = (column.key for column in block.columns[:2])
    pairs: list[Element] = []
    for row in block.rows:
        pairs.append(element("dt", _plain(row.cells.get(what))))
        pairs.append(element("dd", _plain(row.cells.get(text))))
    heading = element("h4", block.heading) if block.heading else None
    return [part for part in (heading, element("dl", *pairs, class_="terms")) if part is not None]


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _table(block: Block, name: str, caption: str) -> Element:
    """The table in a box of its own, which scrolls by touch and by keyboard."""
    rows = list(zip(block.rows, decimals_of(block), strict=True))
    body = [each for each in rows if each[0].role is not Role.TOTAL][:LONGEST]
    totals = [each for each in rows if each[0].role is Role.TOTAL]
    texts = {c.key: _text_class(c, block.rows) for c in block.columns}
    foot = element("tfoot", *(_row(block, *each, texts) for each in totals)) if totals else None
    table = element(
        "table",
        element("caption", element("span", caption), id=f"{name}-caption"),
        element("thead", *_bands(block.columns), _head(block.columns, texts)),
        element("tbody", *(_row(block, *each, texts) for each in body)),
        foot,
        id=name,
    )
    return element(
        "div",
        table,
        class_="scroll long" if len(body) > SHORT else "scroll",
        role="region",
        tabindex=0,
        aria_labelledby=f"{name}-caption",
    )


def _text_class(column: Column, rows: tuple[Row, ...]) -> str | None:
    """How a column of words is set, wider where they are many; None for a column of figures."""
    cells = [row.cells.get(column.key) for row in rows]
    if any(number(cell) is not None for cell in cells):
        return None
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    return "t long-text" if longest > LONG_TEXT else "t"


def _bands(columns: tuple[Column, ...]) -> list[Element]:
    """The row of words above runs of columns; none where no column has such."""
    if not any(column.band for column in columns):
        return []
    cells = []
    for band, run in groupby(columns, key=lambda column: column.band):
        count = len(list(run))
        span = count if count > 1 else None
        if band:
            cells.append(element("th", band, colspan=span, scope="colgroup"))
        else:
            cells.append(element("td", colspan=span))
    return [element("tr", *cells, class_="bands")]


def _head(columns: tuple[Column, ...], texts: Texts) -> Element:
    return element(
        "tr",
        *(element("th", column.title, scope="col", class_=texts[column.key]) for column in columns),
    )


def _row(block: Block, row: Row, decimals: int, texts: Texts) -> Element:
    """Cells of a row; the first names it."""
    cells = []
    for position, column in enumerate(block.columns):
        shown = cell_words(row.cells.get(column.key), row.show or column.show, decimals)
        if position == 0:
            cells.append(element("th", shown, scope="row"))
        else:
            cells.append(element("td", shown, class_=texts[column.key]))
    return element("tr", *cells)


def cell_words(cell: Cell, show: Show, decimals: int) -> str:
    """What the report shows in a cell: a dash for zero, a true minus, shares cut and not rounded.

    Args:
        cell: of a block.
        show: number format.
        decimals: of the quantities of its row.
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    value = number(cell)
    if value is None:
        return words(cell, show, decimals)
    if value == 0.0 and show in (Show.WHOLE, Show.QUANTITY, Show.PRICE, Show.SHARE):
        return "–"
    if show is Show.SHARE:
        return percent(value) if value > 0.0 else f"−{percent(-value)}"
    return words(cell, show, places(cell, show, decimals)).replace("-", "−")


def listing(*parts: Child | list[Element]) -> list[Element | str]:
    """Children in one row, lists among them unfolded and what is missing left out."""
    found: list[Element | str] = []
    for part in parts:
        if isinstance(part, list):
            found += part
        elif part is not None:
            found.append(part)
    return found
