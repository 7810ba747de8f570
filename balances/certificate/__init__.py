"""The independent check: a plan is shown to nobody before it has passed here.

`restated` writes every row of the program again from the economy, `check` does the arithmetic.
Both know neither the program nor a solver.
"""

from balances.certificate.check import Certificate, certify, certify_arithmetic
from balances.certificate.contradiction import Refutation, certify_contradiction

__all__ = [
    "Certificate",
    "Refutation",
    "certify",
    "certify_arithmetic",
    "certify_contradiction",
]
