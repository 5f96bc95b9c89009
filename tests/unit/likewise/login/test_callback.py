from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest

from domain.errors import LikewiseError, RefusedError
from likewise.login.callback import Callback
from networks.instagram.redirects import Code, Token

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

STATE = "a-state-that-nobody-guesses"


class Browser:
    """Comes back from the authorize page."""

    def __init__(self, callback: Callback, client: httpx.AsyncClient) -> None:
        self.callback = callback
        self._client = client

    async def back(self, query: str = "") -> httpx.Response:
        return await self._client.get(f"/callback{query}")

    async def hand_on(self, body: str) -> httpx.Response:
        return await self._client.post("/callback", content=body)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    callback = Callback(STATE, path="/callback")
    transport = httpx.ASGITransport(app=callback.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as client:
        yield Browser(callback, client)


async def test_a_code_with_the_right_state_is_taken(browser: Browser) -> None:
    answer = await browser.back(f"?code=canary%2F1&state={STATE}")
    assert (answer.status_code, "You can close this window" in answer.text) == (200, True)
    grant = browser.callback.grant()
    assert isinstance(grant, Code)
    assert grant.text.reveal() == "canary/1"


@pytest.mark.parametrize(
    "query",
    ["?code=forged", "?code=forged&state=", f"?code=forged&state={STATE}x", "?error=access_denied&state=other"],
)
async def test_a_forged_answer_changes_nothing_and_the_right_one_still_counts(browser: Browser, query: str) -> None:
    forged = await browser.back(query)
    assert (forged.status_code, "not the answer" in forged.text) == (400, True)
    await browser.back(f"?code=canary&state={STATE}")
    assert isinstance(browser.callback.grant(), Code)


async def test_an_answer_counts_once(browser: Browser) -> None:
    await browser.back(f"?code=canary&state={STATE}")
    again = await browser.back(f"?code=another&state={STATE}")
    assert (again.status_code, "over" in again.text) == (410, True)
    grant = browser.callback.grant()
    assert isinstance(grant, Code)
    assert grant.text.reveal() == "canary"


async def test_a_no_is_said(browser: Browser) -> None:
    denied = "error=access_denied&error_reason=user_denied&error_description=The+user+denied+your+request"
    page = await browser.back(f"?{denied}&state={STATE}")
    assert "You let nobody in" in page.text
    with pytest.raises(RefusedError, match="The user denied your request"):
        browser.callback.grant()


async def test_nobody_coming_back_ends_the_waiting(browser: Browser) -> None:
    await browser.callback.wait(patience=0.01)
    with pytest.raises(LikewiseError, match="Nobody came back from the page in time; start again with: likewise"):
        browser.callback.grant()


async def test_the_waiting_ends_with_the_answer(browser: Browser) -> None:
    await browser.back(f"?code=canary&state={STATE}")
    await browser.callback.wait()
    assert isinstance(browser.callback.grant(), Code)


async def test_a_token_in_the_fragment_is_handed_on_by_the_page(browser: Browser) -> None:
    page = await browser.back()
    assert "location.hash" in page.text
    taken = await browser.hand_on(f"access_token=7.canary&state={STATE}")
    assert (taken.status_code, taken.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    grant = browser.callback.grant()
    assert isinstance(grant, Token)
    assert grant.text.reveal() == "7.canary"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("access_token=forged&state=x", 400),
        ("", 400),
        ("access_token=" + "x" * 9000, 413),
        ("\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), 400),
    ],
)
async def test_what_is_handed_on_is_believed_with_the_state_only(browser: Browser, body: str, status: int) -> None:
    assert (await browser.hand_on(body)).status_code == status
    await browser.hand_on(f"access_token=canary&state={STATE}")
    assert isinstance(browser.callback.grant(), Token)


async def test_the_pages_run_nothing_but_their_own_script(browser: Browser) -> None:
    for page in (await browser.back(), await browser.back("?code=<script>&state=<script>")):
        policy = page.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert (page.headers["referrer-policy"], page.headers["cache-control"]) == ("no-referrer", "no-store")
        assert re.findall(r"<script>(.{10})", page.text) in ([], ["const told"])


async def test_there_is_no_other_door(browser: Browser) -> None:
    assert (await browser._client.get("/")).status_code == 404
    assert (await browser._client.delete("/callback")).status_code == 405
