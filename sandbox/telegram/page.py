"""The chat page, and the small HTTP interface behind it.

Everything asks for the page's key: as the cookie that `/?key=...` sets, or as the header `X-Page-Key`. `as` is the
id of a visitor (1001 is You, 2002 is Sam). A refusal is `{"error": sentence}` with status 400 or 403.

    GET  /                                   the page; `?start=CODE` makes its Start button send `/start CODE`
    GET  /chat/state?as=1001                 {"me", "visitors", "bot", "started", "blocked", "messages", "commands",
                                             "keyboard", "action"}; the messages are Bot API objects, oldest first,
                                             with "edited" and, if there is one, the bot's "reaction"
    POST /chat/send   {"as", "text"[, "reply_to"]}                     -> {"message_id"}
    POST /chat/press  {"as", "message_id", "data"[, "forge": true]}    -> {"query_id"}
                                             `forge` sends data that is on no button, as a custom client can
    POST /chat/place  {"as", "latitude", "longitude"}                  -> {"message_id"}
    POST /chat/block  {"as", "blocked"}                                -> {"blocked"}
    GET  /chat/answers?as=1001               [{"query_id", "text", "show_alert"}], oldest first
    GET  /chat/events?as=1001                server-sent events, one JSON object each, told apart by "kind":
                                             message, edit (both with "message"), delete ("message_id"),
                                             answer ("query_id", "text", "show_alert"), action ("action"),
                                             keyboard ("keyboard"), blocked ("blocked"), profile (read the state)
    GET  /chat/calls                         [{"n", "method", "params", "status", "description", "milliseconds"}],
                                             newest first
    GET  /chat/file/<file_id>                an uploaded picture or file
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, Field, ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.telegram.protection import Protection
from sandbox.telegram.visitor import Visitor, VisitorError
from sandbox.telegram.wire import packed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from sandbox.telegram.platform import Platform

STATIC = Path(__file__).with_name("static")
HEARTBEAT_SECONDS = 15.0


class Act(BaseModel):
    """Who does something."""

    visitor: int = Field(alias="as")


class Saying(Act):
    """A message."""

    text: str
    reply_to: int | None = None


class Press(Act):
    """A press of a button."""

    message_id: int
    data: str
    forge: bool = False


class Place(Act):
    """A shared place."""

    latitude: float
    longitude: float


class Blocking(Act):
    """Blocking the bot, or letting it back in."""

    blocked: bool


A = TypeVar("A", bound=Act)


class Page:
    """The page's addresses."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def app(self) -> Starlette:
        """The page behind its protection."""
        return Starlette(
            routes=[
                Route("/", self.index),
                Route("/chat/state", self.state),
                Route("/chat/answers", self.answers),
                Route("/chat/events", self.events),
                Route("/chat/calls", self.calls),
                Route("/chat/file/{file_id}", self.file),
                Route("/chat/send", self.send, methods=["POST"]),
                Route("/chat/press", self.press, methods=["POST"]),
                Route("/chat/place", self.place, methods=["POST"]),
                Route("/chat/block", self.block, methods=["POST"]),
                Mount("/static", StaticFiles(directory=STATIC)),
            ],
            middleware=[Middleware(Protection, page_key=self._platform.settings.page_key)],
            exception_handlers={VisitorError: _sorry},
        )

    async def index(self, _request: Request) -> Response:
        """The page itself."""
        return FileResponse(STATIC / "index.html")

    async def state(self, request: Request) -> Response:
        """Everything a visitor sees."""
        return JSONResponse(self._asking(request).state())

    async def answers(self, request: Request) -> Response:
        """What came back for a visitor's presses."""
        return JSONResponse(self._platform.queries.answers(self._asking(request).person.id))

    async def calls(self, _request: Request) -> Response:
        """The bot's last calls."""
        return JSONResponse(self._platform.calls.latest())

    async def events(self, request: Request) -> Response:
        """What happens from now on."""
        return StreamingResponse(self._stream(self._asking(request).person.id), media_type="text/event-stream")

    async def file(self, request: Request) -> Response:
        """A picture to show, or a file to save."""
        found = self._platform.files.find(request.path_params["file_id"])
        if found is None:
            return JSONResponse({"error": "There is no such file."}, status_code=404)
        if found.is_photo:
            return Response(found.data, media_type=found.mime)
        name = quote(found.name)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(found.data, media_type="application/octet-stream", headers=headers)

    async def send(self, request: Request) -> Response:
        """Write to the bot."""
        said = await _read(request, Saying)
        return JSONResponse({"message_id": self._visitor(said).send(said.text, reply_to=said.reply_to)})

    async def press(self, request: Request) -> Response:
        """Press a button."""
        press = await _read(request, Press)
        query_id = self._visitor(press).press(press.message_id, press.data, forge=press.forge)
        return JSONResponse({"query_id": query_id})

    async def place(self, request: Request) -> Response:
        """Share a place."""
        place = await _read(request, Place)
        return JSONResponse({"message_id": self._visitor(place).place(place.latitude, place.longitude)})

    async def block(self, request: Request) -> Response:
        """Block the bot, or let it back in."""
        wish = await _read(request, Blocking)
        self._visitor(wish).block(blocked=wish.blocked)
        return JSONResponse({"blocked": wish.blocked})

    async def _stream(self, chat_id: int) -> AsyncIterator[str]:
        with self._platform.news.subscribed(chat_id) as queue:
            yield "retry: 1000\n\n"
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        item = await queue.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if item is None:
                    return
                yield f"data: {packed(item)}\n\n"

    def _asking(self, request: Request) -> Visitor:
        raw = request.query_params.get("as", "")
        if not raw.isdecimal():
            raise VisitorError("Say who is asking: ?as=1001")
        return Visitor.with_id(self._platform, int(raw))

    def _visitor(self, act: Act) -> Visitor:
        return Visitor.with_id(self._platform, act.visitor)


async def _read(request: Request, kind: type[A]) -> A:
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise VisitorError(f"{where}: {first['msg']}") from error


async def _sorry(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=400)
