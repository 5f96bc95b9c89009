"""Ways to look at an event: the value of a field, a part of it, or what of it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from domain.events import NewMedia
from domain.facts import NotLoaded
from domain.media import Place
from domain.sources import Source, SourceKind
from domain.unknown import Unknown
from domain.verdicts import Verdict
from rules.folding import Text, fold_tags
from rules.matching.glance import OPEN
from rules.matching.grid import vector
from rules.outcomes import Standing
from rules.triggers import named_user
from rules.values.people import SELF, username
from rules.values.places import point_of
from rules.values.regexes import searched

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.fields.field import AnyField
    from rules.folding import Folding
    from rules.matching.glance import Glance, Look
    from rules.values.kinds import Aspect
    from rules.values.people import People

T = TypeVar("T")

_Name: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class View:
    """What a look finds: a value, `None` where there is none, or the standing of what is open. Each is made once."""

    name: _Name
    look: Look


class Views:
    """All views, each made once."""

    def __init__(self) -> None:
        self._made: dict[_Name, View] = {}

    def raw(self, field: AnyField) -> View:
        """The value of a field as it stands. Nothing is put in the place of an absent one."""
        return self._view((field.name, "raw"), lambda: _reading(field, None))

    def value(self, field: AnyField) -> View:
        """The value of a field. An absent one counts as empty, where the kind of value can be."""
        return self._view((field.name,), lambda: _reading(field, field.kind.empty))

    def part(self, whole: View, aspect: Aspect[Any, Any]) -> View:
        """What an aspect asks about."""
        part = aspect.part

        def look(glance: Glance) -> object:
            value = glance[whole.look]
            return value if value is None or value.__class__ is Standing else part(value)

        return self._view((*whole.name, aspect.name, part.__module__, part.__qualname__), lambda: look)

    def folded(self, text: View, folding: Folding) -> View:
        """A text as it is compared."""
        return self._derived(text, ("folded", folding), Text, lambda value, _: folding.fold(value.raw))

    def words(self, text: View, folding: Folding) -> View:
        """The words of a text, as `Folding.words` gives them."""
        return self._derived(text, ("words", folding), Text, lambda value, _: folding.words(value.raw))

    def spoken(self, text: View, folding: Folding) -> View:
        """The words of a text, with a space before and behind each."""
        words = self.words(text, folding)
        return self._derived(
            words, ("spoken",), list, lambda value, _: f" {b' '.join(value).decode(errors='surrogatepass')} "
        )

    def searched(self, text: View, folding: Folding) -> View:
        """A text as a regex reads it."""
        return self._derived(text, ("searched", folding), Text, lambda value, _: searched(value.raw, folding))

    def members(self, words: View) -> View:
        """Words, folded."""
        return self._derived(words, ("members",), tuple, lambda value, _: fold_tags(value))

    def names(self, people: View) -> View:
        """Everything that the rules may call some people by."""
        return self._derived(people, ("names",), tuple, _names)

    def point(self, place: View) -> View:
        """Where a place is on the map, if it is."""
        return self._derived(place, ("point",), Place, lambda value, _: point_of(value))

    def vector(self, place: View) -> View:
        """The same, on a globe of radius 1."""
        return self._derived(self.point(place), ("vector",), tuple, lambda value, _: vector(*value))

    def brought(self, *, named: bool) -> View:
        """The lists that brought a photo; with `named`, its author's also as those who know a username call it."""
        return self._view(("brought", named), lambda: _brought_or_named if named else _brought)

    def known(self, *name: object) -> Look | None:
        """The look of a view by its name, if anything asked for it."""
        view = self._made.get(name)
        return None if view is None else view.look

    def _derived(self, whole: View, name: _Name, kind: type[T], make: Callable[[T, Glance], object]) -> View:
        find = whole.look

        def look(glance: Glance) -> object:
            value = glance[find]
            return make(value, glance) if isinstance(value, kind) else value

        return self._view((*whole.name, *name), lambda: look)

    def _view(self, name: _Name, make: Callable[[], Look]) -> View:
        if name not in self._made:
            self._made[name] = View(name=name, look=make())
        return self._made[name]


def _reading(field: AnyField, empty: object) -> Look:
    read = field.read
    needs = frozenset() if field.call is None else frozenset({field.call})
    not_loaded = Standing(verdict=Verdict.UNKNOWN, for_yes=needs, for_no=needs)

    def look(glance: Glance) -> object:
        value = read(glance.subject)
        if value is None:
            return empty
        if isinstance(value, Unknown):
            return OPEN
        return not_loaded if isinstance(value, NotLoaded) else value

    return look


def _names(people: People, glance: Glance) -> list[str]:
    me = glance.subject.facts.me
    names: list[str] = []
    for person in people:
        names += (f"id:{person.id}", username(person.username))
        if person.id == me:
            names.append(SELF)
    return names


def _brought(glance: Glance) -> frozenset[Source]:
    event = glance.subject.event
    return event.sources if isinstance(event, NewMedia) else frozenset()


def _brought_or_named(glance: Glance) -> frozenset[Source]:
    event = glance.subject.event
    if not isinstance(event, NewMedia):
        return frozenset()
    author = event.media.author
    if Source(kind=SourceKind.USER, value=author.id) not in event.sources:
        return event.sources
    return event.sources | {named_user(author.username)}
