from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError, RetryableError
from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import NOT_LOADED, Facts, Need
from domain.ids import CommentId
from domain.media import Comment, Media
from domain.people import Relationship
from domain.sources import Source
from domain.unknown import UNKNOWN
from networks.budget import BudgetView
from polling.enriching import Enriching, without
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import ME, MIRA, START, photo

if TYPE_CHECKING:
    from domain.events import Event
    from storage.database import Database
    from tests.unit.polling.world import SteppedClock, World

FACTS = Facts(me=ME)
PHOTO = NewMedia(media=photo("m1", START), sources=frozenset({Source.parse("tag:sunset")}), first_seen_at=START)
REQUEST = FollowRequest(requester=MIRA, first_seen_at=START)
REMARK = NewComment(
    comment=Comment(id=CommentId("c1"), text="Where?", author=MIRA, created_at=START),
    media=photo("m1", START),
    first_seen_at=START,
)
HOUR = 3600.0


@pytest.fixture
def enriching(world: World, database: Database, clock: SteppedClock) -> Enriching:
    world.add(MIRA)
    world.post("m1")
    world.say(PHOTO.media.id, "Lovely", MIRA.id)
    return Enriching(account=ACCOUNT, network=world, database=database, clock=clock)


@pytest.mark.parametrize(
    ("need", "call"),
    [
        (Need.PROFILE, "user 7"),
        (Need.RELATIONSHIP, "relationship 7"),
        (Need.MEDIA, "media m1"),
        (Need.COMMENTS, "comments m1"),
    ],
)
async def test_each_fact_is_one_call(enriching: Enriching, world: World, need: Need, call: str) -> None:
    facts = await enriching.load(FACTS, need, PHOTO)
    assert world.calls == [call]
    assert getattr(facts, need.value) not in {NOT_LOADED, UNKNOWN}
    assert sum(getattr(facts, other.value) is NOT_LOADED for other in Need) == len(Need) - 1


async def test_the_facts_are_those_of_the_photo_and_of_who_wrote(enriching: Enriching, world: World) -> None:
    facts = await enriching.load(await enriching.load(FACTS, Need.MEDIA, REMARK), Need.COMMENTS, REMARK)
    assert isinstance(facts.media, Media)
    assert facts.media.id == "m1"
    assert isinstance(facts.comments, tuple)
    assert [comment.text for comment in facts.comments] == ["Lovely"]
    assert (await enriching.load(FACTS, Need.PROFILE, REMARK)).profile == world.people[MIRA.id]


@pytest.mark.parametrize("need", [Need.MEDIA, Need.COMMENTS])
async def test_a_request_has_no_photo(enriching: Enriching, world: World, need: Need) -> None:
    facts = await enriching.load(FACTS, need, REQUEST)
    assert facts == without(FACTS, need)
    assert world.calls == []


@pytest.mark.parametrize("need", list(Need))
def test_what_nobody_could_tell_is_unknown(need: Need) -> None:
    assert getattr(without(FACTS, need), need.value) is UNKNOWN


@pytest.mark.parametrize(
    ("need", "event", "after", "calls"),
    [
        pytest.param(Need.PROFILE, REQUEST, 24 * HOUR, 1, id="a profile is good for a day"),
        pytest.param(Need.PROFILE, REQUEST, 24 * HOUR + 1, 2, id="and no longer"),
        pytest.param(Need.RELATIONSHIP, PHOTO, 24 * HOUR, 1, id="for a photo, so is how somebody stands"),
        pytest.param(Need.RELATIONSHIP, PHOTO, 24 * HOUR + 1, 2, id="and no longer than that"),
        pytest.param(Need.RELATIONSHIP, REQUEST, 600, 1, id="for a decision it is good for ten minutes"),
        pytest.param(Need.RELATIONSHIP, REQUEST, 601, 2, id="and then asked anew"),
        pytest.param(Need.MEDIA, PHOTO, 0, 2, id="a photo changes by the minute"),
        pytest.param(Need.COMMENTS, PHOTO, 0, 2, id="and so does what is written under it"),
    ],
)
async def test_what_was_told_is_kept_for_a_while(  # noqa: PLR0917 - a table's columns
    enriching: Enriching, world: World, clock: SteppedClock, need: Need, event: Event, after: float, calls: int
) -> None:
    first = await enriching.load(FACTS, need, event)
    clock.step(after)
    assert await enriching.load(FACTS, need, event) == first
    assert len(world.calls) == calls


@pytest.mark.parametrize(("need", "operation"), [(Need.PROFILE, "user"), (Need.RELATIONSHIP, "relationship")])
async def test_a_refusal_is_not_asked_for_twice_a_day(
    enriching: Enriching, world: World, need: Need, operation: str
) -> None:
    world.troubles[operation] = [RefusedError("This person is hidden.")]
    first = await enriching.load(FACTS, need, PHOTO)
    again = await enriching.load(FACTS, need, PHOTO)
    assert first == again
    assert world.count(operation) == 1
    hidden = Relationship(outgoing=UNKNOWN, incoming=UNKNOWN, private=UNKNOWN)
    assert getattr(first, need.value) == (UNKNOWN if need is Need.PROFILE else hidden)


async def test_a_fifth_of_the_hour_is_for_facts(enriching: Enriching, world: World, clock: SteppedClock) -> None:
    world.budget = BudgetView(limit=10, remaining=10)
    for _ in range(2):
        await enriching.load(FACTS, Need.COMMENTS, PHOTO)
        clock.step(1000)
    with pytest.raises(RetryableError, match="for the lists and the chat") as caught:
        await enriching.load(FACTS, Need.COMMENTS, PHOTO)
    assert caught.value.delay == 1600
    clock.step(1600)
    await enriching.load(FACTS, Need.COMMENTS, PHOTO)
    assert world.count("comments") == 3


async def test_a_fifth_of_the_hour_is_left_to_the_chat(enriching: Enriching, world: World) -> None:
    world.budget = BudgetView(limit=100, remaining=20)
    with pytest.raises(RetryableError):
        await enriching.photo(PHOTO.media.id)
    world.budget = BudgetView(limit=100, remaining=21)
    assert (await enriching.photo(PHOTO.media.id)).id == "m1"


async def test_what_is_known_costs_nothing_even_when_nothing_is_left(enriching: Enriching, world: World) -> None:
    known = await enriching.load(FACTS, Need.PROFILE, PHOTO)
    world.budget = BudgetView(limit=100, remaining=0)
    assert await enriching.load(FACTS, Need.PROFILE, PHOTO) == known
