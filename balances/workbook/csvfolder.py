"""Grids from a folder of csv files: UTF-8, comma, decimal point, named like the sheets."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from balances.economy.issue import FileError
from balances.workbook.address import MAX_COLUMNS, MAX_ROWS
from balances.workbook.cells import Grid, Raw
from balances.workbook.guard import MAX_FILE, MAX_MEMBERS, read_bytes
from balances.workbook.schema import is_ignored


def folder_contents(folder: Path) -> Mapping[str, bytes]:
    """Content of every csv file of a folder by its name, in order of names.

    Raises:
        FileError: there is none, there are too many, or one cannot be read.
    """
    try:
        found = [p for p in folder.iterdir() if p.suffix.lower() == ".csv"]
    except OSError as error:
        raise FileError(f"The folder {folder.name} cannot be read: {error.strerror}.") from error
    paths = sorted((p for p in found if not p.name.startswith(".")), key=lambda p: p.name)
    if not paths:
        raise FileError(
            f"The folder {folder.name} holds no .csv file. Name the files like the sheets: "
            "sectors.csv, flows.csv, claims.csv."
        )
    if len(paths) > MAX_MEMBERS:
        raise FileError(f"The folder {folder.name} holds more than {MAX_MEMBERS} .csv files.")
    contents = {path.name: read_bytes(path) for path in paths}
    if sum(map(len, contents.values())) > MAX_FILE:
        raise FileError(f"The .csv files of {folder.name} have more than 50 MB. Split them up.")
    return contents


def folder_hash(contents: Mapping[str, bytes]) -> str:
    """SHA-256 of the names and contents of a folder, in order of names."""
    digest = hashlib.sha256()
    for name, content in contents.items():
        head = f"{len(name.encode())}:{name}:{len(content)}:"
        digest.update(head.encode())
        digest.update(content)
    return digest.hexdigest()


def read_folder(contents: Mapping[str, bytes], *, everything: bool = False) -> tuple[Grid, ...]:
    """The tables of a folder, as they stand; `everything` = those for people only too.

    Raises:
        FileError: a file is not UTF-8, or is no csv.
    """
    names = (name for name in contents if everything or not is_ignored(name[:-4]))
    return tuple(read_table(name, contents[name]) for name in names)


def read_table(name: str, content: bytes) -> Grid:
    """One csv file as it stands.

    Raises:
        FileError: it is not UTF-8, or is no csv.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError(f"{name} is UTF-16. Save it as CSV UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            f"{name} is not UTF-8 (byte {error.start}). Save it as CSV UTF-8."
        ) from error
    rows: dict[int, dict[int, Raw]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for record in reader:
            cells: dict[int, Raw] = {n: c for n, c in enumerate(record, start=1) if c.strip()}
            if len(record) > MAX_COLUMNS or line > MAX_ROWS:
                raise FileError(f"{name} is larger than a sheet can be (line {line}).")
            if cells:
                rows[line] = cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(f"{name}, line {line}: {error}. Save it as CSV UTF-8.") from error
    return Grid(name[:-4], rows, from_text=True)
