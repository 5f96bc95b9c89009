from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.ids import UserId
from domain.people import Profile
from domain.unknown import UNKNOWN
from storage import profiles
from tests.unit.storage.examples import ACCOUNT, MINUTE, MIRA, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database

PROFILE = Profile(person=MIRA, bio="", website=UNKNOWN, posts=3, followers=UNKNOWN, follows=0)


async def test_a_profile_is_fresh_until_it_is_too_old(database: Database) -> None:
    async with database.write() as session:
        await profiles.put(session, ACCOUNT, PROFILE, NOW)
    async with database.read() as session:
        assert await profiles.fresh(session, ACCOUNT, MIRA.id, NOW) == PROFILE
        assert await profiles.fresh(session, ACCOUNT, MIRA.id, NOW + MINUTE) is None
        assert await profiles.fresh(session, OTHER_ACCOUNT, MIRA.id, NOW) is None
        assert await profiles.fresh(session, ACCOUNT, UserId("8"), NOW) is None


async def test_a_profile_that_was_fetched_again_replaces_the_old_one(database: Database) -> None:
    newer = replace(PROFILE, followers=214)
    async with database.write() as session:
        await profiles.put(session, ACCOUNT, PROFILE, NOW)
        await profiles.put(session, ACCOUNT, newer, NOW + MINUTE)
    async with database.read() as session:
        assert await profiles.fresh(session, ACCOUNT, MIRA.id, NOW + MINUTE) == newer


async def test_a_refusal_is_kept_as_well_and_is_no_profile(database: Database) -> None:
    async with database.write() as session:
        await profiles.put_refusal(session, ACCOUNT, MIRA.id, NOW)
        assert await profiles.answer(session, ACCOUNT, MIRA.id, NOW) is UNKNOWN
        assert await profiles.answer(session, ACCOUNT, MIRA.id, NOW + MINUTE) is None
        assert await profiles.fresh(session, ACCOUNT, MIRA.id, NOW) is None
        await profiles.put(session, ACCOUNT, PROFILE, NOW)
        assert await profiles.answer(session, ACCOUNT, MIRA.id, NOW) == PROFILE
