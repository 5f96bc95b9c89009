"""What the owner can do about somebody. All of it is one call, told from the others by a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from actions.effects.moves import done, gone, quicker, settled, undecidable
from domain.ids import UserId
from domain.people import Incoming, Outgoing, RelationshipVerb
from domain.plans import ActionKind
from domain.unknown import Unknown

if TYPE_CHECKING:
    from actions.effects.effect import Job
    from domain.unknown import Maybe
    from networks.port import Network
    from storage.actions import StoredAction
    from storage.moves import Move

Tie: TypeAlias = Incoming | Outgoing

_GONE = "The request is no longer there."


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationshipChange:
    """One verb: from which ties it leads to which."""

    thrifty: ClassVar[bool] = False

    verb: RelationshipVerb
    begins: frozenset[Tie]
    """Where there is something to do."""
    ends: frozenset[Tie]
    """As it is to be."""
    note: str
    """The sentence for what is as it is to be without our doing."""
    quiet: bool = False
    """Whether its end looks like that of a request which was taken back."""

    async def before(self, network: Network, job: Job) -> Move | None:
        """There is something to do only where the verb leads from."""
        tie = await self._tie(network, job)
        if isinstance(tie, Unknown):
            return undecidable("The network did not tell how you two stand to each other.")
        return None if tie in self.begins else self._without(tie, job.action)

    async def do(self, network: Network, job: Job) -> None:
        """Change how the two stand to each other."""
        await network.change_relationship(UserId(job.action.wish.target), self.verb)

    async def happened(self, network: Network, job: Job) -> bool | None:
        """Whether they stand to each other as wished."""
        tie = await self._tie(network, job)
        return None if isinstance(tie, Unknown) else tie in self.ends

    def _without(self, tie: Tie, action: StoredAction) -> Move:
        if tie in self.ends and not self.quiet:
            return settled(action, self.note)
        if tie in self.ends and action.first_intent_at is not None:
            return done(self.note)
        if tie is Incoming.FOLLOWED_BY and action.first_intent_at is None and action.decided_by is None:
            return quicker("You had approved them already.")
        return gone(_GONE)

    async def _tie(self, network: Network, job: Job) -> Maybe[Tie]:
        known = await network.relationship(UserId(job.action.wish.target))
        outgoing = all(isinstance(tie, Outgoing) for tie in self.ends)
        return known.outgoing if outgoing else known.incoming


_ASKS: frozenset[Tie] = frozenset({Incoming.REQUESTED_BY})
_FREE: frozenset[Tie] = frozenset({Outgoing.NONE})
_TIED: frozenset[Tie] = frozenset({Outgoing.FOLLOWS, Outgoing.REQUESTED})
_BLOCKED: frozenset[Tie] = frozenset({Incoming.BLOCKED_BY_YOU})

CHANGES = {
    ActionKind.APPROVE: RelationshipChange(
        verb=RelationshipVerb.APPROVE,
        begins=_ASKS,
        ends=frozenset({Incoming.FOLLOWED_BY}),
        note="They followed you already.",
    ),
    ActionKind.IGNORE: RelationshipChange(
        verb=RelationshipVerb.IGNORE,
        begins=_ASKS,
        ends=frozenset({Incoming.NONE}),
        note="The request is gone, as wished.",
        quiet=True,
    ),
    ActionKind.BLOCK: RelationshipChange(
        verb=RelationshipVerb.BLOCK,
        begins=frozenset(Incoming) - _BLOCKED,
        ends=_BLOCKED,
        note="You had blocked them already.",
    ),
    ActionKind.FOLLOW: RelationshipChange(
        verb=RelationshipVerb.FOLLOW,
        begins=_FREE,
        ends=_TIED,
        note="You followed them, or had asked to, already.",
    ),
    ActionKind.UNFOLLOW: RelationshipChange(
        verb=RelationshipVerb.UNFOLLOW,
        begins=_TIED,
        ends=_FREE,
        note="You did not follow them any more.",
    ),
    ActionKind.UNBLOCK: RelationshipChange(
        verb=RelationshipVerb.UNBLOCK,
        begins=_BLOCKED,
        ends=frozenset(Incoming) - _BLOCKED,
        note="You did not block them any more.",
    ),
}
"""Approving and ignoring cannot be taken back; who is ignored is not told, and may ask again."""
