"""Settings and units: how the workbook as a whole is to be read."""

from __future__ import annotations

from balances.workbook.column import Column, Sheet

SETTINGS: tuple[Column, ...] = (
    Column(name="title", kind="text", help="Title of the plan.", example="Demonstration plan"),
    Column(
        name="base_year",
        kind="text",
        help="Label of the year that base outputs, final demand and growth figures refer to.",
        example="1955",
    ),
    Column(
        name="first_period",
        kind="text",
        help="Label of the first period of the plan; blank = the one after base_year, else 1.",
        example="1956",
    ),
    Column(
        name="periods",
        kind="integer",
        help="Number of periods of the plan.",
        low=1,
        high=400,
        default=1,
        aliases=("number_of_periods", "plan_years"),
        example=1,
    ),
    Column(
        name="period_name",
        kind="choice",
        choices=("year", "quarter"),
        help="What a period is; quarters are labelled 1933Q1 and roll over into the next year.",
        default="year",
        example="year",
    ),
    Column(
        name="currency",
        kind="text",
        help="Name of the money unit of prices, wages and budgets.",
        default="roubles",
        example="roubles",
    ),
    Column(
        name="method",
        kind="choice",
        choices=("leximin", "weighted", "least_effort", "iterative"),
        help="How the plan is found; leximin cuts every claimant equally.",
        default="leximin",
        example="leximin",
    ),
    Column(
        name="after_goals",
        kind="text",
        help="What follows once all goals are met: least_effort, or maximise:<measure>[/item], or "
        "maximise:<measure>/item/period (or first-last) to count these periods only.",
        default="least_effort",
        example="least_effort",
    ),
    Column(
        name="terminal_growth",
        kind="number",
        help="Growth of input use beyond the last period, for sectors with a lead (0.05 = 5 %).",
        unit="share",
        low=-1.0,
        default=0.0,
        example=0.0,
    ),
    Column(
        name="rounds",
        kind="integer",
        help="Rounds of the method iterative (Gosplan's own way of balancing).",
        low=0,
        high=10_000,
        default=8,
        example=8,
    ),
    Column(
        name="frozen_rounds",
        kind="integer",
        help="Supply rounds of a frozen plan per period; blank = one per quarter.",
        low=1,
        high=10_000,
        example=4,
    ),
    Column(
        name="dash_means",
        kind="choice",
        choices=("error", "zero", "blank"),
        help="How a dash in a number column is read.",
        default="error",
        example="error",
    ),
)

SETTINGS_SHEET = Sheet(
    name="settings",
    help="How the plan is to be made. Every key has a default, so the sheet may be left out.",
    aliases=("options", "setting"),
    key=("key",),
    columns=(
        Column(
            name="key",
            kind="text",
            required=True,
            help="Name of the setting.",
            example="periods",
        ),
        Column(
            name="value",
            kind="text",
            required=True,
            help="Its value; a key that is left out keeps its default.",
            example="1",
        ),
        Column(name="unit", kind="text", help="Unit of the value, for the reader."),
        Column(name="note", kind="text", help="Remarks.", aliases=("notes",)),
    ),
)

UNITS = Sheet(
    name="units",
    help="How units are converted, so that a header may state another unit than the sector's.",
    key=("unit",),
    columns=(
        Column(name="unit", kind="text", required=True, help="A unit.", example="kt"),
        Column(
            name="base",
            kind="text",
            required=True,
            help="The unit it is expressed in.",
            example="t",
        ),
        Column(
            name="factor",
            kind="number",
            required=True,
            low=0.0,
            help="How many of the base unit make one of it.",
            example=1000.0,
        ),
    ),
)
