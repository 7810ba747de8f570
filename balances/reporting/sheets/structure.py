"""Structure: linkages, multipliers, blocks and chains of the sectors, by the norms alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from balances.analysis import Structure
from balances.analysis import structure as structure_of
from balances.analysis.norms import Measure
from balances.reporting import formulas
from balances.reporting.frames import Record, plain, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Formula, Role, Row, Show, Table
from balances.reporting.wording import percent, titled, warning

LEGIBLE = 40
"""Most sectors for which the matrices of requirements are shown."""

_LONGEST = 10
"""Blocks told, and names told of a block."""

_TEXT, _FIGURE = 30.0, 12.0
"""Widths that keep what stands under one another in the same columns on one page [characters]."""


def structure(report: ReportInput) -> Table | None:
    """Key sectors, requirements, strongly connected blocks and the longest supply chains."""
    plan = report.main
    if not plan.economy.inputs[:, : len(plan.economy.commodities)].nnz:
        return None
    found = structure_of(plan.economy)
    blocks = [_sectors(found)]
    if len(found.sectors) <= LEGIBLE:
        blocks += [
            _matrix(found, found.full, _FULL, "Output multiplier"),
            _matrix(found, found.direct, _DIRECT, "Inputs per output"),
        ]
    blocks += [_blocks(found), _chains(found)]
    return Table(
        name="Structure",
        title=titled(plan, "Structure of production"),
        about="Key sectors, multipliers, full requirements, blocks and supply chains",
        blocks=tuple(block for block in blocks if block.rows),
        warning=warning(plan),
        note=(
            "What the norms of the sectors' own activities say, whatever is planned. "
            f"{' '.join(found.notes)}"
        ),
        frozen=1,
    )


def _sectors(found: Structure) -> Block:
    sectors = records(found.sectors)
    columns = (
        Column("code", "Sector"),
        Column("name", "Name"),
        Column("unit", "Unit"),
        _figure("backward", "Backward", band="Linkages"),
        _figure("forward", "Forward", band="Linkages"),
        _figure("forward_supply", "Forward (Ghosh)", band="Linkages"),
        Column("key", "Key sector", band="Linkages", width=_FIGURE),
        _figure("multiplier", "Output multiplier"),
        _figure("direct_labour", "Direct", "workers / unit", Show.PRICE, "Labour"),
        _figure("full_labour", "Full", "workers / unit", Show.PRICE, "Labour"),
        _figure("labour_multiplier", "Full / direct", band="Labour"),
        Column("betweenness", "Betweenness", show=Show.SHARE, width=15.0, band="Flow graph"),
        _figure("block", "Block", show=Show.WHOLE, band="Flow graph"),
        _figure("place", "Place", show=Show.WHOLE, band="Flow graph"),
    )
    optional = ("multiplier", "backward", "forward", "forward_supply", "direct_labour")
    absent = {key for key in optional if all(sector[key] is None for sector in sectors)}
    if "direct_labour" in absent:
        absent |= {"full_labour", "labour_multiplier"}
    shown = tuple(column for column in columns if column.key not in absent)
    rows = tuple(_sector(sector) for sector in sorted(sectors, key=_most_linked_first))
    keys = [key for key in optional if key not in absent and key != "direct_labour"]
    means = {key: formulas.column_mean(rows, key) for key in keys}
    mean = (Row({"code": "Mean", **means}, Role.TOTAL),) if means else ()
    return Block(shown, (*rows, *mean), heading="Key sectors", note=_reading(found))


def _figure(
    key: str, header: str, unit: str = "", show: Show = Show.INDEX, band: str = ""
) -> Column:
    return Column(key, header, unit, show, _FIGURE, band)


def _most_linked_first(sector: Record) -> tuple[float, int]:
    """Sorting by linkages, and by place where there are none."""
    return -((sector["backward"] or 0.0) + (sector["forward"] or 0.0)), sector["place"]


def _sector(sector: Record) -> Row:
    cells: dict[str, Cell] = {key: value for key, value in sector.items() if key != "key"}
    cells["key"] = "key" if sector["key"] else None
    cells["labour_multiplier"] = formulas.ratio(cells, "full_labour", "direct_labour")
    return Row(cells)


def _reading(found: Structure) -> str:
    return (
        "Most linked sectors first. Backward: column sums of the full requirements over their "
        "mean (power of dispersion); forward: row sums over their mean (sensitivity of "
        "dispersion); Ghosh: the same on the supply side, at base outputs. A key sector is above "
        "1 in backward and forward. Betweenness: share of the pairs of other sectors whose "
        "shortest path leads through this one, a link being the shorter the larger the share of "
        "the input in what is made of it. Sectors of one block all need each other; blocks and "
        "places count from suppliers to users. In the triangulated order, which the places give, "
        f"{percent(found.linearity)} of the flows between sectors go from an earlier to a later "
        f"one; in the order of the workbook {percent(found.linearity_given)}."
    )


_FULL = (
    "Full requirements",
    "What one unit of final use of the column's product needs of the row's, direct and indirect.",
)
_DIRECT = (
    "Direct requirements",
    "What one unit of output of the column's product needs of the row's: technical coefficients.",
)
_WORTH = {
    Measure.PRICES: ("Base price", "Base price of user"),
    Measure.NATURAL_SIZES: ("1 / natural size", "1 / size of user"),
}
"""Words for what a unit is worth, at the head of its column and of its row."""


def _matrix(found: Structure, matrix: pd.DataFrame, words: tuple[str, str], total: str) -> Block:
    """Suppliers by users in triangulated order, with live totals in the common measure."""
    if matrix.isna().to_numpy().any():
        return Block()
    keys = {code: f"user_{n}" for n, code in enumerate(found.order)}
    weighed = found.measure in _WORTH
    named = found.sectors.set_index("code")
    columns = (
        Column("supplier", "Supplier"),
        Column("name", "Name"),
        Column("unit", "Unit"),
        *([Column("weight", _WORTH[found.measure][0], show=Show.PRICE)] if weighed else ()),
        *(
            Column(key, code, show=Show.QUANTITY, band="Users", vertical=len(keys) > 12)
            for code, key in keys.items()
        ),
    )
    rows = []
    for code in found.order:
        needs = {key: plain(matrix.loc[code, user]) or None for user, key in keys.items()}
        rows.append(
            Row(
                {"supplier": code, "weight": float(found.weights[code]), **needs}
                | {"name": named.loc[code, "name"], "unit": named.loc[code, "unit"]}
            )
        )
    totals = _worths(found, rows, keys, total) if weighed else [_sums(rows, keys, total)]
    return Block(columns, (*rows, *totals), heading=words[0], note=_order_words(words[1]))


def _order_words(words: str) -> str:
    return (
        f"{words} In the unit of the supplier per unit of the user, in triangulated order; zero "
        "is blank. The last row adds the columns up in the common measure."
    )


def _sums(rows: Sequence[Row], keys: Mapping[str, str], total: str) -> Row:
    sums = {key: formulas.column_total(rows, key) for key in keys.values()}
    return Row({"supplier": total, **sums}, Role.TOTAL, Show.INDEX)


def _worths(
    found: Structure, rows: Sequence[Row], keys: Mapping[str, str], total: str
) -> list[Row]:
    """What a unit of each user is worth, and under it the worth of the column in such units."""
    own: dict[str, Cell] = {key: float(found.weights[code]) for code, key in keys.items()}
    sums: dict[str, Cell] = {}
    for code, key in keys.items():
        whole = formulas.column_value(rows, "weight", key)
        value = float(whole.value) / float(found.weights[code])
        sums[key] = Formula(f"{whole.text}/{{{key}.above}}", value)
    return [
        Row({"supplier": _WORTH[found.measure][1], **own}, Role.TOTAL),
        Row({"supplier": total, **sums}, Role.TOTAL, Show.INDEX),
    ]


def _blocks(found: Structure) -> Block:
    """The blocks of several sectors, the largest first."""
    several = [block for block in records(found.blocks) if block["sectors"] > 1]
    several.sort(key=lambda block: (-block["sectors"], block["block"]))
    columns = (
        Column("block", "Block"),
        Column("commodities", "Sectors in it", width=_TEXT),
        Column("sectors", "Number", show=Show.WHOLE),
    )
    rows = tuple(
        Row(
            {
                "block": str(block["block"]),
                "sectors": block["sectors"],
                "commodities": _listed(block["commodities"]),
            }
        )
        for block in several[:_LONGEST]
    )
    more = f" (the largest {_LONGEST} of {len(several)})" if len(several) > _LONGEST else ""
    single = len(found.blocks) - len(several)
    words = (
        "Sectors that all need each other, directly or not. "
        f"Sectors that are a block of their own: {single:,}."
    )
    return Block(columns, rows, heading=f"Strongly connected blocks{more}", note=words)


def _listed(codes: Sequence[str]) -> str:
    more = f" and {len(codes) - _LONGEST:,} more" if len(codes) > _LONGEST else ""
    return ", ".join(codes[:_LONGEST]) + more


def _chains(found: Structure) -> Block:
    """The longest supply chains, with blocks of several sectors by their number."""
    names = {
        block["block"]: block["commodities"][0]
        if block["sectors"] == 1
        else f"block {block['block']}"
        for block in records(found.blocks)
    }
    steps: dict[int, list[str]] = {}
    for step in records(found.chains):
        steps.setdefault(step["chain"], []).append(names[step["block"]])
    columns = (
        Column("chain", "Chain"),
        Column("steps", "From supplier to user", width=_TEXT),
        Column("length", "Steps", show=Show.WHOLE),
    )
    rows = tuple(
        Row({"chain": str(chain), "steps": " → ".join(said), "length": len(said)})
        for chain, said in steps.items()
    )
    words = (
        "For each sector or block that supplies no other the longest chain of suppliers into it; "
        "of chains of one length the one with the larger flows. A block counts as one step."
    )
    return Block(columns, rows, heading="Longest supply chains", note=words)
