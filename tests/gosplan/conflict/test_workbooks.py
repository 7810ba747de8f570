"""Random contradictory workbooks, asked through their files alone.

The lines reported are told from their cells; what a cell means, and what frees it, is known from
`workbooks` and not from the package. The ordinary run takes a sample of the 200:
`python -m pytest -m long tests/gosplan/conflict/test_workbooks.py` takes all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from balances.api import plan_workbook
from balances.economy.contradiction import Contradiction, Relaxation
from balances.economy.issue import InfeasiblePlanError
from tests.gosplan.conflict.workbooks import Book, Limit, book_of

PARTS, ALL, SAMPLE = 8, 200, 24


def refused(book: Book, folder: Path, *edits: str) -> Contradiction | None:
    """Why the workbook has no plan; None if it has one."""
    try:
        plan_workbook(book.write(folder), mode="balanced", edits=edits)
    except InfeasiblePlanError as error:
        found = error.contradiction
    else:
        return None
    assert found is not None
    return found


def contradictory(part: int, folder: Path) -> Iterator[tuple[int, Book, Contradiction]]:
    for seed in count(part, PARTS):
        book = book_of(seed)
        found = refused(book, folder)
        if found is not None:
            yield seed, book, found


def limits_of(book: Book, found: Contradiction) -> list[Limit]:
    """The figure in the cell of each line."""
    cells = {book.cell(limit): limit for limit in book.limits}
    return [cells[line.where.sheet, line.where.cell] for line in found.lines]


def check(seed: int, book: Book, found: Contradiction, folder: Path) -> None:
    limits = limits_of(book, found)
    assert len(set(limits)) == len(found.lines), seed
    assert refused(book.freed_but(limits), folder), seed
    for spared in limits:
        kept = [limit for limit in limits if limit != spared]
        assert refused(book.freed_but(kept), folder) is None, (seed, spared)
    assert found.relaxations or found.together, seed
    for way in found.relaxations:
        check_enough_and_not_more(seed, book, way, folder)
    together = [str(way.change) for way in found.together]
    assert not together or refused(book, folder, *together) is None, (seed, together)


def check_enough_and_not_more(seed: int, book: Book, way: Relaxation, folder: Path) -> None:
    """A way out works as `--set` and as a change of its cell; a hundredth less does not."""
    assert way.change is not None
    assert way.line.field is not None
    assert refused(book, folder, way.change) is None, (seed, way.words)
    limit = next(
        k for k in book.limits if book.cell(k) == (way.line.where.sheet, way.line.where.cell)
    )
    figure = float(way.change.rpartition("=")[2])
    assert refused(book.with_cell(limit, figure), folder) is None, (seed, way.words)
    if not way.line.whole:
        less = way.line.limit + 0.99 * (way.to - way.line.limit)
        assert refused(book, folder, way.line.field.set_to(less)), (seed, way.words)


def check_part(part: int, number: int, folder: Path) -> None:
    for seed, book, found in islice(contradictory(part, folder / "book"), number):
        check(seed, book, found, folder / "book")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_sample_is_infeasible_irreducible_and_its_ways_out_work(part, tmp_path):
    check_part(part, SAMPLE // PARTS, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_all_are_infeasible_irreducible_and_their_ways_out_work(part, tmp_path):
    check_part(part, ALL // PARTS, tmp_path)
