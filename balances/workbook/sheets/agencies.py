"""Agencies, what they hold, and what they are allotted."""

from __future__ import annotations

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
_AGENCY = Column(
    name="agency",
    kind="code",
    required=True,
    refers_to="agencies",
    strict=False,
    help="Agency.",
    example="MinCoal",
)
_PERIOD = Column(name="period", kind="period", help="Blank = every period.")

AGENCIES = Sheet(
    name="agencies",
    help="Ministries, commissariats and regions. Optional: a name used elsewhere is enough.",
    aliases=("ministries",),
    key=("agency",),
    columns=(
        Column(
            name="agency",
            kind="code",
            required=True,
            help="Unique code.",
            aliases=("code",),
            example="MinCoal",
        ),
        Column(name="name", kind="text", help="Words to show.", example="Ministry of Coal"),
        Column(name="kind", kind="text", help="union, regional …", example="union"),
        Column(
            name="rank",
            kind="integer",
            low=1,
            default=5,
            help="Rank of its authority; 1 is the highest.",
            example=5,
        ),
        Column(
            name="influence",
            kind="number",
            low=0.0,
            help="Bargaining influence.",
        ),
        Column(
            name="compliance",
            kind="number",
            unit="share",
            low=0.0,
            high=1.0,
            help="Share of decrees it carries out (1 = all).",
        ),
        Column(name="sponsor", kind="text", help="Who speaks for it at the top."),
        source_column(),
    ),
)

AGENCY_STOCKS = Sheet(
    name="agency_stocks",
    help="Stocks that agencies hold before the plan, each for its own use.",
    key=("agency", "commodity"),
    columns=(
        _AGENCY,
        _COMMODITY,
        Column(
            name="quantity",
            kind="number",
            required=True,
            unit="unit",
            low=0.0,
            help="Stock held.",
            example=5.0,
        ),
    ),
)

ALLOCATIONS = Sheet(
    name="allocations",
    help="What an agency must, or may at most, receive of a commodity.",
    key=("commodity", "agency", "period"),
    columns=(
        _COMMODITY,
        _AGENCY,
        _PERIOD,
        Column(name="min", kind="number", unit="unit", low=0.0, help="Least it receives."),
        Column(name="max", kind="number", unit="unit", low=0.0, help="Most it receives."),
        Column(
            name="share",
            kind="number",
            unit="share",
            low=0.0,
            high=1.0,
            help="Exact share of all sources of the commodity (0.9 = 90 %).",
        ),
    ),
)
