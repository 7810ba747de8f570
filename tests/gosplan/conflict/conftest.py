"""Economies whose lines contradict each other, and ways to ask whether lines can hold."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from balances.certificate.restated import restate
from balances.economy.contradiction import Contradiction, Line
from balances.economy.economy import Economy
from balances.economy.records import LabourCategory
from balances.gosplan.conflict import contradiction_of, with_limit
from balances.program.goals import goals_of
from balances.program.program import Program
from balances.program.unknowns import unknowns_of
from tests.conftest import an_economy, figure, good, made, project, want


def program_of(economy: Economy) -> Program:
    return Program(economy, "balanced", "highs", math.inf)


def can_hold(economy: Economy) -> bool:
    """Whether all lines can hold together, by the rows that the certificate states on its own."""
    columns = unknowns_of(economy, goals_of(economy, "balanced")).keys
    stated = restate(economy, columns)
    rows, wide = 1.0 / stated.row_sizes, stated.column_sizes
    matrix = sp.csr_array(sp.diags_array(rows) @ stated.matrix @ sp.diags_array(wide))
    limits, equal, signs = stated.limits * rows, stated.senses == 0, -stated.senses.astype(float)
    found = linprog(
        np.zeros(wide.size),
        A_ub=sp.diags_array(signs[~equal]) @ matrix[~equal], b_ub=(signs * limits)[~equal],
        A_eq=matrix[equal], b_eq=limits[equal],
        bounds=np.column_stack([stated.low / wide, stated.high / wide]),
        options={"primal_feasibility_tolerance": 1e-10, "presolve": False},
    )  # fmt: skip
    assert found.status in (0, 2), found.message
    return found.status == 0


def conflict_in(economy: Economy) -> Contradiction:
    found = contradiction_of(program_of(economy))
    assert found is not None
    return found


def without(economy: Economy, lines: Iterable[Line]) -> Economy:
    """The economy with these lines out of the way: as far as they can go, or gone."""
    gone = set()
    for line in lines:
        if line.kind == "figure":
            gone |= set(line.at)
        else:
            far = 0.0 if line.sense == "at_least" else 1e5 * line.size
            economy = with_limit(economy, line, far)
    kept = (k for n, k in enumerate(economy.figures) if n not in gone)
    return economy.with_figures(kept)


def a_demanding_economy(seed: int, periods: int = 2) -> Economy:
    """Three goods that take each other, with more hard figures and floors than may be met."""
    r = np.random.default_rng(seed)
    codes = ["ore", "steel", "cloth"]
    unit = 10.0 ** float(r.integers(-3, 4))
    size = {code: unit * float(r.uniform(20.0, 100.0)) for code in codes}

    def part_of(code: str, low: float, high: float) -> float:
        return size[code] * float(r.uniform(low, high))

    def maybe(share: float = 0.5) -> bool:
        return bool(r.random() < share)

    records = [
        good(
            code, base_output=size[code], price=1.0 / size[code], storable=maybe(),
            opening_stock=part_of(code, 0.05, 0.2) * float(maybe()),
            import_limit=part_of(code, 0.1, 0.3) * float(maybe()), import_price=1.0 / unit,
            export_price=1.0 / unit, groups=("A",) if code != "cloth" else ("B",),
        )
        for code in codes
    ]  # fmt: skip
    for code in codes:
        capacity = part_of(code, 0.6, 1.1) if maybe(0.8) else math.inf
        records.append(made(code, capacity, depreciation=float(r.choice([0.0, 0.05]))))
        for t in range(periods):
            target = part_of(code, 0.4, 0.9)
            floor = target * float(r.choice([0.0, 0.5, 1.0]))
            records.append(want(code, target, "users", "household", t, floor=floor))
        if maybe():
            sense = str(r.choice(["at_least", "at_least", "at_most", "equal"]))
            records.append(
                figure("output", part_of(code, 0.5, 1.6), code, int(r.integers(periods)),
                       sense=sense, hard=True)
            )  # fmt: skip
    records.append(want("cloth", part_of("cloth", 0.05, 0.2), "trade", "export"))
    if maybe():
        records.append(figure("group_output", float(r.uniform(0.8, 3.0)), "A", hard=True))
        records.append(
            figure("group_output", float(r.uniform(0.8, 3.0)), "all", hard=True, sense="at_most")
        )
    workers = tuple(float(r.uniform(60.0, 200.0)) for _ in range(periods))
    records.append(LabourCategory("hands", workers))
    if maybe():
        records.append(project("works", "steel", part_of("steel", 0.2, 0.8), 5.0))
    names = [(a, b) for a in codes for b in codes]
    return an_economy(
        *records,
        uses={(a, b): float(r.uniform(0.0, 0.25)) * size[a] / size[b] for a, b in names},
        norms={("hands", code): float(r.uniform(20.0, 60.0)) / size[code] for code in codes},
        periods=periods,
        foreign_credit=tuple(float(r.uniform(0.0, 20.0)) for _ in range(periods)),
    )
