from __future__ import annotations

import json
from datetime import timedelta

import pytest

from domain.events import NewComment, NewMedia
from domain.facts import Facts, History, caption_hash
from domain.ids import UserId
from domain.people import Incoming, Outgoing, Profile, Relationship
from domain.unknown import UNKNOWN
from storage import grounds
from storage.grounds import Ground
from tests.unit.storage.examples import MIRA, NOW, media, new_comment, new_media, request

ME = UserId("1")
HISTORY = History(
    likes=2,
    comments=1,
    last_action_at=NOW - timedelta(days=2),
    asked=3,
    declined=1,
    undone=1,
    opted_out=True,
    declined_before=True,
    seen_by=("sunsets",),
    first_caption=caption_hash("Evening"),
)
ASKED = Facts(
    me=ME,
    history=HISTORY,
    profile=Profile(person=MIRA, bio="", website=UNKNOWN, posts=1, followers=2, follows=3),
    relationship=Relationship(outgoing=Outgoing.FOLLOWS, incoming=Incoming.NONE, private=UNKNOWN),
    media=media(),
    comments=(new_comment().comment,),
)
UNTOLD = Facts(me=ME, history=UNKNOWN, profile=UNKNOWN, relationship=UNKNOWN, media=UNKNOWN, comments=UNKNOWN)


def back(facts: Facts) -> Facts:
    kept = grounds.to_json(Ground(at=NOW, facts=facts))
    found = grounds.from_json(json.loads(json.dumps(kept)), ME)
    assert found.at == NOW
    return found.facts


@pytest.mark.parametrize("facts", [ASKED, UNTOLD])
def test_the_facts_come_back_as_they_were(facts: Facts) -> None:
    assert back(facts) == facts


def test_what_was_never_asked_comes_back_as_unknown() -> None:
    assert back(Facts(me=ME)) == UNTOLD


def test_a_history_without_deeds_or_captions_comes_back() -> None:
    empty = History(
        likes=0,
        comments=0,
        last_action_at=None,
        asked=0,
        declined=0,
        undone=0,
        opted_out=False,
        declined_before=False,
        seen_by=(),
        first_caption=UNKNOWN,
    )
    assert back(Facts(me=ME, history=empty)).history == empty


def test_the_owner_is_not_kept_with_every_event() -> None:
    assert set(grounds.to_json(Ground(at=NOW, facts=Facts(me=ME)))["facts"]) == set()


def test_an_event_shows_its_photo_as_it_was_last_seen() -> None:
    old, new = (grounds.to_json(Ground(at=NOW, facts=Facts(me=ME, media=media(name)))) for name in ("m1", "m2"))
    blind = grounds.to_json(Ground(at=NOW, facts=Facts(me=ME, media=UNKNOWN)))
    for event in (new_media(), new_comment()):
        seen = grounds.as_last_seen(event, [old, new, blind])
        assert isinstance(seen, NewMedia | NewComment)
        assert seen.media == media("m2")
        assert grounds.as_last_seen(event, [blind]) == event
    assert grounds.as_last_seen(request(), [old]) == request()
