"""What a command says when it ends: problems, JSON, progress and exit codes.

Exit codes: 0 done, 1 bug, 2 usage, 3 the workbook has errors, 4 infeasible or unbounded,
5 the solver stopped without proof, 6 differences, 7 a file cannot be read or written,
130 interrupted.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from balances.economy.issue import BalancesError, InfeasiblePlanError, Issue
    from balances.workbook import Reading

EXIT_INPUT, EXIT_INFEASIBLE, EXIT_STOPPED, EXIT_DIFFERENT = 3, 4, 5, 6
EXIT_FILE, EXIT_INTERRUPTED = 7, 130

ALIKE = 10
"""Issues of one kind that are printed; the others are counted."""


@dataclass
class Request:
    """What a command was asked for, and what it found in the workbook as far as it got.

    Attributes:
        command: its name. json_file: where JSON goes; None = nowhere.
        asks_why: whether why there is no plan is a result, which goes to stdout.
        why_file: report of lines in conflict that is written then; None = none.
        reading: what the workbook held, once it was read.
    """

    command: str
    json_file: str | None = None
    asks_why: bool = False
    why_file: Path | None = None
    reading: Reading | None = None

    def found(self, reading: Reading) -> None:
        """Keep what was read, for the JSON of a run that makes no plan."""
        self.reading = reading

    def write_failure(self, status: str, explanation: Sequence[str] = ()) -> None:
        """Write the JSON of a run that made no plan, where it was asked for."""
        from balances import api
        from balances.reporting import publish

        if self.json_file is None:
            return
        text = api.failure_json(self.reading, status, explanation, self.command)
        if self.json_file == "-":
            print_json(text)
        else:
            publish({Path(self.json_file): text.encode("utf-8")})

    def write_why(self, error: InfeasiblePlanError) -> None:
        """Write what contradicts what as a report, where it was asked for."""
        from balances import api

        if self.why_file is None or self.reading is None:
            return
        for path in api.publish_contradiction(self.reading, error, self.why_file):
            click.echo(f"written: {path}", err=self.json_file == "-")


@contextmanager
def expected_errors(request: Request) -> Iterator[None]:
    """Turn expected errors into words, JSON and an exit code; bugs keep their traceback."""
    from balances.economy.issue import BalancesError, FileError
    from balances.program.lp import UnknownSolverError

    try:
        try:
            yield
        except UnknownSolverError as error:
            raise click.UsageError(str(error)) from None
        except FileError:
            raise
        except BalancesError as error:
            sys.exit(_explain(error, request))
    except FileError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_FILE)


def _explain(error: BalancesError, request: Request) -> int:
    """Print why there is no plan, write it as JSON where asked for; returns the exit code.

    Raises:
        FileError: the JSON cannot be written.
    """
    from balances.economy.issue import (
        InfeasiblePlanError,
        InputError,
        SolverStoppedError,
        UnboundedPlanError,
    )

    if isinstance(error, InputError):
        print_issues(error.issues, err=True)
        name = request.reading.name if request.reading else ""
        click.echo(summary(name, error.issues), err=True)
        request.write_failure("invalid")
        return EXIT_INPUT
    stopped = isinstance(error, SolverStoppedError)
    result = request.asks_why and request.json_file != "-"
    told = result and isinstance(error, InfeasiblePlanError)
    click.echo(f"{error} No plan was written." if stopped else str(error), err=not told)
    why: Sequence[str] = (str(error),)
    if isinstance(error, InfeasiblePlanError):
        why = error.explanation
        request.write_why(error)
    for kind, status, code in (
        (InfeasiblePlanError, "infeasible", EXIT_INFEASIBLE),
        (UnboundedPlanError, "unbounded", EXIT_INFEASIBLE),
        (SolverStoppedError, "stopped", EXIT_STOPPED),
    ):
        if isinstance(error, kind):
            request.write_failure(status, why)
            return code
    request.write_failure("invalid", why)
    return EXIT_INPUT


def print_json(text: str) -> None:
    """JSON is UTF-8 whatever the terminal speaks."""
    click.echo(text.encode("utf-8"), nl=False)


def print_issues(issues: Sequence[Issue], *, err: bool = False) -> None:
    """Every issue; of more than ten of one kind the first ten, and how many there are."""
    total = Counter(issue.code for issue in issues)
    seen: Counter[str] = Counter()
    for issue in issues:
        seen[issue.code] += 1
        if seen[issue.code] <= ALIKE:
            click.echo(str(issue), err=err)
        elif seen[issue.code] == total[issue.code]:
            more = total[issue.code] - ALIKE
            click.echo(f"… and {more} more of the same kind ({issue.code})", err=err)


def print_written(asked: Sequence[Path], written: Sequence[Path]) -> None:
    """Where the outputs went, and why where it is not where they were asked to go."""
    for wanted, path in zip(asked, written, strict=False):
        if path != wanted:
            click.echo(f"{wanted} is open in another program, so another name was taken.")
        click.echo(f"written: {path}")


def summary(name: str, issues: Sequence[Issue]) -> str:
    """How many errors and warnings a workbook has, in one sentence."""
    errors = sum(issue.level == "error" for issue in issues)
    warnings = count(len(issues) - errors, "warning")
    if errors:
        return f"{name}: {count(errors, 'error')}, {warnings}; nothing was solved."
    return f"{name}: no errors, {warnings}."


def count(number: int, what: str) -> str:
    """The number with its noun, in the plural where there are several."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


@contextmanager
def progress(*, quiet: bool, no_progress: bool, verbose: bool) -> Iterator[Callable[[str], None]]:
    """A line on stderr that says where the run is, on terminals only; every line if verbose."""
    started = time.monotonic()
    drawn = sys.stderr.isatty() and not (quiet or no_progress or verbose)

    def say(stage: str) -> None:
        elapsed = time.monotonic() - started
        if verbose:
            click.echo(f"{elapsed:7.2f} s  {stage}", err=True)
        elif drawn:
            click.echo(f"\r\x1b[K{elapsed:6.1f} s  {stage[:70]}", err=True, nl=False)

    try:
        yield say
    finally:
        if drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
