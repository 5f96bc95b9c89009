"""The commands that show photos, places and tags."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import at, feed, geo, liked, media, near, place, places, popular, posts, tag, tags

LOOKING = (
    Command(name="tag", argument="sunset", summary="photos with a tag", answer=tag.answer, shows_pictures=True),
    Command(name="tags", argument="sun", summary="tags that begin alike", answer=tags.answer),
    Command(
        name="feed", summary="what those you follow post (deprecated list)", answer=feed.answer, shows_pictures=True
    ),
    Command(name="liked", summary="photos that you like", answer=liked.answer, shows_pictures=True),
    Command(
        name="popular", summary="what many like (deprecated list)", answer=popular.answer, shows_pictures=True
    ),
    Command(
        name="near", argument="52.52 13.405 1km 5d", summary="photos around a point", answer=near.answer,
        shows_pictures=True,
    ),
    Command(name="places", argument="52.52 13.405 1000", summary="places around a point", answer=places.answer),
    Command(name="place", argument="number", summary="a place on the map", answer=place.answer),
    Command(name="at", argument="number 7d..", summary="photos from a place", answer=at.answer, shows_pictures=True),
    Command(
        name="geo", argument="number", summary="photos from an area of yours (deprecated list)", answer=geo.answer,
        shows_pictures=True,
    ),
    Command(name="posts", argument="@name 7d..", summary="somebody's photos", answer=posts.answer,
            shows_pictures=True),
    Command(name="media", argument="link", summary="one photo", answer=media.answer, shows_pictures=True),
)  # fmt: skip
