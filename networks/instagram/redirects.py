"""The address to which somebody comes back from the authorize page, and what it says."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit

from domain.errors import RefusedError
from domain.secrets import SecretText

LONGEST_QUOTE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """Allowed, by the code flow: to be exchanged for a token, once."""

    text: SecretText


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """Allowed, by the implicit flow: the token itself."""

    text: SecretText


Grant: TypeAlias = Code | Token


def read_redirect(address: str, *, state: str) -> Grant:
    """What a redirect brings: a code in its query, or a token in its fragment, which only a browser sees.

    `state` is what was sent to the authorize page and must have come back; nothing else is believed before.

    Raises:
        RefusedError: this is not the answer to that request, or the request was denied.
    """
    told = _parts(address)
    returned = told.get("state", "").encode(errors="surrogatepass")
    if not hmac.compare_digest(returned, state.encode()):
        raise RefusedError(
            "Could not sign in: this address does not belong to the login that was begun here. Start it again."
        )
    if "error" in told:
        words = " ".join(told.get("error_description", told["error"]).split())[:LONGEST_QUOTE]
        raise RefusedError(f'Could not sign in: the network says "{words}".')
    if told.get("code"):
        return Code(text=SecretText(told["code"]))
    if told.get("access_token"):
        return Token(text=SecretText(told["access_token"]))
    raise RefusedError("Could not sign in: this address has neither a code nor a token. Start the login again.")


def _parts(address: str) -> dict[str, str]:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return {}
    return {name: values[0] for text in (parts.fragment, parts.query) for name, values in parse_qs(text).items()}
