"""The JSON Schema (2020-12) of rules files, for editors. The loader's messages come from its own walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plans import ActionKind
from rules.schema import action_keys, file_keys, rule_keys, shapes
from rules.schema.conditions import conditions
from rules.schema.shapes import Json, items, table, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.schema.key import Key

NAME = "rules.schema.v1.json"
"""The file that `likewise schema` writes."""

_BARE = (
    *(ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.DELETE_COMMENT, ActionKind.APPROVE, ActionKind.IGNORE),
    *(ActionKind.BLOCK, ActionKind.FOLLOW, ActionKind.UNFOLLOW, ActionKind.NOTIFY),
)
"""Actions that need say nothing more than their name."""

ACTION_KEYS: Mapping[ActionKind, Mapping[str, Key]] = {
    **dict.fromkeys(_BARE, action_keys.PLAIN),
    ActionKind.NOTIFY: action_keys.NOTIFY,
    ActionKind.COMMENT: action_keys.REMARK,
    ActionKind.REPLY: action_keys.REMARK,
    ActionKind.DECIDE: action_keys.DECIDE,
    ActionKind.REMEMBER: action_keys.REMEMBER,
}
"""What may stand behind each action. `mark` takes a word."""

ACTION_DOCS: Mapping[ActionKind, str] = {
    ActionKind.LIKE: "Like the photo.",
    ActionKind.UNLIKE: "Take a like back.",
    ActionKind.COMMENT: "Write under the photo.",
    ActionKind.REPLY: "Answer a comment under a photo of yours.",
    ActionKind.DELETE_COMMENT: "Delete the comment.",
    ActionKind.APPROVE: "Approve the follow request. Cannot be taken back.",
    ActionKind.IGNORE: "Ignore the follow request. Cannot be taken back; they may ask again.",
    ActionKind.BLOCK: "Block the person.",
    ActionKind.FOLLOW: "Follow the person. Needs `engine: { allow: [follow] }`.",
    ActionKind.UNFOLLOW: "Unfollow the person. Needs `engine: { allow: [unfollow] }`.",
    ActionKind.DECIDE: "Ask you to decide, with buttons.",
    ActionKind.NOTIFY: "Tell you in the chat.",
    ActionKind.REMEMBER: "Put the person on one of your lists.",
    ActionKind.MARK: "Put a word of yours on the event.",
}


def document() -> Json:
    """The whole schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://likewise.example/rules.schema.v1.json",
        "title": "Rules of Likewise",
        "markdownDescription": "When this happens (trigger) and all of that is so (when), then do this (do).",
        **_map(file_keys.FILE, required=("version",)),
        "$defs": {
            "engine": _map(file_keys.ENGINE),
            "defaults": _map(rule_keys.SHARED),
            "limits": _map(file_keys.LIMITS),
            "limit": _map(file_keys.LIMIT),
            "schedule": _one_or_several(_map(file_keys.WINDOW, required=("from", "to"))),
            "template": {"anyOf": [text(), items(text()), _map(file_keys.TEMPLATE, required=("variants",))]},
            "group": _map(rule_keys.GROUP, required=("id",)),
            "rule": {
                **_map(rule_keys.RULE, required=("id", "trigger", "do")),
                "anyOf": [{"required": ["when"]}, {"required": ["fallback"]}],
            },
            "trigger": _trigger(),
            "conditions": conditions(),
            "action": _action(),
            "button": {"anyOf": [text(), {"type": "object", "minProperties": 1, "maxProperties": 1}]},
            "test": _map(file_keys.TESTED, required=("name",)),
        },
    }


def _map(described: Mapping[str, Key], *, required: tuple[str, ...] = ()) -> Json:
    properties = {name: shapes.documented(key.shape, key.doc, key.example) for name, key in described.items()}
    return table(properties, required=required)


def _one_or_several(shape: Json) -> Json:
    return {"anyOf": [shape, items(shape)]}


def _trigger() -> Json:
    described = {"new_media": rule_keys.NEW_MEDIA, "follow_request": rule_keys.EVERY, "new_comment": rule_keys.EVERY}
    maps: dict[str, Json] = {name: _map(options) for name, options in described.items()}
    for name in ("follow_request", "new_comment"):
        maps[name] = {"anyOf": [maps[name], {"type": "null"}]}
    return {"anyOf": [{"enum": ["follow_request", "new_comment"]}, _exactly_one(maps)]}


def _action() -> Json:
    options: dict[str, Json] = {kind.value: _map(described) for kind, described in ACTION_KEYS.items()}
    options[ActionKind.MARK] = text()
    for kind in (ActionKind.COMMENT, ActionKind.REPLY):
        options[kind] = {"anyOf": [text(), options[kind]]}
    told = {name: shapes.documented(shape, ACTION_DOCS[ActionKind(name)]) for name, shape in options.items()}
    return {"anyOf": [{"enum": [kind.value for kind in _BARE]}, _exactly_one(told)]}


def _exactly_one(properties: dict[str, Json]) -> Json:
    return {**table(properties), "minProperties": 1, "maxProperties": 1}
