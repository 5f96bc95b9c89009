"""From what the rules wish to one plan: like merged with like, conflicts settled, reasons given for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from domain.events import NewMedia
from domain.plans import DECISIONS, ActionKind, Mode, Plan, PlannedAction, Reason, Suppressed
from rules.actions import Action, Notice, Remark
from rules.comment_rules import objection
from rules.reasons import because
from rules.templates import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.verdicts import Finding
    from rules.ruleset import Rule
    from rules.subject import Subject


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """One action of one rule whose conditions were met."""

    rule: Rule
    action: Action
    finding: Finding


Settled: TypeAlias = tuple[tuple[PlannedAction, ...], tuple[Suppressed, ...]]


def plan(wishes: Sequence[Wish], subject: Subject) -> Plan:
    """The plan for one event. `wishes` come in the order of rank.

    A rule that only watches never takes anything from one that acts.
    """
    ordered = sorted(wishes, key=lambda wish: wish.rule.mode is Mode.WATCH)
    settled = (
        _likes(_of(ordered, ActionKind.LIKE), subject),
        _comments(_of(ordered, ActionKind.COMMENT), subject),
        _decisions(_of(ordered, *DECISIONS), subject),
        _notices(_of(ordered, ActionKind.NOTIFY), subject),
    )
    return Plan(
        event=subject.event.key,
        actions=tuple(action for actions, _ in settled for action in actions),
        suppressed=tuple(dropped for _, suppressed in settled for dropped in suppressed),
    )


def _of(wishes: Sequence[Wish], *kinds: ActionKind) -> tuple[Wish, ...]:
    return tuple(wish for wish in wishes if wish.action.kind in kinds)


def _likes(wishes: tuple[Wish, ...], subject: Subject) -> Settled:
    fresh, stale = _by_age(wishes, subject)
    return _merged(fresh, subject), stale


def _comments(wishes: tuple[Wish, ...], subject: Subject) -> Settled:
    """The first that can be said; all others give way to it."""
    fresh, stale = _by_age(wishes, subject)
    chosen: tuple[PlannedAction, ...] = ()
    dropped: list[Suppressed] = []
    for wish in fresh:
        if chosen:
            note = f"{chosen[0].rules[0].id} comments already, and one photo gets one comment"
            dropped.append(_suppressed(wish, subject, Reason.ONE_COMMENT, note))
            continue
        text, why_not = _worded(wish, subject)
        if why_not is None:
            chosen = _merged((wish,), subject, text)
        else:
            dropped.append(_suppressed(wish, subject, Reason.UNKNOWN, why_not))
    return chosen, (*stale, *dropped)


def _worded(wish: Wish, subject: Subject) -> tuple[str, str | None]:
    """The comment, and why it cannot be said."""
    if not isinstance(wish.action, Remark):
        return "", "there is no text"
    seed = _seed(wish, subject)
    rendering = wish.action.variants[draw(seed, len(wish.action.variants))].render(subject, seed)
    if rendering.gaps:
        return "", f"the comment needs {' and '.join(rendering.gaps)}, which is not known or not fit for a comment"
    reason = objection(rendering.text)
    return rendering.text, None if reason is None else f"the comment {reason}"


def _decisions(wishes: tuple[Wish, ...], subject: Subject) -> Settled:
    """The decision of the highest rank; a tie between opposites is left to the owner."""
    if not wishes:
        return (), ()
    acting = [wish for wish in wishes if wish.rule.mode is not Mode.WATCH] or wishes
    rank = max(wish.rule.rank for wish in acting)
    first = [wish for wish in acting if wish.rule.rank == rank]
    kinds = {wish.action.kind for wish in first}
    if len(kinds) > 1:
        wanted = " and ".join(f"{wish.rule.ref.id} wants {wish.action.kind}" for wish in first)
        note = f"{wanted} with the same priority; it is for you to decide"
        return (), tuple(_suppressed(wish, subject, Reason.CONFLICT, note) for wish in wishes)
    kind = first[0].action.kind
    note = f"{first[0].rule.ref.id} decided: {kind}"
    losers = tuple(wish for wish in wishes if wish.action.kind is not kind)
    return (
        _merged(_of(wishes, kind), subject),
        tuple(_suppressed(wish, subject, Reason.CONFLICT, note) for wish in losers),
    )


def _notices(wishes: tuple[Wish, ...], subject: Subject) -> Settled:
    """One message with everything that rules which act want to say."""
    speaking = [wish for wish in wishes if wish.rule.mode is not Mode.WATCH] or wishes
    texts = dict.fromkeys(
        wish.action.template.render(subject, _seed(wish, subject)).text
        for wish in speaking
        if isinstance(wish.action, Notice) and wish.action.template is not None
    )
    return _merged(wishes, subject, "\n".join(texts) or None), ()


def _by_age(wishes: tuple[Wish, ...], subject: Subject) -> tuple[tuple[Wish, ...], tuple[Suppressed, ...]]:
    """The wishes for a photo of this age, so that a rule with a narrow limit does not spoil another's.

    When it is too old for all of them, all are kept: the guard before the action refuses, and says so.
    """
    event = subject.event
    if not isinstance(event, NewMedia):
        return wishes, ()
    age = subject.now - event.media.created_at
    fresh = tuple(wish for wish in wishes if age <= wish.rule.max_age)
    if not fresh:
        return wishes, ()
    note = "the photo is older than max_age of this rule"
    stale = (wish for wish in wishes if wish not in fresh)
    return fresh, tuple(_suppressed(wish, subject, Reason.AGE, note) for wish in stale)


def _merged(wishes: Sequence[Wish], subject: Subject, text: str | None = None) -> tuple[PlannedAction, ...]:
    """One action for all, as far as the boldest of the rules may go, and no later than that one says."""
    if not wishes:
        return ()
    kind = wishes[0].action.kind
    mode = max(wish.rule.mode for wish in wishes)
    ages = [wish.rule.max_age.total_seconds() for wish in wishes if wish.rule.mode is mode]
    action = PlannedAction(
        kind=kind,
        target=_target(kind, subject),
        mode=mode,
        rules=tuple(wish.rule.ref for wish in wishes),
        because=because([(wish.rule.when, wish.finding) for wish in wishes], subject),
        text=text,
        max_age_seconds=min(ages) if kind in {ActionKind.LIKE, ActionKind.COMMENT} else None,
    )
    return (action,)


def _suppressed(wish: Wish, subject: Subject, reason: Reason, note: str) -> Suppressed:
    kind = wish.action.kind
    return Suppressed(kind=kind, target=_target(kind, subject), rules=(wish.rule.ref,), reason=reason, note=note)


def _target(kind: ActionKind, subject: Subject) -> str:
    if kind in DECISIONS:
        return subject.person.id
    if kind is ActionKind.NOTIFY or not isinstance(subject.event, NewMedia):
        return subject.event.key
    return subject.event.media.id


def _seed(wish: Wish, subject: Subject) -> str:
    event = subject.event
    return f"{wish.rule.ref.id}:{event.media.id if isinstance(event, NewMedia) else event.key}"
