from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import LocationId, UserId
from domain.media import MediaKind, Place
from domain.people import Incoming, Outgoing, Person
from domain.plans import ActionKind
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from rules.reasons import because
from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import FollowRequest, NewMedia
    from domain.people import Profile, Relationship
    from domain.verdicts import Judgement
    from rules.ruleset import RuleSet

BARE = Place(id=None, name=None, latitude=52.52, longitude=13.405)
LONG = "a" * 29 + "bc"

WORDS = [
    ("caption.text: {any_word: [dawn, golden hour, see]}", {}, ("the caption says “golden hour”",)),
    ("caption.text: {all_words: [see, golden]}", {}, ("the caption says “see” and “golden”",)),
    ("caption.text: {contains: '#sun'}", {}, ("the caption says “#sun”",)),
    ("caption.text: {starts_with: golden}", {}, ("the caption says “golden”",)),
    ("caption.text: {exists: true}", {}, ("the caption says “Golden Hour am See #Sunset”",)),
    ("caption.text: {exists: true}", {"caption": LONG}, (f"the caption says “{'a' * 29}…”",)),
    (f"caption.text: {{any_word: [{LONG}]}}", {"caption": LONG}, (f"the caption says “{'a' * 29}…”",)),
    ("caption.text: {no_word: rip}", {}, ("the caption says nothing of “rip”",)),
    ("caption.text: {no_word: [rip, dawn, noon]}", {}, ("the caption says none of 3 words",)),
    ("caption.text: {not_contains: [rip, dawn]}", {}, ("the caption says none of 2 words",)),
    ("caption.text: {no_word: rip}", {"caption": None}, ("no caption",)),
    ("caption.text: {exists: false}", {"caption": None}, ("no caption",)),
    ("caption.text: {length: {gte: 3}}", {}, ("a caption of 26 characters",)),
    ("media.filter: {contains: un}", {}, ("the filter is Juno",)),
    ("media.link: {starts_with: https}", {}, ("the link is https://instagram.example/p/a…",)),
    ("location.name: {not_contains: sea}", {}, ("in Plötzensee",)),
    ("caption.text: '{0} {}'", {"caption": "{0} {}"}, ("the caption says “{0} {}”",)),
    ("none: [{caption.text: {all_words: [dawn, golden]}}]", {}, ("the caption says nothing of “dawn”",)),
]
SETS = [
    ("tags: [goldenhour, dawn]", {}, ("tagged #goldenhour",)),
    ("tags: {all_of: [sunset, goldenhour]}", {}, ("tagged #goldenhour and #sunset",)),
    ("tags: {only: [sunset, goldenhour, sky]}", {}, ("tagged #goldenhour and #sunset",)),
    ("tags: {none_of: [dawn]}", {}, ("not tagged #dawn",)),
    ("tags: {none_of: [dawn, dusk, noon, night]}", {}, ("not tagged #dawn, #dusk or 2 more",)),
    ("tags: {count: {gte: 1, lte: 12}}", {}, ("2 tags",)),
    ("tags: {count: {lte: 12}}", {"tags": ("sky",)}, ("1 tag",)),
    ("tags: {exists: true}", {}, ("tagged #sunset and #goldenhour",)),
    ("tags: {exists: false}", {"tags": ()}, ("no tag",)),
    ("none: [{tags: {all_of: [sunset, dawn]}}]", {}, ("not tagged #dawn",)),
    ("none: [{tags: {only: [sunset]}}]", {}, ("tagged #sunset and #goldenhour",)),
    ("media.sources: tag:sunset", {}, ("found in tag:sunset",)),
    ("tags: sunset", {"tags": ("sunset" + "x" * 40, "sunset")}, ("tagged #sunset",)),
]
NUMBERS = [
    ("likes.count: {gte: 3}", {}, ("12 likes",)),
    ("likes.count: {gte: 1}", {"likes": 1}, ("1 like",)),
    ("likes.count: {between: [3, 40000]}", {"likes": 20000}, ("20,000 likes",)),
    ("likes.count: {lte: 30}", {}, ("12 likes",)),
    ("likes.count: {exists: true}", {}, ("12 likes",)),
    ("media.age: {lt: 1h}", {}, ("posted 20 minutes ago",)),
    ("media.age: {gt: 1s}", {"age": timedelta(seconds=61)}, ("posted 1 minute 1 second ago",)),
    ("media.age: {gt: 1s}", {"age": timedelta(days=1, hours=2, minutes=3)}, ("posted 1 day 2 hours ago",)),
    ("media.age: {lt: 1h}", {"age": timedelta(seconds=-5)}, ("posted a moment ago",)),
    ("media.created_at: {within: 6h}", {}, ("posted 20 minutes ago",)),
    ("media.created_at: {before: '2026-06-01T20:00:00+02:00'}", {}, ("posted on 2026-06-01 17:40 UTC",)),
]
OTHERS = [
    ("media.type: [image, video]", {}, ("it is an image",)),
    ("media.type: {none_of: [image]}", {"kind": MediaKind.VIDEO}, ("it is a video",)),
    ("media.liked_by_me: false", {}, ("you do not like it yet",)),
    ("author: {none_of: [self, bob]}", {}, ("by @ana",)),
    ("tagged.users: [bob]", {"tagged": (Person(id=UserId("3"), username="bob"),)}, ("showing @bob",)),
    ("tagged.users: {none_of: [bob]}", {}, ("showing nobody",)),
    ("location: {near: [52.52, 13.405], within: 30km}", {}, ("5.5 km away",)),
    ("location: {any_of: ['7']}", {}, ("in Plötzensee",)),
    ("location: {name: {contains: see}}", {}, ("in Plötzensee",)),
    ("location: {exists: true}", {}, ("in Plötzensee",)),
    ("location: {exists: true}", {"location": BARE}, ("in 52.5200, 13.4050",)),
    ("location: {exists: false}", {"location": None}, ("no place",)),
    (
        "none: [{location: {near: [0, 0], within: 1km}}]",
        {"location": Place(id=LocationId("1"), name="Bar", latitude=None, longitude=None)},
        ("in Bar",),
    ),
    ("author.relationship.outgoing: follows", {}, ("you follow them",)),
    ("relationship.incoming: none", {}, ("they do not follow you",)),
    ("author.followers: {gte: 20}", {}, ("230 followers",)),
    ("author.ratio: {gte: 1}", {}, ("2 followers per person followed",)),
    ("author.bio: {any_word: [crypto, painter]}", {}, ("the bio says “painter”",)),
]
ORDER = [
    pytest.param(
        "media.type: image\nlikes.count: {gte: 3}\ncaption.text: sunset\ntags: {none_of: [dawn]}",
        {"caption": "Sunset"},
        ("the caption says “sunset”", "12 likes", "it is an image"),
        id="most telling first, and what is not so is left out",
    ),
    pytest.param(
        "caption.text: {no_word: rip}\nlikes.count: {lt: 30}\nmedia.type: image",
        {},
        ("it is an image",),
        id="a bound from above is no reason beside a positive one",
    ),
    pytest.param(
        "media.age: {lt: 1h}\nlikes.count: {lt: 30}", {}, ("posted 20 minutes ago",), id="but that it is young is one"
    ),
    pytest.param("likes.count: {gte: 3, lte: 30}", {}, ("12 likes",), id="but from below it is"),
    pytest.param(
        "tags: sunset\nlocation: {exists: true}\nlikes.count: 12\nmedia.type: image",
        {},
        ("tagged #sunset", "in Plötzensee", "12 likes"),
        id="no more than three",
    ),
    pytest.param(
        "any: [{tags: dawn}, {all: [{tags: sunset}, {likes.count: 12}]}, {media.type: image}]",
        {},
        ("tagged #sunset", "12 likes"),
        id="only what decided",
    ),
    pytest.param(
        "all: [{tags: sunset}, {tags: goldenhour}, {caption.hashtags: [sunset]}]",
        {},
        ("tagged #sunset and #goldenhour",),
        id="what begins the same is said once",
    ),
    pytest.param(
        "none: [{tags: dawn}, {any: [{likes.count: {gt: 99}}]}]",
        {},
        ("not tagged #dawn", "12 likes"),
        id="what is not so is told when it is all there is",
    ),
    pytest.param(
        "tagged.me: true\nauthor.relationship.outgoing: follows",
        {"tagged": (Person(id=UserId("1"), username="me"),)},
        ("you are marked in it", "you follow them"),
        id="what is so of different things is said apart",
    ),
    pytest.param("none: [{none: [{tags: sunset}]}]", {}, ("tagged #sunset",), id="twice denied is so"),
    pytest.param(
        "any: [{media.width: 640}, {author.followers: {gte: 3}}]",
        {"picture": UNKNOWN},
        ("230 followers",),
        id="what nobody knows is no reason",
    ),
]


