"""How a change finds its rows and what it makes of their cells."""

from __future__ import annotations

import math

import numpy as np

from balances.workbook.cells import Cell, Manner, Row, Value
from balances.workbook.interpret import interpret
from balances.workbook.schema import Column
from balances.workbook.tables import Matrix, Table
from balances.workbook.typed import read_cell
from balances.workbook.words import did_you_mean, listed, shown

_FROM_TEXT = Manner(from_text=True)
_ALL = "*"


class RejectedError(Exception):
    """A change that cannot be made: code, sheet and reason."""

    def __init__(self, code: str, sheet: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.sheet, self.reason = code, sheet, reason


def changed_rows(table: Table, column: Column, key: str, op: str, value: str) -> tuple[Row, ...]:
    """The rows of a table after a change of one column."""
    chosen = {row.number for row in _chosen(table, key)}
    rows = []
    for row in table.rows:
        if row.number not in chosen:
            rows.append(row)
            continue
        cell = _new_cell(table, column, row.cells[column.name], op, value)
        rows.append(Row(row.number, {**row.cells, column.name: cell}))
    return tuple(rows)


def _parts(table: Table, row: Row) -> tuple[str, ...]:
    values = (row.cells[name].value for name in table.sheet.key)
    return tuple("" if value is None else str(value) for value in values)


def _chosen(table: Table, key: str) -> list[Row]:
    """The rows that a key names: one, or all that a `*` leaves open.

    Raises:
        RejectedError: none, or more than one without a `*`.
    """
    if key == _ALL:
        return list(table.rows)
    most = len(table.sheet.key)
    parts = [part.strip() for part in key.split("/", most - 1)] if most > 1 else [key]
    found = [row for row in table.rows if _matches(_parts(table, row), parts)]
    if _ALL in parts or len(found) == 1:
        return found
    bare = [row for row in found if not any(row.given(n) for n in table.sheet.key[len(parts) :])]
    if len(bare) == 1:
        return bare
    keys = ["/".join(_parts(table, row)).rstrip("/") for row in found or table.rows]
    if found:
        reason = f"{len(found)} rows have the key {shown(key)}: {listed(keys)}."
    else:
        reason = f"no row has the key {shown(key)}.{did_you_mean(key, keys)}"
    raise RejectedError("R308", table.sheet.name, reason)


def _matches(own: tuple[str, ...], parts: list[str]) -> bool:
    return all(part in (_ALL, mine) for part, mine in zip(parts, own, strict=False))


def _new_cell(table: Table, column: Column, cell: Cell, op: str, value: str) -> Cell:
    if op == "set":
        fresh, problem = read_cell(column, value or None, cell.address, _FROM_TEXT)
        if problem is not None:
            raise RejectedError(problem.code, table.sheet.name, problem.message)
        return fresh
    if not isinstance(cell.value, int | float) or isinstance(cell.value, bool):
        return cell
    return cell._replace(value=_reckoned(table, column, float(cell.value), op, value))


def _reckoned(table: Table, column: Column, old: float, op: str, value: str) -> Value:
    """The number after `scale` or `add`, checked against the bounds of its column."""
    amount = interpret(Column(name="value", kind="number", help=""), value, _FROM_TEXT)
    if not isinstance(amount.value, float):
        raise RejectedError("C201", table.sheet.name, f"{shown(value)} is no number.")
    if math.isinf(old):
        return old
    new = old * amount.value if op == "scale" else old + amount.value
    found = interpret(column, new, _FROM_TEXT)
    if found.problem is not None:
        raise RejectedError(found.problem.code, table.sheet.name, found.problem.message)
    return found.value


def changed_matrix(table: Table, column: Column, key: str, op: str, value: str) -> Matrix:
    """The matrix of a table after a change of one figure, a row, a column or all of it."""
    block = table.matrix
    if block is None:
        raise RejectedError("S112", table.sheet.name, "the sheet is no matrix.")
    down, slash, across = key.partition("/")
    if key != _ALL and not slash:
        raise RejectedError("R308", table.sheet.name, f"{shown(key)} is no pair of codes.")
    rows = _places(table, block.down, down)
    columns = _places(table, block.across, across if slash else _ALL)
    values = np.array(block.values)
    for i in rows:
        for j in columns:
            old = float(values[i, j])
            given = not math.isnan(old)
            cell = Cell(old if given else None, block.address(i, j), given=given)
            new = _new_cell(table, column, cell, op, value).value
            values[i, j] = new if isinstance(new, int | float) else math.nan
    values.flags.writeable = False
    return Matrix(block.down, block.across, block.lines, block.places, values)


def _places(table: Table, cells: tuple[Cell, ...], code: str) -> list[int]:
    wanted = code.strip()
    found = [n for n, cell in enumerate(cells) if wanted in (_ALL, cell.value)]
    if found:
        return found
    hint = did_you_mean(wanted, [str(cell.value) for cell in cells])
    raise RejectedError("R308", table.sheet.name, f"{shown(wanted)} is not in the matrix.{hint}")
