from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.protection import COOKIE

if TYPE_CHECKING:
    import httpx

    from sandbox.telegram.platform import Settings
    from sandbox.telegram.server import TelegramSandbox

HELLO = {"as": 1001, "text": "hi"}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("127.0.0.1:8000", 200, id="this machine"),
        pytest.param("localhost", 200, id="by name, without a port"),
        pytest.param("LOCALHOST:1", 200, id="case does not matter"),
        pytest.param("[::1]:8000", 200, id="by the newer number"),
        pytest.param("[::1]", 200, id="by the newer number, without a port"),
        pytest.param("evil.example", 400, id="a name that was bent to this machine"),
        pytest.param("127.0.0.1.evil.example:80", 400, id="a name that begins like this machine"),
        pytest.param("localhost.evil.example", 400, id="another one"),
        pytest.param("127.0.0.1:x", 400, id="no port"),
        pytest.param("", 400, id="nothing"),
    ],
)
async def test_only_local_names_are_answered(page: httpx.AsyncClient, host: str, status: int) -> None:
    for path in ("/", "/chat/state?as=1001", "/static/main.js"):
        assert (await page.get(path, headers={"Host": host})).status_code == status


async def test_the_key_opens_the_page_and_goes_from_the_address(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    answer = await client.get(f"/?key={settings.page_key}&start=CODE")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?start=CODE")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert settings.page_key not in cookie
    assert (await client.get("/")).status_code == 200
    assert (await client.get("/chat/state?as=1001")).status_code == 200


@pytest.mark.parametrize("path", ["/", "/?key=wrong", "/?key=", "/?key=%C3%A9", "/chat/state?as=1001", "/chat/calls"])
async def test_without_the_key_the_page_is_locked(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 403
    assert "This chat is locked" in answer.text


@pytest.mark.parametrize("value", ["page-key", "", "0" * 64])
async def test_a_made_up_cookie_opens_nothing(client: httpx.AsyncClient, value: str) -> None:
    assert (await client.get("/", headers={"Cookie": f"{COOKIE}={value}"})).status_code == 403


async def test_the_redirect_stays_here(client: httpx.AsyncClient, settings: Settings) -> None:
    answer = await client.get(f"/?key={settings.page_key}", headers={"Host": "localhost:7"})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="no browser"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 200, id="the page"),
        pytest.param({"Origin": "http://127.0.0.1:8000"}, 200, id="the page, by its origin"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="another port"),
        pytest.param({"Origin": "http://127.0.0.1:9000"}, 403, id="another port, by its origin"),
        pytest.param({"Origin": "http://evil.example"}, 403, id="another site, by its origin"),
        pytest.param({"Origin": "null"}, 403, id="a page without an origin"),
        pytest.param({"Content-Type": "text/plain"}, 415, id="a form in disguise"),
    ],
)
async def test_only_the_page_itself_may_act(page: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    answer = await page.post("/chat/send", json=HELLO, headers=headers)
    assert answer.status_code == status


async def test_every_answer_carries_the_headers(client: httpx.AsyncClient, settings: Settings) -> None:
    for path in ("/", "/static/main.js", "/nowhere", f"/?key={settings.page_key}", "/chat/state?as=1001", "/nowhere"):
        headers = (await client.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"


async def test_secrets_are_not_in_what_is_printed(settings: Settings, box: TelegramSandbox) -> None:
    for shown in (repr(settings), repr(box), str(vars(box))):
        assert settings.bot_token not in shown
        assert settings.page_key not in shown
