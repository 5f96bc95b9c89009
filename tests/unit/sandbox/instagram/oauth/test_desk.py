from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

REDIRECT = ["https://app.example/"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/apps"), ("POST", "/apps"), ("POST", "/tokens"), ("DELETE", "/tokens")]
)
async def test_without_the_key_nothing_is_told(owner: Caller, method: str, path: str) -> None:
    response = await owner.client.request(method, f"/sandbox{path}", json={"username": owner.box.owner})
    assert response.status_code == 403
    assert "secret" not in response.text


async def test_an_app_is_registered_with_credentials(owner: Caller) -> None:
    made = (await owner.control("POST", "/apps", {"name": "Printer", "redirect_uris": REDIRECT})).json()
    known = (await owner.control("GET", "/apps")).json()["apps"]
    assert [app["name"] for app in known] == ["Likewise", "Printer"]
    assert known[1] == made
    assert (made["shape"], made["signed"], made["users"]) == ("legacy", False, None)


async def test_a_token_is_issued_and_taken_back(owner: Caller) -> None:
    made = (await owner.control("POST", "/apps", {"name": "Printer", "redirect_uris": REDIRECT})).json()
    holder = {"username": "oma.trudi", "client_id": made["client_id"]}
    token = (await owner.control("POST", "/tokens", {**holder, "scopes": ["likes"]})).json()["access_token"]
    assert token.split(".")[:2] == [owner.id_of("oma.trudi"), made["client_id"][:7]]
    assert (await owner.get("/users/self", access_token=token))["data"]["username"] == "oma.trudi"
    changed = [(await owner.control("DELETE", "/tokens", holder)).json()["changed"] for _ in range(2)]
    assert changed == [True, False]
    _, kind, _ = await owner.error("GET", "/users/self", access_token=token)
    assert kind == "OAuthAccessTokenException"


async def test_without_more_words_it_is_the_first_apps_and_good_for_everything(owner: Caller) -> None:
    body = {"username": owner.box.owner}
    assert (await owner.control("POST", "/tokens", body)).json() == {"access_token": owner.token}
    assert owner.box.revoke_token(owner.box.owner)
    assert not owner.box.revoke_token(owner.box.owner)


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/tokens", {"username": "nobody"}, "Nobody here is called 'nobody'"),
        ("/tokens", {"username": "juna.berg", "client_id": "x"}, "No app has this client_id"),
        ("/tokens", {"username": "juna.berg", "scopes": ["all"]}, "No such scope: all"),
        ("/apps", {"name": "Printer", "redirect_uris": ["javascript:x"]}, "redirect_uris.0"),
        ("/apps", {"name": "Printer", "redirect_uris": REDIRECT, "users": ["nobody"]}, "Nobody here is called"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words(owner: Caller, path: str, body: object, words: str) -> None:
    response = await owner.control("POST", path, body)
    assert response.status_code == 400
    assert words in response.json()["error"]
