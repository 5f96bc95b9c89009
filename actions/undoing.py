"""Taking back what was done: as wishes of a person, which keep the limits and a distance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.details import UndoDetail
from domain.events import NewComment
from domain.plans import BACK, ActionKind, Mode, PlannedAction
from storage import actions, events, moves, revisits
from storage.moves import Move
from storage.states import OPEN_STATES, ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import StoredAction

_ONE_AFTER_ANOTHER = timedelta(microseconds=1)
_UNSETTLED = frozenset({ActionState.IN_FLIGHT, ActionState.UNCERTAIN, ActionState.REVIEW})
_FOR_GOOD = {
    ActionKind.APPROVE: "An approval cannot be taken back. You can block them:"
    " likewise api users/{target}/relationship -X POST -d action=block",
    ActionKind.IGNORE: "A request that was ignored cannot be brought back; they were not told, and may ask again.",
    ActionKind.DELETE_COMMENT: "A comment that was removed cannot be put back.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Undo:
    """How one action is taken back, or why not."""

    action: StoredAction
    wish: PlannedAction | None
    """What takes it back; None: nothing does."""
    note: str
    """A sentence for the owner."""


async def undo_of(session: AsyncSession, action: StoredAction, *, chosen: bool) -> Undo:
    """How to take an action back. Unless a person has chosen this very one, what people touched since is left."""
    note = _hindrance(action)
    if note is None and not chosen:
        note = await _touched(session, action)
    if note is not None:
        return Undo(action=action, wish=None, note=note)
    target = await _target(session, action)
    if target is None:
        return Undo(action=action, wish=None, note="It is not known any more under which photo it stands.")
    kind = BACK[action.kind]
    wish = PlannedAction(
        kind=kind,
        target=target,
        mode=Mode.AUTO,
        rules=(),
        because=(),
        text=action.wish.text if kind is ActionKind.DELETE_COMMENT else None,
        detail=UndoDetail(action=action.id, since=action.first_intent_at or action.created_at),
    )
    before = await _same(session, action, wish)
    if before is not None and before.state in OPEN_STATES and before.decided_by is not None:
        return Undo(action=action, wish=None, note="It is being taken back already.")
    return Undo(action=action, wish=wish, note=f"It is taken back: {kind}.")


async def queue(session: AsyncSession, undos: list[Undo], by: str, now: datetime) -> int:
    """Let everything be done that can be, in this order; gives how many that are."""
    able = [(one.action, one.wish) for one in undos if one.wish is not None]
    for place, (action, wish) in enumerate(able):
        before = await _same(session, action, wish)
        if before is not None and before.state is ActionState.DONE:
            await moves.make(session, before, Move(state=ActionState.CANCELLED, note="It is done again.", by=by), now)
        moment = now - (len(able) - place) * _ONE_AFTER_ANOTHER
        await actions.want(session, action.account, action.event, wish, by=by, now=moment)
        await revisits.note(session, action, now)  # or its removal would be taken for the author's
    return len(able)


def _hindrance(action: StoredAction) -> str | None:
    if action.state in _UNSETTLED:
        return "It is not known yet whether it was done; ask again later."
    if action.state is not ActionState.DONE:
        return f"It was not done: it is {action.state.replace('_', ' ')}."
    if action.kind in BACK:
        return None
    return _FOR_GOOD.get(action.kind, "Nothing was done on the network.").format(target=action.wish.target)


async def _touched(session: AsyncSession, action: StoredAction) -> str | None:
    """Who has acted about the same event since; None: nobody."""
    for other in await actions.of_event(session, action.account, action.event):
        later = other.decided_at is not None and other.decided_at > action.changed_at
        if later and other.id != action.id and not isinstance(other.wish.detail, UndoDetail):
            return f"{other.decided_by} has decided about it since, so it is left; name its number to take it back."
    return None


async def _target(session: AsyncSession, action: StoredAction) -> str | None:
    """What the opposite is done to. A comment has no id of the network's: it is known by photo and number."""
    target = action.wish.target
    if action.kind is ActionKind.COMMENT:
        return f"{target}#{action.id}"
    if action.kind is not ActionKind.REPLY:
        return target
    known = await events.get(session, action.account, action.event)
    if known is None or not isinstance(known.event, NewComment):
        return None
    return f"{known.event.media.id}#{action.id}"


async def _same(session: AsyncSession, action: StoredAction, wish: PlannedAction) -> StoredAction | None:
    """The row of the ledger that a wish would be."""
    known = await actions.on_target(session, action.account, wish.kind, wish.target)
    return next(iter(known), None)
