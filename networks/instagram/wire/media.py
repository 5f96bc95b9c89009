"""Photos on the wire, in the shapes of all years: with or without the first comments and likers."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from pydantic import AwareDatetime, Field, FiniteFloat, OnErrorOmit, TypeAdapter

from domain.ids import CommentId, LocationId, MediaId
from domain.media import Comment, Media, MediaKind, Picture, Place, Tag
from domain.unknown import UNKNOWN, Maybe, Unknown
from networks.instagram.wire.people import WirePerson  # noqa: TC001  # pydantic reads the annotations
from networks.instagram.wire.told import Told, WireId, WireModel

if TYPE_CHECKING:
    from domain.people import Person


class WireCaption(WireModel):
    """A caption is a comment by the author; only its words matter here."""

    text: Told[str | None] = UNKNOWN


class WireCount(WireModel):
    """How many. Years before 2015 add some of them, which is left aside."""

    count: Told[int] = UNKNOWN


class WirePicture(WireModel):
    """One rendition."""

    url: str
    width: int
    height: int

    def as_picture(self) -> Picture:
        """The same in our words."""
        return Picture(url=self.url, width=self.width, height=self.height)


class WireImages(WireModel):
    """The renditions that we show."""

    thumbnail: Told[WirePicture | None] = UNKNOWN
    standard_resolution: Told[WirePicture | None] = UNKNOWN


class WirePlace(WireModel):
    """A place; inside a photo it may be a bare geotag, without id and name."""

    id: Told[WireId] = UNKNOWN
    name: Told[str] = UNKNOWN
    latitude: Told[FiniteFloat] = UNKNOWN
    longitude: Told[FiniteFloat] = UNKNOWN

    def as_place(self) -> Place:
        """The same in our words."""
        return Place(
            id=None if isinstance(self.id, Unknown) else LocationId(self.id),
            name=None if isinstance(self.name, Unknown) else self.name,
            latitude=None if isinstance(self.latitude, Unknown) else self.latitude,
            longitude=None if isinstance(self.longitude, Unknown) else self.longitude,
        )


class WireTagged(WireModel):
    """Somebody marked in a photo."""

    user: WirePerson


class WireMedia(WireModel):
    """A photo or video."""

    id: WireId
    type: MediaKind
    user: WirePerson
    created_time: AwareDatetime
    caption: Told[WireCaption | None] = UNKNOWN
    tags: Told[tuple[str, ...] | None] = UNKNOWN
    location: Told[WirePlace | None] = UNKNOWN
    likes: Told[WireCount] = UNKNOWN
    comments: Told[WireCount] = UNKNOWN
    user_has_liked: Told[bool] = UNKNOWN
    link: Told[str | None] = UNKNOWN
    filter: Told[str | None] = UNKNOWN
    images: Told[WireImages | None] = UNKNOWN
    users_in_photo: Told[tuple[WireTagged, ...] | None] = UNKNOWN

    def as_media(self) -> Media:
        """The same in our words."""
        caption, location, images = self.caption, self.location, self.images
        return Media(
            id=MediaId(self.id),
            kind=self.type,
            author=self.user.as_person(),
            created_at=self.created_time.astimezone(UTC),
            caption=caption.text if isinstance(caption, WireCaption) else caption,
            tags=self._tags(),
            location=location.as_place() if isinstance(location, WirePlace) else location,
            likes=self.likes.count if isinstance(self.likes, WireCount) else UNKNOWN,
            comments=self.comments.count if isinstance(self.comments, WireCount) else UNKNOWN,
            liked_by_me=self.user_has_liked,
            link=self.link,
            filter=self.filter,
            thumbnail=_picture(images.thumbnail if isinstance(images, WireImages) else images),
            picture=_picture(images.standard_resolution if isinstance(images, WireImages) else images),
            tagged=self._tagged(),
        )

    def _tags(self) -> Maybe[tuple[str, ...]]:
        if isinstance(self.tags, Unknown):
            return UNKNOWN
        return tuple([tag.lower().removeprefix("#") for tag in self.tags or ()])

    def _tagged(self) -> Maybe[tuple[Person, ...]]:
        if isinstance(self.users_in_photo, Unknown):
            return UNKNOWN
        return tuple([marked.user.as_person() for marked in self.users_in_photo or ()])


class WireComment(WireModel):
    """What somebody wrote under a photo."""

    id: WireId
    text: str
    created_time: AwareDatetime
    author: WirePerson = Field(validation_alias="from")

    def as_comment(self) -> Comment:
        """The same in our words."""
        return Comment(
            id=CommentId(self.id),
            text=self.text,
            author=self.author.as_person(),
            created_at=self.created_time.astimezone(UTC),
        )


class WireTag(WireModel):
    """A hashtag."""

    name: WireId
    media_count: Told[int] = UNKNOWN

    def as_tag(self) -> Tag:
        """The same in our words."""
        return Tag(name=self.name, media_count=self.media_count)


def _picture(wire: Maybe[WirePicture | None]) -> Maybe[Picture | None]:
    return wire.as_picture() if isinstance(wire, WirePicture) else wire


MEDIA = TypeAdapter(WireMedia)
MEDIA_LIST = TypeAdapter(list[OnErrorOmit[WireMedia]])
COMMENTS = TypeAdapter(list[OnErrorOmit[WireComment]])
PLACE = TypeAdapter(WirePlace)
PLACES = TypeAdapter(list[OnErrorOmit[WirePlace]])
TAG = TypeAdapter(WireTag)
TAGS = TypeAdapter(list[OnErrorOmit[WireTag]])
