"""Buttons that a rule offers below its notice. A press is a person's own doing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import events
from bot.presses.proposals import known
from bot.pressing import OUT_OF_DATE, Reaction, settled
from domain.details import NoticeDetail
from domain.events import FollowRequest, NewComment, NewMedia
from domain.plans import ActionKind
from storage import events as happened

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from actions.results import Result
    from bot.connections import Connections
    from bot.pressing import Pressed
    from domain.details import Offer
    from domain.events import Event


async def take(connections: Connections, pressed: Pressed) -> Reaction:
    """Do what is offered."""
    action, n = await known(connections, pressed.press.id), pressed.position
    if action is None or n is None or not isinstance(action.wish.detail, NoticeDetail):
        return Reaction(toast=OUT_OF_DATE)
    async with connections.database.read() as session:
        judged = await happened.get(session, connections.account, action.event)
    offers = action.wish.detail.offers
    result = await _do(connections, judged.event, offers[n], pressed.by) if judged and n < len(offers) else None
    if result is None:
        return Reaction(toast=OUT_OF_DATE)
    now = await events.view(connections, action.event)
    return settled(result, now.screen if now else None)


async def _do(connections: Connections, event: Event, offer: Offer, by: str) -> Result | None:
    desk = connections.desk
    done: Awaitable[Result] | None = None
    match offer.verb, event:
        case "like", NewMedia(media=media):
            done = desk.like(media, by)
        case "comment", NewMedia(media=media):
            done = desk.comment(media.id, offer.text or "", by)
        case "reply", NewComment():
            done = desk.reply(event.key, offer.text or "", by)
        case "delete_comment", NewComment():
            done = desk.delete_comment(event.key, by)
        case "approve" | "ignore" | "block", FollowRequest():
            done = desk.decide(event.key, ActionKind(offer.verb), by)
        case "follow" | "block", _:
            done = desk.meet(event.key, ActionKind(offer.verb), by)
        case "mute_author", _:
            length = None if offer.seconds is None else timedelta(seconds=offer.seconds)
            done = desk.rulings.mute(event.person, length, by)
    return await done if done is not None else None
