"""Reads `defaults:`, `limits:` and `groups:`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from domain.plans import LimitClass, Mode
from rules.problems import Flaw
from rules.ruleset import Limit
from rules.syntax.forms import Form
from rules.syntax.scalars import choice, duration, text, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.problems import Report
    from rules.syntax.nodes import Entry, Node

DEFAULT_MAX_AGE = timedelta(hours=6)
DEFAULT_LIMITS: Mapping[LimitClass, Limit] = {
    LimitClass.LIKE: Limit(per_hour=15, per_day=100),
    LimitClass.COMMENT: Limit(per_hour=4, per_day=15),
    LimitClass.RELATIONSHIP: Limit(per_hour=20, per_day=100),
}

_DEFAULTS = Form(name="defaults", keys=("mode", "max_age"), later=frozenset({"recheck", "per_author", "active"}))
_LIMITS = Form(name="limits", keys=tuple(LimitClass), later=frozenset({"burst_hold"}))
_LIMIT = Form(name="a limit", keys=("per_hour", "per_day"), later=frozenset({"spacing", "keep_for_chat"}))
_GROUP = Form(
    name="a group",
    keys=("id", "priority", "mode"),
    required=("id",),
    later=frozenset({"active", "limit", "max_age", "per_author", "title"}),
)
_ID_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, kw_only=True, slots=True)
class Defaults:
    """What a rule has that does not say otherwise."""

    mode: Mode = Mode.WATCH
    max_age: timedelta = DEFAULT_MAX_AGE


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleGroup:
    """What the rules of a group share."""

    priority: int
    mode: Mode | None
    """Also a ceiling: no rule of the group goes further."""


def read_mode(node: Node) -> Mode:
    """One of watch, ask and auto."""
    return Mode[choice(node, "mode", [str(mode) for mode in Mode]).upper()]


def read_id(node: Node, what: str) -> str:
    """The id of a rule or a group."""
    name = text(node, f"the id of {what}")
    if not _ID_SIGNS.issuperset(name):
        raise Flaw("E108", node.mark, f"an id has only small letters, digits and '-', unlike {name!r}")
    return name


def read_defaults(entry: Entry | None, report: Report) -> Defaults:
    """The section, or what holds without it."""
    found = _DEFAULTS.read(entry.value, report) if entry else {}
    mode = report.attempt(partial(read_mode, found["mode"].value)) if "mode" in found else None
    age = report.attempt(partial(duration, found["max_age"].value, "max_age")) if "max_age" in found else None
    return Defaults(mode=Mode.WATCH if mode is None else mode, max_age=age or DEFAULT_MAX_AGE)


def read_limits(entry: Entry | None, report: Report) -> Mapping[LimitClass, Limit]:
    """Every limit; the careful default where the section is silent."""
    found = _LIMITS.read(entry.value, report) if entry else {}
    limits = dict(DEFAULT_LIMITS)
    for name, limit in found.items():
        kind = LimitClass(name)
        read = report.attempt(partial(_limit, limit.value, limits[kind], report))
        limits[kind] = read or limits[kind]
    return limits


def _limit(node: Node, default: Limit, report: Report) -> Limit:
    found = _LIMIT.read(node, report)
    read = {name: report.attempt(partial(whole, entry.value, name, least=0)) for name, entry in found.items()}
    hour, day = read.get("per_hour"), read.get("per_day")
    return Limit(per_hour=default.per_hour if hour is None else hour, per_day=default.per_day if day is None else day)


def read_groups(nodes: Sequence[Node], report: Report) -> Mapping[str, RuleGroup]:
    """The groups by id."""
    groups: dict[str, RuleGroup] = {}
    lines: dict[str, str] = {}
    for node in nodes:
        report.attempt(partial(_group, node, groups, lines, report))
    return groups


def _group(node: Node, groups: dict[str, RuleGroup], lines: dict[str, str], report: Report) -> None:
    found = _GROUP.read(node, report)
    if "id" not in found:
        return
    at = found["id"].value
    name = read_id(at, "a group")
    if name in groups:
        raise Flaw("E107", at.mark, f"group {name!r} appears twice (first at {lines[name]})")
    priority = report.attempt(partial(whole, found["priority"].value, "priority")) if "priority" in found else 0
    mode = report.attempt(partial(read_mode, found["mode"].value)) if "mode" in found else None
    groups[name] = RuleGroup(priority=priority or 0, mode=mode)
    lines[name] = f"{at.mark.file}:{at.mark.line}"
