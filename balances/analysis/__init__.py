"""What plans and economies mean: structure, sweeps, comparisons, explanations."""

from __future__ import annotations

from balances.analysis.structure import Structure, structure

__all__ = ["Structure", "structure"]
