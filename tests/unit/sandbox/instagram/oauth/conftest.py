from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from sandbox.instagram.apps import App

if TYPE_CHECKING:
    import httpx

    from tests.unit.sandbox.instagram.conftest import Caller

BACK = "https://app.example/back"
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def fields(page: str) -> dict[str, str]:
    """The hidden fields of a page with one form."""
    return {name: unescape(value) for name, value in _FIELD.findall(page)}


@dataclass(frozen=True, kw_only=True)
class Door:
    """An app, and somebody with a browser before its authorize page."""

    owner: Caller
    app: App

    async def open(self, **params: str) -> httpx.Response:
        query = {"client_id": self.app.client_id, "redirect_uri": BACK, "response_type": "code", **params}
        return await self.owner.client.get("/oauth/authorize/", params=query)

    async def decide(self, decision: str, who: str = "leo.knots", **params: str) -> httpx.Response:
        page = await self.open(**params)
        assert page.status_code == 200, page.text
        form = {**fields(page.text), "resident": self.owner.id_of(who), "decision": decision}
        return await self.owner.client.post("/oauth/authorize/", data=form)

    async def code(self, **params: str) -> str:
        location = (await self.decide("allow", **params)).headers["location"]
        return parse_qs(urlsplit(location).query)["code"][0]

    def form(self, code: str) -> dict[str, str]:
        return {
            "client_id": self.app.client_id,
            "client_secret": self.app.client_secret,
            "grant_type": "authorization_code",
            "redirect_uri": BACK,
            "code": code,
        }

    async def bare_error(self, response: httpx.Response) -> tuple[int, str, str]:
        body = response.json()
        assert list(body) == ["code", "error_type", "error_message"]
        assert body["code"] == response.status_code
        return body["code"], body["error_type"], body["error_message"]


@pytest.fixture
def door(owner: Caller) -> Door:
    app = App(name="Prints & <Frames>", redirect_uris=(BACK,))
    return Door(owner=owner, app=owner.box.apps.register(app))
