from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.journal import Journal
from sandbox.instagram.world.geographies import Geographies, Geography, metres

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.instagram.server import InstagramSandbox

CHANIA = (35.5172, 24.0170)


def circle(point: tuple[float, float], radius: float) -> Geography:
    return Geography(id="1", client_id="c", latitude=point[0], longitude=point[1], radius=radius)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param((52.5200, 13.4050), (48.8566, 2.3522), 877_500, id="Berlin to Paris"),
        pytest.param((0.0, 0.0), (0.0, 180.0), 20_015_100, id="half around the earth"),
        pytest.param((10.0, 179.999), (10.0, -179.999), 219, id="across the date line"),
        pytest.param(CHANIA, CHANIA, 0, id="the same point"),
    ],
)
def test_distances_follow_the_surface(one: tuple[float, float], other: tuple[float, float], expected: float) -> None:
    assert metres(one, other) == pytest.approx(expected, rel=1e-3, abs=1)


def test_a_circle_holds_what_was_taken_inside(quiet: InstagramSandbox) -> None:
    place = quiet.world.places["219442017"]
    inside, nowhere = quiet.post_media("leo.knots", location_id="219442017"), quiet.post_media("leo.knots")
    around, beside = (circle((place.latitude + shift, place.longitude), 1000) for shift in (0.008, 0.0095))
    posts = {post.id: post for post in quiet.world.posts.values()}
    assert [around.holds(posts[one]) for one in (inside, nowhere)] == [True, False]
    assert not beside.holds(posts[inside])


def test_circles_survive_a_restart_and_are_made_once(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    first = Geographies(journal)
    made = [first.add(*one) for one in (("a", 1.0, 2.0, 3.0), ("b", 1.0, 2.0, 3.0), ("a", 1.0, 2.0, 3.0))]
    journal.close()
    again = Journal.open(tmp_path)
    later = Geographies(again)
    assert made[0] == made[2] != made[1]
    assert [later.find(one.id) for one in made] == made
    assert later.find("5") is None
    assert later.add("a", 1.0, 2.0, 4.0).id not in {one.id for one in made}
    again.close()
