from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.sandbox.instagram.oauth.conftest import fields

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.oauth.conftest import Door

PATH = "/accounts/manage_access/"


async def test_the_page_lists_what_the_owner_has_let_in(door: Door) -> None:
    door.owner.box.issue_token("leo.knots", app=door.app)
    page = await door.owner.client.get(PATH)
    assert "Apps of juna.berg" in page.text
    assert "Likewise may" in page.text
    assert "&lt;Frames&gt; may" not in page.text
    assert page.headers["content-security-policy"].endswith("form-action 'self'")


async def test_revoking_ends_one_app_at_once(door: Door) -> None:
    token = door.owner.box.issue_token(door.owner.box.owner, app=door.app)
    page = (await door.owner.client.get(PATH)).text
    form = {**fields(page), "client_id": door.app.client_id}
    response = await door.owner.client.post(PATH, data=form)
    assert (response.status_code, response.headers["location"]) == (303, f"{PATH}?resident={form['resident']}")
    assert await door.owner.error("GET", "/users/self", access_token=token) == (
        400,
        "OAuthAccessTokenException",
        "The access_token provided is invalid.",
    )
    assert (await door.owner.get("/users/self"))["data"]["username"] == door.owner.box.owner


async def test_a_form_from_another_page_revokes_nothing(door: Door) -> None:
    form = fields((await door.owner.client.get(PATH)).text)
    await door.owner.client.post(PATH, data={**form, "seal": "0" * 64})
    assert (await door.owner.get("/users/self"))["data"]["username"] == door.owner.box.owner


async def test_who_has_let_nobody_in_is_told_so(door: Door) -> None:
    page = await door.owner.client.get(PATH.rstrip("/"), params={"resident": door.owner.id_of("oma.trudi")})
    assert "Apps of oma.trudi" in page.text
    assert "No app may do anything" in page.text


@pytest.mark.parametrize("resident", ["1", "", "<b>"])
async def test_nobody_in_particular_has_no_page(door: Door, resident: str) -> None:
    assert (await door.owner.client.get(PATH, params={"resident": resident})).status_code == 404
