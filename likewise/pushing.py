"""Opens the door that the network pushes to. Imported only where there is one: servers take memory."""

from __future__ import annotations

import secrets
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from domain.secrets import SecretText
from likewise.journey import Step
from likewise.serving import listen, served
from likewise.subscribing import Subscribing
from networks.instagram.oauth import Application
from networks.instagram.subscriptions import Subscriptions
from polling.waking import Waking
from web.hook import Hook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from actions.surroundings import Surroundings
    from domain.sources import Source
    from likewise.settings import Settings


@asynccontextmanager
async def pushed(
    settings: Settings, base_url: str, around: Surroundings, *, look: Step, tell: Step
) -> AsyncIterator[Step]:
    """Take updates in while the block lasts, and wake `look` for them; the step keeps the subscriptions right.

    Raises:
        ConfigError: the port is taken.
    """
    if settings.public_url is None or settings.client_id is None or settings.client_secret is None:
        raise ConfigError("public_url, client_id and client_secret belong together")
    application = Application(
        client_id=settings.client_id, client_secret=SecretText(settings.client_secret.get_secret_value())
    )
    waking = Waking(account=around.account, network=around.network, database=around.database, clock=around.clock)
    verify_token = secrets.token_urlsafe(24)

    async def wake(told: frozenset[Source]) -> None:
        if await waking.wake(told):
            look.wake()

    hook = Hook(application.client_secret, verify_token=verify_token, wake=wake)
    with closing(listen(settings.webhook_port, or_free=False)) as sock:
        async with (
            Subscriptions.connect(base_url, application, clock=around.clock) as wishes,
            served(hook.app, sock, stopping=_nothing),
        ):
            subscribing = Subscribing(
                account=around.account,
                database=around.database,
                clock=around.clock,
                wishes=wishes,
                callback_url=settings.public_url,
                verify_token=verify_token,
            )
            yield Step("subscribing", subscribing.round, then=(tell,))


def _nothing() -> None:
    """The answers end by themselves."""
