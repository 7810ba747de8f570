"""A workbook planned and published: what the commands that write a plan report share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balances.cli.options import must_be_apart, must_draw, name_of, seconds_of
from balances.cli.outcome import (
    Request,
    count,
    expected_errors,
    print_json,
    print_written,
    progress,
)

if TYPE_CHECKING:
    from balances.api import Run


def plan_and_publish(
    command: str,
    file: Path,
    *,
    output: Path | None,
    json_file: str | None,
    page: Path | None,
    figures: Path | None,
    time_limit: float | None,
    **options: Any,
) -> Run | None:
    """Plan a workbook as the options say, write what they ask for, and tell where it went.

    Returns:
        The run, so that the command can say more; None where nothing more is to be printed.
    """
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    target = output or Path("reports") / f"{name_of(file)}.xlsx"
    beside = Path(json_file) if json_file not in (None, "-") else None
    must_be_apart(file, target, beside, page)
    must_draw(figures)
    request = Request(command, json_file)
    with expected_errors(request), progress(**shown) as say:
        from balances import api
        from balances.reporting import ProductNameError

        seconds = seconds_of(time_limit)
        try:
            run = api.plan_workbook(
                file, seconds=seconds, progress=say, found=request.found, command=command, **options
            )
        except ProductNameError as error:
            raise click.UsageError(f"--cards: {error}") from None
        say("writing")
        written = api.publish_run(run, target, beside, page, figures)
    if json_file == "-":
        print_json(api.run_json(run, written))
        return None
    if shown["quiet"]:
        return None
    asked = [path for path in (target, page, beside) if path is not None]
    _tell(run, asked, written, figures)
    return run


def _tell(run: Run, asked: Sequence[Path], written: Sequence[Path], figures: Path | None) -> None:
    """Print what came out, and where the report, the page, the JSON and the figures went."""
    from balances import api

    for words in api.verdicts(run):
        click.echo(words)
    if run.reading.issues:
        click.echo(f"{count(len(run.reading.issues), 'warning')}: see the sheet Problems.")
    print_written(asked, written)
    if figures is not None:
        click.echo(f"written: {figures} ({count(len(written) - len(asked), 'file')})")
