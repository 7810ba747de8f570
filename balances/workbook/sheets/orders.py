"""Decrees, petitions and scenarios: what changes a plan."""

from __future__ import annotations

from balances.workbook.column import Column, Sheet, source_column


def _targets(name: str, help_text: str, refers_to: str = "", *, strict: bool = True) -> Column:
    return Column(name=name, kind="list", help=help_text, refers_to=refers_to, strict=strict)


DECREES = Sheet(
    name="decrees",
    help="The log of decrees, replayed in order of date and number on the balanced plan. "
    "Several target columns narrow each other; lists are separated by ';'.",
    aliases=("decree", "orders", "decree_log"),
    key=("number",),
    columns=(
        Column(
            name="number",
            kind="code",
            required=True,
            help="Unique number of the decree.",
            example="1",
        ),
        Column(
            name="date",
            kind="text",
            help="Year, year-month, date or quarter.",
            example="1956-02-01",
        ),
        Column(name="authority", kind="text", help="Who decreed.", example="Politburo"),
        Column(
            name="kind",
            kind="code",
            required=True,
            help="What it does: set_target, raise_target, scale, priority, ceiling, shock …",
            example="raise_target",
        ),
        Column(name="value", kind="number", help="Quantity, factor or share.", example=5.0),
        Column(name="high", kind="number", help="High end of a range."),
        Column(
            name="as",
            kind="choice",
            choices=("quantity", "index", "percent", "share", "factor"),
            help="What the value is.",
        ),
        Column(
            name="of",
            kind="choice",
            choices=("delivery", "claim"),
            default="delivery",
            help="Whether an order on a claim is reckoned on the approved plan or the claim.",
        ),
        _targets("claim", "Claims, as commodity/claimant/use."),
        _targets("commodity", "Sectors.", "sectors"),
        _targets("sector", "Sectors that use or make.", "sectors"),
        _targets("group", "Groups of sectors."),
        _targets("agency", "Agencies.", "agencies", strict=False),
        _targets("agency_kind", "Kinds of agencies."),
        _targets("use", "Uses of claims."),
        _targets("figure", "Labels of control figures.", "control_figures"),
        _targets("project", "Projects.", "projects"),
        Column(
            name="what",
            kind="choice",
            choices=("capacity", "yield", "imports", "stock", "retail", "base"),
            help="Of a shock: capacity, yield, imports or stock; of a price: retail or base.",
        ),
        Column(name="period", kind="period", help="Blank = as the kind says."),
        Column(
            name="from_agency",
            kind="code",
            refers_to="agencies",
            strict=False,
            help="Whose stock is moved.",
        ),
        _targets("except", "What is spared."),
        Column(name="order", kind="flag", default=False, help="Whether it acts in class 0."),
        Column(name="channel", kind="text", help="How it is sent."),
        Column(name="delegated_by", kind="text", help="In whose name a commission acts."),
        _targets("cancels", "Numbers of the decrees it undoes.", "decrees"),
        Column(name="active", kind="flag", default=True, help="no = kept but not replayed."),
        Column(name="note", kind="text", help="Remarks."),
        source_column(),
    ),
)

PETITIONS = Sheet(
    name="petitions",
    help="What agencies bargain for.",
    key=("agency", "figure"),
    planned=False,
    columns=(
        Column(
            name="agency",
            kind="code",
            required=True,
            refers_to="agencies",
            strict=False,
            help="Who petitions.",
            example="MinCoal",
        ),
        Column(
            name="figure",
            kind="code",
            required=True,
            refers_to="control_figures",
            help="Label of the control figure in dispute.",
            example="Coal output",
        ),
        Column(
            name="centre",
            kind="number",
            required=True,
            help="What the centre wants.",
            aliases=("center",),
            example=110.0,
        ),
        Column(
            name="offer", kind="number", required=True, help="What the agency offers.", example=100
        ),
        Column(
            name="asks_commodity",
            kind="code",
            refers_to="sectors",
            help="What it asks for in return.",
        ),
        Column(name="asks_quantity", kind="number", low=0.0, help="How much of it."),
        Column(
            name="rule",
            kind="choice",
            choices=("keep_target_grant_inputs", "cut_target_grant_inputs", "weighted", "nash"),
            help="How the two sides settle.",
        ),
        Column(name="sponsor", kind="text", help="Who speaks for it."),
        Column(name="appeal", kind="flag", default=False, help="Whether it appeals upward."),
        Column(name="threat", kind="number", low=0.0, help="Output lost if it is refused."),
        source_column(),
    ),
)

SCENARIOS = Sheet(
    name="scenarios",
    help="Changes to the other sheets, under a name: what-if without a second workbook.",
    aliases=("scenario",),
    key=("scenario", "sheet", "key", "field"),
    columns=(
        Column(
            name="scenario", kind="code", required=True, help="Its name.", example="poor harvest"
        ),
        Column(name="sheet", kind="text", required=True, help="Sheet changed.", example="sectors"),
        Column(
            name="key",
            kind="code",
            required=True,
            help="Key of the row; parts joined by '/', '*' = all rows.",
            example="grain",
        ),
        Column(name="field", kind="text", required=True, help="Column.", example="capacity"),
        Column(
            name="op",
            kind="choice",
            required=True,
            choices=("set", "scale", "add"),
            help="What is done with the value.",
            example="scale",
        ),
        Column(name="value", kind="text", required=True, help="Value.", example="0.8"),
    ),
)
