"""What the bot stands on in its tests: a network in memory, a desk, and people in front of the Telegram stand-in."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PIL import Image

from domain.errors import RefusedError
from domain.events import FollowRequest, NewMedia
from domain.ids import AccountKey, EventKey, LocationId, MediaId, UserId
from domain.media import Comment, Media, MediaKind, Page, Picture, Place, Tag
from domain.people import Incoming, Outgoing, Person, Profile, Relationship, RelationshipVerb
from domain.plans import ActionKind, Mode, PlannedAction, RuleRef
from domain.sources import Source
from networks.budget import BudgetView
from storage.database import in_transaction

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
DEADLINE = 10.0

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


def request_event(person: Person = JONAS) -> FollowRequest:
    return FollowRequest(requester=person, first_seen_at=NOW)


def wish(kind: ActionKind, target: str, **changes: Any) -> PlannedAction:  # noqa: ANN401 - whatever the field takes
    made = PlannedAction(
        kind=kind, target=target, mode=Mode.AUTO, rules=(RULE,), because=("caption.text has “sunset”",)
    )
    return replace(made, **changes)


class Net:
    """Implements the port for what the chat asks. Every call is noted, and checks that no transaction is held."""

    def __init__(self) -> None:
        self.budget = BudgetView(limit=5000, remaining=4980)
        self.photos = [photo(number) for number in range(1, 46)]
        self.people = {person.id: profile(person) for person in (MIRA, JONAS, LENA)}
        self.place = LISBON
        self.waiting: list[Person] = []
        self.calls: list[str] = []
        self.pictures_work = True
        self.trouble: dict[str, Exception] = {}
        """What a call raises, by its name."""
        self.hold: asyncio.Event | None = None
        """While it is set and not released, calls do not come back."""

    async def _call(self, *words: str) -> None:
        assert not in_transaction(), f"{words} inside a transaction"
        self.calls.append(" ".join(words))
        if self.hold is not None:
            await self.hold.wait()
        if words[0] in self.trouble:
            raise self.trouble[words[0]]

    async def me(self) -> Profile:
        await self._call("me")
        return profile(Person(id=ME, username="you"))

    async def user(self, user_id: UserId) -> Profile:
        await self._call("user", user_id)
        if user_id == ME:
            return profile(Person(id=ME, username="you"))
        if user_id not in self.people:
            raise RefusedError("This user does not exist.", gone=True)
        return self.people[user_id]

    async def search_users(self, query: str, *, count: int | None = None) -> tuple[Person, ...]:
        await self._call("search_users", query, *([str(count)] if count else []))
        people = (page.person for page in self.people.values())
        return tuple(person for person in people if query[:3].lower() in person.username)

    async def user_media(
        self, user_id: UserId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Media]:
        await self._call("user_media", user_id)
        return self._page([media for media in self.photos if media.author.id == user_id], cursor, count)

    async def tag(self, name: str) -> Tag:
        await self._call("tag", name)
        return Tag(name=name, media_count=1_200_000 if name == "sunset" else 0)

    async def tag_media(self, name: str, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        await self._call("tag_media", name)
        return self._page([media for media in self.photos if media.tags and name in media.tags], cursor, count)

    async def location(self, location_id: LocationId) -> Place:
        await self._call("location", location_id)
        if location_id != self.place.id:
            raise RefusedError("There is no such place.", gone=True)
        return self.place

    async def location_media(
        self, location_id: LocationId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Media]:
        await self._call("location_media", location_id)
        return self._page(self.photos, cursor, count)

    async def media(self, media_id: MediaId) -> Media:
        await self._call("media", media_id)
        return next(media for media in self.photos if media.id == media_id)

    async def comments(self, media_id: MediaId) -> tuple[Comment, ...]:
        await self._call("comments", media_id)
        return ()

    async def post_comment(self, media_id: MediaId, text: str) -> None:
        await self._call("post_comment", media_id, text)

    async def delete_comment(self, media_id: MediaId, comment_id: str) -> None:
        await self._call("delete_comment", media_id, comment_id)

    async def likes(self, media_id: MediaId) -> tuple[Person, ...]:
        await self._call("likes", media_id)
        return ()

    async def like(self, media_id: MediaId) -> None:
        await self._call("like", media_id)

    async def unlike(self, media_id: MediaId) -> None:
        await self._call("unlike", media_id)

    async def requested_by(self) -> tuple[Person, ...]:
        await self._call("requested_by")
        return tuple(self.waiting)

    async def relationship(self, user_id: UserId) -> Relationship:
        await self._call("relationship", user_id)
        asks = any(person.id == user_id for person in self.waiting)
        incoming = Incoming.REQUESTED_BY if asks else Incoming.FOLLOWED_BY
        return Relationship(outgoing=Outgoing.FOLLOWS, incoming=incoming, private=False)

    async def change_relationship(self, user_id: UserId, verb: RelationshipVerb) -> Outgoing:
        await self._call("change_relationship", user_id, verb)
        self.waiting = [person for person in self.waiting if person.id != user_id]
        return Outgoing.NONE

    async def picture(self, url: str) -> bytes:
        await self._call("picture", url)
        if not self.pictures_work:
            raise RefusedError("The picture is gone.", gone=True)
        file = io.BytesIO()
        Image.new("RGB", (64, 64), (hash(url) % 256, 120, 80)).save(file, "PNG")
        return file.getvalue()

    def _page(self, media: list[Media], cursor: str | None, count: int | None) -> Page[Media]:
        start = int(cursor or 0)
        end = start + (count or 20)
        return Page(items=tuple(media[start:end]), older=str(end) if end < len(media) else None)

    def writes(self) -> list[str]:
        """The calls that changed something."""
        verbs = ("like", "unlike", "change_relationship", "post_comment", "delete_comment")
        return [call for call in self.calls if call.split()[0] in verbs]


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

    async def send(self, text: str) -> SeenMessage | None:
        """Write, and give the bot's last message after it has dealt with it; None when it wrote nothing."""
        sent = self.visitor.send(text)
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
