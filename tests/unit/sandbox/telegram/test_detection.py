from __future__ import annotations

import pytest

from sandbox.telegram.detection import detected
from sandbox.telegram.entities import Entity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("/tag sunset", [("bot_command", "/tag")], id="command"),
        pytest.param("try /help.", [("bot_command", "/help")], id="command inside"),
        pytest.param("/tag@likewise_bot x", [("bot_command", "/tag@likewise_bot")], id="command to one bot"),
        pytest.param("1/2 and a/b", [], id="a slash inside a word is no command"),
        pytest.param("// /usr/bin", [], id="a path is no command"),
        pytest.param("@mira and @jo", [("mention", "@mira")], id="names have four letters or more"),
        pytest.param("mail mira@example.org", [("email", "mira@example.org")], id="an address is no name"),
        pytest.param("#sunset #été #2026", [("hashtag", "#sunset"), ("hashtag", "#été")], id="tags have a letter"),
        pytest.param("a#b", [], id="a tag begins a word"),
        pytest.param("😀 #x", [("hashtag", "#x")], id="behind an emoji"),
        pytest.param(
            "https://e.org/a_b?c=#d, see", [("url", "https://e.org/a_b?c=#d")], id="address without its comma"
        ),
        pytest.param("http://127.0.0.1:8000/x", [("url", "http://127.0.0.1:8000/x")], id="number of a host"),
        pytest.param("http://localhost:8000", [], id="a host without a dot"),
        pytest.param("instagram.com/p/AbC1", [("url", "instagram.com/p/AbC1")], id="address without a scheme"),
        pytest.param("e.g. this.that", [], id="an unknown ending"),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    units = text.encode("utf-16-le")
    found = [(it.type, units[2 * it.offset : 2 * it.end].decode("utf-16-le")) for it in detected(text, [])]
    assert found == expected


def test_nothing_is_found_inside_a_link() -> None:
    link = Entity(type="text_link", offset=0, length=7, url="https://e.org")
    assert detected("#sunset", [link]) == [link]


def test_bold_does_not_hide_a_tag() -> None:
    bold = Entity(type="bold", offset=0, length=7)
    assert [it.type for it in detected("#sunset", [bold])] == ["bold", "hashtag"]
