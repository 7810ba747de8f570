"""Overhead by ratio: what everything but the solver costs, against bare HiGHS.

    python benchmarks/overhead.py [TABLE.npz] [--repeat N] [--only CASE] [--profile CASE]

Bare HiGHS solves the same stages from the same scaled arrays: one passModel, then bounds and
costs changed in place. TABLE.npz has A (norms) and x (outputs), and final demand as y or
y_production. Without one a synthetic table of 411 sectors is drawn.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import pstats
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import highspy
import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, frozen_matrix, frozen_vector
from balances.economy.records import Activity, Claim, Commodity, LabourCategory
from balances.economy.settings import Settings
from balances.gosplan import Plan
from balances.program.lp import live
from balances.program.lp.highs import Highs
from balances.reporting import ReportInput, render_report
from balances.workbook import read
from balances.workbook.checks import CHECKS
from benchmarks.everything import with_everything

FIFTH_PLAN = Path(__file__).parents[1] / "data" / "fifth_plan.xlsx"
FRAMES = ("balances", "outputs", "goals", "claims", "figures", "flows", "allocations", "labour",
          "employment", "trade", "foreign_exchange", "construction", "projects", "investment",
          "state_budget", "household_money", "prices", "stages")  # fmt: skip
MODE = "mobilised"


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - begin


@contextmanager
def recorded(calls: list[tuple]) -> Iterator[None]:
    """Keep every program that the live solver is given, and where and how it begins."""
    plain = Highs.minimise

    def recording(self, limits, costs, seconds, **how):
        calls.append((self._coefficients.matrix, limits, costs, self.live.basis()))
        return plain(self, limits, costs, seconds, **how)

    Highs.minimise = recording
    try:
        yield
    finally:
        Highs.minimise = plain


def bare(calls: list[tuple]) -> float:
    """Seconds that HiGHS takes for these programs, hot, from arrays, checked by nobody."""
    begin = time.perf_counter()
    matrix = sp.csr_array(calls[0][0])
    rows, columns = matrix.shape
    solver = highspy.Highs()
    for name, option in {
        "output_flag": False,
        "threads": 1,
        "primal_feasibility_tolerance": live.FEASIBILITY,
        "dual_feasibility_tolerance": live.FEASIBILITY,
        "small_matrix_value": 1e-12,
        "simplex_scale_strategy": 0,
    }.items():
        solver.setOptionValue(name, option)
    _, limits, costs, _ = calls[0]
    solver.passModel(
        columns, rows, matrix.nnz, 2, 1, 0.0, costs, limits.low, limits.high,
        limits.row_low, limits.row_high, matrix.indptr[:-1].astype(np.int32),
        matrix.indices.astype(np.int32), matrix.data, np.zeros(columns, dtype=np.int32),
    )  # fmt: skip
    solver.run()
    every_row = np.arange(rows, dtype=np.int32)
    every_column = np.arange(columns, dtype=np.int32)
    for changed, limits, costs, basis in calls[1:]:
        change = sp.csr_array(changed - matrix)
        change.eliminate_zeros()
        places = change.nonzero()
        for row, column, value in zip(*places, changed[places], strict=True):
            solver.changeCoeff(int(row), int(column), float(value))
        matrix = changed
        solver.setBasis(basis)
        solver.changeRowsBounds(rows, every_row, limits.row_low, limits.row_high)
        solver.changeColsBounds(columns, every_column, limits.low, limits.high)
        solver.changeColsCost(columns, every_column, costs)
        solver.run()
    return time.perf_counter() - begin


@contextmanager
def timed(module: ModuleType, name: str, clock: Clock, stage: str) -> Iterator[None]:
    """Time every call of a function or class that a module uses."""
    plain = getattr(module, name)

    def on_the_clock(*args, **options):
        with clock(stage):
            return plain(*args, **options)

    setattr(module, name, on_the_clock)
    try:
        yield
    finally:
        setattr(module, name, plain)


def planned(economy: Economy, clock: Clock) -> Plan:
    """Solve and read every frame, on the clock; `solve` is what neither builds nor certifies."""
    solving = importlib.import_module("balances.gosplan.solve")
    with (
        timed(solving, "Program", clock, "build"),
        timed(solving, "certify", clock, "certify"),
        clock("all"),
    ):
        plan = solving.solve(economy, MODE)
    spent = clock.spent
    certify = spent.pop("certify")
    spent["solve"] = spent.pop("all") - spent["build"] - certify
    spent["certify"] = certify
    with clock("frames"):
        for frame in FRAMES:
            getattr(plan, frame)
    return plan


def measured(name: str, load: Callable[[Clock], Economy], repeat: int) -> None:
    """Print the best of several runs, stage by stage, as ratios to bare HiGHS."""
    best: dict[str, float] = {}
    for _ in range(repeat):
        clock, calls = Clock(), []
        economy = load(clock)
        with recorded(calls):
            plan = planned(economy, clock)
        with clock("report"):
            render_report(ReportInput({MODE: plan}))
        clock.spent["bare HiGHS"] = bare(calls)
        best = {k: min(v, best.get(k, np.inf)) for k, v in clock.spent.items()}
    plain = best.pop("bare HiGHS")
    total = sum(best.values())
    planning = sum(best[k] for k in ("build", "solve", "certify", "frames"))
    rows, columns = calls[0][0].shape
    print(f"\n{name}: {rows} rows, {columns} unknowns, {calls[0][0].nnz} coefficients, "
          f"{len(calls)} solves, {len(plan.goals)} goals")  # fmt: skip
    for stage, seconds in best.items():
        print(f"  {stage:10s} {seconds:8.3f} s  {seconds / plain:7.2f} of bare HiGHS")
    print(f"  {'bare HiGHS':10s} {plain:8.3f} s")
    print(f"  planning (build to frames) over bare HiGHS: {planning / plain:.2f};  "
          f"all over bare HiGHS: {total / plain:.2f};  "
          f"peak memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
    )  # fmt: skip


def fifth_plan(clock: Clock) -> Economy:
    """The example of the project, through the workbook."""
    with clock("read"):
        reading = read(FIFTH_PLAN)
    if reading.economy is None:
        raise SystemExit("\n".join(str(issue) for issue in reading.issues))
    begin = time.perf_counter()
    for check in CHECKS:
        check(reading.economy, reading.tables)
    checked = time.perf_counter() - begin
    clock.spent |= {"read": clock.spent["read"] - checked, "check": checked}
    return reading.economy


def economy_of(norms: np.ndarray, output: np.ndarray, demand: np.ndarray, periods: int) -> Economy:
    """An economy short of capacity here and there, with two claimants a product and labour."""
    r = np.random.default_rng(1)
    size = output.size
    codes = [f"s{i:03d}" for i in range(size)]
    output = np.maximum(output, 1e-3 * output.mean())
    capacity = output * r.uniform(0.8, 1.2, size)
    workers = r.lognormal(0.0, 1.0, size) / output
    claims = [
        Claim(code, who, use, t, float(part * d) * 1.03**t, priority=priority)
        for t in range(periods)
        for code, d in zip(codes, demand.tolist(), strict=True)
        for who, use, part, priority in (("homes", "household", 0.7, 2), ("state", "other", 0.3, 1))
        if d > 0.0
    ]
    return Economy(
        settings=Settings(title="Benchmark"),
        periods=tuple(str(t + 1) for t in range(periods)),
        commodities=tuple(
            Commodity(c, "t", groups=("A" if i % 2 else "B",), base_output=float(x), price=1.0)
            for i, (c, x) in enumerate(zip(codes, output, strict=True))
        ),
        activities=tuple(
            Activity(c, c, f"ministry {i % 25}", capacity=float(k), base_output=float(x))
            for i, (c, k, x) in enumerate(zip(codes, capacity, output, strict=True))
        ),
        inputs=frozen_matrix(norms),
        outputs=frozen_matrix(np.eye(size)),
        labour=(LabourCategory("all", (0.97 * float(workers @ output),) * periods),),
        labour_norms=frozen_vector(workers[np.newaxis]),
        claims=tuple(claims),
    )


def from_table(path: Path) -> Callable[[Clock], Economy]:
    """A published table: norms, outputs, and final demand where it is positive."""

    def load(clock: Clock) -> Economy:
        with clock("read"):
            table = np.load(path)
            norms, output = table["A"], table["x"]
            demand = next((table[k] for k in ("y", "y_production") if k in table), None)
            demand = output - norms @ output if demand is None else demand
            return economy_of(norms, output, np.maximum(demand, 0.0), 1)

    return load


def lognormal(size: int, periods: int) -> Callable[[Clock], Economy]:
    """A synthetic table: half of the norms, drawn lognormally, columns that use 0.3 to 0.6."""

    def load(_: Clock) -> Economy:
        r = np.random.default_rng(size)
        norms = r.lognormal(0.0, 2.0, (size, size)) * (r.random((size, size)) < 0.5)
        norms *= r.uniform(0.3, 0.62, size) / norms.sum(axis=0)
        demand = r.lognormal(3.0, 1.0, size)
        output = np.linalg.solve(np.eye(size) - norms, demand)
        return economy_of(norms, output, demand, periods)

    return load


def everything(size: int, periods: int) -> Callable[[Clock], Economy]:
    """A synthetic table with capital, money, trade and allotments; `benchmarks/everything.py`."""

    def load(clock: Clock) -> Economy:
        return with_everything(lognormal(size, periods)(clock))

    return load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path, nargs="?", help="an .npz file with A and x")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each case; the best counts")
    parser.add_argument("--only", default="", help="run the cases whose names start with this")
    parser.add_argument("--profile", help="profile the case whose name starts with this")
    options = parser.parse_args()
    table = options.table
    cases = {
        "fifth plan": fifth_plan,
        table.stem if table else "411 synthetic sectors": from_table(table)
        if table
        else lognormal(411, 1),
        "127 synthetic sectors, 5 years": lognormal(127, 5),
        "everything: 127 synthetic sectors, 5 years": everything(127, 5),
    }
    for name, load in cases.items():
        if not name.startswith(options.profile or options.only):
            continue
        if options.profile:
            clock = Clock()
            economy = load(clock)
            profile = cProfile.Profile()
            profile.runcall(planned, economy, clock)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        else:
            measured(name, load, options.repeat)


if __name__ == "__main__":
    main()
