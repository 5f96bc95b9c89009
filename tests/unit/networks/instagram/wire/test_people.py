from __future__ import annotations

import pytest

from domain.ids import UserId
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.unknown import UNKNOWN
from networks.instagram.wire.people import PEOPLE, PROFILE, RELATIONSHIP

FULL = {
    "id": "1",
    "username": "ada",
    "full_name": "Ada L.",
    "profile_picture": "https://cdn.test/a.jpg",
    "bio": "",
    "website": "https://ada.test",
    "counts": {"media": 3, "follows": 4, "followed_by": 5},
}
ADA = Person(id=UserId("1"), username="ada", full_name="Ada L.", picture="https://cdn.test/a.jpg")


@pytest.mark.parametrize(
    ("wire", "person"),
    [
        pytest.param(FULL, ADA, id="all there"),
        pytest.param(FULL | {"id": 1}, ADA, id="a number as id"),
        pytest.param({"id": "1", "username": "ada"}, Person(id=UserId("1"), username="ada"), id="the least"),
        pytest.param(
            {"id": "1", "username": "ada", "full_name": None, "profile_picture": None},
            Person(id=UserId("1"), username="ada"),
            id="null",
        ),
        pytest.param(
            {"id": "1", "username": "ada", "profile_picture": ""}, Person(id=UserId("1"), username="ada"), id="empty"
        ),
    ],
)
def test_a_person_is_read(wire: dict[str, object], person: Person) -> None:
    assert [found.as_person() for found in PEOPLE.validate_python([wire])] == [person]


@pytest.mark.parametrize(
    "wire",
    [
        pytest.param({"username": "ada"}, id="no id"),
        pytest.param({"id": "", "username": "ada"}, id="empty id"),
        pytest.param({"id": None, "username": "ada"}, id="null id"),
        pytest.param({"id": "1"}, id="no name"),
        pytest.param(None, id="null"),
        pytest.param("ada", id="text"),
    ],
)
def test_somebody_unreadable_is_left_out(wire: object) -> None:
    assert [found.username for found in PEOPLE.validate_python([wire, FULL])] == ["ada"]


@pytest.mark.parametrize(
    ("changes", "profile"),
    [
        pytest.param(
            {},
            Profile(person=ADA, bio="", website="https://ada.test", posts=3, followers=5, follows=4),
            id="all there",
        ),
        pytest.param(
            {"counts": {"media": 0}, "bio": None},
            Profile(person=ADA, bio=UNKNOWN, website="https://ada.test", posts=0, followers=UNKNOWN, follows=UNKNOWN),
            id="some there",
        ),
        pytest.param(
            {"counts": None, "website": 7},
            Profile(person=ADA, bio="", website="7", posts=UNKNOWN, followers=UNKNOWN, follows=UNKNOWN),
            id="no counts",
        ),
        pytest.param(
            {"counts": {"media": "many", "follows": "12", "followed_by": []}},
            Profile(person=ADA, bio="", website="https://ada.test", posts=UNKNOWN, followers=UNKNOWN, follows=12),
            id="counts that are none",
        ),
    ],
)
def test_a_profile_is_read(changes: dict[str, object], profile: Profile) -> None:
    assert PROFILE.validate_python(FULL | changes).as_profile() == profile


@pytest.mark.parametrize(
    ("wire", "relationship"),
    [
        pytest.param(
            {"outgoing_status": "follows", "incoming_status": "requested_by", "target_user_is_private": True},
            Relationship(outgoing=Outgoing.FOLLOWS, incoming=Incoming.REQUESTED_BY, private=True),
            id="all there",
        ),
        pytest.param(
            {"outgoing_status": "none", "incoming_status": "blocked_by_you", "target_user_is_private": False},
            Relationship(outgoing=Outgoing.NONE, incoming=Incoming.BLOCKED_BY_YOU, private=False),
            id="none is a word, not an absence",
        ),
        pytest.param({}, Relationship(outgoing=UNKNOWN, incoming=UNKNOWN, private=UNKNOWN), id="not told"),
        pytest.param(
            {"outgoing_status": "admires", "incoming_status": None},
            Relationship(outgoing=UNKNOWN, incoming=UNKNOWN, private=UNKNOWN),
            id="a status of another year",
        ),
    ],
)
def test_a_relationship_is_read(wire: dict[str, object], relationship: Relationship) -> None:
    assert RELATIONSHIP.validate_python(wire).as_relationship() == relationship
