"""The command line: one thin function a command. Results on stdout, progress on stderr.

Exit codes: 0 done, 1 bug, 2 usage, 3 the workbook has errors, 4 infeasible or unbounded,
5 the solver stopped without proof, 7 a file cannot be read or written, 130 interrupted.
"""

from __future__ import annotations

import io
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from balances.economy.issue import BalancesError, Issue
    from balances.reporting.template import Layout
    from balances.workbook import Reading

EXIT_INPUT, EXIT_INFEASIBLE, EXIT_STOPPED, EXIT_FILE, EXIT_INTERRUPTED = 3, 4, 5, 7, 130

ALIKE = 10
"""Issues of one kind that are printed; the others are counted."""

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class _Request:
    """What a command was asked for, and what it found in the workbook as far as it got."""

    command: str
    json_file: str | None = None
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
            _print_json(text)
        else:
            publish({Path(self.json_file): text.encode("utf-8")})


def _examples(*lines: str) -> str:
    """The end of a help page; click keeps its lines as they are."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from balances import api

        click.echo(f"balances {api.versions()['balances']}")
        context.exit()


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples(
        "balances init my_plan.xlsx",
        "balances check my_plan.xlsx",
        "balances plan my_plan.xlsx -o reports/my_plan.xlsx",
    ),
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False,
              callback=_show_version, help="Show the version and leave.")  # fmt: skip
def cli() -> None:
    """Material-balance planning: a workbook in, a certified plan out."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; interruptions end quietly with their own exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(args=arguments, prog_name="balances", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; nothing was left half written", err=True)
        sys.exit(EXIT_INTERRUPTED)


