"""The folder of a sandbox on its own: for one at a time, with the key that opens its control interface."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY_FILE = "control.key"
LOCK_FILE = "sandbox.lock"


@contextmanager
def held(path: Path | None) -> Iterator[str]:
    """Keep other sandboxes out of the folder `path`, and give its control key; without a folder a fresh one.

    Raises:
        OSError: another sandbox is in there, or it can be no folder of ours.
    """
    if path is None:
        yield _fresh()
        return
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (path / LOCK_FILE).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OSError(errno.EBUSY, f"another sandbox keeps its world in {path}") from error
        yield _kept(path / KEY_FILE)


def _kept(file: Path) -> str:
    """The key in this file, for its owner alone. An empty one, left by a crash, would let everybody in."""
    known = file.read_text(encoding="ascii").strip() if file.exists() else ""
    if known:
        return known
    fresh = _fresh()
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="ascii") as new:
        new.write(fresh + "\n")
    return fresh


def _fresh() -> str:
    return secrets.token_urlsafe(16)
