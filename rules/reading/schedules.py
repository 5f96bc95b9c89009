"""Reads `schedules:` and `timezone:`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rules.problems import Flaw
from rules.schedules import Schedule, Window
from rules.syntax.forms import Form, as_items, part
from rules.syntax.nodes import Items, Scalar
from rules.syntax.scalars import clock, scalar, text
from rules.syntax.spelling import advice, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time
    from zoneinfo import ZoneInfo

    from rules.problems import Report
    from rules.syntax.nodes import Entry, Node

ALWAYS = Schedule(name="always", windows=())
"""What a rule says that takes no schedule from its group or the defaults."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = frozenset(range(len(_DAYS)))
_WINDOW = Form(name="a schedule", keys=("days", "from", "to"), required=("from", "to"))


def read_schedules(entries: Mapping[str, Entry], report: Report) -> Mapping[str, Schedule]:
    """The schedules by name."""
    read = (report.attempt(partial(_schedule, entry, report)) for entry in entries.values())
    return {schedule.name: schedule for schedule in read if schedule is not None}


def read_zone(node: Node, name: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 - most files have none, and starting must be quick

    wanted = text(node, name)
    try:
        return ZoneInfo(wanted)
    except (ValueError, OSError, KeyError) as error:
        end = advice(wanted, available_timezones(), lead="names are")
        message = f"{name} takes an IANA name such as Europe/Berlin, not {shown(wanted)}{end}"
        raise Flaw("E108", node.mark, message) from error


def _schedule(entry: Entry, report: Report) -> Schedule:
    name, node = entry.key.text, entry.value
    if name == ALWAYS.name:
        message = "'always' is what a rule says that has no schedule; give this one another name"
        raise Flaw("E107", entry.key.mark, message)
    nodes = as_items(node, f"schedule {name!r}") if isinstance(node, Items) else (node,)
    read = (report.attempt(partial(_window, item, report)) for item in nodes)
    return Schedule(name=name, windows=tuple(window for window in read if window is not None))


def _window(node: Node, report: Report) -> Window | None:
    found = _WINDOW.read(node, report)
    days = part(found, "days", _days, report) if "days" in found else _WEEK
    start, end = part(found, "from", _start, report), part(found, "to", clock, report)
    if days is None or start is None or end is None:
        return None
    return Window(days=days, start=start, end=end)


def _start(node: Node, name: str) -> time:
    if scalar(node, name).text == "24:00":
        raise Flaw("E108", node.mark, f"{name}: a day does not begin at 24:00; write 00:00")
    return clock(node, name)


def _days(node: Node, name: str) -> frozenset[int]:
    items = as_items(node, name) if isinstance(node, Items) else (node,)
    return frozenset(day for item in items for day in _run(scalar(item, name), name))


def _run(item: Scalar, name: str) -> tuple[int, ...]:
    """The days of `fri` or of `fri-mon`, which runs over the end of the week."""
    words = item.text.casefold().split("-")
    strange = next((word for word in words if word not in _DAYS), None)
    if strange is not None or len(words) > 2:  # noqa: PLR2004 - a run has a first and a last day
        guess = advice(strange or "", _DAYS, lead="days are")
        raise Flaw("E108", item.mark, f"{name} takes days such as mon or mon-fri, not {shown(item.text)}{guess}")
    first, last = _DAYS.index(words[0]), _DAYS.index(words[-1])
    return tuple(day % len(_DAYS) for day in range(first, last + 1 + (len(_DAYS) if last < first else 0)))
