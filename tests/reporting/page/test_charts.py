"""Charts: lengths of bars by hand."""

from __future__ import annotations

from balances.reporting.figures.figure import Bar, Bars
from balances.reporting.page.charts import bar_chart, change_chart


def bars_of(figure):
    """Start, length and class of every bar."""
    return [(r.get("x"), r.get("width"), r.get("class")) for r in figure.iter("rect")]


def test_bars_are_as_long_as_their_values() -> None:
    groups = [Bars("coal", (Bar(2.0, "2 kt base", 2), Bar(5.0, "5 kt plan")))]
    figure = bar_chart("a", "Coal more than doubles", groups)
    # the longest takes 55 percent, 2 of 5 take 22
    assert bars_of(figure) == [("0%", "22%", "s2"), ("0%", "55%", "s0")]
    assert figure.find("figcaption").text == "Coal more than doubles"
    assert figure.find("svg/desc").text == "Bar chart. coal: 2 kt base, 5 kt plan."
    assert figure.find("svg").get("aria-labelledby") == "a-title a-desc"


def test_a_line_marks_the_whole_and_words_stand_beyond_it() -> None:
    figure = bar_chart("a", "", [Bars("heights", (Bar(0.5, "50 %"),))], whole=1.0)
    assert bars_of(figure) == [("0%", "27.5%", "s0")]
    assert {line.get("x1") for line in figure.iter("line")} == {"55%"}
    assert [t.get("x") for t in figure.iter("text") if t.get("class")] == ["55%"]


def test_gains_go_right_and_losses_left_with_their_words_opposite() -> None:
    groups = [Bars("up", (Bar(0.1, "+10"),)), Bars("down", (Bar(-0.4, "−40", 1),))]
    figure = change_chart("a", "", groups)
    assert bars_of(figure) == [("50%", "10%", "s0"), ("10%", "40%", "s1")]
    words = [t.get("text-anchor") for t in figure.iter("text") if t.get("class")]
    assert words == ["end", "start"]


def test_bars_of_nothing_are_no_error() -> None:
    assert bars_of(bar_chart("a", "", [Bars("none", (Bar(0.0, "0"),))])) == [("0%", "0%", "s0")]
    assert bars_of(change_chart("a", "", [])) == []


def test_a_long_name_is_cut_and_kept_in_full_beside() -> None:
    figure = bar_chart("a", "", [Bars("x" * 80, (Bar(1.0, "1"),))])
    label = next(figure.iter("text"))
    assert label.find("title").text == "x" * 80
    assert label.find("title").tail == "x" * 51 + "…"
