"""Single photos: `/media`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from networks.instagram.calls import Call
from networks.instagram.section import Section
from networks.instagram.wire.media import MEDIA

if TYPE_CHECKING:
    from domain.ids import MediaId
    from domain.media import Media


class Photos(Section):
    """The operations of `/media`, but for comments and likes."""

    async def media(self, media_id: MediaId) -> Media:
        """One photo as it is now."""
        call = Call(doing="load this photo", path=("media", media_id))
        return (await self._funnel.one(call, MEDIA)).as_media()
