"""The generated parts of the documentation: each is made from the one table of what it shows.

A page of `docs/` holds `{{ name }}` on a line of its own where the part of that name belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from docs_site.codes import codes
from docs_site.commands import commands
from docs_site.decrees import decrees
from docs_site.equations import equations
from docs_site.examples import examples
from docs_site.sheets import settings, sheets

PARTS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "settings": settings,
        "sheets": sheets,
        "equations": equations,
        "decrees": decrees,
        "codes": codes,
        "commands": commands,
        "examples": examples,
    }
)
