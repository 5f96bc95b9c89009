from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.engine import make_url

from domain.plans import LimitClass, Reason
from storage import accounts, attempts, moves
from storage.attempts import Ending
from storage.database import open_database
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.unit.storage.examples import (
    ACCOUNT,
    MINUTE,
    NOW,
    OTHER_ACCOUNT,
    VAULT,
    account,
    again,
    claim,
    claimed,
    pending,
    wish,
)

if TYPE_CHECKING:
    from datetime import datetime

    from storage.actions import StoredAction
    from storage.database import Database

LATER = NOW + MINUTE
DONE = Ending(outcome=Outcome.DONE, move=Move(state=ActionState.DONE))
NOT_SENT = Ending(outcome=Outcome.NOT_SENT, move=Move(state=ActionState.PENDING, next_at=NOW + 5 * MINUTE))
LOST = Ending(outcome=Outcome.LOST, move=Move(state=ActionState.UNCERTAIN))


async def settle(database: Database, action: StoredAction, ending: Ending, now: datetime = LATER) -> bool:
    async with database.write() as session:
        return await attempts.settle(session, action, ending, now)


async def counted(database: Database, since: datetime = NOW - MINUTE) -> list[datetime]:
    async with database.read() as session:
        return await attempts.counted(session, ACCOUNT, LimitClass.LIKE, since)


async def unfinished(database: Database, action: StoredAction) -> int:
    async with database.read() as session:
        return await attempts.unfinished(session, action)


async def test_a_claim_is_the_intent_in_writing(database: Database) -> None:
    action = await pending(database)
    mine = await claimed(database, action, LATER)
    assert (mine.state, mine.attempt, mine.first_intent_at) == (ActionState.IN_FLIGHT, 1, LATER)
    assert await again(database, action) == mine
    assert await counted(database) == [LATER]


async def test_of_many_who_claim_at_once_exactly_one_wins(database: Database) -> None:
    action = await pending(database)
    answers = await asyncio.gather(*(claim(database, action) for _ in range(20)))
    assert len([one for one in answers if one is not None]) == 1
    assert await counted(database) == [NOW]


@pytest.mark.parametrize("state", sorted(set(ActionState) - {ActionState.PENDING}))
async def test_only_what_is_pending_can_be_claimed(database: Database, state: ActionState) -> None:
    action = await pending(database)
    async with database.write() as session:
        await moves.make(session, action, Move(state=state), NOW)
    assert await claim(database, await again(database, action)) is None
    assert await counted(database) == []


async def test_a_claim_that_is_rolled_back_counts_for_nothing(database: Database) -> None:
    action = await pending(database)

    async def refuse_after_claiming() -> None:
        async with database.write() as session:
            await attempts.claim(session, action, LimitClass.LIKE, now=NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await refuse_after_claiming()
    assert await again(database, action) == action
    assert await counted(database) == []


async def test_the_end_of_an_attempt_moves_the_action_on(database: Database) -> None:
    mine = await claimed(database, await pending(database))
    move = Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="the photo is gone")
    assert await settle(database, mine, Ending(outcome=Outcome.REFUSED, move=move, detail="invalid media id"))
    ended = await again(database, mine)
    assert (ended.state, ended.reason, ended.note) == (ActionState.SUPPRESSED, Reason.GONE, "the photo is gone")
    assert (ended.changed_at, ended.next_at, ended.uncertain_since) == (LATER, LATER, None)


@pytest.mark.parametrize("state", sorted(set(ActionState) - {ActionState.IN_FLIGHT, ActionState.UNCERTAIN}))
async def test_what_is_not_under_way_has_no_end(database: Database, state: ActionState) -> None:
    action = await pending(database)
    async with database.write() as session:
        await moves.make(session, action, Move(state=state), NOW)
    assert not await settle(database, await again(database, action), DONE)
    assert (await again(database, action)).state is state


