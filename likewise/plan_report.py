"""What waits, and what would come of it, for people and for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from likewise.planning import MOST
from likewise.shown import clipped, counted, moment
from storage import codec
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from domain.events import Event
    from domain.plans import RuleRef
    from likewise.planning import Foreseen, Outlook, Step
    from storage.actions import StoredAction

_STATES = {
    ActionState.PLANNED: "is looked at next",
    ActionState.AWAITING_APPROVAL: "waits for your answer",
    ActionState.PENDING: "to be done",
    ActionState.IN_FLIGHT: "under way",
    ActionState.UNCERTAIN: "may have happened: looks first",
    ActionState.REVIEW: "for you to settle",
}


def for_programs(found: Outlook) -> dict[str, Any]:
    """Everything, as JSON has it."""
    by_event: dict[str, list[Step]] = {}
    for step in found.steps:
        by_event.setdefault(step.event.key, []).append(step)
    return {
        "stopped": found.paused,
        "events": [_event(one, by_event.get(one.case.event.key, [])) for one in found.foreseen],
        "actions": [_action(one) for one in found.open],
        "judged_later": found.later,
        "next_judged_at": found.next_later.isoformat() if found.next_later else None,
    }


def for_people(found: Outlook) -> Iterator[Text | Table]:
    """Lines and tables to print."""
    if found.paused:
        yield Text(f"Nothing is written: {clipped(found.paused, 200)}", style="yellow")
    if not found.foreseen and not found.open:
        yield Text("Nothing waits.")
    if found.foreseen:
        at_most = f", the first {MOST:,} of them" if len(found.foreseen) == MOST else ""
        yield Text(
            f"{counted(len(found.foreseen), 'event')} to be judged{at_most}; with what is known:", style="bold"
        )
        yield _events(found)
        yield from summary(found.steps)
    if found.open:
        yield Text(f"{counted(len(found.open), 'action')} not over:", style="bold")
        yield _actions(found)
    if found.later and found.next_later:
        yield Text(
            f"{counted(found.later, 'event')} to be judged again later, the first at {moment(found.next_later)}."
        )


def summary(steps: Iterable[Step]) -> Iterator[Text]:
    """One line over all, such as: in all 5 like (ask), held back 7 age."""
    done: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for step in steps:
        if step.held is None:
            done[f"{step.action.kind} ({step.action.mode})"] += 1
        else:
            held[str(step.held)] += 1
    parts = [", ".join(f"{count:,} {what}" for what, count in done.most_common()) or "nothing"]
    if held:
        parts.append(f"held back: {', '.join(f'{count:,} {why}' for why, count in held.most_common())}")
    yield Text(f"In all: {'; '.join(parts)}.")


def _events(found: Outlook) -> Table:
    table = _table("event", "by", "seen", "would", "asks first for")
    by_event: dict[str, list[Step]] = {}
    for step in found.steps:
        by_event.setdefault(step.event.key, []).append(step)
    for one in found.foreseen:
        event = one.case.event
        steps = by_event.get(event.key, [])
        would = "; ".join(map(_words, steps)) or "nothing"
        cells = (event.key, _who(event), moment(event.first_seen_at), would, ", ".join(_needs(one)) or "—")
        table.add_row(*map(Text, cells))
    return table


def _actions(found: Outlook) -> Table:
    table = _table("action", "about", "state", "when", "by", "note")
    for one in found.open:
        by = clipped(one.decided_by) if one.decided_by else _rules(one.wish.rules)
        note = " ".join(part for part in (str(one.reason or ""), clipped(one.note or "", 100)) if part)
        table.add_row(*map(Text, (one.kind, one.event, _STATES[one.state], _when(one, found.at), by, note or "—")))
    return table


def _when(one: StoredAction, now: datetime) -> str:
    """When it goes on, or how long an answer is waited for; a dash where that is at any time."""
    if one.next_at <= now:
        return "—"
    return f"{'until ' if one.state is ActionState.AWAITING_APPROVAL else ''}{moment(one.next_at)}"


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def _words(step: Step) -> str:
    held = f", held back: {step.held}" if step.held else ""
    return f"{step.action.kind} ({step.action.mode}) by {_rules(step.action.rules)}{held}"


def _rules(rules: Iterable[RuleRef]) -> str:
    return ", ".join(rule.id for rule in rules)


def _who(event: Event) -> str:
    return f"@{clipped(event.person.username)}"


def _needs(one: Foreseen) -> list[str]:
    return sorted(need.value for need in one.judgement.needs)


def _event(one: Foreseen, steps: Iterable[Step]) -> dict[str, Any]:
    event = one.case.event
    return {
        "event": event.key,
        "username": event.person.username,
        "first_seen_at": event.first_seen_at.isoformat(),
        "judged_before": one.case.judged_at is not None,
        "ceiling": None if one.case.ceiling is None else str(one.case.ceiling),
        "asks_first_for": _needs(one),
        "would": [
            {
                "kind": step.action.kind,
                "target": step.action.target,
                "mode": str(step.action.mode),
                "rules": [rule.id for rule in step.action.rules],
                "text": step.action.text,
                "held": step.held,
            }
            for step in steps
        ],
        "suppressed": codec.encode(one.judgement.plan.suppressed),
        "notes": codec.encode(one.judgement.plan.notes),
    }


def _action(one: StoredAction) -> dict[str, Any]:
    return {
        "event": one.event,
        "kind": one.kind,
        "target": one.wish.target,
        "mode": str(one.wish.mode),
        "state": one.state,
        "next_at": one.next_at.isoformat(),
        "reason": one.reason,
        "note": one.note,
        "rules": [rule.id for rule in one.wish.rules],
        "decided_by": one.decided_by,
    }
