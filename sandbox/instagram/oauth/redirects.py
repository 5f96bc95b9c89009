"""Where people are sent back to: which addresses an app may register, and which fit one that it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[!#-&(-+\-./0-9:=?@A-Z\[\]_a-z~%]+")
"""What may stand in a redirect address: no space, quote, comma or semicolon, which mean something in headers."""
_RUNNING = frozenset({"javascript", "data", "vbscript", "file", "blob", "about", "view-source"})
"""Schemes that would run or show something in the name of this server."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def registrable(uri: str) -> str:
    """The address itself.

    Raises:
        ValueError: it is not a whole address without fragment, or none that people may be sent to.
    """
    parts = _split(uri)
    if parts is None or not parts.scheme or parts.scheme in _RUNNING or parts.fragment or "#" in uri:
        raise ValueError("A redirect URI is a whole address without fragment, such as https://app.example/callback.")
    if parts.scheme in ("http", "https") and not parts.hostname:
        raise ValueError("A redirect URI names a host, such as https://app.example/callback.")
    return uri


def fits(uri: str, registered: Iterable[str]) -> bool:
    """Whether host and path are as registered, and a registered query comes first, unchanged.

    Choice, after RFC 8252: the port of a loopback address is left to the app.
    """
    wanted = _split(uri)
    return wanted is not None and "#" not in uri and any(_matches(wanted, urlsplit(one)) for one in registered)


def with_query(uri: str, values: Mapping[str, str]) -> str:
    """The address with more in its query."""
    return f"{uri}{'&' if '?' in uri else '?'}{urlencode(values)}"


def with_fragment(uri: str, values: Mapping[str, str]) -> str:
    """The address with a fragment, which stays in the browser."""
    return f"{uri}#{urlencode(values)}"


def policy_source(uri: str) -> str:
    """What a content security policy calls the place that a fitting address leads to."""
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else f"{parts.scheme}:"


def _split(uri: str) -> SplitResult | None:
    if not _PLAIN.fullmatch(uri):
        return None
    try:
        parts = urlsplit(uri)
        known = parts.port != 0
    except ValueError:  # brackets that hold no address, or a port that is no number
        return None
    return parts if known else None


def _matches(wanted: SplitResult, registered: SplitResult) -> bool:
    if (wanted.scheme, wanted.path or "/") != (registered.scheme, registered.path or "/"):
        return False
    if not _same_host(wanted, registered):
        return False
    rest = wanted.query.removeprefix(registered.query)
    begins = wanted.query.startswith(registered.query)
    return begins and (not registered.query or not rest or rest.startswith("&"))


def _same_host(wanted: SplitResult, registered: SplitResult) -> bool:
    if wanted.hostname in _LOOPBACK:
        return wanted.hostname == registered.hostname and "@" not in wanted.netloc
    return wanted.netloc == registered.netloc
