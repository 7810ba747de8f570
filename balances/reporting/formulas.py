"""Formulas with the values they come to: stated once, so that both always agree.

Each function takes the row as built so far and the keys of its operands, and gives None
where an operand is missing, so that no formula ever yields an error or an empty text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from balances.reporting.table import Cell, Formula, Row, number

NOISE = 1e-9
"""Differences below this share of the larger operand are shown as zero: solver noise."""

TIE = 1e-6
"""A check holds when both sides agree to this share of the larger one."""


def total(cells: Mapping[str, Cell], keys: Sequence[str]) -> Formula | None:
    """Sum over adjacent columns of the row, first to last key."""
    if not keys:
        return None
    values = [number(cells.get(key)) or 0.0 for key in keys]
    return Formula(f"=SUM({{{keys[0]}}}:{{{keys[-1]}}})", math.fsum(values))


def largest(cells: Mapping[str, Cell], keys: Sequence[str]) -> Formula | None:
    """Largest of adjacent columns of the row, first to last key."""
    values = [value for value in (number(cells.get(key)) for key in keys) if value is not None]
    if not values:
        return None
    return Formula(f"=MAX({{{keys[0]}}}:{{{keys[-1]}}})", max(values))


def column_total(rows: Iterable[Row], key: str) -> Formula:
    """Sum of a column over the data rows of its block."""
    values = (number(row.cells.get(key)) or 0.0 for row in rows)
    return Formula(f"=SUM({{{key}.first}}:{{{key}.last}})", math.fsum(values))


def run_total(rows: Sequence[Row], key: str) -> Formula | None:
    """Sum of a column over the rows right above, those given; None where there are none."""
    values = [number(row.cells.get(key)) or 0.0 for row in rows]
    return (
        Formula(f"=SUM({{{key}.-{len(rows)}}}:{{{key}.above}})", math.fsum(values))
        if rows
        else None
    )


def part(value: float, whole: float, key: str, below: int) -> Formula | None:
    """The cell's part of the total that stands so many rows below it."""
    return _finite(f"={{{key}}}/{{{key}.+{below}}}", value / whole) if whole else None


def check_above(one: Cell, other: Cell, key: str, apart: int) -> Formula | None:
    """OK where the row above and the one so many rows above agree, else CHECK."""
    far, near = number(one), number(other)
    if far is None or near is None:
        return None
    left, right = f"{{{key}.-{apart}}}", f"{{{key}.above}}"
    return _agreement(left, right, far, near)


def column_mean(rows: Iterable[Row], key: str) -> Formula | None:
    """Mean of a column over the data rows of its block; None where it holds no number."""
    values = [value for value in (number(row.cells.get(key)) for row in rows) if value is not None]
    if not values:
        return None
    return Formula(f"=AVERAGE({{{key}.first}}:{{{key}.last}})", math.fsum(values) / len(values))


def column_value(rows: Sequence[Row], prices: str, key: str) -> Formula:
    """Value of a column at the prices of another, over the data rows of its block."""
    values = ((number(r.cells.get(prices)), number(r.cells.get(key))) for r in rows)
    text = f"=SUMPRODUCT({{{prices}.first}}:{{{prices}.last}},{{{key}.first}}:{{{key}.last}})"
    return Formula(text, math.fsum((p or 0.0) * (v or 0.0) for p, v in values))


def ratio(cells: Mapping[str, Cell], top: str, bottom: str) -> Formula | None:
    """Top over bottom; None where the bottom is zero."""
    above, below = number(cells.get(top)), number(cells.get(bottom))
    if above is None or not below:
        return None
    return _finite(f"={{{top}}}/{{{bottom}}}", above / below)


def product(cells: Mapping[str, Cell], left: str, right: str) -> Formula | None:
    """Left times right."""
    one, other = number(cells.get(left)), number(cells.get(right))
    if one is None or other is None:
        return None
    return _finite(f"={{{left}}}*{{{right}}}", one * other)


def fulfilment(cells: Mapping[str, Cell], attained: str, target: str) -> Formula | None:
    """Attained over target, counted from 0 up to 1."""
    got, wanted = number(cells.get(attained)), number(cells.get(target))
    if got is None or wanted is None or wanted <= 0.0:
        return None
    text = f"=MAX(0,MIN(1,{{{attained}}}/{{{target}}}))"
    return _finite(text, max(0.0, min(1.0, got / wanted)))


def difference(cells: Mapping[str, Cell], left: str, right: str) -> Formula | None:
    """Left less right; zero where they agree to solver noise."""
    one, other = number(cells.get(left)), number(cells.get(right))
    if one is None or other is None:
        return None
    text = (
        f"=IF(ABS({{{left}}}-{{{right}}})<={NOISE:.0E}*MAX(ABS({{{left}}}),ABS({{{right}}})),"
        f"0,{{{left}}}-{{{right}}})"
    )
    close = abs(one - other) <= NOISE * max(abs(one), abs(other))
    return Formula(text, 0.0 if close else one - other)


def plus(cells: Mapping[str, Cell], left: str, right: str) -> Formula | None:
    """Left and right together."""
    one, other = number(cells.get(left)), number(cells.get(right))
    if one is None or other is None:
        return None
    return Formula(f"={{{left}}}+{{{right}}}", one + other)


