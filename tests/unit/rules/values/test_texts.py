from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from rules.folding import Text
from rules.values.regexes import Regex
from rules.values.texts import Pieces, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewMedia
    from domain.facts import Facts
    from domain.verdicts import Judgement
    from rules.fields.field import FieldTest
    from rules.subject import Subject

CAPTION = "Golden Hour am See. R.I.P. grandpa #Sunset"
YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("when", "verdict", "words"),
    [
        ("any_word: [sunset, dawn]", YES, "any_word: 'sunset' in 'Golden Hour am See."),
        ("any_word: golden hour", YES, "'golden hour' in"),
        ("any_word: [sun, hour golden]", NO, "none of 2 in"),
        ("any_word: rip", YES, "'rip' in"),
        ("any_word: $words", YES, "'sunset' in"),
        ("any_word: [dawn, $words]", YES, "in"),
        ("all_words: [sunset, golden hour]", YES, "all of 2 in"),
        ("all_words: [sunset, dawn]", NO, "'dawn' not in"),
        ("no_word: [dawn, funeral]", YES, "none of 2 in"),
        ("no_word: [dawn, rip]", NO, "'rip' in"),
        ("no_word: ripe", YES, "'ripe' not in"),
        ("contains: unse", YES, "'unse' in"),
        ("contains: sunrise", NO, "'sunrise' not in"),
        ("contains: [sunrise, unse]", YES, "'unse' in"),
        ("not_contains: sunrise", YES, "'sunrise' not in"),
        ("not_contains: [sunrise, GRAND]", NO, "'grand' in"),
        ("equals: 'golden hour am see. r.i.p. grandpa #sunset'", YES, "in"),
        ("equals: golden hour", NO, "not in"),
        ("starts_with: golden", YES, "in"),
        ("starts_with: hour", NO, "not in"),
        ("ends_with: '#sunset'", YES, "in"),
        ("ends_with: '#sun'", NO, "not in"),
        ("length: {between: [40, 50]}", YES, "length: 42 in 40…50"),
        ("length: {lt: 42}", NO, "length: 42 not < 42"),
        ("length: {lt: 43, gt: 50}", NO, "42 < 43, 42 not > 50"),
        ("exists: true", YES, "exists: present"),
        ("exists: false", NO, "exists: present"),
        ("any_word: sunset, case: exact", NO, "not in"),
        ("any_word: Sunset, case: exact", YES, "in"),
        ("contains: sée, fold: accents", YES, "in"),
        ("contains: sée", NO, "not in"),
        ("any_word: sunset, no_word: rip", NO, "'rip' in"),
    ],
)
def test_a_caption(
    when: str,
    verdict: Verdict,
    words: str,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    finding = judged(f"caption.text: {{{when}}}", photo(caption=CAPTION), facts()).verdicts[0].finding
    assert finding.verdict is verdict
    told = [part.text for part in finding.parts] or [finding.text]
    assert any(words in text for text in told), told


@pytest.mark.parametrize(
    ("when", "without_caption"),
    [
        ("any_word: sunset", NO),
        ("no_word: sunset", YES),
        ("contains: a", NO),
        ("not_contains: a", YES),
        ("length: {lt: 5}", YES),
        ("exists: false", YES),
        ("exists: true", NO),
    ],
)
def test_no_caption_is_an_empty_text_and_an_unknown_one_leaves_it_open(
    when: str,
    without_caption: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    for caption, verdict in ((None, without_caption), ("", without_caption), (UNKNOWN, OPEN)):
        judgement = judged(f"caption.text: {{{when}}}", photo(caption=caption), facts())
        assert judgement.verdicts[0].finding.verdict is verdict


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("caption.text: '#sunset'", YES),
        ("caption.text: sunset", NO),
        ("caption.text: [dawn, sunset]", YES),
        ("caption.text: [dawn]", NO),
    ],
)
def test_the_short_forms(
    when: str,
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    assert judged(when, photo(caption="#Sunset"), facts()).verdicts[0].finding.verdict is verdict


PAIRS = [
    pytest.param("Straße", "STRASSE", "", True, id="sharp s"),
    pytest.param("caf\u00e9", "cafe\u0301", "", True, id="composed and decomposed"),
    pytest.param("ｓｕｎｓｅｔ", "sunset", "", True, id="fullwidth"),  # noqa: RUF001 - the example
    pytest.param("\ufb01lm", "film", "", True, id="ligature"),
    pytest.param("sun\u200bset", "sunset", "", True, id="zero width space"),
    pytest.param("\u0130stanbul", "istanbul", "", False, id="dotted capital I"),
    pytest.param("\u0130stanbul", "istanbul", ", fold: turkish", True, id="dotted capital I of Turkish"),
    pytest.param("café", "cafe", "", False, id="accents"),
    pytest.param("café", "cafe", ", fold: accents", True, id="accents folded"),
    pytest.param("Sunset", "sunset", ", case: exact", False, id="exact case"),
    pytest.param("сосо", "coco", "", False, id="look-alikes"),  # noqa: RUF001 - the example
]
ASKED = ("any_word", "all_words", "contains", "equals", "starts_with", "ends_with", "regex")
DENIED = {"no_word": "any_word", "not_contains": "contains", "not_regex": "regex"}


@pytest.mark.parametrize(("one", "other", "modifier", "same"), PAIRS)
def test_every_operator_folds_both_sides_alike(
    one: str, other: str, modifier: str, condition: Callable[[str], FieldTest[Text]], subject: Subject, *, same: bool
) -> None:
    for written, read in ((one, other), (other, one)):
        for operator in ASKED:
            assert held(condition, f"{operator}: '{read}'{modifier}", written, subject) is same, (operator, read)
        for operator in DENIED:
            assert held(condition, f"{operator}: '{read}'{modifier}", written, subject) is not same, (operator, read)


@pytest.mark.parametrize("operator", ["contains", "equals", "starts_with", "ends_with", "regex"])
def test_a_heart_is_a_heart_with_or_without_its_selector(
    operator: str, condition: Callable[[str], FieldTest[Text]], subject: Subject
) -> None:
    for one, other in (("\u2764\ufe0f", "\u2764"), ("\u2764", "\u2764\ufe0f")):
        assert held(condition, f"{operator}: '{one}'", other, subject)


@pytest.mark.parametrize(
    ("word", "warned"),
    [
        ("夕焼け", True),
        ("golden ゴールド", True),
        ("พระอาทิตย์", True),
        ("노을", False),
        ("закат", False),
        ("सूर्य", False),
        ("sunset", False),
    ],
)
def test_words_of_scripts_without_spaces_are_doubted(
    word: str, messages: Callable[[str], list[str]], *, warned: bool
) -> None:
    head = "id: a, trigger: {new_media: {tags: [x]}}, do: [like]"
    for operator in ("any_word", "all_words", "no_word"):
        told = messages(f"version: 1\nrules: [{{{head}, when: {{caption.text: {{{operator}: {word}}}}}}}]")
        assert [line.split(": ")[1] for line in told] == ["warning"] * warned
        assert all("use contains [W212]" in line for line in told)
    assert messages(f"version: 1\nrules: [{{{head}, when: {{caption.text: {{contains: {word}}}}}}}]") == []


def held(condition: Callable[[str], FieldTest[Text]], question: str, text: str, subject: Subject) -> bool:
    check = condition(f"caption.text: {{{question}}}").check
    assert isinstance(check, Words | Pieces | Regex)
    answer, _ = check.holds(Text(text), subject)
    return answer
