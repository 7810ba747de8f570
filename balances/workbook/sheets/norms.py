"""What production takes: flows or coefficients, final demand, techniques, capital, projects."""

from __future__ import annotations

from balances.workbook.column import Column, Sheet, source_column

_SUPPLIER = Column(
    name="supplier",
    kind="code",
    required=True,
    refers_to="sectors",
    help="Sector whose product is used.",
    aliases=("from", "row", "input"),
    example="coal",
)
_USER = Column(
    name="user",
    kind="code",
    required=True,
    refers_to="sectors",
    help="Sector that uses it.",
    aliases=("to", "column", "by"),
    example="steel",
)

FLOWS = Sheet(
    name="flows",
    help="Deliveries between sectors in the base year, in units of the supplier. Give either "
    "flows (with base_output in sectors) or coefficients. A matrix has supplier\\user in A1.",
    aliases=("Z", "transactions"),
    layouts=("long", "matrix"),
    matrix=("supplier", "user", "value"),
    key=("supplier", "user"),
    columns=(
        _SUPPLIER,
        _USER,
        Column(
            name="value",
            kind="number",
            required=True,
            unit="unit",
            help="Quantity delivered in the base year.",
            aliases=("flow", "quantity"),
            example=20.0,
        ),
        source_column(),
    ),
)

COEFFICIENTS = Sheet(
    name="coefficients",
    help="Technical coefficients (input norms): units of the supplier per unit of output of the "
    "user. Give either coefficients or flows. A matrix has supplier\\user in A1.",
    aliases=("A",),
    layouts=("long", "matrix"),
    matrix=("supplier", "user", "value"),
    key=("supplier", "user"),
    columns=(
        _SUPPLIER,
        _USER,
        Column(
            name="value",
            kind="number",
            required=True,
            help="Input per unit of output.",
            aliases=("coefficient", "norm"),
            example=0.2,
        ),
        source_column(),
    ),
)

FINAL_DEMAND = Sheet(
    name="final_demand",
    help="Final use of the base year. Growth of claims refers to it, and what nobody claims is "
    "claimed at this level. A matrix has sector\\use in A1.",
    aliases=("Y", "final_use", "final_uses"),
    layouts=("long", "matrix"),
    matrix=("sector", "use", "value"),
    key=("sector", "use"),
    columns=(
        Column(
            name="sector",
            kind="code",
            required=True,
            refers_to="sectors",
            help="Sector whose product is used.",
            aliases=("commodity", "product"),
            example="coal",
        ),
        Column(
            name="use",
            kind="code",
            required=True,
            help="household, social, government, defence, export, reserve, other – or your own "
            "word, which counts as other with that claimant.",
            aliases=("category",),
            example="household",
        ),
        Column(
            name="value",
            kind="number",
            required=True,
            unit="unit",
            help="Quantity used in the base year; negative values are legal, with a warning.",
            aliases=("quantity",),
            example=30.0,
        ),
        source_column(),
    ),
)

TECHNIQUES = Sheet(
    name="techniques",
    help="Further ways of making a product, besides the sector's main activity. Blank fields "
    "are as in the main activity, but a blank capacity is unlimited.",
    aliases=("technique", "activities"),
    key=("technique",),
    columns=(
        Column(
            name="technique",
            kind="code",
            required=True,
            help="Unique code of the technique.",
            aliases=("code", "activity"),
            example="steel_scrap",
        ),
        Column(
            name="sector",
            kind="code",
            required=True,
            refers_to="sectors",
            help="Sector whose product it makes.",
            example="steel",
        ),
        Column(
            name="capacity",
            kind="number",
            unit="unit",
            low=0.0,
            unlimited=True,
            help="Most it can make in the first period; blank = unlimited.",
            example=15.0,
        ),
        Column(
            name="labour",
            kind="number",
            unit="workers/unit",
            low=0.0,
            help="Workers per unit, where there is one labour force.",
            aliases=("labor",),
        ),
        Column(
            name="agency",
            kind="code",
            refers_to="agencies",
            strict=False,
            help="Who owns it.",
        ),
        Column(
            name="lead",
            kind="integer",
            unit="periods",
            low=0,
            high=400,
            help="Periods between the use of inputs and the output.",
        ),
        Column(
            name="depreciation",
            kind="number",
            unit="share",
            low=0.0,
            high=1.0,
            help="Share of capacity retired each period.",
        ),
        Column(
            name="base_output",
            kind="number",
            unit="unit",
            low=0.0,
            default=0.0,
            help="Level of the base year. It is not part of the sector's base_output.",
        ),
        Column(
            name="opening_output",
            kind="number",
            unit="unit",
            low=0.0,
            help="With a lead: most it can make in the first periods; blank = base_output.",
        ),
        source_column(),
    ),
)

NORMS = Sheet(
    name="norms",
    help="Inputs and outputs per unit of a technique or, for by-products, of a sector's main "
    "activity. The main product of a technique is made 1 for 1 unless this sheet says otherwise.",
    aliases=("technique_norms",),
    key=("technique", "commodity"),
    columns=(
        Column(
            name="technique",
            kind="code",
            required=True,
            refers_to="techniques",
            refers_also="sectors",
            help="Code of the technique, or of a sector for by-products of its main activity.",
            aliases=("activity",),
            example="steel_scrap",
        ),
        Column(
            name="commodity",
            kind="code",
            required=True,
            refers_to="sectors",
            help="Product used or made.",
            aliases=("sector", "product"),
            example="coal",
        ),
        Column(name="input", kind="number", help="Used per unit of the technique.", example=0.1),
        Column(name="output", kind="number", low=0.0, help="Made per unit of the technique."),
        source_column(),
    ),
)
