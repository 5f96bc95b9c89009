"""What viewers, operators and owners may do, by command, by button and in free words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.buttons import Press, Verb
from bot.commands.table import COMMANDS
from bot.presses.rights import ACTS, LOOKS, least
from domain.ids import TelegramUserId
from sandbox.telegram.people import SAM
from storage import members
from storage.members import Member
from storage.states import Role
from tests.unit.bot.world import NOW, OWNER, STRANGER, Chat

if TYPE_CHECKING:
    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.net import Net

NOT_SO = "That takes"


@pytest.fixture
async def viewer(chat: Chat, bot: ChatBot, box: TelegramSandbox, database: Database) -> Chat:
    """Somebody who may look, beside the owner whose chat is open."""
    await let(database, Role.VIEWER)
    return Chat(box=chat.box, bot=bot, visitor=box.visitor(STRANGER))


async def let(database: Database, role: Role) -> None:
    who = TelegramUserId(STRANGER)
    member = Member(id=who, role=role, name="Sam", reachable=True, added_at=NOW)
    async with database.write() as session:
        if not await members.add(session, member):
            await members.set_role(session, who, role)


async def role(database: Database) -> Role | None:
    async with database.read() as session:
        member = await members.get(session, TelegramUserId(STRANGER))
    return member.role if member else None


@pytest.mark.parametrize(
    ("has", "needs", "expected"),
    [
        (Role.VIEWER, Role.VIEWER, True),
        (Role.VIEWER, Role.OPERATOR, False),
        (Role.OPERATOR, Role.VIEWER, True),
        (Role.OPERATOR, Role.OWNER, False),
        (Role.OWNER, Role.OPERATOR, True),
    ],
)
def test_each_role_may_do_what_those_before_may(has: Role, needs: Role, *, expected: bool) -> None:
    assert has.covers(needs) is expected


def test_nothing_that_changes_anything_is_for_viewers() -> None:
    assert not [command.name for command in COMMANDS if command.writes and command.least is Role.VIEWER]
    assert not LOOKS & ACTS
    assert least(Verb.RANK) is Role.OWNER, "what stands in no list is for owners"


async def test_a_viewer_looks_and_changes_nothing(viewer: Chat, net: Net) -> None:
    card = await viewer.ask("/tag sunset")
    assert "#sunset" in card.text
    assert NOT_SO in await viewer.press(card, "♥")
    for words in ("/like 1_7", "/pause", "/people", "pause", "/invite owner"):
        assert NOT_SO in (await viewer.ask(words)).text
    assert net.writes() == []


async def test_a_role_counts_when_it_is_used(viewer: Chat, database: Database, net: Net) -> None:
    await let(database, Role.OPERATOR)
    card = await viewer.ask("/tag sunset")
    await let(database, Role.VIEWER)
    assert NOT_SO in await viewer.press(card, "♥")
    await let(database, Role.OPERATOR)
    assert NOT_SO not in await viewer.press(card, "♥")
    assert len(net.writes()) == 1
    assert NOT_SO in (await viewer.ask("/resume")).text


async def test_words_for_a_question_count_no_more_after_the_role_is_gone(viewer: Chat, database: Database) -> None:
    await let(database, Role.OPERATOR)
    await viewer.ask("/comment 1_7")
    await let(database, Role.VIEWER)
    assert NOT_SO in (await viewer.ask("What a sky")).text


async def test_help_names_what_one_may_type(chat: Chat, viewer: Chat) -> None:
    assert "/like" in (await chat.ask("/help")).text
    shown = (await viewer.ask("/help")).text
    assert "/tag" in shown
    assert "/pause" not in shown
    assert "/people" not in shown


async def test_whoami_says_what_one_may_do(chat: Chat, viewer: Chat) -> None:
    assert "owner" in (await chat.ask("/whoami")).text
    said = (await viewer.ask("/whoami")).text
    assert "viewer" in said
    assert str(STRANGER) in said


async def test_an_owner_changes_roles_and_removes_people(chat: Chat, viewer: Chat, database: Database) -> None:
    await viewer.ask("/start")
    listed = await chat.ask("/people")
    await chat.press(listed, "Sam")
    assert await chat.press(chat.now(listed), "Make operator") == "Sam is operator now."
    assert await role(database) is Role.OPERATOR
    assert "Your role here is operator now" in viewer.last().text
    menu = [command["command"] for command in chat.box._platform.profile.menu(SAM)]
    assert "like" in menu
    assert "people" not in menu
    await chat.press(chat.now(listed), "🚪 Remove")
    assert await role(database) is Role.OPERATOR, "it asks first"
    await chat.press(chat.now(listed), "Yes, remove")
    assert await role(database) is None
    assert len(chat.box._platform.profile.menu(SAM)) == 2
    assert await viewer.send("/status") is None


async def test_an_owner_of_the_settings_stays_one(chat: Chat, database: Database) -> None:
    listed = await chat.ask("/people")
    for press in (Press(verb=Verb.RANK, id=str(OWNER), arg="viewer"), Press(verb=Verb.DISMISSING, id=str(OWNER))):
        assert "The settings name" in await chat.press_data(listed, str(press))
    async with database.read() as session:
        assert [member.role for member in await members.all_of(session)] == [Role.OWNER]


async def test_the_last_owner_stays_one(viewer: Chat, database: Database) -> None:
    await let(database, Role.OWNER)
    async with database.write() as session:
        await members.remove(session, TelegramUserId(OWNER))
    listed = await viewer.ask("/people")
    press = Press(verb=Verb.RANK, id=str(STRANGER), arg="viewer")
    assert "Somebody must stay owner" in await viewer.press_data(listed, str(press))
    assert await role(database) is Role.OWNER


@pytest.mark.parametrize("data", ["v1:member:2", "v1:member:x", "v1:rank:2002:king", f"v1:dismiss:{9**30}"])
async def test_buttons_about_nobody_show_who_is_there(chat: Chat, data: str) -> None:
    listed = await chat.ask("/people")
    assert "out of date" in await chat.press_data(listed, data)


async def test_somebody_comes_in_by_an_invitation(chat: Chat, stranger: Chat, database: Database) -> None:
    asked = await chat.ask("/invite")
    await chat.press(asked, "🔑 operator")
    card = chat.last()
    code = card.text.partition("/start ")[2].split()[0]
    assert f"?start={code}" in card.text
    assert card.raw["photo"]
    assert "your role here is operator" in (await stranger.ask(f"/start {code}")).text
    assert await role(database) is Role.OPERATOR
    told = chat.last()
    assert "was paired as operator" in told.text
    await chat.press(told, "Revoke")
    await chat.press(chat.now(told), "Yes, remove")
    assert await role(database) is None


async def test_there_is_no_other_role(chat: Chat) -> None:
    assert "There is no role king" in (await chat.ask("/invite king")).text
