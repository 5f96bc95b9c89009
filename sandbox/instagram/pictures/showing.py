"""Where pictures, films and the pages of photos are served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from sandbox.instagram import pages
from sandbox.instagram.api.call import digits
from sandbox.instagram.pictures.film import film

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.pictures.gallery import Gallery

_HEADERS = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
_FILM_SIZE = 640


@dataclass(frozen=True, kw_only=True, slots=True)
class Showing:
    """What there is to look at in one world."""

    deeds: Deeds
    gallery: Gallery

    def routes(self) -> list[Route]:
        """Where it is served."""
        return [
            Route("/pictures/{name}", self._picture),
            Route("/videos/{number}.mp4", self._film),
            Route("/p/{code}", self._photo),
            Route("/p/{code}/", self._photo),
        ]

    async def _picture(self, request: Request) -> Response:
        return await self._painted(request.path_params["name"]) or pages.not_found()

    async def _film(self, request: Request) -> Response:
        self.deeds.now()
        number = request.path_params["number"]
        post = self.deeds.world.posts.get(digits(number) or -1)
        picture = await self._painted(f"{number}_{_FILM_SIZE}.jpg") if post is not None and post.draft.video else None
        if picture is None:
            return pages.not_found()
        return Response(film(bytes(picture.body), _FILM_SIZE), headers=_HEADERS, media_type="video/mp4")

    async def _painted(self, name: str) -> Response | None:
        self.deeds.now()
        picture = self.gallery.find(name, self.deeds.world)
        if picture is None:
            return None
        return Response(await self.gallery.jpeg(picture), headers=_HEADERS, media_type="image/jpeg")

    async def _photo(self, request: Request) -> Response:
        now = self.deeds.now()
        post = self.deeds.world.by_code.get(request.path_params["code"])
        if post is None or post.author.private:
            return pages.not_found()
        return pages.photo(post, now)
