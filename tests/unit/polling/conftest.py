from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.unit.polling.stage import copy, opened, prepare
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


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    asyncio.run(prepare(folder))
    return folder


@pytest.fixture
async def database(template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    copy(template, tmp_path)
    async with opened(tmp_path) as database:
        yield database
