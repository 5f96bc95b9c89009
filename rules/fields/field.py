"""A field: a name that a rule may ask about, and how its value is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from domain.facts import Need, NotLoaded
from domain.unknown import Unknown
from rules.outcomes import Outcome
from rules.values.kinds import Check, Exists, Kind, Operand

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, timedelta

    from domain.media import Place
    from rules.folding import Text
    from rules.subject import Subject, Value
    from rules.values.people import People
    from rules.values.sets import Words
    from rules.values.threads import Thread
    from rules.wording import Phrase, Wording

T = TypeVar("T")

_CALL = {
    Need.PROFILE: "their profile",
    Need.RELATIONSHIP: "the relationship",
    Need.MEDIA: "the photo's own page",
    Need.COMMENTS: "the list of comments",
}


class Trigger(StrEnum):
    """What kind of event wakes a rule."""

    NEW_MEDIA = "new_media"
    FOLLOW_REQUEST = "follow_request"
    NEW_COMMENT = "new_comment"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field(Generic[T]):
    """One line of the catalogue."""

    name: str
    kind: Kind[T] = field(compare=False)
    doc: str = field(compare=False)
    triggers: frozenset[Trigger] = field(compare=False)
    """The events that have it."""
    read: Callable[[Subject], Value[T]] = field(compare=False)
    plain: Wording = field(compare=False)
    """How people speak of it."""
    example: str = field(compare=False)
    """A condition that loads."""
    need: Need | None = field(compare=False, default=None)
    """The call that it costs; `None`: it comes with the event."""
    lacking: Need | None = field(compare=False, default=None)
    """The call that is made where the event lacks it; some lists leave it out."""

    @property
    def call(self) -> Need | None:
        """The call that tells the value when it is not loaded."""
        return self.need or self.lacking

    @property
    def cost(self) -> int:
        """The rank of the call that it costs; 0: none, ordinarily."""
        return 0 if self.need is None else self.need.cost

    def tests(self, operand: Operand) -> tuple[FieldTest[T], ...]:
        """What a rule asks about this field."""
        return tuple(
            FieldTest(field=self, operator=operator, check=check, costs=self.cost)
            for operator, check in self.kind.asked(operand)
        )

    def show(self, subject: Subject) -> str | None:
        """The value for a notice; `None` when there is none or nobody told."""
        value = self.read(subject)
        return None if value is None or isinstance(value, Unknown | NotLoaded) else self.kind.show(value)

    def tell(self, subject: Subject) -> Phrase | None:
        """The value as people say it, or that there is none; `None` when nobody told."""
        value = self.read(subject)
        if isinstance(value, Unknown | NotLoaded):
            return None
        return self.plain.absent() if value is None else self.kind.tell(value, self.plain)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldTest(Generic[T]):
    """One question about one field."""

    field: Field[T]
    operator: str
    check: Check[T] | Exists
    costs: int
    """The rank of the call that an answer needs; 0: none. Cheaper questions are asked first."""
    size: int = 1
    depth: int = 0

    @property
    def label(self) -> str:
        """What an explanation calls it."""
        return f"{self.field.name} {self.operator}"

    def judge(self, subject: Subject) -> Outcome:
        """The answer, if the value is known."""
        value = self.field.read(subject)
        if isinstance(value, NotLoaded):
            return self._not_loaded()
        if isinstance(value, Unknown):
            return Outcome.open(f"{self.label}: unknown")
        if isinstance(self.check, Exists):
            held = self.check.holds(value)
            return self._answer("present" if held is self.check.wanted else "absent", held=held)
        known = self.field.kind.empty if value is None else value
        if known is None:
            return self._answer("absent", held=False)
        held, words = self.check.holds(known, subject)
        return self._answer(words, held=held)

    def phrase(self, subject: Subject) -> Phrase | None:
        """What is so, whichever answer was wanted; `None` when nobody knows."""
        value = self.field.read(subject)
        if value is None or isinstance(value, Unknown | NotLoaded) or isinstance(self.check, Exists):
            return self.field.tell(subject)
        return self.check.seen(value, subject, self.field.plain)

    @property
    def question(self) -> Phrase:
        """What must be so."""
        plain = self.field.plain
        if isinstance(self.check, Exists):
            return plain.present() if self.check.wanted else plain.absent()
        return self.check.asked(plain)

    def _answer(self, words: str, *, held: bool) -> Outcome:
        return Outcome.certain(f"{self.label}: {words}", held=held)

    def _not_loaded(self) -> Outcome:
        need = self.field.call
        if need is None:
            return Outcome.open(f"{self.label}: not loaded")
        return Outcome.open(f"{self.label}: {_CALL[need]} is not loaded", needs=frozenset({need}))


AnyField: TypeAlias = (
    "Field[Text] | Field[Thread] | Field[float] | Field[timedelta] | Field[datetime] | Field[date] | Field[Words]"
    " | Field[People] | Field[str] | Field[bool] | Field[Place]"
)
AnyTest: TypeAlias = (
    "FieldTest[Text] | FieldTest[Thread] | FieldTest[float] | FieldTest[timedelta] | FieldTest[datetime]"
    " | FieldTest[date] | FieldTest[Words] | FieldTest[People] | FieldTest[str] | FieldTest[bool] | FieldTest[Place]"
)
