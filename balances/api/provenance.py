"""Where a result comes from: the versions that took part."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType

from balances.reporting import Provenance
from balances.workbook import Reading

PACKAGES = ("balances", "pulp", "highspy", "pandas", "openpyxl", "numpy", "scipy", "networkx")

_NONE: Mapping[str, str] = MappingProxyType({})
_UNTIMED: Mapping[str, float] = MappingProxyType({})


def came_from(
    command: str,
    reading: Reading,
    options: Mapping[str, str] = _NONE,
    timings: Mapping[str, float] = _UNTIMED,
) -> Provenance:
    """Where a result comes from: the command, the workbook that it read, and what was asked for.

    Args:
        command: of the command line.
        reading: what the workbook held.
        options: what was asked for, by name.
        timings: seconds by stage.
    """
    return Provenance(
        command=command,
        input_name=reading.name,
        sha256=reading.sha256,
        versions=versions(),
        options=options,
        timings=timings,
    )


def given(options: Mapping[str, object]) -> Mapping[str, str]:
    """Those options that were given, as text; what is None or empty was not."""
    return {name: str(value) for name, value in options.items() if value not in (None, "")}


def versions() -> Mapping[str, str]:
    """Versions of Python and of the packages that take part."""
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
