from __future__ import annotations

import asyncio
import logging
import random
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RefusedError, RetryableError
from domain.events import FollowRequest, NewMedia
from domain.facts import Facts
from domain.ids import ChatId, EventKey
from domain.plans import ActionKind, Mode, Plan, PlannedAction, Reason, RuleRef
from domain.sources import Source
from domain.verdicts import Finding, Judgement, RuleVerdict, Verdict
from networks.budget import BudgetView
from polling.looking import Looking
from storage import accounts, actions, cases, events, moves, notices, seen, sources
from storage.cases import Settlement
from storage.database import Database
from storage.grounds import Ground
from storage.states import ActionState
from tests.unit.polling.stage import ACCOUNT, opened, put_account, rules, told
from tests.unit.polling.world import ME, MIRA, START, person, photo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

    from domain.events import Event
    from rules.ruleset import RuleSet
    from storage.sources import StoredSource
    from tests.unit.polling.world import SteppedClock, World

CHAT = ChatId(1)
SUNSETS = rules("""
rules:
  - id: sunsets
    trigger: {new_media: {tags: [sunset], every: 60s}}
    when: always
    do: [like]
""")
PEOPLE = rules("""
rules:
  - id: friends
    trigger: {new_media: {users: [Mira, "id:9"], every: 5m}}
    when: always
    do: [like]
""")
TWO_LISTS = rules("""
rules:
  - id: sunsets
    trigger: {new_media: {tags: [sunset], every: 60s}}
    when: always
    do: [like]
  - id: pier
    trigger: {new_media: {locations: ["42"], every: 60s}}
    when: always
    do: [like]
""")
TWO_UNPROMISED = rules("""
rules:
  - id: sunsets
    trigger: {new_media: {tags: [sunset]}}
    when: always
    do: [like]
  - id: pier
    trigger: {new_media: {locations: ["42"]}}
    when: always
    do: [like]
""")
REQUESTS_ONLY = rules("""
rules:
  - id: ask
    trigger: {follow_request: {every: 30s}}
    when: always
    do: [approve]
""")


class Watcher:
    """Looking, with rules that can be changed and a view of what came of it."""

    def __init__(self, world: World, database: Database, clock: SteppedClock, ruleset: RuleSet = SUNSETS) -> None:
        self.ruleset = ruleset
        self.database = database
        self.clock = clock
        self.looking = Looking(
            account=ACCOUNT,
            network=world,
            database=database,
            rules=lambda: self.ruleset,
            clock=clock,
            chance=random.Random(7),  # noqa: S311 - it spreads waits, it guards nothing
        )

    async def begin(self) -> None:
        """Take the baseline."""
        await self.looking.sync()
        await self.looking.round()

    async def look(self, after: float = 60) -> bool:
        self.clock.step(after)
        return await self.looking.round()

    async def news(self) -> Sequence[Event]:
        async with self.database.read() as session:
            return [case.event for case in await cases.due(session, ACCOUNT, self.clock(), 10_000)]

    async def keys(self) -> list[str]:
        return [event.key for event in await self.news()]

    async def watched(self) -> dict[str, StoredSource]:
        async with self.database.read() as session:
            return {str(one.source): one for one in await sources.active(session, ACCOUNT)}

    async def texts(self) -> list[str | None]:
        return list((await told(self.database, CHAT)).values())


async def judge(database: Database, clock: SteppedClock, *, matching: str) -> None:
    """Judge every event that waits: what has that in its key matches."""
    rule = RuleRef(id="one", version="1")
    async with database.write() as session:
        for case in await cases.due(session, ACCOUNT, clock(), 100):
            key = case.event.key
            finding = Finding(verdict=Verdict.YES if matching in key else Verdict.NO, text="because")
            judgement = Judgement(
                event=key,
                ruleset="r1",
                verdicts=(RuleVerdict(rule=rule, mode=Mode.WATCH, finding=finding),),
                plan=Plan(event=key),
                needs=frozenset(),
            )
            ground = Ground(at=clock(), facts=Facts(me=ME))
            await cases.settle(
                session, ACCOUNT, [Settlement(case=case, judgement=judgement, ground=ground, next_judge_at=None)]
            )


@pytest.fixture
async def watcher(world: World, database: Database, clock: SteppedClock) -> Watcher:
    return Watcher(world, database, clock)


