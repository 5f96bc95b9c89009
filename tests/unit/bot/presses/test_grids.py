from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists import KEPT_FOR
from domain.errors import RefusedError, RetryableError
from tests.unit.bot.world import photo

if TYPE_CHECKING:
    from sandbox.telegram.visitor import SeenMessage
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat, SteppedClock


async def grid(chat: Chat) -> SeenMessage:
    """The control below the first ten photos."""
    card = await chat.ask("/tag sunset")
    await chat.press(card, "▦ Grid")
    return chat.last()


async def test_a_grid_is_an_album_with_numbers_below(chat: Chat) -> None:
    control = await grid(chat)
    album = chat.seen()[-11:-1]
    assert len({message.raw["media_group_id"] for message in album}) == 1
    assert album[2].text == "3 · @mira · Lisbon · 2 h\ngolden hour 3"
    assert control.text.startswith("1–10 of #sunset · 1.2 M posts\n")  # noqa: RUF001 - a range
    numbers = [str(number) for number in range(1, 11)]
    assert [button.text for button in control.buttons] == [*numbers, "🖼 Cards", "Next ▶"]


async def test_the_next_ten_take_the_place_of_the_numbers(chat: Chat) -> None:
    control = await grid(chat)
    await chat.press(control, "Next ▶")
    after = chat.last()
    assert after.text.startswith("11–20 of #sunset")  # noqa: RUF001 - a range
    assert control.id not in {message.id for message in chat.seen()}
    assert len([message for message in chat.seen() if "media_group_id" in message.raw]) == 20
    await chat.press(after, "◀ Back")
    assert chat.last().text.startswith("1–10 of")  # noqa: RUF001 - a range


async def test_a_grid_fetches_what_is_older(chat: Chat, net: Net) -> None:
    control = await grid(chat)
    for _ in range(4):
        await chat.press(control, "Next ▶")
        control = chat.last()
    assert control.text.startswith("41–45 of #sunset")  # noqa: RUF001 - a range
    assert not any("Next" in button.text for button in control.buttons)
    assert net.calls.count("tag_media sunset") == 3


async def test_a_grid_of_one_is_a_picture(chat: Chat, net: Net) -> None:
    net.photos = net.photos[:11]
    control = await grid(chat)
    await chat.press(control, "Next ▶")
    picture, control = chat.seen()[-2:]
    assert "media_group_id" not in picture.raw
    assert control.text.startswith("11 of #sunset")


async def test_a_number_opens_the_photo_as_it_is_now(chat: Chat, net: Net) -> None:
    control = await grid(chat)
    net.photos[2] = photo(3, likes=999)
    await chat.press(control, "3")
    card = chat.last()
    assert "#sunset · 3 of 20" in card.text
    assert card.button("♥ 999").callback_data
    assert "media 3_7" in net.calls
    assert control.id in {message.id for message in chat.seen()}
    await chat.press(card, "▶")
    assert "4 of 20" in chat.now(card).text


async def test_a_photo_that_is_gone_is_said(chat: Chat, net: Net) -> None:
    control = await grid(chat)
    net.trouble["media"] = RefusedError("This photo does not exist any more.", gone=True)
    assert await chat.press(control, "3") == "This photo does not exist any more."


async def test_a_network_that_is_busy_shows_the_photo_as_it_was(chat: Chat, net: Net) -> None:
    control = await grid(chat)
    net.trouble["media"] = RetryableError("Too many calls.", delay=60)
    assert await chat.press(control, "3") == ""
    assert "#sunset · 3 of 20" in chat.last().text


async def test_numbers_of_a_forgotten_grid_become_a_fresh_card(chat: Chat, clock: SteppedClock) -> None:
    control = await grid(chat)
    clock.step(KEPT_FOR.total_seconds() + 1)
    assert await chat.press(control, "3") == "This list is from before; here it is fresh."
    assert "#sunset · 1 of 20" in chat.last().text
    assert chat.now(control).buttons == ()  # it is too old to be deleted


async def test_beyond_the_end_there_is_no_grid(chat: Chat, net: Net) -> None:
    net.photos = net.photos[:3]
    control = await grid(chat)
    token = str(control.button("1").callback_data).split(":")[2]
    before = len(chat.seen())
    assert await chat.press_data(control, f"v1:grid:{token}:10") == "That was the last one."
    assert await chat.press_data(control, f"v1:grid:{token}:x") == "That button is out of date."
    assert await chat.press_data(control, f"v1:open:{token}:9") == "That button is out of date."
    assert len(chat.seen()) == before


async def test_a_grid_turns_back_into_a_card(chat: Chat) -> None:
    control = await grid(chat)
    await chat.press(control, "🖼 Cards")
    assert chat.last().text.startswith("#sunset · 1 of 20")
    assert control.id not in {message.id for message in chat.seen()}
