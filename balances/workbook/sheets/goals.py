"""Goals: claims and control figures."""

from __future__ import annotations

from balances.economy.measures import MEASURES, MONEY_MEASURES, PARAMETERS
from balances.economy.records import USES
from balances.workbook.column import Column, Sheet, source_column

_COMMODITY = Column(
    name="commodity",
    kind="code",
    required=True,
    refers_to="sectors",
    help="Sector whose product it is about.",
    aliases=("sector", "product"),
    example="coal",
)
_PERIOD = Column(name="period", kind="period", help="Blank = every period.")
_CLASS = Column(
    name="class",
    kind="integer",
    low=0,
    help="0 orders, 1 commanding heights, 2 ordinary, 3 residual; blank = the sector's, else 2.",
    aliases=("priority",),
    example=2,
)
_WEIGHT = Column(
    name="weight",
    kind="number",
    low=0.0,
    default=1.0,
    help="Weight in the method weighted.",
)

CLAIMS = Sheet(
    name="claims",
    help="Who wants how much of what: the goals of the plan. Give quantity or growth.",
    aliases=("claim", "demands"),
    key=("commodity", "claimant", "use", "period"),
    columns=(
        _COMMODITY,
        Column(
            name="claimant",
            kind="code",
            required=True,
            help="Who claims it; need not be in agencies.",
            example="households",
        ),
        Column(
            name="use",
            kind="choice",
            choices=USES,
            default="other",
            help="What it is for.",
            example="household",
        ),
        _PERIOD,
        Column(
            name="quantity",
            kind="number",
            unit="unit",
            low=0.0,
            help="What is wanted per period. Required unless growth is given.",
            aliases=("target",),
            example=30.0,
        ),
        Column(
            name="growth",
            kind="number",
            unit="%",
            low=-100.0,
            help="Growth in percent on base-year final demand of that use (70 = +70 %): per "
            "period where period is blank, in all until the period otherwise.",
        ),
        Column(
            name="floor",
            kind="number",
            unit="unit",
            low=0.0,
            default=0.0,
            help="Least delivery, whatever happens: a hard limit.",
        ),
        _CLASS,
        _WEIGHT,
        source_column(),
    ),
)

CONTROL_FIGURES = Sheet(
    name="control_figures",
    help="Targets from above: outputs, totals, limits. Rows that share measure, item and period "
    "and differ in variant are alternatives; without a choice the last variant stands.",
    aliases=("figures", "targets"),
    key=("figure", "period", "variant"),
    columns=(
        Column(
            name="figure",
            kind="code",
            required=True,
            help="Your label of the figure.",
            example="Coal output",
        ),
        Column(
            name="measure",
            kind="choice",
            required=True,
            choices=tuple(dict.fromkeys((*MEASURES, *MONEY_MEASURES, *PARAMETERS))),
            help="What is counted. investment (nominal) sets the authorised budget and cost the "
            "cost index, both before sheet finance; productivity and wages set indices.",
            example="output",
        ),
        Column(
            name="item",
            kind="code",
            help="Sector, group or labour category it is about; blank = the whole economy.",
            example="coal",
        ),
        Column(
            name="period",
            kind="period",
            help="Blank = the last period. For capacity also a period after the plan, up to the "
            "longest construction lag.",
        ),
        Column(
            name="value",
            kind="number",
            required=True,
            help="The figure; the low end of a range.",
            aliases=("target", "low"),
            example=110.0,
        ),
        Column(name="high", kind="number", help="High end of a range."),
        Column(
            name="as",
            kind="choice",
            choices=("quantity", "index", "percent"),
            default="quantity",
            help="What the value is: a quantity, an index (1.70) or growth in percent (70).",
            example="quantity",
        ),
        Column(
            name="against",
            kind="choice",
            choices=("base", "previous"),
            default="base",
            help="What an index or growth refers to: the base year or the period before.",
        ),
        Column(
            name="path",
            kind="choice",
            choices=("geometric",),
            help="geometric = the periods before follow the geometric path from the base year.",
        ),
        Column(
            name="sense",
            kind="choice",
            choices=("at_least", "at_most", "equal"),
            default="at_least",
            help="at_most and equal are always hard limits.",
        ),
        Column(
            name="hard",
            kind="flag",
            default=False,
            help="Whether an at_least figure is a limit and not a goal.",
        ),
        Column(
            name="class",
            kind="integer",
            low=0,
            default=2,
            help="1 commanding heights, 2 ordinary, 3 residual.",
            aliases=("priority",),
        ),
        _WEIGHT,
        Column(name="author", kind="text", help="Who set it."),
        Column(name="variant", kind="text", help="Draft or author's version it belongs to."),
        source_column(),
    ),
)
