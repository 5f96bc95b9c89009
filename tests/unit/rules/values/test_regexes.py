from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.verdicts import Verdict
from rules.folding import Text
from rules.values.regexes import MAX_INPUT, Regex
from rules.wording import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewMedia
    from domain.facts import Facts
    from domain.verdicts import Judgement
    from rules.subject import Subject

CAPTION = "Golden Hour am See.\nDie Straße, 12 фото ❤️ #Sunset"
YES, NO = Verdict.YES, Verdict.NO


def found(pattern: str, text: str) -> bool:
    return Regex(pattern=pattern, wanted=True, exact=False).hit(Text(text)) is not None


@pytest.mark.parametrize(
    ("when", "verdict", "words"),
    [
        ("regex: 'golden ?hour'", YES, "regex: 'golden hour' in 'Golden Hour am See."),
        ("regex: Golden", YES, "'golden' in"),
        ("regex: goldenhour", NO, "'goldenhour' not in"),
        ("regex: ^golden", YES, "'golden' in"),
        ("regex: ^hour", NO, "not in"),
        ("regex: sunset$", YES, "in"),
        ("regex: golden$", NO, "not in"),
        ("regex: STRASSE", YES, "'strasse' in"),
        ("regex: straße", YES, "'strasse' in"),
        ("regex: Фото", YES, "'фото' in"),
        ("regex: foto", NO, "not in"),
        ("regex: '❤️ #'", YES, "'❤ #' in"),
        ("regex: '[0-9]+ \\p{L}+'", YES, "'12 фото' in"),
        ("regex: 'see[.] die'", YES, "'see. die' in"),
        ("not_regex: sunrise", YES, "'sunrise' not in"),
        ("not_regex: sun(set|rise)", NO, "'sunset' in"),
        ("regex: Golden, case: exact", YES, "'Golden' in"),
        ("regex: golden, case: exact", NO, "not in"),
        ("regex: straße, case: exact", NO, "not in"),
        ("regex: Straße, case: exact", YES, "in"),
        ("regex: gölden, fold: accents", YES, "'golden' in"),
        ("regex: gölden", NO, "not in"),
        ("regex: golden, not_regex: hour", NO, "'hour' in"),
        ("regex: golden, any_word: dawn", NO, "'dawn' not in"),
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


@pytest.mark.parametrize(("when", "verdict"), [("regex: a", NO), ("not_regex: a", YES), ("regex: ^$", YES)])
def test_no_caption_is_an_empty_text(
    when: str,
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    judgement = judged(f"caption.text: {{{when}}}", photo(caption=None), facts())
    assert judgement.verdicts[0].finding.verdict is verdict


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("a(?=b)", "regex has '(?=' at character 2, but there is no look-ahead or look-behind; ask with two"),
        ("(?<!a)b", "regex has '(?<!' at character 1, but there is no look-ahead or look-behind"),
        (r"(a)\1", r"regex has '\\1' at character 4, but there are no backreferences"),
        (r"\\(a)\1", r"regex has '\\1' at character 6, but there are no backreferences"),
        ("(?P<x>a)(?P=x)", "regex has '(?P=' at character 9, but there are no backreferences"),
        ("ab**", "regex is no regular expression: bad repetition operator '**' at character 3"),
        ("a[z-a]", "regex is no regular expression: invalid character class range 'z-a' at character 3"),
        ("[a", "regex is no regular expression: missing ]"),
        (r"(\p{L}{1,20} ?){1,40}", "regex repeats too much; say + or *"),
        ("a{1001}", "regex repeats too much"),
        ("a{201}", "regex repeats too much"),
        ("(.{1,30}){1,30}x", "regex repeats too much"),
        ("|".join(f"{letter}{{1,60}}" for letter in "abcd"), "regex repeats too much"),
        ("a" * 201, "regex has 201 characters; 200 are allowed"),
    ],
)
def test_refuses_what_re2_cannot_read(pattern: str, message: str, messages: Callable[[str], list[str]]) -> None:
    told = messages(rule(f"{{regex: '{pattern}'}}"))
    assert len(told) == 1
    assert message in told[0]
    assert told[0].endswith("[E206]")


@pytest.mark.parametrize(
    ("operand", "message"),
    [
        ("{regex: [a, b]}", "caption.text regex takes one value, not a list"),
        ("{regex: ''}", "caption.text regex is an empty text"),
        ("{regex: }", "caption.text regex has no value"),
    ],
)
def test_takes_one_pattern(operand: str, message: str, messages: Callable[[str], list[str]]) -> None:
    assert message in messages(rule(operand))[0]


@pytest.mark.parametrize("pattern", ["a" * 200, "a{200}", r"[\p{L}\p{M}\p{N}_]{3,30}", "(.{1,10}){1,20}"])
def test_much_is_allowed(pattern: str, messages: Callable[[str], list[str]]) -> None:
    assert messages(rule(f"{{regex: '{pattern}'}}")) == []


def test_a_pitfall_is_a_warning(messages: Callable[[str], list[str]]) -> None:
    (told,) = messages(rule(r"{regex: '\bfoto'}"))
    assert r"warning: caption.text regex: \b sees the edges of English words only; ask with any_word" in told
    assert told.endswith("[W210]")


def test_no_more_than_five_thousand_characters_are_looked_at() -> None:
    assert found("b", "a" * (MAX_INPUT - 1) + "b")
    assert not found("b", "a" * MAX_INPUT + "b")


def test_half_a_character_in_a_caption_harms_nothing() -> None:
    assert found("sunset", "\ud800 sunset")


@pytest.mark.parametrize(
    ("pattern", "caption"),
    [
        (r"^#(\w+\s?)+$", "#" + "a" * 4900 + "!"),
        ("(x+x+)+y", "x" * 6000),
        ("(a|aa)+$", "a" * 4900 + "b"),
        ("(.*)(.*)(.*)(.*)(.*)z", "ab " * 2000),
        ("(a?){40}a{40}b", "a" * 6000),
        (r"\p{L}+ \p{L}+ \p{L}+!", "ж " * 3000),
    ],
)
def test_a_hostile_caption_takes_no_time(pattern: str, caption: str) -> None:
    begun = time.process_time()
    assert not found(pattern, caption)
    assert time.process_time() - begun < 1


@settings(max_examples=50)
@given(word=st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8), before=st.text(max_size=8))
def test_a_word_is_found_as_it_was_written(word: str, before: str) -> None:
    for exact in (False, True):
        assert Regex(pattern=word, wanted=True, exact=exact).hit(Text(f"{before} {word}")) is not None


@pytest.mark.parametrize(
    ("pattern", "prose", "phrase"),
    [
        ("go.d[a-z]*", True, "says “golden”"),
        ("dawn", True, "says nothing like “dawn”"),
        ("dawn", False, "says Golden Hour"),
    ],
)
def test_what_was_seen(pattern: str, phrase: str, subject: Subject, *, prose: bool) -> None:
    check = Regex(pattern=pattern, wanted=True, exact=False)
    assert check.seen(Text("Golden Hour"), subject, written("says {}", "text", prose=prose)).text == phrase


@pytest.mark.parametrize(
    ("wanted", "phrase"), [(True, "says something like “a+”"), (False, "says nothing like “a+”")]
)
def test_what_is_asked(phrase: str, *, wanted: bool) -> None:
    check = Regex(pattern="a+", wanted=wanted, exact=False)
    assert check.asked(written("says {}", "text", prose=True)).text == phrase


def rule(operand: str) -> str:
    head = "id: a, trigger: {new_media: {tags: [x]}}, do: [like]"
    return f"version: 1\nrules: [{{{head}, when: {{caption.text: {operand}}}}}]"
