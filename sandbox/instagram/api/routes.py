"""The table of the API: every operation with its path, scope and limit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, TypeAlias

from sandbox.instagram.api import comments, likes, locations, media, relationships, tags, users

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.instagram.api.call import Answer, Call

    Handler: TypeAlias = Callable[[Call], Answer]


class About(Enum):
    """Whose data an operation shows or changes: for other people's, `public_content` is needed as well."""

    ANYBODY = auto()
    USER = auto()
    MEDIA = auto()


class WriteLimit(StrEnum):
    """Operations that share an hourly limit; POST and DELETE count together (choice)."""

    LIKES = "likes"
    COMMENTS = "comments"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """One operation."""

    method: str
    path: str
    handler: Handler
    scope: str = "basic"
    about: About = About.ANYBODY
    limit: WriteLimit | None = None

    @property
    def name(self) -> str:
        """How faults and counters call it, such as `POST /v1/media/{id}/likes`."""
        return f"{self.method} /v1{self.path}"

    def parts(self, segments: list[str]) -> Mapping[str, str] | None:
        """What stands for each `{name}`, or `None` if the path is another's."""
        pattern = self.path[1:].split("/")
        pairs = list(zip(pattern, segments, strict=False))
        if len(pattern) != len(segments) or any(want[0] != "{" and want != got for want, got in pairs):
            return None
        return {want[1:-1]: got for want, got in pairs if want[0] == "{"}


def _get(path: str, handler: Handler, scope: str = "basic", about: About = About.ANYBODY) -> Route:
    return Route(method="GET", path=path, handler=handler, scope=scope, about=about)


def _write(method: str, path: str, handler: Handler, limit: WriteLimit) -> Route:
    scope = "relationships" if limit is WriteLimit.RELATIONSHIP else limit.value
    about = About.ANYBODY if limit is WriteLimit.RELATIONSHIP else About.MEDIA
    return Route(method=method, path=path, handler=handler, scope=scope, about=about, limit=limit)


# Where two paths fit, the first counts.
ROUTES = (
    _get("/users/self", users.profile),
    _get("/users/self/media/recent", users.recent),
    _get("/users/self/requested-by", relationships.requested_by, "follower_list"),
    _get("/users/search", users.search, "public_content"),
    _get("/users/{id}", users.profile, about=About.USER),
    _get("/users/{id}/media/recent", users.recent, about=About.USER),
    _get("/users/{id}/relationship", relationships.show, "follower_list"),
    _write("POST", "/users/{id}/relationship", relationships.change, WriteLimit.RELATIONSHIP),
    _get("/tags/{name}", tags.show, "public_content"),
    _get("/tags/{name}/media/recent", tags.recent, "public_content"),
    _get("/locations/{id}", locations.show, "public_content"),
    _get("/locations/{id}/media/recent", locations.recent, "public_content"),
    _get("/media/{id}", media.show, about=About.MEDIA),
    _get("/media/{id}/comments", comments.show, about=About.MEDIA),
    _write("POST", "/media/{id}/comments", comments.add, WriteLimit.COMMENTS),
    _write("DELETE", "/media/{id}/comments/{comment_id}", comments.remove, WriteLimit.COMMENTS),
    _get("/media/{id}/likes", likes.show, about=About.MEDIA),
    _write("POST", "/media/{id}/likes", likes.add, WriteLimit.LIKES),
    _write("DELETE", "/media/{id}/likes", likes.remove, WriteLimit.LIKES),
)


def find(method: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
    """The operation at a path under `/v1`, and what its path holds."""
    segments = path[1:].split("/")
    for route in ROUTES:
        parts = route.parts(segments) if route.method == method else None
        if parts is not None and all(parts.values()):
            return route, parts
    return None
