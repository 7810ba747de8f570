"""Markup: what is escaped, and what is left out."""

from __future__ import annotations

import json

import pytest

from balances.reporting.page.markup import data_block, element, source, written


def test_words_are_escaped_in_texts_tails_and_attributes() -> None:
    made = element("p", "<a>", element("b", "&"), '"c"\x07', title='"><x')
    assert written(made) == (
        '<!DOCTYPE html>\n<p title="&quot;&gt;<x">&lt;a&gt;<b>&amp;</b>"c"␇</p>\n'
    )


def test_attributes_take_hyphens_numbers_and_nothing() -> None:
    made = element("p", class_="a", aria_label="b", width=1 / 3, hidden=True, id=None, dir=False)
    assert dict(made.items()) == {
        "class": "a",
        "aria-label": "b",
        "width": "0.333333",
        "hidden": "",
    }


def test_a_child_that_is_none_leaves_no_trace() -> None:
    assert written(element("p", None, "a", None)) == "<!DOCTYPE html>\n<p>a</p>\n"


def test_data_cannot_end_their_block_and_are_read_back() -> None:
    given = {"name": "</script><!-- <script>", "share": 0.1}
    block = data_block("data", given)
    assert "<" not in str(block.text)
    assert json.loads(str(block.text)) == given


@pytest.mark.parametrize("text", ["a</style>", "<!-- a"])
def test_a_source_that_would_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="<style> would end"):
        source("style", text)
