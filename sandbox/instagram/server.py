"""Instagram's API v1 in a box: `InstagramSandbox.open(...)`, then serve `box.app`, or call it in process."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.clock import WorldClock, wall_time
from sandbox.instagram import pages
from sandbox.instagram.api.callers import Callers
from sandbox.instagram.api.funnel import Funnel
from sandbox.instagram.api.limits import FIGURES
from sandbox.instagram.apps import App, Apps
from sandbox.instagram.control import Control
from sandbox.instagram.deeds import Deeds, Upload
from sandbox.instagram.faults import Faults
from sandbox.instagram.journal import Journal
from sandbox.instagram.oauth import doors
from sandbox.instagram.oauth.desk import Desk
from sandbox.instagram.pictures.gallery import Gallery
from sandbox.instagram.pictures.showing import Showing
from sandbox.instagram.reference import pages as reference
from sandbox.instagram.subscriptions.courier import LoopbackCourier
from sandbox.instagram.subscriptions.endpoint import Subscriptions
from sandbox.instagram.tokens import Tokens
from sandbox.instagram.world.cast import Cast
from sandbox.instagram.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.instagram.api.limits import Era
    from sandbox.instagram.apps import Shape
    from sandbox.instagram.journal import Effect


class InstagramSandbox:
    """A world, its API under `/v1`, its pictures, and the control interface under `/sandbox`.

    Everything runs in the thread that serves `app`, but for the painting of pictures.
    """

    def __init__(self, deeds: Deeds, *, control_key: str, limits: Era, shape: Shape, gallery: Gallery) -> None:
        self._deeds = deeds
        self._apps = Apps(deeds.journal, shape=shape)
        self._tokens = Tokens(deeds.journal, self._apps)
        self._gallery = gallery
        faults = Faults(deeds.world.seed)
        callers = Callers(deeds.world.people, self._tokens, self._apps, FIGURES[limits])
        funnel = Funnel(deeds=deeds, callers=callers, faults=faults)
        self._subscriptions = Subscriptions.over(deeds, self._apps, self._tokens, LoopbackCourier())
        self.clock: Callable[[], datetime] = deeds.now
        """World time."""
        self.app = Starlette(
            routes=[
                *self._subscriptions.routes(),
                *reference.routes(),
                Mount("/v1", funnel),
                *Showing(deeds=deeds, gallery=gallery).routes(),
                *Control(deeds=deeds, faults=faults, key=control_key).routes(),
                *Desk(deeds=deeds, apps=self._apps, tokens=self._tokens, key=control_key).routes(),
                *doors.routes(deeds.world, self._apps, self._tokens),
            ],
            exception_handlers={404: _not_found, 405: _not_found},
            lifespan=self._subscriptions.working,
        )
        self.app.router.redirect_slashes = False  # a redirect would repeat the token

    @classmethod
    def open(  # noqa: PLR0913  # named settings of one world, each with its default
        cls,
        path: Path | None,
        *,
        seed: int = 7,
        clock: Callable[[], datetime] | None = None,
        speed: float = 1.0,
        control_key: str,
        limits: Era = "live",
        shape: Shape = "legacy",
        story: bool = True,
        cast: Cast | None = None,
    ) -> Self:
        """The world in the folder `path`, as it is by now; a new one where there is none, in memory if `None`.

        `seed` and `story` are for a new world; an old one keeps its own. `clock` gives world time, and a new world
        opens at its present; without one, world time starts as wall time and goes on at `speed`, which may be
        changed at every start, and so may the `shape` of the first app (see `App`). `cast` (by default the full one)
        must be the same at every start.
        """
        journal = Journal.open(path)
        clock = clock or _kept_clock(journal, speed)
        if journal.meta("opening") is None:
            journal.keep(opening=clock().isoformat(), seed=str(seed), story=str(int(story)))
        world = World(
            cast or Cast.full(),
            int(journal.meta("seed") or seed),
            datetime.fromisoformat(journal.meta("opening") or ""),
            story=journal.meta("story") == "1",
        )
        gallery = Gallery(None if path is None else path / "pictures", world.seed)
        return cls(Deeds(world, journal, clock), control_key=control_key, limits=limits, shape=shape, gallery=gallery)

    @property
    def owner(self) -> str:
        """The user name of the account that the world turns around."""
        return self.world.cast.owner.username

    @property
    def world(self) -> World:
        """The world as it is by now."""
        self._deeds.now()
        return self._deeds.world

    @property
    def apps(self) -> Apps:
        """Who may ask for tokens; `apps.first` is there from the start."""
        return self._apps

    def issue_token(self, username: str, scopes: Iterable[str] | None = None, app: App | None = None) -> str:
        """Somebody's token for an app (`None`: the first), from now on good for exactly these scopes (`None`: all).

        It is the same every time, until it is taken back.

        Raises:
            ValueError: nobody has that name, or there is no such scope.
        """
        return self._tokens.issue(self._deeds.resident(username).id, scopes, app)

    def revoke_token(self, username: str, app: App | None = None) -> bool:
        """Take somebody's token back, as they may on their page of authorized apps. False when there was none.

        Raises:
            ValueError: nobody has that name.
        """
        return self._tokens.revoke(self._deeds.resident(username).id, (app or self._apps.first).client_id)

    def effects(self) -> list[Effect]:
        """What calls did, in order."""
        return self._deeds.journal.effects()

    def post_media(  # what a photo has, each with its default
        self,
        username: str,
        *,
        caption: str | None = None,
        tags: Iterable[str] = (),
        location_id: str | None = None,
        age_seconds: float = 0.0,
        video: bool = False,
    ) -> str:
        """Let somebody post a photo (or a video) now, or so many seconds ago, and return its id.

        Raises:
            ValueError: nobody has that name, or no place that id.
        """
        upload = Upload(
            username=username,
            caption=caption,
            tags=tuple(tags),
            location_id=location_id,
            age_seconds=age_seconds,
            video=video,
        )
        return self._deeds.post(upload).id

    def request_follow(self, username: str) -> bool:
        """Let somebody ask to follow the owner now. False when that changed nothing.

        Raises:
            ValueError: nobody has that name.
        """
        return self._deeds.request(username)

    def close(self) -> None:
        """Write what is left to write. The app must not be called any more."""
        self._subscriptions.pusher.stop()
        self._gallery.close()
        self._deeds.journal.close()


def _kept_clock(journal: Journal, speed: float) -> WorldClock:
    """The clock of this world, going on where it is; its anchors are kept in the journal."""
    anchor, wall, kept_speed = (journal.meta(key) for key in ("anchor", "wall_anchor", "speed"))
    if anchor is None or wall is None or kept_speed is None:
        present = wall_time()
        clock = WorldClock(present, present, speed)
    else:
        clock = WorldClock(datetime.fromisoformat(anchor), datetime.fromisoformat(wall), float(kept_speed))
        clock = clock if clock.speed == speed else clock.at_speed(speed)
    journal.keep(anchor=clock.anchor.isoformat(), wall_anchor=clock.wall_anchor.isoformat(), speed=repr(clock.speed))
    return clock


async def _not_found(_request: Request, _error: Exception) -> Response:
    return pages.not_found()