@pytest.fixture
def known(profile: Callable[..., Profile], tie: Callable[..., Relationship]) -> Facts:
    relationship = tie(outgoing=Outgoing.FOLLOWS, incoming=Incoming.NONE, private=True)
    return Facts(me=UserId("1"), profile=profile(), relationship=relationship)


@pytest.mark.parametrize(("when", "changes", "phrases"), [*WORDS, *SETS, *NUMBERS, *OTHERS, *ORDER])
def test_a_photo_is_liked_because(
    *,
    when: str,
    changes: dict[str, object],
    phrases: tuple[str, ...],
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    known: Facts,
) -> None:
    (like,) = judged(when, photo(**changes), known).plan.actions
    assert like.because == phrases


@pytest.mark.parametrize(
    ("when", "phrase"),
    [
        ("requester: ana", "from @ana"),
        ("requester.posts: {gte: 3}", "120 posts"),
        ("requester.follows: {lte: 3000}", "following 115 people"),
        ("requester.private: true", "their account is private"),
        ("requester.has_picture: true", "they have a picture"),
        ("requester.full_name: {any_word: [maria]}", "called Ana Maria"),
        ("requester.website_host: ana.example", "the website is on ana.example"),
        ("requester.waiting: {gte: 1h}", "asked 2 hours ago"),
    ],
)
def test_a_request_is_approved_because(
    when: str,
    phrase: str,
    judged: Callable[..., Judgement],
    request_of: Callable[..., FollowRequest],
    known: Facts,
) -> None:
    (approve,) = judged(when, request_of(), known).plan.actions
    assert approve.because == (phrase,)


