from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.errors import ConfigError
from likewise.api.wish import check, read


@pytest.mark.parametrize(
    ("path", "method", "called", "spelling"),
    [
        ("tags/sunset/media/recent", "GET", "tag_media", "GET tags/sunset/media/recent"),
        ("/v1/tags/sunset/media/recent/", "get", "tag_media", "GET tags/sunset/media/recent"),
        ("tags/search", "GET", "search_tags", "GET tags/search"),
        ("tags/searching", "GET", "tag", "GET tags/searching"),
        ("users/self", "GET", "user", "GET users/self"),
        ("users/self/feed", "GET", "feed", "GET users/self/feed"),
        ("media/1_2/likes", "POST", "like", "POST media/1_2/likes"),
        ("media/1_2/likes", "DELETE", "unlike", "DELETE media/1_2/likes"),
    ],
)
def test_a_path_is_an_operation(path: str, method: str, called: str, spelling: str) -> None:
    wish = read(path, method, (), None)
    assert (wish.operation.called, wish.spelling) == (called, spelling)


def test_parameters_come_from_the_path_from_d_and_from_count() -> None:
    wish = read("tags/search?q=sun&x=", "GET", ["q=sea=side", "y=1"], 5)
    assert wish.parameters == {"q": "sea=side", "x": "", "y": "1", "count": "5"}


@pytest.mark.parametrize(
    ("path", "method", "data", "said"),
    [
        ("https://evil.example/v1/users/self", "GET", (), "give the path alone"),
        ("users/self/foo", "GET", (), "nothing is at users/self/foo; there is\n  GET    users/self/requested-by"),
        ("foo", "GET", (), "nothing is at foo; there is\n  GET    media/{media-id}/comments"),
        ("users/self", "POST", (), "users/self takes GET, not POST"),
        ("media/1/likes", "PUT", (), "-X takes one of GET, POST, DELETE"),
        ("users/self", "GET", ("text",), "-d takes name=value"),
        ("users/self", "GET", ("=x",), "-d takes name=value"),
        ("users/self", "GET", ("access_token=canary",), "leave access_token out: Likewise adds it by itself"),
        ("users/self?access_token=canary&sig=1", "GET", (), "leave access_token, sig out"),
    ],
)
def test_what_cannot_be_meant_says_what_could(path: str, method: str, data: tuple[str, ...], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(path, method, data, None)
    assert str(caught.value).startswith(said)
    assert "canary" not in str(caught.value)


NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "method", "data", "said"),
    [
        ("tags/search", "GET", (), "Could not search for tags by name: say q, what to search for."),
        ("users/search", "GET", ("q=",), "Could not search for a user by name: say q, what to search for."),
        ("media/search?lat=1", "GET", (), "Could not search for media in a given area: say lat and lng, both."),
        (
            "tags/sea/media/recent",
            "GET",
            ("count=0",),
            "Could not get a list of recently tagged media: the count must",
        ),
    ],
)
def test_what_is_missing_is_said_before_anything_is_asked(
    path: str, method: str, data: tuple[str, ...], said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        check(read(path, method, data, None), NOON)
    assert str(caught.value).startswith(said)


def test_what_is_complete_passes() -> None:
    check(read("media/search?lat=1&lng=2", "GET", (f"min_timestamp={int(NOON.timestamp())}",), 3), NOON)
