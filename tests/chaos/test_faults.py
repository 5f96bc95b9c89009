"""Everything that goes wrong, for every kind of effect: what becomes of it, and what the owner sees meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.html import plain
from bot.phrasing import Present
from bot.screens.outcomes import outcome
from domain.ids import ChatId
from domain.plans import ActionKind
from storage import actions
from storage.states import ActionState
from tests.chaos.mail import Fate
from tests.chaos.moments import left, restore
from tests.chaos.rulebook import RULES
from tests.chaos.saga import ACCOUNT, Saga
from tests.unit.polling.stage import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

    from storage.actions import StoredAction
    from storage.database import Database
    from tests.chaos.moments import Moment

KINDS = ("like", "comment", "approve", "follow", "notify")
RELATIONSHIP = "/v1/users/{id}/relationship"
WRITES = {
    "like": "POST /v1/media/{id}/likes",
    "comment": "POST /v1/media/{id}/comments",
    "approve": f"POST {RELATIONSHIP}",
    "follow": f"POST {RELATIONSHIP}",
    "notify": "GET /v1/tags/{name}/media/recent",
}
"""The call that meets the fault. A notice writes nothing on the network, so it is the look that finds the photo."""
LOOKS = {"comment": "GET /v1/media/{id}/comments", "like": "GET /v1/media/{id}"}
SHOWN = {
    "like": "❤️ Liked by likes: the rule asks nothing more",
    "comment": "💬 Commented “What a sight!” by comments: the rule asks nothing more",
    "approve": "✅ Approved by requests: the rule asks nothing more",
    "follow": "👣 Followed by follows: the rule asks nothing more",
    "notify": "🔔 Look at this. (notices)",
}
WAITS, DOUBTS = "⏳ About to", "⏳ The answer to"
FULL, LOCKED = "database or disk is full", "database is locked"
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
OUTAGE = 60.0
"""Seconds for which nothing can be written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """What became of one effect."""

    attempts: tuple[str, ...]
    seen: tuple[str, ...]
    """What the owner saw, one after the other."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A saga in which one effect after the other meets a fault."""

    saga: Saga
    people: Iterator[str]
    lines: list[str] = field(default_factory=list)

    async def act(self, database: Database, kind: str) -> Course:
        """Let something happen of which the rules want that effect, and watch."""
        self.lines.clear()
        deed = self.saga.cause(kind, next(self.people))
        self.saga.wanted = [deed]

        async def watch() -> None:
            found = await _stored(database, *deed)
            line = plain(outcome(found, Present(now=self.saga.clock(), zone=UTC))) if found else ""
            shown = next((start for start in (WAITS, DOUBTS) if line.startswith(start)), line)
            if shown and self.lines[-1:] != [shown]:
                self.lines.append(shown)

        async with self.saga.house(database) as house:
            await self.saga.until_rest(house, watch=watch)
        self.saga.spoil(fault="reset")
        assert self._changes(deed) == (0 if kind == "notify" else 1), "done once"
        found = await _stored(database, *deed)
        assert found is not None
        news = found.state is not ActionState.DONE or found.event in await told(database, ChatId(1), BEGINNING)
        assert news, "what was done is told as soon as Telegram can be reached"
        return Course(attempts=self._attempts(found), seen=tuple(self.lines))

    def _changes(self, deed: tuple[str, str]) -> int:
        return sum((one.kind.value, one.target) == deed and one.changed for one in self.saga.box.effects())

    def _attempts(self, found: StoredAction) -> tuple[str, ...]:
        with closing(sqlite3.connect(self.saga.evidence.ledger)) as database:
            query = "SELECT outcome FROM attempt WHERE action_id = ? ORDER BY n"
            return tuple(outcome for (outcome,) in database.execute(query, (found.id,)))


async def _stored(database: Database, kind: str, target: str) -> StoredAction | None:
    async with database.read() as session:
        return next(iter(await actions.on_target(session, ACCOUNT, ActionKind(kind), target)), None)


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Saga, Moment]]:
    """Everything was looked at once: to make tables and to compile statements takes longer than a course."""
    saga = Saga(folder=tmp_path_factory.mktemp("saga"), ruleset=RULES)
    saga.live(seconds=60)
    saga.clock.step(7200)  # what a slow clock calls new is not from before the first look any more
    yield saga, left(saga)
    saga.close()


@pytest.fixture
def stage(beginning: tuple[Saga, Moment], request: pytest.FixtureRequest) -> Stage:
    """`request.param`: so many hours the network's clock is ahead of ours."""
    saga, moment = beginning
    saga.ahead = timedelta(hours=getattr(request, "param", 0))
    saga.disk.trouble = None
    restore(saga, moment)
    return Stage(saga=saga, people=iter(saga.strangers()))


