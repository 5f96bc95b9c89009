from __future__ import annotations

import pytest

from domain.plans import DECISIONS, LIMIT_CLASS, ActionKind, LimitClass, Mode


def test_the_lowest_of_several_modes_wins() -> None:
    assert min(Mode.AUTO, Mode.ASK, Mode.WATCH) is Mode.WATCH
    assert min(Mode.AUTO, Mode.ASK) is Mode.ASK


@pytest.mark.parametrize(("mode", "word"), [(Mode.WATCH, "watch"), (Mode.ASK, "ask"), (Mode.AUTO, "auto")])
def test_a_mode_reads_as_in_the_rules(mode: Mode, word: str) -> None:
    assert str(mode) == word


def test_everything_that_writes_has_a_limit() -> None:
    silent = {ActionKind.DECIDE, ActionKind.NOTIFY, ActionKind.REMEMBER, ActionKind.MARK}
    assert set(ActionKind) - set(LIMIT_CLASS) == silent
    assert {LIMIT_CLASS[kind] for kind in DECISIONS} == {LimitClass.RELATIONSHIP}
