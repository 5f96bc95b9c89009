"""An hour of the week, with a crash in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.chaos.seasons import Shape
from tests.chaos.week import lived

if TYPE_CHECKING:
    from pathlib import Path

HOUR = Shape(hours=1, sources=20, photos=60, requests=5, life=0.5, limits="sandbox")


def test_an_hour_uses_its_calls_and_goes_beyond_no_limit(tmp_path: Path) -> None:
    found = lived(HOUR, tmp_path)
    assert found.refused.total() == 0
    assert found.use >= 0.9
    assert 0 < found.posted == found.seen
    assert found.ends["done", None] > 0
    assert found.unreasonable() == []
