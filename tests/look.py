"""`make look`: plan the examples, open reports and pages as a reader does, and look at them.

Writes reports, PDF files, pages and pictures to reports/look/. Fails where a cell shows an error
or does not fit, where a check is not OK, where LibreOffice reckons a formula otherwise than the
report says, or where a page does not do in Chromium what it promises. Run as
`python -m tests.look`; pytest does not collect it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from balances import api
from balances.economy.issue import BalancesError
from balances.politburo import KINDS
from balances.reporting import write_annotated, write_template
from balances.workbook import original, read
from tests.look_page import look_at_page
from tests.reporting import test_annotate as annotate
from tests.reporting import test_writer as writer

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "reports" / "look"
BOOKS = (ROOT / "data" / "fifth_plan.xlsx", *sorted((ROOT / "data" / "textbook").glob("*.xlsx")))
PAGES = (BOOKS[0], *sorted((ROOT / "data").glob("investment_*.xlsx")))
CARDS = "coal,steel"
"""Products of the fifth plan whose balance cards are looked at."""

PROGRAMS = {
    "soffice": "LibreOffice Calc",
    "pdftotext": "poppler",
    "pdftoppm": "poppler",
    "chromium": "Chromium",
}
SMALLEST = 5_000
"""Bytes of a figure with something in it."""

BROKEN = re.compile(r"###|#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NUM!|NULL!)|Err:\d+")
SECONDS = 180


def main() -> int:
    """Look at every example; 0 where all is sound, else 1."""
    missing = [f"{name} ({of})" for name, of in PROGRAMS.items() if shutil.which(name) is None]
    if missing:
        click.echo(f"look: needs {', '.join(missing)}, not found on this system.")
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    faults = [fault for book in BOOKS for fault in look_at(book)]
    faults += [fault for made in (template, annotated) for fault in look_at_form(made)]
    faults += [fault for book in PAGES for fault in look_at_page_of(book)]
    for fault in faults:
        click.echo(f"look: {fault}")
    click.echo(f"look: faults: {len(faults)}; pictures are in {TARGET.relative_to(ROOT)}.")
    return min(len(faults), 1)


def look_at(book: Path) -> list[str]:
    """Everything wrong with the report of one workbook."""
    started = time.monotonic()
    report = TARGET / book.name
    try:
        run = api.plan_workbook(book, cards=CARDS if book == BOOKS[0] else "")
        figures = api.publish_run(run, report, figures=TARGET / f"{book.stem}_figures")[1:]
        with tempfile.TemporaryDirectory() as folder:
            faults = [*recalculated(report, Path(folder)), *shown(report, Path(folder))]
        faults += [f"{f.name}: nothing is drawn" for f in figures if f.stat().st_size < SMALLEST]
    except (BalancesError, subprocess.SubprocessError, OSError) as error:
        faults = [f"{book.name}: {error}"]
    state = "has faults" if faults else "is sound"
    click.echo(f"look: {book.name} {state} ({time.monotonic() - started:.0f} s)")
    return faults


def look_at_form(make: Callable[[Path], Path]) -> list[str]:
    """Everything wrong with a workbook that a user fills in or mends."""
    started = time.monotonic()
    try:
        book = make(TARGET)
        with tempfile.TemporaryDirectory() as folder:
            pdf = printed(book, Path(folder))
        faults = list(broken(book, text_of(pdf)))
        call("pdftoppm", "-png", "-r", 80, pdf, TARGET / book.stem)
    except (BalancesError, subprocess.SubprocessError, OSError) as error:
        return [f"{make.__name__}: {error}"]
    state = "has faults" if faults else "is sound"
    click.echo(f"look: {book.name} {state} ({time.monotonic() - started:.0f} s)")
    return faults


def template(folder: Path) -> Path:
    """What `balances init` writes, for three periods."""
    kinds = [kind.name for kind in KINDS]
    return write_template(folder / "template.xlsx", "flows", 3, decree_kinds=kinds)


def annotated(folder: Path) -> Path:
    """What `balances check --annotate` writes of a workbook with planted faults."""
    bad = folder / "bad.xlsx"
    annotate.book().save(bad)
    found = read(bad)
    copy = write_annotated(original(bad, found.sha256), found.issues, folder / "annotated.xlsx")
    bad.unlink()
    return copy


def look_at_page_of(book: Path) -> list[str]:
    """Everything wrong with the page of one workbook."""
    started = time.monotonic()
    try:
        faults = look_at_page(book, TARGET, shutil.which("chromium") or "chromium")
    except (BalancesError, RuntimeError, OSError) as error:
        faults = [f"{book.name}: {error}"]
    state = "has faults" if faults else "is sound"
    click.echo(f"look: page of {book.name} {state} ({time.monotonic() - started:.0f} s)")
    return faults


def recalculated(report: Path, folder: Path) -> Iterator[str]:
    """What LibreOffice reckons otherwise, and checks that are not OK: as the tests have it."""
    try:
        writer.test_libreoffice_recalculates_every_stored_value(report.read_bytes(), folder)
    except AssertionError as error:
        place = str(error).splitlines()[0]
        yield f"{report.name}: {place} is not what LibreOffice reckons, or a check that is not OK"


def shown(report: Path, folder: Path) -> Iterator[str]:
    """What a reader would stumble over on the printed pages; makes the pictures too."""
    pdf = printed(report, folder)
    pages = text_of(pdf)
    yield from broken(report, pages)
    for name in visible_sheets(report):
        number = first_page(pages, name)
        if number:
            draw(pdf, number, TARGET / f"{report.stem}_{re.sub(r'[^0-9A-Za-z]+', '_', name)}")
        else:
            yield f"{report.name}: the sheet {name} is on no page"


def broken(book: Path, pages: Sequence[str]) -> Iterator[str]:
    """Cells that show an error or a figure that does not fit."""
    for number, page in enumerate(pages, start=1):
        for found in BROKEN.finditer(page):
            line = page[: found.end()].splitlines()[-1].strip()
            yield f"{book.name}: {found[0]} on page {number} ({sheet_of(page)}): {line}"


def visible_sheets(report: Path) -> list[str]:
    """Names of the sheets that are printed."""
    text = zipfile.ZipFile(report).read("xl/workbook.xml").decode()
    sheets = re.findall(r'<sheet [^>]*?name="([^"]*)"[^>]*?state="visible"', text)
    return [name for name in sheets if not name.startswith("data_")]


def first_page(pages: Sequence[str], name: str) -> int:
    """Number of the first page that names the sheet in its foot; 0 where none does."""
    footers = [sheet_of(page) for page in pages]
    return footers.index(name) + 1 if name in footers else 0


def printed(report: Path, folder: Path) -> Path:
    """The report as PDF, without the tidy tables: those are hundreds of pages of figures."""
    copy = folder / report.name
    with zipfile.ZipFile(report) as given, zipfile.ZipFile(copy, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "xl/workbook.xml":
                part = re.sub(rb'(<sheet name="data_[^>]*state=)"visible"', rb'\1"hidden"', part)
            made.writestr(name, part)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", TARGET, copy)
    return TARGET / f"{report.stem}.pdf"


def text_of(pdf: Path) -> list[str]:
    """The text of every page."""
    return call("pdftotext", "-layout", pdf, "-").rstrip("\f").split("\f")


def sheet_of(page: str) -> str:
    """The sheet a page belongs to: the middle of its footer."""
    parts = re.split(r" {2,}", page.rstrip().splitlines()[-1].strip())
    return parts[-2] if len(parts) > 1 else ""


def draw(pdf: Path, page: int, picture: Path) -> None:
    """One page as a picture."""
    call("pdftoppm", "-png", "-r", 110, "-f", page, "-singlefile", pdf, picture)


def call(*command: object) -> str:
    """Run a program and return what it prints."""
    words: Sequence[str] = [str(word) for word in command]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=SECONDS)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
