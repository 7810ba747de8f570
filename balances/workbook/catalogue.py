"""The catalogue of issue codes: what each is about, how bad it is, and why it is one.

Codes never change their meaning; wordings may. S1xx are about sheets and columns, C2xx about a
cell, R3xx about references, V4xx about viability, D5xx about decrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from balances.economy.issue import Issue, Level, Where


class Entry(NamedTuple):
    """What one code means.

    Attributes:
        title: a few words.
        level: error, or warning (an error in strict reading).
        explanation: why it is one, in a sentence or two.
    """

    title: str
    level: Level
    explanation: str


_E, _W = Level.ERROR, Level.WARNING

CATALOGUE: Mapping[str, Entry] = MappingProxyType(
    {
        "S101": Entry(
            "A required sheet is missing",
            _E,
            "A plan needs sectors, their norms (flows or coefficients) and goals (claims, "
            "control figures or final demand).",
        ),
        "S102": Entry(
            "A required column is missing",
            _E,
            "The header row is the first of rows 1-20 that holds every required column; without "
            "one the sheet cannot be read.",
        ),
        "S103": Entry(
            "Unknown column",
            _W,
            "The column is not read. A misspelt header would otherwise lose its data in silence.",
        ),
        "S104": Entry(
            "Unknown sheet",
            _W,
            "The sheet is not read. Names that start with _ or # are for notes.",
        ),
        "S105": Entry(
            "Two sheets of the same name",
            _E,
            "Names match when case, spaces, _ and - are left aside, so it is not clear which one "
            "is meant.",
        ),
        "S106": Entry(
            "Two columns of the same name",
            _E,
            "It is not clear which one is meant.",
        ),
        "S107": Entry(
            "Data under no header",
            _W,
            "Cells in a column without a header are not read.",
        ),
        "S108": Entry(
            "Merged cells in data",
            _E,
            "Only the first of merged cells holds a value; the others would be read as blank.",
        ),
        "S109": Entry(
            "Hidden sheet, rows or columns",
            _W,
            "Hidden data are read like any other; figures nobody sees are easily forgotten.",
        ),
        "S110": Entry(
            "Both flows and coefficients",
            _E,
            "Both give the same norms; exactly one of the two may stand.",
        ),
        "S111": Entry(
            "Matrix laid out the wrong way round",
            _E,
            "The first cell of a matrix says what its rows and columns are; here it says the "
            "opposite of what the sheet needs.",
        ),
        "S112": Entry(
            "A change is not understood",
            _E,
            "A change is written sheet.key.field=value; its sheet and field must exist and the "
            "value must fit the column.",
        ),
        "C201": Entry("Not a number", _E, "A number was expected."),
        "C202": Entry(
            "Unit does not fit",
            _E,
            "A unit in the header must be the one expected, or one that the sheet units converts.",
        ),
        "C203": Entry("Blank where a value is required", _E, "Blank is not zero."),
        "C204": Entry(
            "Formula without a value",
            _E,
            "The file holds the formula but no result: it was never calculated.",
        ),
        "C205": Entry("Number out of range", _E, "The number is outside what is possible here."),
        "C206": Entry("Not one of the words allowed", _E, "Only certain words are understood."),
        "C207": Entry(
            "Text read as a number",
            _W,
            "The text can be read in one way only, so it was; a true number is safer.",
        ),
        "C208": Entry(
            "Text that may be two numbers",
            _E,
            "1.234 may be one and a bit or one thousand and some; nothing is guessed.",
        ),
        "C209": Entry("TRUE or FALSE in place of a number or text", _E, "It is neither."),
        "C210": Entry(
            "A date in place of a number or code",
            _E,
            "Spreadsheet programs turn entries like 1-5 into dates.",
        ),
        "C211": Entry("A spreadsheet error", _E, "The cell holds an error such as #REF!."),
        "C212": Entry("Too large a number", _E, "The number is infinite or not a number at all."),
        "C213": Entry("Not a whole number", _E, "A whole number was expected."),
        "C214": Entry("Not a yes or no", _E, "yes or no was expected."),
        "C215": Entry("Not a period of the plan", _E, "The label is none of the plan's periods."),
        "C216": Entry(
            "A dash in place of a number",
            _E,
            "A dash may mean zero or not known; settings.dash_means says which.",
        ),
        "C217": Entry(
            "A number that cannot be a code",
            _E,
            "Codes are text. A number with decimals in a code column is a slip.",
        ),
        "C218": Entry(
            "Exactly one of two columns is needed",
            _E,
            "A claim is a quantity or a growth, not both and not neither.",
        ),
        "C219": Entry(
            "Bounds cross",
            _E,
            "The least allowed lies above the most allowed, so nothing fits.",
        ),
        "C220": Entry(
            "List of the wrong length",
            _E,
            "A spending profile has one share for each period from start to use, and one where "
            "new capacity is used at once.",
        ),
        "C221": Entry(
            "Points that make no cost curve",
            _E,
            "Volumes must increase, and each further unit of work must cost as much as the one "
            "before it or more; otherwise the plan would buy the dear work first.",
        ),
        "R301": Entry("Unknown code", _E, "The code is not in the sheet it refers to."),
        "R302": Entry("The same key twice", _E, "Two rows say what one row may say."),
        "R303": Entry(
            "A technique makes nothing",
            _E,
            "Its output is zero, so it is no way of making the product.",
        ),
        "R304": Entry(
            "Codes that look alike",
            _W,
            "They differ in case or in letters of another alphabet; they are kept apart.",
        ),
        "R305": Entry("Unknown setting", _W, "The setting is not read."),
        "R306": Entry("Unknown variant", _E, "No control figure is of this variant."),
        "R307": Entry("Unknown scenario", _E, "The sheet scenarios has no such name."),
        "R308": Entry("A change names no row", _E, "No row, or more than one, has this key."),
        "R309": Entry(
            "The item does not fit the measure",
            _E,
            "The measure cannot be reckoned for this item, or data it needs are missing.",
        ),
        "R310": Entry(
            "A price that is needed is missing",
            _E,
            "Where foreign exchange is balanced, every good that may be imported needs a price; "
            "where capital construction is paid for, every good and labour that it takes.",
        ),
        "R311": Entry(
            "Growth without a base",
            _E,
            "Growth refers to base-year values that are missing or zero.",
        ),
        "R312": Entry("base_output is needed", _E, "Flows become norms by dividing by output."),
        "R313": Entry(
            "Wages differ",
            _W,
            "A labour category has one base wage; the message says which one is used.",
        ),
        "R314": Entry(
            "Half of the cost curve is missing",
            _E,
            "An elasticity says how prices rise above the normal volume of capital work, so the "
            "two are given together.",
        ),
        "R315": Entry(
            "A money figure that counts for nothing",
            _W,
            "The figure is not read, or has no effect without another one.",
        ),
        "V401": Entry(
            "The norms are not productive",
            _E,
            "A group of sectors needs more of its own products than it makes (Hawkins-Simon), so "
            "no plan exists.",
        ),
        "V402": Entry(
            "Used but without a source",
            _W,
            "Nobody makes it, it may not be imported, and there is no stock of it.",
        ),
        "V403": Entry(
            "A figure above what there can be",
            _W,
            "The figure exceeds capacity, imports and stocks together.",
        ),
        "V404": Entry(
            "A sector spends more than it makes",
            _W,
            "In value, its inputs are worth as much as its output or more.",
        ),
        "V405": Entry(
            "Flows do not add up to base output",
            _W,
            "Deliveries and final use differ from output by more than rounding explains.",
        ),
        "V406": Entry(
            "Figures that contradict each other",
            _W,
            "The figures imply weights, or bounds, that do not agree.",
        ),
        "V407": Entry(
            "Negative coefficient",
            _W,
            "Legal in published tables, but a plan then gains by producing more of the user.",
        ),
        "V408": Entry("Negative final demand", _W, "Legal in published tables; nobody claims it."),
        "V409": Entry("Zero base output", _W, "Flows into the sector give it no norms."),
        "V410": Entry("Unlimited capacity", _W, "A blank capacity sets no limit at all."),
        "D502": Entry("Two decrees of the same number", _E, "Decrees are told apart by number."),
        "D503": Entry(
            "The date of a decree is not understood",
            _E,
            "Decrees are replayed in order of date: 1956, 1956-02 or 1956-02-14.",
        ),
    }
)


def issue(code: str, where: Where, message: str, remedy: str) -> Issue:
    """An issue of the catalogue at a place."""
    return Issue(code, CATALOGUE[code].level, where, message, remedy)
