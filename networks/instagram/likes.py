"""Likes of a photo: `/media/{id}/likes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import LimitClass
from networks.instagram.calls import Call
from networks.instagram.section import Section

if TYPE_CHECKING:
    from domain.ids import MediaId
    from domain.people import Person


class Likes(Section):
    """The operations on the likes of a photo."""

    async def likes(self, media_id: MediaId) -> tuple[Person, ...]:
        """People who liked a photo; long lists are cut by the network."""
        call = Call(doing="load the likes", path=("media", media_id, "likes"))
        return await self._people_list(call)

    async def like(self, media_id: MediaId) -> None:
        """Like a photo. Doing it twice is the same as once."""
        call = Call(doing="like this photo", method="POST", path=("media", media_id, "likes"), writes=LimitClass.LIKE)
        await self._funnel.send(call)

    async def unlike(self, media_id: MediaId) -> None:
        """Take a like back."""
        call = Call(
            doing="take the like back", method="DELETE", path=("media", media_id, "likes"), writes=LimitClass.LIKE
        )
        await self._funnel.send(call)
