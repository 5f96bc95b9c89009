from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import inf, nan
from typing import TYPE_CHECKING

import pytest

from domain.ids import LocationId, UserId
from domain.media import MediaKind, Place
from domain.people import Person
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewMedia
    from domain.facts import Facts
    from domain.verdicts import Judgement

YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
BOB = Person(id=UserId("9"), username="Bob_B")
ME = Person(id=UserId("1"), username="owner")
BARE = Place(id=None, name=None, latitude=52.54, longitude=13.33)
NOWHERE = Place(id=None, name=None, latitude=inf, longitude=inf)
NAMED = Place(id=LocationId("8"), name="Müggelsee", latitude=None, longitude=None)

NUMBERS = [
    ("likes.count: 12", {}, YES),
    ("likes.count: 13", {}, NO),
    ("likes.count: {eq: 12}", {}, YES),
    ("likes.count: {ne: 12}", {}, NO),
    ("likes.count: {ne: 11}", {}, YES),
    ("likes.count: {lt: 12}", {}, NO),
    ("likes.count: {lt: 12.5}", {}, YES),
    ("likes.count: {lte: 12}", {}, YES),
    ("likes.count: {lte: 11}", {}, NO),
    ("likes.count: {gt: 12}", {}, NO),
    ("likes.count: {gt: 11}", {}, YES),
    ("likes.count: {gte: 12}", {}, YES),
    ("likes.count: {gte: 13}", {}, NO),
    ("likes.count: {between: [12, 400]}", {}, YES),
    ("likes.count: {between: [3, 12]}", {}, YES),
    ("likes.count: {between: [13, 400]}", {}, NO),
    ("likes.count: {exists: true}", {}, YES),
    ("likes.count: {gte: 3}", {"likes": UNKNOWN}, OPEN),
    ("likes.count: {exists: true}", {"likes": UNKNOWN}, OPEN),
    ("caption.hashtag_count: {lte: 15}", {}, YES),
    ("caption.hashtag_count: {lte: 15}", {"caption": None}, NO),
    ("caption.hashtag_count: {exists: false}", {"caption": None}, YES),
]
TIMES = [
    ("media.age: {lt: 30m}", {}, YES),
    ("media.age: {lt: 20m}", {}, NO),
    ("media.age: {between: [20m, 1h]}", {}, YES),
    ("media.created_at: {within: 20m}", {}, YES),
    ("media.created_at: {within: 19m}", {}, NO),
    ("media.created_at: {older_than: 19m}", {}, YES),
    ("media.created_at: {older_than: 20m}", {}, NO),
    ("media.created_at: {older_than: 1d}", {"age": timedelta(days=2)}, YES),
    ("media.created_at: {before: '2026-06-01T20:00:00+02:00'}", {}, YES),
    ("media.created_at: {before: '2026-06-01T17:40:00Z'}", {}, NO),
    ("media.created_at: {after: '2026-06-01T17:39:00Z'}", {}, YES),
    ("media.created_at: {after: '2026-06-01T17:40:00Z'}", {}, NO),
]
SETS = [
    ("tags: sunset", {}, YES),
    ("tags: [dawn, '#Sunset']", {}, YES),
    ("tags: [sun]", {}, NO),
    ("tags: {any_of: [dawn, $words]}", {}, YES),
    ("tags: {all_of: [sunset, goldenhour]}", {}, YES),
    ("tags: {all_of: [sunset, dawn]}", {}, NO),
    ("tags: {none_of: [dawn]}", {}, YES),
    ("tags: {none_of: [dawn, SUNSET]}", {}, NO),
    ("tags: {only: [sunset, goldenhour, sky]}", {}, YES),
    ("tags: {only: [sunset]}", {}, NO),
    ("tags: {only: [sunset]}", {"tags": ()}, NO),
    ("tags: {count: {lte: 2}}", {}, YES),
    ("tags: {count: 3}", {}, NO),
    ("tags: {exists: true}", {}, YES),
    ("tags: {exists: true}", {"tags": ()}, NO),
    ("tags: {exists: false}", {"tags": ()}, YES),
    ("caption.mentions: {exists: true}", {}, NO),
    ("caption.mentions: {exists: true}", {"caption": "with @bob"}, YES),
    ("tags: {none_of: [dawn]}", {"tags": ()}, YES),
    ("tags: {none_of: [dawn]}", {"tags": UNKNOWN}, OPEN),
    ("caption.hashtags: {none_of: [dawn]}", {"caption": None}, YES),
    ("caption.hashtags: {exists: false}", {"caption": None}, YES),
]
PEOPLE = [
    ("author: ana", {}, YES),
    ("author: '@ANA'", {}, YES),
    ("author: ann", {}, NO),
    ("author: id:42", {}, YES),
    ("author: id:4", {}, NO),
    ("author: $friends", {}, YES),
    ("author: {none_of: [$friends]}", {}, NO),
    ("author: {none_of: [bob]}", {}, YES),
    ("author: {none_of: [self]}", {}, YES),
    ("author: self", {"author": ME}, YES),
    ("author: {none_of: [self]}", {"author": ME}, NO),
    ("tagged.users: [bob_b]", {"tagged": (ME, BOB)}, YES),
    ("tagged.users: [bob]", {"tagged": (ME, BOB)}, NO),
    ("tagged.users: {none_of: [bob]}", {"tagged": ()}, YES),
    ("tagged.users: {none_of: [bob]}", {"tagged": UNKNOWN}, OPEN),
    ("tagged.me: true", {"tagged": (ME, BOB)}, YES),
    ("tagged.me: true", {"tagged": (BOB,)}, NO),
    ("tagged.me: false", {"tagged": ()}, YES),
    ("tagged.me: false", {"tagged": UNKNOWN}, OPEN),
]
WORDS = [
    ("media.type: image", {}, YES),
    ("media.type: [image, video]", {"kind": MediaKind.VIDEO}, YES),
    ("media.type: image", {"kind": MediaKind.CAROUSEL}, NO),
    ("media.type: {none_of: [video]}", {}, YES),
    ("media.id: 1874240378153466907_37998182", {}, YES),
    ("media.id: 187424037815346690737998182", {}, NO),
    ("location.id: {any_of: ['7', '8']}", {}, YES),
    ("location.id: {none_of: ['7']}", {}, NO),
    ("location.id: {none_of: ['7']}", {"location": None}, YES),
]
PLACES = [
    ("location: {near: [52.52, 13.405], within: 30km}", {}, YES),
    ("location: {near: [52.52, 13.405], within: 5km}", {}, NO),
    ("location: {near: [52.52, 13.405], within: 5600m}", {}, YES),
    ("location: {near: [52.52, 13.405], within: 30km}", {"location": BARE}, YES),
    ("location: {near: [52.52, 13.405], within: 30km}", {"location": NAMED}, NO),
    ("location: {near: [52.52, 13.405], within: 30km}", {"location": NOWHERE}, NO),
    ("location: {near: [52.52, 13.405], within: 30km}", {"location": replace(NOWHERE, latitude=nan)}, NO),
    ("location: {near: [52.52, 13.405], within: 30km}", {"location": replace(BARE, latitude=1e308)}, NO),
    ("location: {near: [52.52, 13.405], within: 30km}", {"location": None}, NO),
    ("location: {near: [52.52, 13.405], within: 30km}", {"location": UNKNOWN}, OPEN),
    ("location: {any_of: ['7']}", {}, YES),
    ("location: {any_of: ['77']}", {}, NO),
    ("location: {none_of: ['7']}", {"location": BARE}, YES),
    ("location: {none_of: ['7']}", {"location": None}, YES),
    ("location: {name: {contains: see}}", {}, YES),
    ("location: {name: [berlin]}", {}, NO),
    ("location: {name: {no_word: berlin}}", {"location": BARE}, YES),
    ("location: {exists: true}", {"location": BARE}, YES),
    ("location: {exists: true}", {"location": None}, NO),
    ("location: {exists: false}", {"location": None}, YES),
]


