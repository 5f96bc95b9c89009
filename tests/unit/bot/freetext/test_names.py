from __future__ import annotations

import pytest

from bot.commands.table import BY_NAME
from bot.freetext.names import OTHER_NAMES, canonical, distance, nearest


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("tag", "tag", 0),
        ("tga", "tag", 1),
        ("tagg", "tag", 1),
        ("ta", "tag", 1),
        ("tog", "tag", 1),
        ("", "tag", 3),
        ("stauts", "status", 1),
        ("abcd", "badc", 2),
        ("ca", "abc", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, expected: int) -> None:
    assert distance(one, other) == distance(other, one) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Status", "status"), ("REQUEST", "requests"), ("re_quests", "requests"), ("stattus", None), ("", None)],
)
def test_another_spelling_is_the_command(name: str, expected: str | None) -> None:
    assert canonical(name) == expected


def test_no_other_name_hides_a_command() -> None:
    assert OTHER_NAMES.keys() & BY_NAME.keys() == set()


@pytest.mark.parametrize("name", ["", "x", "zz", "xyzzy", "hello"])
def test_nothing_is_near_to_another_word(name: str) -> None:
    assert nearest(name) == []
