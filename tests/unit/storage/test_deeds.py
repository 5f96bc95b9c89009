from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import ActionKind
from storage import deeds, moves
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, planned, wish

if TYPE_CHECKING:
    from storage.database import Database


async def done(database: Database, target: str, minutes: int, kind: ActionKind = ActionKind.LIKE) -> None:
    async with database.write() as session:
        action = await planned(session, wish(kind, target))
        await moves.make(session, action, Move(state=ActionState.DONE), NOW + minutes * MINUTE)


async def test_what_a_rule_did_is_found_the_latest_first(database: Database) -> None:
    for minutes, target in enumerate(("m1", "m2", "m3")):
        await done(database, target, minutes)
    await done(database, "told", 3, ActionKind.NOTIFY)
    async with database.write() as session:
        await planned(session, wish(target="not yet"))
    async with database.read() as session:
        found = await deeds.since(session, ACCOUNT, "sunsets", NOW + MINUTE)
        assert [action.wish.target for action in found] == ["m3", "m2"]
        assert await deeds.since(session, ACCOUNT, "sunset", NOW) == []
        assert [action.wish.target for action in await deeds.latest(session, ACCOUNT, 2)] == ["m3", "m2"]
        assert await deeds.latest(session, OTHER_ACCOUNT, 2) == []
