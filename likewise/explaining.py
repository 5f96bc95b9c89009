"""`likewise why`: what was decided about something, by whom, and on what ground. Nothing is asked of the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import LikewiseError
from domain.facts import Facts
from domain.ids import MediaId
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from likewise import records
from likewise.checking import checks
from likewise.planning import foresee
from likewise.shown import clipped
from polling.hindsight import refusals
from rules.judging import explain
from storage import actions, archive, cases, events, seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.ids import EventKey
    from domain.plans import Mode, Note, Suppressed
    from domain.verdicts import RuleVerdict
    from likewise.checking import Check
    from likewise.records import Records, ReportSettings
    from rules.ruleset import Rule, RuleSet
    from storage.actions import StoredAction
    from storage.archive import Try
    from storage.cases import Case
    from storage.events import JudgedEvent

MOST = 5
"""So many events of one person are explained."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What one rule said, and what it says by now if it was changed."""

    then: RuleVerdict | None
    """None: it did not exist, or was not asked."""
    now: RuleVerdict | None
    """None: it is as it was, or gone."""
    gone: bool = False

    @property
    def rule(self) -> str:
        """Its id."""
        told = self.then or self.now
        return told.rule.id if told else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One action and all that became of it."""

    action: StoredAction
    tries: tuple[Try, ...]
    checks: tuple[Check, ...]
    """What the guards look at, as it was when it was decided."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Everything about one event."""

    event: Event
    judged_at: datetime | None
    """None: not yet; then the rules of now say what they can with what is known."""
    ceiling: Mode | None
    """How far rules may go about it, whatever they say; None: as far as they say."""
    ruleset: str | None
    current: str
    """The version of all rules as they are now."""
    told: tuple[Told, ...]
    silent: Mapping[str, tuple[str, ...]]
    """Rules that said nothing, by why."""
    suppressed: tuple[Suppressed, ...]
    notes: tuple[Note, ...]
    deeds: tuple[Deed, ...]


async def explanations(settings: ReportSettings, word: str, now: datetime) -> list[Explanation]:
    """All about what a link, an id, a shortcode, a person or an event's key means, the newest first.

    Raises:
        ConfigError: there are no records, or the rules cannot be loaded.
        LikewiseError: nothing is known about it.
    """
    async with records.opened(settings, now) as held, held.database.read() as session:
        keys = await archive.find(session, held.account.key, word.strip(), MOST)
        if not keys:
            raise LikewiseError(await _nothing(session, held, word.strip()))
        return [await _explained(session, held, key, now) for key in keys]


async def _nothing(session: AsyncSession, held: Records, word: str) -> str:
    if await seen.known(session, held.account.key, [MediaId(word)]):
        return f"the photo {clipped(word)} was there before the first look at its list, so it was left alone"
    return (
        f"nothing is known about {clipped(word) or 'an empty name'}; name a photo by link, shortcode or id, a person"
        " as @name, or an event by its key, such as media:ID"
    )


async def _explained(session: AsyncSession, held: Records, key: EventKey, now: datetime) -> Explanation:
    judged = await events.get(session, held.account.key, key)
    (case,) = await cases.of_events(session, held.account.key, [key])
    if judged is None or case.judged_at is None:
        return await _foreseen(session, held, case, now)
    told = _told(judged, case, held)
    return Explanation(
        event=judged.event,
        judged_at=case.judged_at,
        ceiling=case.ceiling,
        ruleset=judged.ruleset,
        current=held.rules.version,
        told=told,
        silent=_silent(held.rules, judged.event, {one.rule for one in told}),
        suppressed=judged.suppressed,
        notes=judged.notes,
        deeds=tuple([await _deed(session, held, one, case) for one in await _wanted(session, held, key)]),
    )


async def _foreseen(session: AsyncSession, held: Records, case: Case, now: datetime) -> Explanation:
    found = (await foresee(session, held, case, now)).judgement
    told = tuple(Told(then=None, now=verdict) for verdict in found.verdicts)
    deeds = [await _deed(session, held, one, case) for one in await _wanted(session, held, case.event.key)]
    return Explanation(
        event=case.event,
        judged_at=None,
        ceiling=case.ceiling,
        ruleset=None,
        current=held.rules.version,
        told=told,
        silent=_silent(held.rules, case.event, {one.rule for one in told}),
        suppressed=found.plan.suppressed,
        notes=found.plan.notes,
        deeds=tuple(deeds),
    )


async def _wanted(session: AsyncSession, held: Records, key: EventKey) -> Sequence[StoredAction]:
    return await actions.of_event(session, held.account.key, key)


async def _deed(session: AsyncSession, held: Records, action: StoredAction, case: Case) -> Deed:
    return Deed(
        action=action,
        tries=tuple(await archive.tries(session, action.id)),
        checks=tuple(await checks(session, held, action, case.event)),
    )


def _told(judged: JudgedEvent, case: Case, held: Records) -> tuple[Told, ...]:
    """What was said, with what changed rules say to the same by now; then those that match only now."""
    rules = {rule.ref.id: rule for rule in held.rules.rules if rule.enabled}
    said = [_beside(verdict, rules.get(verdict.rule.id), case, held) for verdict in judged.verdicts]
    if judged.ruleset == held.rules.version:
        unsaid = (Told(then=verdict, now=None) for verdict in refusals(held.rules, judged, case))
        return (*said, *unsaid)
    known = {verdict.rule.id for verdict in judged.verdicts}
    facts, at = _ground(case, held)
    newly = [
        Told(then=None, now=verdict)
        for verdict in held.rules.judge(case.event, facts, at).verdicts
        if verdict.rule.id not in known and verdict.finding.verdict is not Verdict.NO
    ]
    return (*said, *newly)


def _beside(verdict: RuleVerdict, rule: Rule | None, case: Case, held: Records) -> Told:
    if rule is None or not rule.trigger.wakes(case.event):
        return Told(then=verdict, now=None, gone=True)
    if rule.ref == verdict.rule:
        return Told(then=verdict, now=None)
    facts, at = _ground(case, held)
    return Told(then=verdict, now=explain(rule, case.event, facts, at, held.rules.zone))


def _ground(case: Case, held: Records) -> tuple[Facts, datetime]:
    """What was known at the latest judgement."""
    if case.grounds:
        return case.grounds[-1].facts, case.grounds[-1].at
    unasked = Facts(me=held.account.user_id, profile=UNKNOWN, relationship=UNKNOWN, media=UNKNOWN, comments=UNKNOWN)
    return unasked, case.judged_at or case.event.first_seen_at


def _silent(rules: RuleSet, event: Event, told: set[str]) -> dict[str, tuple[str, ...]]:
    silent: dict[str, list[str]] = {}
    for rule in rules.rules:
        if rule.ref.id not in told:
            silent.setdefault(_why_silent(rule, event), []).append(rule.ref.id)
    return {why: tuple(names) for why, names in silent.items()}


def _why_silent(rule: Rule, event: Event) -> str:
    if not rule.enabled:
        return "switched off"
    return "said no, or is newer" if rule.trigger.wakes(event) else "other trigger"
