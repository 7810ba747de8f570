"""Episodes of the source: a module names its folder of data in EPISODE."""

from __future__ import annotations

from pathlib import Path

import pytest

from balances.economy.economy import Economy
from balances.politburo import Replay, replay
from balances.workbook import read

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def economy(request) -> Economy:
    """The economy of the episode, of whose workbook there is nothing to say."""
    reading = read(DATA / request.module.EPISODE)
    assert not reading.issues
    return reading.economy


@pytest.fixture(scope="module")
def replayed(economy) -> Replay:
    """Its log replayed."""
    return replay(economy)
