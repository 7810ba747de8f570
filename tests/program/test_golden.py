"""Rows as algebra: a diff of a golden file is a changed equation.

Set GOLDEN=write to write the files anew, and read the diff before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from balances.program.families import FAMILIES
from tests.program.conftest import algebra, everything, layout_of

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_rows_of_every_family_are_the_equations_on_file(family):
    lines = algebra(layout_of(everything()), family)
    path = GOLDEN / f"{family.name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines, f"the example has no row of {family.name}; add one to `everything`"
    assert path.read_text(encoding="utf-8").splitlines() == lines
