from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.desk import Desk
from actions.results import Standing
from actions.running import Acting
from domain.errors import UncertainError
from domain.plans import ActionKind, Reason
from storage.halting import Halt
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from tests.unit.actions.stage import Stage

LIKE = ActionKind.LIKE


def halted(stage: Stage) -> Halt:
    """Everything is halted, as by another process."""
    halt = Halt(file=stage.folder / "halted")
    around = replace(stage.around, halted=halt.because)
    stage.acting, stage.desk = Acting(around, ceiling=stage.ceiling), Desk(around)
    halt.begin(stage.clock())
    return halt


async def test_nothing_is_done_and_nothing_saved_up(stage: Stage) -> None:
    halt = halted(stage)
    await stage.appears(LIKE)
    await stage.round()
    action = await stage.action(LIKE)
    assert (action.state, action.reason) == (ActionState.WATCHED, Reason.PAUSED)
    halt.end()
    await stage.rounds(3, every=10)
    assert stage.world.effects == []


async def test_what_was_due_waits_for_the_end(stage: Stage) -> None:
    halt = halted(stage)
    halt.end()
    await stage.round()
    await stage.appears(LIKE)
    await stage.put(await stage.action(LIKE), Move(state=ActionState.PENDING))
    halt.begin(stage.clock())
    await stage.rounds(3, every=10)
    assert stage.world.effects == []
    halt.end()
    await stage.round()
    assert stage.world.effects == ["like m1"]


async def test_a_person_is_told_why_not(stage: Stage) -> None:
    halted(stage)
    media = await stage.appears()
    result = await stage.desk.like(media, "Ana")
    assert result.state is Standing.REFUSED
    assert result.sentence == (
        "Not done. Halted on 2026-11-23 at 12:00 UTC. On that machine, likewise resume goes on."
    )
    assert stage.world.effects == []


async def test_a_halt_between_the_look_and_the_call_holds_it(stage: Stage) -> None:
    halt = halted(stage)
    halt.end()
    await stage.asks(ActionKind.APPROVE)

    async def halts() -> None:
        halt.begin(stage.clock())

    stage.world.meanwhile["relationship"] = halts
    await stage.rounds(2, every=10)
    assert stage.world.effects == []
    assert await stage.state(ActionKind.APPROVE, "7") is ActionState.PENDING


async def test_doubts_are_settled_meanwhile(stage: Stage) -> None:
    halt = halted(stage)
    halt.end()
    await stage.appears(LIKE)
    stage.world.losses["like"] = [UncertainError("lost")]
    await stage.round()
    assert await stage.state(LIKE) is ActionState.UNCERTAIN
    halt.begin(stage.clock())
    await stage.round(after=10)
    assert await stage.state(LIKE) is ActionState.DONE


async def test_a_press_during_a_call_that_is_stopped_says_that_it_waits(stage: Stage) -> None:
    halt = halted(stage)
    halt.end()
    key = await stage.asks()

    async def halts() -> None:
        halt.begin(stage.clock())

    stage.world.meanwhile["relationship"] = halts
    result = await stage.desk.decide(key, ActionKind.APPROVE, "Ana")
    assert (result.state, stage.world.effects) == (Standing.LATER, [])
    assert result.sentence.endswith("It will be done after likewise resume.")


async def test_the_chats_hear_of_it_once_and_of_its_end(stage: Stage) -> None:
    halt = halted(stage)
    await stage.rounds(3, every=10)
    assert list((await stage.told()).values()) == [
        "Halted on 2026-11-23 at 12:00 UTC. Nothing is done on the network until likewise resume."
    ]
    halt.end()
    await stage.rounds(3, every=10)
    assert list((await stage.told()).values())[1:] == ["The halt is over: likewise resume was typed."]
