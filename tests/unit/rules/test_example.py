"""What rules.example.yaml does with the kinds of events that the demo's world brings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain.ids import UserId
from domain.people import Outgoing, Person
from domain.unknown import UNKNOWN
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import Event, FollowRequest, NewMedia
    from domain.facts import Facts
    from domain.people import Profile, Relationship
    from rules.ruleset import RuleSet

TEXT = (Path(__file__).parents[3] / "rules.example.yaml").read_text(encoding="utf-8")
WARM = "Last swim, first star. The sea kept the warmth all day just for this 🧡\n\n#sunset #sea #goldenhour"
LIKED = [("like", "auto")]


@pytest.fixture
def rules() -> RuleSet:
    loaded = load([SourceText(name="rules.example.yaml", text=TEXT)])
    assert loaded.ruleset is not None
    return loaded.ruleset


@pytest.fixture
def done(rules: RuleSet, now: datetime) -> Callable[..., list[tuple[str, str]]]:
    def plan(event: Event, known: Facts) -> list[tuple[str, str]]:
        return [(action.kind.value, str(action.mode)) for action in rules.judge(event, known, now).plan.actions]

    return plan


@pytest.mark.parametrize(
    ("caption", "author", "expected"),
    [
        (WARM, "ana", LIKED),
        ("السماء اليوم كتبت قصيدة #sunset", "hamid", LIKED),
        ("GIVEAWAY ‼️ follow + tag 3 friends and win 🎁 casino bonus 👇\n\n#sunset #win", "bonus", []),
        ("DM to collab 💌 #sunset", "collab", []),
        ("Last sunset together. Rest in peace, grandpa", "ana", []),
        ("Nach der Beerdigung noch einmal ans Meer #sunset", "ana", []),
        ("A grand evening in peace #sunset", "ana", LIKED),
        (WARM, "competitor_shop", []),
        (None, "ana", []),
        (UNKNOWN, "ana", []),
    ],
)
def test_calm_sunsets_of_strangers_are_liked(
    *,
    caption: object,
    author: str,
    expected: list[tuple[str, str]],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    done: Callable[..., list[tuple[str, str]]],
) -> None:
    event = photo(caption=caption, author=Person(id=UserId("5"), username=author))
    assert done(event, facts(profile=profile(), relationship=tie())) == expected


def test_friends_are_offered_a_kind_word(
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    done: Callable[..., list[tuple[str, str]]],
) -> None:
    known = facts(profile=profile(), relationship=tie(outgoing=Outgoing.FOLLOWS))
    assert done(photo(caption=WARM), known) == [("like", "auto"), ("comment", "ask")]


def test_ones_own_photos_are_left_alone(
    photo: Callable[..., NewMedia], facts: Callable[..., Facts], done: Callable[..., list[tuple[str, str]]]
) -> None:
    assert done(photo(caption=WARM, author=Person(id=UserId("1"), username="me")), facts()) == []


def test_mountains_are_news(
    photo: Callable[..., NewMedia], facts: Callable[..., Facts], rules: RuleSet, now: datetime
) -> None:
    event = photo(caption="Slow up, happy down", tags=("mountains",), sources=("tag:mountains",))
    (notice,) = rules.judge(event, facts(), now).plan.actions
    assert notice.text == "@ana was at Plötzensee: Slow up, happy down"


@pytest.mark.parametrize(
    ("changes", "outgoing", "expected"),
    [
        ({}, Outgoing.NONE, [("approve", "ask")]),
        ({"posts": 1}, Outgoing.NONE, []),
        ({"posts": 1}, Outgoing.FOLLOWS, [("approve", "ask")]),
        ({"bio": "CRYPTO giveaway every day"}, Outgoing.FOLLOWS, [("ignore", "ask")]),
        ({"posts": 2, "follows": 4987}, Outgoing.NONE, [("ignore", "ask")]),
        ({"bio": UNKNOWN, "posts": UNKNOWN}, Outgoing.NONE, []),
    ],
)
def test_requests_are_always_asked_about(
    *,
    changes: dict[str, object],
    outgoing: Outgoing,
    expected: list[tuple[str, str]],
    request_of: Callable[..., FollowRequest],
    facts: Callable[..., Facts],
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    done: Callable[..., list[tuple[str, str]]],
) -> None:
    known = facts(profile=profile(**changes), relationship=tie(outgoing=outgoing))
    assert done(request_of(), known) == expected
