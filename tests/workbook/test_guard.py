"""Files that are refused before openpyxl opens them; all as FileError."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from balances.economy.issue import FileError
from balances.workbook import read

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def path(book, tmp_path) -> Path:
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def rebuilt(path: Path, changes: dict[str, bytes]) -> Path:
    """The file with parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def refused(path: Path, word: str, **options) -> None:
    with pytest.raises(FileError) as caught:
        read(path, **options)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path):
    refused(tmp_path / "none.xlsx", "no file")


def test_a_device_is_no_regular_file(tmp_path):
    os.mkfifo(tmp_path / "plan.xlsx")
    refused(tmp_path / "plan.xlsx", "regular")


def test_more_than_fifty_megabytes(tmp_path):
    with (tmp_path / "plan.xlsx").open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    refused(tmp_path / "plan.xlsx", "50 MB")


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsm", ".xlsb"])
def test_other_formats_are_refused_with_the_way_out(suffix, path):
    other = path.rename(path.with_suffix(suffix))
    refused(other, "save it as .xlsx")


def test_a_single_csv_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "sectors.csv").write_text("code,unit\n")
    refused(tmp_path / "sectors.csv", "folder")


def test_a_password_protected_file(tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    refused(tmp_path / "plan.xlsx", "password")


@pytest.mark.parametrize("content", [b"", b"code,unit", b"PK\x03\x04", b"PK\x03\x04" + bytes(99)])
def test_what_is_no_workbook(content, tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(content)
    refused(tmp_path / "plan.xlsx", "plan.xlsx")


def test_a_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "plan.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    refused(tmp_path / "plan.xlsx", "damaged")


def test_inflated_size_is_counted_and_can_be_raised(path):
    rebuilt(path, {"xl/media/blob.bin": bytes(3_000_000)})
    refused(path, "inflates", max_inflated=2_000_000)
    assert read(path).issues == ()


def test_stated_size_is_not_believed(path):
    rebuilt(path, {"xl/media/blob.bin": bytes(3_000_000)})
    content = path.read_bytes()
    # The size of the blob stands in its local header and in the central directory.
    path.write_bytes(content.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(FileError):
        read(path, max_inflated=2_000_000)


def test_too_many_parts(path):
    rebuilt(path, {f"xl/media/{n}.bin": b"" for n in range(2001)})
    refused(path, "parts")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(path):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET, "<worksheet/>")
    refused(path, "same name")


def test_overlapping_parts(path):
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first, second = archive.infolist()[:2]
    # Let the second entry of the central directory point at the first part.
    old = second.header_offset.to_bytes(4, "little") + second.filename.encode()
    new = first.header_offset.to_bytes(4, "little") + second.filename.encode()
    assert content.count(old) == 1
    path.write_bytes(content.replace(old, new))
    refused(path, "overlap")


def test_an_encrypted_part(path):
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    path.write_bytes(bytes(content))
    refused(path, "encrypted")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_doctype_in_any_encoding(encoding, path):
    text = part(path, SHEET).decode()
    evil = '<!DOCTYPE x [<!ENTITY a "b">]>' + text
    rebuilt(path, {SHEET: evil.encode(encoding)})
    refused(path, "document type")


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "utf-32"])
def test_an_unknown_encoding(encoding, path):
    text = f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'
    rebuilt(path, {SHEET: text.encode("utf-32" if encoding == "utf-32" else "ascii")})
    refused(path, "encoding")


@pytest.mark.parametrize("reference", ["ZZZ9", "A1048577", "A0", "a1", "XFE1", "A1&#65;"])
def test_a_cell_beyond_the_grid(reference, path):
    rebuilt(path, {SHEET: part(path, SHEET).replace(b'r="A2"', f'r="{reference}"'.encode())})
    refused(path, "beyond the grid")


def test_a_row_beyond_the_grid(path):
    sheet = part(path, SHEET).replace(b'<row r="2"', b'<row r="999999999"')
    rebuilt(path, {SHEET: sheet})
    refused(path, "beyond the grid")


def test_one_cell_twice(path):
    rebuilt(path, {SHEET: part(path, SHEET).replace(b'r="B2"', b'r="A2"')})
    refused(path, "twice")


@pytest.mark.parametrize("value", ["1_000", "\u0663", "0x10", "nan", "inf"])
def test_a_stored_number_that_is_none(value, path):
    sheet = part(path, SHEET).decode().replace("<v>60</v>", f"<v>{value}</v>")
    rebuilt(path, {SHEET: sheet.encode()})
    refused(path, "marked as a number")


@pytest.mark.parametrize("tag", ["mergeCell", "hyperlink"])
def test_a_range_over_the_whole_grid(tag, path):
    bomb = f'</sheetData><{tag}s><{tag} ref="A1:XFD1048576"/></{tag}s>'.encode()
    rebuilt(path, {SHEET: part(path, SHEET).replace(b"</sheetData>", bomb)})
    refused(path, "cells on a sheet")


def test_macros_are_refused_whatever_the_name_says(path):
    refused(rebuilt(path, {"xl/vbaProject.bin": b"x"}), "macros")


def test_a_folder_without_csv_files(tmp_path):
    refused(tmp_path, "no .csv file")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"code,unit\nco\xffal,t\n", "UTF-8"),
        ("code".encode("utf-16"), "UTF-16"),
        (b'a,"b\n', "csv"),
    ],
)
def test_a_csv_file_that_is_none(content, word, tmp_path):
    (tmp_path / "sectors.csv").write_bytes(content)
    refused(tmp_path, word)


def test_a_csv_that_is_a_folder(tmp_path):
    (tmp_path / "sectors.csv").mkdir()
    refused(tmp_path, "regular")