async def test_the_first_look_at_a_thousand_old_photos_acts_on_none(watcher: Watcher, world: World) -> None:
    world.photos = [photo(f"m{number}", START - timedelta(minutes=number)) for number in range(1000)]
    await watcher.begin()
    assert not await watcher.look()
    assert await watcher.news() == []
    assert await watcher.texts() == ["Watching 1 list; 20 photos were there already and are left alone."]


async def test_a_photo_that_was_not_there_is_one_event(watcher: Watcher, world: World) -> None:
    world.post("old")
    await watcher.begin()
    watcher.clock.step(30)
    new = world.post("new")
    assert await watcher.look(30)
    assert not await watcher.look()
    (event,) = await watcher.news()
    assert event == NewMedia(
        media=new, sources=frozenset({Source.parse("tag:sunset")}), first_seen_at=START + timedelta(seconds=60)
    )


async def test_a_photo_posted_while_the_first_answer_travelled_is_news(watcher: Watcher, world: World) -> None:
    async def post() -> None:
        watcher.clock.step(3)

    world.meanwhile["tag_media"] = post
    await watcher.begin()
    world.photos = [photo("new", START + timedelta(seconds=2))]
    await watcher.look()
    assert await watcher.keys() == ["media:new"]


async def test_an_old_photo_is_no_news_however_it_surfaces(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.photos = [
        photo("tagged late", START - timedelta(days=400)),
        photo("a second", START - timedelta(seconds=1)),
    ]
    assert not await watcher.look()
    assert await watcher.news() == []
    async with watcher.database.read() as session:
        assert len(await seen.known(session, ACCOUNT, [one.id for one in world.photos])) == 2


async def test_pages_are_turned_until_something_known_appears(watcher: Watcher, world: World) -> None:
    world.post("known")
    await watcher.begin()
    watcher.clock.step(1)
    for number in range(45):
        world.post(f"m{number}")
    world.calls.clear()
    await watcher.look()
    assert world.count("tag_media") == 3
    assert await watcher.keys() == [f"media:m{number}" for number in range(45)]


async def test_no_more_than_five_pages_are_turned_and_the_gap_is_told(watcher: Watcher, world: World) -> None:
    world.post("known")
    await watcher.begin()
    watcher.clock.step(1)
    for number in range(120):
        world.post(f"m{number}")
    world.calls.clear()
    await watcher.look()
    assert world.count("tag_media") == 5
    assert len(await watcher.news()) == 100
    (_, gap) = await watcher.texts()
    assert gap is not None
    assert "#sunset" in gap
    assert "missed" in gap


async def test_a_short_list_has_no_gap(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    watcher.clock.step(1)
    for number in range(25):
        world.post(f"m{number}")
    await watcher.look()
    assert len(await watcher.news()) == 25
    assert len(await watcher.texts()) == 1


async def test_a_look_that_fails_on_its_second_page_loses_nothing(watcher: Watcher, world: World) -> None:
    world.post("known")
    await watcher.begin()
    watcher.clock.step(1)
    for number in range(30):
        world.post(f"m{number}")
    world.troubles["tag_media"] = [None, RetryableError("Busy.", delay=10)]
    assert not await watcher.look()
    assert await watcher.news() == []
    await watcher.look()
    assert len(await watcher.news()) == 30


async def test_a_photo_in_two_lists_is_one_event_that_names_both(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, TWO_LISTS)
    await watcher.begin()
    clock.step(1)
    world.post("m1", place="42")
    await watcher.look()
    (event,) = await watcher.news()
    assert isinstance(event, NewMedia)
    assert event.sources == {Source.parse("tag:sunset"), Source.parse("location:42")}


async def test_usernames_become_ids_once(world: World, database: Database, clock: SteppedClock) -> None:
    world.add(person("70", "mirabelle"))
    world.add(MIRA)
    watcher = Watcher(world, database, clock, PEOPLE)
    await watcher.begin()
    await watcher.looking.sync()
    assert set(await watcher.watched()) == {"user:7", "user:9", "requests:self"}
    assert world.count("search_users") == 1


async def test_a_name_that_nobody_has_is_told_and_skipped(
    world: World, database: Database, clock: SteppedClock
) -> None:
    world.add(person("70", "mirabelle"))
    watcher = Watcher(world, database, clock, PEOPLE)
    await watcher.looking.sync()
    await watcher.looking.sync()
    assert set(await watcher.watched()) == {"user:9", "requests:self"}
    assert await watcher.texts() == ["The rules name @mira, but nobody has that username: mend or remove it there."]


async def test_people_stay_watched_while_the_network_cannot_say_who_they_are(
    world: World, database: Database, clock: SteppedClock
) -> None:
    world.add(MIRA)
    await Watcher(world, database, clock, PEOPLE).begin()
    restarted = Watcher(world, database, clock, PEOPLE)
    world.troubles["search_users"] = [RetryableError("Busy.", delay=120)]
    await restarted.looking.sync()
    before = (await restarted.watched())["user:7"]
    assert before.baseline_at == START

    await restarted.look(119)
    assert world.count("search_users") == 2
    await restarted.look(1)
    assert world.count("search_users") == 3
    assert (await restarted.watched())["user:7"].baseline_at == START


async def test_rules_that_change_while_names_are_looked_up_are_what_is_watched(
    watcher: Watcher, world: World
) -> None:
    world.add(MIRA)
    watcher.ruleset = PEOPLE
    changes: list[asyncio.Task[None]] = []

    async def change() -> None:
        watcher.ruleset = SUNSETS
        changes.append(asyncio.create_task(watcher.looking.sync()))
        await asyncio.wait(changes, timeout=0.2)

    world.meanwhile["search_users"] = change
    await watcher.looking.sync()
    await asyncio.gather(*changes)
    assert set(await watcher.watched()) == {"tag:sunset", "requests:self"}


async def test_a_list_that_is_no_longer_wished_for_is_dropped(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    watcher.ruleset = REQUESTS_ONLY
    await watcher.looking.sync()
    world.calls.clear()
    await watcher.look()
    assert world.calls == ["requested_by"]
    assert (await watcher.watched())["requests:self"].every == timedelta(seconds=30)


async def test_only_what_rules_ask_for_is_promised(watcher: Watcher) -> None:
    await watcher.looking.sync()
    promised = {name: one.every for name, one in (await watcher.watched()).items()}
    assert promised == {"tag:sunset": timedelta(seconds=60), "requests:self": None}


async def test_looks_leave_calls_for_others(watcher: Watcher, world: World) -> None:
    world.budget = BudgetView(limit=100, remaining=100)
    await watcher.begin()
    for _ in range(180):
        await watcher.look(20)
    assert 0.9 * 60 <= len(world.calls) <= 60


@pytest.mark.parametrize(("remaining", "looks"), [pytest.param(20, 0, id="kept for the chat"), (21, 2)])
async def test_when_others_use_the_calls_up_no_look_is_taken(
    watcher: Watcher, world: World, remaining: int, looks: int
) -> None:
    await watcher.begin()
    world.calls.clear()
    world.budget = BudgetView(limit=100, remaining=remaining)
    await watcher.look()
    assert len(world.calls) == looks


async def test_the_networks_own_word_is_waited_for(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.calls.clear()
    world.budget = BudgetView(limit=5000, remaining=5000, delay=10.0)
    await watcher.look()
    assert world.calls == []


async def test_a_busy_list_is_looked_at_more_often_than_a_quiet_one(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, TWO_UNPROMISED)
    world.budget = BudgetView(limit=100, remaining=100)
    await watcher.begin()
    for number in range(40):
        world.post(f"m{number}")
        await watcher.look(120)
    busy, quiet = world.count("tag_media"), world.count("location_media")
    assert busy > 3 * quiet > 0


async def test_nothing_is_looked_at_again_at_once(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.calls.clear()
    await watcher.look(9)
    assert world.calls == []
    await watcher.look(1)
    assert sorted(world.calls) == ["requested_by", "tag_media sunset"]


class Counted(Database):
    """Counts what is asked of the database."""

    asked = 0

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
        self.asked += 1
        async with super()._session(engine) as session:
            yield session


async def test_between_two_looks_nothing_is_read(world: World, database: Database, clock: SteppedClock) -> None:
    counted = Counted(database._writer, database._reader)
    watcher = Watcher(world, counted, clock)
    await watcher.begin()
    asked = counted.asked
    assert not await watcher.look(9)
    assert counted.asked == asked
    await watcher.look(1)
    assert counted.asked > asked


async def test_a_promise_is_kept_where_calls_are_few(watcher: Watcher, world: World) -> None:
    world.budget = BudgetView(limit=200, remaining=200)
    await watcher.begin()
    ages = []
    for _ in range(100):
        before = world.count("tag_media")
        await watcher.look(10)
        ages.append(world.count("tag_media") > before)
    waits = [10 * len(run) for run in "".join("x" if age else "." for age in ages).split("x")]
    assert max(waits) <= 60 + 33 + 10, "a promise, the time for one call, and the time between two rounds"


async def test_when_something_came_the_rules_see_it_before_all_lists_were_looked_at(
    watcher: Watcher, world: World
) -> None:
    watcher.ruleset = TWO_LISTS
    await watcher.begin()
    world.post("new", place="42")

    async def take_long() -> None:
        watcher.clock.step(3)

    world.meanwhile["location_media"] = take_long
    world.calls.clear()
    assert await watcher.look()
    assert world.calls == ["location_media 42"]
    assert not await watcher.look(1)
    assert set(world.calls) == {"tag_media sunset", "location_media 42", "requested_by"}


async def test_what_was_learned_is_kept_with_every_look(watcher: Watcher, world: World) -> None:
    world.photos = [photo(f"m{number}", START - timedelta(minutes=number)) for number in range(30)]
    await watcher.begin()
    known = (await watcher.watched())["tag:sunset"]
    assert known.learned is not None
    assert sum(known.learned["posts"]) > 20
    assert START + timedelta(seconds=10) <= known.next_due_at <= START + timedelta(seconds=60)


async def test_what_was_learned_outlives_a_restart(world: World, database: Database, clock: SteppedClock) -> None:
    watcher = Watcher(world, database, clock, TWO_UNPROMISED)
    world.photos = [photo(f"m{number}", START - timedelta(minutes=number)) for number in range(30)]
    await watcher.begin()
    await watcher.look(60)
    before = {name: one.learned for name, one in (await watcher.watched()).items()}
    again = Watcher(world, database, clock, TWO_UNPROMISED)
    await again.looking.sync()
    world.calls.clear()
    await again.look(10)
    assert world.calls[0] == "tag_media sunset"
    after = {name: one.learned for name, one in (await again.watched()).items()}
    assert all(sum(after[name]["watched"]) > sum(known["watched"]) for name, known in before.items())  # type: ignore[index]  # None fails, too


async def test_what_was_learned_and_cannot_be_read_is_learned_anew(
    watcher: Watcher, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await watcher.begin()
    (sunset, _) = (await watcher.watched()).values()
    async with watcher.database.write() as session:
        await sources.learn(session, sunset.id, {"posts": [1.0]}, watcher.clock())
    again = Watcher(world, watcher.database, watcher.clock)
    await again.begin()
    assert not await again.look()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [
        "What was learned about #sunset cannot be read; it is learned anew."
    ]


async def test_a_list_that_failed_rests_after_a_restart_too(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.troubles["tag_media"] = [RefusedError("The network says no.")]
    await watcher.look()
    world.calls.clear()
    again = Watcher(world, watcher.database, watcher.clock)
    await again.begin()
    await again.look(3599)
    assert world.count("tag_media") == 0
    await again.look(1)
    assert world.count("tag_media") == 1


async def test_what_the_network_pushes_is_looked_at_at_once(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, TWO_UNPROMISED)
    world.budget = BudgetView(limit=12, remaining=12)
    await watcher.begin()
    await watcher.look(3600)
    await watcher.look(600)
    world.calls.clear()
    (pier,) = [one for one in (await watcher.watched()).values() if one.source.value == "42"]
    async with database.write() as session:
        await sources.hasten(session, [pier.id], clock())
    await watcher.look(600)
    assert world.calls[0] == "location_media 42"
    async with database.read() as session:
        assert await sources.hastened(session, ACCOUNT) == {}


async def test_a_list_whose_photos_never_match_is_looked_at_less_often(
    world: World, database: Database, clock: SteppedClock
) -> None:
    watcher = Watcher(world, database, clock, TWO_UNPROMISED)
    world.budget = BudgetView(limit=100, remaining=100)
    await watcher.begin()
    for number in range(50):
        if number == 20:
            world.calls.clear()
        world.post(f"sunset{number}")
        world.post(f"pier{number}", tags=(), place="42")
        await watcher.look(120)
        await judge(database, clock, matching="pier")
    assert world.count("location_media") > 1.5 * world.count("tag_media") > 0


async def test_who_waited_at_the_start_is_counted_and_left_alone(watcher: Watcher, world: World) -> None:
    world.waiting = [person("7"), person("8")]
    await watcher.begin()
    await watcher.look()
    assert await watcher.news() == []
    (text,) = await watcher.texts()
    assert text is not None
    assert "2 people wait for your answer" in text


async def test_who_asks_later_is_an_event_and_who_asks_again_another(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    for waiting in ([MIRA], [MIRA], [], [MIRA]):
        world.waiting = waiting
        await watcher.look()
    first, second = await watcher.news()
    assert first == FollowRequest(requester=MIRA, first_seen_at=START + timedelta(seconds=60))
    assert second == FollowRequest(requester=MIRA, first_seen_at=START + timedelta(seconds=240))


async def planned(database: Database, state: ActionState, *, kind: ActionKind = ActionKind.APPROVE) -> str:
    """An action about the request that is there, in a state; gives the key of the request."""
    async with database.write() as session:
        key = await events.latest_request(session, ACCOUNT, MIRA.id)
        assert key is not None
        wish = PlannedAction(kind=kind, target=MIRA.id, mode=Mode.ASK, rules=(), because=())
        await actions.record_plan(session, ACCOUNT, Plan(event=key, actions=(wish,)), START)
        (action,) = await actions.of_event(session, ACCOUNT, key)
        await moves.make(session, action, moves.Move(state=state), START)
        await notices.tell(session, ACCOUNT, key, START)
    return key


@pytest.mark.parametrize(
    ("state", "moment", "count"),
    [
        pytest.param(ActionState.DONE, 30, 2, id="answered and listed again"),
        pytest.param(ActionState.DONE, 60, 1, id="answered while the list travelled"),
        pytest.param(ActionState.FAILED, 30, 1, id="not answered at all"),
    ],
)
async def test_who_asks_again_right_after_an_answer_is_news_once(
    watcher: Watcher, world: World, state: ActionState, moment: float, count: int
) -> None:
    await watcher.begin()
    world.waiting = [MIRA]
    await watcher.look()
    key = EventKey(await planned(watcher.database, ActionState.PENDING, kind=ActionKind.IGNORE))
    async with watcher.database.write() as session:
        (action,) = await actions.of_event(session, ACCOUNT, key)
        await moves.make(session, action, moves.Move(state=state), watcher.clock() + timedelta(seconds=moment))
    await watcher.look()
    assert len(await watcher.keys()) == count
    if moment < 60:
        assert not await watcher.look()


@pytest.mark.parametrize(
    ("state", "kind", "after"),
    [
        pytest.param(ActionState.PLANNED, ActionKind.APPROVE, ActionState.SUPPRESSED, id="not yet admitted"),
        pytest.param(ActionState.AWAITING_APPROVAL, ActionKind.IGNORE, ActionState.SUPPRESSED, id="proposed"),
        pytest.param(ActionState.PENDING, ActionKind.IGNORE, ActionState.SUPPRESSED, id="held back by a limit"),
        pytest.param(ActionState.IN_FLIGHT, ActionKind.APPROVE, ActionState.IN_FLIGHT, id="under way"),
        pytest.param(ActionState.DONE, ActionKind.APPROVE, ActionState.DONE, id="done"),
        pytest.param(ActionState.AWAITING_APPROVAL, ActionKind.DECIDE, ActionState.SUPPRESSED, id="a question"),
        pytest.param(ActionState.PLANNED, ActionKind.NOTIFY, ActionState.PLANNED, id="a notice is no decision"),
    ],
)
async def test_a_request_that_is_gone_needs_no_decision(
    watcher: Watcher, world: World, state: ActionState, kind: ActionKind, after: ActionState
) -> None:
    await watcher.begin()
    world.waiting = [MIRA]
    await watcher.look()
    key = await planned(watcher.database, state, kind=kind)
    world.waiting = []
    await watcher.look()
    async with watcher.database.read() as session:
        (action,) = await actions.of_event(session, ACCOUNT, EventKey(key))
        (notice,) = [one for one in await notices.outdated(session, CHAT, START, 9) if one.notice.subject == key]
    assert action.state is after
    assert action.reason is (Reason.GONE if after is ActionState.SUPPRESSED else None)
    assert notice.notice.changed_at == watcher.clock()


@pytest.mark.parametrize(
    ("seconds", "after"),
    [
        pytest.param(59, ActionState.SUPPRESSED, id="about the request that is gone"),
        pytest.param(60, ActionState.PENDING, id="about one that the look could not show"),
    ],
)
async def test_what_a_person_decided_before_a_request_was_gone_is_not_done_to_the_next(
    watcher: Watcher, world: World, seconds: float, after: ActionState
) -> None:
    await watcher.begin()
    world.waiting = [MIRA]
    await watcher.look()
    wish = PlannedAction(kind=ActionKind.APPROVE, target=MIRA.id, mode=Mode.AUTO, rules=(), because=())
    decided = watcher.clock() + timedelta(seconds=seconds)
    (key,) = await watcher.keys()
    async with watcher.database.write() as session:
        await actions.want(session, ACCOUNT, EventKey(key), wish, by="Ana", now=decided)
    world.waiting = []
    await watcher.look()
    async with watcher.database.read() as session:
        (action,) = await actions.of_event(session, ACCOUNT, EventKey(key))
    assert action.state is after


async def test_a_decision_about_somebody_who_never_asked_stays_open(watcher: Watcher) -> None:
    await watcher.begin()
    key = EventKey("comment:c1")
    block = PlannedAction(kind=ActionKind.BLOCK, target=MIRA.id, mode=Mode.ASK, rules=(), because=())
    async with watcher.database.write() as session:
        await actions.record_plan(session, ACCOUNT, Plan(event=key, actions=(block,)), START)
    await watcher.look()
    async with watcher.database.read() as session:
        (action,) = await actions.of_event(session, ACCOUNT, key)
    assert action.state is ActionState.PLANNED


async def test_a_decision_stays_open_while_they_wait(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.waiting = [MIRA]
    await watcher.look()
    key = await planned(watcher.database, ActionState.AWAITING_APPROVAL)
    await watcher.look()
    async with watcher.database.read() as session:
        (action,) = await actions.of_event(session, ACCOUNT, EventKey(key))
    assert action.state is ActionState.AWAITING_APPROVAL


async def test_a_failure_waits_longer_each_time_and_is_logged_once(
    watcher: Watcher, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await watcher.begin()
    world.troubles["tag_media"] = [RetryableError("Busy.", delay=1), RetryableError("Busy.", delay=1)]
    waits = []
    with caplog.at_level(logging.INFO, logger="polling"):
        for _ in range(2):
            await watcher.look(60)
            waits.append((await watcher.watched())["tag:sunset"].next_due_at - watcher.clock())
        assert (await watcher.watched())["tag:sunset"].failures == 2
        await watcher.look(60)
        await watcher.look(60)
    assert timedelta(seconds=2.5) <= waits[0] <= timedelta(seconds=5) <= waits[1] <= timedelta(seconds=10)
    assert (await watcher.watched())["tag:sunset"].failures == 0
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", "Cannot look at #sunset. Busy."),
        ("INFO", "Can look at #sunset again."),
    ]


async def test_one_list_that_fails_keeps_no_other_from_being_looked_at(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.waiting = [MIRA]
    world.troubles["tag_media"] = [RetryableError("Busy.", delay=1)]
    assert await watcher.look()


async def test_a_failure_nobody_foresaw_holds_up_no_other_list_and_is_logged_once(
    watcher: Watcher, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await watcher.begin()
    for trouble in ("odd", "still odd"):
        world.waiting.append(person(trouble))
        world.troubles["tag_media"] = [ValueError(trouble)]
        assert await watcher.look()
    failed = (await watcher.watched())["tag:sunset"]
    assert (failed.failures, failed.last_error) == (
        2,
        "Something unexpected is in the way (ValueError); the log says more.",
    )
    assert failed.next_due_at > watcher.clock()
    assert [record.getMessage() for record in caplog.records if record.exc_info] == ["Cannot look at #sunset."]


async def test_a_list_that_is_refused_is_told_once_and_tried_hourly(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.troubles["tag_media"] = [RefusedError("The network says no.") for _ in range(2)]
    await watcher.look()
    assert (await watcher.watched())["tag:sunset"].next_due_at == watcher.clock() + timedelta(hours=1)
    await watcher.look(3600)
    assert (await watcher.texts())[1:] == [
        "Cannot look at #sunset. The network says no. It is tried again every hour."
    ]
    assert world.count("tag_media") == 3


async def test_a_scope_that_is_missing_concerns_one_list_alone(watcher: Watcher, world: World) -> None:
    missing = "Authorize Likewise again and grant the scope follower_list."
    world.troubles["requested_by"] = [BlockedError(missing, scope="follower_list") for _ in range(2)]
    await watcher.begin()
    world.post("new")
    assert await watcher.look()
    assert world.count("requested_by") == 1
    await watcher.look(3600)
    assert world.count("requested_by") == 2
    assert (await watcher.texts()).count(
        f"Cannot look at the follow requests. {missing} It is tried again every hour."
    ) == 1


async def test_an_account_that_is_blocked_is_paused_and_looks_at_nothing_more(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.troubles["tag_media"] = [BlockedError("The token is refused. Authorize Likewise again.")]
    world.calls.clear()
    await watcher.look()
    await watcher.look()
    assert len(world.calls) == 1
    text = (
        "The token is refused. Authorize Likewise again. Until then nothing is watched or done for me; "
        "/resume goes on."
    )
    assert (await watcher.texts())[1:] == [text]
    async with watcher.database.write() as session:
        await accounts.pause(session, ACCOUNT, None)
    await watcher.look()
    assert len(world.calls) == 3


async def test_names_that_may_not_be_looked_up_pause_the_account_too(
    world: World, database: Database, clock: SteppedClock
) -> None:
    world.add(MIRA)
    watcher = Watcher(world, database, clock, PEOPLE)
    world.troubles["search_users"] = [BlockedError("The token is refused.")]
    await watcher.begin()
    assert world.calls == ["search_users mira"]
    async with watcher.database.write() as session:
        await accounts.pause(session, ACCOUNT, None)
    await watcher.look()
    assert "user:7" in await watcher.watched()


async def test_no_look_begins_after_stop(watcher: Watcher, world: World) -> None:
    await watcher.begin()
    world.calls.clear()

    async def stop() -> None:
        watcher.looking.stop()

    world.meanwhile["tag_media"] = stop
    world.meanwhile["requested_by"] = stop
    await watcher.look()
    assert len(world.calls) == 1


@pytest.mark.parametrize("seconds", [-7 * 86_400, -3600, 3600, 400 * 86_400])
async def test_a_clock_that_jumps_keeps_no_list_waiting(watcher: Watcher, world: World, seconds: float) -> None:
    await watcher.begin()
    await watcher.look()
    watcher.clock.step(seconds)
    await watcher.looking.round()
    world.calls.clear()
    await watcher.look(60)
    assert sorted(world.calls) == ["requested_by", "tag_media sunset"]


async def test_a_clock_that_is_set_back_while_a_list_rests_does_not_make_it_rest_for_longer(
    watcher: Watcher, world: World
) -> None:
    await watcher.begin()
    world.troubles["tag_media"] = [RefusedError("The network says no.")]
    await watcher.look()
    watcher.clock.step(-7 * 86_400)
    again = Watcher(world, watcher.database, watcher.clock)
    for looking in (watcher, again):
        await looking.looking.sync()
        await looking.looking.round()
    watcher.clock.step(3600)
    world.calls.clear()
    for looking in (watcher, again):
        await looking.looking.round()
    assert world.count("tag_media") == 2


async def test_what_came_while_it_was_off_is_news_after_a_restart(
    tmp_path: Path, world: World, clock: SteppedClock
) -> None:
    async with opened(tmp_path / "a") as database:
        await put_account(database)
        await Watcher(world, database, clock).begin()
    clock.step(600)
    world.post("meanwhile")
    async with opened(tmp_path / "a") as database:
        watcher = Watcher(world, database, clock)
        await watcher.begin()
        assert await watcher.keys() == ["media:meanwhile"]
        assert len(await watcher.texts()) == 1
