from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.ids import CommentId, MediaId
from domain.media import Comment
from domain.people import Person
from tests.unit.bot.world import LENA, ME, NOW, Chat

if TYPE_CHECKING:
    from tests.unit.bot.net import Net

YOU = Person(id=ME, username="you")


@pytest.fixture
def talk(net: Net) -> Net:
    """A comment of Lena's, and a later one of the owner's."""
    net.spoken = {
        MediaId("1_7"): [
            Comment(id=CommentId("1797001"), text="Lovely", author=LENA, created_at=NOW),
            Comment(id=CommentId("1797002"), text="Thanks", author=YOU, created_at=NOW),
        ]
    }
    return net


@pytest.mark.usefixtures("talk")
@pytest.mark.parametrize("typed", ["/comments 1_7", "/comments https://www.instagram.com/p/1/"])
async def test_comments_are_listed_with_the_picture(chat: Chat, typed: str) -> None:
    listed = await chat.ask(typed)
    assert "1. @you · now\nThanks\n2. @lena · now\nLovely" in listed.text
    assert [button.text for button in listed.buttons] == ["🗑 1", "1/1", "✍ Write", "↩ Picture"]
    assert "photo" in listed.raw


@pytest.mark.usefixtures("talk")
async def test_the_answered_card_says_which_photo(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    await chat.send("/comments", below=card)
    assert "Lovely" in chat.last().text
    await chat.send("/comment What a sky", below=card)
    assert "“What a sky”" in chat.last().text
    await chat.send("/uncomment 1", below=card)
    assert chat.last().text.startswith("Delete the comment of @you?")


@pytest.mark.parametrize("typed", ["/comments", "/comment", "/uncomment"])
async def test_without_a_photo_one_is_asked_for(chat: Chat, typed: str) -> None:
    assert (await chat.ask(typed)).text.startswith("Which photo?")


async def test_without_words_they_are_asked_for(chat: Chat) -> None:
    assert "Your comment for @mira's picture?" in (await chat.ask("/comment 1_7")).text


async def test_lines_of_a_comment_stay_lines(chat: Chat, net: Net) -> None:
    shown = await chat.ask("/comment 1_7 What\na sky")
    await chat.press(shown, "Send")
    assert net.writes() == ["post_comment 1_7 What\na sky"]


@pytest.mark.parametrize("typed", ["/uncomment 1_7 1", "/uncomment 1_7 1797002"])
async def test_a_comment_is_removed_by_number_or_id(chat: Chat, talk: Net, typed: str) -> None:
    asked = await chat.ask(typed)
    assert talk.writes() == []
    await chat.press(asked, "Yes, delete")
    assert talk.writes() == ["delete_comment 1_7 1797002"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("/uncomment 1_7 2", "That comment is by @lena.", id="somebody else's"),
        pytest.param("/uncomment 1_7 1797001", "That comment is by @lena.", id="the same by id"),
        pytest.param("/uncomment 1_7 3", "No comment here is “3”", id="beyond the list"),
        pytest.param("/uncomment 1_7 0", "No comment here is “0”", id="before the list"),
        pytest.param("/uncomment 1_7 x", "No comment here is “x”", id="no number"),
        pytest.param("/uncomment 1_7", "newest first", id="none of them"),
    ],
)
async def test_what_cannot_be_removed_is_said(chat: Chat, talk: Net, typed: str, words: str) -> None:
    before = len(chat.seen())
    await chat.ask(typed)
    assert words in chat.seen()[before].text
    assert talk.writes() == []
