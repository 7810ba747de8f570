"""Where a result comes from: the versions that took part."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("balances", "pulp", "highspy", "pandas", "openpyxl", "numpy", "scipy", "networkx")


def versions() -> Mapping[str, str]:
    """Versions of Python and of the packages that take part."""
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
