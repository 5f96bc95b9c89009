from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.events import FollowRequest
from polling.forgetting import DAY, Forgetting
from storage import cases, events
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import MIRA, START

if TYPE_CHECKING:
    from storage.database import Database


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        pytest.param(DAY - timedelta(seconds=1), 1, id="not twice a day"),
        pytest.param(DAY, 0, id="every day"),
    ],
)
async def test_what_is_old_is_forgotten_once_a_day(database: Database, after: timedelta, kept: int) -> None:
    forgetting = Forgetting(account=ACCOUNT, database=database)
    await forgetting.daily(START)
    async with database.write() as session:
        await events.add(session, ACCOUNT, [FollowRequest(requester=MIRA, first_seen_at=START - timedelta(days=91))])
    await forgetting.daily(START + after)
    async with database.read() as session:
        assert len(await cases.due(session, ACCOUNT, START, 10)) == kept
