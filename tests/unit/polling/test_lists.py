from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.ids import AccountKey
from domain.sources import Source, SourceKind
from domain.unknown import UNKNOWN
from polling.lists import is_old, label, page, standing_in
from storage.sources import StoredSource
from tests.unit.polling.world import MIRA, START, SteppedClock, World, photo

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
        pytest.param("requests:self", False, id="not a list of photos"),
    ],
)
def test_a_photo_stands_in_the_lists_that_it_shows(text: str, stands: bool) -> None:  # noqa: FBT001 - a table's column
    media = photo("m1", LATER, author=MIRA, tags=("sunset",), place="42")
    assert (standing_in(media, [watched(text)]) == {Source.parse(text)}) is stands


def test_what_is_not_told_stands_nowhere() -> None:
    media = replace(photo("m1", LATER), tags=UNKNOWN, location=UNKNOWN)
    assert standing_in(media, [watched("tag:sunset"), watched("location:42")]) == frozenset()


def test_a_photo_without_a_place_stands_at_none() -> None:
    assert standing_in(photo("m1", LATER), [watched("location:42")]) == frozenset()


def test_a_photo_is_no_news_to_a_list_that_is_watched_since_later_or_was_never_looked_at() -> None:
    lists = [watched("tag:sunset", since=timedelta(seconds=6)), watched("user:7", since=None)]
    assert standing_in(photo("m1", LATER), lists) == frozenset()


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
    ],
)
async def test_every_kind_of_list_has_its_call_and_its_name(text: str, call: str, name: str) -> None:
    world = World(SteppedClock())
    expected = photo("m1", START, place="42")
    world.photos = [expected, photo("m2", START, author=replace(MIRA, id="8"), tags=(), place="43")]  # type: ignore[arg-type]  # NewType
    source = Source.parse(text)
    assert (await page(world, source, None)).items == (expected,)
    assert world.calls == [call]
    assert label(source) == name


async def test_follow_requests_are_no_photos() -> None:
    requests = Source(kind=SourceKind.REQUESTS, value="self")
    assert label(requests) == "the follow requests"
    with pytest.raises(ValueError, match="people, not of photos"):
        await page(World(SteppedClock()), requests, None)
