from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import UserId
from domain.people import Profile
from domain.sources import Source, SourceKind
from domain.unknown import UNKNOWN
from likewise.examining import examine
from likewise.recasting import Recaster
from rules.loading import SourceText, load
from tests.unit.storage.examples import NOW, new_comment, new_media, request

if TYPE_CHECKING:
    from domain.events import Event, FollowRequest, NewComment

RULES = """version: 1
lists: { never_touch: [] }
rules:
  - id: suns
    mode: auto
    trigger: { new_media: { tags: [sunset] } }
    when: { any: [{ author.followers: { gte: 100 } }, { author.username: nobody }] }
    do: [like]
  - { id: people, mode: ask, trigger: follow_request, when: { requester.posts: { gte: 3 } }, do: [approve] }
  - { id: spam, trigger: new_comment, when: { comment.text: { any_word: [crypto] } }, do: [delete_comment] }
"""
PHOTO = replace(
    new_media(),
    media=replace(new_media().media, created_at=NOW - timedelta(minutes=20), caption="Golden Hour #sunset"),
    sources=frozenset({Source(kind=SourceKind.TAG, value="sunset")}),
)
PROFILE = Profile(person=PHOTO.person, bio="", website=UNKNOWN, posts=1, followers=120, follows=7)
FACTS = Facts(me=UserId("9"), profile=PROFILE)


def recast(event: Event, facts: Facts = FACTS, **added: tuple[str, ...]) -> str:
    source = SourceText(name="rules.yaml", text=RULES)
    ruleset, running = examine([source]).ruleset, load([source], added).ruleset
    assert ruleset is not None
    assert running is not None
    text = Recaster(ruleset=ruleset, running=running).recast(event, facts, NOW)
    found = examine([SourceText(name="rules.yaml", text=RULES + text)])
    assert [one.message for one in found.errors] == []
    assert len(found.outcomes) == 1
    return text


def test_a_rule_for_which_a_list_of_the_chat_mattered_is_named() -> None:
    written = recast(PHOTO)
    noted = recast(PHOTO, never_touch=(PHOTO.person.username,))
    first, rest = noted.split("\n", 1)
    assert first.startswith("# Not as it was decided: ")
    assert rest.startswith("# The chat, or a rule, put somebody on a list that this asks")
    assert noted.endswith(written)
    assert "#" not in recast(PHOTO, never_touch=("somebody_else",)).split("tests:")[0]


def test_a_decision_becomes_a_test_that_passes_and_says_what_mattered() -> None:
    text = recast(PHOTO)
    assert text.splitlines()[:3] == [
        "tests:",
        f"  - name: a photo of {PHOTO.person.username} ({NOW:%Y-%m-%d})",
        "    given:",
    ]
    assert "via.tag: [sunset]" in text
    assert 'caption.text: "Golden Hour #sunset"' in text
    assert "author.followers: 120" not in text, "somebody plain has as many"
    assert "expect: { suns: { like: auto } }" in text
    assert "media.width" not in text


def test_what_was_not_known_is_said_so_where_it_mattered() -> None:
    text = recast(PHOTO, Facts(me=UserId("9")))
    assert "unavailable: [author.followers]" in text
    assert "expect: {}" in text


def test_a_number_that_mattered_stays() -> None:
    text = recast(PHOTO, replace(FACTS, profile=replace(PROFILE, followers=99)))
    assert "author.followers: 99" in text
    assert "expect: {}" in text


def test_what_the_guards_hold_back_is_told_with_its_reason() -> None:
    old = replace(PHOTO, media=replace(PHOTO.media, created_at=NOW - timedelta(days=2)))
    text = recast(old)
    assert "expect: {}" in text
    assert "expect_suppressed: { suns: age }" in text


@pytest.mark.parametrize(
    ("event", "name", "expected"),
    [
        (request(), "the request of", "expect: { people: { approve: ask } }"),
        (new_comment(), "a comment of", "expect: {}"),
    ],
)
def test_every_kind_of_event_can_be_told(event: FollowRequest | NewComment, name: str, expected: str) -> None:
    text = recast(event, Facts(me=UserId("9"), profile=replace(PROFILE, posts=5)))
    assert f"name: {name} " in text
    assert expected in text


def test_the_moment_is_told() -> None:
    assert f"now: {NOW.isoformat()}" in recast(PHOTO)
