"""What counts: from which size on a difference is one, a goal is met, and a price is one.

Plans are right to about 1e-9 of each goal, and goals that live on what others leave to a few
hundred times that; nothing smaller than `NOTICED` is reported as a gain or a loss.
"""

from __future__ import annotations

NOTICED = 1e-6
"""Part of a target, or of the larger of two figures, from which on a difference counts."""

MET = 1.0 - NOTICED
"""A goal is met, and an order carried out, from this share of its target on."""

PRICED = 1e-7
"""Worth of a row, its price times all that the plan moves through it, against the row worth most
in the stage, from which on its price counts. Worth and not price: it does not depend on units."""

FULL = 1.0 - 1e-5
"""A bound is used up from this share of it on: levels have a tolerance."""
