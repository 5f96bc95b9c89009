"""What every kind of effect can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from domain.events import Event
    from domain.ids import UserId
    from domain.media import Media
    from networks.port import Network
    from storage.actions import StoredAction
    from storage.moves import Move


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """An action, and what is known about its object."""

    action: StoredAction
    me: UserId
    """The owner's own id on the network."""
    event: Event | None = None
    """None: a person wanted it about something that no look has brought."""
    media: Media | None = None
    """The photo as it is right now, if somebody has just looked."""


class Effect(Protocol):
    """One kind of effect on the network. Errors are those of the network's calls."""

    thrifty: ClassVar[bool]
    """Whether the look `before` can be spared while what is known is fresh."""

    async def before(self, network: Network, job: Job) -> Move | None:
        """Where the action goes without being done, after a look at how things are; None: it may be done."""
        ...

    async def do(self, network: Network, job: Job) -> None:
        """Do it, with one call."""
        ...

    async def happened(self, network: Network, job: Job) -> bool | None:
        """Whether looking shows that it was done; None: looking cannot tell."""
        ...
