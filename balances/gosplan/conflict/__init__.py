"""What contradicts what: the lines that cannot hold together, and the cheapest ways out.

`lines` says what a planner could move, `elastic` lets it give way at a price, `search` finds the
smallest set and the least moves, `most` how much one figure can be.
"""

from balances.gosplan.conflict.explained import explained
from balances.gosplan.conflict.lines import KINDS, lines_of, with_limit
from balances.gosplan.conflict.most import most_of
from balances.gosplan.conflict.search import contradiction_of

__all__ = ["KINDS", "contradiction_of", "explained", "lines_of", "most_of", "with_limit"]
