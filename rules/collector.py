"""Keeps Python's search for rubbish away from work that makes none."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MUCH = 50_000
"""So many new things are worth to be spared the search for rubbish among what is young."""


_SELDOM = (10_000, 20, 50)
"""After how many new objects, and how many rounds of the younger ones, the search goes on. By default 700, 10, 10."""


def settle() -> None:
    """What was imported and loaded stays: it is not searched again, and what comes from now on less often.

    A page of photos makes thousands of objects of which hardly any hang on to each other.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


@contextmanager
def undisturbed() -> Iterator[None]:
    """While thousands of rules are made that all stay, to search them again and again costs as much."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MUCH:
            _settle()
        if was_on:
            gc.enable()


def _settle() -> None:
    """Put everything to what is old, or to what is never searched where there is such already."""
    kept = gc.get_freeze_count()
    gc.freeze()
    if not kept:
        gc.unfreeze()
