"""Sections: every sheet of the report has one, and what only a spreadsheet can do is not told."""

from __future__ import annotations

from balances.reporting import ReportInput
from balances.reporting.page.markup import element
from balances.reporting.page.sections import SECTIONS, Section, goals, section_html
from balances.reporting.report import report_tables

ELSEWHERE = {"Contents", "Chessboard", "Side by side"}
"""The list of sections, the flow diagrams, and the sections of each plan with their switch."""


def test_every_sheet_of_the_report_is_on_the_page(full: ReportInput) -> None:
    shown = {table.name for table in (of.sheet(full) for of in SECTIONS) if table is not None}
    sheets = {table.name for table in report_tables(full) if not table.tidy}
    assert sheets - ELSEWHERE <= shown


def test_sections_bear_different_names() -> None:
    assert len({section.name for section in SECTIONS}) == len(SECTIONS)


def test_the_goals_are_those_of_the_plan(full: ReportInput) -> None:
    table = goals(full)
    assert table is not None
    (block,) = table.blocks
    assert [row.cells["delivered"] for row in block.rows] == full.main.goals["delivered"].tolist()
    assert block.rows[0].cells["goal"] == "population: grain (household)"
    assert block.rows[0].cells["class"] == "2 ordinary"


def test_nothing_is_said_of_formulas_colours_or_data_sheets(full: ReportInput) -> None:
    parts = [part for section in SECTIONS for part in section_html(section, full)]
    words = " ".join(element("div", *parts).itertext())
    assert "live formula" not in words
    assert "Blue figures" not in words
    assert "data_" not in words


def test_a_sheet_with_nothing_to_say_gives_no_section(simple: ReportInput) -> None:
    assert section_html(Section("a", "A", lambda _: None), simple) == []
