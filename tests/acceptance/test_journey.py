"""The main job, end to end: watch, match, act, tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from likewise import belongings
from sandbox.instagram.server import InstagramSandbox
from tests.acceptance.playing import SAM, SOON, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.playing import Start

pytestmark = pytest.mark.acceptance

RULES = """version: 1
rules:
  - id: balloons
    mode: auto
    trigger: { new_media: { tags: [balloons], every: 5s } }
    when: { caption.text: { any_word: [balloon], no_word: [giveaway] } }
    do: [like]
  - id: requests
    mode: ask
    trigger: { follow_request: { every: 5s } }
    when: always
    do: [approve]
"""


def test_a_photo_is_liked_once_and_told_and_a_request_is_approved_by_a_press(start: Start) -> None:
    demo = start(RULES)
    demo.send("/start")
    demo.hear("Hello")
    demo.hear("left alone")

    demo.send("/tag sunset")
    card = demo.hear("#sunset", "1 of")
    assert card["photo"]

    fitting = demo.post("A balloon over the lake")
    for near_miss in ("Balloon giveaway, tag a friend", "Balloons and balloonists", "The lake alone"):
        demo.post(near_miss)
    elsewhere = demo.post("A balloon over the lake", tag="ballooning")
    demo.hear("Liked", "balloons", "A balloon over the lake")

    demo.ask_to_follow("leo.knots")
    question = demo.hear("@leo.knots", "wants to follow you")
    demo.press(question, "Approve").raise_for_status()
    until(lambda: "approve" in {kind for kind, _, _ in demo.effects()}, "the approval")
    answered = until(lambda: demo.said("@leo.knots", "pproved"), "the outcome on the card")
    assert answered["message_id"] == question["message_id"]
    assert demo.press(question, "Approve").status_code == 400, "the button is gone"

    # What comes later was judged later: the near misses have been looked at by now.
    last = demo.post("Another balloon")
    until(lambda: ("like", last, "") in demo.effects(), "the second like")
    kinds = [kind for kind, _, _ in demo.effects()]
    assert [target for kind, target, _ in demo.effects() if kind == "like"] == [fitting, last]
    assert elsewhere not in {target for _, target, _ in demo.effects()}
    assert kinds.count("approve") == 1
    assert set(kinds) == {"like", "approve"}
    assert demo.stop() < SOON


def test_a_stranger_changes_nothing_and_gets_nothing(start: Start) -> None:
    demo = start(RULES)
    demo.send("/start")
    demo.hear("left alone")
    demo.ask_to_follow("leo.knots")
    question = demo.hear("@leo.knots", "wants to follow you")

    for text in ("/start", "/start Qm3xTf62kQvB1xY9z0w8A", "/tag sunset", "/requests", "/pause", "hello?"):
        demo.send(text, visitor=SAM)
    assert demo.press(question, "Approve", visitor=SAM).is_client_error
    assert demo.press(
        {**question, "message_id": demo.messages(SAM)[0]["message_id"]}, "Approve", visitor=SAM
    ).is_client_error

    # The owner's own word came after the stranger's, and was answered.
    demo.send("/status")
    demo.hear("Watching")
    assert all(not message["from"]["is_bot"] for message in demo.messages(SAM))
    assert demo.effects() == []
    assert demo.said("@leo.knots", "wants to follow you") is not None


def test_a_thousand_old_photos_at_the_first_start_are_left_alone(start: Start, tmp_path: Path) -> None:
    belongings.settle(tmp_path / "state")
    box = InstagramSandbox.open(tmp_path / "state" / "instagram", control_key="", speed=1.0)
    for number in range(1000):
        box.post_media("ana.saltwater", caption="an old balloon", tags=["balloons"], age_seconds=60.0 * number + 1)
    box.close()
    demo = start(RULES)
    demo.send("/start")
    demo.hear("left alone")
    fresh = demo.post("A new balloon")
    until(demo.effects, "the like of the new one")
    demo.hear("Liked", "A new balloon")
    assert demo.effects() == [("like", fresh, "")]
