from __future__ import annotations

import pytest

from tests.unit.polling.world import SteppedClock, World


@pytest.fixture
def world() -> World:
    return World(SteppedClock())
