from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.pairing import MOST_TOLD, WINDOW, Pairing, WrongCodes
from domain.ids import TelegramUserId
from storage import members
from storage.states import Role
from tests.unit.bot.world import NOW

if TYPE_CHECKING:
    from bot.connections import Connections
    from storage.database import Database

SAM = TelegramUserId(2002)


async def test_strangers_with_wrong_codes_keep_nobody_out(
    connections: Connections, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    pairing = Pairing(connections)
    async with database.write() as session:
        code = await members.new_code(session, Role.OWNER, NOW + timedelta(minutes=5))
    for n in range(2 * MOST_TOLD):
        assert not await pairing.admit(TelegramUserId(3000 + n % 7), "stranger", "guess")
        assert not await pairing.admit(SAM, "Sam", f"{code}x")
    assert caplog.text.count("not valid") == MOST_TOLD
    assert await pairing.admit(SAM, "Sam", code)
    assert not await pairing.admit(TelegramUserId(3001), "stranger", code), "a code is good once"


@pytest.mark.parametrize(("later", "told"), [(WINDOW - timedelta(seconds=1), False), (WINDOW, True)])
def test_the_log_hears_of_wrong_codes_again_after_a_while(later: timedelta, *, told: bool) -> None:
    wrong = WrongCodes()
    for _ in range(MOST_TOLD):
        assert wrong.tell(NOW)
    assert wrong.tell(NOW + later) is told
