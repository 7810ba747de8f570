"""Markdown of plain texts and of tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"([\\`*_{}\[\]|])")
_QUOTED = re.compile(r"(``?)(.+?)\1", re.DOTALL)


def plain(text: str) -> str:
    """A text that says in Markdown what it says by itself."""
    return _MARKS.sub(r"\\\1", html.escape(text, quote=False))


def code(text: str) -> str:
    """A word as it is written in a sheet or on the command line."""
    return f"<code>{plain(text)}</code>"


def prose(text: str) -> str:
    """A text in which words between one or two backquotes are code; the rest is plain."""
    parts = _QUOTED.split(text)
    return "".join(
        code(" ".join(part.split())) if n % 3 == 2 else "" if n % 3 == 1 else plain(part)
        for n, part in enumerate(parts)
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
