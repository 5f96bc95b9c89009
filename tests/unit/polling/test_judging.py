from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RefusedError, RetryableError
from domain.events import FollowRequest, NewMedia
from domain.facts import History
from domain.ids import ChatId, MediaId
from domain.media import Media
from domain.plans import ActionKind, Mode, Reason
from domain.sources import Source
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from networks.budget import BudgetView
from polling.judging import Judging
from rules.judging import judge
from rules.ruleset import RuleSet
from storage import accounts, actions, cases, events, moves, standings
from storage.database import Database
from storage.moves import Move
from storage.standings import Standing
from storage.states import ActionState
from tests.unit.polling.stage import ACCOUNT, rules, told
from tests.unit.polling.world import ME, MIRA, START, person, photo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.facts import Facts
    from domain.verdicts import Judgement
    from storage.actions import StoredAction
    from tests.unit.polling.world import SteppedClock, World

RULES = rules("""
rules:
  - id: sunsets
    mode: auto
    trigger: {new_media: {tags: [sunset]}}
    when: always
    do: [like]
  - id: known-people
    mode: auto
    trigger: follow_request
    when:
      requester.followers: {gte: 10}
    do: [approve]
""")
TIES = rules("""
rules:
  - id: followed
    mode: auto
    trigger: follow_request
    when:
      relationship.outgoing: follows
    do: [approve]
""")
PHOTO = NewMedia(media=photo("m1", START), sources=frozenset({Source.parse("tag:sunset")}), first_seen_at=START)
REQUEST = FollowRequest(requester=MIRA, first_seen_at=START)


class Baffled(RuleSet):
    """Rules that cannot cope with requests."""

    def judge(self, event: Event, facts: Facts, now: datetime) -> Judgement:
        if isinstance(event, FollowRequest):
            raise ZeroDivisionError
        return judge(self, event, facts, now)


class Bench:
    """Judging, and a view of what came of it."""

    def __init__(self, world: World, database: Database, clock: SteppedClock) -> None:
        self.world = world
        self.database = database
        self.clock = clock
        self.ruleset = RULES
        self.judging = Judging(
            account=ACCOUNT, network=world, database=database, rules=lambda: self.ruleset, clock=clock, me=ME
        )

    async def happens(self, *happened: Event) -> None:
        async with self.database.write() as session:
            await events.add(session, ACCOUNT, happened)

    async def round(self, after: float = 0) -> bool:
        self.clock.step(after)
        return await self.judging.round()

    async def planned(self, event: Event = REQUEST) -> list[StoredAction]:
        async with self.database.read() as session:
            return await actions.of_event(session, ACCOUNT, event.key)

    async def unjudged(self) -> int:
        async with self.database.read() as session:
            return len(await cases.due(session, ACCOUNT, self.clock(), 10))

    async def verdict(self, event: Event = REQUEST) -> Verdict:
        async with self.database.read() as session:
            judged = await events.get(session, ACCOUNT, event.key)
        assert judged is not None
        (verdict,) = judged.verdicts
        return verdict.finding.verdict

    async def subjects(self) -> list[str]:
        return list(await told(self.database, ChatId(1)))


@pytest.fixture
async def bench(world: World, database: Database, clock: SteppedClock) -> Bench:
    world.add(MIRA)
    return Bench(world, database, clock)


async def test_what_the_rules_want_is_planned_once(bench: Bench) -> None:
    await bench.happens(PHOTO)
    assert await bench.round()
    assert not await bench.round()
    (action,) = await bench.planned(PHOTO)
    assert (action.kind, action.state, action.wish.rules[0].id) == (ActionKind.LIKE, ActionState.PLANNED, "sunsets")
    assert await bench.verdict(PHOTO) is Verdict.YES
    assert bench.world.calls == []
    assert await bench.subjects() == []


async def test_a_fact_that_a_rule_asks_for_is_fetched(bench: Bench) -> None:
    await bench.happens(REQUEST)
    await bench.round()
    assert bench.world.calls == ["user 7"]
    assert [action.kind for action in await bench.planned()] == [ActionKind.APPROVE]


