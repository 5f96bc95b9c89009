from __future__ import annotations

import re
import signal
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.instagram.folder import KEY_FILE, held
from sandbox.instagram.standalone import LOOPBACK, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from sandbox.instagram.standalone import serve
path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
serve(path, port=0, seed=3, speed=1.0, limits="sandbox", era="new")
"""


@contextmanager
def running(*words: str, end: signal.Signals = signal.SIGTERM) -> Iterator[str]:
    """What it says when it starts; it is ended by a signal and must end well."""
    arguments = [sys.executable, "-c", PROGRAM, *words]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own
    assert process.stdout is not None
    said = ""
    while "access_token=TOKEN" not in said:
        line = process.stdout.readline()
        assert line, process.communicate()
        said += line
    try:
        yield said
        process.send_signal(end)
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    finally:
        process.kill()
        process.wait()


def command(said: str) -> tuple[str, dict[str, str], str]:
    """Address, headers and body of the printed command that gets a token."""
    found = re.search(r"curl -H '([\w-]+): ([^']+)' -d '([^']+)' (\S+)", said)
    assert found is not None
    return found[4], {found[1]: found[2]}, found[3]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_printed_command_gets_a_token_that_works(end: signal.Signals) -> None:
    with running(end=end) as said, httpx.Client(trust_env=False) as client:
        url, headers, body = command(said)
        token = client.post(url, headers=headers, content=body).json()["access_token"]
        base = url.removesuffix("/sandbox/tokens")
        response = client.get(f"{base}/v1/users/self", params={"access_token": token})
        feed = client.get(f"{base}/v1/users/self/feed", params={"access_token": token})
        reference = client.get(f"{base}/reference")
    assert "It forgets everything then." in said
    assert response.json()["data"]["username"] == "juna.berg"
    assert response.headers["x-ratelimit-limit"] == "500"
    assert feed.status_code == 404
    assert reference.status_code == 200
    assert token not in said


def test_the_world_and_its_keys_stay(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    with running(str(folder)) as first:
        pass
    with running(str(folder)) as second:
        pass
    keys = re.compile(r"(client_id|client_secret|Control key) +(\S+)")
    assert keys.findall(first) == keys.findall(second)
    assert f"The world stays in {folder}." in first
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as other, pytest.raises(OSError, match="in use"):
        serve(tmp_path / "w", port=other.getsockname()[1], seed=1, speed=1.0, limits="live", era="legacy")
    assert not (tmp_path / "w").exists()


def test_a_world_is_served_by_one_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(OSError, match="another sandbox keeps its world in"):
        serve(tmp_path, port=0, seed=1, speed=1.0, limits="live", era="legacy")
