"""Random rules, written as anybody would write them, and random events. Few words, so that they often meet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import Facts, NotLoaded
from domain.ids import LocationId, MediaId, UserId
from domain.media import Media, MediaKind, Picture, Place
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.sources import Source
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from rules.actions import Notice
from rules.fields.catalogue import CATALOGUE
from rules.fields.field import Trigger
from rules.judging import explain, judge, match
from rules.loading import SourceText, load
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from domain.events import Event
    from rules.outcomes import Standing
    from rules.ruleset import Rule, RuleSet

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
ME = UserId("1")
NAMES = ("ana", "bo", "Eva", "self")
IDS = ("1", "2", "3", "4")
WORDS = ("sun", "sunset", "golden hour", "R.I.P.", "über", "закат", "12")
PIECES = ("sun", "set", "un", "ü", "no such thing", "Golden")
PATTERNS = ("sun(set|rise)", "[0-9]+", "^golden", "(a|e)+t", "ü", "#\\\\p{L}+")
TAGS = ("sunset", "dawn", "Straße", "ab")
PLACES = ("7", "8")
POINTS = ((52.54, 13.33), (52.5, 13.4), (89.99, 10.0), (-33.0, 179.99), (-33.0, -179.99), (0.0, 0.0))

some = st.sampled_from


def lists(values: Iterable[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(some(tuple(values)), min_size=1, max_size=3, unique=True)


def asked(operators: Iterable[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """One to three questions of one field."""
    return st.dictionaries(some(tuple(operators)), values, min_size=1, max_size=2)


NUMBERS = st.one_of(
    asked(("eq", "ne", "lt", "lte", "gt", "gte"), some((0, 1, 5, 12, 13))),
    st.builds(lambda low, more: {"between": [low, low + more]}, st.integers(0, 12), st.integers(0, 5)),
    st.builds(lambda wanted: {"exists": wanted}, some(("true", "false"))),
)
SPANS = asked(("lt", "lte", "gt", "gte"), some(("10m", "20m", "3h")))
TEXTS = st.one_of(
    asked(("any_word", "all_words", "no_word"), lists(WORDS)),
    asked(("contains", "not_contains", "equals", "starts_with", "ends_with"), lists(PIECES)),
    asked(("regex", "not_regex"), some(PATTERNS)),
    st.builds(lambda words: {"any_word": words, "case": "exact"}, lists(WORDS)),
    st.builds(lambda words: {"any_word": words, "fold": "accents"}, lists(WORDS)),
    st.builds(lambda number: {"length": number}, asked(("lt", "gte"), some((0, 6, 12)))),
    st.builds(lambda wanted: {"exists": wanted}, some(("true", "false"))),
)
SETS = st.one_of(
    asked(("any_of", "all_of", "none_of", "only"), lists(TAGS)),
    st.builds(lambda number: {"count": number}, asked(("lt", "gte"), some((1, 2)))),
)
PEOPLE = asked(("any_of", "none_of"), lists((*NAMES, "id:2", "id:9")))
CIRCLES = st.builds(
    lambda point, within: {"near": list(point), "within": within},
    some(POINTS),
    some(("500m", "5km", "900km", "99999km")),
)
LOCATED = st.one_of(
    CIRCLES,
    asked(("any_of", "none_of"), lists(PLACES)),
    st.builds(lambda name: {"name": name}, TEXTS.filter(lambda one: "exists" not in one)),
)
TRUTHS = some(("true", "false"))


def person_fields(role: str) -> dict[str, st.SearchStrategy[Any]]:
    return {
        role: PEOPLE,
        f"{role}.username": TEXTS,
        f"{role}.has_picture": TRUTHS,
        f"{role}.bio": TEXTS,
        f"{role}.followers": NUMBERS,
        f"{role}.ratio": NUMBERS,
        f"{role}.relationship.outgoing": lists(tuple(Outgoing)),
        "relationship.incoming": asked(("any_of", "none_of"), lists(tuple(Incoming))),
        "relationship.private": TRUTHS,
    }


MEDIA_FIELDS = {
    "caption.text": TEXTS,
    "caption.hashtags": SETS,
    "caption.length": NUMBERS,
    "tags": SETS,
    "likes.count": NUMBERS,
    "media.width": NUMBERS,
    "media.age": SPANS,
    "media.created_at": asked(("within", "older_than"), some(("10m", "20m", "3h"))),
    "media.type": asked(("any_of", "none_of"), lists(("image", "video"))),
    "media.liked_by_me": TRUTHS,
    "media.sources": SETS,
    "location": LOCATED,
    "location.id": asked(("any_of", "none_of"), lists(PLACES)),
    "location.name": TEXTS,
    "tagged.users": PEOPLE,
    "tagged.me": TRUTHS,
    **person_fields("author"),
}


def conditions(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    leaf = st.fixed_dictionaries({}, optional=fields).filter(bool)
    few = some(sorted(fields)).flatmap(lambda name: st.builds(lambda value: {name: value}, fields[name]))
    return st.recursive(
        st.one_of(few, few, leaf.map(lambda found: dict(list(found.items())[:3]))),
        lambda inner: st.builds(
            lambda joined, beside: beside | joined,
            st.dictionaries(
                some(("all", "any", "none")), st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=2
            ),
            st.one_of(st.just({}), few),
        ),
        max_leaves=6,
    )


SOURCES = {"tags": ("sunset", "dawn"), "users": ("ana", "id:2", "id:3"), "locations": ("7",)}
TRIGGERS = st.one_of(
    st.builds(
        lambda kinds: {"new_media": kinds},
        st.fixed_dictionaries({}, optional={kind: lists(names) for kind, names in SOURCES.items()}).filter(bool),
    ),
    st.just({"new_media": {"tags": ["sunset"]}}),
)
NOTICES = some(({"notify": {"text": "{{ author.followers }}"}}, "like"))
MEDIA_RULES = st.fixed_dictionaries(
    {
        "trigger": TRIGGERS,
        "when": st.one_of(conditions(MEDIA_FIELDS), st.just("always")),
        "do": NOTICES.map(lambda one: [one]),
    },
    optional={"enabled": TRUTHS, "priority": some((0, 0, 5))},
)
REQUEST_RULES = st.fixed_dictionaries(
    {
        "trigger": st.just("follow_request"),
        "when": conditions(person_fields("requester")),
        "do": some((["approve"], ["ignore"])),
    },
    optional={"priority": some((0, 0, 5))},
)
RULES = st.lists(st.one_of(MEDIA_RULES, MEDIA_RULES, REQUEST_RULES), min_size=1, max_size=8)


def texts(rules: Iterable[dict[str, Any]], shared: dict[str, Any] | None = None) -> str:
    named = [{"id": f"rule-{number}", **rule} for number, rule in enumerate(rules)]
    return json.dumps({"version": 1, "conditions": shared or {}, "rules": named}, ensure_ascii=False)


def loaded(*files: str) -> RuleSet:
    read = load([SourceText(name=f"{number}.yaml", text=text) for number, text in enumerate(files)])
    assert read.ruleset is not None, "\n".join(map(str, read.problems))
    return read.ruleset


def told(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(values, values, st.just(UNKNOWN))


PERSON = st.builds(
    lambda number, picture: Person(id=UserId(number), username=NAMES[int(number) - 1], picture=picture),
    some(IDS),
    some((None, "https://pictures.example/1.jpg")),
)
SAID = st.lists(some((*WORDS, *PIECES, "#sunset", "#Straße", "\n")), max_size=5).map(" ".join)
SPOT = st.builds(
    lambda key, name, point: Place(
        id=LocationId(key) if key else None, name=name, latitude=point[0], longitude=point[1]
    ),
    some((None, *PLACES)),
    st.one_of(st.none(), SAID),
    some((*POINTS, (None, None), (52.54001, 13.3301), (91.0, 10.0), (52.54, 373.33), (float("inf"), 0.0))),
)
PHOTO = st.builds(
    lambda **changes: Media(
        id=MediaId("9_1"),
        comments=2,
        link=None,
        filter=UNKNOWN,
        thumbnail=None,
        created_at=NOW - timedelta(minutes=20),
        **changes,
    ),
    kind=some(tuple(MediaKind)),
    author=PERSON,
    caption=told(st.one_of(st.none(), SAID)),
    tags=told(st.lists(some(TAGS), max_size=3).map(tuple)),
    location=told(st.one_of(st.none(), SPOT, SPOT)),
    likes=told(some((0, 1, 5, 12, 13))),
    liked_by_me=told(st.booleans()),
    picture=told(st.one_of(st.none(), st.just(Picture(url="u", width=12, height=5)))),
    tagged=told(st.lists(PERSON, max_size=2).map(tuple)),
)
LISTS = some(("tag:sunset", "tag:dawn", "user:1", "user:2", "location:7", "tag:7")).map(Source.parse)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(NewMedia, media=PHOTO, sources=st.frozensets(LISTS, min_size=1), first_seen_at=st.just(NOW)),
    st.builds(
        NewMedia, media=PHOTO, sources=st.just(frozenset({Source.parse("tag:sunset")})), first_seen_at=st.just(NOW)
    ),
    st.builds(FollowRequest, requester=PERSON, first_seen_at=st.just(NOW)),
)
PAGE = st.builds(
    Profile,
    person=PERSON,
    bio=told(SAID),
    website=st.just(UNKNOWN),
    posts=told(some((0, 12))),
    followers=told(some((0, 1, 5, 12))),
    follows=told(some((0, 1))),
)
TIE = st.builds(
    Relationship,
    outgoing=told(some(tuple(Outgoing))),
    incoming=told(some(tuple(Incoming))),
    private=told(st.booleans()),
)
FACTS = st.builds(
    Facts,
    me=st.just(ME),
    profile=st.one_of(st.just(NotLoaded.NOT_LOADED), told(PAGE)),
    relationship=st.one_of(st.just(NotLoaded.NOT_LOADED), told(TIE)),
)


def plainly(rules: RuleSet, event: Event, facts: Facts) -> dict[str, Standing]:
    """What every rule says, one after the other."""
    subject = Subject(event=event, facts=facts, now=NOW, zone=rules.zone)
    awake = [rule for rule in rules.rules if rule.enabled and rule.trigger.wakes(event)]
    return {rule.ref.id: rule.when.judge(subject).standing for rule in awake}


def ids(rules: Iterable[Rule]) -> list[str]:
    return [rule.ref.id for rule in rules]


WHERE = {
    Trigger.NEW_MEDIA: "{new_media: {tags: [sunset]}}",
    Trigger.FOLLOW_REQUEST: "follow_request",
    Trigger.NEW_COMMENT: "new_comment",
}

thorough = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def agrees(ruleset: RuleSet, event: Event, facts: Facts) -> None:
    """Nothing else comes of matching than of asking every rule."""
    answers = plainly(ruleset, event, facts)
    matches = match(ruleset, event, facts, NOW)
    assert ids(matches.fired) == [name for name, answer in answers.items() if answer.verdict is Verdict.YES]
    assert ids(matches.open) == [name for name, answer in answers.items() if answer.verdict is Verdict.UNKNOWN]
    needs = {need for answer in answers.values() for need in answer.for_yes}
    notices = [one for rule in matches.fired for one in rule.actions if isinstance(one, Notice)]
    shown = {need for one in notices for need in one.needs if getattr(facts, need.value) is NotLoaded.NOT_LOADED}
    assert matches.needs == needs | shown


@thorough
@given(RULES, st.lists(st.tuples(EVENTS, FACTS), min_size=1, max_size=6))
def test_the_index_finds_what_asking_every_rule_would(
    rules: list[dict[str, Any]], happened: list[tuple[Event, Facts]]
) -> None:
    ruleset = loaded(texts(rules))
    for event, facts in happened:
        agrees(ruleset, event, facts)


@settings(thorough, max_examples=15)
@given(
    st.lists(conditions(MEDIA_FIELDS), min_size=5, max_size=5),
    st.lists(TRIGGERS, min_size=3, max_size=3),
    st.randoms(use_true_random=False),
    st.lists(st.tuples(EVENTS, FACTS), min_size=4, max_size=4),
)
def test_so_does_an_index_of_many_rules_that_ask_the_same(
    parts: list[dict[str, Any]],
    triggers: list[dict[str, Any]],
    dice: Random,
    happened: list[tuple[Event, Facts]],
) -> None:
    shared = {f"part-{number}": part for number, part in enumerate(parts)}
    rules = [
        {
            "trigger": dice.choice(triggers),
            "when": {"use": dice.sample([*shared], dice.randint(1, 3))},
            "do": ["like"],
        }
        for _ in range(150)
    ]
    ruleset = loaded(texts(rules, shared))
    for event, facts in happened:
        agrees(ruleset, event, facts)


@thorough
@given(RULES, EVENTS, FACTS)
def test_an_explanation_says_what_the_match_said(rules: list[dict[str, Any]], event: Event, facts: Facts) -> None:
    ruleset = loaded(texts(rules))
    matches = match(ruleset, event, facts, NOW)
    said = dict.fromkeys(ids(matches.fired), Verdict.YES) | dict.fromkeys(ids(matches.open), Verdict.UNKNOWN)
    judgement = judge(ruleset, event, facts, NOW)
    explained = {verdict.rule: verdict for verdict in judgement.verdicts}
    for rule in ruleset.rules:
        if rule.enabled and rule.trigger.wakes(event):
            verdict = explain(rule, event, facts, NOW)
            assert verdict.finding.verdict is said.get(rule.ref.id, Verdict.NO)
            assert explained.pop(rule.ref) == verdict
    assert explained == {}
    assert judgement.needs == matches.needs


@thorough
@given(RULES, st.randoms(use_true_random=False), EVENTS, FACTS)
def test_the_order_of_rules_and_files_changes_nothing(
    rules: list[dict[str, Any]], dice: Random, event: Event, facts: Facts
) -> None:
    named = [{"id": f"rule-{number}", **rule} for number, rule in enumerate(rules)]
    shuffled = dice.sample(named, len(named))
    half = len(shuffled) // 2
    one = match(loaded(texts(named)), event, facts, NOW)
    other = match(loaded(*(texts(part) for part in (shuffled[:half], shuffled[half:]) if part)), event, facts, NOW)
    assert sorted(ids(one.fired)) == sorted(ids(other.fired))
    assert sorted(ids(one.open)) == sorted(ids(other.open))
    assert one.needs == other.needs


def _examples() -> list[str]:
    kinds = [field.kind for field in CATALOGUE.values()]
    told = [usage.example for kind in kinds for usage in (*kind.operators, *kind.modifiers.values())]
    return sorted({*(field.example for field in CATALOGUE.values()), *told})


@pytest.fixture
def happened(
    photo: Callable[..., NewMedia],
    request_of: Callable[..., FollowRequest],
    comment_of: Callable[..., NewComment],
) -> list[Event]:
    return [photo(), photo(caption=None, location=None), photo(caption=UNKNOWN), request_of(), comment_of()]


@pytest.fixture
def known(
    facts: Callable[..., Facts], profile: Callable[..., Profile], tie: Callable[..., Relationship]
) -> list[Facts]:
    return [facts(), facts(profile=UNKNOWN), facts(profile=profile(), relationship=tie())]


@pytest.mark.parametrize("example", _examples())
def test_every_question_of_the_language_is_matched_as_it_is_asked(
    example: str, happened: list[Event], known: list[Facts]
) -> None:
    triggers = CATALOGUE[example.partition(":")[0]].triggers
    rules = [
        f"{{id: {join}-{place}, trigger: {where}, do: [notify], when: {{{join}: [{{{example}}}]}}}}"
        for place, (trigger, where) in enumerate(WHERE.items())
        if trigger in triggers
        for join in ("all", "any", "none")
    ]
    ruleset = loaded(f"version: 1\ntimezone: Europe/Berlin\nrules: [{', '.join(rules)}]")
    for event in happened:
        for facts in known:
            agrees(ruleset, event, facts)


def test_changed_rules_are_indexed_anew(photo: Callable[..., NewMedia], facts: Callable[..., Facts]) -> None:
    def rules(word: str) -> RuleSet:
        return loaded(
            texts([{"trigger": {"new_media": {"tags": ["sunset"]}}, "when": {"tags": word}, "do": ["like"]}])
        )

    def fired(ruleset: RuleSet) -> list[str]:
        return ids(match(ruleset, photo(tags=("dawn",)), facts(), NOW).fired)

    before, after = rules("sunset"), rules("dawn")
    assert (fired(before), fired(after)) == ([], ["rule-0"])
    assert (fired(replace(before, rules=after.rules)), fired(before)) == (["rule-0"], [])
