from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from rules.conditions import Join
from rules.options import Stop
from rules.versions import version


@dataclass(frozen=True)
class One:
    words: frozenset[str]
    note: str = field(default="", compare=False)


@dataclass(frozen=True)
class Other:
    words: frozenset[str]


def test_is_short_and_does_not_depend_on_the_run() -> None:
    assert version((One(frozenset({"b", "a"})), timedelta(hours=6), None)) == "cc3a3f58a255"


def test_names_an_answer_by_its_class_and_its_name() -> None:
    assert version((Join.ALL, (Join.ANY,))) == version((Join("all"), (Join("any"),)))
    assert len({version(one) for one in (Join.ALL, "all", Join.ANY, Stop.ALL)}) == 4


def test_passes_over_what_does_not_count() -> None:
    assert version(One(frozenset("ab"), note="x")) == version(One(frozenset("ba")))


def test_tells_apart_what_differs() -> None:
    values: list[object] = [One(frozenset("ab")), One(frozenset("abc")), Other(frozenset("ab")), ("a",), "a", None]
    assert len({version(value) for value in values}) == len(values)
