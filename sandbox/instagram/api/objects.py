"""The API's objects: every key always there, ids and times as strings, `null` where something is absent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sandbox.instagram.api.texts import Written, written
from sandbox.instagram.world.dice import dice
from sandbox.instagram.world.numbers import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sandbox.instagram.api.call import Call, Json
    from sandbox.instagram.world.cast import Place, Resident
    from sandbox.instagram.world.posts import Post
    from sandbox.instagram.world.reactions import Remark

_VIDEO_SIZES = {"low_bandwidth": 480, "low_resolution": 480, "standard_resolution": 640}
_SIZES = {"low_resolution": 320, "thumbnail": 150, "standard_resolution": 640}
_COMMENTS_SHOWN = 8
_LIKERS_SHOWN = 4
_LIKERS_LISTED = 120


@dataclass(frozen=True, slots=True)
class Shapes:
    """Objects as the caller is shown them."""

    call: Call

    def person(self, person: Resident) -> dict[str, Json]:
        """Somebody in a list or beside a photo."""
        return _person(self.call.base, person)

    def profile(self, person: Resident) -> dict[str, Json]:
        """Somebody's own page. Choice: private people show it too, only their photos are kept."""
        world = self.call.world
        outside = person.follows if person.follows is not None else _follows_outside(person)
        own = person is self.call.caller.person
        return {
            **self.person(person),
            **({"is_business": False} if own and not self.call.legacy else {}),
            "bio": person.bio,
            "website": person.website,
            "counts": {
                "media": len(world.by_author[person]),
                "follows": outside + len(world.bonds.following(person)),
                "followed_by": person.fame + len(world.bonds.followers(person)),
            },
        }

    def gallery(self, posts: Iterable[Post]) -> Written:
        """A list of media, as JSON. In sandbox mode, where it differs by app, everything is written anew."""
        if self.call.caller.app.users is not None:
            return Written(written([self.media(post) for post in posts]))
        return Written(f"[{','.join(map(self._text, posts))}]")

    def media(self, post: Post) -> dict[str, Json]:
        """A photo or video. For legacy apps its latest comments and likers are inside."""
        draft, viewer = post.draft, self.call.caller.person
        fields: dict[str, Json] = {
            "attribution": None,
            "tags": list(post.tags),
            "type": "video" if draft.video else "image",
            "location": self._location(post),
            "comments": self._comments(post),
            "filter": draft.filter,
            "created_time": _seconds(post.at),
            # Choice: the address of a photo leads to this server, so that a visitor can follow it.
            "link": f"{self.call.base}/p/{post.code}/",
            "likes": self._likes(post),
            "images": {name: self._rendition(post, size) for name, size in _SIZES.items()},
            "users_in_photo": [
                {"position": {"y": tagged.y, "x": tagged.x}, "user": self.person(tagged.person)}
                for tagged in draft.tagged
            ],
            "caption": self._caption(post),
            "id": post.id,
            "user": self.person(post.author),
        }
        if draft.video:
            fields["videos"] = {name: self._film(post, size) for name, size in _VIDEO_SIZES.items()}
        if viewer is not None:
            fields["user_has_liked"] = post.applause.has(viewer, self.call.now)
        return fields

    def comment(self, remark: Remark) -> dict[str, Json]:
        """A comment."""
        return {
            "created_time": _seconds(remark.at),
            "text": remark.text,
            "from": self.person(remark.author),
            "id": str(remark.number),
        }

    def place(self, place: Place) -> dict[str, Json]:
        """A place at /locations, where its id is a string."""
        return {
            "id": str(place.id),
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }

    def tag(self, name: str) -> dict[str, Json]:
        """A tag. Choice: one that nobody uses has the count 0."""
        shelf = self.call.world.by_tag.get(name)
        return {"media_count": len(shelf) if shelf is not None else 0, "name": name}

    def _text(self, post: Post) -> str:
        call, viewer = self.call, self.call.caller.person
        liked = None if viewer is None else post.applause.has(viewer, call.now)
        return call.texts.get(
            (post.number, call.base, call.legacy, liked), post.state(call.now), lambda: self.media(post)
        )

    def _comments(self, post: Post) -> dict[str, Json]:
        remarks = post.talk.until(self.call.now)
        if not self.call.legacy:
            return {"count": len(remarks)}
        shown = [one for one in remarks if self.call.sight.exists(one.author)][-_COMMENTS_SHOWN:]
        return {"count": len(remarks), "data": [self.comment(one) for one in shown]}

    def _likes(self, post: Post) -> dict[str, Json]:
        count = post.applause.count(self.call.now)
        if not self.call.legacy:
            return {"count": count}
        fans = self.call.sight.existing(post.applause.latest(self.call.now, _LIKERS_LISTED))
        return {"count": count, "data": [self.person(fan) for fan in fans[:_LIKERS_SHOWN]]}

    def _location(self, post: Post) -> dict[str, Json] | None:
        if post.draft.place is not None:
            return {**self.place(post.draft.place), "id": post.draft.place.id}
        if post.draft.spot is not None:
            latitude, longitude = post.draft.spot
            return {"latitude": latitude, "longitude": longitude}
        return None

    def _rendition(self, post: Post, size: int) -> dict[str, Json]:
        return {"url": f"{self.call.base}/pictures/{post.number}_{size}.jpg", "width": size, "height": size}

    def _film(self, post: Post, size: int) -> dict[str, Json]:
        return {"url": f"{self.call.base}/videos/{post.number}.mp4", "width": size, "height": size}

    def _caption(self, post: Post) -> dict[str, Json] | None:
        if post.draft.caption is None:
            return None
        return {
            "created_time": _seconds(post.at),
            "text": post.draft.caption,
            "from": self.person(post.author),
            "id": str(stamp(post.at, post.number + 1)),
        }


@lru_cache(maxsize=4096)
def _person(base: str, person: Resident) -> dict[str, Json]:
    """Shared by all answers that show this person, so nobody changes it."""
    return {
        "username": person.username,
        "profile_picture": f"{base}/pictures/avatar_{person.id}.jpg",
        "id": person.id,
        "full_name": person.full_name,
    }


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def _follows_outside(person: Resident) -> int:
    return dice("follows", person.username).randint(60, 480)
