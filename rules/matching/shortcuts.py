"""What a photo ordinarily has, put before the rules without a detour by way of the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import NewMedia
from domain.media import Place
from rules.folding import ORDINARY, fold_tags, words_of
from rules.values.choices import ID
from rules.values.people import username
from rules.values.places import point_of
from rules.values.regexes import searchable

if TYPE_CHECKING:
    from domain.media import Media
    from domain.unknown import Maybe
    from rules.matching.glance import Glance
    from rules.matching.views import Views


class Shortcuts:
    """Some views of new photos that most rules ask about; a third of the time goes into finding them the long way.

    Only what is there in its ordinary form. All else is left to the fields, which know what it means.
    """

    def __init__(self, views: Views) -> None:
        self._author = views.known("author", "names")
        self._tags = views.known("tags", "members")
        self._words = views.known("caption.text", "words", ORDINARY)
        self._searched = views.known("caption.text", "searched", ORDINARY)
        self._length = views.known("caption.length")
        self._type = views.known("media.type")
        self._likes = views.known("likes.count")
        self._comments = views.known("comments.count")
        self._liked = views.known("media.liked_by_me")
        self._point = views.known("location", "point")
        self._place = views.known("location.id")

    def take(self, glance: Glance) -> None:
        """Fill in what is ordinary and asked about."""
        subject = glance.subject
        event = subject.event
        if event.__class__ is not NewMedia:
            return
        media = event.media
        author = media.author
        if self._author is not None and author.id != subject.facts.me:
            glance[self._author] = (f"id:{author.id}", username(author.username))
        if self._tags is not None and media.tags.__class__ is tuple:
            glance[self._tags] = fold_tags(media.tags)
        if media.caption.__class__ is str and media.caption:
            self._say(glance, media.caption)
        self._count(glance, media)
        self._locate(glance, media.location)

    def _say(self, glance: Glance, caption: str) -> None:
        if self._words is not None or self._searched is not None:
            folded = ORDINARY.encoded(caption)
            if self._words is not None:
                glance[self._words] = words_of(folded)
            if self._searched is not None:
                glance[self._searched] = searchable(folded)
        if self._length is not None:
            glance[self._length] = float(len(caption))

    def _count(self, glance: Glance, media: Media) -> None:
        if self._type is not None:
            glance[self._type] = str(media.kind)
        if self._likes is not None and media.likes.__class__ is int:
            glance[self._likes] = float(media.likes)
        if self._comments is not None and media.comments.__class__ is int:
            glance[self._comments] = float(media.comments)
        if self._liked is not None and media.liked_by_me.__class__ is bool:
            glance[self._liked] = media.liked_by_me

    def _locate(self, glance: Glance, place: Maybe[Place | None]) -> None:
        if place is None or place.__class__ is Place:
            if self._point is not None:
                glance[self._point] = place and point_of(place)
            if self._place is not None:
                glance[self._place] = (place and place.id) or ID.empty
