"""Workbooks in: what is wrong with them, and the economies they hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from balances.economy.economy import Economy
from balances.economy.issue import InputError, Issue
from balances.politburo import issues_of
from balances.workbook import Reading, read


def check(
    path: str | Path,
    *,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
) -> tuple[Issue, ...]:
    """Everything wrong with a workbook, errors first; the file is only read.

    Args:
        path: an .xlsx file or a folder of .csv files.
        variant: variant of the control figures; None = the last of the sheet.
        edits: changes, each written `sheet.key.field=value`.
        scenario: name in the sheet scenarios.
        strict: count warnings as errors.

    Raises:
        FileError: the file cannot be read.
    """
    return examine(path, variant=variant, edits=edits, scenario=scenario, strict=strict).issues


def examine(
    path: str | Path,
    *,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
) -> Reading:
    """Read a workbook: its economy where it has no errors, its issues, its name and its hash.

    Decrees are checked once everything else is sound. The arguments are those of `check`.

    Raises:
        FileError: the file cannot be read.
    """
    found = read(Path(path), variant=variant, edits=edits, scenario=scenario, strict=strict)
    if found.economy is None:
        return found
    return found.with_issues(issues_of(found.economy), strict=strict)


def load(
    path: str | Path,
    *,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
) -> Economy:
    """Read a workbook into an economy; the arguments are those of `check`.

    Raises:
        InputError: the workbook has errors; carries all of them.
        FileError: the file cannot be read.
    """
    found = examine(path, variant=variant, edits=edits, scenario=scenario, strict=strict)
    return economy_of(found)


def economy_of(reading: Reading) -> Economy:
    """The economy read; an InputError with every issue where there is none."""
    if reading.economy is None:
        raise InputError(reading.issues)
    return reading.economy
