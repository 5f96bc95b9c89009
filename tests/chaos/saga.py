"""One account whose program lives again and again over the same database, before a world that goes on meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from actions.running import Acting
from actions.surroundings import Surroundings
from domain.ids import AccountKey, UserId
from domain.plans import Mode
from domain.secrets import SecretText
from likewise.journey import Step
from networks.instagram.network import InstagramNetwork
from polling.judging import Judging
from polling.looking import Looking
from sandbox.clock import SteppedClock
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast
from storage import accounts
from storage.accounts import Account
from storage.vault import Vault
from tests.chaos.checker import Evidence, at_rest
from tests.chaos.mail import Fate, Mail
from tests.chaos.virtual import Disk, VirtualLoop, live
from tests.unit.storage import blank

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
    from datetime import datetime
    from pathlib import Path

    from rules.ruleset import RuleSet
    from sandbox.instagram.api.limits import Era
    from storage.database import Database
    from tests.chaos.checker import Deed

HOST = "http://127.0.0.1:8642"
KEY = "control-key"
TIED = frozenset({"owner", "friend", "admired", "fan", "waiting"})
ACCOUNT = AccountKey("saga")
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 480.0
"""Seconds of the world between two wakes of everything: twice as many each time, as nothing new comes meanwhile."""
LONGEST_LIFE = 7200.0
"""Seconds of the world, in which everything must have come to an end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """Likewise without its chat."""

    around: Surroundings
    looking: Looking
    judging: Judging
    acting: Acting

    def steps(self) -> list[Step]:
        """Its loops, as the program wires them."""
        act = Step("acting", self.acting.round)
        judge = Step("judging", self.judging.round, then=(act,))
        return [Step("looking", self.looking.round, then=(judge,)), judge, act]


@dataclass(kw_only=True)
class Saga:
    """The account, its world and all of its lives."""

    folder: Path
    ruleset: RuleSet
    change: Callable[[House], None] = lambda _house: None
    """What is made of each life before it begins; a mutant is one that was changed."""
    ahead: timedelta = timedelta(0)
    """How far the network's clock is ahead of ours."""
    carrier: type[Mail] = Mail
    cast: Cast = field(default_factory=Cast.quiet)
    limits: Era = "live"
    clock: SteppedClock = field(default_factory=SteppedClock)
    disk: Disk = field(default_factory=Disk)
    wanted: list[Deed] = field(default_factory=list)
    box: InstagramSandbox = field(init=False)
    mail: Mail = field(init=False)

    def __post_init__(self) -> None:
        journal = self.folder / "instagram" / "journal.sqlite3"
        self.evidence = Evidence(journal=journal, ledger=self.folder / "likewise.db")
        self._open()
        blank.put(self.evidence.ledger)

    def close(self) -> None:
        """Let go of the world."""
        self.box.close()

    def open_at(self, now: datetime) -> None:
        """Go on from what stands in the folder, at another time."""
        self.clock = SteppedClock(now)
        self._open()

    def cause(self, kind: str, username: str) -> Deed:
        """Let something happen of which the rules want that effect; which one that is."""
        person = self.box.world.usernames[username].id
        if kind == "approve":
            assert self.box.request_follow(username)
            return kind, person
        photo = self.box.post_media(username, caption="Look", tags=[kind])
        return kind, {"follow": person, "notify": f"media:{photo}"}.get(kind, photo)

    def strangers(self) -> list[str]:
        """The names of those whom the owner and who do not follow the owner, and who show their photos."""
        people = self.box.world.cast.people
        return [one.username for one in people if one.ties not in TIED and not one.private]

    def spoil(self, **fault: object) -> None:
        """Let something go wrong on the network, as its control interface does."""
        self.mail.post("/sandbox/faults", {"x-sandbox-key": KEY}, fault)

    def live(
        self, *, dies_at: int | None = None, watch: Callable[[], None] | None = None, seconds: float = LONGEST_LIFE
    ) -> int | None:
        """One life, until nothing is left to do or to its death; its steps, None when it died."""

        async def life(database: Database) -> None:
            async with self.house(database) as house:
                await self.until_rest(house, seconds)

        return self.play(life, dies_at=dies_at, watch=watch)

    def play(
        self,
        scene: Callable[[Database], Coroutine[Any, Any, None]],
        *,
        dies_at: int | None = None,
        watch: Callable[[], None] | None = None,
    ) -> int | None:
        """Whatever happens between the opening of the database and its end, or the process's."""
        loop = VirtualLoop(self.clock, dies_at=dies_at, watch=watch)
        with self.disk.mounted():
            died = live(loop, self._playing(scene), self.disk)
        return None if died else loop.steps

    async def until_rest(
        self, house: House, seconds: float = LONGEST_LIFE, *, watch: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Let everything run until the ledger has ended with all that is wanted. `watch` looks on now and then."""
        end, pause = asyncio.get_running_loop().time() + seconds, FIRST_PAUSE
        async with asyncio.TaskGroup() as tasks:
            steps = house.steps()
            for step in steps:
                tasks.create_task(step.run())
            while asyncio.get_running_loop().time() < end:
                for step in steps:
                    step.wake()
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                if watch is not None:
                    await watch()
                if self.wanted and not self.mail.way and at_rest(self.evidence, self.wanted):
                    break
            for step in steps:
                step.end()

    @asynccontextmanager
    async def house(self, database: Database) -> AsyncIterator[House]:
        """Likewise, opened as at its start."""
        token, owner = SecretText(self.box.issue_token(self.box.owner)), UserId(self.box.world.cast.owner.id)
        opening = InstagramNetwork.connect(
            f"{HOST}/v1", token, clock=self.clock, transport=self.mail, limits=self.limits
        )
        async with opening as network:
            around = Surroundings(
                account=ACCOUNT,
                me=owner,
                network=network,
                database=database,
                rules=lambda: self.ruleset,
                clock=self.clock,
            )
            polling = {name: getattr(around, name) for name in ("account", "network", "database", "rules", "clock")}
            house = House(
                around=around,
                looking=Looking(**polling),
                judging=Judging(**polling, me=owner),
                acting=Acting(around, ceiling=Mode.AUTO),
            )
            self.change(house)
            await house.acting.recover()
            await house.looking.sync()
            yield house

    async def _playing(self, scene: Callable[[Database], Coroutine[Any, Any, None]]) -> None:
        self.mail.reconnect(asyncio.get_running_loop())
        async with self.disk.opened(self.evidence.ledger) as database:
            owner = self.box.world.cast.owner
            account = Account(key=ACCOUNT, base_url=f"{HOST}/v1", user_id=UserId(owner.id), username=owner.username)
            async with database.write() as session:
                await accounts.put(session, account, "a canary token", Vault(bytes(32)), self.clock())
            await scene(database)

    def _open(self) -> None:
        """The world, and the way to it."""
        instagram = self.evidence.journal.parent
        self.box = InstagramSandbox.open(
            instagram, clock=self._world_time, control_key=KEY, story=False, cast=self.cast, limits=self.limits
        )
        self.mail = self.carrier(self.box.app, self.clock, lambda _request: Fate())

    def _world_time(self) -> datetime:
        return self.clock() + self.ahead
