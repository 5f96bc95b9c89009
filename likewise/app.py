"""The whole program, put together. The only module that knows every room."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from actions.desk import Desk
from actions.running import Acting
from actions.surroundings import Surroundings
from bot.connections import Connections
from bot.service import ChatBot
from domain.clock import wall_clock
from domain.secrets import SecretText
from likewise import credentials
from likewise.account import SignIn
from likewise.heartbeat import Crew, Heartbeat
from likewise.inviting import Inviting
from likewise.journey import Step
from likewise.patience import patiently
from likewise.regime import Regime
from likewise.rereading import Rereading
from likewise.rulebook import Rulebook
from likewise.stopping import unless
from likewise.terminal import Opening
from networks.instagram.line import api_address, light_line
from networks.instagram.network import InstagramNetwork
from polling.judging import Judging
from polling.looking import Looking
from polling.ticking import ticking
from rules.collector import settle
from storage import notices
from storage.database import open_database
from storage.halting import NAME, Halt
from storage.vault import Vault, key_from_file

if TYPE_CHECKING:
    from domain.clock import Clock
    from likewise.settings import Settings
    from likewise.terminal import Screen
    from storage.accounts import Account

GRACE_SECONDS = 3.0
"""How long a call in hand may take after a stop. What is cancelled then is settled by the next start."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ground:
    """What everything else stands on."""

    account: Account
    rulebook: Rulebook
    regime: Regime
    opening: str
    """What to tell the owner about the rules to begin with, if anything."""
    around: Surroundings


@dataclass(frozen=True, kw_only=True, slots=True)
class _House:
    """Everything, open and connected."""

    ground: _Ground
    looking: Looking
    judging: Judging
    acting: Acting
    bot: ChatBot


async def run(settings: Settings, *, stop: asyncio.Event, screen: Screen, clock: Clock = wall_clock) -> None:
    """Watch, match, act and tell until `stop` is set; then finish the call in hand and close everything.

    Raises ConfigError when something that is set is wrong, or becomes so.
    """
    async with AsyncExitStack() as stack:
        house = await unless(stop, _opened(settings, stack, screen, clock))
        if house is None:
            return
        settle()
        screen.opened(
            Opening(
                username=house.ground.account.username,
                bot=house.bot.username,
                rules=house.ground.regime.rules,
                ceiling=settings.ceiling,
            )
        )
        await _live(house, settings, screen, stop)


async def _opened(settings: Settings, stack: AsyncExitStack, screen: Screen, clock: Clock) -> _House:
    """Open everything in the order in which it is needed; `stack` closes it in reverse."""
    ground = await _ground(settings, stack, screen, clock)
    return await _house(settings, stack, screen, ground)


async def _ground(settings: Settings, stack: AsyncExitStack, screen: Screen, clock: Clock) -> _Ground:
    data = settings.folder()
    rulebook = Rulebook(settings.rules, data / "rules.kept.json")
    vault = Vault(key_from_file(data / "likewise.key"))
    database = await stack.enter_async_context(open_database(settings.database_url.get_secret_value()))
    found = await credentials.find(settings, database, vault)
    network = await stack.enter_async_context(
        InstagramNetwork.connect(
            found.base_url,
            found.token,
            clock=clock,
            transport=light_line(api_address(found.base_url)) if settings.http == "aiohttp" else None,
            limits=settings.limits,
            picture_hosts=settings.picture_hosts,
            signing_secret=credentials.signing_secret(settings),
        )
    )
    sign_in = SignIn(database, vault, base_url=found.base_url, token=found.token)
    account = await patiently(partial(sign_in.account, network, clock), waiting=screen.waiting)
    regime = Regime(rulebook, database, account.key, clock)
    asking = await regime.begin()
    broken = rulebook.opening.text if rulebook.opening else ""
    around = Surroundings(
        account=account.key,
        me=account.user_id,
        network=network,
        database=database,
        rules=lambda: regime.rules,
        clock=clock,
        halted=Halt(file=data / NAME).because,
    )
    opening = "\n".join(filter(None, (broken, asking)))
    return _Ground(account=account, rulebook=rulebook, regime=regime, opening=opening, around=around)


