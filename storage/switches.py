"""What the owner switched in the chat, kept over a restart."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from storage.tables import SettingRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


class Switch(StrEnum):
    """The names of what can be switched."""

    PAUSED = "paused"
    """Nothing is written by rules; the value says who paused and when."""
    PAUSE_ENDS = "pause_ends"
    """When the pause ends by itself, as an ISO moment."""


async def get(session: AsyncSession, switch: Switch) -> str | None:
    """The value; None when it is off."""
    row = await session.get(SettingRow, switch)
    return row.value if row else None


async def turn_on(session: AsyncSession, switch: Switch, value: str, now: datetime) -> None:
    """Switch on, with a value."""
    await replace(session, SettingRow, {"name": switch, "value": value, "changed_at": now}, keys=["name"])


async def turn_off(session: AsyncSession, switch: Switch) -> None:
    """Switch off."""
    row = await session.get(SettingRow, switch)
    if row is not None:
        await session.delete(row)
