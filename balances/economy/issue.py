"""Problems with the planner's files, as values; and the exceptions that callers see."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balances.economy.contradiction import Contradiction


class Level(StrEnum):
    """How bad an issue is: an error stops the plan, a warning does not (unless strict)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Where:
    """The place in the user's own files that an issue or a record points at.

    Attributes:
        file: name of the file, or of the folder of csv files, as the user gave it.
        sheet: canonical sheet name (`sectors`, `claims` …); empty for the file as a whole.
        cell: A1-style address without the sheet; empty for the sheet as a whole.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.file} / {place}" if place else self.file


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong in the planner's files.

    Attributes:
        code: stable code of the catalogue, such as `R301`.
        level: error or warning.
        where: file, sheet and cell.
        message: what was found and what was expected.
        remedy: what to do.
    """

    code: str
    level: Level
    where: Where
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.code} {self.level} {self.where}: {self.message} {self.remedy}"


class BalancesError(Exception):
    """Root of all errors a caller may expect; anything else is a bug."""


@dataclass(eq=False)
class InputError(BalancesError):
    """The workbook has errors; nothing was solved. Carries every issue found."""

    issues: tuple[Issue, ...]

    def __str__(self) -> str:
        return "\n".join(str(issue) for issue in self.issues)


class FileError(BalancesError):
    """A file cannot be read or written (exit code 7)."""


@dataclass(eq=False)
class InfeasiblePlanError(BalancesError):
    """Hard lines contradict each other.

    Attributes:
        message: one sentence.
        lines: the lines in conflict, in planners' words with their cells.
        ways_out: the cheapest moves that would make a plan, in planners' words.
        contradiction: the same as data, with its proof; None where none was found.
    """

    message: str
    lines: tuple[str, ...] = field(default=())
    ways_out: tuple[str, ...] = field(default=())
    contradiction: Contradiction | None = None

    @property
    def explanation(self) -> tuple[str, ...]:
        """The message, the lines and the ways out, a sentence a line."""
        return (self.message, *self.lines, *self.ways_out)

    def __str__(self) -> str:
        told = [self.message, *(f"  - {line}" for line in self.lines)]
        if self.ways_out:
            told += ["The cheapest ways out:", *(f"  - {way}" for way in self.ways_out)]
        return "\n".join(told)


class UnboundedPlanError(BalancesError):
    """What is to be maximised has no limit in this workbook."""


class SolverStoppedError(BalancesError):
    """The solver stopped without a proof, or its answer failed the certificate."""
