"""Labour, productivity and money."""

from __future__ import annotations

from balances.workbook.column import Column, Sheet, source_column

LABOUR = Sheet(
    name="labour",
    help="Workers available, by category and period. One category is enough: then sectors.labour "
    "is the norm.",
    aliases=("labor", "labour_supply"),
    key=("category", "period"),
    columns=(
        Column(
            name="category",
            kind="code",
            default="labour",
            help="Kind of labour; blank = labour, one force without categories.",
            aliases=("skill",),
            example="workers",
        ),
        Column(name="period", kind="period", help="Blank = every period.", example=""),
        Column(
            name="available",
            kind="number",
            required=True,
            unit="workers",
            low=0.0,
            unlimited=True,
            help="Workers available.",
            example=60.0,
        ),
        Column(
            name="wage",
            kind="number",
            unit="currency/worker",
            low=0.0,
            help="Base wage per worker and period.",
            example=9.0,
        ),
        source_column(),
    ),
)

LABOUR_NORMS = Sheet(
    name="labour_norms",
    help="Workers of each category per unit of output, where there are several categories.",
    aliases=("labor_norms",),
    key=("category", "sector"),
    columns=(
        Column(
            name="category",
            kind="code",
            required=True,
            refers_to="labour",
            help="Kind of labour.",
            example="workers",
        ),
        Column(
            name="sector",
            kind="code",
            required=True,
            refers_to="sectors",
            refers_also="techniques",
            help="Sector (its main activity) or technique.",
            example="coal",
        ),
        Column(
            name="per_unit",
            kind="number",
            required=True,
            unit="workers/unit",
            low=0.0,
            help="Workers per unit of output.",
            aliases=("value",),
            example=0.2,
        ),
        source_column(),
    ),
)

PRODUCTIVITY = Sheet(
    name="productivity",
    help="Indices against the base year (1 = unchanged): labour productivity of a sector, group, "
    "all or construction; wages; construction cost. The most specific item wins, and a control "
    "figure for the same item stands before this sheet.",
    key=("kind", "item", "period"),
    columns=(
        Column(
            name="item",
            kind="code",
            required=True,
            help="Sector, group, 'all' (or 'industry' where no group is called so), or "
            "'construction': construction labour, and a sector of that name. For wages: all. "
            "For cost: all or construction.",
            example="all",
        ),
        Column(name="period", kind="period", help="Blank = every period.", example=""),
        Column(
            name="index",
            kind="number",
            required=True,
            low=0.0,
            help="Index against the base year; 1.05 = 5 % more per worker.",
            example=1.05,
        ),
        Column(
            name="kind",
            kind="choice",
            choices=("productivity", "wages", "cost"),
            default="productivity",
            help="What the index is of.",
            example="productivity",
        ),
        source_column(),
    ),
)


def _money(
    name: str,
    help_text: str,
    low: float | None = 0.0,
    unit: str = "currency",
    high: float | None = None,
) -> Column:
    return Column(name=name, kind="number", unit=unit, low=low, high=high, help=help_text)


FINANCE = Sheet(
    name="finance",
    help="Money by period. A blank cell leaves its block out of the plan. A row of the base year "
    "gives the investment that growth refers to: its budget, and budget / cost_index in real "
    "terms. A row with an agency gives that agency's budget.",
    key=("period", "agency"),
    columns=(
        Column(
            name="period", kind="period", required=True, help="Period or base year.", example="1956"
        ),
        Column(
            name="agency",
            kind="code",
            refers_to="agencies",
            strict=False,
            help="Agency whose budget it is; blank = all.",
        ),
        _money(
            "budget",
            "Investment budget. A control figure investment sets it too, and stands before it.",
        ),
        Column(
            name="budget_rule",
            kind="choice",
            choices=("ceiling", "authorised"),
            default="ceiling",
            help="Whether the budget is a ceiling, or is spent in full as authorised: then what "
            "it would buy is a goal, and the rest is overhang.",
        ),
        _money(
            "normal_capital_work",
            "Volume of capital work at base prices that can be had at planned cost.",
        ),
        _money(
            "price_elasticity",
            "Share of a larger budget that goes into prices above normal_capital_work.",
            unit="",
            high=1.0,
        ),
        _money("price_cap", "Highest index of investment prices.", low=1.0, unit=""),
        _money("overhang_limit", "Most of the budget that may find nothing at the capped price."),
        _money(
            "cost_index",
            "Planned index of construction cost. A control figure cost stands before it, the "
            "sheet productivity behind it.",
            unit="",
        ),
        Column(
            name="max_open",
            kind="integer",
            low=0,
            help="Most integer projects under construction at once.",
        ),
        Column(
            name="spread",
            kind="flag",
            help="Whether all open projects of an agency advance by the same share.",
        ),
        _money("other_income", "Other income of the state budget.", low=None),
        _money("other_spending", "Other spending of the state budget.", low=None),
        _money("deficit_limit", "Largest deficit; negative = required surplus.", low=None),
        _money("loans", "Loans from the population."),
        _money("household_other_income", "Household incomes besides wages.", low=None),
        _money("direct_taxes", "Direct taxes on households."),
        _money("savings", "Net household savings.", low=None),
        _money(
            "construction_wage_share", "Wages as a share of investment.", unit="share", high=1.0
        ),
        _money("consumer_price_cap", "Highest index of consumer prices.", unit=""),
        Column(
            name="foreign_credit",
            kind="number",
            unit="fx",
            help="Foreign currency lent in the period, on top of exports.",
            example=0.0,
        ),
    ),
)

COST_CURVE = Sheet(
    name="cost_curve",
    help="Points of the cost curve of capital work, in place of an elasticity, in increasing "
    "order. Spending (volume x price_index) goes in straight lines from point to point, so each "
    "further unit of work must cost as much as the one before it or more.",
    key=("period", "volume"),
    columns=(
        Column(
            name="period",
            kind="period",
            help="Blank = every period that has no points of its own.",
        ),
        Column(
            name="volume",
            kind="number",
            required=True,
            unit="currency",
            low=0.0,
            help="Volume of capital work at base prices.",
            example=40.0,
        ),
        Column(
            name="price_index",
            kind="number",
            required=True,
            low=0.0,
            help="Average price index of all work at that volume.",
            example=1.0,
        ),
    ),
)
