from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from rules.collector import undisturbed

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def everything_is_searched() -> Iterator[None]:
    """Every run of tests freezes what it imports."""
    gc.unfreeze()
    yield
    gc.freeze()


def is_young(thing: object) -> bool:
    return any(one is thing for one in gc.get_objects(generation=0))


def test_nothing_is_searched_meanwhile_and_all_is_as_before_afterwards() -> None:
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_few_new_things_stay_young() -> None:
    gc.collect()
    with undisturbed():
        few = [[number] for number in range(10)]
    assert is_young(few)


def test_many_new_things_are_not_searched_as_if_they_were_young() -> None:
    with undisturbed():
        many = [[number] for number in range(60_000)]
    assert not is_young(many)
    assert gc.get_freeze_count() == 0


def test_what_is_never_searched_stays_so() -> None:
    gc.freeze()
    before = gc.get_freeze_count()
    with undisturbed():
        many = [[number] for number in range(60_000)]
    assert gc.get_freeze_count() > before + len(many)
