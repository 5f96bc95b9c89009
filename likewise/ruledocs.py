"""`python -m likewise.ruledocs` writes docs/rules.md: the whole language, from the code's own declarations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from domain.facts import Need
from domain.plans import Reason
from rules.explanations import explanation
from rules.fields.catalogue import CATALOGUE
from rules.problems import CODES
from rules.schema import action_keys, file_keys, rule_keys
from rules.schema.document import ACTION_DOCS, ACTION_KEYS
from rules.testing.values import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rules.fields.field import AnyField
    from rules.schema.key import Key

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
TEXTS = Path(__file__).parent / "ruledocs_texts"
"""The words between the tables, a file for each part."""

_COST = {
    None: "—",
    Need.PROFILE: "their profile",
    Need.RELATIONSHIP: "the relationship",
    Need.MEDIA: "the photo again",
    Need.COMMENTS: "the comments",
}
"""The call that a field costs, for people."""

_PARTS: tuple[tuple[str, Mapping[str, Key]], ...] = (
    ("The file", file_keys.FILE),
    ("A rule", rule_keys.RULE),
    ("A group", rule_keys.GROUP),
    ("Defaults", rule_keys.SHARED),
    ("Limits", file_keys.LIMITS),
    ("A limit", file_keys.LIMIT),
    ("A schedule", file_keys.WINDOW),
    ("A template", file_keys.TEMPLATE),
    ("The engine", file_keys.ENGINE),
    ("A test", file_keys.TESTED),
)


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            _text("begin"),
            *_triggers(),
            _text("conditions"),
            *_kinds(),
            *_fields(),
            _text("actions"),
            *_actions(),
            _text("semantics"),
            "### Why something is not done\n",
            "A suppressed action has exactly one reason of this list:\n",
            f"{' · '.join(f'`{reason}`' for reason in Reason)}\n",
            _text("tests"),
            *_given(),
            _text("working"),
            *_codes(),
            "## Every key\n",
            *(part for title, described in _PARTS for part in (f"### {title}\n", _table(described))),
        ]
    )


def _text(name: str) -> str:
    return (TEXTS / f"{name}.md").read_text(encoding="utf-8")


def _triggers() -> Iterable[str]:
    yield "### `new_media`\n"
    yield "A new photo in one of these lists. One photo is one event, whichever of them bring it.\n"
    yield _table(rule_keys.NEW_MEDIA)
    yield "### `follow_request` and `new_comment`\n"
    yield "Somebody asks to follow you; somebody else writes under a photo of yours.\n"
    yield _table(rule_keys.EVERY)


def _kinds() -> Iterable[str]:
    """Each type of value once, with its operators."""
    kinds = {field.kind.name: field.kind for field in CATALOGUE.values()}
    for name in sorted(kinds):
        kind = kinds[name]
        rows = [(_code(usage.name), usage.doc, _code(usage.example)) for usage in kind.usages()]
        yield f"#### {name}\n"
        asks = [
            f"a bare {word} asks `{way.name}`"
            for word, way in (("value", kind.single), ("list", kind.several))
            if way is not None
        ]
        if asks:
            yield f"Short: {', '.join(asks)}.\n"
        yield _rows(("operator", "asks", "example"), rows) if rows else "Takes nothing else.\n"


def _fields() -> Iterable[str]:
    yield "### The fields\n"
    yield (
        "*Costs* names the call that is made when a rule needs the field, once for a person or photo and day; what"
        " costs nothing is asked first.\n"
    )
    groups: dict[str, list[AnyField]] = {}
    for field in CATALOGUE.values():
        groups.setdefault(field.name.partition(".")[0], []).append(field)
    for group, fields in groups.items():
        rows = [_field(field) for field in fields]
        yield f"#### {group}\n"
        yield _rows(("field", "type", "what it is", "costs", "with", "example"), rows)


def _field(field: AnyField) -> tuple[str, ...]:
    triggers = ", ".join(f"`{trigger}`" for trigger in sorted(field.triggers))
    return f"`{field.name}`", field.kind.name, field.doc, _COST[field.need], triggers, _code(field.example)


def _actions() -> Iterable[str]:
    rows = [(f"`{kind}`", doc, ", ".join(map(_code, ACTION_KEYS.get(kind, {})))) for kind, doc in ACTION_DOCS.items()]
    yield _rows(("action", "does", "may say"), rows)
    for title, described in (
        ("`comment` and `reply`", action_keys.REMARK),
        ("`notify`", action_keys.NOTIFY),
        ("`decide`", action_keys.DECIDE),
        ("`remember`", action_keys.REMEMBER),
    ):
        yield f"#### {title}\n"
        yield _table(described)


def _given() -> Iterable[str]:
    yield "### What a test can give\n"
    for trigger, names in GIVEN.items():
        yield f"`{trigger}`: {' · '.join(f'`{name}`' for name in names)}\n"


def _codes() -> Iterable[str]:
    """What every message means in a sentence or two."""
    yield "## What check says\n"
    yield (
        "Codes that begin with E are mistakes, which keep rules from being used; W is a doubt."
        " `likewise help CODE` has an example of what is wrong and of what is right.\n"
    )
    told = (found for found in map(explanation, sorted(CODES)) if found is not None)
    yield _rows(("code", "name", "means"), [(_code(one.code), one.slug, one.means) for one in told])


def _table(described: Mapping[str, Key]) -> str:
    rows = [(_code(name), key.doc, _code(key.example)) for name, key in described.items()]
    return _rows(("key", "says", "example"), rows)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
