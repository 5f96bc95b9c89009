"""The bot's side: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.telegram.errors import ApiError
from sandbox.telegram.methods.table import METHODS
from sandbox.telegram.parameters import Parameters

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.telegram.platform import Platform
    from sandbox.telegram.wire import Json


class BotApi:
    """Checks the token, finds the method, and answers in Telegram's envelope."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Route]:
        """The two addresses."""
        return [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download, methods=["GET"]),
        ]

    async def call(self, request: Request) -> Response:
        """Run one method."""
        begin = self._platform.settings.timer()
        parameters = Parameters(values={})
        method = request.path_params["method"]
        try:
            self._check_token(request)
            parameters = await Parameters.read(request)
            answer: Json = {"ok": True, "result": await self._run(method, parameters)}
        except ApiError as error:
            answer = _refused(error)
        self._platform.calls.record(method, parameters, answer, self._platform.settings.timer() - begin)
        status = answer.get("error_code", 200)
        return JSONResponse(answer, status_code=status if isinstance(status, int) else 500)

    async def download(self, request: Request) -> Response:
        """A file by the path that getFile gave."""
        try:
            self._check_token(request)
        except ApiError as error:
            return JSONResponse(_refused(error), status_code=error.status)
        found = self._platform.files.at_path(request.path_params["path"])
        if found is None:
            return JSONResponse(_refused(ApiError(404, "Not Found")), status_code=404)
        return Response(found.data, media_type="application/octet-stream")

    def _check_token(self, request: Request) -> None:
        given = str(request.path_params["token"])
        if not hmac.compare_digest(given.encode(), self._platform.settings.bot_token.encode()):
            raise ApiError(401, "Unauthorized")

    async def _run(self, method: str, parameters: Parameters) -> object:
        found = METHODS.get(method.lower())
        if found is None:
            raise ApiError(404, "Not Found: method not found")
        return await found(self._platform, parameters)


def _refused(error: ApiError) -> Json:
    answer: Json = {"ok": False, "error_code": error.status, "description": error.description}
    if error.retry_after is not None:
        answer["parameters"] = {"retry_after": error.retry_after}
    return answer
