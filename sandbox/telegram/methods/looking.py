"""Questions about files and chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.telegram.errors import bad_request
from sandbox.telegram.files import MOST_BYTES_DOWN

if TYPE_CHECKING:
    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.wire import Json


async def get_file(platform: Platform, parameters: Parameters) -> Json:
    """Where a file can be downloaded."""
    found = platform.files.find(parameters.text("file_id") or "")
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(found.data) > MOST_BYTES_DOWN:
        raise bad_request("file is too big")
    return found.as_object()


async def get_chat(platform: Platform, parameters: Parameters) -> Json:
    """A chat in full."""
    person = platform.chats.known(parameters.text("chat_id"))
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    return {
        **person.as_chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
        "active_usernames": [person.username],
    }
