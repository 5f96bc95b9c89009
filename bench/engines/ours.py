"""The rules as our own YAML, read by our own loader; the photos as domain values."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bench.engines.world import NOW
from domain.events import NewMedia
from domain.facts import Facts
from domain.ids import UserId
from domain.sources import Source
from networks.instagram.wire.media import MEDIA
from rules.judging import match
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.engines.wanted import Asked, Wanted
    from rules.matching.matches import Matches
    from rules.ruleset import RuleSet

FACTS = Facts(me=UserId("1"))
FEED = frozenset({Source.parse("tag:everything")})
PER_FILE = 250
"""Rules in one file of the folder: the language allows 256 KB and 10,000 values in each."""


def events(texts: Iterable[str]) -> list[NewMedia]:
    """The photos as the network's own client reads them."""
    media = (MEDIA.validate_python(json.loads(text)).as_media() for text in texts)
    return [NewMedia(media=one, sources=FEED, first_seen_at=NOW - timedelta(minutes=1)) for one in media]


def yaml(rules: Sequence[Wanted]) -> list[SourceText]:
    """Several files, as a folder of rules has them."""
    parts = (rules[start : start + PER_FILE] for start in range(0, len(rules), PER_FILE))
    return [
        SourceText(name=f"{number:02}.yaml", text="\n".join(["version: 1", "rules:", *map(_rule, part), ""]))
        for number, part in enumerate(parts)
    ]


def ready(texts: Sequence[SourceText]) -> RuleSet:
    """Rules that can match at once."""
    loaded = load(texts)
    if loaded.ruleset is None:
        raise SystemExit("\n".join(map(str, loaded.problems[:3])))
    loaded.ruleset.matcher.prepare()
    return loaded.ruleset


def matches(ruleset: RuleSet, event: NewMedia) -> Matches:
    """What the program asks about every photo."""
    return match(ruleset, event, FACTS, NOW)


def names(found: Matches) -> list[str]:
    """The names of the rules that fire."""
    return [rule.ref.id for rule in found.fired]


def _rule(rule: Wanted) -> str:
    head = (f"  - id: {rule.name}", "    trigger: {new_media: {tags: [everything]}}", "    do: [notify]", "    when:")
    return "\n".join([*head, *(f"      {line}" for line in _conditions(rule.asks))])


def _conditions(asks: Sequence[Asked]) -> Iterable[str]:
    by_field: dict[str, list[str]] = {}
    for ask in asks:
        field, question = _WRITTEN[ask.field, ask.sign]
        by_field.setdefault(field, []).append(question.format(*ask.value, all=", ".join(map(str, ask.value))))
    for field, questions in by_field.items():
        yield f"{field}: {{{', '.join(questions)}}}" if ":" in questions[0] else f"{field}: {questions[0]}"


_WRITTEN = {
    ("tags", "any"): ("tags", "any_of: [{all}]"),
    ("tags", "none"): ("tags", "none_of: [{all}]"),
    ("author", "is"): ("author", "{0}"),
    ("place", "is"): ("location.id", "'{0}'"),
    ("spot", "near"): ("location", "near: [{0}, {1}], within: {2}km"),
    ("words", "has"): ("caption.text", "any_word: [{0}]"),
    ("words", "lacks"): ("caption.text", "no_word: [{0}]"),
    ("text", "regex"): ("caption.text", "regex: '{0}'"),
    ("type", "is"): ("media.type", "{0}"),
    ("liked", "is"): ("media.liked_by_me", "{0}"),
    ("length", "lte"): ("caption.length", "lte: {0}"),
    **{
        (field, sign): (f"{field}.count", question)
        for field in ("likes", "comments")
        for sign, question in (("gte", "gte: {0}"), ("lte", "lte: {0}"), ("between", "between: [{0}, {1}]"))
    },
}
"""How the language says it: the field, and what stands behind it."""
