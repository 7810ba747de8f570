"""Every command, as its help page tells it."""

from __future__ import annotations

import click

from balances.cli import cli


def commands() -> str:
    """The help pages, one section a command."""
    top = click.Context(cli, info_name="balances", **cli.context_settings)
    pages = [_page("balances", top)]
    for name, command in cli.commands.items():
        context = click.Context(command, info_name=name, parent=top)
        pages.append(_page(f"balances {name}", context))
    return "\n\n".join(pages)


def _page(title: str, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{context.get_help()}\n```"