def slope(
    above: Mapping[str, Cell], cells: Mapping[str, Cell], top: str, bottom: str
) -> Formula | None:
    """Change of top over change of bottom against the row above; None where bottom stands still."""
    known = [number(row.get(key)) for key in (top, bottom) for row in (above, cells)]
    if None in known:
        return None
    top_0, top_1, bottom_0, bottom_1 = (value or 0.0 for value in known)
    if abs(bottom_1 - bottom_0) <= NOISE * max(abs(bottom_1), abs(bottom_0)):
        return None
    text = f"=({{{top}}}-{{{top}.above}})/({{{bottom}}}-{{{bottom}.above}})"
    return _finite(text, (top_1 - top_0) / (bottom_1 - bottom_0))


def rise(above: Mapping[str, Cell], cells: Mapping[str, Cell], key: str) -> Formula | None:
    """What the column has more than in the row above; 0 where it has less."""
    before, after = number(above.get(key)), number(cells.get(key))
    if before is None or after is None:
        return None
    return _more(f"{{{key}}}", f"{{{key}.above}}", after, before)


def fall(above: Mapping[str, Cell], cells: Mapping[str, Cell], key: str) -> Formula | None:
    """What the column has less than in the row above; 0 where it has more."""
    before, after = number(above.get(key)), number(cells.get(key))
    if before is None or after is None:
        return None
    return _more(f"{{{key}.above}}", f"{{{key}}}", before, after)


def _more(left: str, right: str, one: float, other: float) -> Formula:
    """Left less right where it is more than solver noise, else 0."""
    text = f"=IF({left}-{right}<={NOISE:.0E}*MAX(ABS({left}),ABS({right})),0,{left}-{right})"
    noise = one - other <= NOISE * max(abs(one), abs(other))
    return Formula(text, 0.0 if noise else one - other)


def lower(above: Mapping[str, Cell], cells: Mapping[str, Cell], key: str) -> Formula | None:
    """The lower of the column here and in the row above."""
    before, after = number(above.get(key)), number(cells.get(key))
    if before is None or after is None:
        return None
    return Formula(f"=MIN({{{key}}},{{{key}.above}})", min(before, after))


def same(cells: Mapping[str, Cell], key: str) -> Formula | None:
    """What stands in another column of the row."""
    value = number(cells.get(key))
    return None if value is None else Formula(f"={{{key}}}", value)


def shortfall(cells: Mapping[str, Cell], got: str, wanted: str) -> Formula | None:
    """Part of what was wanted that is missing, from 0 up to 1."""
    has, asked = number(cells.get(got)), number(cells.get(wanted))
    if has is None or asked is None or asked <= 0.0:
        return None
    text = f"=IF({{{got}}}>={{{wanted}}}*(1-{NOISE:.0E}),0,MIN(1,1-{{{got}}}/{{{wanted}}}))"
    return Formula(text, 0.0 if has >= asked * (1.0 - NOISE) else min(1.0, 1.0 - has / asked))


def missing(cells: Mapping[str, Cell], wanted: str, got: str) -> Formula | None:
    """What is lacking of what was wanted, from 0 up."""
    asked, has = number(cells.get(wanted)), number(cells.get(got))
    if asked is None or has is None:
        return None
    text = f"=IF({{{got}}}>={{{wanted}}}*(1-{TIE:.0E}),0,{{{wanted}}}-{{{got}}})"
    return Formula(text, 0.0 if has >= asked * (1.0 - TIE) else asked - has)


def growth(cells: Mapping[str, Cell], last: str, first: str, periods: int) -> Formula | None:
    """Average growth per period from first to last, over so many periods."""
    end, start = number(cells.get(last)), number(cells.get(first))
    if end is None or not start or start < 0.0 or end < 0.0:
        return None
    value = math.pow(end / start, 1.0 / periods) - 1.0
    return _finite(f"=({{{last}}}/{{{first}}})^(1/{periods})-1", value)


def check(cells: Mapping[str, Cell], left: str, right: str) -> Formula | None:
    """OK where left and right agree, else CHECK."""
    one, other = number(cells.get(left)), number(cells.get(right))
    if one is None or other is None:
        return None
    return _agreement(f"{{{left}}}", f"{{{right}}}", one, other)


def _agreement(left: str, right: str, one: float, other: float) -> Formula:
    text = f'=IF(ABS({left}-{right})<={TIE:.0E}*MAX(ABS({left}),ABS({right})),"OK","CHECK")'
    holds = abs(one - other) <= TIE * max(abs(one), abs(other))
    return Formula(text, "OK" if holds else "CHECK")


def within(cells: Mapping[str, Cell], small: str, large: str) -> Formula | None:
    """OK where the first is no larger than the second, else CHECK."""
    one, other = number(cells.get(small)), number(cells.get(large))
    if one is None or other is None:
        return None
    text = (
        f"=IF({{{small}}}-{{{large}}}<={TIE:.0E}*MAX(ABS({{{small}}}),ABS({{{large}}})),"
        '"OK","CHECK")'
    )
    holds = one - other <= TIE * max(abs(one), abs(other))
    return Formula(text, "OK" if holds else "CHECK")


def _finite(text: str, value: float) -> Formula | None:
    return Formula(text, value) if math.isfinite(value) else None
