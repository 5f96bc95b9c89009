from __future__ import annotations

from itertools import repeat

import pytest

from domain.errors import ConfigError, RetryableError
from likewise.patience import patiently


class Attempt:
    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    async def __call__(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "there"


async def test_what_works_at_once_says_nothing() -> None:
    said: list[str] = []
    assert await patiently(Attempt(), waiting=said.append) == "there"
    assert said == []


async def test_what_is_down_is_tried_again_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    said: list[str] = []
    down = Attempt(*(RetryableError(f"down {number}") for number in range(3)))
    assert await patiently(down, waiting=said.append, pauses=repeat(0)) == "there"
    assert said == ["down 0"]
    assert len(caplog.records) == 1


async def test_what_is_wrong_is_not_tried_again() -> None:
    wrong = Attempt(ConfigError("the token is refused"))
    with pytest.raises(ConfigError):
        await patiently(wrong, waiting=print, pauses=repeat(0))
