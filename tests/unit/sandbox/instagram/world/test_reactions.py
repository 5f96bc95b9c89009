from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sandbox.instagram.world.cast import Resident
from sandbox.instagram.world.reactions import Applause, Clap, Remark, Talk

START = datetime(2026, 6, 1, tzinfo=UTC)
ANA, BEN, EVE = (Resident(username=name) for name in ("ana", "ben", "eve"))


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_likes_come_with_time() -> None:
    applause = Applause(START, [Clap(at(10), ANA), Clap(at(20), BEN)])
    assert [applause.count(at(s)) for s in (9, 10, 20)] == [0, 1, 2]
    assert applause.latest(at(30), 1) == [BEN]
    assert (applause.has(ANA, at(9)), applause.has(ANA, at(10))) == (False, True)


def test_nameless_likes_grow_towards_their_reach_and_never_shrink() -> None:
    applause = Applause(START, reach=100)
    counts = [applause.count(at(hour * 3600)) for hour in range(40)]
    assert counts == sorted(counts)
    assert (counts[0], counts[3], counts[-1]) == (0, 63, 99)


def test_a_like_by_call_counts_once_even_if_it_would_have_come() -> None:
    applause = Applause(START, [Clap(at(10), ANA)])
    assert applause.set(ANA, at(5), liked=True)
    assert not applause.set(ANA, at(6), liked=True)
    assert [applause.count(at(s)) for s in (5, 10)] == [1, 1]


def test_a_like_taken_back_stays_back() -> None:
    applause = Applause(START, [Clap(at(10), ANA), Clap(at(12), BEN)])
    assert applause.set(ANA, at(15), liked=False)
    assert not applause.set(ANA, at(16), liked=False)
    assert applause.count(at(20)) == 1
    assert applause.latest(at(20), 9) == [BEN]


def test_unliking_before_it_would_have_come_changes_nothing_yet() -> None:
    applause = Applause(START, [Clap(at(10), ANA)])
    assert not applause.set(ANA, at(5), liked=False)
    assert applause.count(at(10)) == 1


def test_remarks_are_in_order_and_can_be_found_and_removed() -> None:
    early, late = Remark(1, at(1), ANA, "early"), Remark(2, at(2), EVE, "late")
    talk = Talk([late, early])
    assert talk.until(at(1)) == [early]
    assert talk.find(2, at(1)) is None
    assert talk.find(2, at(2)) is late
    talk.remove(late)
    talk.add(Remark(3, at(3), BEN, "new"))
    assert [remark.text for remark in talk.until(at(9))] == ["early", "new"]


def test_since_when_somebody_likes_it() -> None:
    applause = Applause(START, [Clap(at(10), ANA), Clap(at(20), BEN)])
    applause.set(EVE, at(5), liked=True)
    applause.set(BEN, at(25), liked=False)
    assert [applause.since(who, at(30)) for who in (ANA, BEN, EVE)] == [at(10), None, at(5)]
    assert applause.since(ANA, at(9)) is None


def test_a_state_is_another_whenever_something_else_is_shown() -> None:
    applause = Applause(START, [Clap(at(10), ANA)])
    states = [applause.state(at(5)), applause.state(at(10))]
    applause.set(EVE, at(11), liked=True)
    states.append(applause.state(at(11)))
    applause.set(EVE, at(12), liked=False)
    states.append(applause.state(at(12)))
    assert len(set(states)) == 4
    assert applause.state(at(13)) == states[-1]
    talk, remark = Talk([Remark(1, at(1), ANA, "early")]), Remark(3, at(3), BEN, "new")
    said = [talk.state(at(0)), talk.state(at(1))]
    talk.add(remark)
    said.append(talk.state(at(3)))
    talk.remove(remark)
    said.append(talk.state(at(3)))
    assert len(set(said)) == 4
