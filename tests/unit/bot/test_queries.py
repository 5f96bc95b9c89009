from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.around import Around
from bot.buttons import LIMIT_BYTES
from bot.lists import fresh
from bot.queries import ListKind, Query, from_key, how_many
from bot.spans import Span

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
SPAN = Span(earliest=NOW, latest=NOW)


@pytest.mark.parametrize(
    "query",
    [
        Query(kind=ListKind.TAG, value="sunset"),
        Query(kind=ListKind.TAG, value="sunset", count=50),
        Query(kind=ListKind.USER, value="37998182000", span=SPAN),
        Query(kind=ListKind.PLACE, value="212", count=3, span=Span(earliest=None, latest=NOW)),
        Query(kind=ListKind.PLACE, value="212", span=Span(earliest=NOW, latest=None)),
        Query(kind=ListKind.NEAR, value=Around(latitude=-33.86785, longitude=-151.20732, metres=5000).key),
        Query(kind=ListKind.PHOTO, value="1874240378153466907_37998182000"),
    ],
)
def test_a_button_carries_a_query(query: Query) -> None:
    assert from_key(query.kind, query.key) == query
    assert len(str(fresh(query)).encode()) <= LIMIT_BYTES
    assert fresh(query).fits


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        pytest.param("moon", "1", id="no list of ours"),
        pytest.param("tag", "", id="of nothing"),
        pytest.param("tag", "~5", id="a count of nothing"),
        pytest.param("tag", "sunset~0", id="none of them"),
        pytest.param("tag", "sunset~many", id="no number"),
        pytest.param("user", "7~~a~b", id="no span"),
        pytest.param("user", "7~~~", id="an empty span"),
    ],
)
def test_a_forged_query_is_none(kind: str, key: str) -> None:
    assert from_key(kind, key) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", 1), ("100", 100), ("999", 100), ("0", None), ("-1", None), ("1000", None), ("x", None), ("\u0665", None)],
)
def test_a_count_is_a_hundred_at_most(text: str, expected: int | None) -> None:
    assert how_many(text) == expected
