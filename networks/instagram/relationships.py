"""How the owner and others stand to each other: `/users/{id}/relationship` and its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.people import RelationshipVerb
from domain.plans import LimitClass
from networks.instagram.calls import BY_CURSOR, Call
from networks.instagram.section import Section
from networks.instagram.wire.people import OUTCOME, RELATIONSHIP

if TYPE_CHECKING:
    from domain.ids import UserId
    from domain.media import Page
    from domain.people import Outgoing, Person, Relationship

DOING = {
    RelationshipVerb.FOLLOW: "follow this person",
    RelationshipVerb.UNFOLLOW: "unfollow this person",
    RelationshipVerb.BLOCK: "block this person",
    RelationshipVerb.UNBLOCK: "unblock this person",
    RelationshipVerb.APPROVE: "approve this follow request",
    RelationshipVerb.IGNORE: "ignore this follow request",
}


class Relationships(Section):
    """The operations on relationships."""

    async def requested_by(self) -> tuple[Person, ...]:
        """People who wait for the owner's approval, all of them."""
        call = Call(doing="load the follow requests", path=("users", "self", "requested-by"))
        return await self._people_list(call)

    async def follows(self, user_id: UserId, *, cursor: str | None = None, count: int | None = None) -> Page[Person]:
        """People whom somebody follows, in the network's order."""
        doing = "load whom this person follows"
        query = BY_CURSOR.query(cursor=cursor, count=count, doing=doing)
        return await self._people_page(Call(doing=doing, path=("users", user_id, "follows"), query=query), BY_CURSOR)

    async def followed_by(
        self, user_id: UserId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Person]:
        """People who follow somebody, in the network's order."""
        doing = "load who follows this person"
        query = BY_CURSOR.query(cursor=cursor, count=count, doing=doing)
        call = Call(doing=doing, path=("users", user_id, "followed-by"), query=query)
        return await self._people_page(call, BY_CURSOR)

    async def relationship(self, user_id: UserId) -> Relationship:
        """How the owner and somebody stand to each other."""
        call = Call(doing="load how you stand to this person", path=("users", user_id, "relationship"))
        return (await self._funnel.one(call, RELATIONSHIP)).as_relationship()

    async def change_relationship(self, user_id: UserId, verb: RelationshipVerb) -> Outgoing:
        """Follow, unfollow, block, unblock, approve or ignore; gives what the owner is to them afterwards."""
        call = Call(
            doing=DOING[verb],
            method="POST",
            path=("users", user_id, "relationship"),
            form={"action": verb.value},
            writes=LimitClass.RELATIONSHIP,
        )
        return (await self._funnel.one(call, OUTCOME)).outgoing_status