async def _house(settings: Settings, stack: AsyncExitStack, screen: Screen, ground: _Ground) -> _House:
    around, rulebook = ground.around, ground.rulebook
    acting = Acting(around, ceiling=settings.ceiling)
    await acting.recover()
    connections = Connections(
        account=around.account,
        me=around.me,
        database=around.database,
        network=around.network,
        desk=Desk(around),
        rules=around.rules,
        problems=lambda: rulebook.errors,
        reload=ground.regime.reload,
        clock=around.clock,
        halt=Halt(file=settings.data / NAME),
        zone=settings.timezone,
        texts=lambda: rulebook.texts,
    )
    token = SecretText(settings.telegram_token.get_secret_value())
    opening = partial(ChatBot.open, connections, token, owners=settings.owners, base_url=settings.telegram_base_url)
    bot = await patiently(lambda: stack.enter_async_context(opening()), waiting=screen.waiting)
    if ground.opening:
        await _tell(around, ground.opening)
    looking = _looking(around)
    await looking.sync()
    return _House(ground=ground, looking=looking, judging=_judging(around), acting=acting, bot=bot)


def _looking(around: Surroundings) -> Looking:
    return Looking(
        account=around.account,
        network=around.network,
        database=around.database,
        rules=around.rules,
        clock=around.clock,
    )


def _judging(around: Surroundings) -> Judging:
    return Judging(
        account=around.account,
        network=around.network,
        database=around.database,
        rules=around.rules,
        clock=around.clock,
        me=around.me,
    )


async def _live(house: _House, settings: Settings, screen: Screen, stop: asyncio.Event) -> None:
    """The loops. A tick wakes who has something to do; in between, whoever did something wakes whom that concerns."""
    crew, tell, others = _steps(house, screen)
    around = house.ground.around
    signs = partial(_signs, around)
    heartbeat = Heartbeat([crew], database=around.database, clock=around.clock, signs=signs)

    async def tick() -> None:
        for step in (tell, *others):
            step.wake()
        await heartbeat.tick()

    async with AsyncExitStack() as stack:
        if settings.public_url is not None:
            from likewise.pushing import pushed  # noqa: PLC0415 - a server's memory, only for those who have one

            ground = house.ground
            opening = pushed(settings, ground.account.base_url, ground.around, look=crew.look, tell=tell)
            others.append(await stack.enter_async_context(opening))
        steps = [crew.look, crew.judge, crew.act, tell, *others]
        await stack.enter_async_context(ticking({"tick": tick}, seconds=settings.tick_seconds))
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        running = [tasks.create_task(step.run()) for step in steps]
        for step in steps:
            step.wake()
        await stop.wait()
        for part in (house.looking, house.judging, house.acting):
            part.stop()
        for step in steps:
            step.end()
        _, late = await asyncio.wait(running, timeout=GRACE_SECONDS)
        for task in late:
            task.cancel()


def _steps(house: _House, screen: Screen) -> tuple[Crew, Step, list[Step]]:
    """The steps of the account, the one that tells, and those that see for themselves whether it is time."""
    tell = Step("telling", partial(_deliver, house.bot))
    act = Step("acting", house.acting.round, then=(tell,))
    judge = Step("judging", house.judging.round, then=(act, tell))
    look = Step("looking", house.looking.round, then=(judge, tell))
    ground = house.ground
    rereading = Rereading(ground.regime.round, sync=house.looking.sync, tell=partial(_tell, ground.around))
    reread = Step("reading the rules", rereading.round, then=(look, tell))
    invite = Step("inviting", Inviting(house.bot, screen, ground.around.clock).round)
    crew = Crew(account=ground.around.account, eye=house.looking, look=look, judge=judge, act=act)
    return crew, tell, [reread, invite]


def _signs(around: Surroundings) -> tuple[object, ...]:
    """What concerns everybody when it changes."""
    return around.rules().version, around.halted()


async def _deliver(bot: ChatBot) -> bool:
    await bot.round()
    return False


async def _tell(around: Surroundings, text: str) -> None:
    now = around.clock()
    async with around.database.write() as session:
        await notices.tell(session, around.account, f"rules:{now.isoformat()}", now, text=text)
