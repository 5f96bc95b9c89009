from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.html import t
from bot.pictures import Pictures
from bot.screen import Album, Shot
from bot.showing import Showing
from domain.ids import ChatId
from tests.unit.bot.world import OWNER

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat

HERE = ChatId(OWNER)


@pytest.fixture
def showing(chat: Chat, net: Net) -> Showing:
    return Showing(chat.bot._application.bot, Pictures(net.picture))


def album(*numbers: int, broken: tuple[int, ...] = ()) -> Album:
    shots = (
        Shot(
            picture=None if number in broken else f"https://p.test/{number}.jpg",
            caption=t("{} <b>of</b>", number),
            told=t('{} <a href="{}">open</a>', number, f"https://p.test/p/{number}/"),
        )
        for number in numbers
    )
    return Album(shots=tuple(shots))


@pytest.mark.parametrize(
    ("number", "groups"), [(0, []), (1, [1]), (2, [2]), (10, [10]), (11, [10, 1]), (13, [10, 3])]
)
async def test_any_number_of_pictures_goes_out(
    chat: Chat, showing: Showing, net: Net, number: int, groups: list[int]
) -> None:
    before = len(chat.seen())
    await showing.send_all(HERE, (album(*range(number)),))
    sent = chat.seen()[before:]
    assert [message.text for message in sent] == [f"{n} of" for n in range(number)]
    together = [message.raw.get("media_group_id", message.id) for message in sent]
    assert [together.count(one) for one in dict.fromkeys(together)] == groups
    assert sum(call.startswith("picture") for call in net.calls) == number


async def test_a_picture_goes_up_once(chat: Chat, showing: Showing, net: Net) -> None:
    for _ in range(2):
        await showing.send_all(HERE, (album(1, 2, 3),))
    assert sum(call.startswith("picture") for call in net.calls) == 3
    assert len(chat.seen()) >= 6


async def test_what_has_no_picture_is_told_in_words(chat: Chat, showing: Showing) -> None:
    before = len(chat.seen())
    await showing.send_all(HERE, (album(1, 2, 3, 4, broken=(2, 4)),))
    sent = chat.seen()[before:]
    assert ["photo" in message.raw for message in sent] == [True, True, False]
    assert sent[-1].text == "2 open\n4 open"


async def test_an_album_that_is_refused_goes_picture_by_picture(chat: Chat, net: Net) -> None:
    async def download(url: str) -> bytes:
        return b"no picture" if "/2." in url else await net.picture(url)

    showing = Showing(chat.bot._application.bot, Pictures(download))
    before = len(chat.seen())
    await showing.send_all(HERE, (album(1, 2, 3),))
    sent = chat.seen()[before:]
    assert [message.text for message in sent] == ["1 of", "3 of", "2 open"]
    assert not any("media_group_id" in message.raw for message in sent)


async def test_without_any_picture_a_list_is_left(chat: Chat, showing: Showing, net: Net) -> None:
    net.pictures_work = False
    before = len(chat.seen())
    await showing.send_all(HERE, (album(1, 2),))
    assert [message.text for message in chat.seen()[before:]] == ["1 open\n2 open"]
