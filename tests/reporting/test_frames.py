"""Frames as records: plain Python values, and None for what is missing or infinite."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from balances.gosplan import solve
from balances.reporting.frames import records, sources_of
from tests.conftest import an_economy, good, made, want


def test_records_hold_plain_values_and_none_for_what_is_no_figure():
    frame = pd.DataFrame(
        {
            "name": ["coal", None],
            "count": np.array([1, 2]),
            "share": [0.5, np.nan],
            "limit": [np.inf, -np.inf],
            "held": np.array([True, False]),
            "mixed": [np.float64(2.5), pd.NA],
        }
    )
    coal, other = records(frame)
    assert coal == {
        "name": "coal", "count": 1, "share": 0.5, "limit": None, "held": True, "mixed": 2.5
    }  # fmt: skip
    assert other == {
        "name": None, "count": 2, "share": None, "limit": None, "held": False, "mixed": None
    }  # fmt: skip
    assert {type(value) for value in coal.values()} == {str, int, float, bool, type(None)}


def test_an_empty_frame_has_no_records():
    assert records(pd.DataFrame(columns=["name"])) == []
    assert records(pd.DataFrame()) == []


def test_the_sources_of_a_product_are_what_is_made_and_what_was_in_stock():
    # 30 of coal make the 20 of steel; 5 of them come from the stock.
    economy = an_economy(
        good("coal", opening_stock=5.0), good("steel"), made("coal"), made("steel"),
        want("steel", 20.0), uses={("coal", "steel"): 1.5},
    )  # fmt: skip
    found = sources_of(solve(economy))
    (period,) = economy.periods
    assert found["coal", period] == pytest.approx(30.0)
    assert found["steel", period] == pytest.approx(20.0)