def test_rules_that_agree_share_their_reasons(
    ruleset: Callable[[str], RuleSet], photo: Callable[..., NewMedia], known: Facts, now: datetime
) -> None:
    head = "trigger: {new_media: {tags: [sunset]}}, do: [like]"
    rules = ruleset(
        f"rules:\n  - {{id: one, {head}, when: always}}\n"
        f"  - {{id: two, {head}, when: {{caption.text: {{any_word: [see]}}}}}}\n"
        f"  - {{id: three, {head}, when: {{caption.text: {{any_word: [see, sunset]}}, author.followers: 230}}}}\n"
        f"  - {{id: four, {head}, when: {{caption.text: {{any_word: [sunset]}}, tags: {{none_of: [x]}}}}}}\n"
    )
    (like,) = rules.judge(photo(), known, now).plan.actions
    assert like.kind is ActionKind.LIKE
    assert like.because == ("the caption says “see” and “sunset”", "230 followers")


@pytest.mark.parametrize(
    ("when", "phrases"),
    [
        pytest.param("{requester.bio: {any_word: x}}", ("bio not known",), id="the noun that people use"),
        pytest.param("{relationship.outgoing: follows}", ("relationship not known",), id="or what was asked for"),
        pytest.param(
            "{requester.username: ana, requester.bio: {no_word: x}, requester.website: {exists: true}}",
            ("bio not known", "website not known"),
            id="what is known is no reason to ask",
        ),
        pytest.param("{none: [{requester.bio: {any_word: x}}]}", ("bio not known",), id="within none"),
        pytest.param(
            "{any: [{requester.username: bo}, {requester.bio: {any_word: x}}]}", ("bio not known",), id="within any"
        ),
    ],
)
def test_who_cannot_tell_says_what_is_missing(
    when: str,
    phrases: tuple[str, ...],
    ruleset: Callable[[str], RuleSet],
    request_of: Callable[..., FollowRequest],
    facts: Callable[..., Facts],
    now: datetime,
) -> None:
    condition = ruleset(f"rules: [{{id: a, trigger: follow_request, when: {when}, do: [approve]}}]").rules[0].when
    subject = Subject(event=request_of(), facts=facts(profile=UNKNOWN, relationship=UNKNOWN), now=now)
    finding = condition.judge(subject).finding
    assert finding.verdict is Verdict.UNKNOWN
    assert because([(condition, finding)], subject) == phrases
