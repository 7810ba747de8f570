"""Defence orders of 1937 as a ledger: every entry to the thousand roubles, and who pays."""

from pathlib import Path

import pytest

from balances.gosplan import solve
from balances.politburo import Outcome, Replay, replay
from balances.workbook import read

FOLDER = Path(__file__).parents[2] / "data" / "defence_1937"

# istmat.org node 57413: estimate, reduction of prices, four additions, final [thousand roubles].
ESTIMATE, REDUCTION, FINAL = 7_859_384, -400_000, 7_975_281
ADDITIONS = (35_000, 246_061, 48_539, 186_297)


@pytest.fixture(scope="module")
def log() -> Replay:
    return replay(read(FOLDER).economy)


def orders(plan) -> float:
    """Defence orders of the army but for its consumer goods [thousand roubles]."""
    claims = plan.claims[
        (plan.claims["use"] == "defence") & (plan.claims["commodity"] != "consumer")
    ]
    return float(claims["delivered"].sum())


def test_the_printed_ledger_adds_up():
    assert sum(ADDITIONS) == 515_897
    assert ESTIMATE + REDUCTION == 7_459_384
    assert ESTIMATE + REDUCTION + sum(ADDITIONS) == FINAL


def test_every_decree_is_an_entry_of_the_ledger(log):
    entries = [round(orders(step.plan) - orders(step.before), 3) for step in log.steps]
    assert entries == pytest.approx([REDUCTION, *ADDITIONS], abs=1e-3)
    assert orders(log.approved) == pytest.approx(ESTIMATE, abs=1e-3)
    assert orders(log.plan) == pytest.approx(FINAL, abs=1e-3)
    assert [decree.value for decree in log.plan.economy.decrees] == [REDUCTION, *ADDITIONS]


def test_what_the_reduction_freed_carries_three_additions(log):
    outcomes = [ruling.outcome for ruling in log.rulings]
    assert outcomes == [*[Outcome.FREE] * 4, Outcome.PAID]


def test_local_industry_pays_for_the_fourth(log):
    """Workers bind: 6,870,000 for 6,867,409.25 of the estimate.

    Metal m and machines q: 0.8 m - 0.3 q = D_m, 0.9 q - 0.1 m = D_q, so m = (0.9 D_m + 0.3 D_q) /
    0.69 and q = (0.1 D_m + 0.8 D_q) / 0.69. The ledger changes D_m by 0.2 * 35,000 + 0.4 * 246,061
    + 0.3 * 48,539 + 0.4 * 186,297 - 0.3 * 400,000 = 74,504.9 and D_q by -10,028.2. Local industry
    loses the share v of 900,000 of metal and 600,000 of machines until 0.12 * 115,897 + 0.1 dm +
    0.12 dq is the 2,590.75 workers to spare.
    """
    metal, machines = 74_504.9, -10_028.2
    workers = 0.12 * 115_897 + (
        0.1 * (0.9 * metal + 0.3 * machines) + 0.12 * (0.1 * metal + 0.8 * machines)
    ) / 0.69  # fmt: skip
    saved = (0.1 * (0.9 * 9e5 + 0.3 * 6e5) + 0.12 * (0.1 * 9e5 + 0.8 * 6e5)) / 0.69
    lost = (workers - 2_590.75) / saved
    assert lost == pytest.approx(0.0845, abs=5e-5)
    paid = log.rulings[-1].paid
    assert [shift.key.split("/")[1] for shift in paid] == ["local_industry", "local_industry"]
    assert [shift.share for shift in paid] == pytest.approx([-lost, -lost], rel=1e-4)


@pytest.mark.parametrize("mode", ["balanced", "mobilised"])
def test_the_estimate_can_be_carried_out(mode):
    plan = solve(read(FOLDER).economy, mode)
    assert plan.goals["fulfilment"].to_numpy() == pytest.approx(1.0)
