"""The fifth plan made again: rows in another order, and by another solver.

Of its physical part: with capital construction the levels of some goals hang on a millionth of
others, and rows in another order may take another plan that is as good within that tolerance.
"""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from balances import load, solve
from balances.economy.economy import frozen_matrix, frozen_vector

FIFTH_PLAN = Path(__file__).parents[2] / "data" / "fifth_plan"
HEADS = {"sectors": "code", "claims": "commodity", "agencies": "agency"}


def in_another_order(folder: Path, seed: int) -> Path:
    """A copy of the csv folder with the rows of its lists shuffled."""
    chance = random.Random(seed)
    folder.mkdir()
    for path in FIFTH_PLAN.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = HEADS.get(path.stem)
        if head is not None:
            first = next(n for n, line in enumerate(lines) if line.split(",")[0] == head) + 1
            rows = lines[first:]
            chance.shuffle(rows)
            lines = lines[:first] + rows
        (folder / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def physical(folder: Path):
    """The economy without capital construction, its money and its decrees."""
    economy = load(folder)
    nothing = frozen_matrix(np.zeros(economy.capital.shape))
    money = ("investment", "real_investment", "capacity")
    return replace(
        economy.with_figures(k for k in economy.figures if k.measure not in money),
        capital=nothing,
        capital_labour=frozen_vector(np.zeros(economy.capital_labour.shape)),
        projects=(),
        finance=(),
        decrees=(),
    )


def fulfilments(plan):
    return plan.goals.set_index("key")["fulfilment"].to_dict()


@pytest.fixture(scope="module", params=["balanced", "mobilised"])
def plan(request):
    return solve(physical(FIFTH_PLAN), request.param)


def test_another_order_of_rows_gives_the_same_plan(plan, tmp_path):
    again = solve(physical(in_another_order(tmp_path / "fifth_plan", 1)), plan.mode)
    assert fulfilments(again) == pytest.approx(fulfilments(plan), abs=1e-9)
    before = dict(zip(plan.evidence.columns, plan.evidence.values.tolist(), strict=True))
    after = dict(zip(again.evidence.columns, again.evidence.values.tolist(), strict=True))
    del before[next(key for key in before if key.kind == "lambda")]
    assert {key: after[key] for key in before} == pytest.approx(before, rel=1e-8, abs=1e-7)


def test_another_solver_gives_the_same_fulfilments(plan):
    again = solve(plan.economy, plan.mode, solver="cbc")
    assert again.certificate.grade == "1e-6"
    assert fulfilments(again) == pytest.approx(fulfilments(plan), abs=1e-6)
