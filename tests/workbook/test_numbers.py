"""Numbers as people write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.workbook.cells import Manner
from balances.workbook.numbers import read_number
from balances.workbook.words import shown, skeleton

XLSX, CSV = Manner(), Manner(from_text=True)


def code(number):
    return number.problem.code if number.problem else ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("-12", -12.0),
        ("\u221212", -12.0),
        ("+0.5", 0.5),
        ("1 234,5", 1234.5),
        ("1\u202f234.5", 1234.5),
        ("12 345 678", 12345678.0),
        ("1'234'567", 1234567.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("0,234", 0.234),
        ("1234,567", 1234.567),
        ("1,5", 1.5),
        ("1e3", 1000.0),
        ("12%", 0.12),
        ("12,5 %", 0.125),
    ],
)
def test_text_with_one_reading_in_xlsx(text, value):
    number = read_number(text, XLSX)
    assert number.value == pytest.approx(value, rel=1e-15)
    assert code(number) == "C207"


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.345", "999,999", "1.234%"])
def test_text_with_two_readings_in_xlsx(text):
    number = read_number(text, XLSX)
    assert number.value is None
    assert code(number) == "C208"


def test_both_readings_are_named():
    message = read_number("1,234", XLSX).problem.message
    assert "1.234" in message
    assert "1234" in message


@pytest.mark.parametrize(
    "text", ["", "abc", "1 23", "12 3456", "1..2", "1,2,3", "--1", "1 000 00", "٣", "１２", "1_000"]
)
def test_text_that_is_no_number(text):
    assert code(read_number(text, XLSX)) == "C201"
    assert code(read_number(text, CSV)) == "C201"


@pytest.mark.parametrize(("text", "value"), [("1.234", 1.234), ("-.5", -0.5), ("1E-3", 0.001)])
def test_a_plain_number_in_csv_is_a_number(text, value):
    assert read_number(text, CSV) == (value, None, False)


def test_comma_numbers_in_csv_are_as_careful_as_in_xlsx():
    assert code(read_number("1,234", CSV)) == "C208"
    assert read_number("1,5", CSV).value == 1.5


@pytest.mark.parametrize(("means", "value"), [("zero", 0.0), ("blank", None)])
@pytest.mark.parametrize("dash", ["-", "–", "—", "−"])
def test_a_dash_is_read_as_settings_say(means, value, dash):
    assert read_number(dash, Manner(dash_means=means)) == (value, None, False)
    assert code(read_number(dash, XLSX)) == "C216"


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 10**400])
def test_infinite_numbers(value):
    assert code(read_number(value, XLSX)) == "C212"


def test_minus_zero_is_zero():
    assert math.copysign(1.0, read_number(-0.0, XLSX).value) == 1.0


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_survives_csv(value):
    assert read_number(repr(value), CSV).value == value


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from([" ", "\u00a0", "\u2009"]))
def test_thousands_with_spaces_are_read(value, space):
    text = f"{value:,}".replace(",", space) + ",5"
    assert read_number(text, XLSX).value == value + 0.5


@given(st.text(max_size=12), st.booleans())
def test_any_text_gives_a_number_or_a_problem(text, from_text):
    if text.strip():
        number = read_number(text, Manner(from_text))
        assert (number.value is None) <= (number.problem is not None)


@given(st.text())
def test_words_in_messages_have_no_control_characters(text):
    assert shown(text).isprintable() or " " in text or "\u3000" in text or not text.isascii()
    assert "\n" not in shown(text)


def test_look_alikes_have_one_skeleton():
    # Cyrillic с, о and а in the second; full width letters in the third; case in the fourth.
    assert len({skeleton(w) for w in ("coal", "\u0441\u043e\u0430l", "ｃｏａｌ", "COAL")}) == 1
    assert skeleton("coal") != skeleton("cool")
