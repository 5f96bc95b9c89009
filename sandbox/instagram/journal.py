"""What was done to the world by calls, in SQLite: `journal.sqlite3` in the sandbox's folder, mode 0600.

Tests read it directly, while the server runs or after it was killed:

    effects(n INTEGER PRIMARY KEY, at TEXT, actor TEXT, kind TEXT, target TEXT, detail TEXT, changed INTEGER)
        every call that got as far as having an effect, written before the answer is sent.
        kind: like unlike comment delete_comment approve ignore follow unfollow block unblock
        actor: user name; target: the id of the photo or the person; at: world time, ISO 8601
        detail: the comment's text (comment), the comment's id (delete_comment), else empty
        changed: 0 when things already were as asked (liking twice), else 1
    happenings(n, at, kind, detail)   photos and follow requests that the control interface caused
    requests(route TEXT PRIMARY KEY, times INTEGER)   calls by route; brought up to date with every effect,
        every hundred requests and at the end
    meta(key, value)                  seed, opening, clock, keys, subscriptions and their circles (as JSON)
    apps(client_id, settings)         registered apps; settings is JSON
    authorizations(user_id, client_id, scopes, generation)   who let which app do what (tokens are not stored);
        no scopes: taken back; generation: how often

`n` counts effects and happenings together.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "journal.sqlite3"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS effects(n INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
    target TEXT NOT NULL, detail TEXT NOT NULL, changed INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS happenings(n INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL,
    detail TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS requests(route TEXT PRIMARY KEY, times INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS apps(client_id TEXT PRIMARY KEY, settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS authorizations(user_id TEXT NOT NULL, client_id TEXT NOT NULL, scopes TEXT NOT NULL,
    generation INTEGER NOT NULL, PRIMARY KEY(user_id, client_id));
"""
_REQUESTS_PER_WRITE = 100


class Kind(StrEnum):
    """What a call did."""

    LIKE = "like"
    UNLIKE = "unlike"
    COMMENT = "comment"
    DELETE_COMMENT = "delete_comment"
    APPROVE = "approve"
    IGNORE = "ignore"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    BLOCK = "block"
    UNBLOCK = "unblock"


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """One row of `effects`."""

    n: int
    at: datetime
    actor: str
    kind: Kind
    target: str
    detail: str
    changed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """One row of `happenings`; `detail` is JSON."""

    n: int
    at: datetime
    kind: str
    detail: str


class Authorization(NamedTuple):
    """One row of `authorizations`."""

    user_id: str
    client_id: str
    scopes: str
    generation: int


class Journal:
    """The file, or its twin in memory. Used by one thread at a time."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._requests: Counter[str] = Counter()
        database.executescript(_SCHEMA)

    @classmethod
    def open(cls, folder: Path | None) -> Journal:
        """The journal in `folder` (made where missing), or one in memory.

        Raises:
            OSError: it cannot be made, or is none.
        """
        if folder is None:
            return cls(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FILE_NAME
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            return cls(database)
        except sqlite3.DatabaseError as error:
            database.close()
            raise OSError(errno.EINVAL, f"{path} cannot be used as a journal, {error}") from error

    def close(self) -> None:
        """Write the counters and close the file."""
        self._write_requests()
        self._database.close()

    def meta(self, key: str) -> str | None:
        """A fact about this world that outlives the process."""
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def keep(self, **facts: str) -> None:
        """Remember facts about this world."""
        self._database.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    def keep_app(self, client_id: str, settings: str) -> None:
        """Remember a registered app."""
        self._database.execute("INSERT OR REPLACE INTO apps VALUES (?, ?)", (client_id, settings))

    def apps(self) -> list[str]:
        """The settings of all registered apps, in order of registration."""
        return [str(row[0]) for row in self._database.execute("SELECT settings FROM apps ORDER BY rowid")]

    def keep_authorization(self, row: Authorization) -> None:
        """Remember what somebody lets an app do."""
        self._database.execute("INSERT OR REPLACE INTO authorizations VALUES (?, ?, ?, ?)", row)

    def authorizations(self) -> list[Authorization]:
        """What everybody lets apps do."""
        query = "SELECT user_id, client_id, scopes, generation FROM authorizations"
        return [Authorization(*row) for row in self._database.execute(query)]

    def next_number(self) -> int:
        """The number of the next effect or happening."""
        query = "SELECT max(coalesce((SELECT max(n) FROM effects), 0), coalesce((SELECT max(n) FROM happenings), 0))"
        return int(self._database.execute(query).fetchone()[0]) + 1

    def record(self, entry: Effect | Happened) -> None:
        """Write an entry; when this returns, it survives a crash."""
        at = entry.at.isoformat()
        if isinstance(entry, Happened):
            row = (entry.n, at, entry.kind, entry.detail)
            self._database.execute("INSERT INTO happenings VALUES (?, ?, ?, ?)", row)
            return
        values = (entry.n, at, entry.actor, entry.kind.value, entry.target, entry.detail, int(entry.changed))
        self._database.execute("INSERT INTO effects VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._write_requests()

    def effects(self) -> list[Effect]:
        """Everything that calls did, in order."""
        rows = self._database.execute("SELECT n, at, actor, kind, target, detail, changed FROM effects ORDER BY n")
        return [
            Effect(
                n=n,
                at=datetime.fromisoformat(at),
                actor=actor,
                kind=Kind(kind),
                target=target,
                detail=detail,
                changed=bool(changed),
            )
            for n, at, actor, kind, target, detail, changed in rows
        ]

    def entries(self) -> list[Effect | Happened]:
        """Effects and happenings, in order."""
        rows = self._database.execute("SELECT n, at, kind, detail FROM happenings")
        happenings = [
            Happened(n=n, at=datetime.fromisoformat(at), kind=kind, detail=detail) for n, at, kind, detail in rows
        ]
        return sorted([*self.effects(), *happenings], key=lambda entry: entry.n)

    def count_request(self, route: str) -> None:
        """One more call of a route."""
        self._requests[route] += 1
        if self._requests.total() >= _REQUESTS_PER_WRITE:
            self._write_requests()

    def _write_requests(self) -> None:
        self._database.executemany(
            "INSERT INTO requests VALUES (?, ?) ON CONFLICT(route) DO UPDATE SET times = times + excluded.times",
            self._requests.items(),
        )
        self._requests.clear()
