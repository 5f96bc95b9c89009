"""What a command is about, whichever way it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import targets, viewing
from bot.asking import Asked, Below
from bot.buttons import parse
from bot.html import plain
from bot.queries import ListKind, Query
from bot.screen import Screen
from domain.errors import RefusedError
from domain.ids import ChatId, TelegramUserId, UserId
from domain.people import Person
from storage import events
from tests.unit.bot.world import ACCOUNT, ME, OWNER, comment_event, media_event, photo, profile

if TYPE_CHECKING:
    from bot.connections import Connections
    from domain.events import Event
    from storage.database import Database
    from tests.unit.bot.net import Net


def asked(argument: str = "", *buttons: str, below: bool = False) -> Asked:
    """A command, perhaps below a card with these buttons."""
    presses = tuple(press for press in map(parse, buttons) if press)
    card = Below(message_id=3, presses=presses) if buttons or below else None
    return Asked(chat=ChatId(OWNER), user=TelegramUserId(OWNER), by="You", argument=argument, below=card)


def said(found: object) -> str:
    assert isinstance(found, Screen), found
    return plain(found.text)


@pytest.mark.parametrize(
    ("link", "code"),
    [
        pytest.param("https://www.instagram.com/p/BGkP-x_1/", "BGkP-x_1", id="an address"),
        pytest.param("http://instagram.com/p/A1", "A1", id="without www and slash"),
        pytest.param("instagram.com/p/A1/?igsh=abc", "A1", id="as phones share it"),
        pytest.param("http://127.0.0.1:8080/p/A1/", "A1", id="a server on this machine"),
        pytest.param("https://www.instagram.com/reel/A1/", "A1", id="a reel"),
        pytest.param("https://www.instagram.com/mira.c/p/A1/", "A1", id="below the author's name"),
        pytest.param("https://www.instagram.com/mira/", None, id="somebody's page"),
        pytest.param("https://www.instagram.com/p/A1/embed/x", None, id="something below it"),
        pytest.param("see https://www.instagram.com/p/A1/", None, id="a sentence with an address"),
        pytest.param("p/A1", None, id="no host"),
        pytest.param("https://www.instagram.com/p/", None, id="no code"),
        pytest.param("https://www.instagram.com/p/\u04101/", None, id="a letter of another script"),
    ],
)
def test_the_code_stands_in_the_address(link: str, code: str | None) -> None:
    assert targets.code_in(link) == code


@pytest.mark.parametrize(
    ("word", "calls"),
    [
        pytest.param("3_7", ["media 3_7"], id="an id"),
        pytest.param("3", ["media 3", "media_by_shortcode 3"], id="a code that looks like an id"),
        pytest.param("https://www.instagram.com/p/3/", ["media_by_shortcode 3"], id="an address"),
    ],
)
async def test_a_photo_is_found_by_what_names_it(
    connections: Connections, net: Net, word: str, calls: list[str]
) -> None:
    found = await targets.photo(connections, asked(word), word)
    assert found == photo(3)
    assert net.calls == calls


@pytest.mark.parametrize("word", ["404_7", "nothing", "404", "https://www.instagram.com/p/404/", "<b>", "a b"])
async def test_a_photo_that_is_not_there_is_said(connections: Connections, word: str) -> None:
    assert f"There is no photo “{word}” for you" in said(await targets.photo(connections, asked(word), word))


async def test_a_photo_that_may_not_be_seen_says_why(connections: Connections, net: Net) -> None:
    net.trouble["media"] = RefusedError("This account is private.")
    with pytest.raises(RefusedError, match="private"):
        await targets.photo(connections, asked("1_7"), "1_7")


async def test_the_card_that_is_answered_shows_the_photo(connections: Connections, net: Net) -> None:
    screen = await viewing.in_place(connections, ChatId(OWNER), Query(kind=ListKind.TAG, value="sunset"))
    token = next(tap.press.id for row in screen.keyboard for tap in row if "♥" in tap.label and hasattr(tap, "press"))
    before = len(net.calls)
    assert await targets.photo(connections, asked("", f"v1:like:{token}:2"), "") == photo(3)
    assert len(net.calls) == before
    assert "no photo that I still know" in said(await targets.photo(connections, asked("", "v1:like:gone:2"), ""))
    assert "no photo that I still know" in said(
        await targets.photo(connections, asked("", f"v1:like:{token}:400"), "")
    )


@pytest.mark.parametrize("event", [media_event(), comment_event()])
async def test_news_that_is_answered_shows_its_photo(
    connections: Connections, database: Database, event: Event
) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [event])
    button = "v1:why:1_7" if event.key.startswith("media") else "v1:why:c1:comment"
    found = await targets.photo(connections, asked("", button), "")
    assert not isinstance(found, Screen)
    assert found.id in {"1_7", "1_1"}


@pytest.mark.parametrize("card", [asked(below=True), asked("", "v1:why:404"), asked("", "v1:run:status")])
async def test_a_card_without_a_photo_says_so(connections: Connections, card: Asked) -> None:
    assert "no photo that I still know" in said(await targets.photo(connections, card, ""))


async def test_without_any_photo_one_is_asked_for(connections: Connections) -> None:
    assert said(await targets.photo(connections, asked(), "")).startswith("Which photo?")


@pytest.mark.parametrize("word", ["@mira", "mira", "MIRA", "7"])
async def test_somebody_is_found_by_name_or_id(connections: Connections, word: str) -> None:
    found = await targets.person(connections, asked(word), word)
    assert isinstance(found, Person)
    assert found.id == "7"


async def test_self_is_the_owner(connections: Connections) -> None:
    found = await targets.person(connections, asked("self"), "self")
    assert isinstance(found, Person)
    assert found.id == ME


async def test_a_name_of_digits_is_a_name_where_no_id_is_so(connections: Connections, net: Net) -> None:
    net.people[UserId("10")] = profile(Person(id=UserId("10"), username="1984"))
    found = await targets.person(connections, asked("1984"), "1984")
    assert isinstance(found, Person)
    assert found.id == "10"


async def test_somebody_who_is_not_there_is_said_with_names_alike(connections: Connections) -> None:
    assert said(await targets.person(connections, asked("mir"), "mir")).startswith("Nobody is called @mir.")


@pytest.mark.parametrize(
    "button",
    ["v1:user:7", "v1:posts:7", "v1:approve:7:1700000000", "v1:ignore:7:1700000000", "v1:block:7:1700000000"],
)
async def test_the_card_that_is_answered_shows_somebody(connections: Connections, button: str) -> None:
    found = await targets.person(connections, asked("", button), "")
    assert isinstance(found, Person)
    assert found.username == "mira"


@pytest.mark.parametrize(
    ("buttons", "words"),
    [
        pytest.param(("v1:user:7", "v1:user:8"), "shows several people", id="a list"),
        pytest.param(("v1:user:404",), "shows nobody whom I know", id="somebody who is gone"),
        pytest.param(("v1:run:status",), "shows nobody whom I know", id="no card of anybody"),
    ],
)
async def test_a_card_of_nobody_certain_is_said(
    connections: Connections, buttons: tuple[str, ...], words: str
) -> None:
    assert words in said(await targets.person(connections, asked("", *buttons), ""))


async def test_without_anybody_a_name_is_asked_for(connections: Connections) -> None:
    assert said(await targets.person(connections, asked(), "")).startswith("Whom do you mean?")


def test_a_place_is_an_id_or_what_the_card_names() -> None:
    assert targets.place(asked(), "212") == "212"
    assert targets.place(asked("", "v1:like:t:1", "v1:at:213"), "") == "213"
    assert targets.place(asked("", "v1:like:t:1"), "") is None
    assert targets.place(asked(), "") is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(asked("1_7 What a sky"), ("1_7", "What a sky"), id="the first word names it"),
        pytest.param(asked("1_7"), ("1_7", ""), id="nothing follows"),
        pytest.param(asked(""), ("", ""), id="nothing at all"),
        pytest.param(asked("What a sky", below=True), ("", "What a sky"), id="a card is answered"),
    ],
)
def test_the_target_leads_unless_a_card_is_answered(given: Asked, expected: tuple[str, str]) -> None:
    assert targets.leading(given) == expected
