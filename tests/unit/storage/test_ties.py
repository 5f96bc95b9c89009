from __future__ import annotations

from typing import TYPE_CHECKING

from domain.people import Incoming, Outgoing, Relationship
from domain.unknown import UNKNOWN
from storage import ties
from tests.unit.storage.examples import ACCOUNT, MINUTE, MIRA, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database

FOLLOWS = Relationship(outgoing=Outgoing.FOLLOWS, incoming=Incoming.NONE, private=UNKNOWN)


async def test_a_tie_is_kept_until_it_is_too_old(database: Database) -> None:
    async with database.write() as session:
        await ties.put(session, ACCOUNT, MIRA.id, ties.UNTOLD, NOW - MINUTE)
        await ties.put(session, ACCOUNT, MIRA.id, FOLLOWS, NOW)
    async with database.read() as session:
        assert await ties.fresh(session, ACCOUNT, MIRA.id, NOW) == FOLLOWS
        assert await ties.fresh(session, ACCOUNT, MIRA.id, NOW + MINUTE) is None
        assert await ties.fresh(session, OTHER_ACCOUNT, MIRA.id, NOW) is None


async def test_what_the_network_does_not_tell_is_kept_as_well(database: Database) -> None:
    async with database.write() as session:
        await ties.put(session, ACCOUNT, MIRA.id, ties.UNTOLD, NOW)
    async with database.read() as session:
        assert await ties.fresh(session, ACCOUNT, MIRA.id, NOW) == ties.UNTOLD
