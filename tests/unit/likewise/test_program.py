from __future__ import annotations

import asyncio

import pytest

from domain.errors import ConfigError, LikewiseError
from likewise.program import execute


def test_a_life_that_ends_by_itself_is_over() -> None:
    lived = []

    async def life(stop: asyncio.Event) -> None:
        lived.append(stop.is_set())

    execute(life)
    assert lived == [False]


def test_what_the_owner_can_act_on_comes_out_of_any_depth() -> None:
    async def fail(error: Exception) -> None:
        raise error

    async def life(_stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fail(OSError("followed from it")))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(ConfigError("the token is refused")))

    with pytest.raises(ConfigError, match="the token is refused") as caught:
        execute(life)
    assert caught.value.__cause__ is None


def test_anything_else_is_in_the_log_only(caplog: pytest.LogCaptureFixture) -> None:
    async def life(_stop: asyncio.Event) -> None:
        raise RuntimeError("details")

    with pytest.raises(LikewiseError, match="the log says what") as caught:
        execute(life)
    assert not isinstance(caught.value, ConfigError)
    assert "details" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert "details" in caplog.text
