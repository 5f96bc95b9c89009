from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.events import NewMedia
from domain.sources import Source
from tests.unit.polling.stage import rules
from tests.unit.polling.test_looking import SUNSETS, Watcher
from tests.unit.polling.world import MIRA, START, person

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.polling.world import SteppedClock, World

SUNSETS_AND_PIER = rules("""
rules:
  - id: sunsets
    trigger: {new_media: {tags: [sunset], every: 60s}}
    when: always
    do: [like]
  - id: pier
    trigger: {new_media: {tags: [pier], every: 60s}}
    when: always
    do: [like]
""")
SUNSETS_AND_MIRA = rules("""
rules:
  - id: sunsets
    trigger: {new_media: {tags: [sunset], every: 1h}}
    when: always
    do: [like]
  - id: mira
    trigger: {new_media: {users: ["id:7"], every: 60s}}
    when: always
    do: [like]
""")


def posted(world: World, clock: SteppedClock, many: int) -> set[str]:
    """So many sunsets, a minute apart; gives the keys of their events."""
    for number in range(many):
        clock.step(60)
        world.post(f"m{number}", author=person("9"))
    return {f"media:m{number}" for number in range(many)}


async def test_a_photo_that_another_list_brought_does_not_end_the_paging(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, SUNSETS_AND_MIRA)
    world.post("old", author=person("9"))
    await watcher.begin()
    sunsets = posted(world, clock, 30)
    world.post("hers", author=MIRA)
    world.calls.clear()
    await watcher.look()
    assert set(await watcher.keys()) == sunsets | {"media:hers"}
    assert world.calls.index("user_media 7") < world.calls.index("tag_media sunset")


async def test_two_lists_that_share_a_photo_lose_none_after_a_long_pause(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, SUNSETS_AND_PIER)
    world.post("old", tags=("sunset", "pier"))
    await watcher.begin()
    sunsets = posted(world, clock, 30)
    world.post("both", tags=("sunset", "pier"))
    await watcher.look()
    assert set(await watcher.keys()) == sunsets | {"media:both"}


async def test_after_a_clock_was_set_back_what_is_known_still_ends_the_paging(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, SUNSETS)
    await watcher.begin()
    posted(world, clock, 30)
    await watcher.look()
    clock.now = START + timedelta(days=-2)
    await watcher.looking.round()
    await watcher.look(after=86_400)
    world.calls.clear()
    await watcher.look()
    assert world.count("tag_media") == 1


async def test_a_first_look_swallows_nothing_that_is_new_to_another_list(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, SUNSETS)
    world.post("old", tags=("pier",))
    await watcher.begin()
    clock.step(30)
    both = world.post("both", tags=("sunset", "pier"))
    watcher.ruleset = SUNSETS_AND_PIER
    await watcher.looking.sync()
    await watcher.look(after=5)
    (event,) = await watcher.news()
    tag = Source.parse("tag:sunset")
    assert event == NewMedia(media=both, sources=frozenset({tag}), first_seen_at=clock())
    assert (await watcher.texts())[-1] == "Watching 1 list; 1 photo was there already and is left alone."
    await watcher.look(after=60)
    assert await watcher.keys() == ["media:both"]


async def test_a_photo_too_old_for_one_list_is_news_for_the_other(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, SUNSETS)
    await watcher.begin()
    clock.step(30)
    media = world.post("m1", tags=())
    clock.step(5)
    watcher.ruleset = SUNSETS_AND_PIER
    await watcher.begin()
    world.photos = [replace(media, tags=("sunset", "pier"))]
    await watcher.look(after=60)
    assert [event.sources for event in await watcher.news() if isinstance(event, NewMedia)] == [
        {Source.parse("tag:sunset")}
    ]
