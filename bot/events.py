"""An event as it stands now: what the chat shows of it, whenever and wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from bot import people
from bot.html import t
from bot.screens import comments, findings, notices, requests
from bot.screens.outcomes import is_announced, outcome
from bot.screens.people import handle
from bot.screens.proposals import WAITING
from domain.events import FollowRequest, NewComment, NewMedia
from domain.ids import UserId
from polling.hindsight import refusals
from storage import actions, cases, events, seen
from storage.states import ActionState

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.screen import Row, Screen
    from domain.events import Event
    from domain.ids import EventKey
    from domain.people import Person
    from storage.actions import StoredAction


@dataclass(frozen=True, kw_only=True, slots=True)
class EventView:
    """One event's screen, and what a delivery must know of it."""

    screen: Screen
    is_open: bool
    """A person must still decide something, or may still object."""
    actions: tuple[StoredAction, ...]


async def view(connections: Connections, key: EventKey) -> EventView | None:
    """The event as it stands; None when nothing is known of it."""
    async with connections.database.read() as session:
        judged = await events.get(session, connections.account, key)
        wanted = tuple(await actions.of_event(session, connections.account, key))
        asking = await seen.waiting(session, connections.account)
    event = judged.event if judged else await _unjudged_request(connections, key)
    if event is None:
        return None
    present = connections.present()
    if isinstance(event, NewMedia):
        is_open = any(action.state in WAITING or is_announced(action, present) for action in wanted)
        return EventView(screen=notices.media(event, wanted, present), is_open=is_open, actions=wanted)
    if isinstance(event, NewComment):
        is_open = any(action.state in WAITING or is_announced(action, present) for action in wanted)
        return EventView(screen=comments.card(event, wanted, present), is_open=is_open, actions=wanted)
    # No look has brought those whose event is missing, so they are not missing among those who ask.
    waits = judged is None or event.requester.id in asking
    profile = await people.known_profile(connections, event.requester.id)
    screen = requests.card(event, profile, wanted, present, waits=waits)
    is_open = waits and requests.is_open(wanted)
    doubted = any(action.state is ActionState.REVIEW for action in wanted)
    return EventView(screen=screen, is_open=is_open or doubted, actions=wanted)


async def request_card(connections: Connections, request: FollowRequest, turning: Row) -> Screen:
    """Somebody in the list of those who ask; what is known of them is what was fetched lately."""
    async with connections.database.read() as session:
        wanted = await actions.of_event(session, connections.account, request.key)
    profile = await people.known_profile(connections, request.requester.id)
    return requests.card(request, profile, wanted, connections.present(), turning=turning)


async def reasons(connections: Connections, key: EventKey) -> Screen:
    """Why the rules said what they said."""
    async with connections.database.read() as session:
        judged = await events.get(session, connections.account, key)
        found = await cases.of_events(session, connections.account, [key])
        wanted = await actions.of_event(session, connections.account, key)
    if judged is None:
        return notices.gone()
    event = judged.event
    verdicts = (*judged.verdicts, *(no for case in found for no in refusals(connections.rules(), judged, case)))
    what, person = _about(event)
    became = [outcome(action, connections.present()) for action in wanted if action.reason is None]
    return findings.why(t("the {} of {}", what, handle(person.username)), verdicts, judged.suppressed, became)


def _about(event: Event) -> tuple[str, Person]:
    match event:
        case NewMedia(media=media):
            return "photo", media.author
        case FollowRequest(requester=requester):
            return "request", requester
        case NewComment(comment=comment):
            return "comment", comment.author
    assert_never(event)


async def _unjudged_request(connections: Connections, key: EventKey) -> FollowRequest | None:
    # Who waited before the first look is no event, but may be decided about all the same.
    kind, _, rest = key.partition(":")
    user_id, _, moment = rest.partition(":")
    profile = await people.known_profile(connections, UserId(user_id))
    if kind != "request" or profile is None or not moment.isdecimal():
        return None
    return FollowRequest(requester=profile.person, first_seen_at=datetime.fromtimestamp(int(moment), UTC))
