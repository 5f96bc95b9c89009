"""What rules wish, and on which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from domain.events import FollowRequest, NewComment, NewMedia
from domain.plans import ActionKind, Mode, PlannedAction, Reason, Suppressed
from domain.terms import Terms, WhenLimited
from rules.actions import Marking, Plain, Remark, Remembering

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from domain.verdicts import Finding
    from rules.actions import Action
    from rules.ruleset import Rule
    from rules.subject import Subject

ON_PHOTO = frozenset({ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.COMMENT})
"""What is done to the photo of an event, and not when that is too old."""
_ON_COMMENT = frozenset({ActionKind.REPLY, ActionKind.DELETE_COMMENT})
_ON_PERSON = frozenset(
    {ActionKind.APPROVE, ActionKind.IGNORE, ActionKind.BLOCK, ActionKind.FOLLOW, ActionKind.UNFOLLOW}
)


class Wish(NamedTuple):
    """One action of one rule whose conditions were met, or which asks when nobody can tell whether they are."""

    rule: Rule
    action: Action
    finding: Finding


class Bid(NamedTuple):
    """A wish that stands, as far as its rule may go here and now. There are many for one event, so it is light."""

    rule: Rule
    action: Action
    finding: Finding
    mode: Mode
    not_before: datetime | None

    @property
    def kind(self) -> ActionKind:
        """What is wanted."""
        return self.action.kind

    @property
    def acts(self) -> bool:
        """Whether more than a note of it is wanted."""
        return self.mode is not Mode.WATCH

    @property
    def terms(self) -> Terms:
        """On which terms, but for what has to be done before."""
        rule = self.rule
        return Terms(
            rule=rule.ref,
            mode=self.mode,
            max_age_seconds=rule.max_age.total_seconds() if self.kind in ON_PHOTO else None,
            limit=rule.limit,
            per_author=rule.per_author,
            when_limited=self._when_limited,
            not_before=self.not_before,
            veto_seconds=_seconds(rule.veto_window) if self.mode is Mode.AUTO else None,
            include_self=rule.include_self,
        )

    @property
    def _when_limited(self) -> WhenLimited | None:
        own = self.action.when_limited if isinstance(self.action, Plain | Remark) else None
        return own or self.rule.when_limited

    def suppressed(self, subject: Subject, reason: Reason, note: str) -> Suppressed:
        """The wish as one that will not be fulfilled."""
        return suppressed(self.rule, self.action, subject, reason, note)


Settled: TypeAlias = tuple[tuple[PlannedAction, ...], tuple[Suppressed, ...]]


def suppressed(rule: Rule, action: Action, subject: Subject, reason: Reason, note: str) -> Suppressed:
    """A rule's action that will not be done, and why."""
    target = target_of(action, subject)
    return Suppressed(kind=action.kind, target=target, rules=(rule.ref,), reason=reason, note=note)


def target_of(action: Action, subject: Subject) -> str:
    """The object of an action."""
    event = subject.event
    if action.kind in _ON_PERSON:
        return subject.person.id
    if action.kind in ON_PHOTO and not isinstance(event, FollowRequest):
        return event.media.id
    if action.kind in _ON_COMMENT and isinstance(event, NewComment):
        return event.comment.id
    match action:
        case Remembering(list=name) | Marking(label=name):
            return f"{event.key}#{name}"
    return event.key


def seed_of(rule: Rule, subject: Subject) -> str:
    """What chance and wording depend on: the rule and the object, and nothing else."""
    event = subject.event
    return f"{rule.ref.id}:{event.media.id if isinstance(event, NewMedia) else event.key}"


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()
