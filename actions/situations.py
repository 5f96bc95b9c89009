"""Everything that the guards look at, read in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.events import NewMedia

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.events import Event
    from domain.ids import UserId
    from domain.media import Media
    from domain.people import Person
    from domain.plans import ActionKind, Mode, PlannedAction
    from domain.terms import Terms
    from storage.actions import StoredAction
    from storage.breakers import Breaker
    from storage.listing import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Leave:
    """How far one of the rules that want an action may go about it now."""

    terms: Terms
    mode: Mode
    """The lowest of what the rule says, what holds for all, and what the moment allows."""
    lowered: str | None = None
    """Why it is to ask although the rule would act, as a sentence."""
    paused_by: str | None = None
    """Who lets the rule rest; None: nobody."""
    full_until: datetime | None = None
    """When the rule's own limit has room again."""
    enough_until: datetime | None = None
    """When the person may be met again."""
    failed: ActionKind | None = None
    """What the rule wanted first, and what failed."""
    awaited: ActionKind | None = None
    """What the rule wants first, and what is not over."""
    undone: StoredAction | None = None
    """What the rule wanted first, and what was not done, so that what writes nothing is not done either."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rivals:
    """What else is wanted, or was done, that does not go together with an action."""

    kind: ActionKind | None = None
    """One that is open, or another decision about the same request that is done."""
    under_way: bool = False
    decided_by: str | None = None
    """Which person wanted, or declined, one of them."""
    ours: bool = False
    """Whether one of them was done by a rule, so that a rule may take it back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """When the limit has room for the one who asks. None: at once."""

    full_until: datetime | None = None
    spaced_until: datetime | None = None
    """How long the pause after the last one takes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """How things stand around an action at one moment."""

    action: StoredAction
    event: Event | None
    """None: nobody knows it any more."""
    me: UserId
    leaves: tuple[Leave, ...]
    """The highest rank first."""
    never: frozenset[str]
    """The people whom rules must leave alone, as the rules name them."""
    lists: Mapping[str, Entry] = field(default_factory=dict)
    """The lists that the person was put on by rules or from the chat."""
    rivals: Rivals = field(default_factory=Rivals)
    paused: bool = False
    room: Room = field(default_factory=Room)
    frozen: Breaker | None = None
    """Nobody does anything of this class."""
    said: frozenset[str] = frozenset()
    """The words that were used lately, as far as they must not be repeated."""
    now: datetime

    @property
    def wish(self) -> PlannedAction:
        """What is wanted."""
        return self.action.wish

    @property
    def kind(self) -> ActionKind:
        """What is to be done."""
        return self.action.kind

    @property
    def by_person(self) -> bool:
        """Whether a person wants it, and no longer only a rule."""
        return self.action.decided_by is not None

    @property
    def person(self) -> Person | None:
        """Whom it is about. None: the event is not known."""
        return self.event.person if self.event else None

    @property
    def media(self) -> Media | None:
        """The photo of somebody else that it is about."""
        return self.event.media if isinstance(self.event, NewMedia) else None
