"""Whose token it is: the account that everything else is kept under."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from domain.errors import BlockedError, ConfigError, RefusedError, RetryableError
from domain.ids import AccountKey
from domain.unknown import UNKNOWN, Maybe, Unknown
from storage import accounts
from storage.accounts import Account

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.clock import Clock
    from domain.people import Profile
    from domain.secrets import SecretText
    from networks.port import Network
    from storage.database import Database
    from storage.vault import Vault

_log = logging.getLogger(__name__)

_HOST_LENGTH = 40


class SignIn:
    """Finds out whose token it is, and keeps the account with the token sealed."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        base_url: str,
        token: SecretText,
        scopes: Maybe[frozenset[str]] = UNKNOWN,
    ) -> None:
        """`scopes`: what a login was just granted; else what is remembered of the token counts."""
        self._database = database
        self._vault = vault
        self._base_url = base_url
        self._token = token
        self._scopes = scopes

    async def account(self, network: Network, clock: Clock) -> Account:
        """The account behind the token. When the network is down, a token that was used before is enough.

        Raises:
            ConfigError: the network refuses the token.
            RetryableError: the network does not answer, and the token is new.
        """
        known = await self._known()
        try:
            profile = await network.me()
        except (BlockedError, RefusedError) as error:
            raise ConfigError(
                f"the access token is refused; log in again with likewise login, or set access_token to a new one:"
                f" {error}"
            ) from None
        except RetryableError as error:
            if known is None:
                raise
            _log.warning("going on with what is known, the network does not answer: %s", error)
            return known
        account = self._account(profile, known)
        if account != known:
            async with self._database.write() as session:
                await accounts.put(session, account, self._token.reveal(), self._vault, clock())
                return await accounts.get(session, account.key) or account
        return account

    async def _known(self) -> Account | None:
        """The account whose stored token is the one that was set."""
        async with self._database.read() as session:
            for account in await accounts.all_of(session):
                stored = await self._stored(session, account.key)
                if stored == self._token.reveal() and account.key.startswith(server_of(self._base_url)):
                    return account
        return None

    async def _stored(self, session: AsyncSession, key: AccountKey) -> str | None:
        """The account's token; `None` also where the key is lost: then the token at hand is sealed anew."""
        try:
            return await accounts.token(session, key, self._vault)
        except ConfigError:
            return None

    def _account(self, profile: Profile, known: Account | None) -> Account:
        """What the network says. A pause outlives a restart; only a new token, or the owner, ends it."""
        return Account(
            key=AccountKey(f"{server_of(self._base_url)}{profile.person.id}"),
            base_url=self._base_url,
            user_id=profile.person.id,
            username=profile.person.username,
            paused_because=known.paused_because if known else None,
            name=known.name if known else None,
            scopes=self._granted(known.scopes if known else UNKNOWN),
        )

    def _granted(self, before: Maybe[frozenset[str]]) -> Maybe[frozenset[str]]:
        """What the token is good for by now: allowing more widens the token that there is."""
        if isinstance(self._scopes, Unknown):
            return before
        return self._scopes if isinstance(before, Unknown) else self._scopes | before


def server_of(base_url: str) -> str:
    """How the keys of the accounts on a server begin. Without the port: the same server may come back on another."""
    return f"{(urlsplit(base_url).hostname or '')[-_HOST_LENGTH:]}:"
