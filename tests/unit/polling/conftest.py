from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.polling.stage import opened, put_account
from tests.unit.polling.world import SteppedClock, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.database import Database


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def world(clock: SteppedClock) -> World:
    return World(clock)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(tmp_path) as database:
        await put_account(database)
        yield database
