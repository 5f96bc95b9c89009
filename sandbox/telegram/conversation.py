"""What happens in the chats: both sides write, the bot edits, the visitor presses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.telegram.errors import bad_request
from sandbox.telegram.messages import Draft, Message
from sandbox.telegram.people import PEOPLE, Person

if TYPE_CHECKING:
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.store import Store
    from sandbox.telegram.wire import Json

ACTION_SECONDS = 5.0
"""How long "typing" stays without being repeated."""

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current"
    " content and reply markup of the message"
)


class Conversation:
    """Changes to the chats. Each is stored first, then told to the bot (as an update) or the page (as news)."""

    def __init__(self, platform: Platform, store: Store) -> None:
        self._platform = platform
        self._store = store
        self._actions: dict[int, tuple[str, float]] = {}

    def send(self, drafts: list[Draft], below: Json | None = None) -> list[Message]:
        """The bot sends messages; `below` is the reply keyboard that comes with them."""
        self._platform.flood.enter(len(drafts))
        with self._store.transaction():
            sent = [self._platform.messages.add(draft, self._now()) for draft in drafts]
            laid = {**below, "message_id": sent[-1].id} if below else None
            if below is not None:
                self._lay_keyboard(sent[-1].chat_id, laid)
        for message in sent:
            self._actions.pop(message.chat_id, None)
            self._tell(message, "message")
        if below is not None:
            self._platform.news.publish(sent[-1].chat_id, {"kind": "keyboard", "keyboard": laid})
        return sent

    def edit(self, message: Message, content: Json, markup: Json | None) -> Message:
        """The bot changes a message.

        Raises:
            ApiError: nothing would change.
        """
        if "media_group_id" in message.content:
            markup = None  # Telegram ignores keyboards under albums, and then finds nothing to change.
        if (content, markup) == (message.content, message.markup):
            raise bad_request(NOT_MODIFIED)
        self._platform.flood.enter()
        edited = self._now() if content != message.content else message.edited
        changed = replace(message, content=content, markup=markup, edited=edited)
        self._platform.messages.save(changed)
        self._tell(changed, "edit")
        return changed

    def react(self, message: Message, emoji: str | None) -> None:
        """The bot puts an emoji under a message, or takes it back."""
        changed = replace(message, reaction=emoji)
        self._platform.messages.save(changed)
        self._tell(changed, "edit")

    def delete(self, message: Message) -> None:
        """The bot deletes a message for both sides."""
        self._platform.messages.remove(message.id)
        self._platform.news.publish(message.chat_id, {"kind": "delete", "message_id": message.id})

    def act(self, chat_id: int, action: str) -> None:
        """The bot shows what it is busy with."""
        self._actions[chat_id] = (action, self._platform.settings.timer() + ACTION_SECONDS)
        self._platform.news.publish(chat_id, {"kind": "action", "action": action})

    def action(self, chat_id: int) -> str | None:
        """What the bot is busy with just now."""
        action, until = self._actions.get(chat_id, (None, 0.0))
        return action if self._platform.settings.timer() < until else None

    def say(self, person: Person, content: Json, reply_to: int | None = None) -> Message:
        """A visitor writes. The first message starts the chat."""
        draft = Draft(chat_id=person.id, from_bot=False, content=content, reply_to=reply_to)
        with self._store.transaction():
            chat = self._platform.chats.find(person.id)
            spent = bool(chat.keyboard and (chat.keyboard.get("once") or chat.keyboard.get("force_reply")))
            left = None if spent else chat.keyboard
            self._platform.chats.save(person.id, replace(chat, started=True, keyboard=left))
            message = self._platform.messages.add(draft, self._now())
            self._platform.updates.add("message", self.as_object(message))
        self._tell(message, "message")
        if spent:
            self._platform.news.publish(person.id, {"kind": "keyboard", "keyboard": None})
        return message

    def press(self, person: Person, message: Message, data: str) -> str:
        """A visitor presses a button; the id of the press is returned."""
        with self._store.transaction():
            query_id = self._platform.queries.ask(person.id)
            update: Json = {
                "id": query_id,
                "from": person.as_user(),
                "message": self.as_object(message),
                "chat_instance": str(person.id * 7919),
                "data": data,
            }
            self._platform.updates.add("callback_query", update)
        return query_id

    def block(self, person: Person, *, blocked: bool) -> None:
        """A visitor blocks the bot or lets it back in; Telegram tells the bot with `my_chat_member`."""
        chat = self._platform.chats.find(person.id)
        if chat.blocked == blocked:
            return
        bot = self._platform.profile.as_user()
        member: Json = {"user": bot, "status": "member"}
        kicked: Json = {"user": bot, "status": "kicked", "until_date": 0}
        with self._store.transaction():
            self._platform.chats.save(person.id, replace(chat, blocked=blocked))
            update: Json = {
                "chat": person.as_chat(),
                "from": person.as_user(),
                "date": self._now(),
                "old_chat_member": member if blocked else kicked,
                "new_chat_member": kicked if blocked else member,
            }
            self._platform.updates.add("my_chat_member", update)
        self._platform.news.publish(person.id, {"kind": "blocked", "blocked": blocked})

    def as_object(self, message: Message, *, with_reply: bool = True) -> Json:
        """The message as a complete `Message` object."""
        person = PEOPLE[message.chat_id]
        found: Json = {
            "message_id": message.id,
            "from": self._platform.profile.as_user() if message.from_bot else person.as_user(),
            "chat": person.as_chat(),
            "date": message.date,
        }
        if message.edited is not None:
            found["edit_date"] = message.edited
        replied = self._platform.messages.find(message.chat_id, message.reply_to) if with_reply else None
        if replied is not None:
            found["reply_to_message"] = self.as_object(replied, with_reply=False)
        found.update(message.content)
        if message.markup is not None:
            found["reply_markup"] = message.markup
        return found

    def as_seen(self, message: Message) -> Json:
        """The message with what only people see: whether it was edited, and the bot's reaction."""
        seen: Json = {**self.as_object(message), "edited": message.edited is not None}
        if message.reaction:
            seen["reaction"] = message.reaction
        return seen

    def _lay_keyboard(self, chat_id: int, below: Json | None) -> None:
        chat = self._platform.chats.find(chat_id)
        self._platform.chats.save(chat_id, replace(chat, keyboard=below))

    def _tell(self, message: Message, kind: str) -> None:
        self._platform.news.publish(message.chat_id, {"kind": kind, "message": self.as_seen(message)})

    def _now(self) -> int:
        return int(self._platform.settings.clock().timestamp())
