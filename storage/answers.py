"""What was answered to a question of ours, by whoever was first. It outlives a restart, as the question does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.tables import SettingRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.notices import Notice


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One word, how many it was about, and who said it."""

    word: str
    count: int
    by: str


async def get(session: AsyncSession, asked: Notice) -> Answer | None:
    """The answer to what a notice asks; None: nobody has answered."""
    row = await session.get(SettingRow, _name(asked), populate_existing=True)
    if row is None:
        return None
    word, count, by = row.value.split(" ", 2)
    return Answer(word=word, count=int(count), by=by)


async def put(session: AsyncSession, asked: Notice, answer: Answer, now: datetime) -> bool:
    """Keep the answer; False when another was quicker."""
    row = {"name": _name(asked), "value": f"{answer.word} {answer.count} {answer.by}", "changed_at": now}
    return bool(await insert_new(session, SettingRow, [row], "name"))


def _name(asked: Notice) -> str:
    return f"answer:{asked.id}"
