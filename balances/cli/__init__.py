"""The command line: one thin function a command. Results on stdout, progress on stderr."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import click

from balances.cli.commands import COMMANDS
from balances.cli.options import examples
from balances.cli.outcome import EXIT_INTERRUPTED


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from balances import api

        click.echo(f"balances {api.versions()['balances']}")
        context.exit()


@click.group(
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
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