async def test_an_answer_that_comes_after_another_attempt_counts_for_nothing(database: Database) -> None:
    late = await claimed(database, await pending(database))
    assert await settle(database, late, NOT_SENT)
    second = await claimed(database, await again(database, late))
    assert second.attempt == 2
    assert not await settle(database, late, DONE)
    assert await again(database, late) == second


async def test_a_second_try_remembers_the_first_intent(database: Database) -> None:
    first = await claimed(database, await pending(database))
    await settle(database, first, NOT_SENT)
    back = await again(database, first)
    assert (back.state, back.next_at) == (ActionState.PENDING, NOW + 5 * MINUTE)
    assert (await claimed(database, back, LATER)).first_intent_at == NOW


async def test_doubt_keeps_its_beginning_and_counts_the_looks_in_vain(database: Database) -> None:
    mine = await claimed(database, await pending(database))
    await settle(database, mine, LOST)
    doubtful = await again(database, mine)
    assert (doubtful.state, doubtful.uncertain_since, doubtful.absent_looks) == (ActionState.UNCERTAIN, LATER, 0)

    async with database.write() as session:
        await attempts.looked_in_vain(session, doubtful, next_at=NOW + 3 * MINUTE, now=NOW + 2 * MINUTE)
    once = await again(database, mine)
    assert (once.absent_looks, once.next_at, once.uncertain_since) == (1, NOW + 3 * MINUTE, LATER)

    assert await settle(database, once, Ending(outcome=Outcome.FOUND, move=Move(state=ActionState.DONE)))
    assert (await again(database, mine)).uncertain_since is None


async def test_doubt_that_stays_keeps_its_beginning(database: Database) -> None:
    mine = await claimed(database, await pending(database))
    for moment in (LATER, NOW + 5 * MINUTE):
        await settle(database, await again(database, mine), LOST, moment)
    assert (await again(database, mine)).uncertain_since == LATER


async def test_each_attempt_keeps_its_own_outcome(database: Database) -> None:
    first = await claimed(database, await pending(database))
    await settle(database, first, NOT_SENT)
    second = await claimed(database, await again(database, first), LATER)
    await settle(database, second, DONE)
    assert await counted(database) == [LATER]


async def test_a_look_that_came_too_late_changes_nothing(database: Database) -> None:
    mine = await claimed(database, await pending(database))
    await settle(database, mine, LOST)
    doubtful = await again(database, mine)
    await settle(database, doubtful, DONE)
    done = await again(database, mine)
    async with database.write() as session:
        await attempts.looked_in_vain(session, doubtful, next_at=LATER, now=LATER)
    assert await again(database, mine) == done


async def test_looks_in_vain_start_anew_with_each_attempt(database: Database) -> None:
    first = await claimed(database, await pending(database))
    await settle(database, first, LOST)
    async with database.write() as session:
        await attempts.looked_in_vain(session, await again(database, first), next_at=NOW, now=NOW)
    await settle(database, await again(database, first), NOT_SENT)
    assert (await claimed(database, await again(database, first))).absent_looks == 0


async def test_what_a_dead_process_left_under_way_is_in_doubt(database: Database) -> None:
    dead = await claimed(database, await pending(database))
    waiting = await pending(database, "m2")
    async with database.write() as session:
        assert await attempts.abandon(session, OTHER_ACCOUNT, LATER) == 0
        assert await attempts.abandon(session, ACCOUNT, LATER) == 1
        assert await attempts.abandon(session, ACCOUNT, LATER) == 0
    doubtful = await again(database, dead)
    assert (doubtful.state, doubtful.uncertain_since, doubtful.next_at) == (ActionState.UNCERTAIN, LATER, LATER)
    assert await again(database, waiting) == waiting
    assert not await settle(database, dead, DONE)


