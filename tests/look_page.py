"""The page part of `make look`: open the page in Chromium, use it, and take pictures.

Every step states what must hold; what does not is a fault in words. The browser runs without a
window on a profile of its own.
"""

from __future__ import annotations

import math
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from balances import api
from balances.reporting import ReportInput
from balances.reporting.page import render_page
from tests.browser import Browser
from tests.reporting.page.steps_example import three_steps

WIDTHS = (1280, 390)
PARTS = (
    "summary",
    "decrees",
    "flows",
    "compare",
    "goals",
    "balances",
    "structure",
    "investment",
    "explanations",
    "notes",
)
FIRST_VIEW = 1_000.0
"""Milliseconds after which something must be in sight."""

LARGEST = 2_000_000
"""Bytes of a page."""


def look_at_page(book: Path, target: Path, program: str) -> list[str]:
    """Everything wrong with the page of one workbook; its pictures go to the target folder."""
    report = api.plan_workbook(book).given
    page = target / f"{book.stem}.html"
    steps = three_steps(report) if report.pair is not None else ()
    whole = len(render_page(report))
    page.write_bytes(render_page(report, steps))
    profile = tempfile.mkdtemp()
    try:
        with Browser(program, Path(profile)) as browser:
            found = [f"{whole:,} bytes are too many"] if whole > LARGEST else []
            found += _faults(browser, page, report)
            found += [f"console: {words}" for words in browser.complaints]
            found += [f"request: {url[:100]}" for url in browser.requests]
    finally:
        shutil.rmtree(profile, ignore_errors=True)
    return [f"{page.name}: {fault}" for fault in found]


def _faults(browser: Browser, page: Path, report: ReportInput) -> Iterator[str]:
    yield from _quick(browser, page)
    yield from _names(browser)
    for use in (_switches, _sorts, _filters, _flows, _steps):
        if report.pair is not None or use not in (_switches, _steps):
            browser.open(page)
            yield from (f"{use.__name__[1:]}: {fault}" for fault in use(browser))
    for width, dark in product(WIDTHS, (False, True)):
        browser.open(page, width, dark=dark)
        wide = browser.run("document.documentElement.scrollWidth")
        if wide > width:
            yield f"at {width} pixels the page is {wide} wide"
        _pictures(browser, page, f"{width}_{'dark' if dark else 'light'}")
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    browser.picture(page.with_name(f"{page.stem}_no_script.png"))
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def _quick(browser: Browser, page: Path) -> Iterator[str]:
    """Soon in sight, soon laid out."""
    seen = min(_first_view(browser, page) for _ in range(3))
    if seen > FIRST_VIEW:
        yield f"the first view takes {seen:.0f} ms"
    if not _comes_true(browser, "document.querySelector('section:not(.settled)') === null"):
        yield "it is never laid out as a whole"


def _first_view(browser: Browser, page: Path) -> float:
    """Milliseconds from the call for the page until something is in sight."""
    browser.open(page)
    painted = "performance.getEntriesByType('paint')"
    if not _comes_true(browser, f"{painted}.length > 0"):
        return math.inf
    return float(browser.run(f"{painted}[0].startTime"))


def _comes_true(browser: Browser, condition: str) -> bool:
    """Whether a condition holds within ten seconds."""
    for _ in range(100):
        if browser.run(condition):
            return True
        time.sleep(0.1)
    return False


def _pictures(browser: Browser, page: Path, kind: str) -> None:
    browser.picture(page.with_name(f"{page.stem}_page_{kind}.png"))
    for part in PARTS:
        if browser.run(f"document.getElementById('{part}') !== null"):
            browser.run(f"document.getElementById('{part}').scrollIntoView()")
            if part == "decrees":
                browser.run("document.getElementById('steps-on').click()")
            time.sleep(0.2)  # a part is laid out when it comes into sight
            browser.picture(page.with_name(f"{page.stem}_{part}_{kind}.png"))


def _names(browser: Browser) -> Iterator[str]:
    """Everything that can be used must have a name that a screen reader says."""
    asked = ("button", "textbox", "searchbox", "slider", "combobox", "radio", "link", "region")
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    roles = {node.get("role", {}).get("value") for node in nodes if not node["ignored"]}
    if missing := {"radio", "slider", "combobox", "table", "main", "navigation"} - roles:
        yield f"no {', '.join(sorted(missing))} for screen readers"
    for node in nodes:
        role = node.get("role", {}).get("value")
        if role in asked and not node["ignored"] and not node.get("name", {}).get("value"):
            yield f"a {role} has no name"


