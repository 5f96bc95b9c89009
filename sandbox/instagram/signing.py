"""Signed requests: what `sig` must be."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def signature(secret: str, endpoint: str, params: Mapping[str, str]) -> str:
    """The signature of a call: HMAC-SHA256, lower-case hex.

    `endpoint` is the path after `/v1`; `params` are all parameters with raw values, `sig` left out here.
    """
    said = (f"{name}={value}" for name, value in sorted(params.items()) if name != "sig")
    return hmac.new(secret.encode(), "|".join((endpoint, *said)).encode(), sha256).hexdigest()


def is_signed(secret: str, endpoints: Iterable[str], params: Mapping[str, str]) -> bool:
    """Whether `sig` is right for one of these spellings of the path."""
    given = params.get("sig", "").encode()
    return any(hmac.compare_digest(signature(secret, one, params).encode(), given) for one in endpoints)
