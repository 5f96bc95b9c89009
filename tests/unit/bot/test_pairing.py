from __future__ import annotations

from datetime import timedelta

import pytest

from bot.pairing import TRIES_IN_ALL, TRIES_PER_USER, WINDOW, Tries
from domain.ids import TelegramUserId
from tests.unit.bot.world import NOW

SAM = TelegramUserId(2002)


def test_one_person_may_try_a_few_times() -> None:
    tries = Tries()
    for _ in range(TRIES_PER_USER):
        assert tries.allowed(SAM, NOW)
        tries.count(SAM, NOW)
    assert not tries.allowed(SAM, NOW)
    assert tries.allowed(TelegramUserId(3), NOW)


def test_all_together_may_try_a_few_times_more() -> None:
    tries = Tries()
    for n in range(TRIES_IN_ALL):
        who = TelegramUserId(n)
        assert tries.allowed(who, NOW)
        tries.count(who, NOW)
    assert not tries.allowed(SAM, NOW)


@pytest.mark.parametrize(("later", "allowed"), [(WINDOW - timedelta(seconds=1), False), (WINDOW, True)])
def test_tries_are_forgotten_after_a_while(later: timedelta, allowed: bool) -> None:  # noqa: FBT001 - a column of the table
    tries = Tries()
    for _ in range(TRIES_PER_USER):
        tries.count(SAM, NOW)
    assert tries.allowed(SAM, NOW + later) is allowed
