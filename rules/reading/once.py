"""Reads what thousands of rules say in the same words, such as a trigger, once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from rules.problems import Report

T = TypeVar("T")


class Once(Generic[T]):
    """What came of texts, by what they say."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._done: dict[Hashable, T] = {}

    def read(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives. `key` is all that this depends on, but for the places where problems stand.

        What is wrong or doubtful is read wherever it stands, so that it is reported there.
        """
        known = self._done.get(key)
        if known is not None:
            return known
        before = self._report.count
        value = read()
        if self._report.count == before:
            self._done[key] = value
        return value
