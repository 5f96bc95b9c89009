from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions import guards
from actions.guards import FOR_RULES, Held, Situation, first_objection, used_up
from domain.ids import UserId
from domain.plans import ActionKind, LimitClass, Mode, Reason
from domain.unknown import UNKNOWN
from tests.unit.actions.stage import wish
from tests.unit.polling.world import ME, MIRA, START, person, photo

NOW = START + timedelta(minutes=5)
FREE = Situation(
    wish=wish(ActionKind.LIKE, "m1"),
    mode=Mode.AUTO,
    by_person=False,
    me=ME,
    person=MIRA,
    media=photo("m1", START),
    never=frozenset({"eve", "id:66"}),
    decided_by=None,
    rival=None,
    rival_under_way=False,
    paused=False,
    full_until=None,
    now=NOW,
)
COMMENT = replace(FREE, wish=wish(ActionKind.COMMENT, "m1"))
APPROVE = replace(FREE, wish=wish(ActionKind.APPROVE, MIRA.id), media=None)
IGNORE = replace(APPROVE, wish=wish(ActionKind.IGNORE, MIRA.id))
NOTIFY = replace(FREE, wish=wish(ActionKind.NOTIFY, "media:m1"))

OWN = replace(FREE, person=person(ME))
LISTED = replace(FREE, person=person("5", "Eve"))
LIKED = replace(FREE, media=photo("m1", START, liked=True))
OLD = replace(FREE, media=photo("m1", NOW - timedelta(hours=6, seconds=1)))
PAUSED = replace(FREE, paused=True)
FULL = replace(FREE, full_until=NOW + timedelta(minutes=20))
RIVALLED = replace(APPROVE, rival=ActionKind.IGNORE)
STRANGE = replace(FREE, person=None)


@pytest.mark.parametrize("free", [FREE, COMMENT, APPROVE, IGNORE, NOTIFY])
def test_nothing_speaks_against_what_is_free(free: Situation) -> None:
    assert first_objection(free) is None
    assert first_objection(replace(free, by_person=True)) is None


@pytest.mark.parametrize(
    ("situation", "reason", "note"),
    [
        pytest.param(OWN, Reason.SELF, "your own photo", id="own photo"),
        pytest.param(LISTED, Reason.NEVER, "@Eve is on the list never_touch", id="listed by name, however spelt"),
        pytest.param(replace(FREE, person=person("66")), Reason.NEVER, "@user66", id="listed by id"),
        pytest.param(replace(FREE, person=person("666")), None, "", id="an id that only begins like it"),
        pytest.param(replace(FREE, person=person("5", "eve2")), None, "", id="a name that only begins like it"),
        pytest.param(replace(APPROVE, person=person("66")), Reason.NEVER, "@user66", id="listed and asking"),
        pytest.param(replace(IGNORE, person=person("66")), None, "", id="to ignore is to leave alone"),
        pytest.param(LIKED, Reason.HUMAN_FIRST, "liked it already", id="liked by hand"),
        pytest.param(
            replace(LIKED, wish=COMMENT.wish), Reason.HUMAN_FIRST, "liked", id="liked by hand, so no comment"
        ),
        pytest.param(replace(FREE, media=photo("m1", START, liked=UNKNOWN)), None, "", id="not told whether liked"),
        pytest.param(replace(APPROVE, decided_by="Ana"), Reason.HUMAN_FIRST, "Ana decided", id="decided by a person"),
        pytest.param(OLD, Reason.AGE, "6 h old; the rule acts up to 6 h", id="too old"),
        pytest.param(replace(FREE, media=photo("m1", NOW - timedelta(hours=6))), None, "", id="just in time"),
        pytest.param(
            replace(OLD, wish=wish(ActionKind.LIKE, "m1", max_age_seconds=None)), None, "", id="no age limit"
        ),
        pytest.param(
            replace(FREE, wish=wish(ActionKind.LIKE, "m1", max_age_seconds=60)),
            Reason.AGE,
            "5 min old; the rule acts up to 1 min",
            id="minutes",
        ),
        pytest.param(PAUSED, Reason.PAUSED, "paused", id="paused"),
        pytest.param(FULL, Reason.LIMIT, "The likes of your limit are used up until 12:25 UTC.", id="limit"),
        pytest.param(replace(FULL, mode=Mode.ASK), None, "", id="a proposal does not count yet"),
        pytest.param(replace(FULL, mode=Mode.WATCH), None, "", id="nor does what is only noted"),
        pytest.param(RIVALLED, Reason.CONFLICT, "wants to ignore", id="two decisions"),
        pytest.param(STRANGE, Reason.UNKNOWN, "not known", id="about nobody knows whom"),
    ],
)
def test_rules_are_held_back(situation: Situation, reason: Reason | None, note: str) -> None:
    held = first_objection(situation)
    assert (held.reason if held else None) is reason
    assert note in (held.note if held else "")


