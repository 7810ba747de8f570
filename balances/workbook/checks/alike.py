"""Many warnings of one kind in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from balances.economy.issue import Issue, Where
from balances.workbook.catalogue import issue
from balances.workbook.words import listed

MOST = 10


class Finding(NamedTuple):
    """One of several findings of a kind: where, about what, in words."""

    where: Where
    name: str
    message: str


def grouped(code: str, findings: Sequence[Finding], summary: str, remedy: str) -> tuple[Issue, ...]:
    """One issue a finding; more than ten become one issue at the first of them."""
    if len(findings) <= MOST:
        return tuple(issue(code, f.where, f.message, remedy) for f in findings)
    names = listed(f.name for f in findings)
    return (issue(code, findings[0].where, f"{summary}: {len(findings)} ({names}).", remedy),)
