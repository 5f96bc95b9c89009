"""How the bot presents itself: name, descriptions, command lists, menu button."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from sandbox.telegram.people import Person
    from sandbox.telegram.store import Store

from sandbox.telegram.wire import Json, packed

Words: TypeAlias = Literal["name", "description", "short_description"]

DEFAULT_BUTTON: Json = {"type": "commands"}


class Profile:
    """Everything is kept per language; the empty language is for everyone else."""

    def __init__(self, store: Store, *, bot_id: int, username: str, name: str) -> None:
        self._store = store
        self.bot_id = bot_id
        self.username = username
        self._name = name

    def as_user(self) -> Json:
        """The bot as a `User` object."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.words("name", ""),
            "username": self.username,
        }

    def as_self(self) -> Json:
        """The bot as getMe tells it."""
        return {
            **self.as_user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def words(self, kind: Words, language: str) -> str:
        """A name or description as people with this language see it."""
        found = self._read(f"{kind}:{language}") or self._read(f"{kind}:")
        if isinstance(found, str):
            return found
        return self._name if kind == "name" else ""

    def set_words(self, kind: Words, language: str, text: str) -> None:
        """Change a name or description; an empty text goes back to the default."""
        self._write(f"{kind}:{language}", text or None)

    def commands(self, scope: str, language: str) -> list[Json]:
        """The list of exactly this scope and language."""
        found = self._read(f"commands:{scope}:{language}")
        return found if isinstance(found, list) else []

    def set_commands(self, scope: str, language: str, commands: list[Json]) -> None:
        """Change a list; an empty one is deleted."""
        self._write(f"commands:{scope}:{language}", commands or None)

    def menu(self, person: Person) -> list[Json]:
        """The list this person sees: the most specific one that exists, not a union."""
        for scope in (f"chat:{person.id}", "all_private_chats", "default"):
            for language in (person.language, ""):
                if found := self.commands(scope, language):
                    return found
        return []

    def button(self, chat_id: int | None) -> Json:
        """The menu button of a chat, or the default one."""
        for owner in (chat_id, ""):
            found = self._read(f"button:{owner}")
            if isinstance(found, dict):
                return found
        return DEFAULT_BUTTON

    def set_button(self, chat_id: int | None, button: Json) -> None:
        """Change the menu button of a chat, or the default one."""
        self._write(f"button:{'' if chat_id is None else chat_id}", button)

    def webhook(self) -> str:
        """The address updates should be pushed to; empty while the bot polls."""
        found = self._read("webhook")
        return found if isinstance(found, str) else ""

    def set_webhook(self, url: str) -> None:
        """Remember the address."""
        self._write("webhook", url or None)

    def _read(self, name: str) -> object:
        row = self._store.row("SELECT value FROM settings WHERE name = ?", name)
        value: object = json.loads(row["value"]) if row else None
        return value

    def _write(self, name: str, value: object) -> None:
        if value is None:
            self._store.change("DELETE FROM settings WHERE name = ?", name)
        else:
            self._store.change("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, packed(value))
