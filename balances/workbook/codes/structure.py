"""Codes about sheets and columns (S1xx) and about a cell (C2xx)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from balances.workbook.codes.entry import E, Entry, W

STRUCTURE: Mapping[str, Entry] = MappingProxyType(
    {
        "S101": Entry(
            "A required sheet is missing",
            E,
            "A plan needs sectors, their norms (flows or coefficients) and goals (claims, "
            "control figures or final demand).",
        ),
        "S102": Entry(
            "A required column is missing",
            E,
            "The header row is the first of rows 1-20 that holds every required column; without "
            "one the sheet cannot be read.",
        ),
        "S103": Entry(
            "Unknown column",
            W,
            "The column is not read. A misspelt header would otherwise lose its data in silence.",
        ),
        "S104": Entry(
            "Unknown sheet",
            W,
            "The sheet is not read. Names that start with _ or # are for notes.",
        ),
        "S105": Entry(
            "Two sheets of the same name",
            E,
            "Names match when case, spaces, _ and - are left aside, so it is not clear which one "
            "is meant.",
        ),
        "S106": Entry(
            "Two columns of the same name",
            E,
            "It is not clear which one is meant.",
        ),
        "S107": Entry(
            "Data under no header",
            W,
            "Cells in a column without a header are not read.",
        ),
        "S108": Entry(
            "Merged cells in data",
            E,
            "Only the first of merged cells holds a value; the others would be read as blank.",
        ),
        "S109": Entry(
            "Hidden sheet, rows or columns",
            W,
            "Hidden data are read like any other; figures nobody sees are easily forgotten.",
        ),
        "S110": Entry(
            "Both flows and coefficients",
            E,
            "Both give the same norms; exactly one of the two may stand.",
        ),
        "S111": Entry(
            "Matrix laid out the wrong way round",
            E,
            "The first cell of a matrix says what its rows and columns are; here it says the "
            "opposite of what the sheet needs.",
        ),
        "S112": Entry(
            "A change is not understood",
            E,
            "A change is written sheet.key.field=value; its sheet and field must exist and the "
            "value must fit the column.",
        ),
        "C201": Entry("Not a number", E, "A number was expected."),
        "C202": Entry(
            "Unit does not fit",
            E,
            "A unit in the header must be the one expected, or one that the sheet units converts.",
        ),
        "C203": Entry("Blank where a value is required", E, "Blank is not zero."),
        "C204": Entry(
            "Formula without a value",
            E,
            "The file holds the formula but no result: it was never calculated.",
        ),
        "C205": Entry("Number out of range", E, "The number is outside what is possible here."),
        "C206": Entry("Not one of the words allowed", E, "Only certain words are understood."),
        "C207": Entry(
            "Text read as a number",
            W,
            "The text can be read in one way only, so it was; a true number is safer.",
        ),
        "C208": Entry(
            "Text that may be two numbers",
            E,
            "1.234 may be one and a bit or one thousand and some; nothing is guessed.",
        ),
        "C209": Entry("TRUE or FALSE in place of a number or text", E, "It is neither."),
        "C210": Entry(
            "A date in place of a number or code",
            E,
            "Spreadsheet programs turn entries like 1-5 into dates.",
        ),
        "C211": Entry("A spreadsheet error", E, "The cell holds an error such as #REF!."),
        "C212": Entry("Too large a number", E, "The number is infinite or not a number at all."),
        "C213": Entry("Not a whole number", E, "A whole number was expected."),
        "C214": Entry("Not a yes or no", E, "yes or no was expected."),
        "C215": Entry("Not a period of the plan", E, "The label is none of the plan's periods."),
        "C216": Entry(
            "A dash in place of a number",
            E,
            "A dash may mean zero or not known; settings.dash_means says which.",
        ),
        "C217": Entry(
            "A number that cannot be a code",
            E,
            "Codes are text. A number with decimals in a code column is a slip.",
        ),
        "C218": Entry(
            "Exactly one of two columns is needed",
            E,
            "A claim is a quantity or a growth, not both and not neither.",
        ),
        "C219": Entry(
            "Bounds cross",
            E,
            "The least allowed lies above the most allowed, so nothing fits.",
        ),
        "C220": Entry(
            "List of the wrong length",
            E,
            "A spending profile has one share for each period from start to use, and one where "
            "new capacity is used at once.",
        ),
        "C221": Entry(
            "Points that make no cost curve",
            E,
            "Volumes must increase, and each further unit of work must cost as much as the one "
            "before it or more; otherwise the plan would buy the dear work first.",
        ),
    }
)
