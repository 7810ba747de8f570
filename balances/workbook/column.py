"""What a sheet and a column are: the types of the one schema table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["code", "text", "number", "integer", "flag", "choice", "list", "period"]
Layout: TypeAlias = Literal["long", "matrix"]
Default: TypeAlias = str | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet.

    Attributes:
        name: header as messages and the template write it.
        kind: how its cells are read. `list` holds codes separated by `;`.
        help: what it means, for the template, the documentation and error texts.
        required: whether the header must be there and its cells must not be blank.
        unit: unit of its numbers; `unit` stands for the unit of the row's sector, `currency`
            for the one of settings; empty = none.
        choices: the words allowed in a `choice`.
        refers_to: sheet whose first column lists the codes allowed; empty = free.
        refers_also: a second sheet whose codes are allowed too.
        strict: whether a code that `refers_to` does not list is an error.
        low, high: least and largest number allowed; None = no bound.
        unlimited: whether the word `unlimited` is allowed in place of a number.
        default: what a blank means; None = nothing is given.
        aliases: other headers that are understood.
        example: what an example row holds.
        planned: whether plans use it already; otherwise it is checked and left out with a note.
    """

    name: str
    kind: Kind
    help: str
    required: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    refers_also: str = ""
    strict: bool = True
    low: float | None = None
    high: float | None = None
    unlimited: bool = False
    default: Default = None
    aliases: tuple[str, ...] = ()
    example: str | float = ""
    planned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of the workbook.

    Attributes:
        name: canonical name, as messages write it.
        columns: in the order in which the template shows them.
        help: what the sheet is for.
        aliases: other names that are understood.
        layouts: `long`, or `long` and `matrix`.
        matrix: names of the row, column and value columns where there is a matrix layout.
        key: columns that must be unique together; an edit names a row by them.
        planned: whether plans use it already; otherwise it is checked and left out with a note.
    """

    name: str
    columns: tuple[Column, ...]
    help: str
    aliases: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ("long",)
    matrix: tuple[str, str, str] | None = None
    key: tuple[str, ...] = ()
    planned: bool = True

    def column(self, name: str) -> Column:
        """The column of that canonical name.

        Raises:
            KeyError: the sheet has none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def source_column() -> Column:
    """The column that says where the figures of a row come from."""
    return Column(
        name="source",
        kind="text",
        help="Where the figures of this row come from: book and page, archive, or 'synthetic'.",
        aliases=("sources", "reference"),
        example="synthetic example",
    )
