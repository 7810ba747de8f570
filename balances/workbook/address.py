"""Addresses in A1 style."""

from __future__ import annotations

from functools import cache

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


@cache
def column_letters(number: int) -> str:
    """Letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """A1-style address of a cell, row and column counted from 1."""
    return f"{column_letters(column)}{row}"
