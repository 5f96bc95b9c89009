"""Copies of an SQLite database, made while others write, and put back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from storage.schema import HEAD

if TYPE_CHECKING:
    from pathlib import Path

_JOURNALS = ("-wal", "-shm")


def copy(source: Path, to: Path) -> None:
    """Write a copy of the database as it is at one moment, for its owner alone. Writers go on meanwhile.

    Raises:
        ConfigError: there is no database, or something is at `to` already, or it cannot be written there.
    """
    if not source.is_file():
        raise ConfigError(f"there is no database {source}; has likewise run ever been started with these settings?")
    refuse(to)
    part = to.with_name(f"{to.name}.part")
    try:
        part.unlink(missing_ok=True)  # of a copy that was broken off
        claim(part)
        _write(source, part)
        part.replace(to)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"the copy {to} cannot be written: {why}") from error


def refuse(file: Path) -> None:
    """See that nothing is there that would be written over.

    Raises:
        ConfigError: there is.
    """
    if file.exists():
        raise ConfigError(f"{file} is there already; name a new file")


def claim(file: Path) -> None:
    """Make an empty file for its owner alone.

    Raises:
        OSError: there is one already, or it cannot be made.
    """
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def check(file: Path) -> None:
    """See that a file is a whole database of ours.

    Raises:
        ConfigError: it is not, or a newer version wrote it.
    """
    if not file.is_file():
        raise ConfigError(f"there is no file {file}")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            whole = opened.execute("PRAGMA quick_check").fetchone() == ("ok",)
            (revision,) = opened.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
    except sqlite3.Error as error:
        raise ConfigError(f"{file} is not a backup of Likewise: {error}") from error
    if not whole:
        raise ConfigError(f"{file} is damaged; take another backup")
    if revision is None or revision > HEAD:
        raise ConfigError(f"{file} is from a newer Likewise (revision {revision}, this one knows {HEAD})")


def swap(fresh: Path, to: Path, *, aside: Path) -> None:
    """Let a copy take the place of the database, which goes `aside`. Nobody may have either open.

    Raises:
        ConfigError: something cannot be written.
    """
    try:
        if to.exists():
            _fold(to)
            os.link(to, aside)  # not moved: at no moment there is no database
        for ending in _JOURNALS:
            to.with_name(to.name + ending).unlink(missing_ok=True)
        fresh.replace(to)
    except OSError as error:
        raise ConfigError(f"{to} cannot be replaced: {error.strerror}; the backup is whole in {fresh}") from error


def _write(source: Path, to: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as opened,
        closing(sqlite3.connect(to)) as copied,
    ):
        opened.backup(copied)  # all pages in one step: of one moment, and no writer waits, as the journal is a WAL
        copied.execute("PRAGMA journal_mode=DELETE")  # one file, without a journal beside it


def _fold(file: Path) -> None:
    """Take what stands in the journal into the file, as the journal does not go with it. A damaged one stays so."""
    try:
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:
        return
