"""The ledger against a model of a few lines, with everybody acting on what they read earlier."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from domain.ids import EventKey
from domain.plans import ActionKind, LimitClass
from storage import accounts, actions, attempts, moves
from storage.actions import StoredAction, scope_of
from storage.attempts import Ending
from storage.database import open_database
from storage.moves import Move
from storage.states import REOPENABLE_STATES, ActionState, Outcome
from tests.unit.storage import blank
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, VAULT, account, plan, wish

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hypothesis.stateful import MultipleResults
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.plans import PlannedAction

T = TypeVar("T")
Key: TypeAlias = tuple[ActionKind, str, str]

WISHES = st.builds(
    wish,
    st.sampled_from([ActionKind.LIKE, ActionKind.APPROVE]),
    st.sampled_from(["1", "2"]),
    text=st.none() | st.text(),
)
EVENTS = st.sampled_from([EventKey("request:1:1"), EventKey("request:1:2")])
PEOPLE = st.sampled_from(["Mira", "Tom"])
MOVES = st.builds(
    Move, state=st.sampled_from(sorted(set(ActionState) - {ActionState.IN_FLIGHT})), by=st.none() | PEOPLE
)
ENDINGS = st.builds(
    Ending, outcome=st.sampled_from(Outcome), move=st.builds(Move, state=MOVES.map(lambda move: move.state))
)
UNDER_WAY = {ActionState.IN_FLIGHT, ActionState.UNCERTAIN}


@dataclass
class Entry:
    """What the model knows of one action."""

    state: ActionState
    decided_by: str | None = None
    attempts: tuple[Outcome | None, ...] = ()

    def is_as(self, action: StoredAction) -> bool:
        return (self.state, len(self.attempts), self.decided_by) == (action.state, action.attempt, action.decided_by)


class Ledger(RuleBasedStateMachine):
    readings = Bundle("readings")

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[Key, Entry] = {}
        self.loop = asyncio.Runner()
        self.stack = AsyncExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        blank.put(Path(folder) / "likewise.db")
        opening = open_database(f"sqlite+aiosqlite:///{folder}/likewise.db")
        self.database = self.loop.run(self.stack.enter_async_context(opening))

    def teardown(self) -> None:
        self.loop.run(self.stack.aclose())
        self.loop.close()

    def write(self, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        async def transaction() -> T:
            async with self.database.write() as session:
                return await work(session)

        return self.loop.run(transaction())

    def read(self) -> tuple[list[StoredAction], int]:
        """Every action, and how many attempts count."""

        async def transaction() -> tuple[list[StoredAction], int]:
            async with self.database.read() as session:
                found = await actions.in_state(session, ACCOUNT, set(ActionState))
                return found, len(await attempts.counted(session, ACCOUNT, LimitClass.LIKE, NOW - MINUTE))

        return self.loop.run(transaction())

    def entry(self, action: StoredAction) -> Entry:
        return self.model[action.kind, action.wish.target, scope_of(action.wish, action.event)]

    @initialize()
    def know_the_account(self) -> None:
        self.write(lambda session: accounts.put(session, account(), "a canary token", VAULT, NOW))

    @rule(one=WISHES, event=EVENTS)
    def rules_plan(self, one: PlannedAction, event: EventKey) -> None:
        self.write(lambda session: actions.record_plan(session, ACCOUNT, plan(one, event=event), NOW))
        self.model.setdefault((one.kind, one.target, scope_of(one, event)), Entry(ActionState.PLANNED))

    @rule(target=readings, one=WISHES, event=EVENTS, by=PEOPLE)
    def a_person_wants(self, one: PlannedAction, event: EventKey, by: str) -> StoredAction:
        key = (one.kind, one.target, scope_of(one, event))
        entry = self.model.setdefault(key, Entry(ActionState.PENDING, by))
        if entry.state in REOPENABLE_STATES or (entry.state is ActionState.PENDING and entry.decided_by is None):
            entry.state, entry.decided_by = ActionState.PENDING, by
        action = self.write(lambda session: actions.want(session, ACCOUNT, event, one, by=by, now=NOW))
        assert entry.is_as(action)
        return action

    @rule(target=readings)
    def somebody_reads(self) -> MultipleResults[StoredAction]:
        return multiple(*self.read()[0])

    @rule(action=readings, move=MOVES)
    def somebody_moves(self, action: StoredAction, move: Move) -> None:
        entry = self.entry(action)
        assert self.write(lambda session: moves.make(session, action, move, NOW)) == entry.is_as(action)
        if entry.is_as(action):
            entry.state, entry.decided_by = move.state, move.by or entry.decided_by

    @rule(target=readings, action=readings)
    def somebody_claims(self, action: StoredAction) -> MultipleResults[StoredAction]:
        entry = self.entry(action)
        won = self.write(lambda session: attempts.claim(session, action, LimitClass.LIKE, now=NOW))
        assert (won is not None) == (entry.is_as(action) and entry.state is ActionState.PENDING)
        if won is None:
            return multiple()
        entry.state, entry.attempts = ActionState.IN_FLIGHT, (*entry.attempts, None)
        assert entry.is_as(won)
        return multiple(won)

    @rule(action=readings, ending=ENDINGS)
    def somebody_settles(self, action: StoredAction, ending: Ending) -> None:
        entry = self.entry(action)
        ours = entry.is_as(action) and entry.state in UNDER_WAY
        assert self.write(lambda session: attempts.settle(session, action, ending, NOW)) == ours
        if ours:
            entry.state = ending.move.state
            entry.attempts = (*entry.attempts[:-1], ending.outcome) if entry.attempts else ()

    @rule()
    def the_process_dies(self) -> None:
        flying = [entry for entry in self.model.values() if entry.state is ActionState.IN_FLIGHT]
        assert self.write(lambda session: attempts.abandon(session, ACCOUNT, NOW)) == len(flying)
        for entry in flying:
            entry.state = ActionState.UNCERTAIN

    @invariant()
    def the_ledger_is_as_the_model(self) -> None:
        stored, counted = self.read()
        assert len(stored) == len(self.model)
        assert [action for action in stored if not self.entry(action).is_as(action)] == []
        seen = [one for entry in self.model.values() for one in entry.attempts if one is not Outcome.NOT_SENT]
        assert counted == len(seen)


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
