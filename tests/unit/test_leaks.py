from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.leaks import found_in, logs_below

ROOT = Path(__file__).parents[2]
LEAKY = {
    "print": "print(TOKEN)",
    "log": "logging.getLogger('polling.looking').debug('asked with %s', TOKEN)",
    "error": "with pytest.raises(RefusedError):\n        raise RefusedError(f'no: {TOKEN}')",
    "file": "(tmp_path / 'demo.log').write_text(TOKEN)",
}
TEMPLATE = """
import logging
import pytest
from domain.errors import RefusedError

TOKEN = "7." + "can" + "ary0"

{mark}
def test_leaky(tmp_path):
    {leak}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("37998182.d2cbeff." + "c4n4" + "ry0123", ["a token of the tests in x"]),
        ("AAc" + "anaryAA", ["a token of the tests in x"]),
        ('File "tests/unit/test_can' + 'ary.py"', []),
        ("8849201133.955c401." + "0123456789abcdef" * 2, ["an access token in x"]),
        ("http://h/bot7000000001:" + "A" * 32 + "/getMe", ["a bot's token in x"]),
        ("GET /v1/x?access_" + "token=abcd&count=2", ["an access_token parameter in x"]),
        ("next=%3Faccess_" + "token%3Dabcd", ["an access_token parameter in x"]),
        ("GET /v1/x?access_" + "token=•••&count=2", []),
        ("no access_" + "token was given, at 12:30, by 1.2.3.4 for 955c401", []),
    ],
)
def test_a_token_is_known_and_what_looks_like_one_is_not(text: str, expected: list[str]) -> None:
    assert found_in([("x", text)]) == expected


def test_log_files_are_read_wherever_they_are(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "demo.log").write_text("a line", encoding="utf-8")
    (tmp_path / "state" / "demo.txt").write_text("no log", encoding="utf-8")
    assert list(logs_below(tmp_path)) == [("demo.log", "a line")]


def outcome(folder: Path, *, mark: str = "") -> str:
    for name, leak in LEAKY.items():
        text = TEMPLATE.format(mark=mark, leak=leak)
        (folder / f"test_{name}.py").write_text(text, encoding="utf-8")
    (folder / "conftest.py").write_text("from tests.conftest import *", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "--rootdir", ".", "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout + told.stderr


def test_a_test_that_shows_a_token_fails_and_does_not_show_it_again(tmp_path: Path) -> None:
    told = outcome(tmp_path)
    assert "4 passed, 4 errors" in told
    assert all(f"test_{name}.py::test_leaky shows a token of the tests" in told for name in LEAKY)
    assert "7.can" + "ary0" not in told


def test_a_test_that_must_show_one_says_so(tmp_path: Path) -> None:
    assert "4 passed in" in outcome(tmp_path, mark="@pytest.mark.shows_tokens('to see it hidden')")
