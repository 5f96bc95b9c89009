"""Words that somebody types: whether they answer a question of ours, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import rights
from bot.dialogue import whom
from bot.dialogues.table import DIALOGUES
from bot.screen import Screen
from bot.screens import dialogues as screens
from storage import awaiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from bot.showing import Posted
    from storage.awaiting import Awaited


async def heard(connections: Connections, asked: Asked) -> Sequence[Shown] | None:
    """What follows from the words; None when they answer no question of ours."""
    question = await _meant(connections, asked)
    dialogue = DIALOGUES.get(question.kind) if question else None
    if question is None or dialogue is None:
        return None
    if _waits(connections, question):
        if not asked.argument.strip():
            return (screens.words_please(dialogue.named(question.payload)),)
        await rights.demand(connections, asked.user, dialogue.least)
        shown = await dialogue.answered(connections, asked, question.payload)
        await _close(connections, question)
        return shown
    if asked.below is None:
        await _close(connections, question)
        return None
    late = screens.too_late(dialogue.named(question.payload))
    return (late, *await dialogue.present(connections, asked, question.payload))


async def cancelled(connections: Connections, asked: Asked) -> Sequence[Screen]:
    """Wait no longer for words of whoever asked; says for which, if for any."""
    async with connections.database.read() as session:
        question = await awaiting.current(session, whom(connections, asked))
    if question is None:
        return ()
    await _close(connections, question)
    dialogue = DIALOGUES.get(question.kind)
    if dialogue is None or question.expires_at <= connections.clock():
        return ()
    return (screens.cancelled(dialogue.named(question.payload)),)


async def noted(connections: Connections, shown: Shown, posted: Posted | None) -> None:
    """Keep which message asks, if what was shown does."""
    if isinstance(shown, Screen) and shown.prompt is not None and posted is not None:
        async with connections.database.write() as session:
            await awaiting.shown(session, shown.prompt.number, posted.message_id)


async def _meant(connections: Connections, asked: Asked) -> Awaited | None:
    """The question that the words answer. Below another message of ours they are meant for that one."""
    who = whom(connections, asked)
    async with connections.database.read() as session:
        current = await awaiting.current(session, who)
        if asked.below is None:
            return current
        below = await awaiting.asked_in(session, who, asked.below.message_id)
    if below is not None:
        return below
    # The program may have ended before it noted which message asks; one that does has no buttons.
    unnoted = current is not None and current.message_id is None
    return current if unnoted and not asked.below.presses else None


def _waits(connections: Connections, question: Awaited) -> bool:
    return question.is_open and question.expires_at > connections.clock()


async def _close(connections: Connections, question: Awaited) -> None:
    async with connections.database.write() as session:
        await awaiting.close(session, question.id)
