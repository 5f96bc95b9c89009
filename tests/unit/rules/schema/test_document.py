from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from rules.loading import SourceText, load
from rules.schema.document import document
from rules.testing.reading import read_cases

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[4]
FILES = sorted([ROOT / "rules.example.yaml", *ROOT.glob("examples/*.yaml"), *ROOT.glob("likewise/starters/*.yaml")])

WHOLE = (ROOT / "tests/unit/rules/schema/whole.yaml").read_text(encoding="utf-8")
"""A file in which nearly everything is said once."""

BREAKS: tuple[tuple[str, str], ...] = (
    ("version: 1\n", ""),
    ("version: 1", "version: 2"),
    ("timezone: ", "timzone: "),
    ("mode: watch", "mode: whatch"),
    ("mode: watch", "mode: [watch]"),
    ("max_age: 6h", "max_age: 6"),
    ("max_age: 6h", "max_age: soon"),
    ("defaults:", "default:"),
    ("per_hour: 15", "per_hour: fifteen"),
    ("per_hour: 15", "per_hr: 15"),
    ("spacing: 45s..3m", "spacing: 45s-3m"),
    ("keep_for_chat: 10", "keep_for_chat: ten"),
    ("burst_hold: 15", "burst_hold: many"),
    ("  like:  ", "  likes:  "),
    ("from: 08:00", "from: eight"),
    ("from: 08:00, ", ""),
    ("to: 22:30", "to: 25:00h"),
    ("days: [mon-sun]", "day: [mon-sun]"),
    ("no_word: $grief_words", "no_words: $grief_words"),
    ("{ lte: 15 }", "{ lte: few }"),
    ("{ lte: 15 }", "{ le: 15 }"),
    ("{ lte: 15 }", "{ any_word: 15 }"),
    ("requester.posts: { gte: 3 }", "requester.post: { gte: 3 }"),
    ("{ between: [15, 20000] }", "{ between: [15] }"),
    ("{ between: [15, 20000] }", "{ from: 15 }"),
    ("avoid_repeat: 30d", "avoid_repeat: month"),
    ("variants:", "variant:"),
    ("{ id: garden,   priority: 10 }", "{ id: garden, priority: high }"),
    ("{ id: garden,   priority: 10 }", "{ name: garden, priority: 10 }"),
    ("{ id: garden,   priority: 10 }", "{ id: Garden!, priority: 10 }"),
    ("- id: local-sunsets", "- name: local-sunsets"),
    ("- id: local-sunsets", "- id: local sunsets"),
    ("title: Fresh", "titel: Fresh"),
    ("mode: ask\n    trigger:", "mode: asks\n    trigger:"),
    ("new_media: { tags: [sunset, goldenhour], every: 10m }", "new_photo: { tags: [sunset] }"),
    ("new_media: { tags: [sunset, goldenhour], every: 10m }", "new_media: { tag: [sunset] }"),
    ("new_media: { tags: [sunset, goldenhour], every: 10m }", "new_media: { tags: [], every: 10m }"),
    ("new_media: { tags: [sunset, goldenhour], every: 10m }", "new_media: { tags: [sunset], every: often }"),
    ("use: [calm_post]", "uses: [calm_post]"),
    ("media.type: image", "media.kind: image"),
    ("media.type: image", "media.type: { is: image }"),
    ("caption.text: { any_word: $sunset_words }", "caption.text: { any_words: $sunset_words }"),
    ("caption.text: { any_word: $sunset_words }", "caption.text: { any_word: [] }"),
    ("caption.text: { any_word: $sunset_words }", "caption.text: {}"),
    ("caption.text: { any_word: $sunset_words }", "captions: { any_word: $sunset_words }"),
    ("likes.count: { between: [3, 400] }", "likes_count: { between: [3, 400] }"),
    ("near: [52.52, 13.405], within: 30km", "near: [52.52], within: 30km"),
    ("near: [52.52, 13.405], within: 30km", "nearby: [52.52, 13.405], within: 30km"),
    ("near: [52.52, 13.405], within: 30km", "near: here, within: 30km"),
    ("author: { none_of: $never_touch }", "author: { not_in: $never_touch }"),
    ("author: { none_of: $never_touch }", "author: { exists: maybe }"),
    ("recheck: { after: [45m, 3h] }", "recheck: [45m, 3h]"),
    ("recheck: { after: [45m, 3h] }", "recheck: { after: 45 }"),
    ("recheck: { after: [45m, 3h] }", "recheck: { in: [45m] }"),
    ("per_author: 1 per 7d", "per_author: weekly"),
    ("per_author: 1 per 7d", "per_autor: 1 per 7d"),
    ("limit: 20 per 1d", "limit: 20"),
    ("limit: 20 per 1d", "limit: 20/day"),
    ("      - like\n", "      - lik\n"),
    ("      - like\n", "      - like: { often: true }\n"),
    ("comment: { template: sunset_hello, chance: 20% }", "comment: { templates: sunset_hello }"),
    ("comment: { template: sunset_hello, chance: 20% }", "comment: { template: sunset_hello, chance: seldom }"),
    ("comment: { template: sunset_hello, chance: 20% }", "coment: { template: sunset_hello }"),
    ("priority: 90", "priority: first"),
    (
        "trigger: follow_request\n    when:\n      any:\n        - requester.bio",
        "trigger: request\n    when:\n      any:\n        - requester.bio",
    ),
    ("      any:\n        - requester.bio", "      any_of:\n        - requester.bio"),
    (
        "      any:\n        - requester.bio: { any_word: $spam_words }\n",
        "      any:\n        requester.bio: { any_word: $spam_words }\n",
    ),
    ("do: [ignore]", "do: ignored"),
    ("do: [ignore]", "do: []"),
    ("do: [ignore]", "do: [[ignore]]"),
    ("do: [ignore]", "then: [ignore]"),
    ("stop: group", "stop: here"),
    ("stop: group", "stop: true"),
    ("veto_window: 10m", "veto_window: short"),
    ("veto_window: 10m", "veto: 10m"),
    ("relationship.outgoing: follows", "relationship.outgoing: { equals: follows }"),
    ("relationship.outgoing: follows", "relation.outgoing: follows"),
    ("requester.has_picture: true", "requester.has_picture: yes"),
    ("requester.has_picture: true", "requester.has_picture: { eq: 1, ne: 0 }"),
    ("limit: 30 per 1d", "limit: { per_day: 30 }"),
    ("digest: 1h", "digest: hourly"),
    ("fallback: true", "fallback: yes"),
    ("fallback: true", "fall_back: true"),
    ("when: always", "when: ever"),
    ("when: always", "when: []"),
    ("when: always\n", ""),
    ("choices: [approve, ignore, block]", "choices: [approve, deny]"),
    ("choices: [approve, ignore, block]", "choice: [approve, ignore]"),
    ("expires: 3d", "expires: never"),
    ("then: leave", "then: nothing"),
    ("photo: thumbnail", "photo: large"),
    ("photo: thumbnail", "picture: thumbnail"),
    ("group_by: location.id", "group: location.id"),
    ("buttons: [like, comment: sunset_hello, mute_author: 30d, open]", "buttons: []"),
    ("buttons: [like, comment: sunset_hello, mute_author: 30d, open]", "button: [like]"),
    ("name: a fitting photo", "nam: a fitting photo"),
    ("local-sunsets: { like: ask }", "local-sunsets: { like: maybe }"),
    ("local-sunsets: { like: ask }", "local-sunsets: { likes: ask }"),
    ("local-sunsets: { like: ask }", "local-sunsets: like"),
    ("never: [approve]", "never: [approval]"),
)


