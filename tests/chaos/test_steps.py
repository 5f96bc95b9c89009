"""The process dies at any step of its event loop, in virtual time; mutants of the protocol do not survive that."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from actions.doubts import Doubts, Patience
from actions.performing import Performing
from domain.plans import LIMIT_CLASS
from storage import actions, attempts, moves
from storage.attempts import Ending
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.chaos.checker import Caps, tally
from tests.chaos.mail import Fate, Mail
from tests.chaos.moments import recorded, restore
from tests.chaos.rulebook import rules_for
from tests.chaos.saga import Saga

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from actions.effects.effect import Effect, Job
    from storage.actions import StoredAction
    from storage.database import Database
    from tests.chaos.checker import Tally
    from tests.chaos.moments import Moment
    from tests.chaos.saga import House

KINDS = ("like", "comment", "approve")
CAPS = Caps(most={"like": 500, "comment": 500, "relationship": 500}, slack=timedelta(0))
LOST = Fate(there=40, breaks=1)
"""Done when nobody waits for the answer any more."""
LONGEST_SECOND = 600
"""Steps of a second life until its death; about half as many as it has."""


def begun(folder: Path, kind: str, mutate: Callable[[Saga], None] = lambda _saga: None) -> Saga:
    """A saga in which something is about to be done, and the answer to it will be lost."""
    saga = Saga(folder=folder, ruleset=rules_for(kind))
    mutate(saga)
    saga.live(seconds=60)
    saga.wanted.append(saga.cause(kind, saga.strangers()[0]))
    saga.mail.fate = lambda request: LOST if request.method == "POST" else Fate()
    return saga


def fates(dice: random.Random) -> Callable[[httpx.Request], Fate]:
    """Of the writes one in three is under way for long, and one in three has an answer that is lost."""

    def choose(request: httpx.Request) -> Fate:
        draw = dice.random()
        if request.method != "POST" or draw > 2 / 3:
            return Fate()
        return Fate(there=dice.uniform(1, 15)) if draw < 1 / 3 else Fate(there=dice.uniform(0, 30), breaks=1)

    return choose


def resumed(saga: Saga, moments: Sequence[Moment]) -> Iterator[Tally]:
    """What came of a death at each of the moments. Every fifth is followed by another, early or late."""
    for number, moment in enumerate(moments):
        dice = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
        restore(saga, moment)
        saga.mail.fate = fates(dice)
        if not number % 5:
            saga.live(dies_at=dice.randrange(LONGEST_SECOND))
        saga.live()
        yield tally(saga.evidence, saga.wanted, CAPS)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_doubled_or_lost_at_whichever_step_the_process_dies(tmp_path: Path, kind: str) -> None:
    saga = begun(tmp_path, kind)
    moments = recorded(saga)
    assert len(moments) >= 30
    # A like may be done twice unharmed, so every other moment does for it.
    for found in resumed(saga, moments[:: 2 if kind == "like" else 1]):
        assert found.sound
        assert found.underway == found.parked == ()
        assert found.effects == 1
    saga.close()


class WithoutIntent(Performing):
    """Calls first, and writes afterwards that it did."""

    async def _claim(self, action: StoredAction, *, insist: bool) -> StoredAction | None:  # noqa: ARG002 - as there
        return action

    async def _call(self, effect: Effect, job: Job) -> None:
        ending, _ = await self._ending(effect, job)
        async with self.around.database.write() as session:
            limit, now = LIMIT_CLASS[job.action.kind], self.around.clock()
            claimed = await attempts.claim(session, job.action, limit, now=now)
            if claimed is not None:
                await attempts.settle(session, claimed, ending, now)


class WithoutFence(Performing):
    """Claims whatever anybody else has made of the action meanwhile."""

    async def _claim(self, action: StoredAction, *, insist: bool) -> StoredAction | None:  # noqa: ARG002 - as there
        now = self.around.clock()
        async with self.around.database.write() as session:
            taken = await actions.get(session, action.id)
            assert taken is not None
            await moves.make(session, taken, Move(state=ActionState.PENDING), now)
            mine = await actions.get(session, action.id)
            assert mine is not None
            return await attempts.claim(session, mine, LIMIT_CLASS[action.kind], now=now)


class WithoutSettling(Doubts):
    """Takes the first look that finds nothing as proof."""

    async def _look(self, action: StoredAction) -> Ending | Patience:
        found = await super()._look(action)
        if isinstance(found, Ending):
            return found
        return Ending(outcome=Outcome.LOST, move=Move(state=ActionState.PENDING, next_at=self.around.clock()))


class Stubborn(Mail):
    """Sends again at once what was lost."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await super().handle_async_request(request)
        except httpx.ReadError:
            return await super().handle_async_request(request)


def without_intent(saga: Saga) -> None:
    def change(house: House) -> None:
        house.acting._performing = WithoutIntent(around=house.around)

    saga.change = change


def without_settling(saga: Saga) -> None:
    def change(house: House) -> None:
        house.acting._doubts = WithoutSettling(around=house.around)

    saga.change = change


def stubborn(saga: Saga) -> None:
    saga.carrier = Stubborn


def doubled(saga: Saga) -> Iterator[bool]:
    """Whether a comment stands twice, after a whole life and after every one that is cut short."""
    moments = recorded(saga)
    yield bool(tally(saga.evidence, saga.wanted, CAPS).doubled)
    yield from (bool(found.doubled) for found in resumed(saga, moments))


@pytest.mark.parametrize("mutate", [without_intent, without_settling, stubborn])
def test_a_mutant_is_caught(tmp_path: Path, mutate: Callable[[Saga], None]) -> None:
    saga = begun(tmp_path, "comment", mutate)
    assert any(doubled(saga))
    saga.close()


@pytest.mark.parametrize(("performing", "times"), [(Performing, 1), (WithoutFence, 2)])
def test_two_programs_at_one_action_do_it_once_with_a_fence_only(
    tmp_path: Path, performing: type[Performing], times: int
) -> None:
    saga = Saga(folder=tmp_path, ruleset=rules_for("comment"))
    saga.live(seconds=60)
    saga.change = lambda house: setattr(house.acting, "_performing", performing(around=house.around))
    saga.mail.fate = lambda request: Fate(there=1 if request.method == "POST" else 0.05)
    saga.box.post_media("ana.saltwater", caption="Look", tags=["comment"])

    async def scene(database: Database) -> None:
        async with saga.house(database) as one, saga.house(database) as other:
            await one.looking.round()
            await one.judging.round()
            await asyncio.gather(one.acting.round(), other.acting.round())

    saga.play(scene)
    assert [effect.kind.value for effect in saga.box.effects()] == ["comment"] * times
    saga.close()
