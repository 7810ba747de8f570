"""Outputs in place: all or none, never torn, never through a link."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from balances.economy.issue import FileError
from balances.reporting import publish


def test_files_are_written_and_folders_made(tmp_path: Path) -> None:
    targets = {tmp_path / "new" / "a.xlsx": b"a", tmp_path / "b.json": b"b"}
    assert publish(targets) == tuple(targets)
    assert [path.read_bytes() for path in targets] == [b"a", b"b"]
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["a.xlsx", "b.json"]


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "plan.xlsx"
    victim.write_bytes(b"old")
    link.symlink_to(victim)
    with pytest.raises(FileError, match="symbolic link"):
        publish({link: b"new"})
    assert victim.read_bytes() == b"old"


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        publish({tmp_path: b"new"})


def test_a_file_open_elsewhere_gets_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")
    (tmp_path / "plan-2.xlsx").write_bytes(b"older")
    real = os.replace

    def locked(source: Any, aim: Any, **kw: Any) -> None:
        if Path(aim) == target:
            raise PermissionError(errno.EACCES, "in use", str(aim))
        real(source, aim, **kw)

    monkeypatch.setattr(os, "replace", locked)
    assert publish({target: b"new"}) == (tmp_path / "plan-3.xlsx",)
    assert target.read_bytes() == b"old"
    assert (tmp_path / "plan-2.xlsx").read_bytes() == b"older"
    assert (tmp_path / "plan-3.xlsx").read_bytes() == b"new"


CALLS = ("open", "fsync", "replace", "mkdir", "link", "write")


def _failing(name: str, at: int, error: type[BaseException] | OSError) -> Callable[..., Any]:
    real = getattr(os, name)
    count = 0

    def call(*args: Any, **kw: Any) -> Any:
        nonlocal count
        count += 1
        if count == at:
            raise error
        return real(*args, **kw)

    return call


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt])
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_failure_anywhere_leaves_the_old_files_or_all_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int, error: Any
) -> None:
    targets = {tmp_path / "a": b"new a", tmp_path / "b": b"new b"}
    for path in targets:
        path.write_bytes(b"old")
    before = [b"old", b"old"]
    with monkeypatch.context() as patch:
        patch.setattr(os, name, _failing(name, at, error))
        with contextlib.suppress(FileError, KeyboardInterrupt):
            publish(targets)
    found = [path.read_bytes() for path in targets]
    assert found in (before, list(targets.values()))
    assert not list(tmp_path.glob(".*.part"))


def test_a_full_disk_is_a_file_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _failing("fsync", 1, OSError(errno.ENOSPC, "disk full")))
    with pytest.raises(FileError, match="disk full"):
        publish({tmp_path / "a": b"new"})
    assert not list(tmp_path.iterdir())
