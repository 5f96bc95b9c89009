"""How the bot gets its updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.telegram.errors import bad_request, conflict
from sandbox.telegram.updates import LIMIT

if TYPE_CHECKING:
    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.wire import Json


async def get_updates(platform: Platform, parameters: Parameters) -> list[Json]:
    """Confirm what is below `offset` and wait for more."""
    if platform.profile.webhook():
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    allowed = parameters.shape("allowed_updates", list[str])
    if allowed is not None:
        platform.updates.allow(allowed)
    return await platform.updates.take(
        offset=parameters.integer("offset") or 0,
        limit=parameters.integer("limit") or LIMIT,
        seconds=parameters.integer("timeout") or 0,
    )


async def set_webhook(platform: Platform, parameters: Parameters) -> bool:
    """Remember the address. The stand-in does not push; what it remembers keeps getUpdates away, as on Telegram."""
    url = parameters.text("url") or ""
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    allowed = parameters.shape("allowed_updates", list[str])
    if allowed is not None:
        platform.updates.allow(allowed)
    platform.profile.set_webhook(url)
    _drop_pending(platform, parameters)
    return True


async def delete_webhook(platform: Platform, parameters: Parameters) -> bool:
    """Go back to polling."""
    platform.profile.set_webhook("")
    _drop_pending(platform, parameters)
    return True


async def get_webhook_info(platform: Platform, _parameters: Parameters) -> Json:
    """Where updates would be pushed to, and how many wait."""
    info: Json = {
        "url": platform.profile.webhook(),
        "has_custom_certificate": False,
        "pending_update_count": platform.updates.pending,
    }
    if platform.updates.allowed:
        info["allowed_updates"] = platform.updates.allowed
    return info


def _drop_pending(platform: Platform, parameters: Parameters) -> None:
    if parameters.flag("drop_pending_updates"):
        platform.updates.forget()
