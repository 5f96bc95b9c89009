from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from domain.events import FollowRequest, NewMedia
from domain.facts import Facts, NotLoaded
from domain.ids import LocationId, MediaId, UserId
from domain.media import Media, MediaKind, Picture, Place
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.plans import ActionKind, Mode, RuleRef
from domain.sources import Source
from rules.actions import Plain
from rules.conditions import Always
from rules.loading import SourceText, load
from rules.ruleset import Rule
from rules.triggers import OnFollowRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import Event
    from domain.facts import ProfileFact, RelationshipFact
    from domain.unknown import Maybe
    from domain.verdicts import Judgement
    from rules.actions import Action
    from rules.ruleset import RuleSet

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
ME = UserId("1")
ANA = Person(id=UserId("42"), username="ana", full_name="Ana Maria", picture="https://pictures.example/ana.jpg")
LAKE = Place(id=LocationId("7"), name="Plötzensee", latitude=52.54, longitude=13.33)
PICTURE = Picture(url="https://pictures.example/1.jpg", width=640, height=480)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def photo() -> Callable[..., NewMedia]:
    """Makes an event of a pleasant photo; every keyword changes one thing."""

    def make(
        *,
        author: Person = ANA,
        kind: MediaKind = MediaKind.IMAGE,
        caption: Maybe[str | None] = "Golden Hour am See #Sunset",
        tags: Maybe[tuple[str, ...]] = ("sunset", "goldenhour"),
        location: Maybe[Place | None] = LAKE,
        likes: Maybe[int] = 12,
        liked_by_me: Maybe[bool] = False,
        picture: Maybe[Picture | None] = PICTURE,
        tagged: Maybe[tuple[Person, ...]] = (),
        age: timedelta = timedelta(minutes=20),
        sources: tuple[str, ...] = ("tag:sunset",),
        media_id: str = "1874240378153466907_37998182",
    ) -> NewMedia:
        media = Media(
            id=MediaId(media_id),
            kind=kind,
            author=author,
            created_at=NOW - age,
            caption=caption,
            tags=tags,
            location=location,
            likes=likes,
            comments=2,
            liked_by_me=liked_by_me,
            link="https://instagram.example/p/abc/",
            filter="Juno",
            thumbnail=None,
            picture=picture,
            tagged=tagged,
        )
        found = frozenset(Source.parse(source) for source in sources)
        return NewMedia(media=media, sources=found, first_seen_at=NOW - timedelta(minutes=5))

    return make


@pytest.fixture
def request_of() -> Callable[..., FollowRequest]:
    """Makes an event of somebody who asks to follow."""

    def make(requester: Person = ANA) -> FollowRequest:
        return FollowRequest(requester=requester, first_seen_at=NOW - timedelta(hours=2))

    return make


@pytest.fixture
def profile() -> Callable[..., Profile]:
    """Makes a profile of somebody real."""

    def make(
        *,
        bio: Maybe[str] = "Painter. Lakes and light.",
        website: Maybe[str] = "https://www.Ana.example/pictures?x=1",
        posts: Maybe[int] = 120,
        followers: Maybe[int] = 230,
        follows: Maybe[int] = 115,
        person: Person = ANA,
    ) -> Profile:
        return Profile(person=person, bio=bio, website=website, posts=posts, followers=followers, follows=follows)

    return make


@pytest.fixture
def tie() -> Callable[..., Relationship]:
    """Makes a relationship of strangers."""

    def make(
        *,
        outgoing: Maybe[Outgoing] = Outgoing.NONE,
        incoming: Maybe[Incoming] = Incoming.NONE,
        private: Maybe[bool] = False,
    ) -> Relationship:
        return Relationship(outgoing=outgoing, incoming=incoming, private=private)

    return make


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """Makes what is known beyond the event; by default nothing has been asked."""

    def make(
        *,
        profile: ProfileFact = NotLoaded.NOT_LOADED,
        relationship: RelationshipFact = NotLoaded.NOT_LOADED,
        me: UserId = ME,
    ) -> Facts:
        return Facts(me=me, profile=profile, relationship=relationship)

    return make


@pytest.fixture
def rule() -> Callable[..., Rule]:
    """Makes a rule that acts by itself; every keyword changes one thing."""

    def make(name: str, *actions: Action | ActionKind, **changes: Any) -> Rule:  # noqa: ANN401 - whatever the field takes
        wanted = tuple(Plain(kind=one) if isinstance(one, ActionKind) else one for one in actions)
        plain = Rule(
            ref=RuleRef(id=name, version="1"),
            title=name,
            mode=Mode.AUTO,
            enabled=True,
            group=None,
            group_priority=0,
            priority=0,
            trigger=OnFollowRequest(every=None),
            when=Always(),
            actions=wanted,
            max_age=timedelta(hours=6),
        )
        return replace(plain, **changes)

    return make


@pytest.fixture
def ruleset() -> Callable[[str], RuleSet]:
    """Reads a file that must be in order; `version: 1` is put before it."""

    def read(text: str) -> RuleSet:
        loaded = load([SourceText(name="rules.yaml", text=f"version: 1\n{text}")])
        assert loaded.ruleset is not None, "\n".join(map(str, loaded.problems))
        return loaded.ruleset

    return read


@pytest.fixture
def messages() -> Callable[[str], list[str]]:
    """Everything that is said about a file."""

    def read(text: str) -> list[str]:
        return [str(problem) for problem in load([SourceText(name="bad.yaml", text=text)]).problems]

    return read


@pytest.fixture
def judged(ruleset: Callable[[str], RuleSet]) -> Callable[..., Judgement]:
    """Judges an event by one rule with these conditions, which would like the photo or approve the person."""

    def judge(when: str, event: Event, known: Facts) -> Judgement:
        media = isinstance(event, NewMedia)
        trigger = "{new_media: {tags: [sunset]}}" if media else "follow_request"
        lines = "\n".join(f"      {line}" for line in when.strip("\n").splitlines())
        rules = ruleset(
            "lists: {friends: [ana, 'id:9'], words: [sunset, golden hour]}\n"
            f"rules:\n  - id: one\n    mode: auto\n    trigger: {trigger}\n"
            f"    do: [{'like' if media else 'approve'}]\n    when:\n{lines}\n"
        )
        return rules.judge(event, known, NOW)

    return judge
