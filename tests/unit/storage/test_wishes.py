from __future__ import annotations

import json
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.details import (
    Answer,
    CommentDetail,
    DecideDetail,
    Detail,
    DraftDetail,
    MarkDetail,
    NoticeDetail,
    Offer,
    Picturing,
    RememberDetail,
    RemovalDetail,
    UndoDetail,
)
from domain.plans import ActionKind, Mode, PlannedAction, Reason, RuleRef, Suppressed
from domain.terms import Rate, Terms, WhenLimited
from domain.verdicts import Finding, RuleVerdict, Verdict
from storage import codec, wishes

RULES = st.builds(RuleRef, id=st.text(), version=st.text())
SECONDS = st.none() | st.floats(0, allow_infinity=False)
RATES = st.none() | st.builds(Rate, count=st.integers(0), seconds=st.floats(0, allow_infinity=False))
TERMS = st.builds(
    Terms,
    rule=RULES,
    mode=st.sampled_from(Mode),
    max_age_seconds=SECONDS,
    limit=RATES,
    per_author=RATES,
    when_limited=st.none() | st.sampled_from(WhenLimited),
    not_before=st.none() | st.datetimes(timezones=st.just(UTC)),
    veto_seconds=SECONDS,
    include_self=st.booleans(),
    after=st.lists(st.sampled_from(ActionKind), max_size=2).map(tuple),
)
OFFERS = st.builds(Offer, verb=st.text(), text=st.none() | st.text(), seconds=SECONDS)
COMMENT: st.SearchStrategy[Detail] = st.builds(
    CommentDetail, alternatives=st.lists(st.text(), max_size=2).map(tuple), avoid_repeat_seconds=SECONDS
)
DRAFT: st.SearchStrategy[Detail] = st.builds(DraftDetail, draft=st.text())
MOMENTS = st.datetimes(timezones=st.just(UTC))
UNDO: st.SearchStrategy[Detail] = st.builds(UndoDetail, action=st.integers(1), since=MOMENTS)
REMOVAL: st.SearchStrategy[Detail] = st.builds(RemovalDetail, media=st.text(), since=MOMENTS)
DETAILS: dict[ActionKind, st.SearchStrategy[Detail]] = {
    ActionKind.COMMENT: COMMENT | DRAFT,
    ActionKind.DELETE_COMMENT: UNDO | REMOVAL,
    ActionKind.REPLY: COMMENT,
    ActionKind.DECIDE: st.builds(
        DecideDetail,
        choices=st.lists(st.sampled_from(Answer), max_size=3).map(tuple),
        expires_seconds=SECONDS,
        then=st.sampled_from(Answer),
    ),
    ActionKind.NOTIFY: st.builds(
        NoticeDetail,
        picture=st.sampled_from(Picturing),
        offers=st.lists(OFFERS, max_size=2).map(tuple),
        group_by=st.none() | st.text(),
        digest_seconds=SECONDS,
    ),
    ActionKind.REMEMBER: st.builds(RememberDetail, list=st.text(), seconds=SECONDS),
    ActionKind.MARK: st.builds(MarkDetail, label=st.text()),
}


def wanted(kind: ActionKind) -> st.SearchStrategy[PlannedAction]:
    return st.builds(
        PlannedAction,
        kind=st.just(kind),
        target=st.text(),
        mode=st.sampled_from(Mode),
        rules=st.lists(RULES, max_size=2).map(tuple),
        because=st.lists(st.text(), max_size=2).map(tuple),
        text=st.none() | st.text(),
        max_age_seconds=SECONDS,
        terms=st.lists(TERMS, max_size=2).map(tuple),
        detail=st.none() | DETAILS.get(kind, st.none()),
    )


def finding(parts: st.SearchStrategy[tuple[Finding, ...]]) -> st.SearchStrategy[Finding]:
    return st.builds(Finding, verdict=st.sampled_from(Verdict), text=st.text(), parts=parts)


FINDINGS = st.recursive(
    finding(st.just(())),
    lambda inner: finding(st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
VERDICTS = st.builds(RuleVerdict, rule=RULES, mode=st.sampled_from(Mode), finding=FINDINGS)
SUPPRESSED = st.builds(
    Suppressed,
    kind=st.sampled_from(ActionKind),
    target=st.text(),
    rules=st.lists(RULES, max_size=2).map(tuple),
    reason=st.sampled_from(Reason),
    note=st.text(),
)


def through_text(value: object) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    return json.loads(json.dumps(codec.encode(value), allow_nan=False))


@settings(max_examples=50)
@given(st.sampled_from(ActionKind).flatmap(wanted))
def test_a_wish_comes_back_as_it_was(wish: PlannedAction) -> None:
    assert wishes.wish_from_json(through_text(wish)) == wish


@settings(max_examples=50)
@given(VERDICTS)
def test_a_verdict_comes_back_as_it_was(verdict: RuleVerdict) -> None:
    assert wishes.verdict_from_json(through_text(verdict)) == verdict


@settings(max_examples=50)
@given(SUPPRESSED)
def test_what_was_held_back_comes_back_as_it_was(held: Suppressed) -> None:
    assert wishes.suppressed_from_json(through_text(held)) == held


@pytest.mark.parametrize("kind", [ActionKind.LIKE, ActionKind.COMMENT, ActionKind.NOTIFY])
def test_a_wish_of_before_there_were_terms_and_details_is_still_read(kind: ActionKind) -> None:
    old = {
        "kind": kind,
        "target": "m1",
        "mode": 1,
        "rules": [{"id": "sunsets", "version": "a1"}],
        "because": ["#sunset"],
        "text": None,
        "max_age_seconds": 3600.0,
    }
    wish = wishes.wish_from_json(old)
    assert (wish.kind, wish.mode, wish.max_age_seconds, wish.terms, wish.detail) == (kind, Mode.ASK, 3600.0, (), None)
