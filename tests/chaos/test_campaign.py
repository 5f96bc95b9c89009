"""The program is killed and the network fails; nothing is lost, nothing doubled, no cap exceeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chaos.campaign import Campaign, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.acceptance


async def test_ten_kills_double_and_lose_nothing(tmp_path: Path) -> None:
    report = await run(Campaign(folder=tmp_path, kills=10, seed=11))
    assert report.tally.doubled == ()
    assert report.tally.lost == report.tally.underway == ()
    assert report.tally.exceeded == 0
    assert report.tally.actions >= 10
    assert report.faults.total() > 0
