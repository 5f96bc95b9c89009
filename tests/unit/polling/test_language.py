"""What rules may say, from the look to the plan."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.ids import EventKey, LocationId, MediaId
from domain.media import Place
from domain.plans import ActionKind
from domain.unknown import UNKNOWN
from polling.judging import Judging
from polling.looking import Looking
from storage import actions
from tests.unit.polling.listed import ListedWorld
from tests.unit.polling.stage import ACCOUNT, rules
from tests.unit.polling.world import ME, MIRA, person

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.polling.world import SteppedClock

MINUTES = 60.0


class Stage:
    """Looking and judging in turn."""

    def __init__(self, database: Database, clock: SteppedClock) -> None:
        self.world, self.database, self.clock = ListedWorld(clock), database, clock
        self.world.add(MIRA)
        self.ruleset = rules("rules: [{id: one, trigger: follow_request, when: always, do: [notify]}]")
        self.looking = Looking(
            account=ACCOUNT,
            network=self.world,
            database=database,
            rules=lambda: self.ruleset,
            clock=clock,
            chance=random.Random(7),  # noqa: S311 - it spreads waits, it guards nothing
        )
        self.judging = Judging(
            account=ACCOUNT,
            network=self.world,
            database=database,
            rules=lambda: self.ruleset,
            clock=clock,
            me=ME,
        )

    async def begin(self, trigger: str, when: str = "always", do: str = "notify", more: str = "") -> None:
        """Take the baseline under one rule."""
        text = f"rules: [{{id: one, mode: ask, trigger: {trigger}, when: {when}, do: [{do}]{more}}}]"
        self.ruleset = rules(text)
        await self.looking.sync()
        await self.looking.round()

    async def round(self, after: float = 5 * MINUTES) -> None:
        self.clock.step(after)
        await self.looking.round()
        await self.judging.round()

    async def planned(self, key: str) -> list[ActionKind]:
        async with self.database.read() as session:
            return [action.kind for action in await actions.of_event(session, ACCOUNT, EventKey(key))]


@pytest.fixture
def stage(database: Database, clock: SteppedClock) -> Stage:
    return Stage(database, clock)


@pytest.mark.parametrize(
    ("trigger", "operation"),
    [
        ("{new_media: {users: [self], every: 1m}}", None),
        ("{new_media: {users: [me], every: 1m}}", None),
        ("{new_media: {area: {near: [52.5, 13.4], within: 1km}, every: 1m}}", None),
        ("{new_media: {geographies: ['88'], every: 1m}}", "geography_media"),
        ("{new_media: {feed: true, every: 1m}}", "feed"),
        ("{new_media: {liked: true, every: 1m}}", "liked"),
        ("{new_media: {popular: true, every: 1m}}", "popular"),
    ],
)
async def test_every_list_wakes_its_rules(stage: Stage, trigger: str, operation: str | None) -> None:
    stage.world.add(person(ME, "me"))
    await stage.begin(trigger)
    stage.clock.step(1)
    media = stage.world.post("new", author=person(ME, "me"), place="42")
    where = Place(id=LocationId("42"), name="Pier", latitude=52.5, longitude=13.4)
    stage.world.change("new", location=where)
    if operation is not None:
        stage.world.put(operation, replace(media, location=where))
    await stage.round()
    assert await stage.planned("media:new") == [ActionKind.NOTIFY]


async def test_a_comment_wakes_its_rules(stage: Stage) -> None:
    pier = stage.world.post("pier", author=person(ME)).id
    await stage.begin("new_comment", "{comment.text: {any_word: [where]}}", '{reply: {text: "At the pier"}}')
    for text in ("Where is this?", "Lovely"):
        stage.world.say(pier, text, MIRA.id)
    stage.world.change(pier, comments=2)
    await stage.round()
    assert await stage.planned("comment:c0") == [ActionKind.REPLY]
    assert await stage.planned("comment:c1") == []


async def test_an_edit_is_seen_when_a_photo_is_judged_again(stage: Stage) -> None:
    again = ", recheck: {after: [45m, 3h]}"
    await stage.begin("{new_media: {tags: [sunset]}}", "{caption.edited: true}", "notify", again)
    stage.clock.step(1)
    stage.world.post("new")
    await stage.round()
    await stage.round(after=46 * MINUTES)
    assert await stage.planned("media:new") == []
    stage.world.change("new", caption="Sold out")
    await stage.round(after=180 * MINUTES)
    assert await stage.planned("media:new") == [ActionKind.NOTIFY]


@pytest.mark.parametrize(
    ("when", "calls"),
    [
        pytest.param("{likes.count: {gte: 3}}", ["media new"], id="a number that the list does not tell"),
        pytest.param("{comments.texts: {any_word: [lovely]}}", ["comments new"], id="what others wrote"),
        pytest.param("{comments.mine: false}", ["comments new"], id="whether one wrote oneself"),
        pytest.param(
            "{comments.mine: false, author.followers: {gte: 99}}", ["user 7"], id="a cheap no saves the dear question"
        ),
        pytest.param("{history.author.asked: {lte: 0}}", [], id="our own records cost nothing"),
        pytest.param("{history.author.likes: {gte: 1}}", [], id="nor do they when they say no"),
    ],
)
async def test_what_a_rule_asks_is_fetched_and_no_more(stage: Stage, when: str, calls: list[str]) -> None:
    await stage.begin("{new_media: {tags: [sunset]}}", when)
    stage.clock.step(1)
    stage.world.post("new")
    stage.world.say(MediaId("new"), "Lovely light", MIRA.id)
    seen_in_the_list, stage.world.photos = stage.world.photos, [replace(stage.world.photos[0], likes=UNKNOWN)]
    stage.clock.step(5 * MINUTES)
    await stage.looking.round()
    stage.world.photos = seen_in_the_list
    stage.world.calls.clear()
    await stage.judging.round()
    assert stage.world.calls == calls
    cheap_no = "99" in when or "likes: {gte: 1}" in when
    assert await stage.planned("media:new") == ([] if cheap_no else [ActionKind.NOTIFY])
