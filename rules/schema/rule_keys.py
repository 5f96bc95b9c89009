"""The keys of rules and groups, and of what wakes a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.terms import WhenLimited
from rules.options import OnConflict, OnError, OnUnknown, Outside, Stop
from rules.schema import shapes
from rules.schema.key import ACTION, CIRCLE, CONDITIONS, ID, MODE, RATE, TEST, Key
from rules.schema.shapes import duration, items, one_of, several, table, text, truth, whole

if TYPE_CHECKING:
    from collections.abc import Mapping


SHARED: Mapping[str, Key] = {
    "mode": Key(
        doc="How far it may go: watch only notes, ask proposes it in the chat, auto does it and tells. "
        "Lists, marks, and notices behind what is written need no yes of their own: they wait for what the rule "
        "writes on the network, are done once some of it is, and are dropped with it.",
        shape=MODE,
        example="mode: ask",
    ),
    "max_age": Key(doc="Nothing is written to photos older than this.", shape=duration(), example="max_age: 6h"),
    "recheck": Key(
        doc="Judge again what did not match, so long after it was first seen: likes grow.",
        shape=table({"after": items(duration())}, required=("after",)),
        example="recheck: { after: [45m, 3h] }",
    ),
    "active": Key(
        doc="The schedule in which it acts; `always` takes back what a group or the defaults say.",
        shape=text(),
        example="active: daytime",
    ),
    "outside": Key(
        doc="While the schedule is closed: drop (the default for photos), defer (for requests and comments) or ask.",
        shape=one_of(*Outside),
        example="outside: defer",
    ),
    "per_author": Key(doc="At most so often for one person.", shape=RATE, example="per_author: 1 per 7d"),
    "limit": Key(doc="At most so many actions of this rule.", shape=RATE, example="limit: 20 per 1d"),
    "veto_window": Key(
        doc="With auto: it is announced, and done only after this time, unless you cancel.",
        shape=duration(),
        example="veto_window: 10m",
    ),
    "on_unknown": Key(
        doc="When something that it asks cannot be found out: nothing (the default), or ask.",
        shape=one_of(*OnUnknown),
        example="on_unknown: ask",
    ),
    "on_conflict": Key(
        doc=(
            "When rules of the same priority decide differently: ask (the default), strictest (block, ignore, leave,"
            " approve) or first."
        ),
        shape=one_of(*OnConflict),
        example="on_conflict: strictest",
    ),
    "on_error": Key(
        doc="When one of its actions fails: stop (the default) or continue with the others.",
        shape=one_of(*OnError),
        example="on_error: continue",
    ),
    "when_limited": Key(
        doc="When a limit has no room: drop (the default for photos), defer (for decisions) or ask.",
        shape=one_of(*WhenLimited),
        example="when_limited: ask",
    ),
}
"""What a rule, a group and the defaults may say."""

GROUPED: Mapping[str, Key] = {
    **SHARED,
    "stop": Key(
        doc="After a match: none (the default), or cut the rules below it in its group, or all below it.",
        shape=one_of(*Stop),
        example="stop: group",
    ),
    "include_self": Key(
        doc="Whether it acts on your own photos as well, which rules leave alone.",
        shape=truth(),
        example="include_self: true",
    ),
}
"""What a rule and a group may say."""

RULE: Mapping[str, Key] = {
    "id": Key(doc="Its name: small letters, digits and '-'. Never changes.", shape=ID, example="id: local-sunsets"),
    "title": Key(doc="One line for people.", shape=text(), example="title: Fresh sunset photos"),
    "group": Key(doc="The group whose priority and settings it shares.", shape=text(), example="group: garden"),
    "enabled": Key(doc="Whether it is asked at all.", shape=truth(), example="enabled: false"),
    "priority": Key(
        doc="Who wins a conflict: higher first; 0 when not given.", shape=whole(), example="priority: 10"
    ),
    "trigger": Key(
        doc="What wakes it: a new photo in one of its lists, a follow request, or a comment under a photo of yours.",
        shape=shapes.reference("trigger"),
        example="trigger: { new_media: { tags: [sunset], every: 10m } }",
    ),
    "when": Key(
        doc="What must be so; every line of it. `always` asks nothing.",
        shape={"anyOf": [{"const": "always"}, CONDITIONS]},
        example="when: { caption.text: { any_word: [sunset] } }",
    ),
    "fallback": Key(
        doc="Considered only when no rule without it wants anything for the event.",
        shape=truth(),
        example="fallback: true",
    ),
    "do": Key(doc="What is done, in this order.", shape=items(ACTION), example="do: [like]"),
    **GROUPED,
    "tests": Key(doc="Tests of this rule.", shape=items(TEST)),
}

GROUP: Mapping[str, Key] = {
    "id": Key(doc="Its name.", shape=ID, example="id: garden"),
    "title": Key(doc="One line for people.", shape=text(), example="title: What I like"),
    "priority": Key(doc="Ranks before the priority of the rules in it.", shape=whole(), example="priority: 10"),
    **GROUPED,
}

NEW_MEDIA: Mapping[str, Key] = {
    "users": Key(
        doc="The photos of these people: usernames, id:…, self.", shape=several(text()), example="users: [ana]"
    ),
    "tags": Key(doc="Photos with these tags.", shape=several(text()), example="tags: [sunset]"),
    "locations": Key(doc="Photos at these places, by id.", shape=several(text()), example="locations: ['212988663']"),
    "area": Key(
        doc="Photos within a circle on the map, or several circles.",
        shape={"anyOf": [CIRCLE, {"type": "array", "items": CIRCLE, "minItems": 1}]},
        example="area: { near: [52.52, 13.405], within: 2km }",
    ),
    "geographies": Key(
        doc="Photos of subscribed areas, by id.", shape=several(text()), example="geographies: ['4711']"
    ),
    "feed": Key(doc="What people post whom you follow.", shape=truth(), example="feed: true"),
    "liked": Key(doc="What you liked.", shape=truth(), example="liked: true"),
    "popular": Key(doc="What the network recommends.", shape=truth(), example="popular: true"),
    "every": Key(doc="How often to look, at least.", shape=duration(), example="every: 10m"),
}
EVERY: Mapping[str, Key] = {"every": NEW_MEDIA["every"]}
