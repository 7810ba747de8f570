"""Every kind of decree, with its episode in the source where there is one."""

from __future__ import annotations

from collections.abc import Iterable

from balances.politburo import KINDS
from balances.politburo.change import Kind
from docs_site.tables import code, plain, prose


def decrees() -> str:
    """One section a kind."""
    return "\n\n".join(map(_section, KINDS))


def _section(kind: Kind) -> str:
    said = [
        ("Value", prose(kind.value) or "none"),
        ("Given as", _words(kind.bases)),
        ("About", _words(kind.whats)),
        ("Required", _words(kind.needs)),
        ("Targets", f"at least one of {_words(kind.targets)}" if kind.targets else ""),
        ("Episode", prose(kind.episode)),
    ]
    points = "\n".join(f"- **{label}:** {text}" for label, text in said if text)
    return "\n\n".join((f"## {plain(kind.name)}", prose(kind.does), points))


def _words(words: Iterable[str]) -> str:
    return ", ".join(map(code, words))
