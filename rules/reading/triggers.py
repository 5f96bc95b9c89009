"""Reads `trigger:`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from domain.sources import Source, SourceKind
from rules.fields.field import Trigger
from rules.folding import in_word
from rules.problems import Flaw
from rules.syntax.forms import Form, as_items, as_table, part
from rules.syntax.nodes import Items, Scalar, Table, kind
from rules.syntax.scalars import choice, distance, duration, number, truth
from rules.syntax.spelling import advice, shown
from rules.triggers import OWN, OnFollowRequest, OnNewComment, OnNewMedia, RuleTrigger, named_user
from rules.values.people import SELF, listed
from rules.wording import listed as listed_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import timedelta

    from rules.problems import Report
    from rules.syntax.nodes import Entry, Node
    from rules.values.kinds import Lists

FARTHEST = 5000
"""Metres. No network looks farther around a point."""

_WHOLE_LISTS: Mapping[str, Source] = {
    "feed": Source(kind=SourceKind.FEED, value=OWN),
    "liked": Source(kind=SourceKind.LIKED, value=OWN),
    "popular": Source(kind=SourceKind.POPULAR, value="all"),
}
_ENTRIES = ("users", "tags", "locations", "geographies")
_WHERE = (*_ENTRIES, "area", *_WHOLE_LISTS)
_NEW_MEDIA = Form(name="new_media", keys=(*_WHERE, "every"))
_AREA = Form(name="an area", keys=("near", "within"), required=("near", "within"))


def read_trigger(node: Node, lists: Lists, report: Report) -> RuleTrigger:
    """The trigger of a rule."""
    if isinstance(node, Scalar):
        word = choice(node, "trigger", tuple(Trigger))
        if word == Trigger.NEW_MEDIA:
            message = "new_media needs to know where to look, such as new_media: {tags: [sunset]}"
            raise Flaw("E113", node.mark, message)
        return _waiting(Trigger(word), None)
    table = as_table(node, "trigger")
    if len(table.entries) != 1:
        message = f"a trigger is exactly one of {listed_in_words(tuple(Trigger), 'and')}, not {len(table.entries)}"
        raise Flaw("E113", table.mark, message)
    key, options = table.entries[0].key, table.entries[0].value
    match key.text:
        case Trigger.NEW_MEDIA:
            return _MediaReader(lists, report).read(options)
        case Trigger.FOLLOW_REQUEST | Trigger.NEW_COMMENT:
            return _waiting(Trigger(key.text), _every(key.text, options, report))
    raise Flaw("E103", key.mark, f"unknown trigger {shown(key.text)}{advice(key.text, tuple(Trigger))}")


def _waiting(trigger: Trigger, every: timedelta | None) -> OnFollowRequest | OnNewComment:
    return OnNewComment(every=every) if trigger is Trigger.NEW_COMMENT else OnFollowRequest(every=every)


def _every(name: str, options: Node, report: Report) -> timedelta | None:
    if isinstance(options, Scalar) and options.missing:
        return None
    found = Form(name=name, keys=("every",)).read(options, report)
    return part(found, "every", duration, report)


class _MediaReader:
    def __init__(self, lists: Lists, report: Report) -> None:
        self._lists = lists
        self._report = report

    def read(self, node: Node) -> OnNewMedia:
        if not isinstance(node, Table):
            example = "{tags: [sunset], every: 10m}"
            raise Flaw("E113", node.mark, f"new_media is a map such as {example}, not {kind(node)}")
        found = _NEW_MEDIA.read(node, self._report)
        if found.keys().isdisjoint(_WHERE):
            raise Flaw("E102", node.mark, f"new_media needs at least one of {', '.join(_WHERE)}")
        sources = tuple(dict.fromkeys(self._sources(found)))
        return OnNewMedia(sources=sources, every=part(found, "every", duration, self._report))

    def _sources(self, found: Mapping[str, Entry]) -> Iterator[Source]:
        for name in (one for one in _ENTRIES if one in found):
            expand = partial(self._lists.expand, growing=name == "users")
            for entry in part(found, name, expand, self._report) or ():
                source = self._report.attempt(partial(_READERS[name], entry))
                if source is not None:
                    yield source
        yield from part(found, "area", self._areas, self._report) or ()
        for name, source in _WHOLE_LISTS.items():
            if part(found, name, _wanted, self._report):
                yield source

    def _areas(self, node: Node, name: str) -> tuple[Source, ...]:
        nodes = as_items(node, name) if isinstance(node, Items) else (node,)
        read = (self._report.attempt(partial(self._area, item)) for item in nodes)
        return tuple(source for source in read if source is not None)

    def _area(self, node: Node) -> Source | None:
        found = _AREA.read(node, self._report)
        point = part(found, "near", _point, self._report)
        metres = part(found, "within", _metres, self._report)
        if point is None or metres is None:
            return None
        return Source(kind=SourceKind.AREA, value=f"{_degrees(point[0])},{_degrees(point[1])},{metres}")


def _wanted(node: Node, name: str) -> bool:
    if not truth(node, name):
        raise Flaw("E108", node.mark, f"{name}: false looks nowhere; leave it out")
    return True


def _point(node: Node, name: str) -> tuple[float, float]:
    items = node.nodes if isinstance(node, Items) else ()
    if len(items) != 2:  # noqa: PLR2004 - a latitude and a longitude
        raise Flaw("E113", node.mark, f"{name} takes a list of two, such as [52.52, 13.405], not {kind(node)}")
    latitude, longitude = (number(item, name) for item in items)
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - where the globe ends
        raise Flaw("E108", node.mark, f"{name} takes [latitude, longitude] in degrees, up to 90 and up to 180")
    return latitude, longitude


def _metres(node: Node, name: str) -> int:
    metres = round(distance(node, name))
    if metres > FARTHEST:
        message = f"{name} may be up to {FARTHEST // 1000}km: networks look no farther; give several areas"
        raise Flaw("E108", node.mark, message)
    return max(1, metres)


def _degrees(value: float) -> str:
    """To a tenth of a metre, and never as -0."""
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _tag(entry: Scalar) -> Source:
    word = normalize("NFKC", entry.text.strip()).removeprefix("#").lower()
    if not word or not all(in_word(sign) or sign == "_" for sign in word):
        message = f"a tag is one word of letters, digits and '_', not {shown(entry.text)}"
        raise Flaw("E108", entry.mark, message)
    return Source(kind=SourceKind.TAG, value=word)


def _user(entry: Scalar) -> Source:
    name = listed(entry, "users")
    if name == SELF:
        return Source(kind=SourceKind.USER, value=OWN)
    if name.startswith("id:"):
        return Source(kind=SourceKind.USER, value=name.removeprefix("id:"))
    return named_user(name)


def _numbered(source: SourceKind, name: str, entry: Scalar) -> Source:
    word = entry.text.strip().removeprefix("id:")
    if not word or any(sign.isspace() for sign in word):
        raise Flaw("E108", entry.mark, f"{name} takes ids, such as '212988663', not {shown(entry.text)}")
    return Source(kind=source, value=word)


_READERS: Mapping[str, Callable[[Scalar], Source]] = {
    "users": _user,
    "tags": _tag,
    "locations": partial(_numbered, SourceKind.LOCATION, "locations"),
    "geographies": partial(_numbered, SourceKind.GEOGRAPHY, "geographies"),
}
