"""What all explanations of one plan rest on: its rows, its flow graph, its full requirements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from balances.analysis.additions import stretched
from balances.analysis.graph import FlowGraph, flow_graph
from balances.economy.economy import Vector
from balances.economy.leontief import full_coefficients
from balances.gosplan.conflict.elastic import Elastic
from balances.gosplan.frames.moved import moved
from balances.gosplan.frames.prices import limiting
from balances.gosplan.plan import Plan
from balances.program.lines import imports, production
from balances.program.structure import Structure

FAMILIES = frozenset(
    {
        *("capacity", "labour", "investment_budget", "state_budget", "household_money"),
        *("foreign_exchange", "agency_allocation", "projects", "control_figures"),
    }
)
"""Families whose rows are limits a planner wrote."""


@dataclass(frozen=True, eq=False)
class Grounds:
    """A plan with what is reckoned from it once.

    Attributes:
        plan: what is explained.
    """

    plan: Plan

    @property
    def structure(self) -> Structure:
        """The rows of the plan's program over its unknowns."""
        return self.plan.structure

    @cached_property
    def limits(self) -> Vector:
        """Right-hand sides of the rows, R."""
        return self.structure.limits()

    @cached_property
    def used(self) -> Vector:
        """What the plan moves through each row, the sum of all its terms taken positive, R."""
        return moved(self.structure, self.plan.evidence.values)

    @cached_property
    def limiting(self) -> npt.NDArray[np.bool_]:
        """Which rows are limits that a planner wrote, R; what a soft figure counts is none."""
        rows = self.structure.rows
        written = np.array([key.kind in FAMILIES for key in rows], dtype=bool)
        return written & limiting(self.plan.economy, rows)

    @cached_property
    def goals(self) -> Mapping[str, Mapping[str, Any]]:
        """The rows of the goals of the plan, by key."""
        rows: list[Any] = self.plan.goals.to_dict("records")
        return MappingProxyType({row["key"]: row for row in rows})

    @cached_property
    def holding(self) -> Elastic:
        """The plan's goals held where they are, with resources that can give way."""
        return stretched(self.plan)

    @cached_property
    def graph(self) -> FlowGraph:
        """Who supplies whom."""
        return flow_graph(self.plan.economy)

    @cached_property
    def imported(self) -> Vector:
        """Part of what is made and imported of each commodity that is imported, T x I."""
        economy, values = self.plan.economy, self.plan.evidence.values
        unknowns = self.plan.layout.unknowns
        made, bought = (line(economy, unknowns) @ values for line in (production, imports))
        total = made + bought
        part: Vector = bought / np.where(total > 0.0, total, 1.0)
        return part.reshape(len(economy.periods), -1)

    @cached_property
    def full(self) -> Vector:
        """Full requirements by the norms of the main activities, I x I [unit_i / unit_j].

        Where these norms are not productive, one round of inputs: 1 + A.
        """
        direct = self.plan.economy.inputs[:, : len(self.plan.economy.commodities)]
        try:
            full = full_coefficients(direct)
        except np.linalg.LinAlgError:
            full = np.full(direct.shape, -1.0)
        if np.all(np.isfinite(full)) and np.all(full >= 0.0):
            return full
        return np.asarray(np.eye(direct.shape[0]) + direct.toarray())
