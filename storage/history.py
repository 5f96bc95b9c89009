"""What our own records say about people: the ledger, and the lists that the chat keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, or_
from sqlalchemy import case as when
from sqlalchemy import select as pick
from sqlmodel import col, select

from domain.facts import History
from domain.ids import MediaId
from domain.plans import LIMIT_CLASS, ActionKind, Mode, Reason
from storage.columns import table_of
from storage.states import ActionState
from storage.tables import ActionRow, ListEntryRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, EventKey
    from storage.cases import Case

OPTED_OUT = "opted_out"
"""The list of those who want nothing from us: they removed what we wrote, or said so."""

_COMMENTS = frozenset({ActionKind.COMMENT, ActionKind.REPLY})
_SENT = frozenset({ActionState.IN_FLIGHT, ActionState.UNCERTAIN, ActionState.DONE})
_TELLING = frozenset({ActionState.DONE, ActionState.CANCELLED, ActionState.AWAITING_APPROVAL, ActionState.EXPIRED})
"""What tells something of somebody though no person has decided."""

_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_C, _ENTRY = table_of(ActionRow).c, table_of(ListEntryRow).c
_DECIDED = _C.decided_by.is_not(None)
_DEEDS = pick(
    _C.person_id,
    _C.event_key,
    _C.kind,
    _C.state,
    _C.reason,
    _C.changed_at,
    _C.first_intent_at,
    _C.decided_by,
    # The rest of the wish may be long, and nobody reads it here.
    when((_DECIDED, _C.wish), else_=None),
).where(_C.account == bindparam("account"), _C.person_id.in_(_PEOPLE), or_(_DECIDED, _C.state.in_(_TELLING)))
_OPTED_OUT = pick(_ENTRY.person_id).where(
    _ENTRY.account == bindparam("account"),
    _ENTRY.list == OPTED_OUT,
    _ENTRY.person_id.in_(_PEOPLE),
    or_(_ENTRY.until.is_(None), _ENTRY.until > bindparam("now")),
)
"""What is asked before every judgement: made once."""


async def of(
    session: AsyncSession, account: AccountKey, judged: Sequence[Case], now: datetime
) -> dict[EventKey, History]:
    """What was done, asked and decided about the person of each event before it, and about its photo."""
    people = {case.event.person.id for case in judged}
    opted_out = await _opted_out(session, account, people, now)
    done: dict[str, list[_Deed]] = {}
    for deed in await _deeds(session, account, people):
        done.setdefault(deed.person_id, []).append(deed)
    return {
        case.event.key: _history(
            case,
            [deed for deed in done.get(case.event.person.id, ()) if deed.event_key != case.event.key],
            opted_out=case.event.person.id in opted_out,
        )
        for case in judged
    }


def _history(case: Case, deeds: Sequence[_Deed], *, opted_out: bool) -> History:
    done = [deed for deed in deeds if deed.state == ActionState.DONE]
    return History(
        likes=sum(deed.kind == ActionKind.LIKE for deed in done),
        comments=sum(deed.kind in _COMMENTS for deed in done),
        last_action_at=max((deed.changed_at for deed in done if deed.kind in LIMIT_CLASS), default=None),
        asked=sum(map(_was_asked, deeds)),
        declined=sum(map(_was_declined, deeds)),
        undone=sum(map(_was_undone, deeds)),
        opted_out=opted_out,
        declined_before=any(deed.kind == ActionKind.IGNORE for deed in done),
        seen_by=case.met,
        first_caption=case.first_caption,
    )


async def liked_by_rules(session: AsyncSession, account: AccountKey, media: Collection[MediaId]) -> set[MediaId]:
    """Those of the photos that a rule liked, or is about to."""
    query = select(ActionRow.target).where(
        ActionRow.account == account,
        ActionRow.kind == ActionKind.LIKE,
        col(ActionRow.target).in_(media),
        col(ActionRow.state).in_(_SENT),
        col(ActionRow.decided_by).is_(None),
    )
    return set(map(MediaId, await session.scalars(query)))


class _Deed(NamedTuple):
    """What history tells by an action."""

    person_id: str
    event_key: str
    kind: str
    state: str
    reason: str | None
    changed_at: datetime
    first_intent_at: datetime | None
    decided_by: str | None
    decided: dict[str, Any] | None
    """What a person decided about; None: they did not."""


async def _deeds(session: AsyncSession, account: AccountKey, people: Collection[str]) -> list[_Deed]:
    """What came of what was wanted about them. What rules plan or only watch leaves no trace on anybody."""
    asked = {"account": account, "people": [*people]}
    return [_Deed(*row) for row in await session.execute(_DEEDS, asked)]


async def _opted_out(session: AsyncSession, account: AccountKey, people: Collection[str], now: datetime) -> set[str]:
    return set(await session.scalars(_OPTED_OUT, {"account": account, "people": [*people], "now": now}))


def _was_asked(deed: _Deed) -> bool:
    """Whether the owner was, or is being, asked about what a rule wanted."""
    decided = deed.decided is not None and deed.decided["mode"] == Mode.ASK
    return decided or deed.state in {ActionState.AWAITING_APPROVAL, ActionState.EXPIRED}


def _was_declined(deed: _Deed) -> bool:
    return deed.state == ActionState.CANCELLED and deed.reason == Reason.DECLINED


def _was_undone(deed: _Deed) -> bool:
    """Whether it had been done when a person took it back. What a rule takes back, no owner has undone."""
    return deed.state == ActionState.CANCELLED and deed.first_intent_at is not None and deed.decided_by is not None
