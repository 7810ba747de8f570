"""Norms: the matrix of inputs, from flows or coefficients and norms, and the make matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Matrix, frozen_matrix
from balances.economy.issue import Issue
from balances.economy.leontief import technical_coefficients
from balances.economy.records import Activity, Commodity
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.tables import Entry, Tables
from balances.workbook.words import shown


def positions(codes: Iterable[str]) -> dict[str, int]:
    """Position of each code."""
    return {code: n for n, code in enumerate(codes)}


def square(entries: Sequence[Entry], index: Mapping[str, int]) -> Matrix:
    """Entries between sectors as a sparse matrix; unknown codes are left out."""
    known = [
        (index[str(e.row.value)], index[str(e.column.value)], e.value)
        for e in entries
        if e.row.value in index and e.column.value in index
    ]
    rows, columns, values = zip(*known, strict=True) if known else ((), (), ())
    return frozen_matrix(
        sp.coo_array((values, (rows, columns)), shape=(len(index), len(index)), dtype=np.float64)
    )


def flows(tables: Tables, commodities: Sequence[Commodity]) -> Matrix:
    """Z: deliveries between sectors in the base year [unit of the supplier]."""
    return square(tables.entries("flows"), positions(c.code for c in commodities))


def main_inputs(tables: Tables, commodities: Sequence[Commodity]) -> Matrix:
    """A of the main activities, I x I, from coefficients or from flows and base outputs."""
    index = positions(c.code for c in commodities)
    if tables.has("coefficients"):
        return square(tables.entries("coefficients"), index)
    outputs = np.array([c.base_output or 0.0 for c in commodities])
    return technical_coefficients(flows(tables, commodities), outputs)


def inputs_and_outputs(
    tables: Tables, commodities: Sequence[Commodity], activities: Sequence[Activity]
) -> tuple[Matrix, Matrix]:
    """a_ij and o_ij, I x J.

    A technique without any input of its own takes those of the sector's main activity. What
    `norms` says of a sector's main activity is added to its coefficients.
    """
    goods = positions(c.code for c in commodities)
    columns = positions(a.code for a in activities)
    main = main_inputs(tables, commodities)
    rows = [
        row
        for row in tables.rows("norms")
        if row.text("commodity") in goods and row.text("technique") in columns
    ]
    own = {row.text("technique") for row in rows if row.given("input")}
    taken = [goods[a.commodity] for a in activities]
    copied = np.array([not a.technique or a.code not in own for a in activities], dtype=float)
    inputs = main[:, taken] @ sp.diags_array(copied) + _listed(rows, "input", goods, columns)
    outputs = _listed(rows, "output", goods, columns).tolil()
    told = {(r.text("commodity"), r.text("technique")) for r in rows if r.given("output")}
    for j, activity in enumerate(activities):
        if (activity.commodity, activity.code) not in told:
            outputs[goods[activity.commodity], j] = 1.0
    return frozen_matrix(inputs), frozen_matrix(outputs.tocsr())


def _listed(
    rows: Sequence[Row], column: str, goods: Mapping[str, int], columns: Mapping[str, int]
) -> sp.csr_array:
    given = [row for row in rows if row.given(column)]
    values = [row.amount(column) for row in given]
    down = [goods[row.text("commodity")] for row in given]
    across = [columns[row.text("technique")] for row in given]
    shape = (len(goods), len(columns))
    return sp.coo_array((values, (down, across)), shape=shape, dtype=np.float64).tocsr()


def check_norms(tables: Tables) -> tuple[Issue, ...]:
    """Flows into a sector need its base output; a technique makes its own product."""
    return (*_missing_outputs(tables), *_idle_techniques(tables))


def _missing_outputs(tables: Tables) -> list[Issue]:
    users = {str(e.column.value) for e in tables.entries("flows") if e.value != 0.0}
    return [
        issue(
            "R312",
            tables.at("sectors", row, "base_output"),
            f"There are flows into {shown(row.text('code'))}, but its base_output is blank; "
            "norms are flows divided by it.",
            "Fill in base_output, or give coefficients in place of flows.",
        )
        for row in tables.rows("sectors")
        if row.text("code") in users
        and not row.given("base_output")
        and not row.cells["base_output"].bad
    ]


def _idle_techniques(tables: Tables) -> list[Issue]:
    product = {row.text("technique"): row.text("sector") for row in tables.rows("techniques")}
    product |= {row.text("code"): row.text("code") for row in tables.rows("sectors")}
    return [
        issue(
            "R303",
            tables.at("norms", row, "output"),
            f"{shown(row.text('technique'))} makes nothing of its own product "
            f"{shown(row.text('commodity'))}.",
            "Give an output above 0, or remove the technique.",
        )
        for row in tables.rows("norms")
        if product.get(row.text("technique")) == row.text("commodity")
        and row.number_of("output") == 0.0
    ]
