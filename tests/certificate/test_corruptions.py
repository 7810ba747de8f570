"""The checker is checked: spoilt evidence is refused, genuine plans are accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
import scipy.sparse as sp

from balances.certificate import certify
from balances.economy.construction import Finance
from balances.economy.economy import Economy, frozen_vector
from balances.economy.evidence import Evidence
from balances.economy.keys import Key, claim_key
from balances.economy.settings import Settings
from balances.economy.valuation import natural_sizes
from balances.gosplan import Plan, solve
from tests.conftest import an_economy, good, made, project, value, want
from tests.gosplan.conftest import a_random_economy

SEEDS = range(12)


def planned(seed: int) -> tuple[Economy, str, str]:
    """An economy with a mode and a method, and in every third case something to maximise."""
    economy = a_random_economy(seed, goods=4 + seed % 3, periods=1 + seed % 2)
    if seed % 3 == 0:
        economy = economy.with_settings(Settings(after_goals="maximise:national_income"))
    method = "weighted" if seed % 4 == 3 else "leximin"
    return economy, ("mobilised", "balanced")[seed % 2], method


@lru_cache(maxsize=64)
def plan_of(seed: int) -> Plan:
    economy, mode, method = planned(seed)
    return solve(economy, mode, method=method)


@pytest.mark.parametrize("seed", range(60))
def test_genuine_plans_are_accepted(seed):
    certificate = certify(plan_of(seed).economy, plan_of(seed).evidence)
    assert certificate.grade == "1e-9"
    assert certificate.faults == ()


@pytest.mark.parametrize("seed", range(12))
def test_genuine_plans_are_accepted_in_whatever_order_they_are_told(seed):
    evidence, r = plan_of(seed).evidence, np.random.default_rng(seed)
    rows, columns, goals = (
        r.permutation(len(keys)) for keys in (evidence.rows, evidence.columns, evidence.priorities)
    )
    # A goal that was at g is now at place[g]; no goal stays no goal.
    place = np.append(np.argsort(goals), -1)
    stages = tuple(
        replace(
            stage,
            costs=stage.costs[columns],
            duals=stage.duals[rows],
            tied=place[stage.tied[goals]],
            tight=stage.tight[rows],
            pinned=stage.pinned[columns],
        )
        for stage in evidence.stages
    )
    names = [*evidence.priorities]
    shuffled = replace(
        evidence,
        rows=tuple(evidence.rows[row] for row in rows),
        columns=tuple(evidence.columns[column] for column in columns),
        values=evidence.values[columns],
        stages=stages,
        priorities={names[g]: evidence.priorities[names[g]] for g in goals},
    )
    assert certify(plan_of(seed).economy, shuffled).grade == "1e-9"


# Each corruption takes a plan and a source of chance and gives spoilt evidence, one or more.
Corruption = Callable[[Plan, np.random.Generator], Iterator[Evidence]]


def with_values(evidence: Evidence, change: Callable[[np.ndarray], None]) -> Evidence:
    values = evidence.values.copy()
    change(values)
    return replace(evidence, values=values)


def used(plan: Plan) -> np.ndarray:
    """Columns of quantities that matter: more than a thousandth of the largest of their kind."""
    kinds = np.array([key.kind in ("x", "m", "f", "s") for key in plan.evidence.columns])
    return np.flatnonzero(kinds & (np.abs(plan.evidence.values) > 0.5))


def with_stage(evidence: Evidence, number: int, **changes: object) -> Evidence:
    stages = list(evidence.stages)
    stages[number] = replace(stages[number], **changes)
    return replace(evidence, stages=tuple(stages))


def with_value(array: np.ndarray, position: int, *, value: float) -> np.ndarray:
    changed = array.copy()
    changed[position] = value
    return changed


def with_unknown(evidence: Evidence, unknown: Key) -> Evidence:
    """One more unknown, of which there is nothing and which costs nothing."""
    stages = tuple(
        replace(s, costs=np.append(s.costs, 0.0), pinned=np.append(s.pinned, np.nan))
        for s in evidence.stages
    )
    columns, values = (*evidence.columns, unknown), np.append(evidence.values, 0.0)
    return replace(evidence, columns=columns, values=values, stages=stages)


def digit_changed(plan, r):
    k = r.choice(used(plan))
    quantity = plan.evidence.values[k]
    digit = 10.0 ** (np.floor(np.log10(quantity)) - int(r.integers(0, 5)))
    yield with_values(plan.evidence, lambda v: v.__setitem__(k, quantity + digit))


def sign_flipped(plan, r):
    k = r.choice(used(plan))
    yield with_values(plan.evidence, lambda v: v.__setitem__(k, -v[k]))


def sectors_swapped(plan, r):
    levels = [k for k in used(plan) if plan.evidence.columns[k].kind == "x"]
    a, b = r.choice(levels, 2, replace=False)
    yield with_values(plan.evidence, lambda v: v.__setitem__([a, b], v[[b, a]]))


def nudged(plan, r):
    """2e-9 of the natural size on a used quantity, up or down."""
    sizes = dict(
        zip(plan.economy.commodity_index, natural_sizes(plan.economy).tolist(), strict=True)
    )
    goods = {a.code: a.commodity for a in plan.economy.activities}
    goods |= {claim_key(plan.economy, c): c.commodity for c in plan.economy.claims}
    for k in r.choice(used(plan), 2, replace=False):
        key = plan.evidence.columns[k]
        size = sizes.get(goods.get(key.item, key.item), plan.evidence.values[k])
        size = max(size, plan.evidence.values[k])
        for side in (1.0, -1.0):
            off = side * 2e-9 * size
            yield with_values(plan.evidence, lambda v, k=k, off=off: v.__setitem__(k, v[k] + off))


def value_no_number(plan, r):
    for no in (np.nan, np.inf):
        k = r.integers(plan.evidence.values.size)
        yield with_values(plan.evidence, lambda v, k=k, no=no: v.__setitem__(k, no))


def level_raised(plan, r):
    number = int(r.integers(len(plan.evidence.stages) - 1))
    stage = plan.evidence.stages[number]
    for off in (1e-6, -1e-6):
        objective = stage.objective + off * max(1.0, abs(stage.objective))
        yield with_stage(plan.evidence, number, objective=objective)


def price_of_another_plan(plan, r):
    """Prices of the same stage in an economy with other norms."""
    other = plan.economy
    norms = other.inputs.copy()
    norms.data = norms.data * r.uniform(0.8, 1.2, norms.data.size)
    stranger = solve(replace(other, inputs=sp.csr_array(norms)), plan.mode, method=plan.method)
    (n, *_) = (n for n, stage in enumerate(plan.evidence.stages) if stage.objective != -1.0)
    if stranger.evidence.stages[n].kind == plan.evidence.stages[n].kind:
        yield with_stage(plan.evidence, n, duals=stranger.evidence.stages[n].duals)
    yield with_stage(plan.evidence, -1, duals=stranger.evidence.stages[-1].duals)


def price_digit_changed(plan, r):
    # What proves a level of 0 or 1 proves it as well in tenths more or less.
    stages = plan.evidence.stages
    sure = [s.kind == "leximin" and not 1e-9 < -s.objective < 1.0 - 1e-9 for s in stages]
    priced = [n for n, is_sure in enumerate(sure) if not is_sure]
    duals = stages[priced[0]].duals.copy()
    duals[int(np.argmax(np.abs(duals)))] *= 1.1
    yield with_stage(plan.evidence, priced[0], duals=duals)
    # Later, the price of a row whose unknowns are all held matters to no proof: all are changed.
    number = int(r.choice(priced))
    stage = stages[number]
    spoilt = stage.duals * (1.0 + 0.1 * r.choice([-1.0, 1.0], stage.duals.size))
    yield with_stage(plan.evidence, number, duals=spoilt)


def price_sign_flipped(plan, r):
    number = int(r.integers(len(plan.evidence.stages)))
    duals = plan.evidence.stages[number].duals.copy()
    row = int(np.argmax(np.abs(duals)))
    duals[row] = -duals[row]
    yield with_stage(plan.evidence, number, duals=duals)


def price_no_number(plan, _):
    duals = plan.evidence.stages[0].duals.copy()
    duals[0] = np.nan
    yield with_stage(plan.evidence, 0, duals=duals)


def stage_dropped(plan, _):
    stages = plan.evidence.stages
    for n in range(len(stages)):
        yield replace(plan.evidence, stages=stages[:n] + stages[n + 1 :])
    yield replace(plan.evidence, stages=stages[-1:])
    yield replace(plan.evidence, stages=())


def stages_in_another_order(plan, r):
    stages = plan.evidence.stages
    yield replace(plan.evidence, stages=stages[::-1])
    if len(stages) > 2:
        n = int(r.integers(len(stages) - 2))
        swapped = (*stages[:n], stages[n + 1], stages[n], *stages[n + 2 :])
        yield replace(plan.evidence, stages=swapped)


def floor_raised(plan, r):
    """A goal held higher than was proved, in the last stage that holds it and in others."""
    goals = sorted(plan.evidence.priorities)
    key = goals[int(r.integers(len(goals)))]
    for number in (-1, len(plan.evidence.stages) // 2):
        floors = dict(plan.evidence.stages[number].floors)
        target = next(goal.target for goal in plan.layout.goals if goal.key == key)
        floors[key] = value(plan, "f", key) + 0.01 * target
        yield with_stage(plan.evidence, number, floors=floors)


def row_missing(plan, r):
    n = int(r.integers(len(plan.evidence.rows)))
    rows = plan.evidence.rows[:n] + plan.evidence.rows[n + 1 :]
    stages = tuple(
        replace(s, duals=np.delete(s.duals, n), tight=np.delete(s.tight, n))
        for s in plan.evidence.stages
    )
    yield replace(plan.evidence, rows=rows, stages=stages)


def column_missing(plan, r):
    n = int(r.integers(len(plan.evidence.columns)))
    columns = plan.evidence.columns[:n] + plan.evidence.columns[n + 1 :]
    stages = tuple(
        replace(s, costs=np.delete(s.costs, n), pinned=np.delete(s.pinned, n))
        for s in plan.evidence.stages
    )
    values = np.delete(plan.evidence.values, n)
    yield replace(plan.evidence, columns=columns, stages=stages, values=values)


def fixed_without_cause(plan, _):
    """A goal that could still be raised is called fixed a stage early."""
    for n, stage in enumerate(plan.evidence.stages):
        later = [g for g in stage.raised if g not in stage.fixed]
        if stage.kind == "leximin" and later:
            yield with_stage(plan.evidence, n, fixed=(*stage.fixed, later[0]))


def held_without_cause(plan, r):
    """Rows held tight, unknowns pinned and goals capped that no stage before has proved to be."""
    first, evidence = plan.evidence.stages[0], plan.evidence
    rows = [row for row, key in enumerate(evidence.rows) if key.kind == "capacity"]
    yield with_stage(evidence, 0, tight=with_value(first.tight, r.choice(rows), value=True))
    stock = next(k for k, key in enumerate(evidence.columns) if key.kind == "s")
    yield with_stage(evidence, 0, pinned=with_value(first.pinned, stock, value=0.0))
    goal = sorted(evidence.priorities)[0]
    yield with_stage(evidence, 0, caps={goal: 0.0})
    yield with_stage(evidence, 0, tied=with_value(first.tied, 0, value=1))
    for n, stage in enumerate(evidence.stages):
        if not np.isnan(stage.pinned).all():
            yield with_stage(evidence, n, pinned=stage.pinned + 1.0)


def held_a_stage_early(plan, _):
    """What a stage itself proves is held in it, as if it had been proved before."""
    stages = plan.evidence.stages
    for n, (stage, later) in enumerate(pairwise(stages)):
        for name in ("tied", "tight", "pinned"):
            held = getattr(later, name)
            if not np.array_equal(getattr(stage, name), held, equal_nan=name == "pinned"):
                yield with_stage(plan.evidence, n, **{name: held})


def arrays_of_another_form(plan, r):
    """Arrays of a stage or of the plan of another length, shape, type or range."""
    n = int(r.integers(len(plan.evidence.stages)))
    stage = plan.evidence.stages[n]
    for name in ("costs", "duals", "tied", "tight", "pinned"):
        array = getattr(stage, name)
        others = (array[:-1], np.append(array, array[:1]), array[:0], array[None], array.tolist())
        for other in (*others, None, array.astype(object), array.astype(complex)):
            yield with_stage(plan.evidence, n, **{name: other})
    yield with_stage(plan.evidence, n, tight=stage.tight.astype(float))
    yield with_stage(plan.evidence, n, tied=stage.tied.astype(float))
    for position in (-2, stage.tied.size):
        yield with_stage(plan.evidence, n, tied=with_value(stage.tied, 0, value=position))
    yield with_stage(plan.evidence, n, pinned=with_value(stage.pinned, 0, value=np.inf))
    yield with_stage(plan.evidence, n, costs=with_value(stage.costs, 0, value=np.nan))
    yield with_stage(plan.evidence, n, objective=np.nan)
    for values in (plan.evidence.values[:-1], plan.evidence.values[None]):
        yield replace(plan.evidence, values=values)


def keys_of_nothing(plan, r):
    """Goals, rows and unknowns that the economy does not have, or that are there twice."""
    n = int(r.integers(len(plan.evidence.stages)))
    stage = plan.evidence.stages[n]
    for changes in (
        {"raised": (*stage.raised, "claim:nothing")},
        {"fixed": (*stage.fixed, "claim:nothing")},
        {"floors": {**stage.floors, "claim:nothing": 0.0}},
        {"caps": {**stage.caps, "claim:nothing": 1.0}},
        {"caps": {**stage.caps, sorted(plan.evidence.priorities)[0]: np.nan}},
        {"whole": {**stage.whole, Key("open", "nothing", 0): 1.0}},
    ):
        yield with_stage(plan.evidence, n, **changes)
    rows, columns = plan.evidence.rows, plan.evidence.columns
    for unknown in (Key("n", "g0", 0), Key("m", "g0", 0), Key("u", "g3", 0, "a0"), Key("N", "", 0)):
        if unknown not in columns:
            yield with_unknown(plan.evidence, unknown)
    yield replace(plan.evidence, rows=(*rows[:-1], rows[0]))
    yield replace(plan.evidence, columns=(*columns[:-1], columns[0]))
    yield replace(plan.evidence, columns=(*columns, columns[0]))
    yield replace(plan.evidence, priorities={**plan.evidence.priorities, "claim:nothing": 1.0})


def goal_forgotten(plan, r):
    """A goal left out of every stage."""
    goals = sorted(plan.evidence.priorities)
    lost = goals[int(r.integers(len(goals)))]

    def without(keys):
        return tuple(key for key in keys if key != lost)

    stages = tuple(
        replace(s, raised=without(s.raised), fixed=without(s.fixed)) for s in plan.evidence.stages
    )
    priorities = {key: p for key, p in plan.evidence.priorities.items() if key != lost}
    if plan.method == "leximin":
        yield replace(plan.evidence, stages=stages)
    yield replace(plan.evidence, stages=stages, priorities=priorities)


def another_objective(plan, _):
    """Stages that optimised something else, or half of what they say."""
    for n, stage in enumerate(plan.evidence.stages[:-1]):
        half = {
            "costs": stage.costs / 2,
            "duals": stage.duals / 2,
            "objective": stage.objective / 2,
        }
        yield with_stage(plan.evidence, n, **half)
    effort = plan.evidence.stages[-1]
    twice = {
        "costs": effort.costs * 2,
        "duals": effort.duals * 2,
        "objective": effort.objective * 2,
    }
    yield with_stage(plan.evidence, -1, **twice)


CORRUPTIONS: tuple[Corruption, ...] = (
    digit_changed, sign_flipped, sectors_swapped, nudged, value_no_number, level_raised,
    price_of_another_plan, price_digit_changed, price_sign_flipped, price_no_number,
    stage_dropped, stages_in_another_order, floor_raised, row_missing, column_missing,
    fixed_without_cause, held_without_cause, held_a_stage_early, arrays_of_another_form,
    keys_of_nothing, goal_forgotten, another_objective,
)  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda c: c.__name__)
def test_spoilt_evidence_is_refused(corruption, seed):
    plan = plan_of(seed)
    for n, spoilt in enumerate(corruption(plan, np.random.default_rng([seed, 1]))):
        certificate = certify(plan.economy, spoilt)
        assert not certificate.passed, f"{corruption.__name__} {n} was accepted"
        assert certificate.faults


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_for_another_economy_is_refused(seed):
    plan, r = plan_of(seed), np.random.default_rng(seed)
    economy = plan.economy
    norms = economy.inputs.copy()
    norms.data = norms.data * (1.0 + 1e-6 * r.uniform(0.5, 1.0, norms.data.size))
    claims = tuple(replace(c, target=c.target * 1.01) for c in economy.claims)
    dearer = tuple(replace(c, price=c.price * (1.0 + i)) for i, c in enumerate(economy.commodities))
    hands = tuple(replace(q, available=tuple(0.5 * n for n in q.available)) for q in economy.labour)
    smaller = tuple(
        replace(a, capacity=0.99 * value(plan, "x", a.code)) for a in economy.activities
    )
    others = [
        replace(economy, inputs=sp.csr_array(norms)),
        replace(economy, claims=claims),
        replace(economy, claims=economy.claims[1:]),
        replace(economy, commodities=dearer),
        replace(economy, labour=hands),
        replace(economy, labour_norms=frozen_vector(economy.labour_norms * 2.0)),
        economy.with_activities(smaller),
        economy.with_figures(()),
        economy.with_settings(Settings(after_goals="maximise:output/g0")),
    ]
    for n, other in enumerate(others):
        assert not certify(other, plan.evidence).passed, f"economy {n} was taken for its own"


def test_a_cross_check_is_held_to_its_own_grade():
    plan = plan_of(1)
    other = solve(plan.economy, plan.mode, solver="cbc")
    assert certify(plan.economy, other.evidence).grade == "1e-6"
    nudge = with_values(other.evidence, lambda v: v.__imul__(1.0 + 1e-4))
    assert not certify(plan.economy, nudge).passed


def test_rounding_in_a_sector_that_is_not_used_is_no_fault():
    # Its balance is off by 1e-12 of its natural size, which is more than a millionth of what
    # passes through it, and less than the solver is asked for.
    plan = plan_of(1)
    stock = next(
        k
        for k, key in enumerate(plan.evidence.columns)
        if key.kind == "s" and plan.evidence.values[k] == 0.0
    )
    for off, passed in ((1e-12, True), (1e-10, True), (4e-9, False)):
        spoilt = with_values(plan.evidence, lambda v, o=off: v.__setitem__(stock, 100.0 * o))
        assert certify(plan.economy, spoilt).passed is passed


def test_whole_projects_that_are_not_whole_are_refused():
    sites = [project(c, "x", 40.0, 100.0, integer=True) for c in ("a", "b")]
    economy = an_economy(
        good("x", price=1.0), made("x", 10.0), *sites, want("x", 100.0, period=1),
        finance=(Finance(budget=150.0, max_open=1),) * 2, periods=2,
    )  # fmt: skip
    plan = solve(economy)
    assert certify(economy, plan.evidence).passed
    for number, stage in enumerate(plan.evidence.stages):
        for key, whole in stage.whole.items():
            part = with_stage(plan.evidence, number, whole={**stage.whole, key: 0.5})
            assert not certify(economy, part).passed, (number, key)
            fewer = {k: v for k, v in stage.whole.items() if k != key}
            assert not certify(economy, with_stage(plan.evidence, number, whole=fewer)).passed
            if number == len(plan.evidence.stages) - 1:
                other = with_stage(plan.evidence, number, whole={**stage.whole, key: 1.0 - whole})
                assert not certify(economy, other).passed, key


def test_a_plan_with_half_a_whole_project_is_refused_even_with_proofs_to_fit():
    # 60 roubles of 100: planned as if it were divisible by halves, 0.6 of the capacity is there.
    site = project("a", "x", 40.0, 100.0, integer=True)
    economy = an_economy(
        good("x", price=1.0), made("x", 10.0), site, want("x", 100.0, period=1),
        finance=(Finance(budget=60.0),) * 2, periods=2,
    )  # fmt: skip
    plan = solve(economy)
    assert value(plan, "x", "x", 1) == pytest.approx(10.0, rel=1e-9)
    part = with_values(
        plan.evidence,
        lambda v: v.__setitem__(plan.evidence.columns.index(Key("finished", "a", 0)), 0.6),
    )
    assert not certify(economy, part).passed
