"""Lists of which a photo does not show that it stands in them: the feed, geographies, likes, what is popular."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.events import NewMedia
from domain.ids import MediaId
from domain.plans import ActionKind, Mode, Plan, PlannedAction, RuleRef
from domain.sources import Source
from polling.photos import Photos
from storage import actions, attempts, cases, moves, sources
from storage.moves import Move
from storage.states import ActionState
from tests.unit.polling.listed import ListedWorld
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import START, photo

if TYPE_CHECKING:
    from domain.media import Media
    from polling.looks import Look
    from storage.database import Database
    from storage.sources import StoredSource
    from tests.unit.polling.world import SteppedClock

MINUTE = timedelta(minutes=1)
TAG, FEED, LIKED, POPULAR = map(Source.parse, ("tag:sunset", "feed:self", "liked:self", "popular:all"))


class Watch:
    """Looks at lists by hand."""

    def __init__(self, database: Database, clock: SteppedClock) -> None:
        self.world, self.database, self.clock = ListedWorld(clock), database, clock
        self.photos = Photos(account=ACCOUNT, network=self.world, database=database, clock=clock)

    async def stored(self, source: Source) -> StoredSource:
        async with self.database.read() as session:
            return next(one for one in await sources.active(session, ACCOUNT) if one.source == source)

    async def begin(self, *watched: Source) -> list[Look]:
        async with self.database.write() as session:
            await sources.sync(session, ACCOUNT, dict.fromkeys(watched, MINUTE), self.clock())
        return [await self.look(source) for source in watched]

    async def look(self, source: Source) -> Look:
        self.clock.step(60)
        return await self.photos.look(await self.stored(source))

    def post(self, number: str, *operations: str) -> Media:
        """A photo of now that stands in some lists and carries the tag."""
        media = self.world.post(number)
        for operation in operations:
            self.world.put(operation, media)
        return media

    async def brought(self) -> dict[str, set[str]]:
        """By photo, the lists that it is new to."""
        async with self.database.read() as session:
            found = [case.event for case in await cases.due(session, ACCOUNT, self.clock(), 1000)]
        return {event.media.id: set(map(str, event.sources)) for event in found if isinstance(event, NewMedia)}


@pytest.fixture
def watch(database: Database, clock: SteppedClock) -> Watch:
    return Watch(database, clock)


@pytest.mark.parametrize(
    ("source", "operation"),
    [
        ("feed:self", "feed"),
        ("liked:self", "liked"),
        ("popular:all", "popular"),
        ("geography:88", "geography_media"),
    ],
)
async def test_what_stood_there_is_left_alone_and_what_comes_is_news(
    watch: Watch, source: str, operation: str
) -> None:
    watch.post("old", operation)
    (first,) = await watch.begin(Source.parse(source))
    assert (first.news, first.baseline, first.calls) == (0, 1, 1)
    watch.post("new", operation)
    looks = [await watch.look(Source.parse(source)) for _ in range(2)]
    assert [(look.news, look.baseline, len(look.came)) for look in looks] == [(1, None, 1), (0, None, 0)]
    assert await watch.brought() == {"new": {source}}


@pytest.mark.parametrize(
    ("source", "operation", "news"),
    [
        pytest.param(LIKED, "liked", 1, id="liked lately"),
        pytest.param(POPULAR, "popular", 1, id="popular lately"),
        pytest.param(FEED, "feed", 0, id="old photos of somebody who is followed since today"),
    ],
)
async def test_an_old_photo_is_news_where_age_says_nothing(
    watch: Watch, source: Source, operation: str, news: int
) -> None:
    await watch.begin(source)
    watch.world.put(operation, photo("ancient", START - timedelta(days=400)))
    assert (await watch.look(source)).news == news


async def test_a_photo_that_a_tag_brought_first_is_news_to_the_feed_as_well(watch: Watch) -> None:
    await watch.begin(TAG, FEED)
    watch.post("both", "feed")
    assert (await watch.look(TAG)).news == 1
    assert await watch.brought() == {"both": {"tag:sunset"}}
    assert (await watch.look(FEED)).news == 1
    assert await watch.brought() == {"both": {"tag:sunset", "feed:self"}}
    assert (await watch.look(FEED)).news == 0


async def test_a_photo_that_the_feed_brought_first_is_news_to_its_tag_as_well(watch: Watch) -> None:
    await watch.begin(TAG, FEED)
    watch.post("both", "feed")
    assert (await watch.look(FEED)).news == 1
    assert await watch.brought() == {"both": {"tag:sunset", "feed:self"}}
    assert (await watch.look(TAG)).news == 0


async def test_a_photo_that_was_old_to_a_tag_may_be_liked_today(watch: Watch) -> None:
    old = watch.post("old")
    await watch.begin(TAG, LIKED)
    watch.world.put("liked", old)
    assert (await watch.look(LIKED)).news == 1
    assert await watch.brought() == {"old": {"liked:self"}}


async def liked_by(watch: Watch, number: str, *, person: str | None) -> None:
    """Put a like into the ledger as done."""
    like = PlannedAction(
        kind=ActionKind.LIKE, target=number, mode=Mode.AUTO, rules=(RuleRef(id="sunsets", version="1"),), because=()
    )
    async with watch.database.write() as session:
        event = NewMedia(media=photo(number, START), sources=frozenset(), first_seen_at=START).key
        await actions.record_plan(session, ACCOUNT, Plan(event=event, actions=(like,)), START)
        (action,) = await actions.on_target(session, ACCOUNT, ActionKind.LIKE, MediaId(number))
        await moves.make(session, action, Move(state=ActionState.PENDING, by=person), START)
        (ready,) = await actions.on_target(session, ACCOUNT, ActionKind.LIKE, MediaId(number))
        assert await attempts.claim(session, ready, None, now=START)


async def test_what_a_rule_liked_is_no_news_of_what_the_owner_likes(watch: Watch) -> None:
    await watch.begin(LIKED)
    for number, person in (("ours", None), ("theirs", "You")):
        await liked_by(watch, number, person=person)
        watch.post(number, "liked")
    watch.post("elsewhere", "liked")
    assert (await watch.look(LIKED)).news == 2
    assert set(await watch.brought()) == {"theirs", "elsewhere"}


async def test_likes_are_paged_until_one_is_known(watch: Watch) -> None:
    watch.world.page_size = 2
    watch.post("known", "liked")
    await watch.begin(LIKED)
    for number in range(5):
        watch.post(f"m{number}", "liked")
    watch.world.calls.clear()
    assert (await watch.look(LIKED)).news == 5
    assert watch.world.calls == ["liked"] * 3


async def test_what_is_popular_has_no_pages_and_no_gap(watch: Watch) -> None:
    await watch.begin(POPULAR)
    for number in range(40):
        watch.post(f"m{number}", "popular")
    watch.world.calls.clear()
    assert (await watch.look(POPULAR)).news == 33
    assert watch.world.calls == ["popular"]
