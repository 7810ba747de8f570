"""Capital construction: capital coefficients and projects."""

from __future__ import annotations

from balances.workbook.column import Column, Sheet, source_column

_PROJECT = Column(
    name="project",
    kind="code",
    required=True,
    help="Unique code of the project.",
    example="dam",
)

CAPITAL = Sheet(
    name="capital",
    help="Capital coefficients: what one unit of new capacity takes, of the sector's main "
    "activity and of its techniques. Goods may be labour categories (construction labour). A "
    "matrix has good\\sector in A1.",
    aliases=("capital_coefficients", "B"),
    layouts=("long", "matrix"),
    matrix=("good", "sector", "per_unit"),
    key=("good", "sector"),
    columns=(
        Column(
            name="good",
            kind="code",
            required=True,
            refers_to="sectors",
            refers_also="labour",
            help="Product or labour category that construction takes.",
            example="steel",
        ),
        Column(
            name="sector",
            kind="code",
            required=True,
            refers_to="sectors",
            help="Sector whose capacity is built.",
            example="coal",
        ),
        Column(
            name="per_unit",
            kind="number",
            required=True,
            low=0.0,
            help="Units of the good per unit of new capacity.",
            aliases=("value",),
            example=0.5,
        ),
        source_column(),
    ),
)

PROJECTS = Sheet(
    name="projects",
    help="Named construction projects: what they add, what they cost, when they may be built.",
    key=("project",),
    columns=(
        _PROJECT,
        Column(
            name="agency",
            kind="code",
            refers_to="agencies",
            strict=False,
            help="Builder; blank = of the sector.",
        ),
        Column(
            name="sector",
            kind="code",
            required=True,
            refers_to="sectors",
            help="Sector whose capacity grows.",
            example="coal",
        ),
        Column(
            name="capacity_added",
            kind="number",
            required=True,
            unit="unit",
            low=0.0,
            help="Capacity when it is wholly done.",
            example=10.0,
        ),
        Column(
            name="cost",
            kind="number",
            required=True,
            unit="currency",
            low=0.0,
            help="True cost at base prices.",
            example=50.0,
        ),
        Column(
            name="declared_cost",
            kind="number",
            unit="currency",
            low=0.0,
            help="Cost that its agency declares; the plan is made with it.",
        ),
        Column(
            name="earliest",
            kind="period",
            help="First period in which it may be built; blank = the first.",
        ),
        Column(
            name="latest",
            kind="period",
            help="Last period in which it may be built; blank = the last.",
        ),
        Column(
            name="min_duration",
            kind="integer",
            unit="periods",
            low=1,
            high=400,
            default=1,
            help="Least number of periods it takes.",
        ),
        Column(
            name="done",
            kind="number",
            unit="share",
            low=0.0,
            high=1.0,
            default=0.0,
            help="Share done before the plan.",
        ),
        Column(
            name="integer",
            kind="flag",
            default=False,
            help="Whether capacity comes only when it is wholly done.",
        ),
        Column(name="new_site", kind="flag", default=False, help="Whether it is a new site."),
        source_column(),
    ),
)

PROJECT_INPUTS = Sheet(
    name="project_inputs",
    help="Goods that a whole project takes.",
    key=("project", "commodity"),
    columns=(
        Column(
            name="project",
            kind="code",
            required=True,
            refers_to="projects",
            help="Code of the project.",
            example="dam",
        ),
        Column(
            name="commodity",
            kind="code",
            required=True,
            refers_to="sectors",
            help="Product used.",
            aliases=("sector", "product"),
            example="steel",
        ),
        Column(
            name="amount",
            kind="number",
            required=True,
            unit="unit",
            low=0.0,
            help="Quantity for the whole project.",
            example=3.0,
        ),
    ),
)
