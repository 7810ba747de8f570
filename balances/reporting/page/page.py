"""The report as one HTML file that opens from disk and asks for nothing.

All that can be read stands in the markup; the script only sorts, filters, draws other flows and
moves through the decrees. The policy of the page lets that one script and that one style sheet
run, known by their hashes, and nothing else: no load, no request, no form, no other script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from xml.etree.ElementTree import Element

from balances.reporting.figures.fulfilment_by_class import fulfilment_by_class
from balances.reporting.page.charts import drawn
from balances.reporting.page.flows import Balances, balances_of, flow_data, flow_diagram
from balances.reporting.page.markup import data_block, element, source, written
from balances.reporting.page.replayed import steps_of
from balances.reporting.page.sections import SECTIONS, of_mode, section_html
from balances.reporting.page.steps import PageStep, step_data, steps_section
from balances.reporting.page.tables import block_html, listing
from balances.reporting.report_input import ReportInput
from balances.reporting.sheets.summary import summary
from balances.reporting.verdict import verdict
from balances.reporting.wording import SYNTHETIC, span


def render_page(report: ReportInput, steps: Sequence[PageStep] = ()) -> bytes:
    """The page; the same input gives the same bytes.

    Args:
        report: plans, issues and provenance; at least one plan.
        steps: the plan after each decree; none = those of the report's replay, and without one
            the page has no such section.
    """
    steps = steps or steps_of(report.replay)
    style, script = _packaged("page.css"), _packaged("page.js")
    title = report.economy.settings.title or report.provenance.input_name or "Plan"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content="balances"),
        element("title", f"{title}: plan {span(report.main)}"),
        source("style", style),
    )
    balances = {mode: balances_of(plan) for mode, plan in report.plans.items()}
    sections = _sections(report, steps, balances)
    body = element(
        "body",
        element("a", "Skip to the plan", href="#plan", class_="skip"),
        _header(report, title),
        element("div", _switch(report), _contents(sections), class_="bar"),
        element("main", *(_section(*of) for of in sections), id="plan"),
        _footer(report),
        data_block("data", _data(report, steps, balances)),
        source("script", script),
    )
    return written(element("html", head, body, lang="en")).encode("utf-8")


def _packaged(name: str) -> str:
    return files("balances.reporting.page").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Content-Security-Policy: nothing but this style and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _data(
    report: ReportInput, steps: Sequence[PageStep], balances: Mapping[str, Balances]
) -> dict[str, object]:
    """What the script draws from; keys of the JSON object where both have them."""
    came = report.provenance
    return {
        "format": "balances/1",
        "input": {"name": came.input_name, "sha256": came.sha256},
        **flow_data(report.economy, balances),
        "steps": step_data(report, steps),
    }


def _header(report: ReportInput, title: str) -> Element:
    return element(
        "header",
        *listing(
            element("h1", title),
            element("p", SYNTHETIC, class_="warning") if report.synthetic else None,
            [element("p", verdict(plan)) for plan in report.plans.values()],
        ),
    )


def _switch(report: ReportInput) -> Element | None:
    """Which plan the page shows: works without a script."""
    if len(report.plans) < 2:
        return None
    chosen = report.main.mode
    choices = [
        element(
            "label",
            element("input", type="radio", name="mode", id=f"mode-{mode}", checked=mode == chosen),
            element("span", mode),
        )
        for mode in report.plans
    ]
    return element("fieldset", element("legend", "Plan shown"), *choices, id="switch")


def _contents(sections: list[tuple[str, str, list[Element]]]) -> Element:
    links = [element("li", element("a", words, href=f"#{name}")) for name, words, _ in sections]
    return element("nav", element("ul", *links), aria_label="Sections")


def _section(name: str, heading: str, parts: list[Element]) -> Element:
    return element(
        "section",
        element("h2", heading, id=f"{name}-heading"),
        *parts,
        id=name,
        aria_labelledby=f"{name}-heading",
    )


def _sections(
    report: ReportInput, steps: Sequence[PageStep], balances: Mapping[str, Balances]
) -> list[tuple[str, str, list[Element]]]:
    """Name, heading and parts of every section that has something to say."""
    found = [
        ("summary", "Summary", _summary(report)),
        ("decrees", "Decree by decree", steps_section(report, steps) if steps else []),
        ("flows", "Flows of a product", _flows(report, balances)),
    ]
    found += [(sheet.name, sheet.heading, section_html(sheet, report)) for sheet in SECTIONS]
    return [of for of in found if of[2]]


def _summary(report: ReportInput) -> list[Element]:
    """The figures of every plan side by side, and the charts of the whole."""
    table = summary(report)
    blocks = table.blocks[:1] if table is not None else ()
    figures = [part for block in blocks for part in block_html(block, "figures", "Summary")]
    classes = fulfilment_by_class(report)
    return [*figures, *([drawn(classes)] if classes is not None else [])]


def _flows(report: ReportInput, balances: Mapping[str, Balances]) -> list[Element]:
    """The balance of the first product in the last period, drawn; controls come with the script."""
    economy = report.economy
    if not economy.commodities or not economy.periods:
        return []
    key = (economy.commodities[0].code, economy.periods[-1])
    found: list[Element] = [
        element(
            "p",
            "Sources at the left, uses at the right, as wide as there is of each. "
            "Productive consumption is shown by user.",
            class_="note",
        ),
        element("div", id="flow-control"),
    ]
    for mode, plan in report.plans.items():
        balance = balances[mode].get(key)
        if balance is not None:
            found.append(of_mode(plan, [flow_diagram(balance, f"flow-{mode}")], report))
    return found


def _footer(report: ReportInput) -> Element:
    came = report.provenance
    version = came.versions.get("balances", "")
    parts = (
        f"Made with balances {version}".rstrip(),
        f"from {came.input_name}" if came.input_name else "",
        f"(SHA-256 {came.sha256})" if came.sha256 else "",
    )
    words = f"{' '.join(filter(None, parts))}. This page makes no request."
    return element("footer", element("p", words))
