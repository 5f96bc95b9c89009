"""The event of a test: what its author gives, and something plain for all the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from domain.events import Event, FollowRequest, NewComment, NewMedia
from domain.facts import Facts, History, caption_hash
from domain.ids import CommentId, UserId
from domain.media import Comment
from domain.people import Person
from domain.unknown import UNKNOWN, Maybe, Unknown
from rules.testing.people import ME, person, profile, relationship
from rules.testing.photos import PLAIN_AGE, photo, sources

if TYPE_CHECKING:
    from datetime import datetime

    from rules.testing.values import Values


def event_of(trigger: str, given: Values, now: datetime) -> Event:
    """The event itself."""
    match trigger:
        case "new_media":
            media = photo(given, person(given, "author"), now)
            seen = given.moment("media.first_seen_at", now, now)
            return NewMedia(media=media, sources=sources(given, media), first_seen_at=seen)
        case "follow_request":
            waiting = given.sure("requester.waiting", timedelta, PLAIN_AGE)
            return FollowRequest(requester=person(given, "requester"), first_seen_at=now - waiting)
        case _:
            return _comment(given, now)


def facts_of(given: Values, event: Event, now: datetime) -> Facts:
    """What is known beyond the event: everything, unless the test says that it is unavailable."""
    role, whom = _whom(event)
    return Facts(
        me=ME.id,
        profile=profile(given, role, whom),
        relationship=relationship(given, role),
        media=event.media if isinstance(event, NewMedia | NewComment) else UNKNOWN,
        comments=_comments(given, now),
        history=_history(given, event, now),
    )


def _whom(event: Event) -> tuple[str, Person]:
    match event:
        case NewMedia(media=media):
            return "author", media.author
        case FollowRequest(requester=requester):
            return "requester", requester
        case NewComment(comment=comment):
            return "comment.author", comment.author
    assert_never(event)


def _comment(given: Values, now: datetime) -> NewComment:
    age = given.sure("comment.age", timedelta, PLAIN_AGE)
    comment = Comment(
        id=CommentId(given.sure("comment.id", str, "test-comment")),
        text=given.sure("comment.text", str, "Nice!"),
        author=person(given, "comment.author"),
        created_at=now - age,
    )
    media = photo(given, ME, now)
    return NewComment(comment=comment, media=media, first_seen_at=comment.created_at)


def _comments(given: Values, now: datetime) -> Maybe[tuple[Comment, ...]]:
    texts: Maybe[tuple[str, ...]] = given.maybe("comments.texts", tuple, ())
    authors: Maybe[tuple[str, ...]] = given.maybe("comments.authors", tuple, ())
    if isinstance(texts, Unknown) or isinstance(authors, Unknown):
        return UNKNOWN
    most = max(len(texts), len(authors))
    pairs = zip(_filled(texts, most, "Nice!"), _filled(authors, most, "someone_else"), strict=True)
    people = [(text, Person(id=UserId(f"id-of-{name}"), username=name)) for text, name in pairs]
    if given.sure("comments.mine", bool, default=False):
        people.append(("Lovely!", ME))
    return tuple(
        Comment(id=CommentId(f"comment-{number}"), text=text, author=author, created_at=now)
        for number, (text, author) in enumerate(people)
    )


def _filled(words: tuple[str, ...], most: int, word: str) -> tuple[str, ...]:
    return words + (word,) * (most - len(words))


def _history(given: Values, event: Event, now: datetime) -> History:
    def count(name: str) -> int:
        return given.sure(f"history.author.{name}", int, 0)

    lately = given.sure("history.author.last_action_age", timedelta, timedelta(0))
    return History(
        likes=count("likes"),
        comments=count("comments"),
        last_action_at=now - lately if lately else None,
        asked=count("asked"),
        declined=count("declined"),
        undone=count("undone"),
        opted_out=given.sure("history.author.opted_out", bool, default=False),
        seen_by=given.sure("history.media.seen_by", tuple, ()),
        declined_before=given.sure("requester.declined_before", bool, default=False),
        first_caption=_first_caption(given, event),
    )


def _first_caption(given: Values, event: Event) -> Maybe[str | None]:
    if not isinstance(event, NewMedia | NewComment):
        return UNKNOWN
    caption = event.media.caption
    if isinstance(caption, Unknown):
        return caption
    return caption_hash(f"{caption}, before" if given.sure("caption.edited", bool, default=False) else caption)
