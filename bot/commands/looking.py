"""The commands that show photos, places and tags."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import at, feed, geo, liked, media, near, place, places, popular, posts, tag, tags
from storage.states import Role

LOOKING = (
    Command(
        name="tag",
        least=Role.VIEWER,
        argument="sunset",
        summary="photos with a tag",
        answer=tag.answer,
        shows_pictures=True,
    ),
    Command(name="tags", least=Role.VIEWER, argument="sun", summary="tags that begin alike", answer=tags.answer),
    Command(
        name="feed",
        least=Role.VIEWER,
        summary="what those you follow post (deprecated list)",
        answer=feed.answer,
        shows_pictures=True,
    ),
    Command(
        name="liked", least=Role.VIEWER, summary="photos that you like", answer=liked.answer, shows_pictures=True
    ),
    Command(
        name="popular",
        least=Role.VIEWER,
        summary="what many like (deprecated list)",
        answer=popular.answer,
        shows_pictures=True,
    ),
    Command(
        name="near",
        least=Role.VIEWER,
        argument="52.52 13.405 1km 5d",
        summary="photos around a point",
        answer=near.answer,
        shows_pictures=True,
    ),
    Command(
        name="places",
        least=Role.VIEWER,
        argument="52.52 13.405 1000",
        summary="places around a point",
        answer=places.answer,
    ),
    Command(name="place", least=Role.VIEWER, argument="number", summary="a place on the map", answer=place.answer),
    Command(
        name="at",
        least=Role.VIEWER,
        argument="number 7d..",
        summary="photos from a place",
        answer=at.answer,
        shows_pictures=True,
    ),
    Command(
        name="geo",
        least=Role.VIEWER,
        argument="number",
        summary="photos from an area of yours (deprecated list)",
        answer=geo.answer,
        shows_pictures=True,
    ),
    Command(
        name="posts",
        least=Role.VIEWER,
        argument="@name 7d..",
        summary="somebody's photos",
        answer=posts.answer,
        shows_pictures=True,
    ),
    Command(
        name="media",
        least=Role.VIEWER,
        argument="link",
        summary="one photo",
        answer=media.answer,
        shows_pictures=True,
    ),
)
