"""What is made sure of before openpyxl opens a file: it is what it says and fits in memory.

Nothing here trusts what a file states of itself: members are inflated and counted, cell
addresses are read and bounded, and any document type declaration is refused.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from balances.economy.issue import FileError
from balances.workbook.address import MAX_COLUMNS, MAX_ROWS, column_number

MAX_FILE = 50 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_INFLATED = 256 * 1024 * 1024
MAX_CELLS = 4_000_000
MAX_SPANNED = 200_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_CHUNK = 1 << 20

_OTHER_FORMATS = {
    ".xls": "is an old Excel file. Open it in Excel or LibreOffice and save it as .xlsx.",
    ".xlsb": "is a binary Excel file. Open it in Excel and save it as .xlsx.",
    ".xlsm": "holds macros. Open it in Excel or LibreOffice and save it as .xlsx without macros.",
    ".xltx": "is a template. Open it in Excel or LibreOffice and save it as .xlsx.",
    ".ods": "is an OpenDocument file. Open it in LibreOffice and save it as .xlsx.",
    ".csv": "is a single table. Put the csv files of all sheets in one folder and name that.",
}

_CELL = re.compile(
    r"<(?:\w+:)?c\b([^<>]*?)(?:/>|>\s*"
    r"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?"
    r"(?:<(?:\w+:)?v\b[^<>]*>([^<]*)</)?)"
)
_REFERENCE = re.compile(r"""\br\s*=\s*["']([^"']*)["']""")
_TYPE = re.compile(r"""\bt\s*=\s*["']([^"']*)["']""")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_RANGE = re.compile(r"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^<>]*?\sref\s*=\s*["']([^"']*)["']""")
_SPAN = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?", re.ASCII)
_ROW = re.compile(r"""<(?:\w+:)?row\b[^<>]*?\sr\s*=\s*["']([0-9]{1,30})["']""", re.ASCII)
_DECIMAL = re.compile(r"\s*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?\s*", re.ASCII)


def read_bytes(path: Path) -> bytes:
    """The content of a regular file of at most 50 MB.

    Raises:
        FileError: it is missing, no regular file, too large or not readable.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise FileError(f"{path.name} is not a regular file.")
        if state.st_size > MAX_FILE:
            size = state.st_size / 1024**2
            raise FileError(f"{path.name} has {size:.0f} MB; the limit is 50 MB. Split it up.")
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path.name}. Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise FileError(f"{path.name} cannot be read: {_reason(error)}.") from error
    if len(content) > MAX_FILE:
        raise FileError(f"{path.name} grew beyond 50 MB while it was read.")
    return content


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__


def check_kind(path: Path, content: bytes) -> None:
    """Make sure that the file is an .xlsx workbook, by its name and its first bytes.

    Raises:
        FileError: it is of another format; the message says the one-line way out.
    """
    way_out = _OTHER_FORMATS.get(path.suffix.lower())
    if way_out is not None:
        raise FileError(f"{path.name} {way_out}")
    if content.startswith(_OLE):
        raise FileError(
            f"{path.name} is protected by a password, or is an old .xls file. Open it in Excel, "
            "remove the password, and save it as .xlsx."
        )
    if not content.startswith(_ZIP):
        raise FileError(
            f"{path.name} is not an .xlsx workbook. Open it in Excel or LibreOffice and save it "
            "as .xlsx, or name a folder of .csv files."
        )


def check_archive(name: str, archive: zipfile.ZipFile, max_inflated: int = MAX_INFLATED) -> None:
    """Make sure that a zip archive is sane: names, order, encryption, true size, no DOCTYPE.

    Raises:
        FileError: it is not.
    """
    members = archive.infolist()
    _check_members(name, members)
    total = 0
    for member in members:
        content = b"".join(_inflate(name, archive, member, max_inflated - total))
        total += len(content)
        if member.filename.lower().endswith((".xml", ".rels", ".vml")) or _looks_like_xml(content):
            _check_xml(name, member.filename, content)
        if member.filename.lower().endswith("vbaproject.bin"):
            raise FileError(f"{name} {_OTHER_FORMATS['.xlsm']}")


def _check_members(name: str, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise FileError(f"{name} has {len(members)} parts; the limit is {MAX_MEMBERS}.")
    titles = [member.filename.lower() for member in members]
    if len(set(titles)) < len(titles):
        raise FileError(f"{name} is damaged: it holds two parts of the same name.")
    if any(member.flag_bits & 0x1 for member in members):
        raise FileError(f"{name} is encrypted. Remove the password and save it again.")
    end = 0
    for member in sorted(members, key=lambda m: m.header_offset):
        if member.header_offset < end:
            raise FileError(f"{name} is damaged: its parts overlap.")
        end = member.header_offset + 30 + member.compress_size


def _inflate(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int
) -> Iterator[bytes]:
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise FileError(
                        f"{name} inflates beyond the limit; split it up, or raise the limit if "
                        "you trust it."
                    )
                yield chunk
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise FileError(
            f"{name} is damaged: part {member.filename!a} cannot be unpacked. Open it in Excel "
            "or LibreOffice and save it again."
        ) from error


def _looks_like_xml(content: bytes) -> bool:
    head = content[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def _check_xml(name: str, part: str, content: bytes) -> None:
    text = _decoded(content)
    if text is None:
        raise FileError(f"{name} is damaged: part {part!a} is in an unknown encoding.")
    if re.search(r"<!\s*(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise FileError(
            f"{name} holds a document type declaration, which no spreadsheet program writes; "
            "it is refused."
        )
    if "sheetData" in text:
        _check_cells(name, part, text)
        _check_ranges(name, part, text)


def _decoded(content: bytes) -> str | None:
    """XML as text; only UTF-8, UTF-16 and encodings that agree with ASCII are understood."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\x00\x00\x00<")):
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content.startswith(b"<\x00"):
        return content.decode("utf-16-le", errors="replace")
    if content.startswith(b"\x00<"):
        return content.decode("utf-16-be", errors="replace")
    declared = re.match(rb"[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", content)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1"):
        return None
    return content.decode("utf-8", errors="replace")


