"""The database file: only its owner reads it, and only one process works with it."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHERS = 0o077


@contextmanager
def owned(path: str, *, alone: bool = True) -> Iterator[None]:
    """Make the file if there is none and see that it is private; `alone`: keep others who are alone out meanwhile."""
    file = Path(path)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_private(file)
        lock = os.open(_beside(file, ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise ConfigError(f"the database {file} cannot be made or read: {error.strerror}") from error
    try:
        if alone:
            _lock(lock, file)
        yield
    finally:
        os.close(lock)


def _make_private(file: Path) -> None:
    # SQLite would make it readable for all, and gives its journal files the same mode.
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    for one in (file, _beside(file, "-wal"), _beside(file, "-shm")):
        if one.exists() and one.stat().st_mode & _OTHERS:
            raise ConfigError(f"others may read {one}; close it with: chmod 600 {one}")


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _lock(lock: int, file: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ConfigError(f"another Likewise has {file} open; stop it first, or name another database") from None


def in_use(path: str) -> bool:
    """Whether a program is alone with this database right now. Who asks holds the lock for an instant."""
    try:
        lock = os.open(_beside(Path(path), ".lock"), os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
