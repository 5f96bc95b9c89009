"""The keys of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.details import Answer, Picturing
from rules.schema import shapes
from rules.schema.key import PERCENT, Key
from rules.schema.rule_keys import SHARED
from rules.schema.shapes import duration, items, one_of, text, truth

if TYPE_CHECKING:
    from collections.abc import Mapping


_CHANCE = Key(
    doc="In how many cases. Which ones depends on the rule and the photo alone, so a test and a real run agree.",
    shape=PERCENT,
    example="chance: 20%",
)
_LIMITED = SHARED["when_limited"]
PLAIN: Mapping[str, Key] = {"chance": _CHANCE, "when_limited": _LIMITED}
REMARK: Mapping[str, Key] = {
    "text": Key(
        doc="The words; {a|b} chooses, {{ author.username }} fills in.", shape=text(), example='text: "Lovely!"'
    ),
    "template": Key(doc="Words from `templates`.", shape=text(), example="template: sunset_hello"),
    "allow_strangers": Key(
        doc="With auto: whether people without a tie to you may be written to.",
        shape=truth(),
        example="allow_strangers: true",
    ),
    **PLAIN,
}
NOTIFY: Mapping[str, Key] = {
    "text": Key(doc="What to say; any field may stand in it.", shape=text(), example='text: "{{ author.username }}"'),
    "photo": Key(doc="Which picture to show.", shape=one_of(*Picturing), example="photo: full"),
    "buttons": Key(
        doc="What you may do about it with a press.",
        shape=items(shapes.reference("button")),
        example="buttons: [like, mute_author: 30d, open]",
    ),
    "group_by": Key(
        doc="Gather by the value of this field; goes with digest.",
        shape=text(),
        example="group_by: location.name, digest: 30m",
    ),
    "digest": Key(doc="Gather what comes in this time.", shape=duration(), example="digest: 30m"),
    "chance": _CHANCE,
}
DECIDE: Mapping[str, Key] = {
    "choices": Key(
        doc="What you can choose from.", shape=items(one_of(*Answer)), example="choices: [approve, ignore, block]"
    ),
    "expires": Key(doc="When the question lapses.", shape=duration(), example="expires: 3d"),
    "then": Key(doc="What holds without an answer.", shape=one_of(*Answer), example="then: leave"),
    "chance": _CHANCE,
}
REMEMBER: Mapping[str, Key] = {
    "list": Key(doc="The list to put the person on.", shape=text(), example="list: spammers"),
    "for": Key(doc="For how long; without it, for good.", shape=duration(), example="for: 90d"),
    "chance": _CHANCE,
}
