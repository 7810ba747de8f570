"""The command line: one thin function a command. Results on stdout, progress on stderr.

Exit codes: 0 done, 1 bug, 2 usage, 3 the workbook has errors, 4 infeasible or unbounded,
5 the solver stopped without proof, 7 a file cannot be read or written, 130 interrupted.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from balances.economy.issue import Issue

EXIT_INPUT, EXIT_INFEASIBLE, EXIT_STOPPED, EXIT_FILE, EXIT_INTERRUPTED = 3, 4, 5, 7, 130

F = TypeVar("F", bound=Callable[..., Any])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="balances")
def cli() -> None:
    r"""Material-balance planning: a workbook in, a certified plan out.

    \b
    Examples:
      balances init my_plan.xlsx
      balances check my_plan.xlsx
      balances plan my_plan.xlsx -o reports/my_plan.xlsx
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; interruptions end quietly with their own exit code."""
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


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "origin", default="coefficients", help="Kind of norms to fill in.",
              type=click.Choice(["flows", "coefficients"]), show_default=True)  # fmt: skip
@click.option("--periods", default=1, show_default=True, type=click.IntRange(1, 100))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def init(file: Path, origin: str, periods: int, force: bool) -> None:
    r"""Write a template workbook to FILE, with example rows to replace.

    \b
    Example:
      balances init my_plan.xlsx --from flows --periods 5
    """
    from balances.reporting import write_template

    if file.exists() and not force:
        raise click.UsageError(f"{file} exists; choose another name, or --force to replace it.")
    with _expected_errors():
        written = write_template(file, origin=origin, periods=periods)
        click.echo(f"{written}: fill it in, then run `balances check {written}`")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@_choosing
def check(file: Path, as_json: bool, **choice: Any) -> None:
    r"""Report every problem of the workbook FILE at once, with its cell and what to do.

    \b
    Example:
      balances check my_plan.xlsx --strict
    """
    from balances import api
    from balances.reporting import issues_document

    with _expected_errors():
        found = api.check(file, **choice)
    errors = [issue for issue in found if issue.level == "error"]
    if as_json:
        status = "invalid" if errors else "valid"
        click.echo(json.dumps(issues_document("check", file.name, status, found), indent=1))
    else:
        _print_issues(found, stream_is_error=False)
        click.echo(_summary(file, found))
    sys.exit(EXIT_INPUT if errors else 0)


@cli.command()
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
    r"""Check, solve, certify and report the workbook FILE.

    \b
    Examples:
      balances plan data/fifth_plan.xlsx
      balances plan my_plan.xlsx --mode balanced --variant Stalin -o report.xlsx
      balances plan my_plan.xlsx --set settings.method.value=weighted --json -
    """
    from balances import api

    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    target = output or Path("reports") / f"{file.stem}.xlsx"
    with _expected_errors(json_file, file.name), _progress(**shown) as say:
        seconds = math.inf if time_limit is None else time_limit
        run = api.plan_workbook(file, seconds=seconds, progress=say, **options)
        say("writing")
        beside = Path(json_file) if json_file not in (None, "-") else None
        written = api.publish_run(run, target, beside)
    if json_file == "-":
        click.echo(api.run_json(run, written), nl=False)
    elif not shown["quiet"]:
        for words in api.verdicts(run):
            click.echo(words)
        for path in written:
            click.echo(f"written: {path}")


@contextmanager
def _expected_errors(json_file: str | None = None, name: str = "") -> Iterator[None]:
    """Turn expected errors into words and an exit code; bugs keep their traceback."""
    from balances.economy.issue import (
        BalancesError,
        FileError,
        InfeasiblePlanError,
        InputError,
        SolverStoppedError,
        UnboundedPlanError,
    )
    from balances.program.lp import UnknownSolverError

    try:
        yield
    except UnknownSolverError as error:
        raise click.UsageError(str(error)) from None
    except InputError as error:
        _print_issues(error.issues, stream_is_error=True)
        click.echo(_summary(Path(name), error.issues), err=True)
        _fail(EXIT_INPUT, "invalid", json_file, name, issues=error.issues)
    except InfeasiblePlanError as error:
        click.echo(str(error), err=True)
        why = (error.message, *error.lines)
        _fail(EXIT_INFEASIBLE, "infeasible", json_file, name, explanation=why)
    except UnboundedPlanError as error:
        click.echo(str(error), err=True)
        _fail(EXIT_INFEASIBLE, "unbounded", json_file, name, explanation=(str(error),))
    except SolverStoppedError as error:
        click.echo(f"{error} No plan was written.", err=True)
        _fail(EXIT_STOPPED, "stopped", json_file, name, explanation=(str(error),))
    except FileError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_FILE)
    except BalancesError as error:
        click.echo(str(error), err=True)
        _fail(EXIT_INPUT, "invalid", json_file, name, explanation=(str(error),))


def _fail(
    code: int,
    status: str,
    json_file: str | None,
    name: str,
    *,
    issues: Sequence[Issue] = (),
    explanation: Sequence[str] = (),
) -> None:
    """Write the JSON of a run that made no plan, where it was asked for, and leave."""
    from balances.reporting import issues_document, publish

    if json_file is not None:
        found = issues_document("plan", name, status, issues, explanation)
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        if json_file == "-":
            click.echo(text, nl=False)
        else:
            publish({Path(json_file): text.encode("utf-8")})
    sys.exit(code)


def _print_issues(issues: Sequence[Issue], *, stream_is_error: bool) -> None:
    for issue in issues:
        click.echo(str(issue), err=stream_is_error)


def _summary(file: Path, issues: Sequence[Issue]) -> str:
    errors = sum(issue.level == "error" for issue in issues)
    warnings = len(issues) - errors
    if errors:
        return f"{file}: {errors} errors, {warnings} warnings; nothing was solved."
    return f"{file}: no errors, {warnings} warnings."


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
