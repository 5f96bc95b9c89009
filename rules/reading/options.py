"""Reads what a rule may say beside conditions and actions, or take from its group or the file's defaults."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import Mode
from domain.terms import WhenLimited
from rules.fields.field import Trigger
from rules.options import OnConflict, OnError, OnUnknown, Outside, Stop
from rules.problems import Flaw
from rules.reading.schedules import ALWAYS
from rules.syntax.forms import Form, as_items, part
from rules.syntax.scalars import choice, duration, one_of, rate, text, truth
from rules.syntax.spelling import advice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.terms import Rate
    from rules.problems import Report
    from rules.schedules import Schedule
    from rules.syntax.nodes import Entry, Node

DEFAULT_MAX_AGE = timedelta(hours=6)
MOST_LOOKS = 10
"""More looks at one event than this are no second thought any more."""

SHARED = (
    "mode",
    "max_age",
    "recheck",
    "active",
    "outside",
    "per_author",
    "limit",
    "veto_window",
    "on_unknown",
    "on_conflict",
    "on_error",
    "when_limited",
)
"""What a rule, a group and the defaults may say."""
GROUPED = (*SHARED, "stop", "include_self")
"""What a rule and a group may say."""

OUTSIDE: Mapping[Trigger, Outside] = {
    Trigger.NEW_MEDIA: Outside.DROP,
    Trigger.FOLLOW_REQUEST: Outside.DEFER,
    Trigger.NEW_COMMENT: Outside.DEFER,
}
"""What holds when nobody says: a photo grows old, and people wait."""

_RECHECK = Form(name="recheck", keys=("after",), required=("after",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What one place says. `None`: it is silent about that."""

    mode: Mode | None = None
    max_age: timedelta | None = None
    recheck: tuple[timedelta, ...] | None = None
    active: Schedule | None = None
    """`ALWAYS` says that there is none."""
    outside: Outside | None = None
    per_author: Rate | None = None
    limit: Rate | None = None
    veto_window: timedelta | None = None
    on_unknown: OnUnknown | None = None
    on_conflict: OnConflict | None = None
    on_error: OnError | None = None
    when_limited: WhenLimited | None = None
    stop: Stop | None = None
    include_self: bool | None = None

    def over(self, below: Said) -> Said:
        """What this says, and where it is silent, what `below` says."""
        if self is SILENT or below is SILENT:
            return below if self is SILENT else self
        silent = (name for name in _NAMES if getattr(self, name) is None)
        return replace(self, **{name: getattr(below, name) for name in silent})


SILENT = Said()
_NAMES = tuple(one.name for one in fields(Said))


class OptionReader:
    """Reads what a rule, a group or the defaults say."""

    def __init__(self, schedules: Mapping[str, Schedule], report: Report) -> None:
        self._schedules = schedules
        self._report = report
        self.used: set[str] = set()
        """The schedules that something referred to."""

    def read(self, found: Mapping[str, Entry]) -> Said:
        """All of it. What is wrong is reported and counts as not said."""
        if found.keys().isdisjoint(GROUPED):
            return SILENT
        report = self._report
        return Said(
            mode=part(found, "mode", read_mode, report),
            max_age=part(found, "max_age", duration, report),
            recheck=part(found, "recheck", self._recheck, report),
            active=part(found, "active", self._active, report),
            outside=part(found, "outside", one_of(Outside), report),
            per_author=part(found, "per_author", rate, report),
            limit=part(found, "limit", rate, report),
            veto_window=part(found, "veto_window", duration, report),
            on_unknown=part(found, "on_unknown", one_of(OnUnknown), report),
            on_conflict=part(found, "on_conflict", one_of(OnConflict), report),
            on_error=part(found, "on_error", one_of(OnError), report),
            when_limited=part(found, "when_limited", one_of(WhenLimited), report),
            stop=part(found, "stop", one_of(Stop), report),
            include_self=part(found, "include_self", truth, report),
        )

    def _active(self, node: Node, name: str) -> Schedule:
        wanted = text(node, name)
        self.used.add(wanted)
        if wanted == ALWAYS.name:
            return ALWAYS
        if wanted not in self._schedules:
            end = advice(wanted, self._schedules, lead="there are")
            raise Flaw("E106", node.mark, f"there is no schedule {wanted!r}{end}")
        return self._schedules[wanted]

    def _recheck(self, node: Node, name: str) -> tuple[timedelta, ...]:
        after = _RECHECK.read(node, self._report).get("after")
        if after is None:  # reported as missing
            return ()
        items = as_items(after.value, f"{name} after")
        looks = tuple(duration(item, f"{name} after") for item in items)
        if len(looks) > MOST_LOOKS:
            raise Flaw("E108", after.value.mark, f"{name} looks again {len(looks)} times; {MOST_LOOKS} are allowed")
        late = next(
            (item for item, look, before in zip(items[1:], looks[1:], looks, strict=False) if look <= before), None
        )
        if late is not None:
            message = f"{name} after must rise: each is counted from when it was first seen, such as [45m, 3h]"
            raise Flaw("E108", late.mark, message)
        return looks


def read_mode(node: Node, name: str) -> Mode:
    """One of watch, ask and auto."""
    return Mode[choice(node, name, [str(mode) for mode in Mode]).upper()]
