"""What is down when the program starts is waited for, and said once."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TypeVar

from domain.errors import RetryableError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

T = TypeVar("T")

_log = logging.getLogger(__name__)

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_LONGEST = 60.0


async def patiently(
    attempt: Callable[[], Awaitable[T]], *, waiting: Callable[[str], None], pauses: Iterable[float] = PAUSES
) -> T:
    """What `attempt` gives, tried again after each RetryableError. `waiting` hears of the first one only."""
    rest = iter(pauses)
    said = False
    while True:
        try:
            return await attempt()
        except RetryableError as error:
            if not said:
                _log.warning("trying again until it works: %s", error)
                waiting(str(error))
            said = True
        await asyncio.sleep(next(rest, _LONGEST))
