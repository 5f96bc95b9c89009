"""The checker finds what it is there to find."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.chaos.checker import Caps, Evidence, tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
CAPS = Caps(most={"like": 2, "comment": 2, "relationship": 2}, slack=timedelta(minutes=10))
WANTED = [("like", "1"), ("comment", "1"), ("approve", "7")]


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    found = Evidence(journal=tmp_path / "journal.sqlite3", ledger=tmp_path / "likewise.db")
    _write(found.journal, "CREATE TABLE effects(n INTEGER PRIMARY KEY, kind, target, at, changed)", [])
    _write(found.ledger, "CREATE TABLE action(id INTEGER PRIMARY KEY, kind, target, state)", [])
    _write(found.ledger, "CREATE TABLE attempt(id INTEGER PRIMARY KEY, limit_class, started_at, outcome)", [])
    return found


def _write(file: Path, statement: str, rows: Sequence[Sequence[object]]) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        if rows:
            database.executemany(statement, rows)
        else:
            database.execute(statement)


def did(evidence: Evidence, *deeds: tuple[str, str], minutes: float = 0, changed: bool = True) -> None:
    at = (START + timedelta(minutes=minutes)).isoformat()
    rows = [(kind, target, at, changed) for kind, target in deeds]
    _write(evidence.journal, "INSERT INTO effects(kind, target, at, changed) VALUES (?, ?, ?, ?)", rows)


def stands(evidence: Evidence, kind: str, target: str, state: str) -> None:
    _write(evidence.ledger, "INSERT INTO action(kind, target, state) VALUES (?, ?, ?)", [(kind, target, state)])


def tried(evidence: Evidence, limit: str, *, minutes: float, outcome: str | None) -> None:
    at = (START + timedelta(minutes=minutes)).isoformat(sep=" ")
    statement = "INSERT INTO attempt(limit_class, started_at, outcome) VALUES (?, ?, ?)"
    _write(evidence.ledger, statement, [(limit, at, outcome)])


def test_what_was_done_once_is_sound(evidence: Evidence) -> None:
    did(evidence, *WANTED)
    found = tally(evidence, WANTED, CAPS)
    assert found.sound
    assert (found.actions, found.effects, found.repeated) == (3, 3, 0)


def test_what_stands_twice_is_doubled_and_what_left_no_trace_is_not(evidence: Evidence) -> None:
    did(evidence, *WANTED, ("comment", "1"))
    did(evidence, ("like", "1"), changed=False)
    found = tally(evidence, WANTED, CAPS)
    assert (found.doubled, found.repeated, found.sound) == ((("comment", "1"),), 1, False)


@pytest.mark.parametrize(
    ("state", "where"),
    [
        pytest.param(None, "lost", id="the ledger knows nothing of it"),
        pytest.param("done", "lost", id="the ledger is wrong"),
        pytest.param("suppressed", "lost", id="held back although nothing speaks against it"),
        pytest.param("failed", "lost", id="given up"),
        pytest.param("uncertain", "underway", id="in doubt"),
        pytest.param("pending", "underway", id="waiting"),
        pytest.param("review", "parked", id="with a person"),
    ],
)
def test_what_was_not_done_is_somewhere(evidence: Evidence, state: str | None, where: str) -> None:
    did(evidence, *WANTED[1:])
    if state is not None:
        stands(evidence, "like", "1", state)
    found = tally(evidence, WANTED, CAPS)
    assert {name: getattr(found, name) for name in ("lost", "underway", "parked")} == {
        **dict.fromkeys(("lost", "underway", "parked"), ()),
        where: (("like", "1"),),
    }
    assert found.sound is (where != "lost")


@pytest.mark.parametrize(
    ("minutes", "exceeded"),
    [
        pytest.param(49, 1, id="within the hour"),
        pytest.param(55, 0, id="the call before may have been held up"),
        pytest.param(61, 0, id="an hour later"),
    ],
)
def test_the_network_sees_a_cap_exceeded(evidence: Evidence, minutes: float, exceeded: int) -> None:
    did(evidence, ("like", "1"), ("like", "2"))
    did(evidence, ("like", "3"), minutes=minutes)
    did(evidence, ("comment", "3"), minutes=minutes)
    assert tally(evidence, [], CAPS).exceeded == exceeded


@pytest.mark.parametrize(
    ("minutes", "outcome", "exceeded"),
    [
        pytest.param(59, "done", 1, id="within the hour"),
        pytest.param(59, None, 1, id="an attempt that never came back counts"),
        pytest.param(59, "not_sent", 0, id="one that never left does not"),
        pytest.param(60, "done", 0, id="an hour later"),
    ],
)
def test_the_ledger_shows_a_cap_exceeded(
    evidence: Evidence, minutes: float, outcome: str | None, exceeded: int
) -> None:
    for _ in range(2):
        tried(evidence, "relationship", minutes=0, outcome="done")
    tried(evidence, "relationship", minutes=minutes, outcome=outcome)
    assert tally(evidence, [], CAPS).exceeded == exceeded


def test_what_a_look_found_is_counted(evidence: Evidence) -> None:
    for outcome in ("found", "lost", "done"):
        tried(evidence, "like", minutes=0, outcome=outcome)
    assert tally(evidence, [], Caps(most={"like": 9}, slack=timedelta())).looked_up == 1
