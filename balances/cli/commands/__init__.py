"""The commands: one module each, in the order of the help page."""

import click

from balances.cli.commands.check import check
from balances.cli.commands.compare import compare
from balances.cli.commands.explain import explain
from balances.cli.commands.export import export
from balances.cli.commands.frontier import frontier
from balances.cli.commands.heights import heights
from balances.cli.commands.import_ import import_inputs
from balances.cli.commands.init import init
from balances.cli.commands.plan import plan
from balances.cli.commands.replay import replay

COMMANDS: tuple[click.Command, ...] = (
    init,
    check,
    plan,
    replay,
    explain,
    compare,
    frontier,
    heights,
    export,
    import_inputs,
)
