"""How the owner is asked to let Likewise in: in a browser on this machine, or by pasting what another shows."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, urlsplit

from domain.errors import ConfigError
from domain.secrets import SecretText
from domain.unknown import UNKNOWN
from likewise.login.callback import Callback
from likewise.serving import LOOPBACK, listen, served
from networks.instagram import oauth
from networks.instagram.redirects import Token, read_redirect

if TYPE_CHECKING:
    from domain.unknown import Maybe
    from networks.instagram.redirects import Grant
    from networks.instagram.scopes import Scope

_PATH = "/callback"
_NO_TOKEN = frozenset(" /")


class Person(Protocol):
    """The owner at the terminal."""

    def open(self, url: str) -> None:
        """Open the authorize page, and say its address."""
        ...

    def paste(self, question: str) -> str:
        """What they paste, unseen by others."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """The authorize page of one app."""

    base_url: str
    client_id: str
    scopes: tuple[Scope, ...]
    implicit: bool
    """Whether the token comes at once: without a secret, a code is good for nothing."""

    def url(self, redirect_uri: str, state: str) -> str:
        """Where to go, and to come back from."""
        return oauth.authorize_url(
            self.base_url,
            client_id=self.client_id,
            redirect_uri=redirect_uri,
            scopes=self.scopes,
            state=state,
            flow="token" if self.implicit else "code",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What the owner gave."""

    grant: Grant
    redirect_uri: str
    """The address that a code was asked with."""
    scopes: Maybe[frozenset[str]]
    """What it was asked for; UNKNOWN of a token from elsewhere."""


async def in_browser(door: Door, person: Person, redirect_uri: str | None) -> Asked:
    """Open the page and wait for the browser to come back: to the registered address, or to any free port.

    Raises:
        ConfigError: the registered address is not on this machine, or its port is taken.
        LikewiseError: the owner said no, or nothing.
    """
    wanted = _on_this_machine(redirect_uri or f"http://{LOOPBACK}{_PATH}")
    path, state = wanted.path or "/", oauth.new_state()
    with closing(listen(wanted.port or 0, or_free=wanted.port is None)) as sock:
        back = wanted._replace(netloc=f"{wanted.hostname}:{sock.getsockname()[1]}", path=path).geturl()
        callback = Callback(state, path=path)
        async with served(callback.app, sock, stopping=_nothing):
            person.open(door.url(back, state))
            await callback.wait()
    return Asked(grant=callback.grant(), redirect_uri=back, scopes=frozenset(door.scopes))


def by_pasting(door: Door | None, person: Person, redirect_uri: str | None) -> Asked:
    """Say the page's address and take what is pasted: the address that was come back to, or a token.

    Raises:
        ConfigError: it is neither.
        RefusedError: it is the answer to another login, or a no.
    """
    back = redirect_uri or f"http://{LOOPBACK}{_PATH}"
    state = oauth.new_state()
    question = "Access token"
    if door is not None:
        person.open(door.url(back, state))
        question = "The whole address that you come to after Allow, or an access token"
    words = person.paste(question).strip()
    if door is not None and "://" in words:
        grant = read_redirect(words, state=state)
        return Asked(grant=grant, redirect_uri=back, scopes=frozenset(door.scopes))
    if not words.isprintable() or not words or not _NO_TOKEN.isdisjoint(words):
        raise ConfigError("that is no access token; it would be one word of letters, digits and dots")
    return Asked(grant=Token(text=SecretText(words)), redirect_uri=back, scopes=UNKNOWN)


def _on_this_machine(uri: str) -> SplitResult:
    parts = urlsplit(uri)
    with suppress(ValueError):  # a port that is no number
        if parts.scheme == "http" and parts.hostname in {LOOPBACK, "localhost"} and parts.port != 0:
            return parts
    raise ConfigError("a browser can only come back to http://127.0.0.1; for another address add --paste")


def _nothing() -> None:
    """The answers end by themselves."""
