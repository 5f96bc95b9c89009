"""What every kind of effect can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from domain.ids import UserId
    from networks.port import Network
    from storage.actions import Move, StoredAction


class Effect(Protocol):
    """One kind of effect on the network. Errors are those of the network's calls."""

    thrifty: ClassVar[bool]
    """Whether the look `before` can be spared while what is known is fresh."""

    async def before(self, network: Network, action: StoredAction, me: UserId) -> Move | None:
        """Where the action goes without being done, after a look at how things are; None: it may be done."""
        ...

    async def do(self, network: Network, action: StoredAction) -> None:
        """Do it, with one call."""
        ...

    async def happened(self, network: Network, action: StoredAction, me: UserId) -> bool | None:
        """Whether looking shows that it was done; None: looking cannot tell."""
        ...
