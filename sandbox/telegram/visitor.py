"""The person in front of the chat: what they can do, and what they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.telegram.detection import detected
from sandbox.telegram.formatting import TEXT_LIMIT, Formatted
from sandbox.telegram.keyboards import InlineButton, InlineKeyboard, callback_data
from sandbox.telegram.people import PEOPLE
from sandbox.telegram.wire import Json, utf16_length

if TYPE_CHECKING:
    from sandbox.telegram.messages import Message
    from sandbox.telegram.people import Person
    from sandbox.telegram.platform import Platform

NORTH = 90.0
EAST = 180.0


class VisitorError(Exception):
    """The app would not let a visitor do this. The sentence says what would be right."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenMessage:
    """A message as a visitor sees it."""

    id: int
    from_bot: bool
    text: str
    """The text or the caption; empty for neither."""
    buttons: tuple[InlineButton, ...]
    """The buttons below it, row after row."""
    edited: bool
    raw: Json
    """The whole Bot API object, with `edited` and `reaction`."""

    def button(self, words: str) -> InlineButton:
        """The first button whose text contains `words`.

        Raises:
            VisitorError: there is none.
        """
        for button in self.buttons:
            if words in button.text:
                return button
        there = ", ".join(repr(button.text) for button in self.buttons) or "none"
        raise VisitorError(f"There is no button {words!r} under message {self.id}; there are: {there}.")


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenAnswer:
    """What came back for a press: an empty text means that only the spinner ended."""

    query_id: str
    text: str
    show_alert: bool


class Visitor:
    """One person's hands and eyes. Plain methods, to be called where the server's event loop runs."""

    def __init__(self, platform: Platform, person: Person) -> None:
        self.person = person
        self._platform = platform

    @classmethod
    def with_id(cls, platform: Platform, user_id: int) -> Visitor:
        """The visitor with this id.

        Raises:
            VisitorError: nobody has it.
        """
        if user_id not in PEOPLE:
            raise VisitorError(f"Nobody here has the id {user_id}; there are {sorted(PEOPLE)}.")
        return cls(platform, PEOPLE[user_id])

    def send(self, text: str, *, reply_to: int | None = None) -> int:
        """Write to the bot and return the message's id. The first message starts the chat."""
        text = text.strip()
        if not 1 <= utf16_length(text) <= TEXT_LIMIT:
            raise VisitorError(f"A message must have 1 to {TEXT_LIMIT} characters.")
        if reply_to is not None:
            self._message(reply_to)
        self._check_not_blocked()
        content = Formatted(text=text, entities=detected(text, [])).as_text()
        return self._platform.conversation.say(self.person, content, reply_to).id

    def place(self, latitude: float, longitude: float) -> int:
        """Share a place and return the message's id."""
        if not abs(latitude) <= NORTH or not abs(longitude) <= EAST:
            raise VisitorError("A place must lie between -90 and 90 degrees north, -180 and 180 degrees east.")
        self._check_not_blocked()
        location: Json = {"latitude": latitude, "longitude": longitude}
        return self._platform.conversation.say(self.person, {"location": location}).id

    def press(self, message_id: int, data: str, *, forge: bool = False) -> str:
        """Press the button with this data and return the id of the press.

        `forge` sends any data, as a custom client can; the message must still be one of this chat.
        """
        message = self._message(message_id)
        self._check_not_blocked()
        if not message.from_bot or (not forge and data not in callback_data(message.markup)):
            raise VisitorError(f"Message {message_id} has no button with the data {data!r}.")
        return self._platform.conversation.press(self.person, message, data)

    def block(self, *, blocked: bool) -> None:
        """Block the bot, or let it back in."""
        self._platform.conversation.block(self.person, blocked=blocked)

    def messages(self) -> list[SeenMessage]:
        """The chat, oldest message first."""
        return [self._seen(message) for message in self._platform.messages.of_chat(self.person.id)]

    def answers(self) -> list[SeenAnswer]:
        """What came back for this visitor's presses so far, oldest first."""
        return [
            SeenAnswer(
                query_id=str(answer["query_id"]), text=str(answer["text"]), show_alert=bool(answer["show_alert"])
            )
            for answer in self._platform.queries.answers(self.person.id)
        ]

    def state(self) -> Json:
        """Everything the page shows."""
        chat = self._platform.chats.find(self.person.id)
        profile = self._platform.profile
        return {
            "me": self.person.as_user(),
            "visitors": [{**person.as_user(), "about": person.about} for person in PEOPLE.values()],
            "bot": {
                **profile.as_user(),
                "description": profile.words("description", self.person.language),
                "short_description": profile.words("short_description", self.person.language),
                "menu_button": profile.button(self.person.id),
            },
            "started": chat.started,
            "blocked": chat.blocked,
            "messages": [message.raw for message in self.messages()],
            "commands": profile.menu(self.person),
            "keyboard": chat.keyboard,
            "action": self._platform.conversation.action(self.person.id),
        }

    def _seen(self, message: Message) -> SeenMessage:
        markup = message.markup or {"inline_keyboard": []}
        text = message.content.get("text") or message.content.get("caption") or ""
        return SeenMessage(
            id=message.id,
            from_bot=message.from_bot,
            text=str(text),
            buttons=tuple(it for row in InlineKeyboard.model_validate(markup).inline_keyboard for it in row),
            edited=message.edited is not None,
            raw=self._platform.conversation.as_seen(message),
        )

    def _message(self, message_id: int) -> Message:
        message = self._platform.messages.find(self.person.id, message_id)
        if message is None:
            raise VisitorError(f"There is no message {message_id} in the chat of {self.person.name}.")
        return message

    def _check_not_blocked(self) -> None:
        if self._platform.chats.find(self.person.id).blocked:
            raise VisitorError("The bot is blocked; unblock it first.")
