"""From the authorize page to a token, as a browser and a program do it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Literal

import httpx
import pytest

from domain.errors import BlockedError, RefusedError
from domain.secrets import SecretText
from networks.instagram.oauth import Application, authorize_url, exchange, new_state
from networks.instagram.redirects import Code, Token, read_redirect
from networks.instagram.scopes import Scope
from tests.contract.instagram.conftest import HOST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from networks.instagram.oauth import Login
    from tests.contract.instagram.conftest import Side

API = f"{HOST}/v1"
HERE = "http://127.0.0.1:9000/callback"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """The owner with a browser, and the program that sent them."""

    side: Side
    application: Application

    async def decides(
        self,
        decision: Literal["allow", "cancel"],
        *,
        state: str,
        scopes: Iterable[Scope] = Scope,
        flow: Literal["code", "token"] = "code",
    ) -> str:
        """Where they are sent back to."""
        page = authorize_url(
            API, client_id=self.application.client_id, redirect_uri=HERE, scopes=scopes, state=state, flow=flow
        )
        transport = httpx.ASGITransport(app=self.side.box.app)
        async with httpx.AsyncClient(transport=transport) as browser:
            form = {name: unescape(value) for name, value in HIDDEN.findall((await browser.get(page)).text)}
            form |= {"resident": self.side.id_of(self.side.box.owner), "decision": decision}
            return (await browser.post(page, data=form)).headers["location"]

    async def exchanges(self, grant: Code, *, secret: str | None = None, redirect_uri: str = HERE) -> Login:
        application = self.application
        if secret is not None:
            application = Application(client_id=application.client_id, client_secret=SecretText(secret))
        transport = httpx.ASGITransport(app=self.side.box.app)
        return await exchange(API, application, grant, redirect_uri=redirect_uri, transport=transport)


@pytest.fixture
def visitor(quiet: Side) -> Visitor:
    app = quiet.box.apps.first
    application = Application(client_id=app.client_id, client_secret=SecretText(app.client_secret))
    return Visitor(side=quiet, application=application)


async def code_of(visitor: Visitor, scopes: Iterable[Scope] = Scope) -> Code:
    state = new_state()
    grant = read_redirect(await visitor.decides("allow", state=state, scopes=scopes), state=state)
    assert isinstance(grant, Code)
    return grant


async def test_a_code_becomes_a_token_that_works(visitor: Visitor, quiet: Side) -> None:
    login = await visitor.exchanges(await code_of(visitor))
    assert login.user.username == quiet.box.owner
    async with quiet.connected(login.token.reveal()) as network:
        assert (await network.me()).person == login.user
        await network.like(quiet.post("ana.saltwater"))


async def test_a_token_comes_in_the_fragment(visitor: Visitor, quiet: Side) -> None:
    state = new_state()
    grant = read_redirect(await visitor.decides("allow", state=state, flow="token"), state=state)
    assert isinstance(grant, Token)
    async with quiet.connected(grant.text.reveal()) as network:
        assert (await network.me()).person.username == quiet.box.owner


@pytest.mark.parametrize("scopes", [(), (Scope.BASIC,)])
async def test_a_token_is_good_for_what_was_asked(visitor: Visitor, quiet: Side, scopes: tuple[Scope, ...]) -> None:
    login = await visitor.exchanges(await code_of(visitor, scopes))
    async with quiet.connected(login.token.reveal()) as network:
        assert (await network.me()).person == login.user
        with pytest.raises(BlockedError, match="grant the scope likes"):
            await network.like(quiet.post(quiet.box.owner))


@pytest.mark.parametrize("flow", ["code", "token"])
async def test_a_denial_comes_back(visitor: Visitor, flow: Literal["code", "token"]) -> None:
    state = new_state()
    address = await visitor.decides("cancel", state=state, flow=flow)
    with pytest.raises(RefusedError, match="The user denied your request"):
        read_redirect(address, state=state)


async def test_a_code_is_good_once(visitor: Visitor) -> None:
    code = await code_of(visitor)
    await visitor.exchanges(code)
    with pytest.raises(RefusedError, match="start the login again"):
        await visitor.exchanges(code)


async def test_a_wrong_secret_is_named(visitor: Visitor) -> None:
    with pytest.raises(RefusedError, match="Check the client id, the client secret"):
        await visitor.exchanges(await code_of(visitor), secret="0" * 32)


async def test_another_redirect_address_is_named(visitor: Visitor) -> None:
    with pytest.raises(RefusedError, match="Redirect URI does not match registered redirect URI"):
        await visitor.exchanges(await code_of(visitor), redirect_uri="http://127.0.0.1:9001/callback")


async def test_a_token_that_was_taken_back_blocks_the_account(visitor: Visitor, quiet: Side) -> None:
    login = await visitor.exchanges(await code_of(visitor))
    assert quiet.box.revoke_token(quiet.box.owner)
    async with quiet.connected(login.token.reveal()) as network:
        with pytest.raises(BlockedError, match="The access_token provided is invalid"):
            await network.me()
