"""Moments by which something is due."""

from __future__ import annotations

from heapq import heappop, heappush, heapreplace


class Deadlines:
    """The earliest of many moments that move all the time, mostly to later.

    The heap holds one entry for each number that may be too early; it is put right when it comes to the top.
    """

    def __init__(self) -> None:
        self._due: dict[int, float] = {}
        self._queued: dict[int, float] = {}
        self._heap: list[tuple[float, int]] = []

    def put(self, number: int, due: float) -> None:
        """Let this number be due then, instead of whenever it was."""
        self._due[number] = due
        queued = self._queued.get(number)
        if queued is None or due < queued:
            self._queued[number] = due
            heappush(self._heap, (due, number))

    def drop(self, number: int) -> None:
        """Let this number never be due."""
        self._due.pop(number, None)
        self._queued.pop(number, None)

    def of(self, number: int) -> float | None:
        """When this number is due."""
        return self._due.get(number)

    def first(self, moment: float) -> int | None:
        """The number that is due for longest; None when none is. Among equals, the smallest."""
        while self._heap and self._heap[0][0] <= moment:
            queued, number = self._heap[0]
            if self._queued.get(number) != queued:
                heappop(self._heap)
            elif self._due[number] == queued:
                return number
            else:
                self._queued[number] = self._due[number]
                heapreplace(self._heap, (self._due[number], number))
        return None
