"""Reading a workbook: from a path to an economy, or to everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from balances.economy.economy import Economy
from balances.economy.issue import Issue, Level
from balances.workbook.address import column_number
from balances.workbook.builder import build
from balances.workbook.building.curve import check_curves
from balances.workbook.building.figures import unknown_items
from balances.workbook.building.financial import check_finance
from balances.workbook.building.money import check_allocated_agencies, check_import_prices
from balances.workbook.building.norms import check_norms
from balances.workbook.building.variants import chosen_variant, variants
from balances.workbook.catalogue import issue
from balances.workbook.checks import CHECKS
from balances.workbook.edits import apply_edits, parse_edits, scenario_edits
from balances.workbook.guard import MAX_INFLATED
from balances.workbook.reader import open_source, read_tables
from balances.workbook.references import check_duplicates, check_references, check_twins
from balances.workbook.rules import check_rules
from balances.workbook.schema import SCHEMA
from balances.workbook.settings import Frame, read_settings
from balances.workbook.tables import Tables
from balances.workbook.units import check_units

_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, eq=False)
class Reading:
    """What reading a workbook gave.

    Attributes:
        economy: None where there are errors.
        issues: everything found wrong: errors first, then by sheet and cell.
        name: of the file or folder. sha256: of its content.
        variants: variants of its control figures, in order. variant: the one in force.
        tables: typed tables, edits included.
    """

    economy: Economy | None
    issues: tuple[Issue, ...]
    name: str
    sha256: str
    variants: tuple[str, ...]
    variant: str
    tables: Tables

    def with_issues(self, issues: Iterable[Issue], *, strict: bool = False) -> Reading:
        """The same reading with what was found wrong later on; no economy if that is an error."""
        more = [_strict(i) for i in issues] if strict else list(issues)
        found = _ordered((*self.issues, *more))
        sound = all(i.level is Level.WARNING for i in found)
        return replace(self, economy=self.economy if sound else None, issues=found)


def read(
    path: Path,
    *,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
    max_inflated: int = MAX_INFLATED,
) -> Reading:
    """Read an .xlsx file or a folder of .csv files; the file itself is never written to.

    Args:
        path: the workbook.
        variant: variant of the control figures; None = the last of the sheet.
        edits: changes, each written `sheet.key.field=value`.
        scenario: name in the sheet scenarios, applied before the edits.
        strict: whether warnings are errors.
        max_inflated: most bytes that an .xlsx file may inflate to.

    Raises:
        FileError: the file cannot be read, or is not safe to open.
    """
    source = open_source(Path(path), max_inflated)
    tables, found = read_tables(source)
    issues = list(found)
    changes, problems = scenario_edits(tables, scenario)
    issues += problems
    asked, problems = parse_edits(tables, edits)
    issues += problems
    tables, problems = apply_edits(tables, (*changes, *asked))
    issues += problems
    economy, chosen, further = _interpreted(tables, variant, issues)
    issues += further
    issues = [_strict(i) for i in issues] if strict else issues
    ordered = _ordered(issues)
    sound = economy if all(i.level is Level.WARNING for i in ordered) else None
    return Reading(sound, ordered, source.name, source.sha256, variants(tables), chosen, tables)


def under_scenario(reading: Reading, scenario: str) -> Economy | None:
    """The economy of a workbook that has been read under one of its scenarios; None if unsound.

    Edits made in reading it stand, and the scenario after them.
    """
    changes, problems = scenario_edits(reading.tables, scenario)
    tables, further = apply_edits(reading.tables, changes)
    economy, _, found = _interpreted(tables, reading.variant or None, (*problems, *further))
    wrong = any(i.level is Level.ERROR for i in (*problems, *further, *found))
    return None if wrong else economy


def _interpreted(
    tables: Tables, variant: str | None, before: Sequence[Issue]
) -> tuple[Economy | None, str, list[Issue]]:
    """The economy that typed tables describe, the variant in force, and what is wrong.

    The checks of the economics are made only where nothing is wrong, `before` included.
    """
    frame, problems = read_settings(tables)
    chosen, unknown = chosen_variant(tables, variant)
    issues: list[Issue] = [*problems, *unknown]
    issues += _structure(tables, (*before, *issues))
    scaled, problems = _sound_tables(tables, frame)
    issues += problems
    if not scaled.rows("sectors"):
        return None, chosen, issues
    built = build(scaled, frame, chosen)
    issues += built.issues
    if all(i.level is Level.WARNING for i in (*before, *issues)):
        issues += [found for check in CHECKS for found in check(built.economy, scaled)]
    return built.economy, chosen, issues


def _structure(tables: Tables, issues: Iterable[Issue]) -> list[Issue]:
    """Sheets without which there is no plan; one that is there but not legible has its issue."""
    illegible = {i.where.sheet for i in issues if i.code in ("S102", "S111")}

    def lacks(*names: str) -> bool:
        return not any(tables.has(name) or name in illegible for name in names)

    found = []
    if not tables.rows("sectors") and "sectors" not in illegible:
        message = "There is no sheet sectors, or it has no rows."
        remedy = "Add the sheet: one row a product."
        found.append(issue("S101", tables.where("sectors"), message, remedy))
    if tables.has("flows") and tables.has("coefficients"):
        message = "There are both flows and coefficients; exactly one of the two is expected."
        remedy = "Remove one, or start its name with _."
        found.append(issue("S110", tables.where("coefficients"), message, remedy))
    if lacks("flows", "coefficients"):
        message = "There is neither a sheet flows nor a sheet coefficients; one is expected."
        remedy = "Add one of the two: what production takes."
        found.append(issue("S101", tables.where("flows"), message, remedy))
    if lacks("claims", "control_figures", "final_demand"):
        message = "There is no sheet claims, control_figures or final_demand; one is expected."
        found.append(issue("S101", tables.where("claims"), message, "Add one: what is wanted."))
    return found


def _sound_tables(tables: Tables, frame: Frame) -> tuple[Tables, tuple[Issue, ...]]:
    """The rows whose keys and references are sound, in the units expected; what is wrong else."""
    own, duplicates = check_duplicates(tables, frame.calendar)
    known, unknown = check_references(own)
    scaled, units = check_units(known, frame.settings)
    return scaled, (
        *check_twins(tables),
        *duplicates,
        *unknown,
        *units,
        *unknown_items(tables),
        *check_rules(tables, frame.calendar),
        *check_norms(known),
        *check_curves(known),
        *check_finance(known, frame.calendar),
        *check_import_prices(known),
        *check_allocated_agencies(tables),
    )


def _strict(found: Issue) -> Issue:
    return replace(found, level=Level.ERROR)


def _ordered(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Errors first, then in the order of sheets, rows and columns."""
    sheets = {sheet.name: n for n, sheet in enumerate(SCHEMA)}

    def place(found: Issue) -> tuple[bool, int, str, int, int, str, str]:
        parts = _PLACE.fullmatch(found.where.cell)
        row, column = (int(parts[2]), column_number(parts[1])) if parts else (0, 0)
        sheet = found.where.sheet
        warning = found.level is Level.WARNING
        return warning, sheets.get(sheet, 99), sheet, row, column, found.code, found.message

    return tuple(sorted(dict.fromkeys(issues), key=place))
