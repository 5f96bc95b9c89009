from __future__ import annotations

import pytest

from sandbox.instagram.pictures.studio import SCENES
from sandbox.instagram.world.captions import caption, hashtags, phrases, reply
from sandbox.instagram.world.cast import Cast, Resident
from sandbox.instagram.world.dice import dice
from sandbox.instagram.world.story import OPENING

FULL = Cast.full()


def test_the_cast_is_some_dozens_with_an_owner_who_is_private() -> None:
    assert 35 <= len(FULL.people) <= 50
    assert FULL.owner.private
    assert sum(person.spam for person in FULL.people) >= 4
    assert sum(person.private for person in FULL.people) >= 4


def test_ids_are_digits_and_nobody_shares_one() -> None:
    ids = {person.id for person in FULL.people}
    assert len(ids) == len(FULL.people)
    assert all(one.isdigit() and len(one) == 10 for one in ids)


def test_ids_never_change() -> None:
    assert FULL.owner.id == "8849201133"


def test_everybody_lives_somewhere_that_exists_and_can_be_painted() -> None:
    places = {place.key for place in FULL.places}
    for person in FULL.people:
        assert places.issuperset(person.homes), person.username
        assert SCENES.keys() >= set(person.motifs), person.username


def test_everybody_has_words_for_everything_they_photograph() -> None:
    for person in FULL.people:
        for motif in person.motifs:
            text = caption(person, motif, None, dice("test", person.username, motif))
            assert phrases().tags[motif][0] in hashtags(text)
            assert "{" not in text
        assert reply(person, dice("test"))


def test_spammers_sound_like_spammers() -> None:
    spammer = next(person for person in FULL.people if person.spam)
    texts = {caption(spammer, "sunset", None, dice("spam", turn)) for turn in range(30)}
    assert all(any(line in text for line in phrases().lines["sunset_spam"]["spam"]) for text in texts)


def test_everybody_in_the_story_is_in_the_cast() -> None:
    assert {cue.username for cue in OPENING} <= {person.username for person in FULL.people}


@pytest.mark.parametrize("owners", [0, 2])
def test_a_cast_has_exactly_one_owner(owners: int) -> None:
    people = tuple(
        Resident(username=f"p{number}", ties="owner" if number < owners else "none") for number in range(3)
    )
    with pytest.raises(ValueError, match=f"this one has {owners}"):
        Cast(people=people)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Sunset at #sea", ("sunset", "sea")),
        ("#sunset#sea #sunset", ("sunset", "sea")),
        ("no tags, # none", ()),
        ("#夕焼け, #закат!", ("夕焼け", "закат")),
    ],
)
def test_hashtags_are_found(text: str, tags: tuple[str, ...]) -> None:
    assert hashtags(text) == tags
