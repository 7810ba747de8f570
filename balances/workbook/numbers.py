"""Numbers as people write them: read where there is one reading, refused where there are two."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from balances.workbook.cells import Manner, Percent, Problem, Raw, SpreadsheetError, Uncalculated
from balances.workbook.words import shown

ERROR_TEXTS = frozenset(
    ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)

_DASHES = frozenset("-–—−‐‑‒―")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f'’", " ") | {"−": "-"})
_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", re.ASCII)
_SPACED = re.compile(r"[+-]?[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?", re.ASCII)
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+"
    r"|[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}|[+-]?[0-9]{1,3}(,[0-9]{3}){2,}",
    re.ASCII,
)
_DECIMAL = re.compile(r"[+-]?[0-9]+[.,][0-9]+([eE][+-]?[0-9]+)?", re.ASCII)
_TWO_READINGS = re.compile(r"[+-]?([1-9][0-9]{0,2})[.,]([0-9]{3})", re.ASCII)

_TYPE_IT = "Type the figure as a number, without text, unit or thousands separator."


class Number(NamedTuple):
    """A number that was read, with the problem if there is one; None = blank or not legible."""

    value: float | None
    problem: Problem | None = None
    percent: bool = False


def read_number(raw: Raw, manner: Manner) -> Number:
    """The number in a cell that is not blank."""
    if isinstance(raw, Percent):
        return _finite(raw.value)._replace(percent=True)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _finite(raw)
    if isinstance(raw, str) and raw.strip() not in ERROR_TEXTS:
        return _from_text(raw.strip(), manner)
    return Number(None, wrong_kind(raw, "a number"))


def wrong_kind(raw: Raw, expected: str) -> Problem | None:
    """The problem with a cell that holds neither text nor number; None where it does."""
    if isinstance(raw, bool):
        return Problem(
            "C209",
            f"{str(raw).upper()} stands where {expected} is expected.",
            f"Type {expected} in its place.",
        )
    if isinstance(raw, datetime.date | datetime.time | datetime.timedelta):
        return Problem(
            "C210",
            f"The date {shown(raw)} stands where {expected} is expected; the spreadsheet program "
            "may have made a date of an entry like 1-5.",
            "Format the cell as a number or text and type it again.",
        )
    if isinstance(raw, SpreadsheetError) or (isinstance(raw, str) and raw.strip() in ERROR_TEXTS):
        text = raw.text if isinstance(raw, SpreadsheetError) else raw.strip()
        return Problem(
            "C211",
            f"The cell holds the error {shown(text)}; {expected} is expected.",
            "Correct the formula or type the value.",
        )
    if isinstance(raw, Uncalculated):
        return Problem(
            "C204",
            f"The cell holds a formula without a stored value; {expected} is expected.",
            "Open the file in Excel or LibreOffice, let it calculate, save it; or type the value.",
        )
    return None


def plain_number(text: str) -> float | None:
    """The finite number that a text is in a csv file; None where it is none."""
    number = float(text) if _PLAIN.fullmatch(text.strip()) else math.inf
    return number if math.isfinite(number) else None


def _finite(value: float) -> Number:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        return Number(
            None,
            Problem("C212", "The number is infinite or too large to be one.", _TYPE_IT),
        )
    return Number(number + 0.0)


def _from_text(text: str, manner: Manner) -> Number:
    if text in _DASHES:
        return _dash(text, manner)
    if manner.from_text and _PLAIN.fullmatch(text):
        return _finite(float(text))
    figure = text.translate(_SPACES).strip()
    percent = figure.endswith("%")
    figure = figure.removesuffix("%").strip()
    if _TWO_READINGS.fullmatch(figure):
        point, thousands = figure.replace(",", "."), re.sub("[.,]", "", figure)
        return Number(
            None,
            Problem(
                "C208",
                f"{shown(text)} is text that may mean {point} or {thousands}.",
                "Type it as a number.",
            ),
        )
    plain = _plain_form(figure)
    if plain is None:
        return Number(
            None, Problem("C201", f"{shown(text)} is found; a number is expected.", _TYPE_IT)
        )
    number = _finite(float(Decimal(plain).scaleb(-2)) if percent else float(plain))
    if number.value is None:
        return number
    read = Problem(
        "C207",
        f"{shown(text)} is text; it was read as {number.value:.15g}.",
        "Type it as a number.",
    )
    return Number(number.value, read, percent)


def _dash(text: str, manner: Manner) -> Number:
    if manner.dash_means == "zero":
        return Number(0.0)
    if manner.dash_means == "blank":
        return Number(None)
    return Number(
        None,
        Problem(
            "C216",
            f"The dash {shown(text)} may mean zero or not known; a number is expected.",
            "Type 0 or leave the cell blank, or set dash_means in settings to zero or blank.",
        ),
    )


def _plain_form(figure: str) -> str | None:
    """The figure with a decimal point and no separators; None where it is no number."""
    if _PLAIN.fullmatch(figure):
        return figure
    if _SPACED.fullmatch(figure):
        return figure.replace(" ", "").replace(",", ".")
    if _GROUPED.fullmatch(figure):
        return _ungrouped(figure)
    if _DECIMAL.fullmatch(figure):
        return figure.replace(",", ".")
    return None


def _ungrouped(figure: str) -> str:
    last = max(figure.rfind("."), figure.rfind(","))
    mark = figure[last]
    if figure.count(mark) > 1:
        return figure.replace(mark, "")
    other = "," if mark == "." else "."
    return figure.replace(other, "").replace(mark, ".")


def decimals(value: float) -> int:
    """Digits after the decimal point that a number is printed with."""
    text = f"{value:.15g}"
    mantissa, _, exponent = text.partition("e")
    places = len(mantissa.partition(".")[2])
    return max(places - int(exponent or 0), 0)


def rounding(values: Iterable[float]) -> float:
    """What rounding each term to the last digit printed among them can explain, at most."""
    terms = [value for value in values if value != 0.0]
    digits = max((decimals(value) for value in terms), default=0)
    return 0.5 * 10.0**-digits * len(terms)
