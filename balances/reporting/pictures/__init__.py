"""Figures drawn for papers, as PNG and SVG. Needs matplotlib: the extra `figures`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from balances.reporting.figures.figure import Figure

REMEDY = "Figures need matplotlib: pip install matplotlib, or balances with the extra [figures]."


def can_draw() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def pictures(figures: Sequence[Figure], source: str, folder: Path) -> dict[Path, bytes]:
    """Each figure as PNG and SVG, under the name of its file; the same figure, the same bytes.

    Args:
        figures: what is drawn.
        source: one line under each: what plan it is of, and whether it is invented.
        folder: where the files are to go.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
    """
    from balances.reporting.pictures.canvas import drawn  # noqa: PLC0415 - an optional extra

    return {
        folder / f"{figure.name}.{kind}": drawn(figure, source, kind)
        for figure in figures
        for kind in ("png", "svg")
    }
