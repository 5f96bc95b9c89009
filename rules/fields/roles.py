"""Ways to speak of the person behind an event: `author`, `requester` or `comment.author`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from domain.facts import Need, NotLoaded
from domain.unknown import Maybe, Unknown
from rules.fields.field import Field, Trigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.people import Profile, Relationship
    from rules.subject import Subject, Value
    from rules.values.kinds import Kind
    from rules.wording import Wording

T = TypeVar("T")

_OfProfile: TypeAlias = "Callable[[Profile], Maybe[T | None]]"
_OfTie: TypeAlias = "Callable[[Relationship], Maybe[T | None]]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """One such way. In all methods, `question` is what stands behind the name in an example."""

    name: str
    triggers: frozenset[Trigger]

    def given(
        self, name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: Callable[[Subject], Value[T]]
    ) -> Field[T]:
        """A field that comes with the event."""
        full = f"{self.name}{name}"
        example = f"{full}: {question}"
        return Field(name=full, kind=kind, doc=doc, plain=plain, example=example, triggers=self.triggers, read=read)

    def profile(
        self, name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: _OfProfile[T]
    ) -> Field[T]:
        """A field of the person's own page."""

        def read_profile(subject: Subject) -> Value[T]:
            profile = subject.facts.profile
            return profile if isinstance(profile, Unknown | NotLoaded) else read(profile)

        return replace(self.given(name, kind, doc, plain, question, read_profile), need=Need.PROFILE)

    def standing(
        self, name: str, kind: Kind[T], doc: str, plain: Wording, question: str, read: _OfTie[T]
    ) -> Field[T]:
        """A field of how the owner and the person stand to each other."""

        def read_relationship(subject: Subject) -> Value[T]:
            relationship = subject.facts.relationship
            return relationship if isinstance(relationship, Unknown | NotLoaded) else read(relationship)

        return replace(self.given(name, kind, doc, plain, question, read_relationship), need=Need.RELATIONSHIP)
