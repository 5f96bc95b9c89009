"""Presses of buttons that wait for the bot's answer."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from sandbox.telegram.errors import bad_request
from sandbox.telegram.wire import Json, Timer, packed

if TYPE_CHECKING:
    from sandbox.telegram.store import Store

SECONDS_TO_ANSWER = 15.0
"""Choice: Telegram does not publish how long an id lives; clients give up on the spinner at about this time."""


class Queries:
    """Each press can be answered once, and soon."""

    def __init__(self, store: Store, timer: Timer) -> None:
        self._store = store
        self._timer = timer

    def ask(self, person_id: int) -> str:
        """Record a press and return its id."""
        query_id = str(secrets.randbits(63))
        self._store.change(
            "INSERT INTO queries (id, person, asked) VALUES (?, ?, ?)", query_id, person_id, self._timer()
        )
        return query_id

    def answer(self, query_id: str, answer: Json) -> int:
        """Record the bot's answer and return the id of the person who pressed.

        Raises:
            ApiError: the id is unknown, too old, or was answered before (choice: Telegram drops the second
                answer, so a bot that relies on it must fail here).
        """
        row = self._store.row("SELECT * FROM queries WHERE id = ?", query_id)
        if row is None or row["answer"] or self._timer() - row["asked"] > SECONDS_TO_ANSWER:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._store.change("UPDATE queries SET answer = ? WHERE id = ?", packed(answer), query_id)
        return int(row["person"])

    def answers(self, person_id: int) -> list[Json]:
        """The answers this person got so far, oldest first."""
        rows = self._store.rows(
            "SELECT id, answer FROM queries WHERE person = ? AND answer IS NOT NULL ORDER BY n", person_id
        )
        return [{"query_id": row["id"], **json.loads(row["answer"])} for row in rows]
