"""The people of a test, and how they stand to the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import UserId
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.unknown import Maybe, Unknown

if TYPE_CHECKING:
    from rules.testing.values import Values

ME = Person(id=UserId("me"), username="me")
"""The owner in tests."""

_FIGURES = {"posts": 40, "followers": 300, "follows": 250}
"""Somebody who is neither new nor famous."""


def person(given: Values, role: str) -> Person:
    """Who it is."""
    name = given.sure(f"{role}.username", str, "someone").removeprefix("@")
    if name == "self":
        return ME
    pictured = given.sure(f"{role}.has_picture", bool, default=True)
    return Person(
        id=UserId(given.sure(f"{role}.id", str, f"id-of-{name}")),
        username=name,
        full_name=given.sure(f"{role}.full_name", str, ""),
        picture="https://pictures.example/face.jpg" if pictured else None,
    )


def profile(given: Values, role: str, person: Person) -> Profile:
    """Their own page."""
    return Profile(
        person=person,
        bio=given.maybe(f"{role}.bio", str, ""),
        website=given.maybe(f"{role}.website", str, ""),
        posts=_figure(given, role, "posts"),
        followers=_figure(given, role, "followers"),
        follows=_figure(given, role, "follows"),
    )


def _figure(given: Values, role: str, name: str) -> Maybe[int]:
    return given.maybe(f"{role}.{name}", int, _FIGURES[name])


def relationship(given: Values, role: str) -> Relationship:
    """How they stand to the owner, told either by itself or as the person's."""

    def told(name: str, default: str) -> Maybe[str]:
        own = f"{role}.relationship.{name}"
        return given.maybe(own if given.has(own) else f"relationship.{name}", str, default)

    incoming, outgoing = told("incoming", Incoming.NONE.value), told("outgoing", Outgoing.NONE.value)
    private = f"{role}.private" if given.has(f"{role}.private") else "relationship.private"
    return Relationship(
        outgoing=outgoing if isinstance(outgoing, Unknown) else Outgoing(outgoing),
        incoming=incoming if isinstance(incoming, Unknown) else Incoming(incoming),
        private=given.maybe(private, bool, default=False),
    )
