from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.files import MOST_BYTES_DOWN

if TYPE_CHECKING:
    from sandbox.telegram.platform import Platform
    from tests.unit.sandbox.telegram.conftest import Call


async def test_a_large_file_cannot_be_fetched(call: Call, platform: Platform) -> None:
    small = platform.files.add_document("a.bin", "application/octet-stream", b"x")
    large = platform.files.add_document("b.bin", "application/octet-stream", b"x" * (MOST_BYTES_DOWN + 1))
    assert (await call("getFile", file_id=small["file_id"]))["ok"]
    assert (await call("getFile", file_id=large["file_id"]))["description"] == "Bad Request: file is too big"


async def test_an_unknown_file_is_refused(call: Call) -> None:
    answer = await call("getFile", file_id="x")
    assert answer["description"] == "Bad Request: wrong file_id or the file is temporarily unavailable"


@pytest.mark.usefixtures("you")
async def test_only_chats_the_bot_has_met_are_told(call: Call) -> None:
    assert (await call("getChat", chat_id=1001))["ok"]
    assert (await call("getChat", chat_id=2002))["description"] == "Bad Request: chat not found"
