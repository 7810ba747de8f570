"""Files put in place together: staged beside their targets, then renamed, or none of them.

Until everything is written and on the disk no target is touched, so an interrupted or failed
run leaves the old files whole. Should a rename fail after others were done, those are undone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from balances.economy.issue import FileError

NUMBERED = 99
"""Last number tried for a file whose name is in use."""


@dataclass(frozen=True)
class _Staged:
    """One output: where it waits, where it goes, where the old file is kept meanwhile."""

    target: Path
    waiting: Path
    kept: Path


def publish(files: Mapping[Path, bytes], *, numbered: bool = True) -> tuple[Path, ...]:
    """Write all files or none and return where they went, in the same order.

    A target that another program holds open gets a numbered name (`plan-2.xlsx`) instead, or is
    an error where names mean something (`numbered=False`). Missing folders are made. A symbolic
    link is refused, never written through.

    Raises:
        FileError: they cannot be written; nothing is changed.
    """
    staged: list[_Staged] = []
    try:
        for target, content in files.items():
            staged.append(_stage(target, content))
        return _put_in_place(staged, NUMBERED if numbered else 1)
    except OSError as error:
        name = error.filename or ", ".join(str(target) for target in files)
        raise FileError(f"cannot write {name}: {error.strerror or error}") from error
    finally:
        for output in staged:
            _discard(output.waiting)


def _stage(target: Path, content: bytes) -> _Staged:
    if target.is_symlink():
        raise FileError(f"{target} is a symbolic link; give the file it points to.")
    if target.is_dir():
        raise FileError(f"{target} is a folder; give a file name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    token = secrets.token_hex(6)
    waiting = target.with_name(f".{target.name[:80]}.{token}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(waiting, flags, 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        _discard(waiting)
        raise
    return _Staged(target, waiting, target.with_name(f".{target.name[:80]}.{token}.old"))


def _put_in_place(staged: list[_Staged], last: int) -> tuple[Path, ...]:
    done: dict[Path, _Staged] = {}
    try:
        for output in staged:
            if len(staged) > 1:
                _keep(output)
            done[_replace(output, last)] = output
    except BaseException:
        for written, output in reversed(done.items()):
            _undo(output, written)
        for output in staged:
            if output not in done.values():
                _discard(output.kept)
        raise
    for output in staged:
        _discard(output.kept)
        _sync_folder(output.target.parent)
    return tuple(done)


def _replace(output: _Staged, last: int) -> Path:
    """Rename into place, or to the first free number where the target is held open."""
    had_old = output.target.exists()
    for target in _names(output.target, last):
        if target != output.target and os.path.lexists(target):
            continue
        try:
            output.waiting.replace(target)
        except PermissionError:
            if not had_old:
                raise
            continue
        return target
    raise FileError(f"{output.target} is open in another program; close it and run again.")


def _keep(output: _Staged) -> None:
    """Keep an old file under a second name until all are through; it stays in sight."""
    if not output.target.exists():
        return
    try:
        output.kept.hardlink_to(output.target)
    except OSError:
        output.kept.write_bytes(output.target.read_bytes())


def _names(target: Path, last: int) -> list[Path]:
    numbers = range(2, last + 1)
    return [target, *(target.with_name(f"{target.stem}-{n}{target.suffix}") for n in numbers)]


def _undo(output: _Staged, written: Path) -> None:
    """Put the old file back, or take the new one away where there was none."""
    with contextlib.suppress(OSError):
        if written == output.target and output.kept.exists():
            output.kept.replace(output.target)
        else:
            written.unlink()
            _discard(output.kept)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
