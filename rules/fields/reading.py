"""Ways to read a field from what a rule looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from domain.events import NewMedia
from domain.facts import Need, NotLoaded
from domain.unknown import UNKNOWN, Unknown
from rules.fields.field import Field, Trigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.media import Media
    from domain.unknown import Maybe
    from rules.subject import Subject, Value
    from rules.values.kinds import Kind
    from rules.wording import Wording

T = TypeVar("T")

WITH_PHOTO = frozenset({Trigger.NEW_MEDIA, Trigger.NEW_COMMENT})
ALL = frozenset(Trigger)


def of_subject(
    name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[Subject], Value[T]]
) -> Field[T]:
    """A field of every event that has a photo. `question` is what stands behind the name in an example."""
    example = f"{name}: {question}"
    return Field(name=name, kind=kind, doc=doc, plain=plain, example=example, triggers=WITH_PHOTO, read=read)


def of_media(
    name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[Media], Value[T]]
) -> Field[T]:
    """A field of the photo that is new, or that was commented on."""

    def read_media(subject: Subject) -> Value[T]:
        media = subject.media
        return media if isinstance(media, Unknown) else read(media)

    return of_subject(name, kind, doc, plain, question, read_media)


def of_media_or_call(
    name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[Media], Maybe[T]]
) -> Field[T]:
    """A field that some lists leave out; then the photo is asked for alone."""

    def read_media(subject: Subject) -> Value[T]:
        media, alone = subject.media, subject.facts.media
        told = media if isinstance(media, Unknown) else read(media)
        if not isinstance(told, Unknown) or isinstance(media, Unknown):
            return told
        return alone if isinstance(alone, Unknown | NotLoaded) else read(alone)

    return replace(of_subject(name, kind, doc, plain, question, read_media), lacking=Need.MEDIA)


def of_finding(
    name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[NewMedia], Value[T]]
) -> Field[T]:
    """A field of how a new photo was found."""

    def read_event(subject: Subject) -> Value[T]:
        return read(subject.event) if isinstance(subject.event, NewMedia) else UNKNOWN

    asked = of_subject(name, kind, doc, plain, question, read_event)
    return replace(asked, triggers=frozenset({Trigger.NEW_MEDIA}))
