"""Long and matrix layouts say the same; large matrices are read right."""

import numpy as np
import pytest

FLOWS = "supplier\\user,coal,steel\ncoal,0,20\nsteel,10,\n"


def test_a_matrix_says_what_a_long_table_says(economy_of):
    long, matrix = economy_of(), economy_of(flows=FLOWS)
    # A = Z / x: coal into steel 20 / 50, steel into coal 10 / 100.
    assert matrix.inputs.toarray() == pytest.approx(np.array([[0.0, 0.4], [0.1, 0.0]]))
    assert np.array_equal(matrix.inputs.toarray(), long.inputs.toarray())


def test_a_matrix_may_have_a_title_comments_units_and_sources(read_csv):
    text = (
        "Flows of 1950\n# synthetic\nsupplier\\user,unit,coal,steel,source\n"
        "coal,t,0,20,made up\n# between\nsteel,t,10,,made up\n"
    )
    reading = read_csv(flows=text)
    assert reading.issues == ()
    assert reading.economy.inputs.toarray()[0, 1] == 0.4
    assert ("made up", 2) in {(n.text, n.rows) for n in reading.economy.sources}


def test_codes_of_a_matrix_are_checked(read_csv, found):
    text = "supplier\\user,coal,stel,coal\ncole,0,20,1\nsteel,x,,\nsteel,10,,\n,3,,\n"
    assert found(read_csv(flows=text)) == [
        ("R301", "flows", "C1"),
        ("R302", "flows", "D1"),
        ("R301", "flows", "A2"),
        ("C201", "flows", "B3"),
        ("R302", "flows", "A4"),
        ("C203", "flows", "A5"),
    ]


def test_cells_beside_a_matrix_are_warned_of(read_csv, found):
    text = "supplier\\user,coal,steel\ncoal,0,20,,7\nsteel,10,\n"
    assert found(read_csv(flows=text)) == [("S107", "flows", "E2")]


def test_coefficients_and_final_demand_as_matrices(economy_of):
    economy = economy_of(
        flows=None,
        coefficients="supplier\\user,coal,steel\ncoal,0.05,0.4\nsteel,0.1,\n",
        final_demand="sector\\use,household,party\ncoal,70,5\nsteel,,40\n",
        claims=None,
    )
    assert economy.inputs.toarray() == pytest.approx(np.array([[0.05, 0.4], [0.1, 0.0]]))
    assert dict(economy.final_demand) == {
        ("coal", "household"): 70.0,
        ("coal", "other"): 5.0,
        ("steel", "other"): 40.0,
    }


def test_a_matrix_of_four_hundred_sectors_is_read_right(read_xlsx):
    size = 400
    codes = [f"s{n}" for n in range(size)]
    # z_ij = (i + j) mod 7: known without a second implementation.
    flows = [[(i + j) % 7 for j in range(size)] for i in range(size)]
    x = 10_000.0
    reading = read_xlsx(
        {
            "sectors": [
                ["code", "unit", "base_output", "capacity"],
                *([code, "t", x, x] for code in codes),
            ],
            "flows": [["supplier\\user", *codes]]
            + [[code, *row] for code, row in zip(codes, flows, strict=True)],
            "claims": [["commodity", "claimant", "quantity"], ["s0", "all", 1]],
        }
    )
    assert reading.issues == ()
    inputs = reading.economy.inputs.toarray()
    assert inputs.shape == (size, size)
    for i, j in ((0, 0), (0, 1), (3, 3), (399, 398), (200, 17)):
        assert inputs[i, j] == pytest.approx(((i + j) % 7) / x)
    assert inputs.sum() == pytest.approx(sum(map(sum, flows)) / x)
    block = reading.tables.by_name["flows"].matrix
    assert block.address(0, 0) == "B2"
    assert block.address(399, 399) == "OK401"
