from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.playing import Demo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.acceptance.playing import Start


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the demo with these rules, again and again in the same folder."""
    demos: list[Demo] = []

    def begin(rules: str) -> Demo:
        path = tmp_path / "rules.yaml"
        path.write_text(rules, encoding="utf-8")
        demos.append(Demo(tmp_path / "state", path))
        return demos[-1]

    yield begin
    for demo in demos:
        demo.close()
