"""`likewise check --online`: what the token at hand can serve of the rules, and how many calls it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import BlockedError, ConfigError, RefusedError
from domain.ids import AccountKey
from domain.unknown import UNKNOWN, Maybe, Unknown
from likewise import connecting
from likewise.account import server_of
from likewise.scopes import unserved
from networks.instagram.scopes import Scope
from rules.lint.doubt import Doubt
from rules.lint.together import lint
from storage import accounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.clock import Clock
    from likewise.settings import AccountSettings
    from rules.ruleset import RuleSet


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """Whose it is, and what it is good for."""

    username: str
    scopes: Maybe[frozenset[str]]
    calls_per_hour: int
    """What the network grants it."""
    remaining: int
    """What is left of that now."""

    def doubts(self, rules: RuleSet) -> Iterator[Doubt]:
        """What the rules are doubted for, this token in view."""
        yield from lint(rules, calls_per_hour=self.calls_per_hour)
        if not isinstance(self.scopes, Unknown):
            for name, lacking in unserved(rules, self.scopes).items():
                message = f"the token lacks {' and '.join(lacking)}, so this rule cannot do all of its work"
                yield Doubt(code="W213", rule=name, key="id", message=f"{message}; let it in again: likewise login")

    def told(self) -> str:
        """The token in a line."""
        untold = isinstance(self.scopes, Unknown)
        scopes = "the network does not tell its scopes" if untold else f"scopes {', '.join(self._ordered())}"
        return f"@{self.username}: {self.remaining} of {self.calls_per_hour} calls left this hour, {scopes}"

    def for_programs(self) -> dict[str, object]:
        """The token as JSON."""
        return {
            "username": self.username,
            "scopes": None if isinstance(self.scopes, Unknown) else self._ordered(),
            "calls_per_hour": self.calls_per_hour,
            "remaining": self.remaining,
        }

    def _ordered(self) -> list[str]:
        return [] if isinstance(self.scopes, Unknown) else [scope for scope in Scope if scope in self.scopes]


async def ask(settings: AccountSettings, clock: Clock) -> Token:
    """Ask the network about the token, which costs one call.

    Raises:
        ConfigError: there is no token, or the network refuses it.
        RetryableError: the network does not answer.
    """
    found = await connecting.speaker(settings)
    async with connecting.network(settings, found, clock=clock) as network:
        try:
            profile = await network.me()
        except (BlockedError, RefusedError) as error:
            raise ConfigError(f"the access token is refused; log in again with likewise login: {error}") from None
        left = network.budget
    key = AccountKey(f"{server_of(found.base_url)}{profile.person.id}")
    return Token(
        username=profile.person.username,
        scopes=await _scopes(settings, key),
        calls_per_hour=left.limit,
        remaining=left.remaining,
    )


async def _scopes(settings: AccountSettings, key: AccountKey) -> Maybe[frozenset[str]]:
    """What was granted at the login, if there was one."""
    if not connecting.is_there(settings):
        return UNKNOWN
    async with connecting.store(settings) as (database, _), database.read() as session:
        account = await accounts.get(session, key)
    return UNKNOWN if account is None else account.scopes
