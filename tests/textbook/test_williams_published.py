"""Williams' economic planning: the published optima, by a bare linear program and by ours.

The bare programs follow the published ones line by line and know nothing of the package: x is
production at hand in a year, n extra capacity that is there from a year, s stock at its end. How
their years, ends and objectives stand in the workbooks is told in the README of each workbook.
1902.216910 is printed with the published code; the three values of the book's objectives are
those of the published program for it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from balances.gosplan import solve
from balances.workbook import read

BOOKS = Path(__file__).parents[2] / "data" / "textbook"
GOODS = range(3)
A = [[0.1, 0.5, 0.4], [0.1, 0.1, 0.2], [0.2, 0.1, 0.2]]
WORK = [0.6, 0.3, 0.2]
B = [[0.0, 0.7, 0.9], [0.1, 0.1, 0.2], [0.2, 0.1, 0.2]]
BUILDERS = [0.4, 0.2, 0.1]
DEMAND = [60.0, 60.0, 30.0]
CAPACITY = [300.0, 350.0, 280.0]
MANPOWER = 470.0
SUSTAINING = np.linalg.solve(np.eye(3) - np.array(A), DEMAND)


def greatest(objective, equal, at_most):
    """The most that the terms come to; rows are (terms, right-hand side), unknowns are >= 0."""
    names = sorted({name for terms, _ in (*equal, *at_most, (objective, 0)) for name in terms})
    place = {name: k for k, name in enumerate(names)}

    def matrix(rows):
        table = np.zeros((len(rows), len(names)))
        for r, (terms, _) in enumerate(rows):
            for name, value in terms.items():
                table[r, place[name]] = value
        return table, [limit for _, limit in rows]

    costs, _ = matrix([(objective, 0.0)])
    (a_eq, b_eq), (a_ub, b_ub) = matrix(equal), matrix(at_most)
    found = linprog(-costs[0], a_ub, b_ub, a_eq, b_eq, method="highs")
    return -found.fun if found.status == 0 else None


def balance(i, t, capital, demand, opening=0.0):
    """x + s of the year before = inputs of t+1 + inputs of capacity of t+2 + demand + s."""
    terms = Counter({("x", i, t): 1.0, ("s", i, t - 1): 1.0, ("s", i, t): -1.0})
    terms.update({("x", j, t + 1): -A[i][j] for j in GOODS})
    terms.update({("n", j, t + 2): -capital[i][j] for j in GOODS})
    return terms, demand - opening


def capacity(i, t, first):
    """Production is at most the capacity of the start and what was added by then."""
    built = {("n", i, tau): -1.0 for tau in range(first, t + 1)}
    return {("x", i, t): 1.0} | built, CAPACITY[i]


def nothing(kind, years):
    return [({(kind, i, t): 1.0}, 0.0) for i in GOODS for t in years]


def sustained(year):
    return [({("x", i, year): -1.0}, -SUSTAINING[i]) for i in GOODS]


def published_code(stocks):
    """Gurobi modeling-examples, economic_planning: years 1 to 6, manpower of years 1 to 5."""
    capital = [[0.1, *B[0][1:]], *B[1:]]
    equal = [
        balance(i, t, capital, DEMAND[i], stocks[i] if t == 1 else 0.0)
        for i in GOODS
        for t in range(1, 6)
    ]
    equal += nothing("x", [1]) + nothing("s", [0]) + nothing("n", [1, 2, 6, 7])
    at_most = [capacity(i, t, 1) for i in GOODS for t in range(1, 6)] + sustained(6)
    manpower = {("x", i, t): WORK[i] for i in GOODS for t in range(1, 6)}
    manpower |= {("n", i, t): BUILDERS[i] for i in GOODS for t in range(1, 6)}
    return greatest(manpower, equal, at_most)


def the_book(objective, *, demand=True, limited=True):
    """SAS/OR sample mpex09: years 0 to 6, the present is year 0."""
    stocks = [150.0, 80.0, 100.0]
    equal = [
        balance(i, t, B, DEMAND[i] if demand and t else 0.0, 0.0 if t else stocks[i])
        for i in GOODS
        for t in range(6)
    ]
    equal += nothing("x", [0]) + nothing("s", [-1]) + nothing("n", [6, 7])
    at_most = [capacity(i, t, 2) for i in GOODS for t in range(1, 7)] + sustained(6)
    if limited:
        at_most += [(used_in(t), MANPOWER) for t in range(6)]
    return greatest(objective, equal, at_most)


def used_in(t):
    """Manpower of a year: for production of the next and capacity of the one after it."""
    made = {("x", i, t + 1): WORK[i] for i in GOODS}
    return made | {("n", i, t + 2): BUILDERS[i] for i in GOODS}


def planned(name, scenario=None):
    """What the plan of the workbook reaches of the measure and in the periods it names."""
    economy = read(BOOKS / f"{name}.xlsx", scenario=scenario).economy
    plan = solve(economy)
    assert (plan.goals["fulfilment"] == 1.0).all()
    measure, item = economy.settings.maximised
    return plan.measure(measure, item).iloc[list(economy.maximised_periods)].sum()


def test_the_manpower_of_the_published_code_is_reached():
    published = 1902.216910
    assert published_code([250.0, 180.0, 200.0]) == pytest.approx(published, abs=5e-7)
    assert planned("williams") == pytest.approx(published, abs=1e-6)


def test_the_published_code_has_no_plan_from_the_stocks_of_the_text():
    assert published_code([150.0, 80.0, 100.0]) is None


def test_total_productive_capacity_of_the_book():
    # Capacity of year 5: 930 at the start, and what was added by then.
    added = the_book({("n", i, t): 1.0 for i in GOODS for t in range(2, 6)})
    assert planned("williams_book") == pytest.approx(930.0 + added, rel=1e-9)
    assert 930.0 + added == pytest.approx(2141.8752, abs=5e-5)


def test_total_output_of_the_book():
    total = the_book({("x", i, t): 1.0 for i in GOODS for t in (4, 5)}, demand=False)
    assert planned("williams_book", "total output") == pytest.approx(total, rel=1e-9)
    assert total == pytest.approx(2618.58, abs=5e-3)


def test_manpower_of_the_book():
    years = Counter()
    for t in range(1, 6):
        years.update(used_in(t))
    total = the_book(years, limited=False)
    assert planned("williams_book", "manpower") == pytest.approx(total, rel=1e-9)
    assert total == pytest.approx(2450.03, abs=5e-3)