async def test_a_request_is_told_even_when_no_rule_fits(bench: Bench, world: World) -> None:
    world.add(MIRA, followers=3)
    await bench.happens(REQUEST)
    await bench.round()
    assert await bench.planned() == []
    assert await bench.subjects() == [REQUEST.key]


@pytest.mark.parametrize(
    ("hours", "calls"),
    [pytest.param(24, 1, id="a day old is good"), pytest.param(24.1, 2, id="older is asked for again")],
)
async def test_a_profile_is_kept_for_a_day(bench: Bench, hours: float, calls: int) -> None:
    await bench.happens(REQUEST)
    await bench.round()
    again = FollowRequest(requester=MIRA, first_seen_at=START + timedelta(hours=1))
    await bench.happens(again)
    await bench.round(after=hours * 3600)
    assert bench.world.count("user") == calls
    assert await bench.planned(again) != []


@pytest.mark.parametrize(
    ("minutes", "calls"),
    [pytest.param(10, 1, id="ten minutes old is good"), pytest.param(11, 2, id="older is asked for again")],
)
async def test_a_decision_rests_on_how_somebody_stands_to_the_owner_now(
    bench: Bench, minutes: float, calls: int
) -> None:
    bench.ruleset = TIES
    await bench.happens(REQUEST)
    await bench.round()
    await bench.happens(FollowRequest(requester=MIRA, first_seen_at=START + timedelta(minutes=minutes)))
    await bench.round(after=minutes * 60)
    assert bench.world.calls == ["relationship 7"] * calls


@pytest.mark.parametrize("operation", ["user", "relationship"])
async def test_a_fact_that_is_refused_is_unknown_and_approves_nobody(bench: Bench, operation: str) -> None:
    bench.ruleset = TIES if operation == "relationship" else RULES
    bench.world.troubles[operation] = [RefusedError("No such user.", gone=True)]
    await bench.happens(REQUEST)
    assert await bench.round()
    assert await bench.planned() == []
    assert await bench.verdict() is Verdict.UNKNOWN
    assert await bench.subjects() == [REQUEST.key]


async def test_a_number_that_the_network_does_not_tell_approves_nobody(bench: Bench, world: World) -> None:
    world.add(MIRA, followers=UNKNOWN)
    await bench.happens(REQUEST)
    await bench.round()
    assert await bench.planned() == []
    assert await bench.verdict() is Verdict.UNKNOWN


async def test_a_fact_that_is_late_is_asked_for_again(bench: Bench) -> None:
    bench.world.troubles["user"] = [RetryableError("Busy.", delay=30)]
    await bench.happens(REQUEST)
    assert not await bench.round()
    assert await bench.unjudged() == 1
    assert not await bench.round(after=29)
    assert bench.world.count("user") == 1
    assert await bench.round(after=1)
    assert len(await bench.planned()) == 1


async def test_after_three_tries_the_rules_judge_without_it(bench: Bench) -> None:
    bench.world.troubles["user"] = [RetryableError("Busy.", delay=30) for _ in range(9)]
    await bench.happens(REQUEST)
    assert [await bench.round(after=30) for _ in range(3)] == [False, False, True]
    assert bench.world.count("user") == 3
    assert await bench.planned() == []
    assert await bench.subjects() == [REQUEST.key]


async def test_after_ten_minutes_the_rules_judge_without_it(bench: Bench) -> None:
    bench.world.troubles["user"] = [RetryableError("Busy.", delay=7200)]
    await bench.happens(REQUEST)
    await bench.round()
    assert not await bench.round(after=599)
    assert await bench.round(after=1)
    assert bench.world.count("user") == 1


async def test_an_event_that_waits_holds_up_no_other(bench: Bench) -> None:
    bench.world.troubles["user"] = [RetryableError("Busy.", delay=30)]
    await bench.happens(REQUEST, PHOTO)
    assert await bench.round()
    assert len(await bench.planned(PHOTO)) == 1


