"""The third value beside a value and `None`: nobody has told us."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeAlias, TypeVar

T = TypeVar("T")


class Unknown(Enum):
    """Not loaded, not offered by this source, or not allowed to be seen.

    `None` says that the network answered "there is none"; `UNKNOWN` says that it did not answer.
    """

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> Literal[False]:
        raise TypeError("UNKNOWN is neither true nor false; compare with `is UNKNOWN`")


UNKNOWN: Final = Unknown.UNKNOWN

Maybe: TypeAlias = T | Unknown
