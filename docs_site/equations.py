"""Every equation of the linear program, from the docstrings of its constraint families.

Formulas become MathML, which browsers draw by themselves: no script and no font is loaded.
"""

from __future__ import annotations

import importlib
import inspect
import re

from latex2mathml.converter import convert

from balances.program import families
from docs_site.tables import code, prose

MATH = ".. math::"
_LABELLED = re.compile(r"^(Rows?|Shadow price|Source): ", re.MULTILINE)


def equations() -> str:
    """One section a family, in the order of the rows of the program."""
    return "\n\n".join(_section(family.name) for family in families.FAMILIES)


def _section(name: str) -> str:
    module = importlib.import_module(f"{families.__name__}.{name}")
    first, *blocks = inspect.cleandoc(module.__doc__ or "").split("\n\n")
    title, what = first.split(": ", maxsplit=1)
    what = what[0].upper() + what[1:]
    return "\n\n".join((f"## {title}", f"Family {code(name)}. {prose(what)}", *map(_block, blocks)))


def _block(block: str) -> str:
    if block.startswith(MATH):
        latex = " ".join(block.removeprefix(MATH).split())
        return f'<div class="equation">{convert(latex, display="block")}</div>'
    return _LABELLED.sub(r"\n**\1:** ", prose(block))
