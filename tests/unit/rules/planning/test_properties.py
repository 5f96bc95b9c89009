"""What holds of every plan, whatever the rules wish."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.details import Answer
from domain.events import FollowRequest
from domain.facts import Facts
from domain.ids import UserId
from domain.people import Person
from domain.plans import DECISIONS, OPPOSITES, ActionKind, Mode, Plan, RuleRef
from domain.verdicts import Finding, Verdict
from rules.actions import Marking, Notice, Plain, Question, Remark, Remembering
from rules.conditions import Always
from rules.options import OnConflict, OnError, Outside, Stop
from rules.planning import Wish, plan
from rules.ruleset import Rule
from rules.schedules import Schedule, Window
from rules.subject import Subject
from rules.templates import Template
from rules.triggers import OnFollowRequest

if TYPE_CHECKING:
    from rules.actions import Action

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
ANSWERS = DECISIONS | {ActionKind.DECIDE}
ANA = Person(id=UserId("42"), username="ana")
SUBJECT = Subject(event=FollowRequest(requester=ANA, first_seen_at=NOW), facts=Facts(me=UserId("1")), now=NOW)

MORNING = Schedule(name="morning", windows=(Window(days=frozenset(range(7)), start=time(8), end=time(9)),))
CHANCES = st.sampled_from([1.0, 1.0, 0.5])
PLAIN = (
    ActionKind.LIKE,
    ActionKind.UNLIKE,
    ActionKind.APPROVE,
    ActionKind.IGNORE,
    ActionKind.BLOCK,
    ActionKind.FOLLOW,
    ActionKind.UNFOLLOW,
    ActionKind.DELETE_COMMENT,
)
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(Plain, kind=st.sampled_from(PLAIN), chance=CHANCES),
    st.builds(
        Remark,
        kind=st.sampled_from([ActionKind.COMMENT, ActionKind.REPLY]),
        variants=st.sampled_from([(Template(parts=("Calm",)),), (Template(parts=("LOUD",)),)]),
        allow_strangers=st.just(value=True),
        chance=CHANCES,
    ),
    st.just(Notice(template=None)),
    st.just(Question(choices=(Answer.APPROVE, Answer.BLOCK), expires=None, then=Answer.LEAVE)),
    st.builds(Remembering, list=st.sampled_from(["a", "b"]), length=st.none()),
    st.builds(Marking, label=st.sampled_from(["a", "b"])),
)


def one_answer(action: Action) -> str:
    """Within a rule no kind comes twice, and no rule wants two answers to one request."""
    return "answer" if action.kind in ANSWERS else action.kind


RULES = st.builds(
    partial(
        Rule,
        ref=RuleRef(id="", version="1"),
        title="",
        enabled=True,
        group_priority=0,
        trigger=OnFollowRequest(every=None),
        when=Always(),
        max_age=timedelta(hours=6),
    ),
    mode=st.sampled_from(Mode),
    group=st.sampled_from([None, "a", "b"]),
    priority=st.integers(0, 3),
    actions=st.lists(ACTIONS, min_size=1, max_size=3, unique_by=one_answer).map(tuple),
    active=st.sampled_from([None, None, MORNING]),
    outside=st.sampled_from(Outside),
    fallback=st.booleans(),
    stop=st.sampled_from([Stop.NONE, Stop.NONE, Stop.GROUP, Stop.ALL]),
    on_error=st.sampled_from(OnError),
    on_conflict=st.sampled_from(OnConflict),
)


def ranked(found: list[tuple[Rule, Verdict]]) -> list[tuple[Rule, Verdict]]:
    """Each rule with a name, in the order of rank."""
    named = [
        (replace(one, ref=RuleRef(id=f"r{number}", version="1")), verdict)
        for number, (one, verdict) in enumerate(found)
    ]
    return sorted(named, key=lambda pair: pair[0].rank, reverse=True)


VERDICTS = st.sampled_from([Verdict.YES, Verdict.YES, Verdict.UNKNOWN])
JUDGED = st.lists(st.tuples(RULES, VERDICTS), max_size=8).map(ranked)


def planned(judged: list[tuple[Rule, Verdict]]) -> Plan:
    wishes = [
        Wish(rule=one, action=action, finding=Finding(verdict=verdict, text="always"))
        for one, verdict in judged
        for action in one.actions
    ]
    return plan(wishes, SUBJECT)


@settings(max_examples=50, deadline=None)
@given(JUDGED)
def test_every_plan_is_sound(judged: list[tuple[Rule, Verdict]]) -> None:
    made = planned(judged)
    kinds = Counter(action.kind for action in made.actions)
    assert sum(kinds[kind] for kind in ANSWERS) <= 1, "one decision"
    assert max(kinds[ActionKind.COMMENT], kinds[ActionKind.REPLY]) <= 1, "one comment"
    assert not any(pair <= kinds.keys() for pair in OPPOSITES), "no opposites"
    targets = [(action.kind, action.target) for action in made.actions]
    assert len(targets) == len(set(targets)), "nothing twice"
    assert planned(judged) == made, "always the same"


@settings(max_examples=50, deadline=None)
@given(JUDGED)
def test_every_wish_is_accounted_for_once_and_no_rule_goes_further_than_it_may(
    judged: list[tuple[Rule, Verdict]],
) -> None:
    made = planned(judged)
    granted = {(rule.id, action.kind) for action in made.actions for rule in action.rules}
    asked = {rule.id for action in made.actions if action.kind is ActionKind.DECIDE for rule in action.rules}
    held = {(rule.id, entry.kind) for entry in made.suppressed for rule in entry.rules}
    left_out = {(note.rule.id, note.kind) for note in made.notes}
    for rule, verdict in judged:
        for action in rule.actions:
            wish = (rule.ref.id, action.kind)
            in_question = action.kind in ANSWERS and rule.ref.id in asked
            places = [
                wish in granted or in_question,
                wish in held,
                not left_out.isdisjoint({wish, (rule.ref.id, None)}),
            ]
            assert places.count(True) == 1, (wish, places)
        furthest = min(rule.mode, Mode.ASK) if verdict is Verdict.UNKNOWN else rule.mode
        modes = [terms.mode for action in made.actions for terms in action.terms if terms.rule == rule.ref]
        assert all(mode <= furthest for mode in modes)
    for done in made.actions:
        assert done.mode == max(terms.mode for terms in done.terms)
        assert tuple(terms.rule for terms in done.terms) == done.rules


@settings(max_examples=50, deadline=None)
@given(JUDGED, st.permutations(range(8)))
def test_where_no_rule_depends_on_its_place_the_order_in_the_files_changes_nothing(
    judged: list[tuple[Rule, Verdict]], places: list[int]
) -> None:
    """Of equal rank, the first comments, stops and wins where rules say `first`; all else is the same."""
    careful = [
        (replace(rule, stop=Stop.NONE, on_conflict=OnConflict.ASK, fallback=False), verdict)
        for rule, verdict in judged
    ]
    shuffled = [careful[place] for place in places if place < len(careful)]
    other = sorted(shuffled, key=lambda pair: pair[0].rank, reverse=True)
    assert shape(planned(careful)) == shape(planned(other))


def shape(made: Plan) -> set[tuple[ActionKind, str, Mode, frozenset[str]]]:
    return {
        (action.kind, action.target, action.mode, frozenset(rule.id for rule in action.rules))
        for action in made.actions
        if action.kind not in {ActionKind.COMMENT, ActionKind.REPLY}
    }
