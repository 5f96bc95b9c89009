from __future__ import annotations

import asyncio
import html
import re
import threading
from contextlib import closing
from dataclasses import replace
from queue import Queue
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from domain.errors import ConfigError, LikewiseError, RefusedError
from domain.unknown import UNKNOWN
from likewise import connecting, settings
from likewise.login.command import Manner, log_in
from likewise.login.report import report
from likewise.serving import address, listen, served
from likewise.settings import AccountSettings
from networks.instagram.scopes import Scope
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast
from storage import accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from storage.accounts import Account

ALL = Manner(scopes=tuple(Scope), redirect_uri=None, paste=False, name=None)
SOME = (Scope.BASIC, Scope.LIKES)
HIDDEN = re.compile(r'name="(\w+)"[^>]*value="([^"]*)"')
PEOPLE = re.compile(r'value="(\d+)"')
RULES = """version: 1
rules:
  - id: sunsets
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: always
    do: [like]
"""


class Site:
    """A network on a real port, and the settings that lead to it."""

    def __init__(self, box: InstagramSandbox, base: str, folder: Path) -> None:
        self.box = box
        self.folder = folder
        self.app = box.apps.first
        self._base = base

    def settings(self, *without: str) -> AccountSettings:
        values = {
            "base_url": f"{self._base}/v1",
            "client_id": self.app.client_id,
            "client_secret": self.app.client_secret,
            "data": str(self.folder / "data"),
            "rules": str(self.folder / "rules.yaml"),
        }
        environ = {f"LIKEWISE_{name.upper()}": value for name, value in values.items() if name not in without}
        return settings.from_environ(environ, AccountSettings)

    async def stored(self) -> list[Account]:
        async with connecting.store(self.settings()) as (database, _), database.read() as session:
            return await accounts.all_of(session)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Served by a thread of its own: the owner's browser waits for it in ours."""
    opened: Queue[tuple[InstagramSandbox, str, Callable[[], object]]] = Queue()

    async def serve() -> None:
        box = InstagramSandbox.open(None, control_key="canary-key", cast=Cast.quiet())
        end, loop = asyncio.Event(), asyncio.get_running_loop()
        with closing(listen(0)) as sock:
            async with served(box.app, sock, stopping=box.close):
                opened.put((box, address(sock), lambda: loop.call_soon_threadsafe(end.set)))
                await end.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    box, base, stop = opened.get(timeout=60)
    yield Site(box, base, tmp_path)
    stop()
    thread.join()


class Owner:
    """Goes to the page, chooses, and comes back; what they paste instead is made of the address they came to."""

    def __init__(self, *, decision: str = "allow", paste: Callable[[str], str] = str) -> None:
        self._decision = decision
        self._paste = paste
        self.came_to = ""
        self.asked = ""
        self.waiting = False
        """Whether a browser on this machine comes back by itself."""

    def open(self, url: str) -> None:
        with httpx.Client(trust_env=False) as client:
            page = client.get(url).text
            hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
            form = {**hidden, "resident": PEOPLE.findall(page)[0], "decision": self._decision}
            self.came_to = client.post(url.partition("?")[0], data=form).headers["location"]
        if self.waiting:
            threading.Thread(target=self._come_back).start()

    def _come_back(self) -> None:
        with httpx.Client(trust_env=False) as client:
            address, _, fragment = self.came_to.partition("#")
            client.get(address)
            if fragment:
                client.post(address, content=fragment)

    def paste(self, question: str) -> str:
        self.asked = question
        return self._paste(self.came_to)


def at_the_browser(decision: str = "allow") -> Owner:
    owner = Owner(decision=decision)
    owner.waiting = True
    return owner


async def test_a_login_in_the_browser_stores_the_account_and_what_was_granted(site: Site) -> None:
    owner = at_the_browser()
    account = await log_in(site.settings(), replace(ALL, scopes=SOME, name="mine"), owner)
    assert (account.username, account.name, account.scopes) == (site.box.owner, "mine", frozenset(SOME))
    assert await site.stored() == [account]
    assert urlsplit(owner.came_to).netloc.startswith("127.0.0.1:")


async def test_the_token_is_nowhere_in_clear(site: Site) -> None:
    await log_in(site.settings(), ALL, at_the_browser())
    token = site.box.issue_token(site.box.owner)
    for file in (site.folder / "data").iterdir():
        assert token.encode() not in file.read_bytes()


async def test_logging_in_again_with_other_scopes_adds_them(site: Site) -> None:
    await log_in(site.settings(), replace(ALL, scopes=SOME), at_the_browser())
    account = await log_in(site.settings(), replace(ALL, scopes=(Scope.BASIC, Scope.COMMENTS)), at_the_browser())
    assert account.scopes == frozenset({"basic", "likes", "comments"})


