"""What a rule wants done once its conditions are met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from domain.details import Picturing
from domain.plans import ActionKind

if TYPE_CHECKING:
    from datetime import timedelta

    from domain.details import Answer
    from domain.facts import Need
    from domain.terms import WhenLimited
    from rules.fields.field import AnyField
    from rules.templates import Template


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    """Something with nothing to say: like, approve, follow, ..."""

    kind: ActionKind
    chance: float = 1.0
    """In how many cases, 0 to 1. Which ones depends on the rule and the object alone."""
    when_limited: WhenLimited | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A comment under the photo, or a reply to one under the owner's own."""

    kind: ActionKind = ActionKind.COMMENT
    variants: tuple[Template, ...]
    """Which one is said depends on the rule and the object alone."""
    avoid_repeat: timedelta | None = None
    """The same words are not said again within this time."""
    allow_strangers: bool
    chance: float = 1.0
    when_limited: WhenLimited | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """One offer under a notice."""

    verb: str
    template: Template | None = None
    """The draft of `comment` or `reply`."""
    others: tuple[Template, ...] = ()
    """Further wordings of it. Which one is offered depends on the rule and the object alone."""
    length: timedelta | None = None
    """Of `mute_author`; `None`: until it is taken back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A message to the owner. Without a text, the event speaks for itself."""

    kind: ClassVar[ActionKind] = ActionKind.NOTIFY
    template: Template | None
    picture: Picturing = Picturing.THUMBNAIL
    buttons: tuple[Button, ...] = ()
    group_by: AnyField | None = None
    digest: timedelta | None = None
    chance: float = 1.0

    @property
    def shown(self) -> tuple[AnyField, ...]:
        """The fields that it tells."""
        slots = self.template.slots if self.template else ()
        gathered = () if self.group_by is None else (self.group_by,)
        return (*(slot.field for slot in slots), *gathered)

    @property
    def needs(self) -> frozenset[Need]:
        """The facts that its text shows and that cost a call; of those, only the profile can be shown."""
        return frozenset(field.need for field in self.shown if field.need is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """The owner is to decide."""

    kind: ClassVar[ActionKind] = ActionKind.DECIDE
    choices: tuple[Answer, ...]
    expires: timedelta | None
    then: Answer
    chance: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembering:
    """The person is put on a list."""

    kind: ClassVar[ActionKind] = ActionKind.REMEMBER
    list: str
    length: timedelta | None
    chance: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Marking:
    """A word is put on the event."""

    kind: ClassVar[ActionKind] = ActionKind.MARK
    label: str
    chance: float = 1.0


Action: TypeAlias = Plain | Remark | Notice | Question | Remembering | Marking
