"""The last pass over a written workbook: stored values, alternative texts, and no clock.

openpyxl never stores what a formula comes to, cuts numbers to 16 digits, gives charts no
alternative text and stamps the time. This pass rewrites the package once and mends all four,
so that previews and pandas see every figure and the same input gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType
from typing import TypeAlias

from balances.reporting.sheet_rows import SheetRows, typed

StoredValue: TypeAlias = bool | float | str

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip member can bear; it stands for no time at all."""

_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_CELL = re.compile(
    r'<c r="(?P<ref>[A-Z]+[0-9]+)"(?P<attributes>[^>]*)>'
    r"(?P<formula><f[^>]*>[^<]*</f>)?<v(?:\s*/>|>[^<]*</v>)</c>"
)
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
"""How far a sheet reaches; openpyxl has not seen the rows that are put in."""

_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)

_TYPE = re.compile(r'\st="[a-z]+"')
_PICTURE = re.compile(r'(<xdr:cNvPr|<cNvPr)( id="\d+" name="[^"]*")')


@dataclass(frozen=True)
class Stored:
    """What openpyxl does not write.

    Attributes:
        values: value of each formula, and of each number that needs 17 digits, by address,
            for each sheet in order; the text of an error such as #REF! stands for the error.
        rows: those of whole sheets that were made as markup, by position of the sheet.
        alternatives: alternative texts of the charts, for each drawing in order.
    """

    values: tuple[Mapping[str, StoredValue], ...]
    rows: Mapping[int, SheetRows] = field(default_factory=lambda: MappingProxyType({}))
    alternatives: tuple[tuple[str, ...], ...] = ()


def finish(written: bytes, stored: Stored) -> bytes:
    """The same workbook with stored values and constant times."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in source.namelist():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            package.writestr(member, _mended(name, source.read(name), stored))
    return target.getvalue()


def _mended(name: str, content: bytes, stored: Stored) -> bytes:
    if name == "docProps/core.xml":
        return _CREATED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
    sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
    if sheet:
        at = int(sheet[1]) - 1
        if at in stored.rows:
            return _with_rows(content, stored.rows[at])
        return _with_values(content, stored.values[at])
    drawing = re.fullmatch(r"xl/drawings/drawing(\d+)\.xml", name)
    if drawing and stored.alternatives:
        texts = stored.alternatives[int(drawing[1]) - 1]
        return _with_alternatives(content.decode(), texts).encode()
    return content


def _with_rows(content: bytes, rows: SheetRows) -> bytes:
    content = _DIMENSION.sub(f'<dimension ref="{rows.reach}"/>'.encode(), content)
    return _ROWS.sub(lambda _: f"<sheetData>{rows.markup}</sheetData>".encode(), content)


def _with_values(content: bytes, values: Mapping[str, StoredValue]) -> bytes:
    if not values:
        return content

    def mend(match: re.Match[str]) -> str:
        value = values.get(match["ref"])
        if value is None:
            return match[0]
        kind, text = typed(value)
        attributes = _TYPE.sub("", match["attributes"]) + kind
        return f'<c r="{match["ref"]}"{attributes}>{match["formula"] or ""}<v>{text}</v></c>'

    return _CELL.sub(mend, content.decode()).encode()


def _with_alternatives(xml: str, texts: tuple[str, ...]) -> str:
    waiting = iter(texts)

    def describe(match: re.Match[str]) -> str:
        return f'{match[1]}{match[2]} descr="{escape(next(waiting, ""))}"'

    return _PICTURE.sub(describe, xml)
