from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from domain.events import FollowRequest, NewComment, NewMedia
from domain.facts import Facts, History, NotLoaded
from domain.ids import CommentId, LocationId, MediaId, UserId
from domain.media import Comment, Media, MediaKind, Picture, Place
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.plans import ActionKind, Mode, RuleRef
from domain.sources import Source
from domain.unknown import UNKNOWN
from rules.actions import Plain
from rules.conditions import Always
from rules.loading import SourceText, load
from rules.problems import Report
from rules.reading.conditions import Conditions
from rules.reading.lists import NamedLists
from rules.ruleset import Rule
from rules.syntax.composing import compose
from rules.triggers import OnFollowRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import Event
    from domain.facts import CommentsFact, MediaFact, ProfileFact, RelationshipFact
    from domain.unknown import Maybe
    from domain.verdicts import Judgement
    from rules.actions import Action
    from rules.conditions import Condition
    from rules.fields.field import Trigger
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
        comments: Maybe[int] = 2,
        liked_by_me: Maybe[bool] = False,
        link: Maybe[str | None] = "https://instagram.example/p/abc/",
        filtered: Maybe[str | None] = "Juno",
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
            comments=comments,
            liked_by_me=liked_by_me,
            link=link,
            filter=filtered,
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
def remark() -> Callable[..., Comment]:
    """Makes a comment that stands under a photo."""

    def make(text: str, author: Person = ANA, age: timedelta = timedelta(minutes=3)) -> Comment:
        return Comment(id=CommentId("c1"), text=text, author=author, created_at=NOW - age)

    return make


@pytest.fixture
def comment_of(photo: Callable[..., NewMedia], remark: Callable[..., Comment]) -> Callable[..., NewComment]:
    """Makes an event of somebody who writes under the owner's photo."""

    def make(text: str = "What a lake!", author: Person = ANA) -> NewComment:
        own = photo(author=Person(id=ME, username="owner"), age=timedelta(days=2)).media
        return NewComment(comment=remark(text, author), media=own, first_seen_at=NOW - timedelta(minutes=1))

    return make


@pytest.fixture
def history() -> Callable[..., History]:
    """Makes what we did before; by default nothing."""

    def make(
        *,
        likes: int = 0,
        comments: int = 0,
        last_action_at: datetime | None = None,
        asked: int = 0,
        declined: int = 0,
        undone: int = 0,
        opted_out: bool = False,
        declined_before: bool = False,
        seen_by: tuple[str, ...] = (),
        first_caption: Maybe[str | None] = UNKNOWN,
    ) -> History:
        return History(
            likes=likes,
            comments=comments,
            last_action_at=last_action_at,
            asked=asked,
            declined=declined,
            undone=undone,
            opted_out=opted_out,
            declined_before=declined_before,
            seen_by=seen_by,
            first_caption=first_caption,
        )

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
        media: MediaFact = NotLoaded.NOT_LOADED,
        comments: CommentsFact = NotLoaded.NOT_LOADED,
        history: Maybe[History] = UNKNOWN,
        me: UserId = ME,
    ) -> Facts:
        return Facts(
            me=me, profile=profile, relationship=relationship, media=media, comments=comments, history=history
        )

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
def condition() -> Callable[..., Condition]:
    """Reads conditions that must be in order; of any event, unless it is told which."""

    def read(when: str, trigger: Trigger | None = None) -> Condition:
        report = Report({"when.yaml": when})
        node = compose("when.yaml", when, report)
        assert node is not None
        lists = NamedLists({}, {}, report)
        found = Conditions({}, lists, report).when(node, trigger)
        assert not report.failed, report.problems()
        return found

    return read


@pytest.fixture
def judged(ruleset: Callable[[str], RuleSet]) -> Callable[..., Judgement]:
    """Judges an event by one rule with these conditions, which would like the photo or approve the person."""

    def judge(when: str, event: Event, known: Facts, zone: str = "UTC") -> Judgement:
        media = isinstance(event, NewMedia)
        trigger, deed = ("{new_media: {tags: [sunset]}}", "like") if media else ("follow_request", "approve")
        lines = "\n".join(f"      {line}" for line in when.strip("\n").splitlines())
        rules = ruleset(
            f"timezone: {zone}\nlists: {{friends: [ana, 'id:9'], words: [sunset, golden hour]}}\n"
            f"rules:\n  - id: one\n    mode: auto\n    trigger: {trigger}\n"
            f"    do: [{deed}]\n    when:\n{lines}\n"
        )
        return rules.judge(event, known, NOW)

    return judge
