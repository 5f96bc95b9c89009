from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import EventKey
from domain.plans import ActionKind
from storage import actions, bursts, events
from storage.bursts import Answer
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, new_media, plan, wish

if TYPE_CHECKING:
    from storage.database import Database


async def test_what_one_look_planned_is_found(database: Database) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [new_media("m1"), new_media("m2"), new_media("m3", NOW + MINUTE)])
        for number in ("m1", "m2", "m3"):
            wishes = (wish(target=number), wish(ActionKind.NOTIFY, number))
            await actions.record_plan(session, ACCOUNT, plan(*wishes, event=EventKey(f"media:{number}")), NOW)
        event = EventKey("media:m1")
        await actions.want(session, ACCOUNT, event, wish(ActionKind.COMMENT), by="Ana", now=NOW)
        looks = await bursts.looks(session, ACCOUNT, [EventKey("media:m1"), EventKey("media:m2")])
        found = await bursts.planned(session, ACCOUNT, NOW)
        assert looks == [NOW]
        assert [action.wish.target for action in found] == ["m1", "m2"]
        assert {action.kind for action in found} == {ActionKind.LIKE}, "neither notices nor what a person wanted"
        assert await bursts.planned(session, OTHER_ACCOUNT, NOW) == []


async def test_a_burst_is_answered_once(database: Database) -> None:
    async with database.write() as session:
        assert await bursts.at(session, ACCOUNT, NOW) is None
        burst = await bursts.put(session, ACCOUNT, NOW)
        assert await bursts.put(session, ACCOUNT, NOW) == burst
        assert (burst.answer, burst.answered_by) == (None, None)
        assert await bursts.answer(session, burst, Answer.DROP, "Ana")
        assert not await bursts.answer(session, burst, Answer.ALLOW, "Ben")
        after = await bursts.get(session, ACCOUNT, burst.id)
        assert after == await bursts.at(session, ACCOUNT, NOW)
        assert after is not None
        assert (after.answer, after.answered_by) == (Answer.DROP, "Ana")
        assert after.subject == f"burst:{burst.id}"
        assert await bursts.get(session, OTHER_ACCOUNT, burst.id) is None
