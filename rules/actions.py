"""What a rule wants done once its conditions are met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from domain.plans import ActionKind

if TYPE_CHECKING:
    from domain.facts import Need
    from rules.templates import Template


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    """Something with nothing to say: like, approve or ignore."""

    kind: ActionKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A comment under the photo."""

    kind: ClassVar[ActionKind] = ActionKind.COMMENT
    template: Template
    allow_strangers: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A message to the owner. Without a text, the event speaks for itself."""

    kind: ClassVar[ActionKind] = ActionKind.NOTIFY
    template: Template | None

    @property
    def needs(self) -> frozenset[Need]:
        """The facts that its text shows and that cost a call; of those, only the profile can be shown."""
        slots = self.template.slots if self.template else ()
        return frozenset(slot.field.need for slot in slots if slot.field.need is not None)


Action: TypeAlias = Plain | Remark | Notice
