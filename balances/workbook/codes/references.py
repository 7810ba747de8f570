"""Codes about references between sheets and figures that need each other (R3xx)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from balances.workbook.codes.entry import E, Entry, W

REFERENCES: Mapping[str, Entry] = MappingProxyType(
    {
        "R301": Entry("Unknown code", E, "The code is not in the sheet it refers to."),
        "R302": Entry("The same key twice", E, "Two rows say what one row may say."),
        "R303": Entry(
            "A technique makes nothing",
            E,
            "Its output is zero, so it is no way of making the product.",
        ),
        "R304": Entry(
            "Codes that look alike",
            W,
            "They differ in case or in letters of another alphabet; they are kept apart.",
        ),
        "R305": Entry("Unknown setting", W, "The setting is not read."),
        "R306": Entry("Unknown variant", E, "No control figure is of this variant."),
        "R307": Entry("Unknown scenario", E, "The sheet scenarios has no such name."),
        "R308": Entry("A change names no row", E, "No row, or more than one, has this key."),
        "R309": Entry(
            "The item does not fit the measure",
            E,
            "The measure cannot be reckoned for this item, or data it needs are missing.",
        ),
        "R310": Entry(
            "A price that is needed is missing",
            E,
            "Where foreign exchange is balanced, every good that may be imported needs a price; "
            "where capital construction is paid for, every good and labour that it takes.",
        ),
        "R311": Entry(
            "Growth without a base",
            E,
            "Growth refers to base-year values that are missing or zero.",
        ),
        "R312": Entry("base_output is needed", E, "Flows become norms by dividing by output."),
        "R313": Entry(
            "Wages differ",
            W,
            "A labour category has one base wage; the message says which one is used.",
        ),
        "R314": Entry(
            "Half of the cost curve is missing",
            E,
            "An elasticity says how prices rise above the normal volume of capital work, so the "
            "two are given together.",
        ),
        "R315": Entry(
            "A money figure that counts for nothing",
            W,
            "The figure is not read, or has no effect without another one.",
        ),
    }
)
