"""data_rulings, data_shifts, data_damage …: the replay and the frozen plan as tidy tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from balances.politburo import damage
from balances.reporting.frames import Record, records
from balances.reporting.report_input import ReportInput
from balances.reporting.rulings import money_records, names_of, ruling_record, shift_record
from balances.reporting.table import Table
from balances.reporting.tidy_table import tidy_table


def data_rulings(report: ReportInput) -> Table | None:
    """One row a decree."""
    if report.replay is None:
        return None
    found = [ruling_record(ruling) for ruling in report.replay.rulings]
    return tidy_table("data_rulings", found, "every decree")


def data_shifts(report: ReportInput) -> Table | None:
    """One row a decree and a goal that got more or less by it."""
    if report.replay is None:
        return None
    names = names_of(report.replay)
    found = [
        shift_record(ruling, shift, names)
        for ruling in report.replay.rulings
        for shift in (*ruling.gained, *ruling.paid)
    ]
    return tidy_table("data_shifts", found, "every decree")


def data_money_shifts(report: ReportInput) -> Table | None:
    """One row a decree, a line of money and a period that changed by it."""
    if report.replay is None:
        return None
    found = [row for step in report.replay.steps for row in money_records(step)]
    return tidy_table("data_money_shifts", found, "every decree")


def data_damage(report: ReportInput) -> Table | None:
    """One row a claim or an output: approved, frozen, rebalanced, damage."""
    if report.frozen is None:
        return None
    return tidy_table("data_damage", records(damage(report.frozen, report.main)), "frozen plan")


def data_frozen_path(report: ReportInput) -> Table | None:
    """One row a period and a supply round."""
    if report.frozen is None:
        return None
    return tidy_table("data_frozen_path", _path(report), "frozen plan")


def _path(report: ReportInput) -> Sequence[Record]:
    return [] if report.frozen is None else records(report.frozen.path)


DECREE_SHEETS: tuple[Callable[[ReportInput], Table | None], ...] = (
    data_rulings,
    data_shifts,
    data_money_shifts,
    data_frozen_path,
    data_damage,
)
