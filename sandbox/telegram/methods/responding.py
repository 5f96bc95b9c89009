"""Answers to presses, and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from sandbox.telegram.errors import bad_request

if TYPE_CHECKING:
    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.wire import Json

LONGEST_TOAST = 200

REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐"
    "🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\ufe0f\u200d🔥", "👨\u200d💻", "🤷\u200d♂\ufe0f", "🤷\u200d♀\ufe0f"}
"""The only emoji a bot may react with."""


class Reaction(BaseModel):
    """What a bot reacts with."""

    type: str
    emoji: str = ""


async def answer_callback_query(platform: Platform, parameters: Parameters) -> bool:
    """End the spinner on a pressed button, with a toast or an alert if there is a text."""
    text = parameters.text("text") or ""
    if len(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if parameters.text("url"):
        # Telegram opens only games and links to the bot itself this way; the stand-in has neither.
        raise bad_request("URL_INVALID")
    query_id = parameters.text("callback_query_id") or ""
    answer: Json = {"text": text, "show_alert": parameters.flag("show_alert")}
    person_id = platform.queries.answer(query_id, answer)
    platform.news.publish(person_id, {"kind": "answer", "query_id": query_id, **answer})
    return True


async def set_message_reaction(platform: Platform, parameters: Parameters) -> bool:
    """React with one emoji, or take the reaction back."""
    person = platform.chats.open(parameters.text("chat_id"))
    message = platform.messages.find(person.id, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions = parameters.shape("reaction", list[Reaction]) or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.type != "emoji" or reaction.emoji not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    platform.conversation.react(message, reactions[0].emoji if reactions else None)
    return True
