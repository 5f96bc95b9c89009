from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
from datetime import UTC, datetime
from likewise.zone import MachineZone
moment = datetime.fromisoformat({moment!r})
local = moment.astimezone(MachineZone())
assert local.astimezone(UTC) == moment
print(f"{{local:%H:%M %Z %z}}")
"""


@pytest.mark.parametrize(
    ("moment", "local"),
    [
        pytest.param("2026-01-15T12:00:00+00:00", "13:00 CET +0100", id="winter"),
        pytest.param("2026-07-15T12:00:00+00:00", "14:00 CEST +0200", id="summer"),
        pytest.param("2026-10-25T01:30:00+00:00", "02:30 CET +0100", id="the hour that comes twice, second time"),
        pytest.param("2026-10-25T00:30:00+00:00", "02:30 CEST +0200", id="the hour that comes twice, first time"),
    ],
)
def test_local_time_follows_the_machine_through_the_year(moment: str, local: str) -> None:
    # A process of its own: the zone of a running one cannot be changed safely.
    told = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-c", SCRIPT.format(moment=moment)],
        env={"TZ": "Europe/Berlin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == local
