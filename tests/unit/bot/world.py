"""What the bot stands on in its tests: a network in memory, a desk, and people in front of the Telegram stand-in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain.events import FollowRequest, NewComment, NewMedia
from domain.ids import AccountKey, CommentId, EventKey, LocationId, MediaId, UserId
from domain.media import Comment, Media, MediaKind, Picture, Place
from domain.people import Person, Profile
from domain.plans import ActionKind, Mode, PlannedAction, RuleRef
from domain.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import SeenMessage, Visitor

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
ACCOUNT = AccountKey("demo")
ME = UserId("1")
OWNER, STRANGER = 1001, 2002
TOKEN = "123456:canary-token_of-nobody"
DEADLINE = 60.0

MIRA = Person(id=UserId("7"), username="mira", full_name="Mira Costa", picture="https://p.test/mira.jpg")
JONAS = Person(id=UserId("8"), username="jonask", full_name="Jonas K.", picture=None)
LENA = Person(id=UserId("9"), username="lena", full_name="", picture=None)
LISBON = Place(id=LocationId("212"), name="Lisbon", latitude=38.7139, longitude=-9.1394)
RULE = RuleRef(id="local-sunsets", version="v1")


class SteppedClock:
    """Stands still until it is told to step."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def step(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def photo(number: int, **changes: Any) -> Media:  # noqa: ANN401 - whatever the field takes
    """A pleasant photo; every keyword changes one thing."""
    url = f"https://p.test/{number}.jpg"
    media = Media(
        id=MediaId(f"{number}_7"),
        kind=MediaKind.IMAGE,
        author=MIRA,
        created_at=NOW - timedelta(hours=2, minutes=number),
        caption=f"golden hour {number}",
        tags=("sunset",),
        location=LISBON,
        likes=214,
        comments=9,
        liked_by_me=False,
        link=f"https://www.instagram.com/p/{number}/",
        filter=None,
        thumbnail=None,
        picture=Picture(url=url, width=640, height=640),
        tagged=(),
    )
    return replace(media, **changes)


def profile(person: Person, **changes: Any) -> Profile:  # noqa: ANN401 - whatever the field takes
    page = Profile(person=person, bio="I take pictures.", website="", posts=40, followers=312, follows=100)
    return replace(page, **changes)


def media_event(number: int = 1, **changes: Any) -> NewMedia:  # noqa: ANN401 - whatever the field takes
    sources = frozenset({Source.parse("tag:sunset")})
    return NewMedia(media=photo(number, **changes), sources=sources, first_seen_at=NOW)


def comment_event(number: str = "c1", text: str = "Where is this?", **changes: Any) -> NewComment:  # noqa: ANN401 - whatever the field takes
    """Mira comments on a photo of the owner's."""
    said = Comment(id=CommentId(number), text=text, author=MIRA, created_at=NOW - timedelta(minutes=3))
    mine = photo(1, id=MediaId("1_1"), author=Person(id=ME, username="yourself"), **changes)
    return NewComment(comment=said, media=mine, first_seen_at=NOW)


def request_event(person: Person = JONAS) -> FollowRequest:
    return FollowRequest(requester=person, first_seen_at=NOW)


def wish(kind: ActionKind, target: str, **changes: Any) -> PlannedAction:  # noqa: ANN401 - whatever the field takes
    made = PlannedAction(
        kind=kind, target=target, mode=Mode.AUTO, rules=(RULE,), because=("the caption says “sunset”",)
    )
    return replace(made, **changes)


async def until(condition: Callable[[], object]) -> None:
    """Return as soon as something is so; fail when it does not come to be."""
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - the stand-in has no event for what a test waits for
            await asyncio.sleep(0.002)


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A visitor with the running bot."""

    box: TelegramSandbox
    bot: ChatBot
    visitor: Visitor

    async def send(self, text: str, *, below: SeenMessage | None = None) -> SeenMessage | None:
        """Write, and give the bot's last message after it has dealt with it; None when it wrote nothing."""
        sent = self.visitor.send(text, reply_to=below.id if below else None)
        await self.settled()
        return next((message for message in reversed(self.seen()) if message.id > sent), None)

    async def ask(self, text: str) -> SeenMessage:
        """The same where an answer must come."""
        message = await self.send(text)
        assert message is not None, f"no answer to {text}"
        return message

    async def press(self, message: SeenMessage, words: str) -> str:
        """Press the button with these words, and give the toast."""
        return await self.press_data(message, str(message.button(words).callback_data))

    async def press_data(self, message: SeenMessage, data: str) -> str:
        """Press with any data, as a custom client can, and give the toast."""
        query = self.visitor.press(message.id, data, forge=True)
        await self.settled()
        return next((answer.text for answer in self.visitor.answers() if answer.query_id == query), "NO ANSWER")

    async def settled(self) -> None:
        """The bot has fetched and dealt with everything."""
        await until(lambda: self.box._platform.updates.pending == 0)
        await self.bot._application.update_queue.join()

    def seen(self) -> list[SeenMessage]:
        """The bot's messages."""
        return [message for message in self.visitor.messages() if message.from_bot]

    def now(self, message: SeenMessage) -> SeenMessage:
        """A message as it is now."""
        return next(one for one in self.seen() if one.id == message.id)

    def last(self) -> SeenMessage:
        """The bot's newest message."""
        return self.seen()[-1]


def request_key(person: Person = JONAS, moment: datetime = NOW) -> EventKey:
    return EventKey(f"request:{person.id}:{int(moment.timestamp())}")
