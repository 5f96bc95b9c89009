"""Reads `trigger:`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from domain.sources import Source, SourceKind
from rules.fields.field import Trigger
from rules.folding import in_word
from rules.problems import Flaw
from rules.syntax.forms import Form, as_table, later
from rules.syntax.nodes import Scalar, Table, kind
from rules.syntax.scalars import choice, duration
from rules.syntax.spelling import advice, shown
from rules.triggers import OnFollowRequest, OnNewMedia, RuleTrigger, named_user
from rules.values.people import SELF, listed
from rules.wording import listed as listed_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.problems import Report
    from rules.syntax.nodes import Node
    from rules.values.kinds import Lists

_NEW_MEDIA = Form(name="new_media", keys=("users", "tags", "locations", "every"), later=frozenset({"area", "feed"}))
_FOLLOW_REQUEST = Form(name="follow_request", keys=("every",))


def read_trigger(node: Node, lists: Lists, report: Report) -> RuleTrigger:
    """The trigger of a rule."""
    if isinstance(node, Scalar):
        word = choice(node, "trigger", tuple(Trigger))
        if word == Trigger.FOLLOW_REQUEST:
            return OnFollowRequest(every=None)
        raise Flaw("E113", node.mark, "new_media needs to know where to look, such as new_media: {tags: [sunset]}")
    table = as_table(node, "trigger")
    if len(table.entries) != 1:
        message = f"a trigger is exactly one of {listed_in_words(tuple(Trigger), 'and')}, not {len(table.entries)}"
        raise Flaw("E113", table.mark, message)
    key, options = table.entries[0].key, table.entries[0].value
    match key.text:
        case Trigger.NEW_MEDIA:
            return _new_media(options, lists, report)
        case Trigger.FOLLOW_REQUEST:
            return _follow_request(options, report)
    raise Flaw("E103", key.mark, f"unknown trigger {shown(key.text)}{advice(key.text, tuple(Trigger))}")


def _follow_request(node: Node, report: Report) -> OnFollowRequest:
    if isinstance(node, Scalar) and node.missing:
        return OnFollowRequest(every=None)
    found = _FOLLOW_REQUEST.read(node, report)
    every = found.get("every")
    return OnFollowRequest(every=duration(every.value, "every") if every else None)


def _new_media(node: Node, lists: Lists, report: Report) -> OnNewMedia:
    if not isinstance(node, Table):
        raise Flaw("E113", node.mark, f"new_media is a map such as {{tags: [sunset], every: 10m}}, not {kind(node)}")
    found = _NEW_MEDIA.read(node, report)
    sources: list[Source] = []
    for name, read in _READERS.items():
        if name in found:
            entries = report.attempt(partial(lists.expand, found[name].value, name, growing=name == "users"))
            read_all = (report.attempt(partial(read, entry)) for entry in entries or ())
            sources.extend(source for source in read_all if source is not None)
    if found.keys().isdisjoint(_READERS):
        raise Flaw("E102", node.mark, f"new_media needs at least one of {', '.join(_READERS)}")
    every = found.get("every")
    length = report.attempt(partial(duration, every.value, "every")) if every else None
    return OnNewMedia(sources=tuple(dict.fromkeys(sources)), every=length)


def _tag(entry: Scalar) -> Source:
    word = normalize("NFKC", entry.text.strip()).removeprefix("#").lower()
    if not word or not all(in_word(sign) or sign == "_" for sign in word):
        message = f"a tag is one word of letters, digits and '_', not {shown(entry.text)}"
        raise Flaw("E108", entry.mark, message)
    return Source(kind=SourceKind.TAG, value=word)


def _user(entry: Scalar) -> Source:
    name = listed(entry, "users")
    if name == SELF:
        raise later("users: self", entry.mark)
    if name.startswith("id:"):
        return Source(kind=SourceKind.USER, value=name.removeprefix("id:"))
    return named_user(name)


def _location(entry: Scalar) -> Source:
    word = entry.text.strip().removeprefix("id:")
    if not word or any(sign.isspace() for sign in word):
        message = f"locations takes ids of places, such as '212988663', not {shown(entry.text)}"
        raise Flaw("E108", entry.mark, message)
    return Source(kind=SourceKind.LOCATION, value=word)


_READERS: dict[str, Callable[[Scalar], Source]] = {"users": _user, "tags": _tag, "locations": _location}
