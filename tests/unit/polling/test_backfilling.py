from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError, RetryableError
from domain.ids import CommentId, MediaId
from domain.plans import Mode
from domain.sources import Source
from networks.budget import BudgetView
from polling.backfilling import MOST_PAGES, Backfilling, Brought, Past
from polling.photos import Photos
from polling.requests import Requests
from storage import cases, sources
from tests.unit.polling.listed import ListedWorld
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import ME, MIRA, START, person, photo

if TYPE_CHECKING:
    from storage.cases import Case
    from storage.database import Database
    from storage.sources import StoredSource
    from tests.unit.polling.world import SteppedClock

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SUNSET, COMMENTS, REQUESTS = map(Source.parse, ("tag:sunset", "comments:self", "requests:self"))


class Archive:
    """Backfilling, and a view of what came of it."""

    def __init__(self, database: Database, clock: SteppedClock) -> None:
        self.world, self.database, self.clock = ListedWorld(clock), database, clock
        self.backfilling = Backfilling(account=ACCOUNT, network=self.world, database=database, clock=clock)

    def fill(self, days: int) -> None:
        """A sunset for each day, the newest of today."""
        self.world.photos = [photo(f"m{number}", START - number * DAY) for number in range(days)]

    async def bring(self, source: Source = SUNSET, days: float = 3, most: int = 50, **how: object) -> Brought:
        past = Past(source=source, since=START - days * DAY, most=most)
        return await self.backfilling.bring(replace(past, **how))  # type: ignore[arg-type]  # handed through as it came

    async def watched(self, source: Source) -> StoredSource:
        async with self.database.write() as session:
            await sources.sync(session, ACCOUNT, {source: MINUTE}, self.clock())
            (found,) = await sources.active(session, ACCOUNT)
        return found

    async def look(self, source: Source = SUNSET) -> int:
        """Look at a list like every minute; gives how much was new."""
        kind = Requests if source == REQUESTS else Photos
        eye = kind(account=ACCOUNT, network=self.world, database=self.database, clock=self.clock)
        return (await eye.look(await self.watched(source))).news

    async def cases(self) -> list[Case]:
        async with self.database.read() as session:
            return await cases.due(session, ACCOUNT, self.clock(), 1000)

    async def keys(self) -> list[str]:
        return [case.event.key for case in await self.cases()]


@pytest.fixture
def archive(database: Database, clock: SteppedClock) -> Archive:
    return Archive(database, clock)


async def test_what_is_young_enough_comes_back_oldest_first(archive: Archive) -> None:
    archive.fill(9)
    assert await archive.bring(days=3) == Brought(new=4, known=0, complete=True)
    assert await archive.keys() == ["media:m3", "media:m2", "media:m1", "media:m0"]
    assert {case.ceiling for case in await archive.cases()} == {Mode.WATCH}


async def test_what_comes_back_together_counts_as_one_look(archive: Archive) -> None:
    archive.world.page_size = 2
    archive.fill(6)
    began = archive.clock()

    async def travel() -> None:
        archive.clock.step(3)

    archive.world.meanwhile["tag_media"] = travel
    await archive.bring()
    assert {case.event.first_seen_at for case in await archive.cases()} == {began}


async def test_of_too_much_the_newest_come_back(archive: Archive) -> None:
    archive.fill(9)
    assert await archive.bring(days=9, most=2) == Brought(new=2, known=0, complete=True)
    assert await archive.keys() == ["media:m1", "media:m0"]


async def test_what_was_left_alone_at_the_first_look_can_be_brought_back(archive: Archive) -> None:
    archive.fill(2)
    assert await archive.look() == 0
    assert (await archive.bring()).new == 2
    assert (await archive.bring()) == Brought(new=0, known=2, complete=True)
    archive.clock.step(60)
    assert await archive.look() == 0


async def test_what_the_next_look_brings_by_itself_is_not_put_under_a_ceiling(archive: Archive) -> None:
    archive.fill(2)
    await archive.look()
    archive.clock.step(60)
    archive.world.post("fresh")
    assert (await archive.bring()).new == 2
    assert await archive.look() == 1
    (fresh,) = [case for case in await archive.cases() if case.event.key == "media:fresh"]
    assert fresh.ceiling is None


