"""The commands that a text in Markdown shows."""

from __future__ import annotations

import re


def commands_in(text: str) -> list[str]:
    """The `balances` commands of a text, in prose and then in blocks, each once."""
    shown = [" ".join(line.split()) for line in re.findall(r"`(balances [^`]+)`", text)]
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        lines = (line.split("#")[0].strip() for line in block.splitlines())
        lines = (line.removeprefix(".venv/bin/") for line in lines)
        shown += [line for line in lines if line.startswith("balances ")]
    return list(dict.fromkeys(shown))
