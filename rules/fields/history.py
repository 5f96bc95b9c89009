"""What a rule may ask about what we did before: our own ledger, so it costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from domain.unknown import Unknown
from rules.fields.field import AnyField, Field, Trigger
from rules.values.choices import BOOL
from rules.values.numbers import COUNT, DURATION
from rules.values.sets import SET
from rules.wording import Telling, Wording, amount, truth

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from domain.facts import History
    from rules.subject import Subject, Value
    from rules.values.kinds import Kind

T = TypeVar("T")


def _field(
    name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[History], T | None]
) -> Field[T]:
    def read_history(subject: Subject) -> Value[T]:
        history = subject.facts.history
        return history if isinstance(history, Unknown) else read(history)

    return _of_subject(name, kind, doc, plain, question, read_history)


def _of_subject(
    name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[Subject], Value[T]]
) -> Field[T]:
    full = f"history.{name}"
    triggers = (
        frozenset(Trigger) if name.startswith("author") else frozenset({Trigger.NEW_MEDIA, Trigger.NEW_COMMENT})
    )
    return Field(
        name=full, kind=kind, doc=doc, plain=plain, example=f"{full}: {question}", triggers=triggers, read=read
    )


def _since_last(subject: Subject) -> Value[timedelta]:
    history = subject.facts.history
    if isinstance(history, Unknown):
        return history
    return None if history.last_action_at is None else subject.now - history.last_action_at


def _times(what: str) -> Wording:
    return amount(f"{what} {{}} times", f"{what} {{}} time", lead="they were")


HISTORY_FIELDS: tuple[AnyField, ...] = (
    _field(
        "author.likes",
        COUNT,
        "How many photos of this person we liked.",
        _times("liked"),
        "{ lt: 5 }",
        lambda history: float(history.likes),
    ),
    _field(
        "author.comments",
        COUNT,
        "How many comments we wrote to them.",
        _times("commented on"),
        "0",
        lambda history: float(history.comments),
    ),
    _of_subject(
        "author.last_action_age",
        DURATION,
        "How long ago we last did something about them; absent when never.",
        amount("last dealt with {} ago", lead="they were", noun="dealings with you", owner="they have"),
        "{ gte: 7d }",
        _since_last,
    ),
    _field(
        "author.asked",
        COUNT,
        "How often you were asked about them.",
        amount("asked about {} times", "asked about {} time", lead="you were"),
        "{ lte: 3 }",
        lambda history: float(history.asked),
    ),
    _field(
        "author.declined",
        COUNT,
        "How often you said no.",
        _times("declined"),
        "0",
        lambda history: float(history.declined),
    ),
    _field(
        "author.undone",
        COUNT,
        "How often you took back what was done.",
        amount("undone {} times", "undone {} time", lead="it was"),
        "0",
        lambda history: float(history.undone),
    ),
    _field(
        "author.opted_out",
        BOOL,
        "Whether they want nothing from us.",
        truth("they opted out", "they did not opt out", Telling.PARTICULAR),
        "false",
        lambda history: history.opted_out,
    ),
    _field(
        "media.seen_by",
        SET,
        "The ids of the rules that the photo matched before.",
        Wording(text="seen by {}", lead="it was", noun="rule before", part=amount("{} rules", "{} rule")),
        "{ none_of: [local-sunsets] }",
        lambda history: history.seen_by,
    ),
)
