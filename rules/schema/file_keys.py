"""The keys of a file, and of its sections beside the rules.

The schema for editors and docs/rules.md are both made from these; a test holds them against what the loader reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import FOR_RULES, ActionKind, LimitClass, Reason
from rules.schema import shapes
from rules.schema.key import CLOCK, CONDITIONS, MODE, SPAN, TEST, Key
from rules.schema.shapes import duration, items, one_of, several, text, truth, whole

if TYPE_CHECKING:
    from collections.abc import Mapping


LIMIT: Mapping[str, Key] = {
    "per_hour": Key(doc="In any 60 minutes.", shape=whole(), example="per_hour: 15"),
    "per_day": Key(doc="In any 24 hours.", shape=whole(), example="per_day: 100"),
    "spacing": Key(doc="Time between two, at least and at most.", shape=SPAN, example="spacing: 45s..3m"),
    "keep_for_chat": Key(doc="So many of an hour's are left to you.", shape=whole(), example="keep_for_chat: 10"),
}
LIMITS: Mapping[str, Key] = {
    **{
        kind.value: Key(doc=f"The {kind.value} limit, for rules and chat together.", shape=shapes.reference("limit"))
        for kind in LimitClass
    },
    "burst_hold": Key(
        doc="When one look plans more writes than this, all are held and you are asked.",
        shape=whole(),
        example="burst_hold: 15",
    ),
}
ENGINE: Mapping[str, Key] = {
    "demote_changed": Key(
        doc="Whether a changed auto rule asks until you promote it. True when not given.",
        shape=truth(),
        example="demote_changed: true",
    ),
    "allow": Key(
        doc="What rules may do only if you say so.",
        shape=several(one_of(ActionKind.FOLLOW, ActionKind.UNFOLLOW)),
        example="allow: [unfollow]",
    ),
    "warm_up": Key(
        doc="Over so long after the first write, the limits rise from a quarter to all; `none` begins with all.",
        shape={"anyOf": [one_of("none"), duration()]},
        example="warm_up: 14d",
    ),
    "disclosure": Key(
        doc="Ends every comment that nobody read before it was posted.", shape=text(), example='disclosure: "🤖"'
    ),
}
WINDOW: Mapping[str, Key] = {
    "days": Key(doc="Days such as mon-fri or [sat, sun]; every day when not given.", shape=several(text())),
    "from": Key(doc="The first minute in it.", shape=CLOCK, example="from: 08:00"),
    "to": Key(doc="The first minute after it; if before `from`, on the next day.", shape=CLOCK, example="to: 22:30"),
}
TEMPLATE: Mapping[str, Key] = {
    "variants": Key(doc="Wordings, one of which is chosen.", shape=items(text())),
    "avoid_repeat": Key(
        doc="The same words are not said again within this time.", shape=duration(), example="avoid_repeat: 30d"
    ),
}
TESTED: Mapping[str, Key] = {
    "name": Key(doc="What it shows, in words.", shape=text()),
    "given": Key(doc="An event; what is not said is plain.", shape={"type": "object"}),
    "all_of_examples": Key(
        doc="Files with recorded events.", shape=text(), example="all_of_examples: fixtures/*.json"
    ),
    "expect": Key(
        doc="By rule, everything that is done. `{}`: nothing.",
        shape=shapes.named({"type": "object", "propertyNames": one_of(*FOR_RULES), "additionalProperties": MODE}),
        example="expect: { local-sunsets: { like: ask } }",
    ),
    "expect_suppressed": Key(
        doc="By rule, why something is held back.",
        shape=shapes.named(one_of(*Reason)),
        example="expect_suppressed: { local-sunsets: schedule }",
    ),
    "expect_text": Key(doc="By rule, the wordings one of which it says.", shape=shapes.named(several(text()))),
    "never": Key(doc="What no rule may do.", shape=several(one_of(*FOR_RULES)), example="never: [comment]"),
}
FILE: Mapping[str, Key] = {
    "version": Key(doc="Of the language: 1.", shape={"enum": [1, "1"]}, example="version: 1"),
    "timezone": Key(
        doc="What schedules and clock fields are told in, by its IANA name.",
        shape=text(),
        example="timezone: Europe/Berlin",
    ),
    "engine": Key(doc="What holds for the whole file.", shape=shapes.reference("engine")),
    "defaults": Key(doc="What a rule has that does not say otherwise.", shape=shapes.reference("defaults")),
    "limits": Key(doc="Ceilings for rules and chat together.", shape=shapes.reference("limits")),
    "schedules": Key(doc="Hours of the week, by name.", shape=shapes.named(shapes.reference("schedule"))),
    "lists": Key(
        doc="Words, people or ids, by name; $name stands for them.",
        shape=shapes.named({"anyOf": [{"type": "array"}, text()]}),
        example="lists: { never_touch: [id:12345678] }",
    ),
    "conditions": Key(doc="Conditions that rules share with `use`.", shape=shapes.named(CONDITIONS)),
    "templates": Key(doc="Wordings for comments, by name.", shape=shapes.named(shapes.reference("template"))),
    "groups": Key(doc="What rules share.", shape=items(shapes.reference("group"))),
    "rules": Key(doc="The rules.", shape=items(shapes.reference("rule"))),
    "tests": Key(doc="Tests of several rules.", shape=items(TEST)),
}
