"""How a field is spoken of to somebody who reads no YAML."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LISTED = 3
"""Of more words than this, the rest is counted."""
_LENGTH = 30
"""Of a stranger's text, no more than this is repeated."""


class Telling(IntEnum):
    """How much a phrase says about the one event; the lowest comes first."""

    PARTICULAR = 0
    """A word, a tag, a place, a person."""
    AMOUNT = 1
    """How many, how long, when."""
    TRAIT = 2
    """What is so of very many: it is an image."""
    NEGATIVE = 3
    """What is not so, or merely within an upper bound."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A few words about one field, raw: whoever shows them escapes them."""

    template: str
    """With one `{}` for the words, or none."""
    words: tuple[str, ...] = ()
    telling: Telling
    lead: str = ""
    """What makes a clause of it: `they have` before `871 followers`."""
    joint: str = "and"
    """Stands before the last of several words."""

    @property
    def text(self) -> str:
        """For example: 871 followers."""
        return self.template.format(listed(self.words, self.joint))

    @property
    def clause(self) -> str:
        """For example: they have 871 followers."""
        return f"{self.lead} {self.text}".lstrip()

    def negative_unless(self, *, told: bool) -> Phrase:
        """The same, but last in line unless something particular was told by it."""
        return self if told else replace(self, telling=Telling.NEGATIVE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The words for one field. What a kind of value does not need is left out."""

    text: str = "{}"
    """A template with one `{}`, as in `{} followers`."""
    one: str = ""
    """The same behind a `1`; empty: no different."""
    lead: str = ""
    telling: Telling = Telling.PARTICULAR
    noun: str = ""
    """What is missing when there is no value, as in `no caption`."""
    owner: str = "it has"
    """Who has that noun, or has it not."""
    sign: str = ""
    """Stands before each word, as in `#sunset`."""
    prose: bool = False
    """Whether people write freely there, so that a word found says more than the whole."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Whole phrases for values that are one of a few."""
    part: Wording | None = None
    """For how many there are in it, or how long it is."""

    def phrase(self, *words: str) -> Phrase:
        """What is so, in these words."""
        one = self.one if words[:1] == ("1",) or words[0].endswith(" 1") else ""
        signed = tuple(f"{self.sign}{word}" for word in words)
        return Phrase(template=one or self.text, words=signed, telling=self.telling, lead=self.lead)

    def denied(self, *words: str) -> Phrase:
        """What is not so."""
        asserted = self.phrase(*words)
        return replace(asserted, template=f"not {self.text}", telling=Telling.NEGATIVE, joint="or")

    def value(self, *values: str) -> Phrase:
        """What is so of a value that is an id or one of a few, or of any of several such."""
        if not self.values:
            return replace(self.phrase(*map(clipped, values)), joint="or")
        phrase = listed([self.values.get(value, value) for value in values], "or")
        return Phrase(template=phrase, telling=self.telling, lead=self.lead)

    def present(self) -> Phrase:
        """That there is something, whatever it is."""
        return Phrase(template=f"a {self.noun}", telling=self.telling, lead=self.owner)

    def absent(self) -> Phrase:
        """That there is nothing."""
        return Phrase(template=f"no {self.noun}", telling=Telling.NEGATIVE, lead=self.owner)


def amount(many: str, one: str = "", *, lead: str = "it has", noun: str = "", owner: str = "it has") -> Wording:
    """The words for a number or a time."""
    return Wording(text=many, one=one, lead=lead, noun=noun, owner=owner, telling=Telling.AMOUNT)


def written(text: str, noun: str, *, lead: str = "", owner: str = "it has", prose: bool = False) -> Wording:
    """The words for a text, and for its length."""
    part = amount(f"a {noun} of {{}} characters", f"a {noun} of {{}} character", lead=owner)
    return Wording(text=text, noun=noun, lead=lead, owner=owner, prose=prose, part=part)


def state(values: Mapping[str, str], telling: Telling = Telling.PARTICULAR) -> Wording:
    """The words for a value that is one of a few."""
    return Wording(values=values, telling=telling)


def truth(yes: str, no: str, telling: Telling = Telling.TRAIT) -> Wording:
    """The words for something that is so or not."""
    return Wording(values={"yes": yes, "no": no}, telling=telling)


def part_of(wording: Wording) -> Wording:
    """The words for how much there is in it; the fields whose kind asks that have them."""
    return wording.part or wording


def clipped(text: str) -> str:
    """A text on one line and short enough for a phrase."""
    line = " ".join(text.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1].rstrip()}…"


def quoted(text: str) -> str:
    """A text as somebody's own words."""
    return f"“{clipped(text)}”"


def listed(words: Sequence[str], joint: str, most: int = _LISTED) -> str:
    """For example: sunset, sundown or 4 more. No more than `most` things stand in it."""
    shown = [*words] if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]
    return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
