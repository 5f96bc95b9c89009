from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.unit.actions.stage import Stage
from tests.unit.polling.stage import copy, prepare
from tests.unit.polling.world import SteppedClock, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    asyncio.run(prepare(folder))
    return folder


@pytest.fixture
async def stage(template: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    copy(template, tmp_path)
    clock = SteppedClock()
    stage = Stage(tmp_path, World(clock), clock)
    await stage.start()
    yield stage
    await stage.stop()
