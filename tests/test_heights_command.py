"""`balances heights`: the curve of the 1947 plan, and what an interruption keeps."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from balances import api
from balances.api import attention
from balances.cli import cli

WORKBOOK = Path(__file__).parent.parent / "data" / "investment_1947"


def test_the_curve_is_printed_and_the_report_written(tmp_path):
    target = tmp_path / "heights.xlsx"
    asked = ["heights", str(WORKBOOK), "--best", "2", "-o", str(target)]
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0].split() == ["0", "0.0", "%"]
    assert "of the full mobilisation" in lines[-2]
    assert openpyxl.load_workbook(target).sheetnames[0] == "Heights"


def test_an_interrupted_search_keeps_what_is_known(tmp_path, monkeypatch):
    whole = attention.heights_by_step

    def interrupted(*args, **options):
        for number, step in enumerate(whole(*args, **options)):
            if number == 3:
                raise KeyboardInterrupt
            yield step

    monkeypatch.setattr(attention, "heights_by_step", interrupted)
    target = tmp_path / "heights.xlsx"
    _, found = api.heights_workbook(WORKBOOK, target)
    assert found.ranking["alone"].notna().sum() == 2
    assert "interrupted" in str(openpyxl.load_workbook(target)["Heights"]["A3"].value)


def test_an_interruption_before_anything_is_known_writes_nothing(tmp_path, monkeypatch):
    def at_once(*_, **__):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(attention, "heights_by_step", at_once)
    with pytest.raises(KeyboardInterrupt):
        api.heights_workbook(WORKBOOK, tmp_path / "heights.xlsx")
    assert not list(tmp_path.iterdir())
