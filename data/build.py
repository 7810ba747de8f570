"""Build the example workbooks: every folder of csv files below data/ becomes an xlsx beside it.

`python data/build.py` writes them all, as `balances export FOLDER --to xlsx` does. The csv files
are the original; the same files give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from balances.reporting import export_xlsx

HERE = Path(__file__).resolve().parent


def folders(root: Path) -> list[Path]:
    """All folders below root that hold csv files, in order of path."""
    return sorted({path.parent for path in root.rglob("*.csv")})


def main() -> None:
    """Build them all."""
    for folder in folders(HERE):
        print(export_xlsx(folder, folder.with_suffix(".xlsx")).relative_to(HERE))


if __name__ == "__main__":
    main()
