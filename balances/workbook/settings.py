"""The sheet settings: how the plan is to be made, and its periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from balances.economy.issue import Issue
from balances.economy.measures import MEASURES
from balances.economy.settings import Settings
from balances.workbook.catalogue import issue
from balances.workbook.cells import Cell, Manner, Row, Value
from balances.workbook.periods import Calendar, first_label, labels_from
from balances.workbook.schema import SETTINGS, Column, plain
from balances.workbook.tables import Tables
from balances.workbook.typed import read_cell
from balances.workbook.words import did_you_mean, shown

_FROM_TEXT = Manner(from_text=True)


@dataclass(frozen=True)
class Frame:
    """What frames a plan: its settings and its periods."""

    settings: Settings
    calendar: Calendar


def setting_named(key: str) -> Column | None:
    """The setting of that name or alias; None = unknown."""
    for setting in SETTINGS:
        if plain(key) in (plain(setting.name), *map(plain, setting.aliases)):
            return setting
    return None


def read_settings(tables: Tables) -> tuple[Frame, tuple[Issue, ...]]:
    """Settings with their defaults, and everything wrong with the sheet."""
    values: dict[str, Value] = {setting.name: setting.default for setting in SETTINGS}
    places: dict[str, Row] = {}
    issues: list[Issue] = []
    for row in tables.rows("settings"):
        setting = setting_named(row.text("key"))
        if setting is None:
            issues += _unknown(tables, row)
            continue
        cell, problem = read_cell(
            setting, row.text("value") or None, row.address("value"), _FROM_TEXT
        )
        values[setting.name], places[setting.name] = _kept(setting, cell), row
        if problem is not None:
            where = tables.at("settings", row, "value")
            issues.append(issue(problem.code, where, problem.message, problem.remedy))
    calendar, problems = _calendar(tables, values, places)
    settings = Settings(
        title=_text(values, "title"),
        base_year=_text(values, "base_year"),
        period_name=_text(values, "period_name"),
        currency=_text(values, "currency"),
        method=_text(values, "method"),
        after_goals=_text(values, "after_goals"),
        terminal_growth=float(_number(values, "terminal_growth") or 0.0),
        rounds=int(_number(values, "rounds") or 0),
        frozen_rounds=_whole(values, "frozen_rounds"),
    )
    issues += _check_after_goals(tables, settings, places, calendar)
    return Frame(settings, calendar), (*issues, *problems)


def _kept(setting: Column, cell: Cell) -> Value:
    if isinstance(cell.value, str) and setting.name in ("base_year", "first_period"):
        return "".join(cell.value.split()).upper()
    return cell.value


def _text(values: Mapping[str, Value], name: str) -> str:
    value = values[name]
    return value if isinstance(value, str) else ""


def _number(values: Mapping[str, Value], name: str) -> float | None:
    value = values[name]
    return float(value) if isinstance(value, int | float) else None


def _whole(values: Mapping[str, Value], name: str) -> int | None:
    number = _number(values, name)
    return None if number is None else int(number)


def _unknown(tables: Tables, row: Row) -> list[Issue]:
    key = row.text("key")
    if not key:
        return []
    names = [name for s in SETTINGS for name in (s.name, *s.aliases)]
    return [
        issue(
            "R305",
            tables.at("settings", row, "key"),
            f"The setting {shown(key)} is not known and is not read." + did_you_mean(key, names),
            "Correct its name or remove the row.",
        )
    ]


def _check_after_goals(
    tables: Tables, settings: Settings, places: Mapping[str, Row], calendar: Calendar
) -> list[Issue]:
    wanted, named = settings.after_goals, settings.maximised
    if wanted == "least_effort":
        return []
    row = places["after_goals"]
    if named is not None and named[0] in MEASURES:
        return _check_span(tables, settings, row, calendar)
    words = ["least_effort", *(f"maximise:{name}" for name in MEASURES)]
    return [
        issue(
            "C206",
            tables.at("settings", row, "value"),
            f"after_goals is {shown(wanted)}; least_effort or maximise:<measure> is expected."
            + did_you_mean(wanted, words),
            "Name a measure of control figures, such as maximise:consumption.",
        )
    ]


def _check_span(tables: Tables, settings: Settings, row: Row, calendar: Calendar) -> list[Issue]:
    """The periods over which a measure is maximised: labels of the plan, in order."""
    if settings.maximised_span is None:
        return []
    first, last = (calendar.period(label) for label in settings.maximised_span)
    if first is not None and last is not None and first <= last:
        return []
    labels = calendar.labels
    return [
        issue(
            "C215",
            tables.at("settings", row, "value"),
            f"after_goals is {shown(settings.after_goals)}; after the item a period of the plan "
            f"or first-last is expected, from {labels[0]} to {labels[-1]}.",
            "Write it like maximise:output/coal/1955, or leave the periods out for all.",
        )
    ]


def _calendar(
    tables: Tables, values: Mapping[str, Value], places: Mapping[str, Row]
) -> tuple[Calendar, list[Issue]]:
    base = _text(values, "base_year")
    count = int(_number(values, "periods") or 1)
    first = _text(values, "first_period") or first_label(base, _text(values, "period_name"))
    wrong_kind = _text(values, "period_name") == "quarter" and base and "Q" not in first
    try:
        return Calendar(labels_from("" if wrong_kind else first, count), base), []
    except ValueError:
        row = places.get("first_period") or places.get("base_year")
        where = tables.at("settings", row, "value") if row else tables.where("settings")
        problem = issue(
            "C215",
            where,
            f"{shown(first)} is found; the label of a year (1955), of a quarter (1933Q1) or a "
            "number is expected.",
            "Correct first_period or base_year.",
        )
        return Calendar(labels_from("1", count), ""), [problem]
