from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from domain.events import NewComment
from domain.ids import CommentId, MediaId, UserId
from domain.media import Comment, Media, MediaKind
from domain.people import Person
from domain.plans import ActionKind
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from rules.actions import Remark
from rules.options import OnUnknown
from rules.planning import Wish, plan
from rules.subject import Subject
from rules.templates import Slot, Template

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from domain.events import Event, FollowRequest
    from domain.facts import Facts
    from domain.plans import Plan
    from rules.conditions import Condition
    from rules.ruleset import Rule, RuleSet


@pytest.fixture
def planned(
    request_of: Callable[..., FollowRequest], facts: Callable[..., Facts], now: datetime
) -> Callable[..., Plan]:
    """Plans what rules want about an event, by default about somebody of whose profile nothing could be loaded."""

    def make(*rules: Rule, event: Event | None = None, at: datetime = now, zone: tzinfo = UTC) -> Plan:
        subject = Subject(event=event or request_of(), facts=facts(profile=UNKNOWN), now=at)
        judged = [
            (one, one.when.judge(subject).finding) for one in sorted(rules, key=lambda one: one.rank, reverse=True)
        ]
        wishes = [
            Wish(rule=one, action=action, finding=finding)
            for one, finding in judged
            if finding.verdict is Verdict.YES or one.on_unknown is OnUnknown.ASK
            for action in one.actions
        ]
        return plan(wishes, subject, zone)

    return make


@pytest.fixture
def says() -> Callable[..., Remark]:
    """Makes a comment with these variants."""

    def make(*variants: str | Slot, repeat: timedelta | None = None, kind: ActionKind = ActionKind.COMMENT) -> Remark:
        templates = tuple(Template(parts=(variant,)) for variant in variants)
        return Remark(kind=kind, variants=templates, allow_strangers=True, avoid_repeat=repeat)

    return make


@pytest.fixture
def no_bio(ruleset: Callable[[str], RuleSet]) -> Condition:
    """A condition that nobody can answer without a profile."""
    text = "rules: [{id: a, trigger: follow_request, when: {requester.bio: {any_word: x}}, do: [approve]}]"
    return ruleset(text).rules[0].when


@pytest.fixture
def remark(now: datetime) -> NewComment:
    """A comment by Bo under the owner's own photo, which is old."""
    media = Media(
        id=MediaId("10_1"),
        kind=MediaKind.IMAGE,
        author=Person(id=UserId("1"), username="me"),
        created_at=now - timedelta(days=9),
        caption=None,
        tags=(),
        location=None,
        likes=1,
        comments=1,
        liked_by_me=False,
        link=None,
        filter=None,
        thumbnail=None,
        picture=None,
        tagged=(),
    )
    bo = Person(id=UserId("7"), username="bo")
    comment = Comment(id=CommentId("99"), text="Crypto!", author=bo, created_at=now)
    return NewComment(comment=comment, media=media, first_seen_at=now)
