"""Decrees stand in order of date and number."""

from __future__ import annotations

import pytest

from balances.economy.decrees import Decree, date_key, replay_key


@pytest.mark.parametrize(
    ("date", "key"),
    [
        ("", (0, 0, 0)),
        ("1933", (1933, 0, 0)),
        ("1933-07", (1933, 7, 0)),
        ("1933-07-14", (1933, 7, 14)),
        ("1933Q3", (1933, 7, 0)),
        ("1933q1", (1933, 1, 0)),
        ("July 1933", None),
        ("1933-13", None),
        ("1933-7", None),
        ("1933Q5", None),
        ("14.07.1933", None),
    ],
)
def test_dates_are_read_or_not(date, key):
    assert date_key(date) == key


def test_decrees_are_in_order_of_date_and_then_of_number():
    log = [("10", "1933"), ("2", "1933"), ("2a", "1933"), ("1", "1933Q2"), ("3", "1933-04-01")]
    log += [("4", ""), ("5", "1932-12-31"), ("P-9", "1933"), ("P-10", "1933")]
    ordered = sorted((Decree(n, "scale", date=date) for n, date in log), key=replay_key)
    assert [d.number for d in ordered] == ["4", "5", "2", "2a", "10", "P-9", "P-10", "1", "3"]
