"""`balances frontier`: the curve of the 1947 investment plan, and what an interruption keeps."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from balances import api
from balances.api import sweeps
from balances.cli import cli

WORKBOOK = Path(__file__).parent.parent / "data" / "investment_1947"


def test_a_larger_budget_buys_less_and_less_work_at_rising_prices(tmp_path):
    target = tmp_path / "frontier.xlsx"
    _, frame = api.sweep_workbook(WORKBOOK, "finance.budget=40:50:3", target)
    assert frame["status"].tolist() == ["optimal"] * 3
    # Normal work is 40; beyond it money buys 40 * (B / 40) ** 0.272, to 0.5 %.
    bought = [40.0, 40.0 * (45 / 40) ** 0.272, 40.0 * (50 / 40) ** 0.272]
    assert frame["real_investment"].tolist() == pytest.approx(bought, rel=5e-3)
    assert frame["price_index"].is_monotonic_increasing
    assert target.exists()


def test_an_interrupted_sweep_keeps_the_points_that_are_done(tmp_path, monkeypatch):
    planned = api.load

    def interrupted(path, *, edits, **choice):
        if edits[-1].endswith("50.0"):
            raise KeyboardInterrupt
        return planned(path, edits=edits, **choice)

    monkeypatch.setattr(sweeps, "load", interrupted)
    target = tmp_path / "frontier.xlsx"
    _, frame = api.sweep_workbook(WORKBOOK, "finance.budget=40:50:3", target)
    assert frame["value"].tolist() == [40.0, 45.0]
    assert target.exists()


def test_a_range_that_cannot_be_read_is_a_matter_of_usage(tmp_path):
    asked = [
        "frontier",
        str(WORKBOOK),
        "--over",
        "finance.budget=40",
        "-o",
        str(tmp_path / "f.xlsx"),
    ]
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 2
    assert "finance.budget=40:60:5" in result.output
    assert not list(tmp_path.iterdir())
