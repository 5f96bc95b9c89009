from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from sandbox.instagram.apps import App
from tests.unit.sandbox.instagram.oauth.conftest import BACK, fields

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.oauth.conftest import Door

MISSING = "You must include a valid client_id, response_type, and redirect_uri parameters"


async def test_the_page_says_who_asks_for_what_and_who_may_answer(door: Door) -> None:
    page = await door.open(scope="basic likes")
    assert page.status_code == 200
    assert "Prints &amp; &lt;Frames&gt; would like to" in page.text
    assert "<Frames>" not in page.text
    assert "like photos for you" in page.text
    assert "write and delete comments" not in page.text
    assert page.text.count('type="radio"') == len(door.owner.box.world.cast.people)


async def test_a_name_is_a_name_from_its_first_letter(door: Door) -> None:
    odd = door.owner.box.apps.register(App(name="<b>old", redirect_uris=(BACK,)))
    page = await door.open(client_id=odd.client_id)
    assert '<span class="app" aria-hidden="true">&lt;</span>' in page.text
    assert "&lt;b&gt;old would like to" in page.text


async def test_the_page_can_be_neither_framed_nor_scripted_nor_kept(door: Door) -> None:
    headers = (await door.open()).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self' https://app.example" in policy
    assert (headers["x-frame-options"], headers["referrer-policy"]) == ("DENY", "no-referrer")
    assert headers["cache-control"] == "no-store"
    assert "HttpOnly; Path=/; SameSite=lax" in headers["set-cookie"]


@pytest.mark.parametrize("path", ["/oauth/authorize", "/oauth/authorize/"])
async def test_a_trailing_slash_makes_no_difference(door: Door, path: str) -> None:
    query = {"client_id": door.app.client_id, "redirect_uri": BACK, "response_type": "code"}
    assert (await door.owner.client.get(path, params=query)).status_code == 200


@pytest.mark.parametrize(
    ("params", "message"),
    [
        pytest.param({"client_id": ""}, MISSING, id="no client"),
        pytest.param({"response_type": ""}, MISSING, id="no flow"),
        pytest.param({"response_type": "password"}, MISSING, id="an unknown flow"),
        pytest.param({"redirect_uri": ""}, MISSING, id="nowhere to go back to"),
        pytest.param({"client_id": "a" * 32}, "Invalid Client ID", id="an unknown client"),
        pytest.param(
            {"redirect_uri": "https://app.example/other"},
            "Redirect URI does not match registered redirect URI",
            id="another address",
        ),
        pytest.param({"scope": "basic everything"}, "Invalid scope field(s): everything", id="an unknown scope"),
        pytest.param({"scope": "likes,comments"}, "Invalid scope field(s): likes,comments", id="commas"),
        pytest.param({"scope": ""}, "Invalid scope field(s): ", id="an empty scope"),
    ],
)
async def test_a_request_that_makes_no_sense_is_refused_bare(
    door: Door, params: dict[str, str], message: str
) -> None:
    assert await door.bare_error(await door.open(**params)) == (400, "OAuthException", message)


async def test_a_code_comes_back_with_the_state_unchanged(door: Door) -> None:
    response = await door.decide("allow", state="a b&c=1", scope="basic comments")
    assert response.status_code == 302
    address, _, query = response.headers["location"].partition("?")
    values = parse_qs(query)
    assert (address, values["state"], list(values)) == (BACK, ["a b&c=1"], ["code", "state"])


async def test_the_implicit_flow_gives_the_token_in_the_fragment(door: Door) -> None:
    response = await door.decide("allow", response_type="token", scope="likes", state="x")
    parts = urlsplit(response.headers["location"])
    values = parse_qs(parts.fragment)
    assert (parts.query, values["state"]) == ("", ["x"])
    profile = await door.owner.get("/users/self", access_token=values["access_token"][0])
    assert profile["data"]["username"] == "leo.knots"


async def test_the_implicit_flow_may_be_switched_off(door: Door) -> None:
    closed = door.owner.box.apps.register(App(name="Closed", redirect_uris=(BACK,), implicit=False))
    answer = await door.bare_error(await door.open(client_id=closed.client_id, response_type="token"))
    assert answer == (403, "OAuthForbiddenException", "Implicit authentication is disabled")


@pytest.mark.parametrize("flow", ["code", "token"])
async def test_who_cancels_is_sent_back_with_the_reason(door: Door, flow: str) -> None:
    response = await door.decide("cancel", response_type=flow, state="s")
    assert response.headers["location"] == (
        f"{BACK}?error=access_denied&error_reason=user_denied&error_description=The+user+denied+your+request&state=s"
    )


async def test_a_form_from_another_page_does_nothing(door: Door) -> None:
    form = fields((await door.open(response_type="token")).text)
    own = {"resident": door.owner.id_of("leo.knots"), "decision": "allow"}
    for attempt in ({**form, "seal": "0" * 64}, {name: text for name, text in form.items() if name != "seal"}):
        response = await door.owner.client.post("/oauth/authorize/", data={**attempt, **own})
        assert response.status_code == 200
        assert "Please choose once more" in response.text
    door.owner.client.cookies.clear()
    response = await door.owner.client.post("/oauth/authorize/", data={**form, **own})
    assert "location" not in response.headers


async def test_nobody_in_particular_is_asked_again(door: Door) -> None:
    form = {**fields((await door.open()).text), "decision": "allow", "resident": "1"}
    response = await door.owner.client.post("/oauth/authorize/", data=form)
    assert "Please choose who you are." in response.text


async def test_an_app_in_sandbox_mode_asks_only_its_users(door: Door) -> None:
    small = App(name="Small", redirect_uris=(BACK,), users=("leo.knots", "oma.trudi"))
    page = await door.open(client_id=door.owner.box.apps.register(small).client_id)
    assert page.text.count('type="radio"') == 2


async def test_a_program_at_home_may_choose_its_port(door: Door) -> None:
    first = door.owner.box.apps.first
    page = await door.open(client_id=first.client_id, redirect_uri="http://127.0.0.1:41234/callback")
    assert page.status_code == 200
    assert "form-action 'self' http://127.0.0.1:41234" in page.headers["content-security-policy"]
