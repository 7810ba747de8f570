"""Shares in words: as cells show them, and never whole where something is missing."""

from __future__ import annotations

import pytest

from balances.reporting.wording import percent


@pytest.mark.parametrize(
    ("share", "words"),
    [
        *((0.4955, "49.6 %"), (0.8875, "88.8 %"), (0.62249, "62.2 %"), (0.0, "0.0 %")),
        *((1.0, "100.0 %"), (1.0 - 1e-7, "100.0 %"), (0.99995, "99.9 %"), (None, "–")),
    ],
)
def test_a_share_is_rounded_as_a_cell_is_but_nothing_short_reads_as_the_whole(share, words):
    assert percent(share) == words
