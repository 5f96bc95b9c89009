"""The table of the API: every operation with its path, scope and limit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, TypeAlias

from sandbox.instagram.api import comments, geographies, likes, locations, media, people, relationships, tags, users

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.instagram.api.call import Answer, Call

    Handler: TypeAlias = Callable[[Call], Answer]


class About(Enum):
    """Whose data an operation shows or changes: for other people's, `public_content` is needed as well."""

    ANYBODY = auto()
    USER = auto()
    MEDIA = auto()
    CODE = auto()
    """A media, by its shortcode."""


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
    legacy: bool = False
    """Whether it is gone for apps registered after 2015-11-17."""
    suffix: bool = True
    """Whether `.json` may follow the path."""

    @property
    def name(self) -> str:
        """How faults and counters call it, such as `POST /v1/media/{id}/likes`."""
        return f"{self.method} /v1{self.path}"


def _get(path: str, handler: Handler, scope: str = "basic", about: About = About.ANYBODY) -> Route:
    return Route(method="GET", path=path, handler=handler, scope=scope, about=about)


def _write(method: str, path: str, handler: Handler, limit: WriteLimit) -> Route:
    scope = "relationships" if limit is WriteLimit.RELATIONSHIP else limit.value
    about = About.ANYBODY if limit is WriteLimit.RELATIONSHIP else About.MEDIA
    return Route(method=method, path=path, handler=handler, scope=scope, about=about, limit=limit)


def _dropped(path: str, handler: Handler) -> Route:
    return Route(method="GET", path=path, handler=handler, legacy=True)


# Where two paths fit, the first counts.
ROUTES = (
    _get("/users/self", users.profile),
    _dropped("/users/self/feed", users.feed),
    _get("/users/self/media/liked", users.liked),
    _get("/users/self/media/recent", users.recent),
    _get("/users/self/requested-by", relationships.requested_by, "follower_list"),
    _get("/users/search", users.search, "public_content"),
    _get("/users/{id}", users.profile, about=About.USER),
    _get("/users/{id}/media/recent", users.recent, about=About.USER),
    _get("/users/{id}/follows", people.follows, "follower_list"),
    _get("/users/{id}/followed-by", people.followed_by, "follower_list"),
    _get("/users/{id}/relationship", relationships.show, "follower_list"),
    _write("POST", "/users/{id}/relationship", relationships.change, WriteLimit.RELATIONSHIP),
    _get("/tags/search", tags.search, "public_content"),
    _get("/tags/{name}", tags.show, "public_content"),
    _get("/tags/{name}/media/recent", tags.recent, "public_content"),
    _get("/locations/search", locations.search, "public_content"),
    _get("/locations/{id}", locations.show, "public_content"),
    _get("/locations/{id}/media/recent", locations.recent, "public_content"),
    _dropped("/geographies/{id}/media/recent", geographies.recent),
    _dropped("/media/popular", media.popular),
    _get("/media/search", media.search, "public_content"),
    Route(
        method="GET",
        path="/media/shortcode/{code}",
        handler=media.by_shortcode,
        about=About.CODE,
        suffix=False,  # the one path after which the real server refused it
    ),
    _get("/media/{id}", media.show, about=About.MEDIA),
    _get("/media/{id}/comments", comments.show, about=About.MEDIA),
    _write("POST", "/media/{id}/comments", comments.add, WriteLimit.COMMENTS),
    _write("DELETE", "/media/{id}/comments/{comment_id}", comments.remove, WriteLimit.COMMENTS),
    _get("/media/{id}/likes", likes.show, about=About.MEDIA),
    _write("POST", "/media/{id}/likes", likes.add, WriteLimit.LIKES),
    _write("DELETE", "/media/{id}/likes", likes.remove, WriteLimit.LIKES),
)


def _by_form() -> Mapping[tuple[str, int], list[tuple[list[str], Route]]]:
    table: dict[tuple[str, int], list[tuple[list[str], Route]]] = defaultdict(list)
    for route in ROUTES:
        pattern = route.path[1:].split("/")
        table[route.method, len(pattern)].append((pattern, route))
    return table


_FORMS = _by_form()


def find(method: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
    """The operation at a path under `/v1`, and what stands for each `{name}` of it."""
    segments = path[1:].split("/")
    for pattern, route in _FORMS.get((method, len(segments)), ()):
        pairs = list(zip(pattern, segments, strict=True))
        if all(got if want[0] == "{" else want == got for want, got in pairs):
            return route, {want[1:-1]: got for want, got in pairs if want[0] == "{"}
    return None
