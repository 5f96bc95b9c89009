from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def photo(when: str, *, more: str = "", do: str = "[like]", mode: str = "ask") -> str:
    return f"""
        id: suns
        mode: {mode}
        trigger: {{ new_media: {{ tags: [sunset] }} }}
        when: {when}
        do: {do}
        {more}
    """


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        pytest.param(photo("{ likes.count: { gte: 3 } }"), ["W201"], id="likes grow"),
        pytest.param(photo("{ comments.count: { between: [1, 9] } }"), ["W201"], id="comments grow"),
        pytest.param(photo("{ likes.count: { between: [0, 9] } }"), [], id="none at first will do"),
        pytest.param(photo("{ likes.count: { lte: 9 } }"), [], id="few at first will do"),
        pytest.param(photo("{ likes.count: { gte: 3 } }", more="recheck: { after: [1h] }"), [], id="looked at again"),
        pytest.param(photo("{ none: [{ likes.count: { gte: 3 } }] }"), [], id="popular ones kept out"),
        pytest.param(photo("{ media.type: image, none: [{ media.type: image }] }"), [], id="not followed into none"),
        pytest.param(photo("{ likes.count: { lt: 3, gt: 3 }, tags: [a] }"), ["W201", "W202"], id="no number fits"),
        pytest.param(photo("{ all: [{ media.type: image }, { media.type: video }] }"), ["W202"], id="two types"),
        pytest.param(photo("{ media.age: { gt: 2h, lte: 2h } }"), ["W202"], id="nothing between"),
        pytest.param(photo("{ media.age: { gte: 2h, lte: 2h } }"), [], id="just one length fits"),
        pytest.param(photo("{ likes.count: { lt: 0 } }"), ["W202"], id="less than none"),
        pytest.param(photo("{ likes.count: { lte: 0 } }"), [], id="none"),
        pytest.param(photo("{ likes.count: { ne: -1 } }"), [], id="anything but what cannot be"),
        pytest.param(photo("{ caption.text: { length: { lt: -3 } } }"), ["W202"], id="a length below nothing"),
        pytest.param(photo("{ none: [{ likes.count: { lt: 0 } }] }"), [], id="kept out, which is always so"),
        pytest.param(photo("{ author: { any_of: [ana], none_of: [ana, ben] } }"), ["W202"], id="wanted and not"),
        pytest.param(photo("{ tags: { all_of: [a, b], none_of: [b] } }"), ["W202"], id="a tag wanted and not"),
        pytest.param(photo("{ tags: { any_of: [a, b], none_of: [b] } }"), [], id="another tag will do"),
        pytest.param(
            photo("{ caption.text: { any_word: [golden hour], no_word: [hour] } }"),
            ["W202"],
            id="phrase and word",
        ),
        pytest.param(
            photo("{ caption.text: { any_word: [golden hour, sun], no_word: [hour] } }"),
            [],
            id="another word",
        ),
        pytest.param(photo("{ location: { exists: false }, location.name: sea }"), [], id="another field"),
        pytest.param(photo("{ caption.text: { regex: '(sun)*' } }"), ["W208"], id="a regex that nothing fails"),
        pytest.param(photo("{ caption.text: { regex: 'sun+' } }"), [], id="a regex that asks"),
        pytest.param(photo("always", mode="auto"), ["W208"], id="likes everything"),
        pytest.param(photo("always", mode="auto", do="[notify]"), [], id="tells everything"),
        pytest.param(
            photo("{ author: { any_of: [ana] } }", mode="auto"), ["W207"], id="acts for whoever is called ana"
        ),
        pytest.param(photo("{ author: { any_of: ['id:42'] } }", mode="auto"), [], id="an id stays"),
        pytest.param(photo("{ author: { any_of: [ana] } }"), [], id="a person decides"),
        pytest.param(photo("{ media.type: image, author: { none_of: [ana] } }", mode="auto"), [], id="kept out"),
        pytest.param(photo("always", do="[{ comment: { text: 'Lovely!' } }]"), ["W205"], id="always the same words"),
        pytest.param(
            photo("always", do="[{ comment: { text: '{a|b|c|d} {e|f|g}' } }]"), [], id="a dozen ways to say it"
        ),
        pytest.param(
            photo(
                "{ media.type: image }",
                mode="auto",
                do="[{ comment: { text: '{a|b|c|d} {e|f|g}', allow_strangers: true } }]",
            ),
            ["W204"],
            id="writes to strangers by itself",
        ),
    ],
)
def test_doubts_about_a_rule(doubts: Callable[..., list[tuple[str, str]]], rule: str, codes: list[str]) -> None:
    assert doubts(rule) == [(code, "suns") for code in codes]


HOURS = """
    timezone: Europe/Berlin
    schedules:
      noon: { from: 12:00, to: 13:00 }
      night: { from: 22:00, to: 07:00 }
"""


@pytest.mark.parametrize(
    ("every", "more", "codes"),
    [
        ("2h", "active: noon", ["W211"]),
        ("30m", "active: noon", []),
        ("8h", "active: night", []),
        ("2h", "active: noon\n        outside: defer", []),
    ],
)
def test_a_schedule_may_be_shorter_than_the_time_between_looks(
    doubts: Callable[..., list[tuple[str, str]]], every: str, more: str, codes: list[str]
) -> None:
    rule = f"""
        id: suns
        trigger: {{ new_media: {{ tags: [sunset], every: {every} }} }}
        when: always
        do: [like]
        {more}
    """
    assert [code for code, _ in doubts(rule, head=HOURS)] == codes


@pytest.mark.parametrize(
    ("hour", "codes"), [("24", ["W202"]), ("{ gt: 23 }", ["W202"]), ("{ between: [23, 30] }", [])]
)
def test_an_hour_that_no_clock_shows_is_doubtful(
    doubts: Callable[..., list[tuple[str, str]]], hour: str, codes: list[str]
) -> None:
    found = doubts(photo(f"{{ clock.hour: {hour} }}"), head="timezone: Europe/Berlin")
    assert [code for code, _ in found] == codes