async def test_without_a_secret_the_token_comes_in_the_fragment(site: Site) -> None:
    owner = at_the_browser()
    account = await log_in(site.settings("client_secret"), ALL, owner)
    assert "#access_token=" in owner.came_to
    assert account.scopes == frozenset(Scope)


async def test_a_no_stores_nothing(site: Site) -> None:
    with pytest.raises(RefusedError, match="denied your request"):
        await log_in(site.settings(), ALL, at_the_browser("cancel"))
    assert not (site.folder / "data").exists()


async def test_a_registered_address_is_come_back_to_as_it_is(site: Site) -> None:
    with closing(listen(0)) as sock:
        port = sock.getsockname()[1]
    owner = at_the_browser()
    await log_in(site.settings(), replace(ALL, redirect_uri=f"http://localhost:{port}/callback"), owner)
    assert owner.came_to.startswith(f"http://localhost:{port}/callback?code=")


async def test_a_registered_port_that_is_taken_is_not_replaced(site: Site) -> None:
    with closing(listen(0)) as sock:
        uri = f"http://127.0.0.1:{sock.getsockname()[1]}/callback"
        with pytest.raises(ConfigError, match="is taken and cannot be opened"):
            await log_in(site.settings(), replace(ALL, redirect_uri=uri), at_the_browser())


@pytest.mark.parametrize(
    "uri", ["https://app.example/callback", "http://127.0.0.1.evil.example/", "http://127.0.0.1:x"]
)
async def test_a_browser_comes_back_to_this_machine_only(site: Site, uri: str) -> None:
    with pytest.raises(ConfigError, match="for another address add --paste"):
        await log_in(site.settings(), replace(ALL, redirect_uri=uri), at_the_browser())


async def test_the_address_of_a_browser_elsewhere_can_be_pasted(site: Site) -> None:
    owner = Owner()
    account = await log_in(site.settings(), replace(ALL, scopes=SOME, paste=True), owner)
    assert owner.asked.startswith("The whole address that you come to after Allow")
    assert account.scopes == frozenset(SOME)


async def test_the_address_of_another_login_is_refused(site: Site) -> None:
    def forged(address: str) -> str:
        return re.sub("state=[^&]*", "state=other", address)

    with pytest.raises(RefusedError, match="does not belong to the login that was begun here"):
        await log_in(site.settings(), replace(ALL, paste=True), Owner(paste=forged))


async def test_a_token_can_be_pasted_without_any_app_and_its_scopes_are_not_known(site: Site) -> None:
    token = site.box.issue_token(site.box.owner)
    owner = Owner(paste=lambda _: f" {token}\n")
    account = await log_in(site.settings("client_id", "client_secret"), replace(ALL, paste=True), owner)
    assert (owner.asked, owner.came_to, account.scopes) == ("Access token", "", UNKNOWN)


@pytest.mark.parametrize("pasted", ["", "two words", "a/path", "bell\a"])
async def test_what_cannot_be_a_token_is_not_sent(site: Site, pasted: str) -> None:
    with pytest.raises(ConfigError, match="that is no access token"):
        await log_in(site.settings("client_id"), replace(ALL, paste=True), Owner(paste=lambda _: pasted))


async def test_a_token_that_the_network_refuses_is_not_stored(site: Site) -> None:
    with pytest.raises(LikewiseError, match="refused"):
        await log_in(site.settings(), replace(ALL, paste=True), Owner(paste=lambda _: "7.canary"))
    assert await site.stored() == []


async def test_without_an_app_there_is_no_page_to_open(site: Site) -> None:
    with pytest.raises(ConfigError, match="likewise login --paste"):
        await log_in(site.settings("client_id"), ALL, Owner())


async def test_the_report_says_what_the_token_may_and_which_rules_it_would_not_serve(site: Site) -> None:
    chosen = site.settings()
    narrow = await log_in(chosen, replace(ALL, scopes=SOME), at_the_browser())
    assert report(narrow, chosen).splitlines()[1:] == ["Scopes: basic, likes."]
    chosen.rules.write_text(RULES, encoding="utf-8")
    assert report(narrow, chosen).splitlines()[2:] == [
        f"They would not serve these rules in {chosen.rules}:",
        "  sunsets needs public_content",
        "To have them all: likewise login --scope public_content --scope likes",
    ]
    wide = replace(narrow, scopes=frozenset(Scope))
    assert report(wide, chosen).splitlines()[2:] == [f"They serve every rule in {chosen.rules}."]
    chosen.rules.write_text("version: 2", encoding="utf-8")
    assert "has mistakes" in report(wide, chosen)
    assert "does not tell which scopes" in report(replace(narrow, scopes=UNKNOWN), chosen)


async def test_the_report_minds_a_setting_that_names_another_account(site: Site) -> None:
    account = await log_in(site.settings(), ALL, at_the_browser())
    chosen = site.settings().model_copy(update={"account": "holidays"})
    assert report(account, chosen).endswith(f"name the account holidays; this one is {site.box.owner}.")
