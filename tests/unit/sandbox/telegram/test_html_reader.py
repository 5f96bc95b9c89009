from __future__ import annotations

import pytest

from sandbox.telegram.entities import Entity
from sandbox.telegram.errors import ApiError
from sandbox.telegram.html_reader import parse_html


def part(kind: str, offset: int, length: int, **more: str) -> Entity:
    return Entity(type=kind, offset=offset, length=length, **more)


@pytest.mark.parametrize(
    ("source", "text", "parts"),
    [
        pytest.param("plain", "plain", [], id="no tags"),
        pytest.param("<b>bold</b>", "bold", [part("bold", 0, 4)], id="one tag"),
        pytest.param("<STRONG>x</strong>", "x", [part("bold", 0, 1)], id="case of a start tag does not matter"),
        pytest.param("😀<i>x</i>", "😀x", [part("italic", 2, 1)], id="offsets count UTF-16 units"),
        pytest.param("<b>a<i>b</i></b>", "ab", [part("bold", 0, 2), part("italic", 1, 1)], id="nested, outer first"),
        pytest.param("<b><i>b</i></b>", "b", [part("bold", 0, 1), part("italic", 0, 1)], id="same extent"),
        pytest.param("&lt;&gt;&amp;&quot;&#65;&#x1F600;", '<>&"A😀', [], id="references"),
        pytest.param("a&nbsp;b &copy; & c", "a&nbsp;b &copy; & c", [], id="other references stay as they are"),
        pytest.param("&lt", "<", [], id="the semicolon may lack"),
        pytest.param("&#xD800;", "&#xD800;", [], id="half a character is no character"),
        pytest.param("<b></b>x", "x", [], id="nothing in it"),
        pytest.param("<b>x</>", "x", [part("bold", 0, 1)], id="an end tag without a name"),
        pytest.param(
            '<a href="https://e.org/?a=1&amp;b=2">x</a>',
            "x",
            [part("text_link", 0, 1, url="https://e.org/?a=1&b=2")],
            id="link",
        ),
        pytest.param("<a href=e.org>x</a>", "x", [part("text_link", 0, 1, url="http://e.org")], id="bare value"),
        pytest.param('<a href="http://localhost:8000">x</a>', "x", [], id="a host without a dot is no link"),
        pytest.param("<a>e.org</a>", "e.org", [part("text_link", 0, 5, url="http://e.org")], id="its own address"),
        pytest.param('<span class="tg-spoiler">x</span>', "x", [part("spoiler", 0, 1)], id="spoiler span"),
        pytest.param(
            "<blockquote expandable>x</blockquote>", "x", [part("expandable_blockquote", 0, 1)], id="expandable"
        ),
        pytest.param(
            '<pre><code class="language-yaml">x</code></pre>',
            "x",
            [part("pre", 0, 1, language="yaml"), part("code", 0, 1, language="yaml")],
            id="code with a language",
        ),
        pytest.param("<tg-emoji emoji-id='5'>👍</tg-emoji>", "👍", [], id="custom emoji shows the plain one"),
    ],
)
def test_what_is_allowed(source: str, text: str, parts: list[Entity]) -> None:
    assert parse_html(source) == (text, parts)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        pytest.param("I <3 you", 'Unsupported start tag "3" at byte offset 2', id="a heart"),
        pytest.param("é<div>", 'Unsupported start tag "div" at byte offset 2', id="offset in bytes"),
        pytest.param("a < b", 'Unsupported start tag "" at byte offset 2', id="less than"),
        pytest.param("a <b", "Unclosed start tag at byte offset 2", id="end inside a tag"),
        pytest.param('a <a href="x', "Unclosed start tag at byte offset 2", id="end inside a value"),
        pytest.param("<a href=x", "Unclosed start tag at byte offset 0", id="end after a bare value"),
        pytest.param("<a href=", "Unclosed start tag at byte offset 0", id="end before a value"),
        pytest.param(
            "<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8", id="bare value with a slash"
        ),
        pytest.param('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0', id="no name"),
        pytest.param("<b>x", 'Can\'t find end tag corresponding to start tag "b"', id="never closed"),
        pytest.param("x</b>", "Unexpected end tag at byte offset 1", id="never opened"),
        pytest.param("<b>x</b", "Unclosed end tag at byte offset 4", id="half an end tag"),
        pytest.param(
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
            id="crossed",
        ),
        pytest.param("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0', id="span"),
        pytest.param("line<br>", 'Unsupported start tag "br" at byte offset 4', id="line break"),
    ],
)
def test_what_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.status == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"