@pytest.mark.parametrize(
    ("remaining", "asked"), [pytest.param(21, True, id="enough"), pytest.param(20, False, id="kept for the chat")]
)
async def test_a_fifth_of_the_calls_is_kept_for_the_chat(bench: Bench, remaining: int, *, asked: bool) -> None:
    bench.world.budget = BudgetView(limit=100, remaining=remaining)
    await bench.happens(REQUEST)
    assert await bench.round() is asked
    assert bench.world.count("user") == asked


async def test_a_kept_profile_costs_no_call_however_few_are_left(bench: Bench) -> None:
    await bench.happens(REQUEST)
    await bench.round()
    bench.world.budget = BudgetView(limit=100, remaining=0)
    await bench.happens(FollowRequest(requester=MIRA, first_seen_at=START + timedelta(hours=1)))
    assert await bench.round()


async def test_a_block_pauses_the_account_and_leaves_the_event_for_later(bench: Bench) -> None:
    bench.world.troubles["user"] = [BlockedError("The token is refused.")]
    await bench.happens(REQUEST, PHOTO)
    assert await bench.round(), "about the photo nothing has to be asked"
    assert not await bench.round()
    assert await bench.unjudged() == 1
    async with bench.database.write() as session:
        await accounts.pause(session, ACCOUNT, None)
    assert await bench.round()
    assert await bench.unjudged() == 0


async def test_an_event_judged_meanwhile_is_not_planned_again(bench: Bench) -> None:
    other = Bench(bench.world, bench.database, bench.clock)
    bench.world.meanwhile["user"] = other.round
    await bench.happens(REQUEST)
    assert not await bench.round()
    assert len(await bench.planned()) == 1


async def test_nothing_is_judged_after_stop(bench: Bench) -> None:
    await bench.happens(PHOTO)
    bench.judging.stop()
    assert not await bench.round()


async def test_an_event_that_no_rule_can_judge_is_let_go_and_a_request_still_told(bench: Bench) -> None:
    bench.ruleset = Baffled(rules=RULES.rules, version=RULES.version, limits=RULES.limits, never=RULES.never)
    await bench.happens(REQUEST, PHOTO)
    assert await bench.round()
    assert len(await bench.planned(PHOTO)) == 1
    assert [await bench.round(after=60) for _ in range(4)] == [False, False, True, False]
    assert await bench.unjudged() == 0
    assert await bench.planned() == []
    assert await bench.subjects() == [REQUEST.key]


async def test_events_that_wait_for_their_facts_hold_up_no_other(bench: Bench, world: World) -> None:
    waiting = [
        FollowRequest(requester=world.add(person(str(number))), first_seen_at=START) for number in range(100, 210)
    ]
    world.budget = BudgetView(limit=5000, remaining=0)
    await bench.happens(*waiting, PHOTO)
    await bench.round()
    await bench.round()
    assert [action.kind for action in await bench.planned(PHOTO)] == [ActionKind.LIKE]


GROWING = rules("""
rules:
  - id: liked-by-many
    mode: auto
    trigger: {new_media: {tags: [sunset]}}
    when: {likes.count: {gte: 100}}
    recheck: {after: [45m, 3h]}
    do: [like]
""")
CALM = rules("""
rules:
  - id: calm
    mode: ask
    trigger: {new_media: {tags: [sunset]}}
    when: {caption.text: {no_word: [sale]}}
    recheck: {after: [45m]}
    do: [like]
""")
POSTED = NewMedia(media=photo("m1", START), sources=PHOTO.sources, first_seen_at=START)
MINUTES = 60.0


@pytest.fixture
async def growing(bench: Bench, world: World) -> Bench:
    """A photo with few likes, for a rule that wants many."""
    world.post("m1")
    bench.ruleset = GROWING
    await bench.happens(POSTED)
    await bench.round()
    return bench


