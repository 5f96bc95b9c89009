"""Reads `engine:`, `limits:` and `groups:`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from domain.plans import ActionKind, LimitClass
from rules.options import STANDARD, Engine
from rules.problems import Flaw
from rules.reading.options import GROUPED, OptionReader, Said
from rules.ruleset import Limit
from rules.syntax.forms import Form, as_items, part
from rules.syntax.nodes import Items
from rules.syntax.scalars import choice, duration, scalar, span, text, truth, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.problems import Report
    from rules.syntax.nodes import Entry, Node

T = TypeVar("T")

DEFAULT_LIMITS: Mapping[LimitClass, Limit] = {
    LimitClass.LIKE: Limit(per_hour=15, per_day=100, spacing=(timedelta(seconds=45), timedelta(minutes=3))),
    LimitClass.COMMENT: Limit(per_hour=4, per_day=15, spacing=(timedelta(minutes=5), timedelta(minutes=15))),
    LimitClass.RELATIONSHIP: Limit(per_hour=20, per_day=100, keep_for_chat=10),
}
ALLOWABLE = (ActionKind.FOLLOW, ActionKind.UNFOLLOW)
"""What rules may do only when `engine` allows it."""
MOST_DISCLOSED = 40
"""A mark at the end of a comment leaves room for the comment."""

_ENGINE = Form(name="engine", keys=("demote_changed", "allow", "warm_up", "disclosure"))
_LIMITS = Form(name="limits", keys=(*LimitClass, "burst_hold"))
_LIMIT = Form(name="a limit", keys=("per_hour", "per_day", "spacing", "keep_for_chat"))
_GROUP = Form(name="a group", keys=("id", "title", "priority", *GROUPED), required=("id",))
_ID_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleGroup:
    """What the rules of a group share."""

    priority: int
    said: Said
    """Its mode is also a ceiling: no rule of the group goes further."""
    at: str
    """Where it stands, for messages."""


def read_id(node: Node, name: str) -> str:
    """The id of a rule or a group."""
    word = text(node, name)
    if not _ID_SIGNS.issuperset(word):
        raise Flaw("E108", node.mark, f"an id has only small letters, digits and '-', unlike {word!r}")
    return word


def read_engine(engine: Mapping[str, Entry], limits: Mapping[str, Entry], report: Report) -> Engine:
    """What holds for the whole file."""
    found = _ENGINE.known(engine.values(), report)
    allow = part(found, "allow", partial(_allowed, report=report), report)
    return Engine(
        demote_changed=_either(part(found, "demote_changed", truth, report), STANDARD.demote_changed),
        allow=_either(allow, STANDARD.allow),
        burst_hold=_either(part(limits, "burst_hold", partial(whole, least=1), report), STANDARD.burst_hold),
        warm_up=_either(part(found, "warm_up", _warm_up, report), STANDARD.warm_up),
        disclosure=_either(part(found, "disclosure", _mark, report), STANDARD.disclosure),
    )


def _either(said: T | None, standard: T) -> T:
    return standard if said is None else said


def _warm_up(node: Node, name: str) -> timedelta:
    return timedelta(0) if scalar(node, name).text == "none" else duration(node, name)


def _mark(node: Node, name: str) -> str:
    word = scalar(node, name).text.strip()
    if len(word) > MOST_DISCLOSED or "\n" in word:
        message = f"{name} is a short mark on one line, of at most {MOST_DISCLOSED} characters"
        raise Flaw("E108", node.mark, message)
    return word


def _allowed(node: Node, name: str, report: Report) -> frozenset[ActionKind]:
    items = as_items(node, name) if isinstance(node, Items) else (node,)
    read = (report.attempt(partial(choice, item, name, ALLOWABLE)) for item in items)
    return frozenset(ActionKind(word) for word in read if word is not None)


def read_limits(entries: Mapping[str, Entry], report: Report) -> Mapping[LimitClass, Limit]:
    """Every limit; the careful default where the section is silent."""
    limits = dict(DEFAULT_LIMITS)
    found = _LIMITS.known(entries.values(), report)
    for kind in LimitClass:
        read = part(found, kind, partial(_limit, default=limits[kind], report=report), report)
        limits[kind] = read or limits[kind]
    return limits


def _limit(node: Node, name: str, default: Limit, report: Report) -> Limit:
    found = _LIMIT.read(node, report)
    count = partial(whole, least=0)
    hour, day = part(found, "per_hour", count, report), part(found, "per_day", count, report)
    spacing, keep = part(found, "spacing", span, report), part(found, "keep_for_chat", count, report)
    per_hour = _either(hour, default.per_hour)
    if keep and keep >= per_hour:
        message = f"{name} keeps {keep} of {per_hour} an hour for the chat, so no rule could ever act; keep fewer"
        raise Flaw("E108", found["keep_for_chat"].value.mark, message)
    return Limit(
        per_hour=per_hour,
        per_day=_either(day, default.per_day),
        spacing=spacing or default.spacing,
        keep_for_chat=_either(keep, min(default.keep_for_chat, per_hour // 2)),
    )


def read_groups(nodes: Sequence[Node], options: OptionReader, report: Report) -> Mapping[str, RuleGroup]:
    """The groups by id."""
    groups: dict[str, RuleGroup] = {}
    for node in nodes:
        report.attempt(partial(_group, node, groups, options, report))
    return groups


def _group(node: Node, groups: dict[str, RuleGroup], options: OptionReader, report: Report) -> None:
    found = _GROUP.read(node, report)
    if "id" not in found:
        return
    at = found["id"].value
    name = read_id(at, "the id of a group")
    if name in groups:
        raise Flaw("E107", at.mark, f"group {name!r} appears twice (first at {groups[name].at})")
    part(found, "title", text, report)
    priority = part(found, "priority", whole, report) or 0
    groups[name] = RuleGroup(priority=priority, said=options.read(found), at=f"{at.mark.file}:{at.mark.line}")
