from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.ids import AccountKey, LocationId, MediaId
from domain.media import Place
from domain.sources import Source, SourceKind
from domain.unknown import UNKNOWN
from polling.lists import is_news, is_old, item, label, page, standing_in
from storage.sources import StoredSource
from tests.unit.polling.listed import ListedWorld
from tests.unit.polling.world import ME, MIRA, START, SteppedClock, World, person, photo

LATER = START + timedelta(seconds=5)


def watched(text: str, *, since: timedelta | None = timedelta()) -> StoredSource:
    return StoredSource(
        id=1,
        account=AccountKey("demo"),
        source=Source.parse(text),
        every=timedelta(minutes=1),
        baseline_at=None if since is None else START + since,
        next_due_at=START,
        last_looked_at=None,
        failures=0,
        last_error=None,
        learned=None,
    )


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        pytest.param("tag:sunset", True, id="its tag"),
        pytest.param("tag:Sunset", True, id="tags fold"),
        pytest.param("tag:sun", False, id="no part of a tag"),
        pytest.param("user:7", True, id="its author"),
        pytest.param("user:77", False, id="another author"),
        pytest.param("location:42", True, id="its place"),
        pytest.param("location:4", False, id="another place"),
        pytest.param("user:self", False, id="not the owner's own"),
        pytest.param("area:52.5,13.4,500", True, id="within the circle"),
        pytest.param("area:52.5,13.41,500", False, id="outside of the circle"),
        pytest.param("feed:self", False, id="does not show in the feed"),
        pytest.param("liked:self", False, id="does not show when it was liked"),
        pytest.param("requests:self", False, id="not a list of photos"),
    ],
)
def test_a_photo_stands_in_the_lists_that_it_shows(text: str, stands: bool) -> None:  # noqa: FBT001 - a table's column
    media = photo("m1", LATER, author=MIRA, tags=("sunset",), place="42")
    place = Place(id=LocationId("42"), name="Pier", latitude=52.501, longitude=13.401)
    media = replace(media, location=place)
    assert (standing_in(media, [watched(text)], ME) == {Source.parse(text)}) is stands


def test_the_owners_own_photos_are_a_list_by_itself() -> None:
    own = photo("m1", LATER, author=person(ME))
    lists = [watched("user:self"), watched("user:7")]
    assert standing_in(own, lists, ME) == {Source.parse("user:self")}


def test_what_is_not_told_stands_nowhere() -> None:
    media = replace(photo("m1", LATER), tags=UNKNOWN, location=UNKNOWN)
    assert standing_in(media, [watched("tag:sunset"), watched("location:42")], ME) == frozenset()


def test_a_photo_without_a_place_stands_at_none() -> None:
    assert standing_in(photo("m1", LATER), [watched("location:42")], ME) == frozenset()


def test_a_photo_is_no_news_to_a_list_that_is_watched_since_later_or_was_never_looked_at() -> None:
    lists = [watched("tag:sunset", since=timedelta(seconds=6)), watched("user:7", since=None)]
    assert standing_in(photo("m1", LATER), lists, ME) == frozenset()


@pytest.mark.parametrize(
    ("created", "old"),
    [
        pytest.param(timedelta(seconds=-1), True, id="a second before"),
        pytest.param(timedelta(), False, id="within the second, which the network cuts off"),
        pytest.param(timedelta(seconds=1), False, id="after"),
    ],
)
def test_old_is_what_was_there_before_the_first_look(created: timedelta, old: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_old(photo("m1", START + created), START + timedelta(milliseconds=900)) is old


@pytest.mark.parametrize(
    ("text", "call", "name"),
    [
        ("tag:sunset", "tag_media sunset", "#sunset"),
        ("user:7", "user_media 7", "the photos of user 7"),
        ("location:42", "location_media 42", "the photos at place 42"),
        ("user:self", "user_media 1", "your own photos"),
        ("area:52.52,13.405,5000", "search_media 52.52,13.405,5000", "the photos within 5 km of 52.52, 13.405"),
        ("area:-33.9,151.2,750", "search_media -33.9,151.2,750", "the photos within 750 m of -33.9, 151.2"),
        ("geography:88", "geography_media 88", "the photos of geography 88"),
        ("feed:self", "feed", "your feed"),
        ("liked:self", "liked", "the photos that you like"),
        ("popular:all", "popular", "the popular photos"),
    ],
)
async def test_every_kind_of_list_has_its_call_and_its_name(text: str, call: str, name: str) -> None:
    world = ListedWorld(SteppedClock())
    source = Source.parse(text)
    expected = photo("m1", START, place="42", author=person(ME) if source.value == "self" else MIRA)
    world.photos = [expected, photo("m2", START, author=person("8"), tags=(), place=None)]
    for operation in ("feed", "liked", "popular", "geography_media"):
        world.put(operation, expected)
    assert (await page(world, source, None, ME)).items == (expected,)
    assert world.calls == [call]
    assert label(source) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("requests:self", "the follow requests"), ("comments:self", "the comments under your photos")],
)
async def test_some_lists_hold_no_photos(text: str, name: str) -> None:
    assert label(Source.parse(text)) == name
    with pytest.raises(ValueError, match=f"{name} are no list of photos"):
        await page(World(SteppedClock()), Source.parse(text), None, ME)


def test_every_kind_of_list_has_a_name() -> None:
    circle = "52.5,13.4,500"
    assert all(label(Source(kind=kind, value=circle)) for kind in SourceKind)


@pytest.mark.parametrize(
    ("text", "remembered"),
    [
        pytest.param("tag:sunset", "m1", id="one memory for all whose photos show where they stand"),
        pytest.param("feed:self", "feed:self:m1", id="the feed keeps its own"),
        pytest.param("geography:88", "geography:88:m1", id="each geography keeps its own"),
    ],
)
def test_what_is_remembered_of_a_photo(text: str, remembered: str) -> None:
    assert item(Source.parse(text), MediaId("m1")) == remembered


@pytest.mark.parametrize(
    ("text", "news"),
    [
        pytest.param("tag:sunset", False, id="older than the first look"),
        pytest.param("feed:self", False, id="older than the first look at the feed"),
        pytest.param("popular:all", True, id="of any age"),
        pytest.param("liked:self", True, id="liked lately, taken long ago"),
    ],
)
def test_some_lists_bring_news_of_any_age(text: str, news: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_news(photo("m1", START - timedelta(days=30)), watched(text)) is news
    assert not is_news(photo("m1", LATER), watched(text, since=None))
