from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from domain.ids import AccountKey, UserId
from domain.unknown import UNKNOWN
from likewise import connecting, online, settings
from likewise.check import check
from likewise.online import Token
from likewise.serving import address, listen, served
from likewise.settings import AccountSettings
from rules.loading import SourceText, load
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast
from storage import accounts
from storage.accounts import Account

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

RULES = """version: 1
rules:
  - id: suns
    mode: ask
    trigger: { new_media: { tags: [a, b, c, d], every: 30s } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
  - { id: people, mode: ask, trigger: follow_request, when: always, do: [notify] }
"""
ALL = frozenset({"basic", "public_content", "follower_list", "likes"})
TOKEN = Token(username="mila", scopes=ALL, calls_per_hour=5000, remaining=4990)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def codes(token: Token) -> list[tuple[str, str]]:
    ruleset = load([SourceText(name="rules.yaml", text=RULES)]).ruleset
    assert ruleset is not None
    return [(doubt.rule, doubt.code) for doubt in token.doubts(ruleset)]


def test_a_token_that_has_all_serves_all() -> None:
    assert codes(TOKEN) == []


def test_rules_that_a_token_cannot_serve_are_named_with_what_it_lacks() -> None:
    token = Token(username="mila", scopes=frozenset({"basic", "likes"}), calls_per_hour=5000, remaining=1)
    assert codes(token) == [("suns", "W213"), ("people", "W213")]


def test_what_nobody_tells_is_not_held_against_a_rule() -> None:
    token = Token(username="mila", scopes=UNKNOWN, calls_per_hour=5000, remaining=1)
    assert codes(token) == []
    assert token.told() == "@mila: 1 of 5000 calls left this hour, the network does not tell its scopes"
    assert token.for_programs()["scopes"] is None


def test_the_polling_plan_is_held_against_what_the_network_grants() -> None:
    assert codes(Token(username="mila", scopes=ALL, calls_per_hour=500, remaining=500)) == [("suns", "W209")]


def test_check_tells_of_the_token_beside_the_rules(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    token = Token(username="mila", scopes=frozenset({"basic"}), calls_per_hour=5000, remaining=4990)
    text, code = check([tmp_path / "rules.yaml"], as_json=False, colour=False, token=token)
    assert code == 0
    assert "rules.yaml:3:5: warning: suns: the token lacks likes and public_content, so this rule" in text
    assert text.splitlines()[-2] == "@mila: 4990 of 5000 calls left this hour, scopes basic"
    text, _ = check([tmp_path / "rules.yaml"], as_json=True, colour=False, token=token)
    assert '"calls_per_hour": 5000' in text


class Site:
    """A network on a real port, and settings that lead to it."""

    def __init__(self, box: InstagramSandbox, base: str, folder: Path) -> None:
        self.box = box
        self._values = {"BASE_URL": f"{base}/v1", "DATA": str(folder / "data")}

    def settings(self, token: str) -> AccountSettings:
        values = {**self._values, "ACCESS_TOKEN": token}
        environ = {f"LIKEWISE_{name}": value for name, value in values.items()}
        return settings.from_environ(environ, AccountSettings)


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    box = InstagramSandbox.open(None, control_key="canary-key", cast=Cast.quiet())
    with closing(listen(0)) as sock:
        async with served(box.app, sock, stopping=box.close):
            yield Site(box, address(sock), tmp_path)


async def test_the_network_is_asked_whose_token_it_is_and_what_is_left(site: Site) -> None:
    found = await online.ask(site.settings(site.box.issue_token(site.box.owner)), lambda: NOW)
    assert (found.username, found.scopes, found.calls_per_hour, found.remaining) == (
        site.box.owner,
        UNKNOWN,
        5000,
        4999,
    )


async def test_what_a_login_was_granted_is_known(site: Site) -> None:
    chosen = site.settings(site.box.issue_token(site.box.owner))
    profile = await _me(chosen)
    async with connecting.store(chosen, new=True) as (database, vault), database.write() as session:
        account = Account(
            key=AccountKey(f"127.0.0.1:{profile}"),
            base_url=chosen.base_url,
            user_id=profile,
            username=site.box.owner,
            scopes=frozenset({"basic", "likes"}),
        )
        await accounts.put(session, account, "canary-token", vault, NOW)
    assert (await online.ask(chosen, lambda: NOW)).scopes == frozenset({"basic", "likes"})


async def test_a_token_that_is_refused_is_told(site: Site) -> None:
    with pytest.raises(ConfigError, match="the access token is refused; log in again with likewise login"):
        await online.ask(site.settings("canary-unknown"), lambda: NOW)


async def _me(chosen: AccountSettings) -> UserId:
    found = await connecting.speaker(chosen)
    async with connecting.network(chosen, found, clock=lambda: NOW) as network:
        return (await network.me()).person.id
