"""`likewise backup` and `likewise restore`: the database as one file, and back."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from storage import backups, files, restoring
from storage.database import open_database, sqlite_file
from storage.halting import NAME, Halt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from likewise.settings import AccountSettings

_KEY = "likewise.key"


def backup(chosen: AccountSettings, to: Path, *, key: bool) -> str:
    """Copy the database, also while a program runs, and say how to get it back.

    Raises:
        ConfigError: it is no SQLite file, there is none, or the copy cannot be written.
    """
    opens = _key_of(chosen) if key else None
    with_key = to.with_name(f"{to.name}.key")
    if key:
        backups.refuse(with_key)
    backups.copy(_file(chosen), to)
    said = f"{to} is written, which only you can read. likewise restore {to} puts it back; stop likewise run before."
    if opens is None:
        return (
            f"{said}\nThe key that opens its tokens is not in it: keep a copy of {_KEY} elsewhere, or log in again."
        )
    backups.claim(with_key)
    with_key.write_bytes(opens)
    return f"{said}\n{with_key} opens its tokens: whoever has both acts as you. To restore, it goes to {_KEY}."


def restore(chosen: AccountSettings, file: Path, now: datetime, sure: Callable[[str], bool]) -> str:
    """Put a copy back, halted and in doubt about what was done since, and say so.

    Raises:
        ConfigError: it is no backup, another program has the database open, or something cannot be written.
    """
    backups.check(file)
    database = _file(chosen)
    if not sure(f"Replace {database} by {file}?"):
        return "Nothing was done."
    with files.owned(str(database)):
        halt = Halt(file=chosen.folder() / NAME)
        halt.begin(now, "likewise restore")
        fresh = database.with_name(f"{database.name}.restored")
        _clear(fresh)
        backups.copy(file, fresh)
        doubted, begun = asyncio.run(_begin_anew(fresh, now))
        aside = database.with_name(f"{database.name}.before-{now:%Y%m%d-%H%M%S}")
        backups.swap(fresh, database, aside=aside)
        _clear(fresh)
    return (
        f"{file} is put back; what was there is in {aside}.\n"
        "Everything is halted until you type likewise resume. The limits do not know what was done after the backup"
        " was made: if that was today or yesterday, better resume tomorrow.\n"
        f"{doubted} action(s) may have been done meanwhile: each is looked for on the network before it is tried."
        f" {begun} list(s) begin anew: what is there by now is only marked as seen."
    )


def _key_of(chosen: AccountSettings) -> bytes:
    try:
        return (chosen.data / _KEY).read_bytes()
    except OSError as error:
        raise ConfigError(f"the key {chosen.data / _KEY} cannot be read: {error.strerror}") from error


async def _begin_anew(fresh: Path, now: datetime) -> tuple[int, int]:
    async with open_database(f"sqlite+aiosqlite:///{fresh}", alone=False) as opened, opened.write() as one:
        return await restoring.begin_anew(one, now)


def _clear(fresh: Path) -> None:
    """Remove what an earlier try has left."""
    for ending in ("", ".lock", ".part", "-wal", "-shm"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def _file(chosen: AccountSettings) -> Path:
    file = sqlite_file(chosen.database_url.get_secret_value())
    if file is None:
        raise ConfigError("the database is on a PostgreSQL server; pg_dump and pg_restore make and read its backups")
    return Path(file).absolute()