@pytest.mark.parametrize(("when", "changes", "verdict"), [*NUMBERS, *TIMES, *SETS, *PEOPLE, *WORDS, *PLACES])
def test_a_question_about_a_photo(
    when: str,
    changes: dict[str, object],
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    assert judged(when, photo(**changes), facts()).verdicts[0].finding.verdict is verdict


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("likes.count: {between: [3, 400]}", "likes.count between: 12 in 3…400"),
        ("likes.count: {gte: 13}", "likes.count gte: 12 not ≥ 13"),
        ("location: {near: [52.52, 13.405], within: 30km}", "location near: 5.5 km ≤ 30 km"),
        ("location: {near: [52.54, 13.33], within: 800m}", "location near: 0 m ≤ 800 m"),
        ("media.age: {lte: 6h}", "media.age lte: 20m ≤ 6h"),
        ("media.created_at: {within: 10m}", "media.created_at within: 20m ago > 10m"),
        (
            "media.created_at: {after: '2026-06-01T18:00Z'}",
            "after: 2026-06-01 17:40 UTC not after 2026-06-01 18:00 UTC",
        ),
        ("tags: {all_of: [sunset, dawn]}", "tags all_of: 'dawn' not in 'sunset, goldenhour'"),
        ("tags: {only: [sunset]}", "tags only: also 'goldenhour'"),
        ("author: [id:1, ana]", "author any_of: ana is listed"),
        ("author: {none_of: [id:1, bob]}", "author none_of: 'ana', none of 2 listed"),
        ("media.type: image", "media.type any_of: image"),
        ("tagged.me: false", "tagged.me is: false"),
        ("caption.text: golden hour", "caption.text equals: 'golden hour' not in 'Golden Hour am See #Sunset'"),
        ("location: {name: {contains: see}}", "location name: 'see' in 'Plötzensee'"),
    ],
)
def test_says_what_was_seen(
    when: str,
    words: str,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    assert words in judged(when, photo(), facts()).verdicts[0].finding.text


def test_whether_a_place_has_a_name_is_not_asked_of_the_place(messages: Callable[[str], list[str]]) -> None:
    head = "id: a, trigger: {new_media: {tags: [x]}}, do: [like]"
    (message,) = messages(f"version: 1\nrules: [{{{head}, when: {{location: {{name: {{exists: true}}}}}}}}]")
    assert "'exists' does not work on location name (text)" in message