async def test_numbers_that_grew_are_seen_when_a_photo_is_judged_again(growing: Bench, world: World) -> None:
    assert (await growing.planned(POSTED), world.calls) == ([], [])
    world.change("m1", likes=120)
    assert not await growing.round(after=44 * MINUTES)
    assert await growing.round(after=1 * MINUTES)
    assert [action.kind for action in await growing.planned(POSTED)] == [ActionKind.LIKE]
    assert world.calls == ["media m1"]
    assert not await growing.round(after=180 * MINUTES)


async def test_a_photo_is_judged_again_as_often_as_the_rule_says(growing: Bench, world: World) -> None:
    assert await growing.round(after=45 * MINUTES)
    world.change("m1", likes=120)
    assert await growing.round(after=135 * MINUTES)
    assert [action.kind for action in await growing.planned(POSTED)] == [ActionKind.LIKE]
    assert not await growing.round(after=600 * MINUTES)
    assert world.calls == ["media m1", "media m1"]


async def test_what_each_judgement_knew_is_kept(growing: Bench, world: World) -> None:
    world.change("m1", likes=120)
    await growing.round(after=45 * MINUTES)
    async with growing.database.read() as session:
        (case,) = await cases.of_events(session, ACCOUNT, [POSTED.key])
    first, second = case.grounds
    assert (first.at, first.facts.media) == (START, UNKNOWN)
    assert second.at == START + timedelta(minutes=45)
    assert isinstance(second.facts.media, Media)
    assert second.facts.media.likes == 120
    assert isinstance(second.facts.history, History)


async def test_a_photo_that_is_gone_is_not_judged_again(growing: Bench, world: World) -> None:
    world.photos.clear()
    assert await growing.round(after=45 * MINUTES)
    assert not await growing.round(after=180 * MINUTES)
    assert world.calls == ["media m1"]


async def test_a_photo_that_is_not_shown_is_judged_as_it_was(growing: Bench, world: World) -> None:
    world.troubles["media"] = [RefusedError("This photo is private.")]
    assert await growing.round(after=45 * MINUTES)
    assert await growing.verdict(POSTED) is Verdict.NO
    world.change("m1", likes=120)
    assert await growing.round(after=135 * MINUTES)
    assert await growing.verdict(POSTED) is Verdict.YES


async def test_a_photo_that_cannot_be_loaded_now_is_judged_again_a_little_later(growing: Bench, world: World) -> None:
    world.change("m1", likes=120)
    world.troubles["media"] = [RetryableError("Busy.", delay=30)]
    assert not await growing.round(after=45 * MINUTES)
    assert not await growing.round(after=29)
    assert await growing.round(after=1)
    assert await growing.verdict(POSTED) is Verdict.YES


@pytest.fixture
async def proposed(bench: Bench, world: World) -> Bench:
    """A like that waits for an answer."""
    world.post("m1")
    bench.ruleset = CALM
    await bench.happens(POSTED)
    await bench.round()
    (action,) = await bench.planned(POSTED)
    async with bench.database.write() as session:
        await moves.make(session, action, Move(state=ActionState.AWAITING_APPROVAL), START)
    return bench


async def test_an_edit_that_makes_a_waiting_proposal_false_withdraws_it(proposed: Bench, world: World) -> None:
    world.change("m1", caption="Summer sale")
    await proposed.round(after=45 * MINUTES)
    (action,) = await proposed.planned(POSTED)
    assert (action.state, action.reason) == (ActionState.EXPIRED, Reason.EXPIRED)


async def test_a_proposal_that_still_holds_stays(proposed: Bench, world: World) -> None:
    world.change("m1", caption="Evening at the pier, edited")
    await proposed.round(after=45 * MINUTES)
    (action,) = await proposed.planned(POSTED)
    assert (action.state, action.changed_at) == (ActionState.AWAITING_APPROVAL, START)


async def test_a_proposal_about_a_photo_that_is_gone_is_withdrawn(proposed: Bench, world: World) -> None:
    world.photos.clear()
    await proposed.round(after=45 * MINUTES)
    (action,) = await proposed.planned(POSTED)
    assert (action.state, action.reason) == (ActionState.SUPPRESSED, Reason.GONE)


