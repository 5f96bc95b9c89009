from __future__ import annotations

import gc

from rules.collector import undisturbed


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
    gc.unfreeze()  # what another test of this process may have frozen
    with undisturbed():
        many = [[number] for number in range(60_000)]
    assert not is_young(many)
    assert gc.get_freeze_count() == 0


def test_what_is_never_searched_stays_so() -> None:
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        with undisturbed():
            many = [[number] for number in range(60_000)]
        assert gc.get_freeze_count() > before + len(many)
    finally:
        gc.unfreeze()