def play(stage: Stage, prepare: Callable[[str], None]) -> dict[str, Course]:
    """What became of every kind of effect."""
    courses = {}

    async def scene(database: Database) -> None:
        for kind in KINDS:
            prepare(kind)
            courses[kind] = await stage.act(database, kind)

    stage.saga.play(scene)
    return courses


def shown(kind: str, *before: str) -> tuple[str, ...]:
    return (*before, SHOWN[kind])


NOT_SENT = {kind: Course(attempts=("not_sent", "done"), seen=shown(kind, WAITS)) for kind in KINDS[:-1]}
LOST = {kind: Course(attempts=("lost", "done"), seen=shown(kind, DOUBTS, WAITS)) for kind in KINDS[:-1]}
FOUND = {kind: Course(attempts=("found",), seen=shown(kind, DOUBTS)) for kind in KINDS[:-1]}
DONE = {kind: Course(attempts=("done",), seen=shown(kind)) for kind in KINDS[:-1]}
TOLD = {"notify": Course(attempts=(), seen=shown("notify"))}
RATE = {"error_type": "OAuthRateLimitException", "bare": True}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        pytest.param({"fault": "status", "status": 429, **RATE}, NOT_SENT, id="429 with headers"),
        pytest.param({"fault": "status", "status": 429}, NOT_SENT, id="429 without"),
        pytest.param({"fault": "status", "status": 500, "error_type": "APIError"}, LOST, id="500"),
        pytest.param({"fault": "status", "status": 502}, LOST, id="502 as a page"),
        pytest.param({"fault": "status", "status": 503}, LOST, id="503"),
        pytest.param({"fault": "cut"}, LOST, id="cut before the effect"),
        pytest.param({"fault": "cut_late"}, FOUND, id="cut after the effect"),
        pytest.param({"fault": "lost"}, FOUND, id="502 after the effect"),
        pytest.param({"fault": "malformed"}, FOUND, id="malformed"),
        pytest.param({"fault": "missing"}, DONE, id="missing fields"),
    ],
)
def test_a_fault_of_the_network(stage: Stage, fault: dict[str, object], expected: dict[str, Course]) -> None:
    courses = play(stage, lambda kind: stage.saga.spoil(route=WRITES[kind], **fault))
    assert courses == expected | TOLD


def test_an_answer_that_takes_too_long_and_an_effect_that_comes_after_it(stage: Stage) -> None:
    courses = play(stage, lambda _kind: _first(stage, "POST", Fate(there=30)))
    assert courses["comment"].attempts == ("found",), "what may stand twice waits until all has settled"
    assert courses["like"].attempts == ("lost", "done"), "to like twice is the same as once"
    assert courses["notify"] == TOLD["notify"]


def _first(stage: Stage, method: str, fate: Fate, then: Callable[[], None] = lambda: None) -> None:
    """What becomes of the first call with a method."""
    left = [fate]

    def choose(request: httpx.Request) -> Fate:
        if request.method != method or not left:
            return Fate()
        then()
        return left.pop()

    stage.saga.mail.fate = choose


def test_a_list_in_which_ours_cannot_be_read_settles_no_doubt(stage: Stage) -> None:
    def prepare(kind: str) -> None:
        stage.saga.spoil(route=WRITES[kind], fault="lost")
        if kind in LOOKS:
            stage.saga.spoil(route=LOOKS[kind], fault="missing", every=2, times=3, fields=["from", "id"])

    courses = play(stage, prepare)
    assert courses == FOUND | TOLD


@pytest.mark.parametrize("stage", [-1, 1], indirect=True, ids=["behind", "ahead"])
def test_a_clock_that_is_wrong(stage: Stage) -> None:
    courses = play(stage, lambda kind: stage.saga.spoil(route=WRITES[kind], fault="lost"))
    assert courses == FOUND | TOLD


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
@pytest.mark.parametrize("when", ["before the call", "during the call"])
def test_a_database_that_cannot_be_written(stage: Stage, trouble: str, when: str) -> None:
    written: list[int] = []

    def fail() -> None:
        stage.saga.disk.trouble = trouble
        asyncio.get_running_loop().call_later(OUTAGE, mend)

    def mend() -> None:
        stage.saga.disk.trouble = None
        written.append(len(stage.saga.box.effects()))

    method = "GET" if when == "before the call" else "POST"
    courses = play(stage, lambda _kind: _first(stage, method, Fate(), then=fail))
    expected = (DONE if when == "before the call" else FOUND) | TOLD
    assert {kind: course.attempts for kind, course in courses.items()} == {
        kind: course.attempts for kind, course in expected.items()
    }
    assert written == ([0, 1, 2, 3, 4] if when == "before the call" else [1, 2, 3, 4])
