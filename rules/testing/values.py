"""What a test may give, and how each value is read."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from domain.media import MediaKind
from domain.people import Incoming, Outgoing
from domain.unknown import UNKNOWN, Maybe
from rules.folding import fold_tag
from rules.problems import Flaw
from rules.syntax.forms import as_table
from rules.syntax.nodes import Items, Node, Scalar, Table
from rules.syntax.scalars import choice, duration, moment, number, scalar, text, truth, whole
from rules.syntax.spelling import advice, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rules.problems import Report
    from rules.syntax.nodes import Entry

T = TypeVar("T")

_Reader: TypeAlias = "Callable[[Node, str], object]"

_ABSENT, _UNAVAILABLE = "absent", "unavailable"
NOT_GIVEN = (_ABSENT, _UNAVAILABLE)
"""Lists of names for which there is no value, or nobody tells one."""


def _words(node: Node, name: str) -> tuple[str, ...]:
    nodes = node.nodes if isinstance(node, Items) else (node,)
    return tuple(text(one, name) for one in nodes)


def _tags(node: Node, name: str) -> tuple[str, ...]:
    return tuple(fold_tag(word) for word in _words(node, name))


def _when(node: Node, name: str) -> object:
    """A moment, or how long before `now`: `-20m`."""
    value = scalar(node, name)
    if not value.text.startswith("-"):
        return moment(node, name)
    return duration(Scalar(value.text.removeprefix("-"), value.mark), name)


def _one_of(*words: str) -> _Reader:
    def read(node: Node, name: str) -> str:
        return choice(node, name, words)

    return read


def _raw(node: Node, name: str) -> str:
    return scalar(node, name).text


_PERSON: Mapping[str, _Reader] = {
    "id": text,
    "username": text,
    "full_name": _raw,
    "has_picture": truth,
    "bio": _raw,
    "website": _raw,
    "posts": partial(whole, least=0),
    "followers": partial(whole, least=0),
    "follows": partial(whole, least=0),
}
_TIE: Mapping[str, _Reader] = {
    "relationship.incoming": _one_of(*(state.value for state in Incoming)),
    "relationship.outgoing": _one_of(*(state.value for state in Outgoing)),
    "relationship.private": truth,
}
_PHOTO: Mapping[str, _Reader] = {
    "media.id": text,
    "media.type": _one_of(*(kind.value for kind in MediaKind)),
    "media.created_at": _when,
    "media.age": duration,
    "media.first_seen_at": _when,
    "media.filter": text,
    "media.link": text,
    "media.liked_by_me": truth,
    "media.width": partial(whole, least=1),
    "media.height": partial(whole, least=1),
    "caption.text": _raw,
    "caption.edited": truth,
    "tags": _tags,
    "likes.count": partial(whole, least=0),
    "comments.count": partial(whole, least=0),
    "comments.texts": _words,
    "comments.authors": _words,
    "comments.mine": truth,
    "location.id": text,
    "location.name": text,
    "location.lat": number,
    "location.lng": number,
    "tagged.users": _words,
    "tagged.me": truth,
}
_HISTORY: Mapping[str, _Reader] = {
    "history.author.likes": partial(whole, least=0),
    "history.author.comments": partial(whole, least=0),
    "history.author.last_action_age": duration,
    "history.author.asked": partial(whole, least=0),
    "history.author.declined": partial(whole, least=0),
    "history.author.undone": partial(whole, least=0),
    "history.author.opted_out": truth,
    "history.media.seen_by": _words,
}
_VIA: Mapping[str, _Reader] = {
    **{f"via.{kind}": _words for kind in ("tag", "user", "location", "area", "geography")},
    **{f"via.{kind}": truth for kind in ("feed", "liked", "popular")},
}
_COMMENT: Mapping[str, _Reader] = {"comment.id": text, "comment.text": _raw, "comment.age": duration}


def _person(role: str) -> dict[str, _Reader]:
    return {f"{role}.{name}": read for name, read in {**_PERSON, "private": truth, **_TIE}.items()}


GIVEN: Mapping[str, Mapping[str, _Reader]] = {
    "new_media": {**_PHOTO, **_person("author"), **_TIE, **_HISTORY, **_VIA},
    "follow_request": {
        **_person("requester"),
        "requester.waiting": duration,
        "requester.declined_before": truth,
        **_TIE,
        **_HISTORY,
    },
    "new_comment": {**_COMMENT, **_PHOTO, **_person("comment.author"), **_TIE, **_HISTORY},
}
"""By trigger: everything that a test may say about the event."""

_BARE = {"author": "author.username", "requester": "requester.username", "comment.author": "comment.author.username"}
"""A person may be given by username alone."""


class Values:
    """What a test gives, by dotted name."""

    def __init__(self, trigger: str, table: Table, report: Report) -> None:
        """Read everything that stands in the map; mistakes are reported."""
        self._given: dict[str, object] = {}
        self._without: dict[str, set[str]] = {word: set() for word in NOT_GIVEN}
        for name, entry in _flat(table, ""):
            prefix, _, last = name.rpartition(".")
            if last in NOT_GIVEN:
                names = report.attempt(partial(_names, trigger, prefix, entry.value))
                self._without[last] |= names or frozenset()
            else:
                report.attempt(partial(_take, trigger, name, entry, self._given))

    def has(self, *names: str) -> bool:
        """Whether the test gives any of these."""
        return any(name in self._given for name in names)

    def sure(self, name: str, kind: type[T], default: T) -> T:
        """The value, or what holds when the test does not say."""
        value = self._given.get(name, default)
        if not isinstance(value, kind):
            raise TypeError(f"{name} was read as {type(value).__name__}, not as {kind.__name__}")
        return value

    def maybe(self, name: str, kind: type[T], default: T) -> Maybe[T]:
        """The value; UNKNOWN for one that is unavailable, or absent where there is always one."""
        return UNKNOWN if self._is_without(name, *NOT_GIVEN) else self.sure(name, kind, default)

    def optional(self, name: str, kind: type[T], default: T | None = None) -> Maybe[T | None]:
        """The value, `None` for one that is absent, UNKNOWN for one that is unavailable."""
        if self._is_without(name, _UNAVAILABLE):
            return UNKNOWN
        if self._is_without(name, _ABSENT) or (default is None and name not in self._given):
            return None
        return self.sure(name, kind, default if default is not None else kind())

    def moment(self, name: str, default: datetime, now: datetime) -> datetime:
        """A moment that may be given as a time before now."""
        value = self._given.get(name, default)
        if isinstance(value, timedelta):
            return now - value
        return value if isinstance(value, datetime) else default

    def _is_without(self, name: str, *words: str) -> bool:
        return any(name in self._without[word] for word in words)


def _flat(table: Table, prefix: str) -> Iterator[tuple[str, Entry]]:
    for entry in table.entries:
        name = f"{prefix}{entry.key.text}"
        if isinstance(entry.value, Table):
            yield from _flat(as_table(entry.value, name), f"{name}.")
        else:
            yield name, entry


def _take(trigger: str, name: str, entry: Entry, values: dict[str, object]) -> None:
    known = GIVEN[trigger]
    full = _BARE.get(name, name)
    if full not in known:
        end = advice(name, tuple(known))
        raise Flaw("E104", entry.key.mark, f"a test cannot give {shown(name)} of a {trigger}{end}")
    if full in values:
        raise Flaw("E101", entry.key.mark, f"{full} is given twice")
    values[full] = known[full](entry.value, full)


def _names(trigger: str, prefix: str, node: Node) -> frozenset[str]:
    """The names in a list, those of a person relative to the person: `requester: {unavailable: [bio]}`."""
    known = GIVEN[trigger]
    found = set()
    for one in node.nodes if isinstance(node, Items) else (node,):
        name = f"{prefix}.{text(one, 'a name')}" if prefix else text(one, "a name")
        whole_map = {other for other in known if other == name or other.startswith(f"{name}.")}
        if not whole_map:
            raise Flaw("E104", one.mark, f"a {trigger} has no {shown(name)}{advice(name, tuple(known))}")
        found |= whole_map
    return frozenset(found)
