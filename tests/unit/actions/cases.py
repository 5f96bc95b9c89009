"""Situations by hand: one in which nothing speaks against anything, and each other one change away from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from actions.situations import Leave, Situation
from domain.events import FollowRequest, NewComment, NewMedia
from domain.ids import AccountKey, ActionId, CommentId
from domain.media import Comment
from domain.plans import DECISIONS, ActionKind, Mode
from domain.sources import Source
from domain.terms import Terms
from storage.actions import StoredAction
from storage.states import ActionState
from tests.unit.actions.stage import RULE, wish
from tests.unit.polling.world import ME, MIRA, START, person, photo

if TYPE_CHECKING:
    from domain.events import Event
    from domain.media import Media
    from domain.people import Person

NOW = START + timedelta(minutes=5)
SIX_HOURS = 21_600.0


def about_photo(media: Media | None = None) -> NewMedia:
    shown = media or photo("m1", START)
    return NewMedia(media=shown, sources=frozenset({Source.parse("tag:sunset")}), first_seen_at=START)


def about_request(who: Person = MIRA) -> FollowRequest:
    return FollowRequest(requester=who, first_seen_at=START)


def about_comment(text: str = "Where is this?") -> NewComment:
    comment = Comment(id=CommentId("c0"), text=text, author=MIRA, created_at=START)
    return NewComment(comment=comment, media=photo("m1", START, author=person(ME)), first_seen_at=START)


def terms(mode: Mode = Mode.AUTO, **how: Any) -> Terms:  # noqa: ANN401 - whatever the field takes
    return replace(Terms(rule=RULE, mode=mode, max_age_seconds=SIX_HOURS), **how)


def leave(mode: Mode = Mode.AUTO, **how: Any) -> Leave:  # noqa: ANN401 - whatever the field takes
    return replace(Leave(terms=terms(mode), mode=mode), **how)


def stored(kind: ActionKind, event: Event, *, by: str | None = None) -> StoredAction:
    target = event.person.id if kind in DECISIONS else "m1"
    return StoredAction(
        id=ActionId(1),
        account=AccountKey("demo"),
        event=event.key,
        wish=wish(kind, target),
        state=ActionState.PLANNED,
        reason=None,
        note=None,
        attempt=0,
        next_at=START,
        uncertain_since=None,
        absent_looks=0,
        first_intent_at=None,
        decided_by=by,
        decided_at=None,
        created_at=START,
        changed_at=START,
    )


def situation(
    kind: ActionKind = ActionKind.LIKE,
    event: Event | None = None,
    *leaves: Leave,
    by: str | None = None,
    **how: Any,  # noqa: ANN401 - whatever the field takes
) -> Situation:
    about = event or (about_request() if kind in DECISIONS else about_photo())
    free = Situation(
        action=stored(kind, about, by=by),
        event=about,
        me=ME,
        leaves=leaves or (leave(),),
        never=frozenset({"eve", "id:66"}),
        now=NOW,
    )
    return replace(free, **how)
