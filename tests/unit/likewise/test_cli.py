from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

GOOD = """version: 1
rules:
  - id: sunsets
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
"""
TESTS = """tests:
  - name: A sunset
    given: { new_media: { via: { tag: sunset }, caption.text: A sunset } }
    expect: { sunsets: { like: ask } }
"""
HEAVY = ("httpx", "pydantic", "sqlalchemy", "telegram", "starlette", "uvicorn", "PIL", "cryptography", "apscheduler")
ROOT = Path(__file__).parents[3]


def likewise(folder: Path, *words: str, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return python(folder, "-m", "likewise", *words, environ=environ)


def python(folder: Path, *words: str, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "100", **(environ or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_version_is_told(tmp_path: Path) -> None:
    told = likewise(tmp_path, "--version")
    assert told.returncode == 0
    assert told.stdout.startswith("likewise 0.")


def test_help_lists_the_commands(tmp_path: Path) -> None:
    told = likewise(tmp_path, "--help")
    assert told.returncode == 0
    assert all(
        word in told.stdout
        for word in (
            *("demo", "run", "check", "test", "help", "new", "rules"),
            *("sandbox", "login", "accounts", "api", "sources"),
        )
    )
    assert len(told.stdout.splitlines()) <= 24, "one screen"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("check",), 0, id="rules.yaml in this folder"),
        pytest.param(("check", "rules.yaml"), 0, id="by name"),
        pytest.param(("check", "broken.yaml"), 1, id="mistakes"),
        pytest.param(("check", "--json", "broken.yaml"), 1, id="mistakes for programs"),
        pytest.param(("check", "missing.yaml"), 2, id="no such file"),
        pytest.param(("check", "--jsn"), 2, id="no such option"),
        pytest.param(("chek",), 2, id="no such command"),
        pytest.param(("accounts",), 2, id="nobody is stored"),
        pytest.param(("sources",), 2, id="nobody watches anything"),
        pytest.param(("api", "users/self"), 2, id="nobody to speak for"),
        pytest.param(("api", "users/self/foo"), 2, id="no such operation"),
        pytest.param(("login",), 2, id="no app to log in with"),
        pytest.param(("sandbox", "--era", "middle"), 2, id="no such era"),
    ],
)
def test_exit_codes(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    (tmp_path / "rules.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(GOOD.replace("like", "lke"), encoding="utf-8")
    assert likewise(tmp_path, *words).returncode == code


def test_wrong_settings_are_told_and_nothing_starts(tmp_path: Path) -> None:
    told = likewise(tmp_path, "run", environ={"LIKEWISE_CEILING": "full"})
    assert told.returncode == 2
    assert [line.split()[0] for line in told.stderr.splitlines()] == [
        "telegram_token",
        "LIKEWISE_CEILING",
        "access_token",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_is_a_file_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "one.txt").touch()
    tokens = {"LIKEWISE_ACCESS_TOKEN": "canary", "LIKEWISE_TELEGRAM_TOKEN": "1:" + "canary" * 6}
    told = likewise(tmp_path, "run", environ={**tokens, "LIKEWISE_DATA": "one.txt"})
    assert (told.returncode, len(told.stderr.splitlines())) == (2, 1)
    assert told.stderr.startswith("data names one.txt, which cannot be a folder: ")


def test_a_file_of_settings_that_is_named_must_be_there(tmp_path: Path) -> None:
    told = likewise(tmp_path, "run", "--config", "mine.toml")
    assert (told.returncode, told.stderr) == (
        2,
        "there is no mine.toml; copy likewise.example.toml there to begin with\n",
    )


@pytest.mark.parametrize("words", [("demo", "--fresh"), ("demo",)])
def test_a_demo_deletes_nothing_that_is_not_its_own(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "likewise").mkdir()
    (tmp_path / "likewise" / "source.py").touch()
    told = likewise(tmp_path, *words, "--state", ".", "--port", "0")
    assert told.returncode == 2
    assert "no demo has made it" in told.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["likewise", "source.py"]


def test_the_file_of_settings_in_this_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "likewise.toml").write_text('ceiling = "full"', encoding="utf-8")
    assert "ceiling in likewise.toml is not one of watch, ask, auto" in likewise(tmp_path, "run").stderr


@pytest.mark.parametrize("words", [("--help",), ("check", "rules.yaml"), ("check", "tested.yaml")])
def test_quick_commands_import_nothing_heavy(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "rules.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "tested.yaml").write_text(GOOD + TESTS, encoding="utf-8")
    told = python(tmp_path, "-X", "importtime", "-m", "likewise", *words)
    assert told.returncode == 0
    assert ("1 test passed" in told.stdout) is ("tested.yaml" in words)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.stderr.splitlines()}
    assert "typer" in imported
    assert imported.isdisjoint(HEAVY)


def test_run_does_not_pay_for_the_command_line_of_httpx(tmp_path: Path) -> None:
    script = "from likewise.cli import _spare_memory as spare; spare(); import httpx, sys; print(*sys.modules)"
    told = python(tmp_path, "-c", script)
    assert told.returncode == 0
    assert {"httpx", "pygments", "click"} & set(told.stdout.split()) == {"httpx"}


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        pytest.param({"TERM": "xterm"}, True, id="a terminal"),
        pytest.param({"TERM": "xterm", "NO_COLOR": "1"}, False, id="who asks for none"),
        pytest.param({"TERM": "dumb"}, False, id="a terminal without colours"),
    ],
)
@pytest.mark.parametrize("file", ["broken.yaml", "missing.yaml"])
def test_colour_is_for_terminals(tmp_path: Path, file: str, environ: dict[str, str], *, coloured: bool) -> None:
    (tmp_path / "broken.yaml").write_text(GOOD.replace("like", "lke"), encoding="utf-8")
    master, slave = pty.openpty()
    with open(master, "rb") as shown:  # noqa: PTH123 - a terminal has no path
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "likewise", "check", file],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ},
            stdout=slave,
            stderr=slave,
            check=False,
        )
        said = os.read(shown.fileno(), 10_000)
    os.close(slave)
    assert (b"\x1b[" in said) is coloured
    assert file.encode() in said


@pytest.mark.parametrize("file", ["broken.yaml", "missing.yaml"])
def test_colour_is_not_for_files(tmp_path: Path, file: str) -> None:
    (tmp_path / "broken.yaml").write_text(GOOD.replace("like", "lke"), encoding="utf-8")
    told = likewise(tmp_path, "check", file, environ={"TERM": "xterm"})
    assert "\x1b" not in told.stdout + told.stderr
