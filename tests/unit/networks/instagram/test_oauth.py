from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import httpx
import pytest

from domain.errors import ConfigError, LikewiseError, RefusedError, RetryableError, UncertainError
from domain.ids import UserId
from domain.people import Person
from domain.secrets import SecretText
from networks.instagram.oauth import Application, Login, authorize_url, exchange, new_state
from networks.instagram.redirects import Code
from networks.instagram.scopes import Scope
from tests.unit.networks.exposure import everything_about

if TYPE_CHECKING:
    from tests.unit.networks.conftest import Server

BASE = "https://api.example.test/v1"
HERE = "http://127.0.0.1:9000/signed-in"
APPLICATION = Application(client_id="d2cbeff", client_secret=SecretText("c4n4ry-secret-of-the-application"))
CODE = Code(text=SecretText("c4n4ry-code"))
TOKEN = "1.d2cbeff.c4n4ry0123456789"
ANSWER = {
    "access_token": TOKEN,
    "user": {"id": 1, "username": "ada", "full_name": "Ada L.", "profile_picture": "https://a.test/a.jpg", "bio": ""},
}


async def signed_in(server: Server, base: str = BASE) -> Login:
    return await exchange(base, APPLICATION, CODE, redirect_uri=HERE, transport=httpx.MockTransport(server))


@pytest.mark.parametrize(
    "base",
    [BASE, f"{BASE}/", "https://api.example.test", "https://api.example.test/v1?", "HTTPS://api.example.test/v1"],
)
def test_the_page_lies_beside_the_api(base: str) -> None:
    address = httpx.URL(authorize_url(base, client_id="1", redirect_uri=HERE, scopes=[], state="s"))
    assert (address.scheme, address.host, address.path) == ("https", "api.example.test", "/oauth/authorize/")


@pytest.mark.parametrize(
    ("scopes", "spelt"),
    [
        pytest.param([], "", id="none is not said"),
        pytest.param([Scope.BASIC], "&scope=basic", id="one"),
        pytest.param([Scope.LIKES, Scope.BASIC, Scope.LIKES], "&scope=likes+basic", id="several, each once"),
    ],
)
def test_scopes_are_joined_by_blanks(scopes: list[Scope], spelt: str) -> None:
    address = authorize_url(BASE, client_id="1", redirect_uri=HERE, scopes=scopes, state="a b")
    rest = "client_id=1&redirect_uri=http%3A%2F%2F127.0.0.1%3A9000%2Fsigned-in&response_type=code&state=a+b"
    assert address == f"https://api.example.test/oauth/authorize/?{rest}{spelt}"


def test_the_implicit_flow_asks_for_a_token() -> None:
    address = authorize_url(BASE, client_id="1", redirect_uri=HERE, scopes=[], state="s", flow="token")
    assert httpx.URL(address).params["response_type"] == "token"


def test_states_differ_and_fit_a_url() -> None:
    states = {new_state() for _ in range(50)}
    assert len(states) == 50
    assert all(len(state) >= 32 and state.replace("-", "").replace("_", "").isalnum() for state in states)


async def test_a_code_becomes_a_token(server: Server) -> None:
    server.says(ANSWER)
    login = await signed_in(server)
    assert login.token.reveal() == TOKEN
    assert login.user == Person(id=UserId("1"), username="ada", full_name="Ada L.", picture="https://a.test/a.jpg")
    (request,) = server.requests
    assert (request.method, str(request.url)) == ("POST", "https://api.example.test/oauth/access_token")
    assert {name: values[0] for name, values in parse_qs(request.content.decode()).items()} == {
        "client_id": "d2cbeff",
        "client_secret": "c4n4ry-secret-of-the-application",
        "grant_type": "authorization_code",
        "redirect_uri": HERE,
        "code": "c4n4ry-code",
    }


def refusal(message: str, kind: str = "OAuthException", code: int = 400) -> dict[str, object]:
    return {"code": code, "error_type": kind, "error_message": message}


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (
            400,
            refusal("No matching code found."),
            RefusedError,
            r'says "No matching code found\."\. A code is good once',
        ),
        (400, refusal("Matching code was not found or was already used"), RefusedError, "start the login again"),
        (400, {"meta": refusal("No matching code found.")}, RefusedError, "start the login again"),
        (400, refusal("Invalid Client ID"), RefusedError, "Check the client id, the client secret"),
        (400, refusal("Redirect URI does not match registered redirect URI"), RefusedError, "Check the client id"),
        (
            403,
            refusal("Signature does not match", "OAuthForbiddenException", 403),
            RefusedError,
            "Check the client id",
        ),
        (404, "<html>", RefusedError, "status 404"),
        (429, refusal("Too many", "OAuthRateLimitException", 429), RetryableError, "Too many"),
        (502, "<html>", UncertainError, "was sent, but the network answered with status 502"),
        (200, {"user": ANSWER["user"]}, UncertainError, "not in the form of this API"),
        (200, {"access_token": TOKEN}, UncertainError, "not in the form of this API"),
        (200, {"meta": {"code": 200}, "data": None}, UncertainError, "not in the form of this API"),
        (302, "", UncertainError, "status 302"),
    ],
)
async def test_a_refusal_says_what_to_do(
    server: Server, status: int, body: object, error: type[LikewiseError], words: str
) -> None:
    server.says(body, status=status)
    with pytest.raises(error, match=words) as caught:
        await signed_in(server)
    assert_nothing_shows(caught.value)


@pytest.mark.parametrize(
    ("failure", "error", "words"),
    [
        (httpx.ConnectError("refused"), RetryableError, "cannot be reached"),
        (httpx.ReadTimeout("slow"), UncertainError, "the answer was lost. Start the login again"),
        (httpx.ReadError("reset"), UncertainError, "the answer was lost"),
    ],
)
async def test_a_lost_answer_loses_the_code(
    server: Server, failure: Exception, error: type[LikewiseError], words: str
) -> None:
    server.fails(failure)
    with pytest.raises(error, match=words) as caught:
        await signed_in(server)
    assert_nothing_shows(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("base", ["", "api.example.test", "https://api.example.test/v1?access_token=x"])
async def test_a_wrong_address_is_refused(server: Server, base: str) -> None:
    with pytest.raises(ConfigError):
        await signed_in(server, base)
    with pytest.raises(ConfigError):
        authorize_url(base, client_id="1", redirect_uri=HERE, scopes=[], state="s")


class Silence(httpx.AsyncBaseTransport):
    """Never answers."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.set()
        await asyncio.Event().wait()
        return httpx.Response(200, request=request)


async def test_a_login_broken_off_shows_no_secret() -> None:
    silence = Silence()
    task = asyncio.create_task(exchange(BASE, APPLICATION, CODE, redirect_uri=HERE, transport=silence))
    await silence.asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:
        await task
    assert_nothing_shows(caught.value)


def assert_nothing_shows(error: BaseException) -> None:
    assert error.__traceback__ is not None
    below_the_test = error.with_traceback(error.__traceback__.tb_next)
    assert "c4n4ry" not in everything_about(below_the_test)
    assert (error.__cause__, error.__context__) == (None, None)


def test_nothing_shows_in_print() -> None:
    login = Login(token=SecretText(TOKEN), user=Person(id=UserId("1"), username="ada"))
    assert "c4n4ry" not in f"{login} {APPLICATION} {CODE}"