def _check_cells(name: str, part: str, text: str) -> None:
    seen: set[str] = set()
    for match in _CELL.finditer(text):
        attributes, value = match[1], match[2]
        reference = _REFERENCE.search(attributes)
        if reference is not None:
            _check_reference(name, part, reference[1], seen)
        if value and not _DECIMAL.fullmatch(value) and _is_numeric(attributes):
            place = reference[1] if reference else "?"
            raise FileError(
                f"{name} is damaged: cell {place!a} of {part!a} is marked as a number and is "
                "none. Open it in Excel or LibreOffice and save it again."
            )
    if len(seen) > MAX_CELLS:
        raise FileError(f"{name} has more than {MAX_CELLS} cells on a sheet. Split it up.")


def _is_numeric(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return kind is None or kind[1] == "n"


def _check_ranges(name: str, part: str, text: str) -> None:
    """Merged cells, links and rows: openpyxl makes an object for every cell they span."""
    area = 0
    for match in _RANGE.finditer(text):
        parts = _SPAN.fullmatch(match[1])
        if parts is None:
            raise FileError(f"{name} is damaged: {part!a} has a range {match[1]!a}.")
        wide = column_number(parts[3] or parts[1]) - column_number(parts[1]) + 1
        area += wide * (int(parts[4] or parts[2]) - int(parts[2]) + 1)
    if area > MAX_SPANNED:
        raise FileError(
            f"{name} merges or links more than {MAX_SPANNED} cells on a sheet. Unmerge them."
        )
    if any(int(row) > MAX_ROWS for row in _ROW.findall(text)):
        raise FileError(f"{name} is damaged: {part!a} has a row beyond the grid.")


def _check_reference(name: str, part: str, reference: str, seen: set[str]) -> None:
    parts = _ADDRESS.fullmatch(reference)
    if not parts or int(parts[2]) > MAX_ROWS or column_number(parts[1]) > MAX_COLUMNS:
        raise FileError(f"{name} is damaged: {part!a} has a cell {reference!a} beyond the grid.")
    if reference in seen:
        raise FileError(f"{name} is damaged: {part!a} holds cell {reference} twice.")
    seen.add(reference)
