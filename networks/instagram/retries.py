"""When to make a call again at once, which only those get that cannot have happened or that merely read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@dataclass(frozen=True, kw_only=True, slots=True)
class Retries:
    """How often, and how to wait."""

    delays: tuple[float, ...] = (0.5, 2.0)
    """Seconds before the second attempt, the third and so on."""
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


NO_RETRIES = Retries(delays=())
