"""What the words of investment and money mean: shared by the notes of every report."""

from __future__ import annotations

INVESTMENT: tuple[tuple[str, str], ...] = (
    ("Real investment", "Capital work of the period, I, valued at base prices."),
    ("Nominal investment", "What is spent on that work, N, in the money of the period."),
    (
        "Price index of investment",
        "N / (c I): spending over the same work at planned cost; c is the planned cost index. "
        "1 where work is had at planned cost.",
    ),
    (
        "Open price index",
        "With an authorised budget B / (c I): the level to which prices go if nobody holds them. "
        "With a ceiling it is the price index itself.",
    ),
    (
        "Overhang of investment",
        "B − N with an authorised budget: roubles that find no work at the capped price.",
    ),
    (
        "Unfinished construction",
        "Work done on what has been begun and is not yet in operation at the end of the period, "
        "at base prices. Its growth is against what stood unfinished before the plan: sites that "
        "give nothing until they are wholly done.",
    ),
    (
        "Cost curve",
        "Above the normal volume of work K̄, N = c K̄ (I / K̄)^(1 / (1 − ε)); below it N = c I. The "
        "plan uses straight pieces that lie above the curve by at most 0.5 %, so nominal "
        "investment and price index are overstated by at most that much.",
    ),
    (
        "Agency budgets",
        "Count work at planned cost and base prices, not at the prices that too many roubles bid "
        "up; a declared cost is the planned one.",
    ),
)
HOUSEHOLDS: tuple[tuple[str, str], ...] = (
    (
        "Overhang of households",
        "Incomes after taxes, loans and savings, less goods at list prices: repressed inflation.",
    ),
)