async def test_an_attempt_without_an_answer_counts(database: Database) -> None:
    await claimed(database, await pending(database))
    assert await counted(database) == [NOW]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        pytest.param(Outcome.DONE, [NOW], id="done"),
        pytest.param(Outcome.FOUND, [NOW], id="found by looking"),
        pytest.param(Outcome.LOST, [NOW], id="nobody knows"),
        pytest.param(Outcome.REFUSED, [NOW], id="refused, which costs as well"),
        pytest.param(Outcome.NOT_SENT, [], id="surely not sent"),
    ],
)
async def test_everything_the_network_may_have_seen_counts(
    database: Database, outcome: Outcome, expected: list[datetime]
) -> None:
    mine = await claimed(database, await pending(database))
    await settle(database, mine, Ending(outcome=outcome, move=Move(state=ActionState.DONE)))
    assert await counted(database) == expected


async def test_only_one_class_of_one_account_counts_inside_the_window(database: Database) -> None:
    for number, moment in enumerate((NOW + 2 * MINUTE, NOW, LATER)):
        await claimed(database, await pending(database, f"m{number}"), moment)
    other_class = await pending(database, "m8")
    await claim(database, other_class, limit=LimitClass.COMMENT)
    no_class = await pending(database, "m9")
    await claim(database, no_class, limit=None)
    assert await counted(database) == [NOW, LATER, NOW + 2 * MINUTE]
    assert await counted(database, since=NOW) == [LATER, NOW + 2 * MINUTE]
    async with database.read() as session:
        assert await attempts.counted(session, OTHER_ACCOUNT, LimitClass.LIKE, NOW - MINUTE) == []


async def test_attempts_that_killed_their_process_are_counted_whatever_looking_found(database: Database) -> None:
    action = await pending(database)
    for deaths in (1, 2, 3):
        mine = await claimed(database, action)
        async with database.write() as session:
            await attempts.abandon(session, ACCOUNT, LATER)
        await settle(database, await again(database, mine), NOT_SENT)
        action = await again(database, mine)
        assert await unfinished(database, action) == deaths
    assert await counted(database) == []


async def test_an_attempt_that_came_back_has_killed_nobody(database: Database) -> None:
    mine = await claimed(database, await pending(database))
    assert await unfinished(database, mine) == 1
    await settle(database, mine, LOST)
    assert await unfinished(database, mine) == 0
    await settle(database, await again(database, mine), NOT_SENT)
    assert await unfinished(database, mine) == 0


async def test_limits_hold_across_a_restart(url: str) -> None:
    for number in (1, 2):
        async with open_database(url) as opened:
            async with opened.write() as session:
                await accounts.put(session, account(), "a canary token", VAULT, NOW)
            await claimed(opened, await pending(opened, f"m{number}"))
            assert await counted(opened) == [NOW] * number


def test_on_postgresql_one_counts_and_claims_at_a_time() -> None:
    turn = attempts.turn_of(ACCOUNT)
    dialect = make_url("postgresql+asyncpg://").get_dialect()()
    statement = str(turn.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    assert statement.startswith("SELECT pg_advisory_xact_lock(hashtext('demo'))")


async def test_the_intent_keeps_the_very_words(database: Database) -> None:
    action = await pending(database)
    async with database.write() as session:
        won = await attempts.claim(session, action, LimitClass.LIKE, wish=wish(text="Lovely! 🤖"), now=NOW)
    assert won is not None
    assert won.wish.text == "Lovely! 🤖"
    assert await again(database, action) == won


async def test_the_first_write_is_the_first_that_the_network_may_have_seen(database: Database) -> None:
    async def first() -> datetime | None:
        async with database.read() as session:
            return await attempts.first(session, ACCOUNT)

    assert await first() is None
    action = await claimed(database, await pending(database, "m1"), NOW)
    await settle(database, action, Ending(outcome=Outcome.NOT_SENT, move=Move(state=ActionState.FAILED)))
    assert await first() is None
    for number in (2, 3):
        await claimed(database, await pending(database, f"m{number}"), NOW + number * MINUTE)
    assert await first() == NOW + 2 * MINUTE
