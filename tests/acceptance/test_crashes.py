"""No effect happens twice and none is lost, whatever ends the process and whenever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.playing import SOON, until

if TYPE_CHECKING:
    from tests.acceptance.playing import Demo, Start

pytestmark = pytest.mark.acceptance

RULES = """version: 1
engine: {{ warm_up: none }}
limits: {{ comment: {{ spacing: 1s..2s }}, like: {{ spacing: 1s..2s }} }}
rules:
  - id: balloons
    mode: auto
    trigger: {{ new_media: {{ tags: [balloons], every: 5s }} }}
    when: {{ caption.text: {{ any_word: [balloon] }} }}
    do: [{action}]
  - id: requests
    mode: ask
    trigger: {{ follow_request: {{ every: 5s }} }}
    when: always
    do: [approve]
"""
COMMENT = '{ comment: { text: "What a sight!", allow_strangers: true } }'


def held(demo: Demo, route: str, kind: str) -> str:
    """Let a photo be acted on, with the effect done and the answer outstanding; the photo's id."""
    demo.hold(route)
    photo = demo.post("A balloon over the lake")
    until(lambda: kind in {kind for kind, _, _ in demo.effects()}, f"the {kind}")
    return photo


@pytest.mark.parametrize(
    ("action", "route", "kind", "outcome"),
    [
        pytest.param("like", "POST /v1/media/{id}/likes", "like", "Liked", id="like"),
        pytest.param(COMMENT, "POST /v1/media/{id}/comments", "comment", "Commented", id="comment"),
    ],
)
def test_a_kill_between_claim_and_answer_doubles_and_loses_nothing(
    start: Start, action: str, route: str, kind: str, outcome: str
) -> None:
    rules = RULES.format(action=action)
    demo = start(rules)
    demo.send("/start")
    demo.hear("left alone")
    first = held(demo, route, kind)
    demo.kill()

    again = start(rules)
    again.hear(outcome, "A balloon over the lake")
    second = again.post("Another balloon", by="yuki.kissa")
    again.hear(outcome, "Another balloon")
    assert [(what, target) for what, target, _ in again.effects()] == [(kind, first), (kind, second)]
    assert again.ready_after < SOON


def test_a_kill_while_a_press_is_under_way_doubles_and_loses_nothing(start: Start) -> None:
    rules = RULES.format(action="like")
    demo = start(rules)
    demo.send("/start")
    demo.hear("left alone")
    demo.ask_to_follow("leo.knots")
    question = demo.hear("@leo.knots", "wants to follow you")
    demo.hold("POST /v1/users/{id}/relationship")
    demo.press(question, "Approve").raise_for_status()
    until(demo.effects, "the approval")
    demo.kill()

    again = start(rules)
    settled = again.hear("@leo.knots", "pproved")
    assert settled["message_id"] == question["message_id"], "the same conversation goes on"
    assert [kind for kind, _, _ in again.effects()] == ["approve"]


def test_sigterm_with_a_call_in_hand_ends_within_five_seconds_and_doubles_nothing(start: Start) -> None:
    rules = RULES.format(action="like")
    demo = start(rules)
    demo.send("/start")
    demo.hear("left alone")
    photo = held(demo, "POST /v1/media/{id}/likes", "like")
    assert demo.stop() < SOON

    again = start(rules)
    again.hear("Liked", "A balloon over the lake")
    assert again.effects() == [("like", photo, "")]
