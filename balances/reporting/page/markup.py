"""Markup as a tree: words of a workbook are escaped here, and nowhere else.

The tree is that of the standard library, which closes every tag and escapes every text, so no
name can become a tag, an attribute or a script.
"""

from __future__ import annotations

import json
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from balances.reporting.text import visible

Child: TypeAlias = Element | str | None
Attribute: TypeAlias = str | int | float | bool | None


def element(tag: str, /, *children: Child, **attributes: Attribute) -> Element:
    """An element with its children in order; a child that is None is left out.

    Attributes are written with underscores for hyphens and may end with one where the name is a
    word of Python (`class_`). True gives an empty attribute, None and False give none. A number
    is written with up to six digits.
    """
    made = Element(tag)
    for key, value in attributes.items():
        if value is not None and value is not False:
            made.set(key.rstrip("_").replace("_", "-"), _written(value))
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            made.append(child)
            last = child
        elif child is not None and last is None:
            made.text = (made.text or "") + visible(child)
        elif child is not None and last is not None:
            last.tail = (last.tail or "") + visible(child)
    return made


def _written(value: str | float) -> str:
    if value is True:
        return ""
    return visible(value) if isinstance(value, str) else f"{value:.6g}"


def described(
    name: str, title: str, words: str, *drawn: Element, height: float, kind: str | None = None
) -> Element:
    """A drawing with its finding above it, and its figures in words for who cannot see it.

    Args:
        name: of the figure in the page.
        title: the finding.
        words: all that is drawn, in words.
        drawn: what is drawn, over the whole width.
        height: of the drawing [pixels].
        kind: class of the figure; None = none.
    """
    return element(
        "figure",
        element("figcaption", title),
        element(
            "svg",
            element("title", title, id=f"{name}-title"),
            element("desc", words, id=f"{name}-desc"),
            element("g", *drawn, aria_hidden="true"),
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
            width="100%",
            height=height,
        ),
        class_=kind,
        id=name,
    )


def source(tag: str, text: str, /, **attributes: Attribute) -> Element:
    """A script or style element whose text stands as it is.

    Raises:
        ValueError: the text would end the element.
    """
    if "</" in text or "<!--" in text:
        raise ValueError(f"the text of <{tag}> would end it.")
    made = element(tag, **attributes)
    made.text = text
    return made


def data_block(name: str, found: object) -> Element:
    """A value as JSON inside the page; scripts read it and nothing runs it."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return source("script", text.replace("<", "\\u003c"), type="application/json", id=name)


def written(root: Element) -> str:
    """The whole page as text."""
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"
