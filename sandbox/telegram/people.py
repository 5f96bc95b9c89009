"""The visitors who can talk to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.telegram.wire import Json


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody with a Telegram account. The private chat with the bot has the person's id."""

    id: int
    name: str
    username: str
    language: str
    about: str
    """One line for the visitor menu of the page; the bot never sees it."""

    def as_user(self) -> Json:
        """The person as a `User` object."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "username": self.username,
            "language_code": self.language,
        }

    def as_chat(self) -> Json:
        """The private chat as a `Chat` object."""
        return {"id": self.id, "type": "private", "first_name": self.name, "username": self.username}


YOU = Person(id=1001, name="You", username="yourself", language="en", about="the owner, once paired")
SAM = Person(id=2002, name="Sam", username="samuel", language="en", about="a stranger who found the bot")

PEOPLE = {person.id: person for person in (YOU, SAM)}
