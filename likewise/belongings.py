"""What the demo keeps in its folder from one start to the next."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_BOT_ID = 7000000001
_LOG_BYTES = 1_000_000
_MARK = ".likewise-demo"
_WORLD = (
    "instagram",
    "telegram",
    "likewise",
    "demo.json",
    "demo.log",
    "demo.log.1",
    "page.key",
    "sandbox.key",
    "bot.token",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Keys:
    """What opens the demo's doors; kept, so that an address that was opened once stays good."""

    page: str = field(repr=False)
    sandbox: str = field(repr=False)
    bot_token: str = field(repr=False)


def settle(state: Path) -> None:
    """Make the folder the demo's, and mark it so: what has no mark may be somebody's work.

    Raises:
        ConfigError: it holds something and has no mark, or it is no folder to write to.
    """
    mark = state / _MARK
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        if next(state.iterdir(), None) is None:
            write_privately(mark, "The demo made everything here; --fresh deletes it, but for rules.yaml.")
        strange = not mark.exists()
    except OSError as error:
        raise ConfigError(
            f"the demo cannot keep its world in {state}: {error.strerror}; name an empty or a new folder with --state"
        ) from None
    if strange:
        raise ConfigError(
            f"{state} holds something already, and no demo has made it; name an empty or a new folder with --state."
            f" If an older demo has, and nothing else is in there: touch {mark}"
        )


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Keep a second demo out of the same folder."""
    with (state / "demo.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigError(f"a demo runs in {state} already; stop it first, or name another --state") from None
        yield


@contextmanager
def readable(file: Path) -> Iterator[None]:
    """Tell what to do about a database that SQLite cannot read."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{file} cannot be read: {why}; begin a new world with --fresh") from None


def forget(state: Path) -> None:
    """Remove everything but the rules, which may be somebody's work."""
    for name in _WORLD:
        path = state / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def log(state: Path) -> TextIO:
    """The log, to go on with; a long one is put aside first, in place of the one that was before."""
    file = state / "demo.log"
    if file.exists() and file.stat().st_size > _LOG_BYTES:
        file.replace(state / "demo.log.1")
    return file.open("a", encoding="utf-8")


def keys(state: Path) -> Keys:
    """The keys of this folder, made when there are none."""
    return Keys(
        page=_kept(state / "page.key", secrets.token_urlsafe(16)),
        sandbox=_kept(state / "sandbox.key", secrets.token_urlsafe(16)),
        bot_token=_kept(state / "bot.token", f"{_BOT_ID}:{secrets.token_urlsafe(32)}"),
    )


def _kept(path: Path, fresh: str) -> str:
    """What the file holds; `fresh`, written there, if there is no file."""
    if not path.exists():
        write_privately(path, fresh)
    return path.read_text(encoding="ascii").strip()


def own_rules(state: Path) -> Path:
    """The rules to play with: a copy of the example, made when there is none."""
    rules = state / "rules.yaml"
    if not rules.exists():
        shutil.copyfile(_example(), rules)
    return rules


def _example() -> Path:
    """The example rules: beside this module when installed, at the top of the house in a clone."""
    here = Path(__file__).resolve()
    installed = here.with_name("rules.example.yaml")
    return installed if installed.exists() else here.parents[1] / "rules.example.yaml"


def write_privately(path: Path, text: str) -> None:
    """Write a whole file that only its owner reads; nobody ever sees half of it."""
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(text + "\n")
    fresh.replace(path)
