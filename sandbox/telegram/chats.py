"""The private chats: who started the bot, who blocked it, which reply keyboard lies open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.telegram.errors import bad_request, forbidden
from sandbox.telegram.people import PEOPLE, Person
from sandbox.telegram.wire import Json, packed

if TYPE_CHECKING:
    from sandbox.telegram.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Chat:
    """One visitor's chat with the bot."""

    started: bool
    blocked: bool
    keyboard: Json | None
    """The reply keyboard or the request for a reply that the bot left open."""


class Chats:
    """The chats by id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, chat_id: int) -> Chat:
        """The chat as it is now; a fresh one for a visitor who was never here."""
        row = self._store.row("SELECT * FROM chats WHERE id = ?", chat_id)
        if row is None:
            return Chat(started=False, blocked=False, keyboard=None)
        keyboard: Json | None = json.loads(row["keyboard"]) if row["keyboard"] else None
        return Chat(started=bool(row["started"]), blocked=bool(row["blocked"]), keyboard=keyboard)

    def save(self, chat_id: int, chat: Chat) -> None:
        """Remember the chat."""
        self._store.change(
            "INSERT OR REPLACE INTO chats VALUES (?, ?, ?, ?)",
            chat_id,
            chat.started,
            chat.blocked,
            packed(chat.keyboard) if chat.keyboard else None,
        )

    def known(self, raw_id: str | None) -> Person:
        """The person of a chat the bot has met, from the `chat_id` of a call.

        Raises:
            ApiError: no id, no such chat, or one whose person never wrote to the bot.
        """
        person = self._person(raw_id)
        if not self.find(person.id).started:
            raise bad_request("chat not found")
        return person

    def open(self, raw_id: str | None) -> Person:
        """The person of a chat the bot may write to, from the `chat_id` of a call.

        Raises:
            ApiError: no such chat, not started by its person yet, or blocked.
        """
        person = self._person(raw_id)
        chat = self.find(person.id)
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return person

    def _person(self, raw_id: str | None) -> Person:
        if not raw_id:
            raise bad_request("chat_id is empty")
        person = next((person for person in PEOPLE.values() if str(person.id) == raw_id), None)
        if person is None:
            raise bad_request("chat not found")
        return person
