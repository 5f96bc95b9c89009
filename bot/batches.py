"""All that waits of a kind, answered by one press: exactly what the question before it named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.results import Standing
from bot import inbox, lists
from bot.html import Html, lines, t
from bot.language import several
from bot.screens.inbox import PROPOSALS, REQUESTS, YES
from domain.ids import ActionId, EventKey
from domain.plans import ActionKind
from storage import views

if TYPE_CHECKING:
    from actions.results import Result
    from bot.connections import Connections
    from domain.ids import ChatId

MOST_AT_ONCE = 50
"""So many are answered at most by one press: each is a call."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What one press is to answer."""

    kind: str
    answer: str
    ids: tuple[str, ...]


async def gathered(connections: Connections, kind: str, answer: str) -> tuple[Batch, Counter[ActionKind]]:
    """All that waits of a kind, as far as one press may answer it, and how much of what that is."""
    waiting = await inbox.contents(connections)
    if kind == REQUESTS:
        keys = tuple(one.key for one in waiting.requests[:MOST_AT_ONCE])
        return Batch(kind=kind, answer=answer, ids=keys), Counter([_decision(answer)] * len(keys))
    found = [one.action for one in waiting.proposals[:MOST_AT_ONCE]]
    ids = tuple(str(one.id) for one in found)
    return Batch(kind=kind, answer=answer, ids=ids), Counter(one.kind for one in found)


async def keep(connections: Connections, chat: ChatId, batch: Batch) -> str:
    """Keep what a question named; gives its token."""
    payload = {"batch": batch.kind, "answer": batch.answer, "ids": list(batch.ids)}
    return await lists.keep(connections, chat, payload)


async def taken(connections: Connections, chat: ChatId, token: str) -> Batch | None:
    """What a question named, once; None when it expired, was answered or was never this chat's."""
    async with connections.database.write() as session:
        payload = await views.get(session, token, chat, connections.clock())
        if payload is None or payload.get("batch") not in {REQUESTS, PROPOSALS}:
            return None
        await views.change(session, token, {})
    return Batch(kind=payload["batch"], answer=payload["answer"], ids=tuple(payload["ids"]))


async def answer(connections: Connections, batch: Batch, by: str) -> Html:
    """Answer each, one after the other, and say what came of them. What others were quicker with stays theirs."""
    results = [await _answer(connections, batch, one, by) for one in batch.ids]
    return told(Counter(result.state for result in results))


def told(counts: Counter[Standing]) -> Html:
    """What came of many answers."""
    said = {
        Standing.DONE: several("✅ {} done", "✅ {} done", counts[Standing.DONE], counts[Standing.DONE]),
        Standing.ALREADY: several("{} was already", "{} were already", *[counts[Standing.ALREADY]] * 2),
        Standing.LATER: several(
            "⏳ {} follows by itself", "⏳ {} follow by themselves", *[counts[Standing.LATER]] * 2
        ),
        Standing.UNSURE: several("❓ {} is in doubt", "❓ {} are in doubt", *[counts[Standing.UNSURE]] * 2),
        Standing.REFUSED: several("⚠ {} was not done", "⚠ {} were not done", *[counts[Standing.REFUSED]] * 2),
    }
    return lines(t("{}", " · ".join(said[state] for state in said if counts[state])), Html(" "))


async def _answer(connections: Connections, batch: Batch, one: str, by: str) -> Result:
    desk = connections.desk
    if batch.kind == REQUESTS:
        return await desk.decide(EventKey(one), _decision(batch.answer), by)
    if batch.answer == YES:
        return await desk.accept(ActionId(int(one)), by)
    return await desk.decline(ActionId(int(one)), by)


def _decision(answer: str) -> ActionKind:
    return ActionKind.APPROVE if answer == YES else ActionKind.IGNORE
