"""Media as JSON text, kept as last written: of twenty on a page hardly one has changed since the last look."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.instagram.api.call import Json

Key: TypeAlias = "tuple[int | str | bool | None, ...]"
State: TypeAlias = tuple[int, ...]

_KEPT = 5000
"""About 15 MB."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Written(str):
    """JSON that is written already."""

    __slots__ = ()


def written(value: Json | Written) -> str:
    """The value as JSON."""
    return value if isinstance(value, Written) else _JSON.encode(value)


class Texts:
    """What was written last for each key, with the state that it shows."""

    def __init__(self) -> None:
        self._known: dict[Key, tuple[State, str]] = {}

    def get(self, key: Key, state: State, value: Callable[[], Json]) -> str:
        """The text of the value in this state; the value is asked for only when there is none."""
        known = self._known.get(key)
        if known is not None and known[0] == state:
            return known[1]
        if len(self._known) >= _KEPT:
            self._known.clear()
        text = _JSON.encode(value())
        self._known[key] = (state, text)
        return text
