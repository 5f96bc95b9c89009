"""Reads what an app wishes, and asks its callback whether it is meant."""

from __future__ import annotations

import re
import secrets
from http import HTTPStatus
from math import nan
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sandbox.instagram.api import errors
from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.subscriptions.courier import Letter, UnreachableError
from sandbox.instagram.subscriptions.register import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.instagram.apps import App
    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.subscriptions.courier import Courier

_LARGEST_RADIUS = 5000.0
_LONGEST_ADDRESS = 2000
_TAG = re.compile(r"\w{1,100}")


def kind(app: App, params: Mapping[str, str]) -> str:
    """What sort of thing the app wants to hear of.

    Raises:
        ApiError: there is none of that sort, or not for this app.
    """
    kinds = KINDS if app.shape == "legacy" else KINDS[:1]
    wanted = params.get("object", "")
    if wanted not in kinds:
        raise errors.invalid(f"object must be one of {', '.join(kinds)}.")
    if params.get("aspect") != "media":
        raise errors.invalid("aspect must be media.")
    return wanted


async def confirm(courier: Courier, params: Mapping[str, str]) -> str:
    """The callback's address, after it has given back a challenge.

    Raises:
        ApiError: it has not.
    """
    url = params.get("callback_url", "")
    if not url or len(url) > _LONGEST_ADDRESS:
        raise errors.invalid("Missing callback_url parameter." if not url else "callback_url is too long.")
    challenge = secrets.token_hex(16)
    query = {"hub.mode": "subscribe", "hub.challenge": challenge}
    if "verify_token" in params:
        query["hub.verify_token"] = params["verify_token"]
    address = f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"
    try:
        reply = await courier.bring(Letter(method="GET", url=address))
    except UnreachableError as error:
        raise _refused(f'Unable to reach callback URL "{url}".') from error
    if reply.status != HTTPStatus.OK or reply.text != challenge:
        raise _refused("Invalid response")
    return url


def target(deeds: Deeds, client_id: str, wanted: str, params: Mapping[str, str]) -> str | None:
    """The id of what the app wants to hear of; a circle is made here.

    Raises:
        ApiError: there is no such thing.
    """
    object_id = params.get("object_id", "")
    if wanted == "user":
        return None
    if wanted == "geography":
        latitude, longitude, radius = _degrees(params, "lat", 90), _degrees(params, "lng", 180), _radius(params)
        return deeds.geographies.add(client_id, latitude, longitude, radius).id
    if wanted == "location":
        if object_id not in deeds.world.places:
            raise errors.unknown_location()
        return object_id
    if not _TAG.fullmatch(object_id):
        raise errors.invalid("object_id must be the name of a tag, without #.")
    return object_id.lower()


def _degrees(params: Mapping[str, str], name: str, limit: float) -> float:
    number = _number(params, name)
    if not abs(number) <= limit:  # so that "not a number" fails too
        raise errors.invalid(f"{name} must be a number from -{limit:g} to {limit:g}.")
    return number


def _radius(params: Mapping[str, str]) -> float:
    radius = _number(params, "radius")
    if not 0 < radius <= _LARGEST_RADIUS:
        raise errors.invalid(f"radius must be a number of metres above 0, and at most {_LARGEST_RADIUS:g}.")
    return radius


def _number(params: Mapping[str, str], name: str) -> float:
    try:
        return float(params.get(name, ""))
    except ValueError:
        return nan


def _refused(message: str) -> ApiError:
    return ApiError("APISubscriptionError", message)
