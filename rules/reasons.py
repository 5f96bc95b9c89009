"""Why a rule acts, in a few words."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from domain.facts import Need, NotLoaded
from domain.unknown import Unknown
from domain.verdicts import Finding, Verdict
from rules.conditions import Always, Condition, Group, Join
from rules.wording import Phrase, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rules.fields.field import AnyTest
    from rules.subject import Subject

MOST = 3
"""More phrases than this are not read; the findings have all of it."""
_ENOUGH = 5
"""So many conditions, those of the highest rank, have three phrases among them that are worth to be read."""

_ALWAYS = Phrase(template="the rule asks nothing more", telling=Telling.NEGATIVE)
_OPPOSITE = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES, Verdict.UNKNOWN: Verdict.UNKNOWN}


def because(met: Iterable[tuple[Condition, Finding]], subject: Subject) -> tuple[str, ...]:
    """One to three phrases for conditions that were met, most telling first. `met` is in order of rank.

    What is not so (or merely within a bound) is told only when there is nothing else to tell. Of a condition of which
    nobody can tell whether it was met, what is missing: `bio not known`.
    """
    phrases = [
        phrase for condition, finding in islice(met, _ENOUGH) for phrase in _phrases(condition, finding, subject)
    ]
    positive = [phrase for phrase in phrases if phrase.telling is not Telling.NEGATIVE]
    merged = sorted(_merged(positive or phrases), key=lambda phrase: phrase.telling)
    return tuple(dict.fromkeys(phrase.text for phrase in merged))[:MOST]


def _phrases(condition: Condition, finding: Finding, subject: Subject) -> Iterator[Phrase]:
    """What made the finding as certain as it is. Its parts stand in the order of the condition's."""
    if isinstance(condition, Always):
        yield _ALWAYS
    elif isinstance(condition, Group):
        decisive = _OPPOSITE[finding.verdict] if condition.join is Join.NONE else finding.verdict
        for part, found in zip(condition.parts, finding.parts, strict=True):
            if found.verdict is decisive:
                yield from _phrases(part, found, subject)
    elif finding.verdict is Verdict.UNKNOWN:
        yield from _missing(condition, subject)
    elif (phrase := condition.phrase(subject)) is not None:
        yield phrase


def _missing(test: AnyTest, subject: Subject) -> Iterator[Phrase]:
    """What nobody told. What was not asked, since it could change nothing, is not missed."""
    field = test.field
    if isinstance(field.read(subject), Unknown | NotLoaded):
        tie = "relationship" if field.need is Need.RELATIONSHIP else field.name
        yield Phrase(template=f"{field.plain.noun or tie} not known", telling=Telling.TRAIT)


def _merged(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """What begins the same in one: the caption says “sunset” and “sea”."""
    alike: dict[tuple[str, Telling], list[Phrase]] = {}
    for phrase in phrases:
        alike.setdefault((phrase.template, phrase.telling), []).append(phrase)
    for group in alike.values():
        words: dict[str, str] = {}
        for word in (word for phrase in group for word in phrase.words):
            words.setdefault(word.casefold(), word)
        yield replace(group[0], words=tuple(words.values()))
