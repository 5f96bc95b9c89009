"""A second look at a photo before anything is written to it: it may have changed since the rules judged it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.effects.moves import gone
from domain.facts import Facts
from domain.ids import UserId
from domain.plans import ActionKind
from domain.verdicts import Verdict
from rules.subject import Subject

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import NewMedia
    from domain.media import Media
    from rules.ruleset import RuleSet
    from storage.actions import StoredAction
    from storage.moves import Move

PHOTOS = frozenset({ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.COMMENT})
"""What is done to a photo, so that the photo is looked at."""


def changed(action: StoredAction, event: NewMedia, media: Media, rules: RuleSet, now: datetime) -> Move | None:
    """Where an action goes whose photo has got another caption, if no rule that wanted it matches any more.

    A person who wants it has seen the photo. What costs a call and was so before is taken to be so still.
    """
    if action.decided_by is not None or media.caption == event.media.caption:
        return None
    subject = Subject(event=replace(event, media=media), facts=Facts(me=UserId("")), now=now)
    ids = {rule.id for rule in action.wish.rules}
    verdicts = [rule.when.judge(subject).standing.verdict for rule in rules.rules if rule.ref.id in ids]
    if not verdicts or any(verdict is not Verdict.NO for verdict in verdicts):
        return None
    return gone("The caption was changed, and no rule that wanted it matches any more.")
