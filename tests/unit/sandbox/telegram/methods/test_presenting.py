from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"about {name}"} for name in names]


def menu(visitor: Visitor) -> list[str]:
    shown = visitor.state()["commands"]
    assert isinstance(shown, list)
    return [line["command"] for line in shown]


async def test_the_most_specific_list_wins(call: Call, box: TelegramSandbox, you: Visitor) -> None:
    sam = box.visitor(2002)
    private = {"type": "all_private_chats"}
    mine = {"type": "chat", "chat_id": 1001}
    await call("setMyCommands", commands=commands("a"))
    assert menu(you) == ["a"]
    await call("setMyCommands", commands=commands("b"), scope=private)
    await call("setMyCommands", commands=commands("c"), scope={"type": "all_group_chats"})
    assert menu(you) == ["b"]
    await call("setMyCommands", commands=commands("d"), scope=private, language_code="en")
    await call("setMyCommands", commands=commands("e"), scope=private, language_code="de")
    assert menu(you) == ["d"]
    await call("setMyCommands", commands=commands("f", "g"), scope=mine)
    assert (menu(you), menu(sam)) == (["f", "g"], ["d"])
    await call("deleteMyCommands", scope=mine)
    await call("setMyCommands", commands=[], scope=private, language_code="en")
    assert menu(you) == ["b"]


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        pytest.param({"commands": commands("dry-run")}, "BOT_COMMAND_INVALID", id="hyphen"),
        pytest.param({"commands": commands("Tag")}, "BOT_COMMAND_INVALID", id="capital"),
        pytest.param({"commands": commands("x" * 33)}, "BOT_COMMAND_INVALID", id="33 letters"),
        pytest.param({"commands": commands("tag\n")}, "BOT_COMMAND_INVALID", id="line break"),
        pytest.param(
            {"commands": [{"command": "x", "description": "y" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
            id="long description",
        ),
        pytest.param({"commands": commands(*["x"] * 101)}, "BOT_COMMANDS_TOO_MUCH", id="101 commands"),
        pytest.param({"language_code": "english"}, "LANGUAGE_CODE_INVALID", id="language"),
        pytest.param({"scope": {"type": "chat", "chat_id": 2002}}, "chat not found", id="a chat never met"),
        pytest.param({"scope": {"type": "chat"}}, "chat_id is empty", id="no chat"),
        pytest.param({"scope": {"type": "chat_member"}}, "private chats only", id="a group's scope"),
    ],
)
@pytest.mark.usefixtures("you")
async def test_wrong_lists_are_refused(call: Call, parameters: dict[str, object], complaint: str) -> None:
    answer = await call("setMyCommands", **{"commands": commands("a"), **parameters})
    assert answer["error_code"] == 400
    assert complaint in str(answer["description"])


@pytest.mark.parametrize(
    ("method", "field", "limit"),
    [
        pytest.param("setMyName", "name", 64, id="name"),
        pytest.param("setMyDescription", "description", 512, id="description"),
        pytest.param("setMyShortDescription", "short_description", 120, id="short description"),
    ],
)
async def test_words_have_limits(call: Call, method: str, field: str, limit: int) -> None:
    assert (await call(method, **{field: "x" * limit}))["ok"]
    assert "too long" in str((await call(method, **{field: "x" * (limit + 1)}))["description"])


async def test_words_are_kept_per_language(call: Call, you: Visitor) -> None:
    await call("setMyDescription", description="for all")
    await call("setMyDescription", description="for English", language_code="en")
    assert (await call("getMyDescription", language_code="fr"))["result"] == {"description": "for all"}
    bot = you.state()["bot"]
    assert isinstance(bot, dict)
    assert bot["description"] == "for English"
    await call("setMyDescription", language_code="en")
    assert (await call("getMyDescription", language_code="en"))["result"] == {"description": "for all"}


async def test_an_empty_name_goes_back_to_the_first_one(call: Call) -> None:
    await call("setMyName", name="Other")
    assert (await call("getMyName"))["result"] == {"name": "Other"}
    await call("setMyName", name="")
    assert (await call("getMyName"))["result"] == {"name": "Likewise"}


@pytest.mark.usefixtures("you")
async def test_the_menu_button_is_for_all_or_for_one(call: Call) -> None:
    assert (await call("getChatMenuButton"))["result"] == {"type": "commands"}
    await call("setChatMenuButton", menu_button={"type": "default"})
    await call("setChatMenuButton", chat_id=1001, menu_button={"type": "commands"})
    assert (await call("getChatMenuButton"))["result"] == {"type": "default"}
    assert (await call("getChatMenuButton", chat_id=1001))["result"] == {"type": "commands"}
    app = {"type": "web_app", "text": "x", "web_app": {"url": "https://example.org"}}
    assert (await call("setChatMenuButton", menu_button=app))["error_code"] == 400
