from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.instagram.world.bonds import Bonds
from sandbox.instagram.world.cast import Cast, Resident

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ANA, BEN = Resident(username="ana"), Resident(username="ben")


def test_asking_and_letting_in() -> None:
    bonds = Bonds()
    assert bonds.ask(ANA, BEN, NOW)
    assert not bonds.ask(ANA, BEN, NOW)
    assert bonds.asks(ANA, BEN)
    assert bonds.follow(ANA, BEN)
    assert not bonds.asks(ANA, BEN)
    assert (bonds.followers(BEN), bonds.following(ANA)) == ([ANA], [BEN])
    assert not bonds.ask(ANA, BEN, NOW)


@pytest.mark.parametrize(("hours", "again"), [(0, False), (5.9, False), (6, True)])
def test_who_was_ignored_may_ask_again_much_later(hours: float, *, again: bool) -> None:
    bonds = Bonds()
    bonds.ask(ANA, BEN, NOW)
    assert bonds.ignore(ANA, BEN, NOW)
    assert not bonds.ignore(ANA, BEN, NOW)
    assert bonds.may_ask(ANA, BEN, NOW + timedelta(hours=hours)) is again


def test_blocking_cuts_every_tie_and_keeps_requests_away() -> None:
    bonds = Bonds()
    bonds.follow(ANA, BEN)
    bonds.ask(BEN, ANA, NOW)
    assert bonds.block(ANA, BEN)
    assert not bonds.block(ANA, BEN)
    assert not any((bonds.follows(ANA, BEN), bonds.asks(BEN, ANA), bonds.ask(BEN, ANA, NOW)))
    assert not bonds.may_ask(BEN, ANA, NOW)
    assert bonds.unblock(ANA, BEN)
    assert not bonds.unblock(ANA, BEN)
    assert bonds.may_ask(BEN, ANA, NOW)


def test_parting_takes_a_request_back_too() -> None:
    bonds = Bonds()
    bonds.ask(ANA, BEN, NOW)
    assert bonds.part(ANA, BEN)
    assert not bonds.part(ANA, BEN)
    assert bonds.asking(BEN) == []


def test_the_owners_ties_are_those_of_the_cast() -> None:
    cast = Cast.full()
    bonds = Bonds.among(cast, 7, NOW)
    for person in cast.people:
        if person is cast.owner:
            continue
        assert bonds.follows(cast.owner, person) == (person.ties in ("friend", "admired")), person.username
        assert bonds.follows(person, cast.owner) == (person.ties in ("friend", "fan")), person.username
        assert bonds.asks(person, cast.owner) == (person.ties == "waiting"), person.username


def test_ties_are_numbered_in_order_and_a_renewed_one_is_the_latest() -> None:
    bonds, eve = Bonds(), Resident(username="eve")
    for other in (BEN, eve):
        bonds.follow(ANA, other)
    before = bonds.numbered(ANA, followers=False)
    assert [person for _, person in before] == [eve, BEN]
    assert before[0][0] > before[1][0]
    bonds.part(ANA, BEN)
    bonds.follow(ANA, BEN)
    after = bonds.numbered(ANA, followers=False)
    assert [person for _, person in after] == [BEN, eve]
    assert after[0][0] > before[0][0] == after[1][0]
    assert bonds.numbered(BEN, followers=True) == [(after[0][0], ANA)]


def test_a_block_keeps_both_apart_until_it_ends() -> None:
    bonds = Bonds()
    bonds.block(ANA, BEN)
    assert (bonds.apart(ANA), bonds.apart(BEN)) == (frozenset({BEN}), frozenset({ANA}))
    bonds.unblock(ANA, BEN)
    assert (bonds.apart(ANA), bonds.apart(BEN)) == (frozenset(), frozenset())
