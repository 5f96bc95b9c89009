from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from domain.errors import ConfigError
from domain.plans import Mode
from likewise import belongings
from likewise.demo import Demo, Doorstep, sockets, worlds
from likewise.serving import listen
from likewise.terminal import Opening
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from socket import socket

EXAMPLE = Path(__file__).parents[3] / "rules.example.yaml"


def port_of(sock: socket) -> int:
    return int(sock.getsockname()[1])


def test_the_api_is_beside_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    with listen(0) as probe:
        wanted = port_of(probe)
    page, api = sockets(wanted)
    with page, api:
        assert port_of(page) == wanted
        assert port_of(api) != wanted
    assert capsys.readouterr().err == ""


def test_a_taken_port_is_said_and_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    with listen(0) as taken:
        page, api = sockets(port_of(taken))
        with page, api:
            assert len({port_of(sock) for sock in (taken, page, api)}) == 3
            assert (
                f"Port {port_of(taken)} is taken, so the page is on port {port_of(page)}." in capsys.readouterr().err
            )


def test_any_port_is_nothing_to_speak_of(capsys: pytest.CaptureFixture[str]) -> None:
    for sock in sockets(0):
        sock.close()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["instagram/journal.sqlite3", "telegram/telegram.db"])
def test_a_damaged_world_is_named_with_the_way_on(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(b"not a database " * 100)
    demo = Demo(state=tmp_path, port=0, speed=1, rules=None, fresh=False)
    with (
        pytest.raises(ConfigError, match=rf"{name} cannot be read: .*; begin a new world with --fresh"),
        worlds(demo, belongings.keys(tmp_path)),
    ):
        raise AssertionError("it opened")


def test_the_doorstep_tells_one_address_to_people_and_programs(tmp_path: Path) -> None:
    shown = io.StringIO()
    demo = Demo(state=tmp_path, port=0, speed=1, rules=None, fresh=False)
    doorstep = Doorstep(
        demo, page="http://127.0.0.1:1/?key=k", api="http://127.0.0.1:2", rules=tmp_path / "rules.yaml"
    )
    doorstep.console = Console(file=shown, width=30, highlight=False)
    rules = load([SourceText(name="rules.yaml", text=EXAMPLE.read_text(encoding="utf-8"))]).ruleset
    assert rules is not None
    doorstep.opened(Opening(username="juna.berg", bot="likewise_bot", rules=rules, ceiling=Mode.AUTO))

    lines = [line for line in shown.getvalue().splitlines() if line]
    assert lines[0] == "  Likewise is running. Open  http://127.0.0.1:1/?key=k"
    assert len(lines) == 4
    file = tmp_path / "demo.json"
    assert json.loads(file.read_text(encoding="ascii")) == {
        "page": "http://127.0.0.1:1/?key=k",
        "api": "http://127.0.0.1:2",
        "pid": os.getpid(),
    }
    assert file.stat().st_mode & 0o777 == 0o600
    doorstep.close()
    assert not file.exists()
