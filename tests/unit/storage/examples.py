"""Values that the tests of this room share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from domain.events import FollowRequest, NewComment, NewMedia
from domain.ids import AccountKey, CommentId, EventKey, MediaId, UserId
from domain.media import Comment, Media, MediaKind
from domain.people import Person
from domain.plans import ActionKind, LimitClass, Mode, Plan, PlannedAction, RuleRef
from domain.sources import Source, SourceKind
from domain.unknown import UNKNOWN
from storage import actions, attempts, moves
from storage.accounts import Account
from storage.moves import Move
from storage.states import ActionState
from storage.vault import Vault

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import StoredAction
    from storage.database import Database

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ACCOUNT = AccountKey("demo")
OTHER_ACCOUNT = AccountKey("other")
VAULT = Vault(bytes(32))
SUNSET = Source(kind=SourceKind.TAG, value="sunset")
MIRA = Person(id=UserId("7"), username="mira")
EVENT = EventKey("media:m1")


def account(key: AccountKey = ACCOUNT, *, paused_because: str | None = None) -> Account:
    return Account(
        key=key,
        base_url="https://network.example/v1",
        user_id=UserId("1"),
        username="me",
        paused_because=paused_because,
    )


def media(number: str = "m1") -> Media:
    return Media(
        id=MediaId(number),
        kind=MediaKind.IMAGE,
        author=MIRA,
        created_at=NOW,
        caption="Evening at the pier",
        tags=("sunset",),
        location=None,
        likes=UNKNOWN,
        comments=0,
        liked_by_me=False,
        link=None,
        filter=None,
        thumbnail=None,
        picture=None,
        tagged=(),
    )


def new_media(number: str = "m1", at: datetime = NOW) -> NewMedia:
    return NewMedia(media=media(number), sources=frozenset({SUNSET}), first_seen_at=at)


def request(user: str = "7", at: datetime = NOW) -> FollowRequest:
    return FollowRequest(requester=Person(id=UserId(user), username="somebody"), first_seen_at=at)


def new_comment(number: str = "c1", at: datetime = NOW, *, on: str = "m1") -> NewComment:
    comment = Comment(id=CommentId(number), text="Where is this?", author=MIRA, created_at=at)
    return NewComment(comment=comment, media=media(on), first_seen_at=at)


def wish(kind: ActionKind = ActionKind.LIKE, target: str = "m1", *, text: str | None = None) -> PlannedAction:
    return PlannedAction(
        kind=kind,
        target=target,
        mode=Mode.AUTO,
        rules=(RuleRef(id="sunsets", version="a1"),),
        because=("tags has #sunset",),
        text=text,
    )


def plan(*wishes: PlannedAction, event: EventKey = EVENT) -> Plan:
    return Plan(event=event, actions=wishes)


async def planned(session: AsyncSession, one: PlannedAction) -> StoredAction:
    """Record a plan of one action and give it as it is stored."""
    await actions.record_plan(session, ACCOUNT, plan(one), NOW)
    return next(action for action in await actions.on_target(session, ACCOUNT, one.kind, one.target))


async def pending(database: Database, target: str = "m1") -> StoredAction:
    async with database.write() as session:
        action = await planned(session, wish(target=target))
        await moves.make(session, action, Move(state=ActionState.PENDING), NOW)
    return await again(database, action)


async def again(database: Database, action: StoredAction) -> StoredAction:
    async with database.read() as session:
        found = await actions.get(session, action.id)
    assert found is not None
    return found


async def claim(
    database: Database, action: StoredAction, now: datetime = NOW, limit: LimitClass | None = LimitClass.LIKE
) -> StoredAction | None:
    async with database.write() as session:
        return await attempts.claim(session, action, limit, now=now)


async def claimed(database: Database, action: StoredAction, now: datetime = NOW) -> StoredAction:
    won = await claim(database, action, now)
    assert won is not None
    return won
