"""What ends a report that is about more than one plan: notes, and the figures as a tidy table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from balances.reporting.frames import records
from balances.reporting.report_input import Provenance
from balances.reporting.table import Block, Column, Row, Show, Table
from balances.reporting.wording import SYNTHETIC


def notes(
    about: Sequence[tuple[str, str]],
    came: Provenance,
    meanings: Sequence[tuple[str, str]],
    *,
    synthetic: bool,
) -> Table:
    """The sheet Notes: what the report is about, where it comes from, what its words mean.

    Args:
        about: lines of name and text; one without text is left out.
        came: where the report comes from.
        meanings: words and what they mean.
        synthetic: whether the economy is invented, or a part of it.
    """
    lines = [
        *about,
        *came.lines,
    ]
    columns = (Column("what", "What", width=30.0), Column("text", "Text", width=110.0))
    blocks = tuple(
        Block(
            columns,
            tuple(Row({"what": what, "text": text}) for what, text in of if text),
            heading=heading,
            headless=True,
        )
        for heading, of in (("Where this comes from", lines), ("What the words mean", meanings))
    )
    return Table(
        name="Notes",
        title="Notes",
        about="Provenance and definitions",
        blocks=blocks,
        warning=SYNTHETIC if synthetic else "",
    )


def tidy_table(name: str, about: str, frame: pd.DataFrame) -> Table:
    """A frame as a data table of this name, at full precision."""
    columns = tuple(
        Column(str(key), str(key), show=Show.EXACT, width=max(12.0, len(str(key)) + 3.0))
        for key in frame.columns
    )
    return Table(
        name=name,
        title=name,
        about=about,
        blocks=(Block(columns, tuple(Row(row) for row in records(frame))),),
        frozen=1,
        tidy=True,
    )
