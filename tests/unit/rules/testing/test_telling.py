from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rules.syntax.writing import write
from rules.testing.telling import tell, trigger_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.testing.case import Situation

NOW = "now: 2026-06-01T18:00:00+02:00\n"
PHOTO = """new_media:
  via: { tag: [sunset, sea], user: "id:7", feed: true, area: "52.5,13.4,300" }
  author: { username: ana, id: "7", full_name: Ana B, has_picture: false, posts: 3, unavailable: [bio, followers] }
  media: { id: m1, type: video, created_at: -20m, first_seen_at: -10m, liked_by_me: true, width: 320, absent: [link] }
  caption: { text: "Golden Hour\\n#Sunset", edited: true }
  likes.count: 12
  comments: { count: 2, texts: [Nice!, Wow], authors: [ben, eva], mine: true }
  location: { id: "99", name: Lake, lat: 52.53, lng: -13.4 }
  tagged: { users: [ben], me: true }
  relationship: { outgoing: follows, unavailable: [incoming] }
  history.author: { likes: 2, comments: 1, last_action_age: 2d3h, asked: 1, declined: 1, undone: 1, opted_out: true }
  history.media.seen_by: [suns]
"""
REQUEST = """follow_request:
  requester: { username: bob, id: "8", bio: hello, waiting: 90s, declined_before: true }
  relationship: { incoming: requested_by, private: true }
"""
COMMENT = """new_comment:
  comment: { id: c1, text: "Buy now", age: 2m, author: { username: eve, id: "9", follows: 5 } }
  caption.text: My own
  likes.count: 3
"""


@pytest.mark.parametrize(
    "given", [PHOTO, REQUEST, COMMENT, "new_media: {}", "new_media: { unavailable: [location] }"]
)
def test_what_is_told_of_an_event_gives_the_same_event(situation: Callable[[str], Situation], given: str) -> None:
    first = situation(NOW + given)
    told = write({trigger_of(first.event): tell(first.event, first.facts, first.now)})
    again = situation(NOW + told)
    assert again.event == first.event
    assert again.facts == first.facts


def test_values_are_told_as_people_write_them(situation: Callable[[str], Situation]) -> None:
    first = situation(NOW + PHOTO)
    told = tell(first.event, first.facts, first.now)
    assert {name: told[name] for name in ("via.tag", "author.has_picture", "location.lng", "media.created_at")} == {
        "via.tag": ["sea", "sunset"],
        "author.has_picture": "false",
        "location.lng": "-13.4",
        "media.created_at": "2026-06-01T15:40:00+00:00",
    }
    assert told["history.author.last_action_age"] == "2d3h"
    assert told["absent"] == ["media.link"]
    assert told["unavailable"] == ["author.bio", "author.followers", "relationship.incoming"]


def test_the_owner_is_self(situation: Callable[[str], Situation]) -> None:
    first = situation("new_media: { author: self }")
    told = tell(first.event, first.facts, first.now)
    assert (told["author.username"], "author.id" in told) == ("self", False)
