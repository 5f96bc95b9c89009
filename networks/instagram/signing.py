"""Signed requests, for applications that the network asks them of."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.secrets import SecretText


def signature(path: str, parameters: Mapping[str, str], secret: SecretText) -> str:
    """The value of `sig` for a request, in small hexadecimal letters.

    `path` is the endpoint below `/v1`, with a slash in front and without a query; `parameters` are all that are
    sent, those of a body too, in plain text. Choice: the path in plain text as well.
    """
    pairs = [f"{name}={value}" for name, value in sorted(parameters.items()) if name != "sig"]
    return hmac.digest(secret.reveal().encode(), "|".join([path, *pairs]).encode(), "sha256").hex()
