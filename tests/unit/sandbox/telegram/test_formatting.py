from __future__ import annotations

import pytest

from sandbox.telegram.errors import ApiError
from sandbox.telegram.formatting import GivenEntity, Wording, formatted_caption, formatted_text


def spans(wording: Wording) -> list[tuple[str, int, int]]:
    return [(part.type, part.offset, part.length) for part in formatted_text(wording).entities]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 4096, id="4096 letters"),
        pytest.param("😀" * 2048, id="2048 emoji"),
        pytest.param(" " + "x" * 4096 + "\n", id="space around does not count"),
        pytest.param("<b>" + "x" * 4096 + "</b>", id="tags do not count"),
    ],
)
def test_a_text_may_have_4096_units(text: str) -> None:
    formatted_text(Wording(text=text, parse_mode="HTML"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("x" * 4097, "message is too long", id="one too many"),
        pytest.param("😀" * 2048 + "x", "message is too long", id="emoji count two"),
        pytest.param("", "message text is empty", id="nothing"),
        pytest.param(" \n ", "message text is empty", id="only space"),
        pytest.param("<b> </b>", "message text is empty", id="only tags"),
    ],
)
def test_other_texts_are_refused(text: str, complaint: str) -> None:
    with pytest.raises(ApiError, match=complaint):
        formatted_text(Wording(text=text, parse_mode="HTML"))


def test_a_caption_may_be_empty_and_have_1024_units() -> None:
    assert formatted_caption(Wording(text="")).as_caption() == {}
    assert formatted_caption(Wording(text="😀" * 512)).as_caption() == {"caption": "😀" * 512}
    with pytest.raises(ApiError, match="message caption is too long"):
        formatted_caption(Wording(text="😀" * 512 + "x"))


@pytest.mark.parametrize(
    ("mode", "complaint"),
    [
        pytest.param("MarkdownV2", "HTML only", id="known but not read here"),
        pytest.param("bbcode", "unsupported parse_mode", id="unknown"),
    ],
)
def test_other_parse_modes_are_refused(mode: str, complaint: str) -> None:
    with pytest.raises(ApiError, match=complaint):
        formatted_text(Wording(text="x", parse_mode=mode))


def test_without_a_mode_tags_are_text() -> None:
    assert formatted_text(Wording(text="<b>I <3 you")).text == "<b>I <3 you"
    assert formatted_text(Wording(text="<b>x</b>", parse_mode="html")).text == "x"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("  <b> x </b>  y", [("bold", 0, 2)], id="trimmed in front"),
        pytest.param("y <b> x  </b>", [("bold", 2, 2)], id="trimmed behind"),
        pytest.param("<code>a<b>b</b></code>", [("code", 0, 2)], id="nothing inside code"),
        pytest.param("<pre><code class='language-py'>x</code></pre>", [("pre", 0, 1)], id="code of a block"),
        pytest.param(
            "<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", 0, 2)], id="one quotation"
        ),
        pytest.param("see #sunset", [("hashtag", 4, 7)], id="found by itself"),
        pytest.param("<code>#sunset</code>", [("code", 0, 7)], id="not found in code"),
        pytest.param(
            "<b>" + "<i>x</i>y" * 150 + "</b>",
            [("bold", 0, 300)] + [("italic", 2 * it, 1) for it in range(99)],
            id="100 parts",
        ),
    ],
)
def test_parts_are_put_in_order(source: str, expected: list[tuple[str, int, int]]) -> None:
    assert spans(Wording(text=source, parse_mode="HTML")) == expected


def test_parts_can_be_given_by_position() -> None:
    bold = GivenEntity(type="bold", offset=2, length=1)
    unknown = GivenEntity(type="sparkles", offset=0, length=1)
    assert spans(Wording(text="a b", entities=[unknown, bold])) == [("bold", 2, 1)]
    with pytest.raises(ApiError, match="UTF-16 offset 2"):
        spans(Wording(text="a b", entities=[GivenEntity(type="bold", offset=2, length=2)]))
