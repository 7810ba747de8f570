"""Codes about viability (V4xx) and decrees (D5xx)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from balances.workbook.codes.entry import E, Entry, W

ECONOMICS: Mapping[str, Entry] = MappingProxyType(
    {
        "V401": Entry(
            "The norms are not productive",
            E,
            "A group of sectors needs more of its own products than it makes (Hawkins-Simon), so "
            "no plan exists.",
        ),
        "V402": Entry(
            "Used but without a source",
            W,
            "Nobody makes it, it may not be imported, and there is no stock of it.",
        ),
        "V403": Entry(
            "A figure above what there can be",
            W,
            "The figure exceeds capacity, imports and stocks together.",
        ),
        "V404": Entry(
            "A sector spends more than it makes",
            W,
            "In value, its inputs are worth as much as its output or more.",
        ),
        "V405": Entry(
            "Flows do not add up to base output",
            W,
            "Deliveries and final use differ from output by more than rounding explains.",
        ),
        "V406": Entry(
            "Figures that contradict each other",
            W,
            "The figures imply weights, bounds or totals that do not agree.",
        ),
        "V407": Entry(
            "Negative coefficient",
            W,
            "Legal in published tables, but a plan then gains by producing more of the user.",
        ),
        "V408": Entry("Negative final demand", W, "Legal in published tables; nobody claims it."),
        "V409": Entry("Zero base output", W, "Flows into the sector give it no norms."),
        "V410": Entry("Unlimited capacity", W, "A blank capacity sets no limit at all."),
        "V411": Entry(
            "A project that cannot be finished",
            W,
            "It gives capacity only when it is wholly done, and what is left of it takes longer "
            "than the periods of the plan in which it may be built.",
        ),
        "D501": Entry("Unknown kind of decree", E, "Nobody can tell what it is to do."),
        "D502": Entry("Two decrees of the same number", E, "Decrees are told apart by number."),
        "D503": Entry(
            "The date of a decree is not understood",
            E,
            "Decrees are replayed in order of date: 1956, 1956-02, 1956-02-14 or 1956Q1.",
        ),
        "D504": Entry("A decree without its value", E, "Its kind needs one."),
        "D505": Entry(
            "The value of a decree makes no sense",
            E,
            "Shares lie between 0 and 1, factors and prices are not negative, classes are whole.",
        ),
        "D506": Entry(
            "A decree without a target", E, "Its kind needs to know whom or what it is about."
        ),
        "D507": Entry(
            "A decree about nothing",
            E,
            "Its target columns, which narrow each other, match nothing in this workbook.",
        ),
        "D508": Entry(
            "A decree on what the workbook lacks",
            E,
            "Without the money, prices, stocks or projects that it is about it changes nothing.",
        ),
        "D509": Entry(
            "A decree that cannot be undone",
            E,
            "Only earlier decrees can be undone, and no events.",
        ),
        "D510": Entry(
            "Growth on what has no base",
            E,
            "Growth is reckoned on the base year, which is not known here.",
        ),
        "D511": Entry(
            "A claim is not well named",
            E,
            "Decrees name a claim as commodity/claimant/use.",
        ),
        "D512": Entry(
            "A word that the kind of decree does not know",
            E,
            "What the value is (as), or what it touches (what), is different for every kind.",
        ),
    }
)