@pytest.fixture
def underlined(typed: Callable[[str], object]) -> Callable[[str], list[str]]:
    """What an editor would underline."""
    validator = jsonschema.Draft202012Validator(document())

    def of(text: str) -> list[str]:
        try:
            return [error.message for error in validator.iter_errors(typed(text))]
        except yaml.YAMLError as error:
            return [str(error)]

    return of


def loads(text: str) -> bool:
    loaded = load([SourceText(name="rules.yaml", text=text)])
    return loaded.ruleset is not None and not read_cases(loaded.test_nodes, loaded.ruleset, {"rules.yaml": text})[1]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(document())
    assert json.loads(json.dumps(document())) == document()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_wrong_with_what_loads(path: Path, underlined: Callable[[str], list[str]]) -> None:
    assert underlined(path.read_text(encoding="utf-8")) == []


def test_an_editor_is_never_stricter_than_the_loader(underlined: Callable[[str], list[str]]) -> None:
    assert loads(WHOLE)
    assert underlined(WHOLE) == []


def test_a_hundred_broken_files_are_refused_and_most_of_them_underlined(
    underlined: Callable[[str], list[str]],
) -> None:
    assert len(BREAKS) == 100
    assert [old for old, _ in BREAKS if old not in WHOLE] == []
    broken = [WHOLE.replace(old, new, 1) for old, new in BREAKS]
    assert [BREAKS[number] for number, text in enumerate(broken) if loads(text)] == []
    silent = [BREAKS[number] for number, text in enumerate(broken) if not underlined(text)]
    assert len(silent) <= 10, silent


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("lists: { words: [null, ~] }", id="in a list"),
        pytest.param("conditions: { one: { caption.text: { any_word: null } } }", id="behind an operator"),
        pytest.param("conditions: { one: { author: null } }", id="as a bare value"),
        pytest.param("templates: { one: null }", id="as what is said"),
    ],
)
def test_a_text_that_an_editor_takes_for_nothing_is_not_underlined(
    line: str, underlined: Callable[[str], list[str]]
) -> None:
    rule = "{ id: null, title: ~, trigger: { new_media: { tags: [null] } }, when: always, do: [{ mark: null }] }"
    text = f"version: 1\n{line}\nrules: [{rule}]\n"
    loaded = load([SourceText(name="rules.yaml", text=text)])
    assert loaded.ruleset is not None
    assert loaded.ruleset.rules[0].ref.id == "null"
    assert underlined(text) == []
