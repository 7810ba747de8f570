"""What MkDocs calls for every page: markers are replaced by the parts they name."""

from __future__ import annotations

import re

from docs_site import PARTS

MARKER = re.compile(r"^\{\{ (\w+) \}\}$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """The text of a page with its generated parts in it.

    Raises:
        KeyError: there is no part of that name.
    """
    return MARKER.sub(lambda marker: PARTS[marker[1]](), markdown)
