from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from likewise import colours
from likewise.colours import Ink, inked

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("terminal", "environ", "expected"),
    [
        pytest.param(True, {"TERM": "xterm"}, True, id="a terminal"),
        pytest.param(True, {"TERM": "xterm", "NO_COLOR": ""}, True, id="an empty wish is none"),
        pytest.param(True, {"TERM": "xterm", "NO_COLOR": "1"}, False, id="who asks for none"),
        pytest.param(True, {"TERM": "dumb"}, False, id="a terminal without colours"),
        pytest.param(False, {"TERM": "xterm"}, False, id="a file"),
    ],
)
def test_colours_are_for_people_who_can_see_them(
    monkeypatch: pytest.MonkeyPatch, environ: Mapping[str, str], *, terminal: bool, expected: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert colours.wanted(Stream(terminal=terminal)) is expected


def test_inks_go_together_and_end_with_the_text() -> None:
    assert inked("on", Ink.BOLD, Ink.GREEN) + " and off" == "\x1b[1;32mon\x1b[0m and off"
