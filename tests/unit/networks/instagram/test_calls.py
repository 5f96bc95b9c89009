from __future__ import annotations

import pytest

from domain.errors import RefusedError
from domain.ids import UserId
from domain.people import Person
from networks.instagram.calls import BY_CURSOR, BY_LIKE_ID, BY_MEDIA_ID, BY_TAG_ID, Call, Paging, counted


@pytest.mark.parametrize(
    ("segment", "quoted"),
    [
        pytest.param("sunset", "sunset", id="plain"),
        pytest.param("café", "caf%C3%A9", id="accent"),
        pytest.param("日没", "%E6%97%A5%E6%B2%A1", id="another script"),
        pytest.param("a/b", "a%2Fb", id="a slash stays inside the segment"),
        pytest.param("a?b#c", "a%3Fb%23c", id="neither query nor fragment"),
        pytest.param("100%", "100%25", id="percent"),
        pytest.param("..a", "..a", id="dots within a name"),
    ],
)
def test_a_segment_is_quoted(segment: str, quoted: str) -> None:
    assert Call(doing="load it", path=("tags", segment)).address() == f"tags/{quoted}"


@pytest.mark.parametrize("segment", ["", ".", ".."])
def test_a_segment_that_leads_elsewhere_is_refused(segment: str) -> None:
    with pytest.raises(RefusedError, match=r"^Could not load it: .* is no name or id on this network\.$"):
        Call(doing="load it", path=("tags", segment)).address()


def test_a_page_is_asked_for_by_cursor_and_count() -> None:
    assert BY_TAG_ID.query(cursor="7", count=3, doing="load it") == {"max_tag_id": "7", "count": "3"}


def test_the_first_page_is_asked_for_without_parameters() -> None:
    assert BY_MEDIA_ID.query(cursor=None, count=None, doing="load it") == {}


@pytest.mark.parametrize(
    ("pagination", "older"),
    [
        pytest.param({"next_max_id": "12_3"}, "12_3", id="text"),
        pytest.param({"next_max_id": 12}, "12", id="a number"),
        pytest.param({"next_max_id": None}, None, id="null"),
        pytest.param({"next_max_id": ""}, None, id="empty"),
        pytest.param({}, None, id="at the end"),
        pytest.param({"next_max_tag_id": "12"}, None, id="another list's key"),
    ],
)
def test_the_cursor_comes_from_the_pagination(pagination: dict[str, object], older: str | None) -> None:
    assert BY_MEDIA_ID.older(pagination) == older


@pytest.mark.parametrize("count", [0, -1])
def test_a_count_below_one_is_refused(count: int) -> None:
    with pytest.raises(RefusedError, match="the count must be 1 or more"):
        counted(count, doing="load it")


@pytest.mark.parametrize(
    ("paging", "known", "query"),
    [
        pytest.param(BY_MEDIA_ID, "996571898003529362_1574083", {"min_id": "996571898003529362_1574083"}, id="media"),
        pytest.param(BY_MEDIA_ID, "3", {"min_id": "3"}, id="a media of before 2012"),
        pytest.param(BY_TAG_ID, "1387272337517", {"min_tag_id": "1387272337517"}, id="tag"),
    ],
)
def test_newer_ones_are_asked_for_by_what_is_known(paging: Paging, known: str, query: dict[str, str]) -> None:
    assert paging.query(cursor=None, count=None, newer_than=known, doing="load it") == query


@pytest.mark.parametrize("known", ["", "sunset", "-1", "1_", "1_2_3", "²", "1" * 21, " 1", "1\n"])
def test_what_is_no_id_is_refused(known: str) -> None:
    with pytest.raises(RefusedError, match=r"^Could not load it: min_tag_id is an id that this list gave, not "):
        BY_TAG_ID.query(cursor=None, count=None, newer_than=known, doing="load it")


@pytest.mark.parametrize(
    ("paging", "pagination", "newest"),
    [
        pytest.param(BY_MEDIA_ID, {"min_tag_id": "7"}, "2", id="the first one's id"),
        pytest.param(BY_TAG_ID, {"min_tag_id": "7"}, "7", id="as the network says"),
        pytest.param(BY_TAG_ID, {"min_tag_id": 7}, "7", id="as a number"),
        pytest.param(BY_TAG_ID, {}, None, id="as the network does not say"),
        pytest.param(BY_LIKE_ID, {"min_tag_id": "7"}, None, id="likes cannot be asked for so"),
        pytest.param(BY_CURSOR, {"min_tag_id": "7"}, None, id="neither can people"),
    ],
)
def test_a_page_says_by_what_to_ask_for_newer_ones(
    paging: Paging, pagination: dict[str, object], newest: str | None
) -> None:
    people = [Person(id=UserId(number), username="ada") for number in ("2", "1")]
    assert paging.newest(pagination, people) == newest


def test_an_empty_page_knows_of_nothing_newer() -> None:
    assert BY_MEDIA_ID.newest({}, []) is None
