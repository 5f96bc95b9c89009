"""Questions about who somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from domain.people import Person
from rules.folding import fold
from rules.problems import Flaw
from rules.syntax.spelling import shown
from rules.values.kinds import Kind, Operand, Operator
from rules.wording import Phrase, Wording, clipped
from rules.wording import listed as listed_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject
    from rules.syntax.nodes import Scalar

People: TypeAlias = tuple[Person, ...]

SELF = "self"
"""How the rules call the owner."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """Whether somebody is among the people of a list."""

    wanted: frozenset[str]
    """Usernames folded, `id:…` and `self`."""
    negated: bool

    def holds(self, value: People, subject: Subject) -> tuple[bool, str]:
        """Whether anybody is (or, negated, nobody is)."""
        hit = next((person for person in value if self._lists(person, subject)), None)
        if hit is not None:
            return not self.negated, f"{hit.username} is listed"
        seen = shown(", ".join(person.username for person in value)) if value else "nobody"
        return self.negated, f"{seen}, none of {len(self.wanted)} listed"

    def seen(self, value: People, subject: Subject, wording: Wording) -> Phrase:
        """Who of the list it is, or else who it is."""
        hits = tuple(person for person in value if self._lists(person, subject))
        return _tell(hits or value, wording).negative_unless(told=bool(hits))

    def asked(self, wording: Wording) -> Phrase:
        """Who will do."""
        names = sorted(map(_spoken, self.wanted))
        return wording.denied(*names) if self.negated else wording.phrase(listed_in_words(names, "or"))

    def _lists(self, person: Person, subject: Subject) -> bool:
        return (
            f"id:{person.id}" in self.wanted
            or (SELF in self.wanted and person.id == subject.facts.me)
            or username(person.username) in self.wanted
        )


@lru_cache(maxsize=4096)
def username(name: str) -> str:
    """A username as it is compared, with or without its `@`."""
    return fold(name).removeprefix("@")


def listed(entry: Scalar, label: str) -> str:
    """Somebody as the rules name people: `id:123`, a folded username, or `self`."""
    word = entry.text.strip()
    if word.casefold().startswith("id:"):
        number = word[3:].strip()
        if number and not any(sign.isspace() for sign in number):
            return f"id:{number}"
        raise Flaw("E108", entry.mark, f"{label}: write the id directly behind 'id:', such as id:12345678")
    name = username(word)
    if not name or " " in name:
        raise Flaw("E108", entry.mark, f"{label} takes usernames, id:… or self, not {shown(word)}")
    return name


def _reads(*, negated: bool) -> Callable[[Operand], Listed]:
    def read(operand: Operand) -> Listed:
        wanted = frozenset(listed(entry, operand.label) for entry in operand.entries(growing=True))
        return Listed(wanted=wanted, negated=negated)

    return read


def _show(value: People) -> str:
    return ", ".join(f"@{person.username}" for person in value)


def _tell(value: People, wording: Wording) -> Phrase:
    return wording.phrase(*(clipped(f"@{person.username}") for person in value) if value else ("nobody",))


def _spoken(name: str) -> str:
    if name == SELF:
        return "you"
    return f"user {name.removeprefix('id:')}" if name.startswith("id:") else f"@{name}"


_ANY_OF = Operator(
    name="any_of",
    doc="Is, or has, one of these people: usernames, `id:…` or `self`.",
    example="author: { any_of: [ana, id:12345678] }",
    read=_reads(negated=False),
)

PEOPLE: Kind[People] = Kind(
    name="user",
    operators=(
        _ANY_OF,
        Operator(
            name="none_of",
            doc="Is, or has, none of these people.",
            example="author: { none_of: [self] }",
            read=_reads(negated=True),
        ),
    ),
    show=_show,
    tell=_tell,
    single=_ANY_OF,
    several=_ANY_OF,
    empty=(),
)
