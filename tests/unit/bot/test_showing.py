from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.buttons import Press, Verb
from bot.html import Html, t
from bot.pictures import Pictures
from bot.screen import Link, Screen, Style, Tap
from bot.showing import Posted, Showing
from domain.ids import ChatId
from tests.unit.bot.world import OWNER

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat

HERE = ChatId(OWNER)
URL = "https://p.test/1.jpg"


@pytest.fixture
def showing(chat: Chat, net: Net) -> Showing:
    return Showing(chat.bot._application.bot, Pictures(net.picture))


async def test_markup_that_telegram_cannot_read_goes_as_plain_text(
    chat: Chat, showing: Showing, caplog: pytest.LogCaptureFixture
) -> None:
    await showing.send(HERE, Screen(text=Html("<b>one &lt;3</b> <wrong>two</wrong>")))
    assert chat.last().text == "one <3 two"
    assert "could not read our markup" in caplog.text


async def test_a_missing_picture_leaves_a_text(chat: Chat, showing: Showing, net: Net) -> None:
    net.pictures_work = False
    posted = await showing.send(HERE, Screen(text=t("a card"), picture=URL))
    assert not posted.pictured
    assert "photo" not in chat.last().raw


async def test_a_picture_that_is_none_leaves_a_text(chat: Chat, net: Net) -> None:
    async def text(_url: str) -> bytes:
        return b"<html>not found</html>"

    showing = Showing(chat.bot._application.bot, Pictures(text))
    await showing.send(HERE, Screen(text=t("a card"), picture=URL))
    assert chat.last().text == "a card"
    assert "photo" not in chat.last().raw
    assert net.calls == []


@pytest.mark.parametrize("picture", [None, URL])
@pytest.mark.parametrize("thought", [True, False])
async def test_words_change_whatever_was_thought_of_the_picture(
    chat: Chat,
    showing: Showing,
    picture: str | None,
    thought: bool,  # noqa: FBT001 - a column of the table
) -> None:
    posted = await showing.send(HERE, Screen(text=t("before"), picture=picture))
    after = Posted(chat=HERE, message_id=posted.message_id, pictured=thought)
    await showing.reword(after, Screen(text=t("after"), picture=picture))
    await showing.reword(after, Screen(text=t("after"), picture=picture))
    assert chat.last().text == "after"
    assert ("photo" in chat.last().raw) == (picture is not None)


async def test_buttons_have_their_colours_and_links(chat: Chat, showing: Showing) -> None:
    press = Press(verb=Verb.RUN, id="status")
    row = (Tap(label="Good", press=press, style=Style.GOOD), Link(label="Page", url="https://example.org/"))
    await showing.send(HERE, Screen(text=t("x"), keyboard=(row,)))
    good, page = chat.last().buttons
    assert (good.text, good.callback_data, good.style) == ("Good", "v1:run:status", "success")
    assert (page.text, page.url) == ("Page", "https://example.org/")


async def test_a_text_can_become_a_photo_and_back_by_replacing(chat: Chat, showing: Showing) -> None:
    posted = await showing.send(HERE, Screen(text=t("text")))
    await showing.change(posted, Screen(text=t("photo"), picture=URL))
    photo = chat.last()
    assert "photo" in photo.raw
    assert posted.message_id not in {message.id for message in chat.seen()}
    await showing.change(Posted(chat=HERE, message_id=photo.id, pictured=True), Screen(text=t("text")))
    assert "photo" not in chat.last().raw
