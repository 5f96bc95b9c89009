"""Questions of ours that are answered by typing: how to ask one, and what a topic must know.

To ask, show what `ask` gives, as a new message (Telegram opens the keyboard for new messages only):

    question = Question(topic=Topic.COMMENT, text=t("Your comment? /cancel"), payload={"media": "1_7"})
    return Reaction(send=(await ask(connections, pressed.asked(), question),))

From then on, what the asker types next in that chat, or answers that message with, goes to `answered` of the topic's
`Dialogue` in `bot/dialogues/table.py`, before anybody else reads it. What `answered` raises as a `LikewiseError` is
told, and the question stays open; to refuse words, ask again. A payload is JSON, and what it names must be looked up
anew: it may be a day old, and the program may have been restarted. Text and payload must hold what `answered` needs:
nothing else of the moment in which it was asked is kept.

A question ends when it is answered, after `lasts`, with the asker's next question, and with /cancel or any other
command, which says what was cancelled: `named`. Words for a question that has ended get `present`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.screen import Prompt, Screen
from storage import awaiting
from storage.awaiting import Whom

if TYPE_CHECKING:
    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from bot.html import Html
    from storage.states import Role

Payload: TypeAlias = Mapping[str, Any]
Heard: TypeAlias = "Callable[[Connections, Asked, Payload], Awaitable[Sequence[Shown]]]"


class Topic(StrEnum):
    """What is asked for; the word stands in the database."""

    COMMENT = "comment"
    WORDING = "wording"
    """Other words for what a rule proposes to post."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialogue:
    """What follows from the words that one topic asks for."""

    named: Callable[[Payload], str]
    """What the words are for, to be said when it is cancelled: `your comment for @mira's picture`."""
    answered: Heard
    """What to show after the words, which are `asked.argument`, never empty, as they were typed."""
    present: Heard
    """How things stand now, for words that come too late."""
    least: Role
    """Who may answer, at the moment of answering."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked."""

    topic: Topic
    text: Html
    payload: Payload = field(default_factory=dict)
    placeholder: str = ""
    """Shown where the answer is typed, at most 64 characters."""
    lasts: timedelta = timedelta(days=1)


async def ask(connections: Connections, asked: Asked, question: Question) -> Screen:
    """Wait for words from whoever asked, and give the screen that asks for them."""
    now = connections.clock()
    async with connections.database.write() as session:
        number = await awaiting.ask(
            session,
            whom(connections, asked),
            question.topic,
            question.payload,
            now=now,
            expires_at=now + question.lasts,
        )
    return Screen(text=question.text, prompt=Prompt(number=number, placeholder=question.placeholder))


def whom(connections: Connections, asked: Asked) -> Whom:
    """Who would answer."""
    return Whom(account=connections.account, chat=asked.chat, user=asked.user)
