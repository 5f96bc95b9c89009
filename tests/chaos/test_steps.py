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
from tests.chaos.rulebook import RULES
from tests.chaos.saga import Saga

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from actions.effects.effect import Effect, Job
    from storage.actions import StoredAction
    from storage.database import Database
    from tests.chaos.checker import Tally
    from tests.chaos.saga import House

SEEDS = range(4)
DEATHS = 6
"""Of each seed; every third is followed by another before anything has come to rest."""
STEPS = 1800
"""About as many as a life has in which something is done."""
CAPS = Caps(most={"like": 500, "comment": 500, "relationship": 500}, slack=timedelta(0))


def fates(dice: random.Random) -> Callable[[httpx.Request], Fate]:
    """Of the writes one in three is under way for long, and one in three has an answer that is lost."""

    def choose(request: httpx.Request) -> Fate:
        draw = dice.random()
        if request.method != "POST" or draw > 2 / 3:
            return Fate()
        return Fate(there=dice.uniform(1, 15)) if draw < 1 / 3 else Fate(there=dice.uniform(0, 30), breaks=1)

    return choose


def endure(saga: Saga, seed: int, deaths: int = DEATHS) -> Tally:
    """Let a saga die so often, each time at another step, and come to rest in between."""
    dice = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    saga.live(seconds=60)
    saga.mail.fate = fates(dice)
    points = [int((nth + dice.random()) * STEPS / deaths) for nth in range(deaths)]
    dice.shuffle(points)
    for number, point in enumerate(points):
        for kind in ("like", "comment"):
            saga.wanted.append((kind, saga.box.post_media("ana.saltwater", caption="Look", tags=[kind])))
        saga.live(dies_at=point)
        if number % 3:
            saga.live()
    saga.live()
    return tally(saga.evidence, saga.wanted, CAPS)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_doubled_or_lost_wherever_the_process_dies(tmp_path: Path, seed: int) -> None:
    saga = Saga(folder=tmp_path, ruleset=RULES)
    found = endure(saga, seed)
    saga.close()
    assert found.sound
    assert found.underway == found.parked == ()
    assert (found.actions, found.effects) == (2 * DEATHS, 2 * DEATHS)


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
    saga.mail = Stubborn(saga.box.app, saga.clock, lambda _request: Fate())


@pytest.mark.parametrize("mutate", [without_intent, without_settling, stubborn])
def test_a_mutant_is_caught(tmp_path: Path, mutate: Callable[[Saga], None]) -> None:
    saga = Saga(folder=tmp_path, ruleset=RULES)
    mutate(saga)
    found = endure(saga, seed=3, deaths=8)
    saga.close()
    assert "comment" in {kind for kind, _ in found.doubled}


@pytest.mark.parametrize(("performing", "times"), [(Performing, 1), (WithoutFence, 2)])
def test_two_programs_at_one_action_do_it_once_with_a_fence_only(
    tmp_path: Path, performing: type[Performing], times: int
) -> None:
    saga = Saga(folder=tmp_path, ruleset=RULES)
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
