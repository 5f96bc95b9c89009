from __future__ import annotations

import io

import pytest

from domain.plans import Mode
from likewise.terminal import Opening, Terminal, squares
from rules.loading import SourceText, load

RULES = """version: 1
rules:
  - id: sunsets
    mode: ask
    trigger: { new_media: { tags: [sunset, sea], every: 1m } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
  - id: rest
    enabled: false
    trigger: { new_media: { tags: [mountains] } }
    when: always
    do: [notify]
"""


@pytest.fixture
def shown() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def terminal(shown: io.StringIO) -> Terminal:
    return Terminal(shown, coloured=False)


def test_the_opening_says_for_whom_what_and_how_far(terminal: Terminal, shown: io.StringIO) -> None:
    rules = load([SourceText(name="rules.yaml", text=RULES)]).ruleset
    assert rules is not None
    terminal.opened(Opening(username="mila", bot="mila_bot", rules=rules, ceiling=Mode.ASK))
    assert shown.getvalue().splitlines() == [
        "Likewise is running for @mila. Ctrl-C ends it.",
        "Watching tag:sea, tag:sunset, by 1 rule.",
        "The most a rule may do: ask. Your chat: https://t.me/mila_bot",
    ]


def test_an_invitation_can_be_copied_whole(terminal: Terminal, shown: io.StringIO) -> None:
    code = "Qm3_fT6-2kQvB1xY9z0w8A"
    terminal.invited("a_bot_with_a_long_name", code)
    lines = shown.getvalue().splitlines()
    assert lines[1] == f"  https://t.me/a_bot_with_a_long_name?start={code}"
    assert lines[2].endswith(f"/start {code}")


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        pytest.param("no answer", "no answer", id="words"),
        pytest.param("\x1b[31mno\nanswer", "\\x1b[31mno\\nanswer", id="colours and lines of their own"),
    ],
)
def test_what_comes_from_outside_stays_what_it_is(
    terminal: Terminal, shown: io.StringIO, why: str, expected: str
) -> None:
    terminal.waiting(why)
    assert shown.getvalue() == f"{expected} Trying again until it works.\n"


def test_a_terminal_has_colours(shown: io.StringIO) -> None:
    Terminal(shown, coloured=True).waiting("no answer")
    assert shown.getvalue() == "\x1b[33mno answer\x1b[0m Trying again until it works.\n"


def test_what_is_said_is_said_at_once() -> None:
    pipe = io.BytesIO()
    stream = io.TextIOWrapper(pipe, encoding="utf-8")
    Terminal(stream, coloured=False).waiting("no answer")
    assert pipe.getvalue() == b"no answer Trying again until it works.\n"


def test_a_terminal_shows_the_invitation_to_a_camera() -> None:
    class Wide(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = Wide()
    Terminal(shown, coloured=False).invited("a_bot", "Qm3_fT6-2kQvB1xY9z0w8A")
    drawn = shown.getvalue().splitlines()[4:]
    assert drawn == squares("https://t.me/a_bot?start=Qm3_fT6-2kQvB1xY9z0w8A")
    assert len(drawn) > 10
