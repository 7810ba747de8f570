"""The examples run and print numbers that are known from elsewhere."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def printed(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What an example prints when it is run from the folder of the repository."""
    monkeypatch.chdir(ROOT)
    runpy.run_path(str(ROOT / "examples" / name))
    return capsys.readouterr().out


def test_the_script_prints_the_outputs_of_miller_and_blair(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed("script.py", capsys, monkeypatch).splitlines() == [
        "agriculture    1247.52 dollars",
        "manufactures   1841.58 dollars",
        "goals met: 2 of 2",
    ]


def test_the_notebook_prints_what_pencil_and_paper_give(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # 0.72 of each kt of steel against 42.525 for all claims in full; with army and households
    # served, 19.95 of 33 sets are left for export: see tests/docs/test_commands_shown.py.
    rise = 0.72 / 42.525
    equal = 50 * rise
    assert printed("notebook.py", capsys, monkeypatch).splitlines() == [
        "share of the claim met  balanced  mobilised",
        f"households                {equal:.4f}     1.0000",
        f"army                      {equal:.4f}     1.0000",
        f"foreign trade             {equal:.4f}     {19.95 / 33:.4f}",
        "steel made: 50.0 of 50.0 kt",
        f"one more kt of capacity: +{rise:.6f} of every claim",
        f"fulfilment with 51 kt: {51 * rise:.4f}",
    ]


def test_the_notebook_is_cut_into_cells_of_text_and_of_code() -> None:
    text = (ROOT / "examples" / "notebook.py").read_text(encoding="utf-8")
    assert text.startswith("# %% [markdown]\n")
    assert text.count("# %%\n") == 3
