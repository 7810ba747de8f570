"""Heat: cells shaded by sign and size, so that an eye finds the large ones in a matrix.

Each row is shaded by itself, because every product has its own unit. The sign stands in the
cell too: no meaning is in the colour alone.
"""

from __future__ import annotations

from openpyxl.formatting.rule import ColorScaleRule, Rule
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.layout import Placed
from balances.reporting.table import Role, number

LESS, NONE, MORE = "F2B48A", "FFFFFF", "9CC2E5"


def shade(sheet: Worksheet, placed: Placed) -> None:
    """Shade the columns of heat of a block: orange what is less than zero, blue what is more."""
    hot = [column.key for column in placed.block.columns if column.heat]
    if not hot:
        return
    first, last = placed.letters[hot[0]], placed.letters[hot[-1]]
    for at, row in placed.rows():
        cells = (number(row.cells.get(key)) for key in hot)
        most = max((abs(value) for value in cells if value is not None), default=0.0)
        if row.role is Role.DATA and most > 0.0:
            sheet.conditional_formatting.add(f"{first}{at}:{last}{at}", _scale(most))


def _scale(most: float) -> Rule:
    rule: Rule = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num",
        start_value=-most,
        start_color=LESS,
        mid_type="num",
        mid_value=0,
        mid_color=NONE,
        end_type="num",
        end_value=most,
        end_color=MORE,
    )
    return rule
