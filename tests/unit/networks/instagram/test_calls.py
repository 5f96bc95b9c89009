from __future__ import annotations

import pytest

from domain.errors import RefusedError
from networks.instagram.calls import BY_MEDIA_ID, BY_TAG_ID, Call, counted


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
