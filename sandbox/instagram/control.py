"""The control interface for tests and demos, under `/sandbox/`, for those who know the control key.

Every call carries the header `X-Sandbox-Key`. Bodies are JSON.

    POST /sandbox/faults    {"route": "POST /v1/media/{id}/likes", "fault": "hold", "times": 1, "seconds": 30}
                            see `faults.Fault`; {"fault": "reset"} ends them all
    POST /sandbox/media     {"username", "caption", "tags", "location_id", "motif", "video", "age_seconds"} -> {"id"}
    POST /sandbox/requests  {"username"} -> {"changed"}: somebody asks to follow the owner
    GET  /sandbox/effects   -> {"effects": [...]}, the rows of the journal
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse
from starlette.routing import Route

from sandbox.instagram.deeds import Upload
from sandbox.instagram.faults import Fault
from sandbox.instagram.guard import guarded

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.faults import Faults


class _Photo(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    username: str
    caption: str | None = None
    tags: tuple[str, ...] = ()
    location_id: str | None = None
    motif: str | None = None
    video: bool = False
    age_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False, le=10 * 365 * 24 * 3600)] = 0.0


class _Follower(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    username: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Control:
    """The interface over one world."""

    deeds: Deeds
    faults: Faults
    key: str

    def routes(self) -> list[Route]:
        """Where it is served."""
        return [
            Route("/sandbox/faults", guarded(self.key, self._fault), methods=["POST"]),
            Route("/sandbox/media", guarded(self.key, self._media), methods=["POST"]),
            Route("/sandbox/requests", guarded(self.key, self._request), methods=["POST"]),
            Route("/sandbox/effects", guarded(self.key, self._effects), methods=["GET"]),
        ]

    async def _fault(self, request: Request) -> JSONResponse:
        fault = Fault.model_validate_json(await request.body())
        self.faults.add(fault)
        return JSONResponse(fault.model_dump())

    async def _media(self, request: Request) -> JSONResponse:
        photo = _Photo.model_validate_json(await request.body())
        return JSONResponse({"id": self.deeds.post(Upload(**photo.model_dump())).id})

    async def _request(self, request: Request) -> JSONResponse:
        follower = _Follower.model_validate_json(await request.body())
        return JSONResponse({"changed": self.deeds.request(follower.username)})

    async def _effects(self, _request: Request) -> JSONResponse:
        rows = [{**asdict(effect), "at": effect.at.isoformat()} for effect in self.deeds.journal.effects()]
        return JSONResponse({"effects": rows})