@pytest.mark.parametrize("mode", [Mode.WATCH, Mode.ASK])
async def test_how_far_rules_may_go_is_said_with_it(archive: Archive, mode: Mode) -> None:
    archive.fill(1)
    await archive.bring(mode=mode)
    assert [case.ceiling for case in await archive.cases()] == [mode]


async def test_acting_alone_on_old_items_needs_a_second_word(archive: Archive) -> None:
    archive.fill(1)
    with pytest.raises(ConfigError, match="--yes-auto"):
        await archive.bring(mode=Mode.AUTO)
    assert archive.world.calls == []
    assert (await archive.bring(mode=Mode.AUTO, auto_confirmed=True)).new == 1


async def test_the_pages_have_an_end(archive: Archive) -> None:
    archive.world.page_size = 1
    archive.fill(MOST_PAGES + 5)
    assert await archive.bring(days=100) == Brought(new=MOST_PAGES, known=0, complete=False)


async def test_the_chats_calls_are_left_alone(archive: Archive) -> None:
    archive.world.page_size = 1
    archive.fill(5)
    archive.world.budget = BudgetView(limit=100, remaining=20)
    assert await archive.bring() == Brought(new=1, known=0, complete=False)


async def test_people_may_be_named(archive: Archive) -> None:
    archive.world.add(MIRA)
    archive.fill(1)
    assert (await archive.bring(Source.parse("user:@mira"))).new == 1
    with pytest.raises(ConfigError, match="nobody has the username nobody"):
        await archive.bring(Source.parse("user:@nobody"))
    archive.world.troubles["search_users"] = [RetryableError("Busy.", delay=7)]
    with pytest.raises(RetryableError):
        await archive.bring(Source.parse("user:@jonas"))


async def test_the_feed_is_not_news_again_after_it_was_brought_back(archive: Archive) -> None:
    feed = Source.parse("feed:self")
    await archive.look(feed)
    archive.clock.step(60)
    archive.world.put("feed", archive.world.post("young"))
    await archive.bring(feed)
    assert await archive.look(feed) == 0


async def test_those_who_wait_since_before_can_be_judged(archive: Archive) -> None:
    archive.world.waiting = [MIRA]
    await archive.look(REQUESTS)
    archive.world.waiting.append(person("8"))
    assert await archive.bring(REQUESTS, mode=Mode.ASK) == Brought(new=1, known=0, complete=True)
    assert await archive.keys() == [f"request:7:{int(START.timestamp())}"]
    assert await archive.look(REQUESTS) == 1


async def test_who_was_seen_earlier_than_wanted_stays_where_they_are(archive: Archive) -> None:
    archive.world.waiting = [MIRA]
    await archive.look(REQUESTS)
    assert (await archive.bring(REQUESTS, days=-1)).new == 0


async def test_comments_come_back_as_well(archive: Archive) -> None:
    pier, quiet = (archive.world.post(name, author=person(ME)).id for name in ("pier", "quiet"))
    for number, (author, days) in enumerate(((MIRA.id, 9), (ME, 1), (MIRA.id, 1), (MIRA.id, 0))):
        archive.world.say(pier, f"text {number}", author, at=START - days * DAY)
    archive.world.change(pier, comments=4)
    assert await archive.bring(COMMENTS) == Brought(new=2, known=0, complete=True)
    assert await archive.keys() == ["comment:c2", "comment:c3"]
    assert archive.world.calls == ["user_media 1", "comments pier"]
    assert quiet not in archive.world.written


async def test_comments_are_not_read_at_the_cost_of_the_chat(archive: Archive) -> None:
    archive.world.post("pier", author=person(ME))
    archive.world.budget = BudgetView(limit=100, remaining=20)
    assert await archive.bring(COMMENTS) == Brought(new=0, known=0, complete=False)


async def test_a_comment_that_was_brought_back_is_no_news(archive: Archive) -> None:
    pier = archive.world.post("pier", author=person(ME)).id
    archive.world.say(pier, "Lovely", MIRA.id)
    archive.world.change(pier, comments=1)
    await archive.bring(COMMENTS)
    assert (await archive.bring(COMMENTS)).known == 1
    assert archive.world.written[MediaId("pier")][0].id == CommentId("c0")