OBJECTIONS = [OWN, LISTED, LIKED, OLD, PAUSED, FULL, RIVALLED, STRANGE]


def test_every_guard_has_its_example_and_its_place() -> None:
    firsts = [next(guard for guard in FOR_RULES if guard(situation)) for situation in OBJECTIONS]
    assert firsts == list(FOR_RULES)


@pytest.mark.parametrize(
    ("both", "reason"),
    [
        pytest.param(replace(OWN, never=frozenset({f"id:{ME}"})), Reason.SELF, id="self before never"),
        pytest.param(replace(LISTED, media=LIKED.media), Reason.NEVER, id="never before human"),
        pytest.param(replace(OLD, decided_by="Ana"), Reason.HUMAN_FIRST, id="human before age"),
        pytest.param(replace(OLD, paused=True), Reason.AGE, id="age before pause"),
        pytest.param(replace(FULL, paused=True), Reason.PAUSED, id="pause before limit"),
        pytest.param(replace(RIVALLED, person=None), Reason.CONFLICT, id="conflict before unknown"),
    ],
)
def test_of_two_reasons_the_lasting_one_is_given(both: Situation, reason: Reason) -> None:
    held = first_objection(both)
    assert held is not None
    assert held.reason is reason


def test_a_notice_needs_no_guard() -> None:
    everything = replace(OWN, wish=NOTIFY.wish, paused=True, never=frozenset({"id:1"}), full_until=NOW)
    assert first_objection(everything) is None


@pytest.mark.parametrize("situation", [OWN, LISTED, LIKED, PAUSED, RIVALLED, STRANGE])
def test_people_may_do_what_rules_may_not(situation: Situation) -> None:
    assert first_objection(replace(situation, by_person=True)) is None


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        pytest.param(OLD, Reason.AGE, id="a proposal may be too old by now"),
        pytest.param(FULL, Reason.LIMIT, id="limits hold for everybody"),
        pytest.param(replace(RIVALLED, rival_under_way=True), Reason.CONFLICT, id="what is on its way goes first"),
    ],
)
def test_people_are_held_back_by_little(situation: Situation, expected: Reason) -> None:
    held = first_objection(replace(situation, by_person=True))
    assert held is not None
    assert held.reason is expected


def test_what_passes_says_when() -> None:
    full = first_objection(FULL)
    busy = first_objection(replace(RIVALLED, rival_under_way=True, by_person=True))
    assert full == Held(
        reason=Reason.LIMIT,
        note="The likes of your limit are used up until 12:25 UTC.",
        until=NOW + timedelta(minutes=20),
    )
    assert busy is not None
    assert busy.until == NOW + timedelta(seconds=5)


@pytest.mark.parametrize("limit", LimitClass)
def test_every_limit_has_its_sentence(limit: LimitClass) -> None:
    assert used_up(limit, START, NOW).endswith("of your limit are used up until 12:00 UTC.")


def test_the_owner_is_known_by_id() -> None:
    assert guards.own_post(replace(FREE, me=UserId("7"))) is not None
