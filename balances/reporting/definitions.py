"""What words mean: investment, money, comparison, decrees; for the notes of every report."""

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
COMPARISON: tuple[tuple[str, str], ...] = (
    (
        "Share of goals met",
        "Goals delivered in full, to one part in a million, over all goals of the plan. Goals are "
        "claims, soft control figures, closing stocks and orders on allotments; each plan is held "
        "to its own targets, which decrees move in the mobilised one.",
    ),
    (
        "Gini coefficient of fulfilment",
        "How unequally targets are fulfilled: half the mean absolute difference of two goals over "
        "the mean. 0 = all are cut alike.",
    ),
    (
        "Coefficient of variation of fulfilment",
        "Standard deviation of fulfilment over all goals divided by its mean. 0 = all cut alike.",
    ),
    (
        "Share of allotments that changed hands",
        "Half the sum of absolute differences between two distributions of a product over its "
        "total in the balanced plan, averaged over products (L1 distance).",
    ),
    (
        "Who gained, who paid",
        "Goals that get more, or less, when mobilised than when balanced, by more than a millionth "
        "of their target. Judged by what is delivered, because decrees move targets. Ranked by the "
        "difference as a part of the target.",
    ),
    (
        "Who carried the cut",
        "The goals whose fulfilment of the target as stated before any decree falls most.",
    ),
    (
        "Orders and commanding heights",
        "Claims, control figures and closing stocks that the mobilised plan has in class 0 or 1, "
        "household claims apart.",
    ),
    (
        "Price of mobilisation",
        "Household consumption lost over what orders and commanding heights gain; both over the "
        "whole plan at base prices. Blank where they gain nothing.",
    ),
    (
        "Worth",
        "Quantity at base prices. Where a base price is missing, every product counts relative "
        "to its natural size instead. Where the plans differ in base prices, those of the "
        "mobilised plan count.",
    ),
)
DECREES: tuple[tuple[str, str], ...] = (
    (
        "Approved plan",
        "The plan before the first decree: mobilised, with the classes as declared. Orders are "
        "reckoned on it.",
    ),
    (
        "Outcome of a decree",
        "FREE: carried out, nobody lost. PAID: carried out, others lost. SHORT: only a part is "
        "possible. REFUSED: contradicts a hard limit. OVERRULED: a higher authority has set it "
        "otherwise. VETOED: undone by a later decree. NOTED: changes nothing.",
    ),
    (
        "What binds",
        "The limits with a shadow price in the stage that fixed the order, those worth most first; "
        "the price is the gain in the common fulfilment from one more unit, the worth that price "
        "times all that the plan takes, so that units do not matter.",
    ),
    (
        "Lost by others",
        "Worth of what goals that the decree is not about get less than in the step before.",
    ),
    (
        "Costs, frees",
        "What a decree does to money against the step before: a larger investment budget or more "
        "spending of it costs, and so does less left in the state budget (income less spending, "
        "whatever deficit is allowed) or less household consumption at base prices; the opposite "
        "frees.",
    ),
    (
        "How an order stands",
        "In the final plan: in full; short; moved since, where a later decree set another target; "
        "undone, where it was vetoed; not in force, where it was refused or overruled.",
    ),
    (
        "Cut",
        "The part of a claim, as stated before any decree, that is not delivered.",
    ),
)
FROZEN: tuple[tuple[str, str], ...] = (
    (
        "Frozen plan",
        "The approved plan run forward under the decrees in supply rounds, nobody replanning: "
        "each round shares out what the round before made, orders, protected claims and receipts "
        "that agencies were ordered first. Shocks to capacity, yields, imports and stocks take "
        "effect in full; budgets do not matter, for nobody builds otherwise than was approved.",
    ),
    (
        "Damage",
        "What replanning delivers or makes less what the frozen plan does.",
    ),
    (
        "Collapsing",
        "Activities that need each other's products come to a standstill when the rounds go on.",
    ),
)
