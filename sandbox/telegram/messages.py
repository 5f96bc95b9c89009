"""The messages of all chats, as stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.telegram.wire import Json, packed

if TYPE_CHECKING:
    import sqlite3

    from sandbox.telegram.store import Store


LARGEST_ID_BITS = 63
"""What SQLite can hold; a larger number is nobody's id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A message about to be sent."""

    chat_id: int
    from_bot: bool
    content: Json
    """What it says, in the Bot API's words: `text` and `entities`, `photo` and `caption`, `location` and so on."""
    markup: Json | None = None
    """The inline keyboard."""
    reply_to: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message in a chat. Dates are in seconds since 1970."""

    id: int
    chat_id: int
    from_bot: bool
    date: int
    edited: int | None
    content: Json
    markup: Json | None
    reply_to: int | None
    reaction: str | None
    """The bot's reaction, one emoji."""


class Messages:
    """Message ids are unique over all chats and never used twice, as in a bot's private chats on Telegram."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, draft: Draft, date: int) -> Message:
        """Store a new message."""
        number = self._store.change(
            "INSERT INTO messages (chat, from_bot, date, content, markup, reply_to) VALUES (?, ?, ?, ?, ?, ?)",
            draft.chat_id,
            draft.from_bot,
            date,
            packed(draft.content),
            packed(draft.markup) if draft.markup else None,
            draft.reply_to,
        )
        return Message(
            id=number,
            chat_id=draft.chat_id,
            from_bot=draft.from_bot,
            date=date,
            edited=None,
            content=draft.content,
            markup=draft.markup,
            reply_to=draft.reply_to,
            reaction=None,
        )

    def save(self, message: Message) -> None:
        """Store a changed message."""
        self._store.change(
            "UPDATE messages SET edited = ?, content = ?, markup = ?, reaction = ? WHERE id = ?",
            message.edited,
            packed(message.content),
            packed(message.markup) if message.markup else None,
            message.reaction,
            message.id,
        )

    def find(self, chat_id: int, message_id: int | None) -> Message | None:
        """One message of a chat."""
        if message_id is None or message_id.bit_length() > LARGEST_ID_BITS:
            return None
        row = self._store.row("SELECT * FROM messages WHERE chat = ? AND id = ?", chat_id, message_id)
        return _message(row) if row else None

    def of_chat(self, chat_id: int) -> list[Message]:
        """All messages of a chat, oldest first."""
        return [
            _message(row) for row in self._store.rows("SELECT * FROM messages WHERE chat = ? ORDER BY id", chat_id)
        ]

    def remove(self, message_id: int) -> None:
        """Delete a message for both sides."""
        self._store.change("DELETE FROM messages WHERE id = ?", message_id)


def _message(row: sqlite3.Row) -> Message:
    content: Json = json.loads(row["content"])
    markup: Json | None = json.loads(row["markup"]) if row["markup"] else None
    return Message(
        id=row["id"],
        chat_id=row["chat"],
        from_bot=bool(row["from_bot"]),
        date=row["date"],
        edited=row["edited"],
        content=content,
        markup=markup,
        reply_to=row["reply_to"],
        reaction=row["reaction"],
    )
