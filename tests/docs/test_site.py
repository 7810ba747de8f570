"""The site is built without a warning and loads nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
PICTURES = sorted((ROOT / "docs").glob("*.png"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return target


def test_every_page_is_there_with_its_parts(site: Path) -> None:
    for page in PAGES:
        built = (site / f"{page.stem}.html").read_text(encoding="utf-8")
        assert "{{ " not in built
        assert "<h1" in built
    assert "<math" in (site / "equations.html").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages, styles = sorted(site.rglob("*.html")), sorted(site.rglob("*.css"))
    assert len(pages) > len(PAGES)
    assert styles
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:\w+:)?//", text), path.name
    for path in styles:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*[\"']?(?:\w+:)?//", text), path.name


def test_pictures_are_small_and_all_are_shown() -> None:
    texts = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for picture in PICTURES:
        assert picture.stat().st_size < 150_000
        assert f"]({picture.name})" in texts


def test_the_version_to_cite_is_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "docs" / "citing.md").read_text(encoding="utf-8")
    assert f"version {project['version']}." in text
    assert f"version = {{{project['version']}}}" in text
