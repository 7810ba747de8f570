"""The page as a whole: closed, safe, small, and true to the plan."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from balances import api
from balances.reporting import ReportInput
from balances.reporting.page import render_page
from tests.reporting.page.steps_example import three_steps

FIFTH = Path(__file__).parents[3] / "data" / "fifth_plan"
EMPTY = {"meta", "input", "br", "link", "img"}


class Parsed(HTMLParser):
    """Tags with their attributes, what they hold, and whether every one is closed."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def inside(self, tag: str) -> str:
        return "".join(text for name, text in self.texts if name == tag)


@pytest.fixture(scope="module")
def fifth() -> ReportInput:
    return api.plan_workbook(FIFTH).given


@pytest.fixture(scope="module")
def page(full: ReportInput) -> bytes:
    return render_page(full, three_steps(full))


def test_the_same_plan_gives_the_same_bytes(full: ReportInput, page: bytes) -> None:
    later = replace(full, provenance=replace(full.provenance, timings={"solve": 99.0}))
    assert render_page(later, three_steps(later)) == page


def test_every_tag_is_closed_and_every_id_is_one_of_its_kind(page: bytes) -> None:
    names = [attributes["id"] for _, attributes in Parsed(page).tags if "id" in attributes]
    assert len(names) == len(set(names))


def test_what_labels_something_is_there(page: bytes) -> None:
    parsed = Parsed(page)
    names = {attributes.get("id") for _, attributes in parsed.tags}
    called = [
        name
        for _, attributes in parsed.tags
        for name in (attributes.get("aria-labelledby") or "").split()
    ]
    called += [(attributes["href"] or "").removeprefix("#") for attributes in parsed.all("a")]
    assert set(called) <= names
    assert "decrees" in called


def test_every_table_has_a_caption_and_every_head_a_scope(page: bytes) -> None:
    parsed = Parsed(page)
    assert len(parsed.all("table")) == len(parsed.all("caption")) > 10
    assert {head.get("scope") for head in parsed.all("th")} == {"col", "row", "colgroup"}


def test_every_drawing_says_in_words_what_it_shows(page: bytes) -> None:
    parsed = Parsed(page)
    drawn = [svg for svg in parsed.all("svg") if svg.get("role") == "img"]
    assert len(drawn) == len(parsed.all("desc")) == len(parsed.all("figure"))
    assert all(svg["aria-labelledby"] for svg in drawn)


def test_the_policy_lets_only_the_one_style_and_the_one_script_run(page: bytes) -> None:
    parsed = Parsed(page)
    (policy,) = [m["content"] for m in parsed.all("meta") if "http-equiv" in m]
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    style, script = (
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page.decode(), re.S)
    )
    assert rules == {
        "default-src": "'none'",
        "style-src": style,
        "script-src": script,
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }


def test_no_attribute_holds_style_or_script_and_nothing_is_loaded(page: bytes) -> None:
    for tag, attributes in Parsed(page).tags:
        assert tag not in ("link", "img", "iframe", "object", "base", "form")
        assert not {key for key in attributes if key.startswith("on") or key in ("style", "src")}
    addresses = set(re.findall(r"[a-z]+://[^\s\"'<]*", page.decode()))
    assert addresses == {"http://www.w3.org/2000/svg"}


NAMES = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<!--<script>",
    "=cmd|' /C calc'!A0",
    "a\u202eb\x00c",
    "{{7*7}} &lt;b&gt;",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_more_than_words(full: ReportInput, name: str) -> None:
    def renamed(report: ReportInput) -> ReportInput:
        plans = {}
        for mode, plan in report.plans.items():
            goods = tuple(replace(good, name=name) for good in plan.economy.commodities)
            settings = replace(plan.economy.settings, title=name)
            economy = replace(plan.economy, commodities=goods, settings=settings)
            plans[mode] = replace(plan, economy=economy)
        return replace(report, plans=plans)

    report = renamed(full)
    step = replace(three_steps(report)[1], title=name, words=name, outcome=name)
    plain, named = Parsed(render_page(full, [step])), Parsed(render_page(report, [step]))
    assert [tag for tag, _ in named.tags] == [tag for tag, _ in plain.tags]
    assert {key for _, a in named.tags for key in a} == {key for _, a in plain.tags for key in a}
    shown = name.replace("\u202e", "<U+202E>").replace("\x00", "␀")
    assert shown in named.inside("h1")
    assert json.loads(data(named))["products"][0][0] == shown


def data(parsed: Parsed) -> str:
    """The JSON of the page."""
    return next(text for tag, text in parsed.texts if tag == "script" and text.startswith("{"))


def test_figures_at_the_head_are_those_of_the_plan(full: ReportInput, page: bytes) -> None:
    text = page.decode()
    for plan in full.plans.values():
        goals = plan.goals["fulfilment"]
        met, last = int((goals >= 1.0 - 1e-6).sum()), plan.economy.periods[-1]
        words = f"{met} of" if met else "none of its"
        assert f"The {plan.mode} plan 1933–1934 meets {words} {len(goals)} goals" in text
        output = plan.measure("group_output")[last]
        assert f"<td>{output:,.1f}</td>" in row(text, "figures", "Gross output")
        assert f"<td>{100 * goals.min():.1f} %</td>" in row(text, "figures", "Lowest")


def row(text: str, table: str, name: str) -> str:
    """The row of a table that begins with a name."""
    body = text[text.index(f'<table id="{table}">') :]
    return body[body.index(f'<th scope="row">{name}') :].split("</tr>")[0]


def test_both_plans_are_there_and_the_mobilised_one_is_chosen(page: bytes) -> None:
    parsed = Parsed(page)
    chosen = {box["id"]: "checked" in box for box in parsed.all("input")}
    assert chosen == {"mode-balanced": False, "mode-mobilised": True}
    classes = [attributes.get("class") for attributes in parsed.all("div")]
    assert classes.count("of-balanced") == classes.count("of-mobilised") > 5


def test_one_plan_needs_no_switch(simple: ReportInput) -> None:
    parsed = Parsed(render_page(simple))
    assert parsed.all("fieldset") == []
    assert "of-balanced" not in [attributes.get("class") for attributes in parsed.all("div")]
    assert "decrees" not in [attributes.get("id") for attributes in parsed.all("section")]


def test_a_plan_of_hundreds_of_sectors_is_shown(large: ReportInput) -> None:
    assert len(render_page(large)) < 2_000_000


def test_the_fifth_plan_is_small_and_says_that_it_is_invented(fifth: ReportInput) -> None:
    page = render_page(fifth, three_steps(fifth))
    assert len(page) < 2_000_000
    assert "SYNTHETIC DATA" in Parsed(page).inside("p")


def test_an_economy_without_an_invented_sheet_bears_no_warning(simple: ReportInput) -> None:
    assert "SYNTHETIC" not in render_page(simple).decode()
