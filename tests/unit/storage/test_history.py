from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import History, caption_hash
from domain.ids import MediaId, UserId
from domain.people import Person
from domain.plans import ActionKind, Mode, Plan, Reason
from storage import actions, attempts, cases, events, history, moves
from storage.attempts import Ending
from storage.moves import Move
from storage.states import ActionState, Outcome
from storage.tables import ListEntryRow
from storage.upsert import insert_new
from tests.unit.storage.examples import (
    ACCOUNT,
    MINUTE,
    MIRA,
    NOW,
    OTHER_ACCOUNT,
    media,
    new_comment,
    new_media,
    request,
    wish,
)

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from storage.actions import StoredAction
    from storage.database import Database

NOTHING = History(
    likes=0,
    comments=0,
    last_action_at=None,
    asked=0,
    declined=0,
    undone=0,
    opted_out=False,
    declined_before=False,
    seen_by=(),
    first_caption=caption_hash("Evening at the pier"),
)
BEFORE = new_media("before")
JONAS = Person(id=UserId("8"), username="jonas")


class Past:
    """What happened before the photo `m1` of Mira."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def wanted(
        self, kind: ActionKind, *, event: Event = BEFORE, mode: Mode = Mode.AUTO, by: str | None = None
    ) -> StoredAction:
        """Something that a rule, or a person, wants about an event."""
        one = replace(wish(kind, f"target of {kind} {event.key}"), mode=mode)
        async with self.database.write() as session:
            await events.add(session, ACCOUNT, [event])
            if by is not None:
                return await actions.want(session, ACCOUNT, event.key, one, by=by, now=NOW)
            await actions.record_plan(session, ACCOUNT, Plan(event=event.key, actions=(one,)), NOW)
            return (await actions.on_target(session, ACCOUNT, kind, one.target))[-1]

    async def move(self, action: StoredAction, move: Move, at: datetime = NOW) -> StoredAction:
        async with self.database.write() as session:
            assert await moves.make(session, action, move, at)
            moved = await actions.get(session, action.id)
        assert moved is not None
        return moved

    async def done(self, kind: ActionKind, *, event: Event = BEFORE, by: str | None = None) -> StoredAction:
        action = await self.wanted(kind, event=event, by=by)
        ready = action if by is not None else await self.move(action, Move(state=ActionState.PENDING))
        async with self.database.write() as session:
            claimed = await attempts.claim(session, ready, None, now=NOW)
            assert claimed is not None
            ending = Ending(outcome=Outcome.DONE, move=Move(state=ActionState.DONE))
            await attempts.settle(session, claimed, ending, NOW + MINUTE)
            settled = await actions.get(session, action.id)
        assert settled is not None
        return settled

    async def told(self, event: Event | None = None, now: datetime = NOW) -> History:
        """What is known of the person of an event when it is judged."""
        happened = event or new_media("m1")
        async with self.database.write() as session:
            await events.add(session, ACCOUNT, [happened])
            (case,) = await cases.of_events(session, ACCOUNT, [happened.key])
            return (await history.of(session, ACCOUNT, [case], now))[happened.key]


@pytest.fixture
def past(database: Database) -> Past:
    return Past(database)


async def test_nothing_is_known_of_a_stranger(past: Past) -> None:
    await past.done(ActionKind.LIKE, event=replace(BEFORE, media=replace(media("other"), author=JONAS)))
    assert await past.told() == NOTHING


async def test_what_was_done_to_somebody_is_counted(past: Past) -> None:
    await past.done(ActionKind.LIKE)
    await past.done(ActionKind.LIKE, event=new_media("another"), by="You")
    await past.done(ActionKind.COMMENT)
    await past.done(ActionKind.REPLY, event=new_comment("c1"))
    await past.done(ActionKind.NOTIFY, event=new_media("a third"))
    assert await past.told() == replace(NOTHING, likes=2, comments=2, last_action_at=NOW + MINUTE)


async def test_what_a_rule_wants_about_the_event_itself_is_no_history(past: Past) -> None:
    await past.done(ActionKind.LIKE, event=new_media("m1"))
    assert await past.told() == NOTHING


@pytest.mark.parametrize(
    ("state", "reason", "by", "asked", "declined"),
    [
        pytest.param(ActionState.AWAITING_APPROVAL, None, None, 1, 0, id="waits for an answer"),
        pytest.param(ActionState.EXPIRED, Reason.EXPIRED, None, 1, 0, id="nobody answered"),
        pytest.param(ActionState.CANCELLED, Reason.DECLINED, "You", 1, 1, id="no"),
        pytest.param(ActionState.PENDING, None, "You", 1, 0, id="yes"),
        pytest.param(ActionState.WATCHED, None, None, 0, 0, id="only watched"),
        pytest.param(ActionState.SUPPRESSED, Reason.LIMIT, None, 0, 0, id="held back"),
    ],
)
async def test_what_the_owner_was_asked_is_counted(
    past: Past, state: ActionState, reason: Reason | None, by: str | None, asked: int, declined: int
) -> None:
    proposal = await past.wanted(ActionKind.LIKE, mode=Mode.ASK)
    await past.move(proposal, Move(state=state, reason=reason, by=by))
    assert await past.told() == replace(NOTHING, asked=asked, declined=declined)


async def test_what_was_taken_back_is_counted_as_undone(past: Past) -> None:
    like = await past.done(ActionKind.LIKE)
    await past.move(like, Move(state=ActionState.CANCELLED, note="You took the like back.", by="You"))
    found = await past.told()
    assert (found.undone, found.declined, found.likes, found.asked) == (1, 0, 0, 0)


async def test_what_a_rule_takes_back_the_owner_has_not_undone(past: Past) -> None:
    like = await past.done(ActionKind.LIKE)
    await past.move(like, Move(state=ActionState.CANCELLED, note="tidy took it back."))
    assert await past.told() == NOTHING


async def test_who_was_ignored_before_is_known_when_they_ask_again(past: Past) -> None:
    await past.done(ActionKind.IGNORE, event=request())
    again = await past.told(request(at=NOW + MINUTE))
    assert again.declined_before
    assert not (await past.told(request("9"))).declined_before


@pytest.mark.parametrize(
    ("name", "until", "out"),
    [
        pytest.param("opted_out", None, True, id="for good"),
        pytest.param("opted_out", NOW + MINUTE, True, id="still"),
        pytest.param("opted_out", NOW, False, id="no longer"),
        pytest.param("friends", None, False, id="another list"),
    ],
)
async def test_who_opted_out_is_known(past: Past, name: str, until: datetime | None, out: bool) -> None:  # noqa: FBT001 - a table's column
    row = {
        "account": ACCOUNT,
        "list": name,
        "person_id": MIRA.id,
        "username": "mira",
        "added_by": "You",
        "added_at": NOW - timedelta(days=1),
        "until": until,
    }
    async with past.database.write() as session:
        await insert_new(session, ListEntryRow, [row], "list")
    assert (await past.told()).opted_out is out


async def test_what_a_rule_likes_is_told_from_what_the_owner_likes(past: Past) -> None:
    ours = await past.done(ActionKind.LIKE)
    theirs = await past.done(ActionKind.LIKE, event=new_media("theirs"), by="You")
    held = await past.wanted(ActionKind.LIKE, event=new_media("held"))
    photos = {MediaId(action.wish.target) for action in (ours, theirs, held)}
    async with past.database.read() as session:
        assert await history.liked_by_rules(session, ACCOUNT, photos) == {ours.wish.target}
        assert await history.liked_by_rules(session, OTHER_ACCOUNT, photos) == set()
