"""What a rule may ask about where a photo was taken, and who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.unknown import Unknown
from rules.fields.reading import of_media, of_subject
from rules.values.choices import BOOL, ID
from rules.values.people import PEOPLE
from rules.values.places import PLACE
from rules.values.textkinds import TEXT
from rules.wording import Telling, Wording, truth, written

if TYPE_CHECKING:
    from domain.media import Media
    from domain.unknown import Maybe
    from rules.fields.field import AnyField
    from rules.subject import Subject


def _place_id(media: Media) -> Maybe[str | None]:
    place = media.location
    return place if place is None or isinstance(place, Unknown) else place.id


def _tagged_me(subject: Subject) -> Maybe[bool]:
    tagged = subject.media if isinstance(subject.media, Unknown) else subject.media.tagged
    return tagged if isinstance(tagged, Unknown) else any(person.id == subject.facts.me for person in tagged)


_SHOWING = Wording(text="showing {}", lead="it is")
_PLACE = Wording(text="in {}", lead="it is", noun="place")

PLACE_FIELDS: tuple[AnyField, ...] = (
    of_media(
        "location",
        PLACE,
        "Where it was taken.",
        _PLACE,
        "{ near: [52.52, 13.405], within: 30km }",
        lambda media: media.location,
    ),
    of_media(
        "location.id",
        ID,
        "The id of the place.",
        Wording(text="at place {}", lead="it is", noun="place"),
        "['212988663']",
        _place_id,
    ),
    of_subject(
        "location.name",
        TEXT,
        "What the place is called.",
        written("in {}", "named place", lead="it is"),
        "{ any_word: [berlin] }",
        lambda subject: subject.place_name,
    ),
    of_media(
        "tagged.users",
        PEOPLE,
        "The people marked in it.",
        _SHOWING,
        "{ none_of: [competitor_shop] }",
        lambda media: media.tagged,
    ),
    of_subject(
        "tagged.me",
        BOOL,
        "Whether you are marked in it.",
        truth("you are marked in it", "you are not marked in it", Telling.PARTICULAR),
        "true",
        _tagged_me,
    ),
)
