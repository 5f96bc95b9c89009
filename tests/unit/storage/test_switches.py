from __future__ import annotations

from typing import TYPE_CHECKING

from storage import switches
from storage.switches import Switch
from tests.unit.storage.examples import MINUTE, NOW

if TYPE_CHECKING:
    from storage.database import Database


async def test_a_switch_is_off_until_it_is_turned_on_and_after_it_is_turned_off(database: Database) -> None:
    async with database.write() as session:
        assert await switches.get(session, Switch.PAUSED) is None
        await switches.turn_off(session, Switch.PAUSED)
        await switches.turn_on(session, Switch.PAUSED, "Mira", NOW)
        await switches.turn_on(session, Switch.PAUSED, "Tom", NOW + MINUTE)
    async with database.write() as session:
        assert await switches.get(session, Switch.PAUSED) == "Tom"
        await switches.turn_off(session, Switch.PAUSED)
    async with database.read() as session:
        assert await switches.get(session, Switch.PAUSED) is None
