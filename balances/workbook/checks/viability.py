"""Whether the norms can feed themselves: Hawkins-Simon, column sums, negative norms."""

from __future__ import annotations

import numpy as np

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.issue import Issue, Where
from balances.economy.leontief import indecomposable_groups
from balances.workbook.catalogue import issue
from balances.workbook.checks.alike import Finding, grouped
from balances.workbook.tables import Tables
from balances.workbook.words import listed, shown


def norms_sheet(tables: Tables) -> str:
    """The sheet that the norms come from."""
    return "coefficients" if tables.has("coefficients") else "flows"


def main_norms(economy: Economy) -> Matrix:
    """A of the main activities, I x I [unit_i / unit_j]."""
    norms: Matrix = economy.inputs[:, : len(economy.commodities)]
    return norms


def is_productive(economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """V401: an indecomposable group of sectors with a spectral radius of 1 or more."""
    A = main_norms(economy)
    x = np.array([c.base_output or 0.0 for c in economy.commodities])
    # Row sums below output, or column sums below 1, are proof enough and cheap.
    adds_up = np.all(x > 0.0) and np.all(abs(A) @ x < x)
    if adds_up or np.all(abs(A).sum(axis=0) < 1.0):
        return ()
    return tuple(
        issue(
            "V401",
            _largest_norm(economy, tables, A, group),
            f"The sectors {listed(economy.commodities[i].code for i in group)} need more of their "
            f"own products than they make: the spectral radius of their norms is {radius:.6g}; "
            "below 1 is expected.",
            "Look for a norm in the wrong unit, or for flows and base outputs that do not match.",
        )
        for group, radius in indecomposable_groups(A)
        if radius >= 1.0
    )


def _largest_norm(economy: Economy, tables: Tables, A: Matrix, group: tuple[int, ...]) -> Where:
    """Cell of the largest norm within a group."""
    block = A[list(group)][:, list(group)].toarray()
    i, j = np.unravel_index(int(np.argmax(block)), block.shape)
    pair = economy.commodities[group[int(i)]].code, economy.commodities[group[int(j)]].code
    sheet = norms_sheet(tables)
    for entry in tables.entries(sheet):
        if (entry.row.value, entry.column.value) == pair:
            return tables.where(sheet, entry.address)
    return tables.where(sheet)


def _values(economy: Economy) -> Vector | None:
    """Prices, or ones where all units are money; None where neither is so."""
    goods = economy.commodities
    if all(c.price for c in goods):
        return np.array([c.price for c in goods], dtype=np.float64)
    money = economy.settings.currency.casefold()
    return np.ones(len(goods)) if all(c.unit.casefold() == money for c in goods) else None


def column_sums(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V404: sectors whose inputs are worth as much as their output or more."""
    p = _values(economy)
    if p is None:
        return ()
    shares = np.asarray(p @ main_norms(economy)) / p
    findings = [
        Finding(
            c.where,
            c.code,
            f"The inputs of {shown(c.code)} are worth {share:.4g} of its output; below 1 is "
            "expected.",
        )
        for c, share in zip(economy.commodities, shares, strict=True)
        if share >= 1.0
    ]
    remedy = "Check its norms and prices; at these prices it adds no value."
    return grouped("V404", findings, "Inputs worth as much as the output or more", remedy)


def negative_norms(_economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """V407: negative flows, coefficients and norms."""
    sheet = norms_sheet(tables)
    findings = [
        _negative(tables.where(sheet, e.address), f"{e.row.value}/{e.column.value}", e.value)
        for e in tables.entries(sheet)
        if e.value < 0.0
    ]
    findings += [
        _negative(
            tables.at("norms", row, "input"),
            f"{row.text('commodity')}/{row.text('technique')}",
            row.amount("input"),
        )
        for row in tables.rows("norms")
        if row.amount("input") < 0.0
    ]
    remedy = "Give a by-product as an output in norms, if it is one; otherwise correct the sign."
    return grouped("V407", findings, "Negative norms", remedy)


def _negative(where: Where, pair: str, value: float) -> Finding:
    return Finding(where, pair, f"The norm of {shown(pair)} is negative: {value:.15g}.")
