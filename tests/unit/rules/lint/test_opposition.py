from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def photo(name: str, do: str, when: str = "{ media.type: image }", more: str = "", tag: str = "a") -> str:
    return f"""
        id: {name}
        mode: ask
        trigger: {{ new_media: {{ tags: [{tag}, common{tag}] }} }}
        when: {when}
        do: [{do}]
        {more}
    """


LIKES = photo("likes", "like")


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        pytest.param(photo("b", "unlike"), ["W214"], id="both may match"),
        pytest.param(photo("b", "like"), [], id="they want the same"),
        pytest.param(photo("b", "unlike", "{ media.type: video }"), [], id="never both"),
        pytest.param(photo("b", "unlike", tag="b"), [], id="other lists"),
        pytest.param(photo("b", "unlike", more="priority: 1\n        stop: all"), [], id="the higher cuts"),
        pytest.param(photo("b", "unlike", more="priority: -1\n        stop: all"), ["W214"], id="the lower does not"),
        pytest.param(
            photo("b", "unlike", more="group: mine\n        priority: 1\n        stop: group"),
            ["W214"],
            id="the higher cuts its own group only",
        ),
        pytest.param(photo("b", "unlike", more="fallback: true"), [], id="only when nothing else is wanted"),
        pytest.param(photo("b", "unlike").replace("mode: ask", "mode: watch"), [], id="one only watches"),
        pytest.param(photo("b", "block").replace("when: {", "when: { author: 'id:7', "), [], id="not opposites"),
    ],
)
def test_opposites_that_may_meet_are_doubtful(
    doubts: Callable[..., list[tuple[str, str]]], other: str, codes: list[str]
) -> None:
    assert [code for code, _ in doubts(LIKES, other, head="groups: [{ id: mine }]")] == codes
