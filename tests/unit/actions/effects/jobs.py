"""Jobs for the effects, with the network in memory to do them on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.effects import EFFECTS
from actions.effects.effect import Job
from domain.events import NewComment
from domain.ids import AccountKey, ActionId, CommentId, EventKey, MediaId
from domain.media import Comment
from domain.plans import ActionKind
from storage.actions import StoredAction
from storage.states import ActionState
from tests.unit.actions.stage import wish
from tests.unit.polling.world import ME, MIRA, START, World, person, photo

if TYPE_CHECKING:
    from domain.events import Event
    from domain.plans import Reason

M1 = MediaId("m1")
C0 = CommentId("c0")
PHOTOS = frozenset({ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.COMMENT})
REMARKS = frozenset({ActionKind.REPLY, ActionKind.DELETE_COMMENT})
ASKED = NewComment(
    comment=Comment(id=C0, text="Where is this?", author=MIRA, created_at=START),
    media=photo("m1", START, author=person(ME, "me")),
    first_seen_at=START,
)


def action(kind: ActionKind, *, intent: bool = False, by: str | None = None) -> StoredAction:
    target = M1 if kind in PHOTOS else C0 if kind in REMARKS else MIRA.id
    return StoredAction(
        id=ActionId(1),
        account=AccountKey("demo"),
        event=EventKey("comment:c0" if kind in REMARKS else "media:m1"),
        wish=wish(kind, target),
        state=ActionState.PENDING,
        reason=None,
        note=None,
        attempt=0,
        next_at=START,
        uncertain_since=None,
        absent_looks=0,
        first_intent_at=START if intent else None,
        decided_by=by,
        decided_at=None,
        created_at=START,
        changed_at=START,
    )


def job(kind: ActionKind, *, intent: bool = False, by: str | None = None, event: Event | None = ASKED) -> Job:
    return Job(action=action(kind, intent=intent, by=by), me=ME, event=event if kind in REMARKS else None)


def saying(one: Job, text: str) -> Job:
    """The same job with other words."""
    return replace(one, action=replace(one.action, wish=replace(one.action.wish, text=text)))


async def before(
    world: World, kind: ActionKind, *, intent: bool = False, by: str | None = None
) -> tuple[ActionState, Reason | None] | None:
    """Where the action goes without being done, and why."""
    move = await EFFECTS[kind].before(world, job(kind, intent=intent, by=by))
    return None if move is None else (move.state, move.reason)


async def happened(world: World, kind: ActionKind) -> bool | None:
    return await EFFECTS[kind].happened(world, job(kind, intent=True))
