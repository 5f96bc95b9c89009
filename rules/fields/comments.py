"""What a rule may ask about a new comment, and about those that stand under a photo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from domain.events import NewComment
from domain.facts import Need, NotLoaded
from domain.unknown import UNKNOWN, Unknown
from rules.fields.field import AnyField, Field, Trigger
from rules.fields.reading import of_subject
from rules.folding import Text
from rules.values.choices import BOOL
from rules.values.numbers import DURATION
from rules.values.people import PEOPLE
from rules.values.textkinds import TEXT, TEXTS
from rules.wording import Telling, Wording, amount, truth, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from domain.ids import UserId
    from domain.media import Comment
    from rules.subject import Subject, Value
    from rules.values.kinds import Kind

T = TypeVar("T")


def _new(
    name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[Subject], Value[T]]
) -> Field[T]:
    """A field of the comment that is new."""
    return replace(of_subject(name, kind, doc, plain, question, read), triggers=frozenset({Trigger.NEW_COMMENT}))


def _standing(
    name: str,
    kind: Kind[T],
    doc: str,
    plain: Wording,
    question: str,
    read: Callable[[tuple[Comment, ...], UserId], T | None],
) -> Field[T]:
    """A field of the comments that stand there."""

    def read_comments(subject: Subject) -> Value[T]:
        comments = subject.facts.comments
        return comments if isinstance(comments, Unknown | NotLoaded) else read(comments, subject.facts.me)

    return replace(of_subject(name, kind, doc, plain, question, read_comments), need=Need.COMMENTS)


def _age(subject: Subject) -> Value[timedelta]:
    event = subject.event
    return subject.now - event.comment.created_at if isinstance(event, NewComment) else UNKNOWN


COMMENT_FIELDS: tuple[AnyField, ...] = (
    _new(
        "comment.text",
        TEXT,
        "What it says.",
        written("the comment says {}", "comment", prose=True),
        "{ any_word: [giveaway, crypto] }",
        lambda subject: subject.comment,
    ),
    _new(
        "comment.age",
        DURATION,
        "How long ago it was written.",
        amount("written {} ago", lead="it was", noun="time of writing"),
        "{ lt: 1d }",
        _age,
    ),
    _standing(
        "comments.texts",
        TEXTS,
        "What the comments say; one of them is enough.",
        written("the comments say {}", "comment", prose=True),
        "{ any_word: [gorgeous] }",
        lambda comments, _: tuple(Text(comment.text) for comment in comments) or None,
    ),
    _standing(
        "comments.authors",
        PEOPLE,
        "Who wrote them.",
        Wording(text="with comments by {}", lead="it is"),
        "{ none_of: [competitor_shop] }",
        lambda comments, _: tuple(comment.author for comment in comments),
    ),
    _standing(
        "comments.mine",
        BOOL,
        "Whether one of them is yours.",
        truth("you commented on it", "you did not comment on it", Telling.PARTICULAR),
        "false",
        lambda comments, me: any(comment.author.id == me for comment in comments),
    ),
)
