"""Updates as Telegram would send them, of kinds that the stand-in's visitors cannot make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import Update

from tests.unit.bot.world import OWNER, STRANGER

if TYPE_CHECKING:
    from bot.service import ChatBot

Json = dict[str, Any]

GROUP = {"id": -100, "type": "supergroup", "title": "A group"}
CHANNEL = {"id": -200, "type": "channel", "title": "A channel"}
OWN_CHAT = {"id": OWNER, "type": "private"}
STRANGE_CHAT = {"id": STRANGER, "type": "private"}
ME = {"id": 123456, "is_bot": True, "first_name": "Likewise", "username": "likewise_bot"}


def user(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "Sam"}


def message(sender: Json | None, chat: Json, text: str = "/status", **more: Any) -> Json:  # noqa: ANN401 - whatever the wire says
    entities = (
        [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text[0] == "/" else []
    )
    body: Json = {"message_id": 5, "date": 1700000000, "chat": chat, "text": text, "entities": entities, **more}
    return body | ({"from": sender} if sender else {})


def press(sender: Json, chat: Json, data: str = "v1:run:status") -> Json:
    return {"id": "77", "from": sender, "chat_instance": "c", "data": data, "message": message(ME, chat, "hi")}


def came(chat: Json, sender: Json, status: str) -> Json:
    member = {"user": ME, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    old = {"user": ME, "status": "left"}
    return {"chat": chat, "from": sender, "date": 1700000000, "old_chat_member": old, "new_chat_member": member}


FORWARDED: Json = {"forward_origin": {"type": "hidden_user", "date": 1700000000, "sender_user_name": "x"}}


async def deal_with(bot: ChatBot, update: Json) -> None:
    """Hand an update to the running bot as if Telegram had sent it."""
    parsed = Update.de_json({"update_id": 9000, **update}, bot._application.bot)
    await bot._application.process_update(parsed)