def _choosing(command: F) -> F:
    """Options of every command that reads a workbook."""
    options = (
        click.option("--variant", metavar="NAME", help="Variant of the control figures."),
        click.option("--scenario", metavar="NAME", help="Scenario of the sheet scenarios."),
        click.option(
            "--set",
            "edits",
            multiple=True,
            metavar="SHEET.KEY.FIELD=V",
            help="Change a value before planning; may be repeated.",
        ),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@cli.command(epilog=_examples("balances init my_plan.xlsx --from flows --periods 5"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "layout", default="coefficients", help="Kind of norms to fill in.",
              type=click.Choice(["flows", "coefficients"]), show_default=True)  # fmt: skip
@click.option("--periods", default=1, show_default=True, type=click.IntRange(1, 100))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def init(file: Path, layout: Layout, periods: int, force: bool) -> None:
    """Write a template workbook to FILE, with example rows to replace."""
    _must_be_xlsx(file, "a template")
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists; choose another name, or --force to replace it.")
    with _expected_errors(_Request("init")):
        from balances.reporting import write_template

        written = write_template(file, layout, periods)
        click.echo(f"{written}: fill it in, then run `balances check {written}`")


@cli.command(epilog=_examples("balances check my_plan.xlsx --strict"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@_choosing
def check(file: Path, as_json: bool, **choice: Any) -> None:
    """Report every problem of the workbook FILE at once, with its cell and what to do."""
    with _expected_errors(_Request("check")):
        from balances import api

        reading = api.examine(file, **choice)
    invalid = reading.economy is None
    if as_json:
        status = "invalid" if invalid else "valid"
        _print_json(api.failure_json(reading, status, command="check"))
    else:
        _print_issues(reading.issues)
        click.echo(_summary(reading.name, reading.issues))
    sys.exit(EXIT_INPUT if invalid else 0)


@cli.command(
    epilog=_examples(
        "balances plan data/fifth_plan.xlsx",
        "balances plan my_plan.xlsx --mode balanced --variant Stalin -o report.xlsx",
        "balances plan my_plan.xlsx --set settings.method.value=weighted --json -",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help="Report to write; default reports/<name>.xlsx.")  # fmt: skip
@click.option("--mode", type=click.Choice(["balanced", "mobilised", "both"]),
              help="Default: both where classes differ, else balanced.")  # fmt: skip
@click.option("--method", type=click.Choice(["leximin", "weighted", "least_effort", "iterative"]),
              help="Default: the workbook's.")  # fmt: skip
@click.option("--json", "json_file", metavar="FILE|-", help="Write one JSON object; - = stdout.")
@click.option(
    "--solver", default="highs", show_default=True, help="highs, cbc, or another of PuLP."
)
@click.option("--time-limit", type=click.FloatRange(min=0.0), metavar="S", help="Seconds a plan.")
@click.option("--no-progress", is_flag=True, help="No progress line.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every stage.")
@_choosing
def plan(
    file: Path,
    output: Path | None,
    json_file: str | None,
    time_limit: float | None,
    **options: Any,
) -> None:
    """Check, solve, certify and report the workbook FILE."""
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    name = file.resolve()
    target = output or Path("reports") / f"{name.name if file.is_dir() else name.stem}.xlsx"
    beside = Path(json_file) if json_file not in (None, "-") else None
    _must_be_apart(file, target, beside)
    request = _Request("plan", json_file)
    with _expected_errors(request), _progress(**shown) as say:
        from balances import api

        seconds = math.inf if time_limit is None else time_limit
        if math.isnan(seconds):
            raise click.UsageError("--time-limit is a number of seconds.")
        run = api.plan_workbook(file, seconds=seconds, progress=say, found=request.found, **options)
        say("writing")
        written = api.publish_run(run, target, beside)
    if json_file == "-":
        _print_json(api.run_json(run, written))
    elif not shown["quiet"]:
        for words in api.verdicts(run):
            click.echo(words)
        if run.reading.issues:
            click.echo(f"{_count(len(run.reading.issues), 'warning')}: see the sheet Problems.")
        for path in written:
            click.echo(f"written: {path}")


@cli.command(
    epilog=_examples(
        "balances frontier data/investment_1947.xlsx --over finance.budget=40:60:5",
        "balances frontier my_plan.xlsx --over finance.1955.budget=100:200:11 --mode mobilised",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--over", required=True, metavar="SHEET.KEY.FIELD=A:B:N",
              help="Field to sweep, from A to B in N points.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help="Report to write; default reports/<name>-frontier.xlsx.")  # fmt: skip
@click.option("--mode", type=click.Choice(["balanced", "mobilised"]), help="Default: balanced.")
@click.option("--time-limit", type=click.FloatRange(min=0.0), metavar="S", help="Seconds a point.")
@click.option("--no-progress", is_flag=True, help="No progress line.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every point.")
@_choosing
def frontier(
    file: Path, over: str, output: Path | None, time_limit: float | None, **options: Any
) -> None:
    """Draw the trade-off curve of FILE: one plan for each value of a field."""
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    target = output or Path("reports") / f"{file.resolve().stem}-frontier.xlsx"
    _must_be_apart(file, target, None)
    with _expected_errors(_Request("frontier")), _progress(**shown) as say:
        from balances import api
        from balances.analysis.frontier import SweepError

        seconds = math.inf if time_limit is None else time_limit
        try:
            written, points = api.sweep_workbook(
                file, over, target, seconds=seconds, progress=say, **options
            )
        except SweepError as error:
            raise click.UsageError(str(error)) from None
    if not shown["quiet"]:
        for point in points.itertuples():
            click.echo(f"{point.value:12g}  {point.status:10}  {_buys(point)}")
        click.echo(f"written: {written}")


def _buys(point: Any) -> str:
    """What a point of the frontier comes to, in words."""
    if math.isnan(point.real_investment):
        return f"lowest fulfilment {point.lowest_level:.3f}"
    return f"real work {point.real_investment:.6g} at a price index of {point.price_index:.3f}"


def _must_be_xlsx(file: Path, what: str) -> None:
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{what} is an .xlsx file; {file} has another ending.")


def _must_be_apart(file: Path, target: Path, beside: Path | None) -> None:
    """Refuse to write over the workbook, or one output over the other."""
    _must_be_xlsx(target, "a report")
    for written in (target, beside):
        if written is not None and written.resolve() == file.resolve():
            raise click.UsageError(
                f"{written} is the workbook itself; choose another name with -o."
            )
    if beside is not None and beside.resolve() == target.resolve():
        raise click.UsageError(f"report and JSON would both go to {target}; choose two names.")


@contextmanager
def _expected_errors(request: _Request) -> Iterator[None]:
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


def _explain(error: BalancesError, request: _Request) -> int:
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
        _print_issues(error.issues, err=True)
        name = request.reading.name if request.reading else ""
        click.echo(_summary(name, error.issues), err=True)
        request.write_failure("invalid")
        return EXIT_INPUT
    stopped = isinstance(error, SolverStoppedError)
    click.echo(f"{error} No plan was written." if stopped else str(error), err=True)
    why: Sequence[str] = (str(error),)
    if isinstance(error, InfeasiblePlanError):
        why = (error.message, *error.lines)
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


def _print_json(text: str) -> None:
    """JSON is UTF-8 whatever the terminal speaks."""
    click.echo(text.encode("utf-8"), nl=False)


def _print_issues(issues: Sequence[Issue], *, err: bool = False) -> None:
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


def _summary(name: str, issues: Sequence[Issue]) -> str:
    errors = sum(issue.level == "error" for issue in issues)
    warnings = _count(len(issues) - errors, "warning")
    if errors:
        return f"{name}: {_count(errors, 'error')}, {warnings}; nothing was solved."
    return f"{name}: no errors, {warnings}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


@contextmanager
def _progress(*, quiet: bool, no_progress: bool, verbose: bool) -> Iterator[Callable[[str], None]]:
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
