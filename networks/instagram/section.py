"""What the sections of the API have in common: the funnel, and lists of photos and of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.media import Media, Page
from networks.instagram.wire.media import MEDIA_LIST
from networks.instagram.wire.people import PEOPLE

if TYPE_CHECKING:
    from domain.people import Person
    from networks.instagram.calls import Call, Paging
    from networks.instagram.funnel import Funnel


class Section:
    """Some of the network's operations, over the funnel that all share."""

    def __init__(self, funnel: Funnel) -> None:
        self._funnel = funnel

    async def _media_page(self, call: Call, paging: Paging) -> Page[Media]:
        items, pagination = await self._funnel.many(call, MEDIA_LIST)
        media = tuple([item.as_media() for item in items])
        return Page(items=media, older=paging.older(pagination), newer=paging.newest(pagination, media))

    async def _media_list(self, call: Call) -> tuple[Media, ...]:
        items, _ = await self._funnel.many(call, MEDIA_LIST)
        return tuple([item.as_media() for item in items])

    async def _people_page(self, call: Call, paging: Paging) -> Page[Person]:
        people, pagination = await self._funnel.many(call, PEOPLE)
        return Page(items=tuple([person.as_person() for person in people]), older=paging.older(pagination))

    async def _people_list(self, call: Call) -> tuple[Person, ...]:
        people, _ = await self._funnel.many(call, PEOPLE)
        return tuple([person.as_person() for person in people])