def _switches(browser: Browser) -> Iterator[str]:
    """The switch shows one plan, by mouse and by keyboard."""

    def shown() -> list[bool]:
        return [
            browser.run(f"document.querySelector('#goals .of-{mode}').checkVisibility()")
            for mode in ("balanced", "mobilised")
        ]

    if shown() != [False, True]:
        yield "the mobilised plan is not shown at first"
    browser.click("#switch label:first-of-type")
    if shown() != [True, False]:
        yield "a click does not show the balanced plan"
    browser.press("ArrowRight")
    if shown() != [False, True]:
        yield "an arrow key does not show the mobilised plan"


def _sorts(browser: Browser) -> Iterator[str]:
    """Sorting the goals by target: up, down, and back."""
    tables = "[...document.querySelectorAll('#goals table')]"
    table = browser.run(f"{tables}.find(table => table.checkVisibility()).id")
    head = f"#{table} thead tr:last-child th:nth-child(4)"
    cells = (
        f"[...document.querySelectorAll('#{table} tbody td:nth-child(4)')]"
        ".map(cell => Number(cell.textContent.replaceAll(',', '')))"
    )
    given = browser.run(cells)
    browser.click(f"{head} button")
    up = browser.run(cells)
    browser.press("Enter")
    down = browser.run(cells)
    state = browser.run(f"document.querySelector('{head}').getAttribute('aria-sort')")
    browser.press("Enter")
    if up != sorted(given) or up == given:
        yield "a click does not sort"
    if down != sorted(given, reverse=True) or state != "descending":
        yield "Enter does not turn the order round"
    if browser.run(cells) != given:
        yield "a third press does not give the order back"


def _filters(browser: Browser) -> Iterator[str]:
    """The filter leaves the rows with the word that is typed, and says how many."""
    browser.run("document.querySelector('#goals').scrollIntoView()")
    box = "[...document.querySelectorAll('#goals input')].find(box => box.checkVisibility())"
    table = f"{box}.closest('div').nextElementSibling.querySelector('tbody')"
    if not browser.run(f"{box} !== undefined"):
        yield "there is no filter"
        return
    word = browser.run(f"{table}.rows[0].cells[0].textContent").split()[0].lower()
    browser.run(f"{box}.focus()")
    browser.type(word)
    every = browser.run(f"{table}.rows.length")
    left = browser.run(
        f"[...{table}.rows].filter(row => row.checkVisibility()).map(row => row.textContent)"
    )
    if not 0 < len(left) < every:
        yield f"{len(left)} of {every} rows are left"
    if any(word not in row.lower() for row in left):
        yield "a row without the word is left"
    said = browser.run(f"{box}.closest('div').querySelector('[role=status]').textContent")
    if said != f"{len(left)} of {every} rows":
        yield f"it says {said!r}"


def _flows(browser: Browser) -> Iterator[str]:
    """The script draws what the page came with, and then other products."""
    shown = (
        "[...document.querySelectorAll('.flow')].map(f => f.querySelector('figcaption').textContent"
        " + f.querySelector('desc').textContent"
        " + [...f.querySelectorAll('g text')].map(t => t.textContent).join())"
    )
    heights = "[...document.querySelectorAll('.flow rect')].map(r => r.getBBox().height.toFixed(1))"
    came = browser.run(shown), browser.run(heights)
    box = "document.querySelector('#flow-product')"
    change = f"{box}.dispatchEvent(new Event('change', {{bubbles: true}}))"
    browser.run(change)
    if (browser.run(shown), browser.run(heights)) != came:
        yield "the script draws otherwise than the page"
    browser.run(f"{box}.value = '1'; {change}")
    if browser.run(shown) == came[0]:
        yield "another product is not drawn"


def _steps(browser: Browser) -> Iterator[str]:
    """The slider and the buttons move through the decrees."""
    now = (
        "[[...document.querySelectorAll('#steps > article')].findIndex(a => a.checkVisibility()),"
        " document.querySelectorAll('#steps > article:not([hidden])').length,"
        " document.getElementById('steps-said').textContent,"
        " document.getElementById('goals-after').tBodies[0].rows[0].cells[3].textContent]"
    )
    first = browser.run(now)
    if first[:3] != [0, 1, ""]:
        yield f"at first it shows {first[:3]}"
    browser.click("#steps-on")
    second = browser.run(now)
    if second[:2] != [1, 1] or not second[2].startswith("2 of 3. Decree 7"):
        yield f"Next shows {second[:3]}"
    browser.run("document.getElementById('steps-slider').focus()")
    browser.press("ArrowRight")
    third = browser.run(now)
    if third[:2] != [2, 1] or "Refused" not in third[2]:
        yield f"an arrow key shows {third[:3]}"
    browser.press("Home")
    if browser.run(now)[0] != 0 or browser.run(now)[3] != first[3]:
        yield "Home does not show the first"
