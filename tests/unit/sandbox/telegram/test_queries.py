from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.errors import ApiError
from sandbox.telegram.queries import Queries
from sandbox.telegram.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.sandbox.telegram.conftest import Times

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def queries(times: Times) -> Iterator[Queries]:
    store = Store.open(None)
    yield Queries(store, times.seconds)
    store.close()


def test_an_answer_reaches_the_one_who_pressed(queries: Queries) -> None:
    mine, other = queries.ask(1001), queries.ask(2002)
    assert queries.answer(mine, {"text": "Done"}) == 1001
    assert queries.answer(other, {"text": ""}) == 2002
    assert queries.answers(1001) == [{"query_id": mine, "text": "Done"}]


def test_an_answer_in_time_is_taken(queries: Queries, times: Times) -> None:
    query = queries.ask(1001)
    times.later(15)
    assert queries.answer(query, {}) == 1001


def test_a_late_answer_is_refused(queries: Queries, times: Times) -> None:
    query = queries.ask(1001)
    times.later(15.1)
    with pytest.raises(ApiError, match=TOO_OLD):
        queries.answer(query, {})


def test_a_second_answer_is_refused(queries: Queries) -> None:
    query = queries.ask(1001)
    queries.answer(query, {"text": ""})
    with pytest.raises(ApiError, match=TOO_OLD):
        queries.answer(query, {"text": "again"})


def test_an_unknown_press_is_refused(queries: Queries) -> None:
    with pytest.raises(ApiError, match=TOO_OLD):
        queries.answer("1", {})
