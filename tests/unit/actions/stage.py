"""One account with its rules, a network in memory and a database that survives a crash."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from actions.desk import Desk
from actions.running import Acting
from actions.surroundings import Surroundings
from domain.events import FollowRequest, NewComment, NewMedia
from domain.ids import ChatId
from domain.plans import ActionKind, Mode, Plan, PlannedAction, RuleRef
from domain.sources import Source
from domain.terms import Terms
from rules.actions import Plain
from rules.options import STANDARD
from storage import actions, attempts, events, moves, seen
from tests.unit.polling.stage import ACCOUNT, opened, rules, told
from tests.unit.polling.world import ME, MIRA, START, Crash, person

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from domain.events import Event
    from domain.ids import EventKey
    from domain.media import Media
    from domain.people import Person
    from domain.plans import LimitClass
    from rules.ruleset import RuleSet
    from storage.actions import StoredAction
    from storage.database import Database
    from storage.states import ActionState
    from tests.unit.polling.world import SteppedClock, World

RULE = RuleRef(id="sunsets", version="a1")
WRITTEN = rules("""
lists: {never_touch: [eve, "id:66"]}
limits:
  like: {per_hour: 3, per_day: 5}
  comment: {per_hour: 3, per_day: 4}
  relationship: {per_hour: 2, per_day: 3}
rules:
  - {id: any, mode: auto, trigger: follow_request, when: always, do: [approve]}
""")
SUNSETS = replace(WRITTEN.rules[0], ref=RULE, actions=tuple(Plain(kind=kind) for kind in ActionKind))
"""Wants everything, so that each test can say what."""
PLAIN = replace(STANDARD, warm_up=timedelta(0), disclosure="")
"""An account that is as old as can be, and comments that are posted as written."""
AT_ONCE = {
    kind: replace(limit, spacing=(timedelta(0), timedelta(0)), keep_for_chat=0)
    for kind, limit in WRITTEN.limits.items()
}
RULES = replace(WRITTEN, rules=(*WRITTEN.rules, SUNSETS), engine=PLAIN, limits=AT_ONCE)
HELLO = "What a calm evening sky, @mira"


def wish(
    kind: ActionKind, target: str, *, mode: Mode = Mode.AUTO, max_age_seconds: float | None = 21_600
) -> PlannedAction:
    return PlannedAction(
        kind=kind,
        target=target,
        mode=mode,
        rules=(RULE,),
        because=("tags has #sunset",),
        text=HELLO if kind in {ActionKind.COMMENT, ActionKind.REPLY} else None,
        max_age_seconds=max_age_seconds,
    )


def on_terms(kind: ActionKind, target: str = "m1", *, mode: Mode = Mode.AUTO, **how: Any) -> PlannedAction:  # noqa: ANN401 - whatever the field takes
    """A wish of one rule on its own terms."""
    own = replace(Terms(rule=RULE, mode=mode, max_age_seconds=21_600), **how)
    return replace(wish(kind, target, mode=mode), terms=(own,))


class Stage:
    """Everything that a test of acting touches."""

    acting: Acting
    desk: Desk
    around: Surroundings
    database: Database

    def __init__(self, folder: Path, world: World, clock: SteppedClock) -> None:
        self.folder = folder
        self.world = world
        self.clock = clock
        self.ruleset: RuleSet = RULES
        self.ceiling = Mode.AUTO
        self._open = AsyncExitStack()

    async def start(self) -> None:
        """Start the program."""
        self.database = await self._open.enter_async_context(opened(self.folder))
        self.around = Surroundings(
            account=ACCOUNT,
            me=ME,
            network=self.world,
            database=self.database,
            rules=lambda: self.ruleset,
            clock=self.clock,
        )
        self.acting = Acting(self.around, ceiling=self.ceiling)
        self.desk = Desk(self.around)
        await self.acting.recover()

    async def stop(self) -> None:
        """End the program."""
        await self._open.aclose()

    async def restart(self, after: float = 1) -> None:
        """End the program and start it again on the same database."""
        await self.stop()
        self.clock.step(after)
        await self.start()

    async def crash(self) -> None:
        """Let a round die, and start the program again."""
        try:
            await self.acting.round()
        except Crash:
            await self.restart()
        else:
            raise AssertionError("nothing crashed")

    async def round(self, after: float = 0) -> bool:
        self.clock.step(after)
        return await self.acting.round()

    async def rounds(self, count: int, every: float) -> None:
        for _ in range(count):
            await self.round(after=every)

    async def happens(self, event: Event, *wishes: PlannedAction) -> None:
        """An event that was judged, and what the rules want about it."""
        async with self.database.write() as session:
            await events.add(session, ACCOUNT, [event])
            await actions.record_plan(session, ACCOUNT, Plan(event=event.key, actions=wishes), self.clock())

    async def appears(
        self,
        *kinds: ActionKind,
        number: str = "m1",
        author: Person = MIRA,
        mode: Mode = Mode.AUTO,
        liked: bool = False,
    ) -> Media:
        """A photo about which the rules want something."""
        media = self.world.post(number, author=author, liked=liked)
        await self.happens(self.found(media), *(wish(kind, number, mode=mode) for kind in kinds))
        return media

    async def wants(self, *wishes: PlannedAction, number: str = "m1", author: Person = MIRA) -> Media:
        """A photo about which the rules want exactly this."""
        media = self.world.post(number, author=author)
        await self.happens(self.found(media), *wishes)
        return media

    def found(self, media: Media) -> NewMedia:
        """The news of a photo."""
        return NewMedia(media=media, sources=frozenset({Source.parse("tag:sunset")}), first_seen_at=self.clock())

    async def asks(self, *kinds: ActionKind, who: Person = MIRA, mode: Mode = Mode.AUTO) -> EventKey:
        """A follow request about which the rules want something."""
        self.world.waiting.append(who)
        async with self.database.write() as session:
            await seen.update_waiting(session, ACCOUNT, [one.id for one in self.world.waiting], self.clock())
        event = FollowRequest(requester=who, first_seen_at=self.clock())
        await self.happens(event, *(wish(kind, who.id, mode=mode) for kind in kinds))
        return event.key

    async def speaks(self, *kinds: ActionKind, text: str = "Where is this?", mode: Mode = Mode.AUTO) -> EventKey:
        """Mira comments on a photo of the owner's, and the rules want something about it."""
        media = self.world.post("mine", author=person(ME, "me"))
        self.world.say(media.id, text, MIRA.id)
        comment = self.world.written[media.id][-1]
        event = NewComment(comment=replace(comment, author=MIRA), media=media, first_seen_at=self.clock())
        await self.happens(event, *(wish(kind, comment.id, mode=mode) for kind in kinds))
        return event.key

    async def action(self, kind: ActionKind, target: str = "m1") -> StoredAction:
        """The latest action of a kind about a photo or person."""
        async with self.database.read() as session:
            return (await actions.on_target(session, ACCOUNT, kind, target))[-1]

    async def state(self, kind: ActionKind, target: str = "m1") -> ActionState:
        return (await self.action(kind, target)).state

    async def put(self, action: StoredAction, move: moves.Move) -> StoredAction:
        """Move an action by hand."""
        async with self.database.write() as session:
            assert await moves.make(session, action, move, self.clock())
            after = await actions.get(session, action.id)
        assert after is not None
        return after

    async def attempts(self, limit: LimitClass) -> list[datetime]:
        async with self.database.read() as session:
            return await attempts.counted(session, ACCOUNT, limit, START - timedelta(days=1))

    async def told(self) -> dict[str, str | None]:
        return await told(self.database, ChatId(1))
