"""For whom a command speaks: the token that was set, or one that a login has stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from domain.secrets import SecretText
from likewise.account import server_of
from storage import accounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from likewise.settings import AccountSettings
    from storage.accounts import Account
    from storage.database import Database
    from storage.vault import Vault


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """A token, and the server that it is for."""

    base_url: str
    token: SecretText


NOBODY = "there is no account yet; log in with: likewise login (or set access_token, or LIKEWISE_ACCESS_TOKEN)"


def given(settings: AccountSettings) -> Credentials | None:
    """The token that was set, if one was.

    Raises:
        ConfigError: a stored account is named as well.
    """
    if settings.access_token is None:
        return None
    if settings.account is not None:
        raise ConfigError("access_token and account both say for whom to act; keep one of them")
    return Credentials(base_url=settings.base_url, token=SecretText(settings.access_token.get_secret_value()))


async def find(settings: AccountSettings, database: Database, vault: Vault) -> Credentials:
    """The token that was set; without one, that of the stored account that was named, or of the only one.

    A stored token goes to the server it came from: where another address is set, it must be of the same host.

    Raises:
        ConfigError: there is none, or it is not said which.
    """
    if (told := given(settings)) is not None:
        return told
    chosen_server = "base_url" in settings.model_fields_set
    async with database.read() as session:
        known = await accounts.all_of(session)
        if chosen_server:
            known = [account for account in known if account.key.startswith(server_of(settings.base_url))]
        account = chosen(settings.account, known)
        token = await accounts.token(session, account.key, vault)
    base_url = settings.base_url if chosen_server else account.base_url
    return Credentials(base_url=base_url, token=SecretText(token or ""))


def named(name: str, known: Sequence[Account]) -> Account:
    """The account that the owner means by a name.

    Raises:
        ConfigError: there is none, or more than one.
    """
    wanted = name.removeprefix("@").casefold()
    matches = [account for account in known if account.title.casefold() == wanted or account.key == name]
    if not matches:
        raise ConfigError(f"there is no account {name}; {_listed(known)}")
    if len(matches) > 1:
        keys = ", ".join(account.key for account in matches)
        raise ConfigError(f"{len(matches)} accounts are called {name}; say which by {keys}")
    return matches[0]


def chosen(name: str | None, known: Sequence[Account]) -> Account:
    """The account that was named; without a name, the only one.

    Raises:
        ConfigError: there is none, or it is not said which.
    """
    if name is not None:
        return named(name, known)
    if not known:
        raise ConfigError(NOBODY)
    if len(known) > 1:
        raise ConfigError(f"{_listed(known)}; set account, or LIKEWISE_ACCOUNT, to the one that is meant")
    return known[0]


def _listed(known: Sequence[Account]) -> str:
    if not known:
        return "none is stored; log in with: likewise login"
    return f"stored are {', '.join(account.title for account in known)}"


def signing_secret(settings: AccountSettings) -> SecretText | None:
    """What requests are signed with; `None`: the app does not ask for signatures."""
    if not settings.sign_requests or settings.client_secret is None:
        return None
    return SecretText(settings.client_secret.get_secret_value())
