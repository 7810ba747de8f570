"""The sheet Structure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from balances.analysis import structure as structure_of
from balances.economy.economy import frozen_matrix
from balances.gosplan import solve
from balances.reporting import ReportInput
from balances.reporting.report import report_tables
from balances.reporting.sheets.structure import structure
from balances.reporting.table import Block, Formula, Role, Row, Table


def sheet(report: ReportInput) -> Table:
    found = structure(report)
    assert found is not None
    return found


def block(report: ReportInput, heading: str) -> Block:
    return next(b for b in sheet(report).blocks if b.heading.startswith(heading))


def value(row: Row, key: str) -> object:
    cell = row.cells.get(key)
    return cell.value if isinstance(cell, Formula) else cell


def test_it_stands_after_the_chessboard(simple: ReportInput) -> None:
    names = [table.name for table in report_tables(simple)]
    assert names.index("Structure") == names.index("Chessboard") + 1


def test_the_textbook_s_linkages_and_multipliers_are_told(simple: ReportInput) -> None:
    # L = (0.95 0.25; 0.20 0.85) / 0.7575; Miller & Blair (2009), ch. 6: 1.518 and 1.452.
    agriculture, industry, mean = block(simple, "Key sectors").rows
    assert value(agriculture, "multiplier") == pytest.approx(1.15 / 0.7575)
    assert value(industry, "multiplier") == pytest.approx(1.10 / 0.7575)
    assert value(agriculture, "backward") == pytest.approx(2 * 1.15 / 2.25)
    assert value(agriculture, "key") == "key"
    assert value(industry, "key") is None
    assert mean.role is Role.TOTAL
    for kind in ("backward", "forward", "forward_supply"):
        assert value(mean, kind) == pytest.approx(1.0)
        assert isinstance(mean.cells[kind], Formula)


def test_columns_without_figures_are_left_out(simple: ReportInput, full: ReportInput) -> None:
    keys = {column.key for column in block(simple, "Key sectors").columns}
    assert not keys & {"direct_labour", "full_labour", "labour_multiplier"}
    coal = next(r for r in block(full, "Key sectors").rows if r.cells["code"] == "coal")
    labour = structure_of(full.economy).sectors.set_index("code")
    assert value(coal, "labour_multiplier") == labour.loc["coal", "labour_multiplier"]
    assert isinstance(coal.cells["labour_multiplier"], Formula)


def test_columns_of_the_full_requirements_add_up_to_the_multipliers(full: ReportInput) -> None:
    found = structure_of(full.economy)
    *rows, prices, total = block(full, "Full requirements").rows
    assert [row.cells["supplier"] for row in rows] == list(found.order)
    multipliers = found.sectors.set_index("code")["multiplier"]
    worth = {"coal": 2.0, "steel": 8.0, "grain": 60.0}
    for n, code in enumerate(found.order):
        assert value(prices, f"user_{n}") == worth[code]
        assert value(total, f"user_{n}") == pytest.approx(multipliers[code])
    assert isinstance(total.cells["user_0"], Formula)


def test_one_unit_needs_no_prices_to_add_up(simple: ReportInput) -> None:
    goods = tuple(replace(c, price=None) for c in simple.economy.commodities)
    economy = replace(simple.economy, commodities=goods)
    found = block(ReportInput({"balanced": solve(economy)}), "Direct requirements")
    # Inputs of agriculture: 0.15 + 0.20.
    assert value(found.rows[-1], "user_0") == pytest.approx(0.35)
    assert "weight" not in {column.key for column in found.columns}


def test_blocks_and_chains_are_told_in_words(full: ReportInput) -> None:
    # Coal and steel need each other and grain needs both, and no one needs grain but grain.
    (row,) = block(full, "Strongly connected").rows
    assert (row.cells["commodities"], row.cells["sectors"]) == ("coal, steel", 2)
    (chain,) = block(full, "Longest supply chains").rows
    assert (chain.cells["steps"], chain.cells["length"]) == ("block 1 → grain", 2)


def test_four_hundred_sectors_have_no_matrix_and_one_row_each(large: ReportInput) -> None:
    found = sheet(large)
    assert not [b for b in found.blocks if "requirements" in b.heading]
    assert len(block(large, "Key sectors").rows) == 401
    for row in block(large, "Strongly connected").rows:
        assert "more" in str(row.cells["commodities"])
        assert len(str(row.cells["commodities"])) < 200


def test_without_inputs_there_is_nothing_to_say(simple: ReportInput) -> None:
    idle = replace(simple.economy, inputs=frozen_matrix(np.zeros((2, 2))))
    assert structure(ReportInput({"balanced": solve(idle)})) is None


def test_it_stands_beside_the_rounds_of_the_iterative_method(simple: ReportInput) -> None:
    report = ReportInput({"balanced": solve(simple.economy, method="iterative")})
    assert [b.rows for b in sheet(report).blocks] == [b.rows for b in sheet(simple).blocks]


def test_norms_that_are_not_productive_leave_the_graph_to_tell(simple: ReportInput) -> None:
    hungry = replace(simple.economy, inputs=frozen_matrix([[0.5, 0.9], [0.9, 0.5]]))
    report = ReportInput({"balanced": solve(hungry)})
    found = sheet(report)
    assert "not productive" in found.note
    assert "Full requirements" not in {b.heading for b in found.blocks}
    keys = {column.key for column in block(report, "Key sectors").columns}
    assert {"betweenness", "block", "place"} <= keys
    assert not keys & {"backward", "forward", "multiplier"}