async def test_old_photos_are_judged_under_their_ceiling(bench: Bench) -> None:
    async with bench.database.write() as session:
        await events.add(session, ACCOUNT, [PHOTO], ceiling=Mode.WATCH)
    await bench.round()
    (action,) = await bench.planned(PHOTO)
    assert action.wish.mode is Mode.WATCH


async def test_the_rules_know_what_was_done_to_somebody_before(bench: Bench) -> None:
    await bench.happens(PHOTO)
    await bench.round()
    (action,) = await bench.planned(PHOTO)
    async with bench.database.write() as session:
        await moves.make(session, action, Move(state=ActionState.AWAITING_APPROVAL), START)
    again = NewMedia(media=photo("m2", START), sources=PHOTO.sources, first_seen_at=START)
    await bench.happens(again)
    await bench.round()
    async with bench.database.read() as session:
        (case,) = await cases.of_events(session, ACCOUNT, [again.key])
    history = case.grounds[-1].facts.history
    assert isinstance(history, History)
    assert history.asked == 1


async def test_what_rules_show_is_counted_once_an_event_and_not_when_they_act_by_themselves(proposed: Bench) -> None:
    both = (*CALM.rules, *RULES.rules)
    proposed.ruleset = replace(CALM, rules=both)
    async with proposed.database.write() as session:
        await standings.put(
            session,
            [Standing(rule=one.ref.id, content="x", wanted=Mode.AUTO, granted=one.mode) for one in both],
        )
    other = NewMedia(media=photo("m2", START), sources=PHOTO.sources, first_seen_at=START)
    await proposed.happens(other)
    assert await proposed.round()
    assert await proposed.round(after=45 * MINUTES), "judged again"
    async with proposed.database.read() as session:
        found = await standings.all_of(session)
    assert {name: one.matches for name, one in found.items()} == {"calm": 1, "sunsets": 0, "known-people": 0}


async def test_rules_that_want_opposites_are_an_error_in_the_log(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.ruleset = rules("""
rules:
  - {id: fans, mode: auto, trigger: {new_media: {tags: [sunset]}}, when: always, do: [like]}
  - {id: tidy, mode: auto, trigger: {new_media: {tags: [sunset]}}, when: always, do: [unlike]}
""")
    other = replace(PHOTO, media=replace(PHOTO.media, id=MediaId("m2")))
    await bench.happens(PHOTO, other)
    await bench.round()
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert errors == [
        "fans would like and tidy would unlike, which is the opposite: neither is done. Change one of the rules."
    ]
    assert {action.state for action in await bench.planned(PHOTO)} == {ActionState.SUPPRESSED}


class Counting(Database):
    """Counts how often something is written."""

    def __init__(self, database: Database) -> None:
        super().__init__(database._writer, database._reader)
        self.writes = 0

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        self.writes += 1
        async with super().write() as session:
            yield session


async def test_what_needs_no_call_is_kept_in_one_transaction(
    world: World, database: Database, clock: SteppedClock
) -> None:
    counting = Counting(database)
    bench = Bench(world, counting, clock)
    written: list[int] = []
    for numbers in (range(1), range(1, 2), range(2, 14)):
        await bench.happens(*(replace(PHOTO, media=photo(f"m{number}", START)) for number in numbers))
        counting.writes = 0
        assert await bench.round()
        written.append(counting.writes)
    assert written[1] == written[2], "the first round tidies up as well"
    assert await bench.unjudged() == 0


async def test_an_event_that_cannot_be_judged_does_not_keep_the_others(bench: Bench) -> None:
    bench.ruleset = Baffled(**{name: getattr(RULES, name) for name in ("rules", "version", "limits", "never")})
    await bench.happens(REQUEST, PHOTO)
    assert await bench.round()
    assert len(await bench.planned(PHOTO)) == 1
    assert await bench.unjudged() == 1
