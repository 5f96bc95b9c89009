"""Those who wait for the owner's approval, one card at a time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot import events, lists, people
from bot.screens.requests import nobody, turning
from domain.errors import RefusedError, RetryableError
from domain.events import FollowRequest
from storage import codec, views

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.screen import Screen
    from domain.ids import ChatId
    from domain.people import Person

logger = logging.getLogger(__name__)


async def opened(connections: Connections, chat: ChatId) -> Screen:
    """The first of those who wait now; the list is kept for the chat."""
    asking = await people.requests_of(connections, await connections.network.requested_by())
    if not asking:
        return nobody()
    payload = {"requests": [codec.event_to_json(request) for request in asking]}
    token = await lists.keep(connections, chat, payload)
    return await shown(connections, asking, token, 0)


async def kept(connections: Connections, chat: ChatId, token: str) -> tuple[FollowRequest, ...] | None:
    """The list behind a token; None when it expired or was never this chat's."""
    async with connections.database.read() as session:
        payload = await views.get(session, token, chat, connections.clock())
    if payload is None or "requests" not in payload:
        return None
    found = map(codec.event_from_json, payload["requests"])
    return tuple(request for request in found if isinstance(request, FollowRequest))


async def shown(connections: Connections, asking: tuple[FollowRequest, ...], token: str, n: int) -> Screen:
    """One of them as it stands, with buttons to the others."""
    request = asking[n]
    await _learn(connections, request.requester)
    return await events.request_card(connections, request, turning(token, n, len(asking)))


async def _learn(connections: Connections, person: Person) -> None:
    """Fetch the profile unless it is known; a card without it is better than none."""
    try:
        await people.profile_of(connections, person.id)
    except (RefusedError, RetryableError) as error:
        logger.info("A request is shown without the profile: %s", error, extra={"user_id": person.id})
