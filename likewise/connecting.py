"""From settings to the store and to the network, for commands that speak for an account and end."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from likewise import credentials, logs
from networks.instagram.network import InstagramNetwork
from networks.instagram.retries import Retries
from storage.database import open_database
from storage.vault import Vault, key_from_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from domain.clock import Clock
    from likewise.credentials import Credentials
    from likewise.settings import AccountSettings
    from storage.database import Database


def is_there(settings: AccountSettings) -> bool:
    """Whether there may be a database."""
    return settings.database is not None or (settings.data / "likewise.db").exists()


@asynccontextmanager
async def store(settings: AccountSettings, *, new: bool = False) -> AsyncIterator[tuple[Database, Vault]]:
    """The database and what opens its secrets, also while `likewise run` works with them.

    Raises:
        ConfigError: there is none and it shall not be a `new` one, or it cannot be opened.
    """
    if not new and not is_there(settings):
        raise ConfigError(credentials.NOBODY)
    vault = Vault(key_from_file(settings.folder() / "likewise.key"))
    async with open_database(settings.database_url.get_secret_value(), alone=False) as database:
        yield database, vault


async def speaker(settings: AccountSettings) -> Credentials:
    """For whom to speak; from here on the log knows what to hide.

    Raises:
        ConfigError: for nobody, or it is not said for whom.
    """
    found = credentials.given(settings)
    if found is None:
        async with store(settings) as (database, vault):
            found = await credentials.find(settings, database, vault)
    logs.set_up("warning", [*settings.secrets(), found.token.reveal()], sys.stderr)
    return found


def network(
    settings: AccountSettings, found: Credentials, *, clock: Clock
) -> AbstractAsyncContextManager[InstagramNetwork]:
    """The network as the account sees it. What merely reads is asked again after a moment when the line breaks."""
    return InstagramNetwork.connect(
        found.base_url,
        found.token,
        clock=clock,
        limits=settings.limits,
        signing_secret=credentials.signing_secret(settings),
        retries=Retries(),
    )
