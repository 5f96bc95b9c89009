from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.guards import frozen_note, used_up
from actions.objections import FOR_RULES, objection, objection_to_person
from actions.situations import Rivals, Room
from domain.ids import UserId
from domain.plans import ActionKind, LimitClass, Mode, Reason
from domain.unknown import UNKNOWN
from storage.breakers import Breaker
from storage.listing import MUTED, NEVER, Entry
from tests.unit.actions.cases import NOW, about_photo, about_request, leave, situation, terms
from tests.unit.polling.world import ME, START, person, photo

if TYPE_CHECKING:
    from actions.guards import Held
    from actions.situations import Leave, Situation
    from domain.people import Person

LIKE, UNLIKE, COMMENT = ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.COMMENT
APPROVE, IGNORE, BLOCK = ActionKind.APPROVE, ActionKind.IGNORE, ActionKind.BLOCK
HOUR = timedelta(hours=1)


def by(who: Person) -> Situation:
    return situation(LIKE, about_photo(photo("m1", START, author=who)))


def entry(name: str, until: object = NOW + HOUR) -> dict[str, Entry]:
    made = Entry(list=name, person=UserId("7"), username="mira", added_by="Ana", until=until)  # type: ignore[arg-type]  # a moment or none
    return {name: made}


def old(kind: ActionKind = LIKE) -> Situation:
    return situation(kind, about_photo(photo("m1", NOW - timedelta(hours=6, seconds=1))))


LIKED = about_photo(photo("m1", START, liked=True))
FULL = Room(full_until=NOW + timedelta(minutes=20))
CLOSE = Room(spaced_until=NOW + timedelta(minutes=2))
LATE = situation(APPROVE, now=START + timedelta(days=7, seconds=1))
STRANGE = replace(situation(), event=None)
SEQUEL = {Reason.PAUSED, Reason.SCHEDULE, Reason.BREAKER, Reason.CONFLICT}
FROZEN = Breaker(limit=LimitClass.LIKE, because="Refused.", frozen_until=NOW + HOUR)


def first(case: Situation) -> Held | None:
    return objection(case, case.leaves[0])


@pytest.mark.parametrize("kind", ActionKind)
def test_nothing_speaks_against_what_is_free(kind: ActionKind) -> None:
    free = situation(kind, rivals=Rivals(ours=kind is UNLIKE))
    assert first(free) is None
    assert kind in {ActionKind.DECIDE, ActionKind.NOTIFY, ActionKind.REMEMBER, ActionKind.MARK} or (
        objection_to_person(free) is None
    )


@pytest.mark.parametrize(
    ("case", "reason", "note"),
    [
        pytest.param(by(person("5", "Eve")), Reason.NEVER, "@Eve is on the list never_touch", id="listed by name"),
        pytest.param(by(person("66")), Reason.NEVER, "@user66", id="listed by id"),
        pytest.param(by(person("666")), None, "", id="an id that only begins like it"),
        pytest.param(by(person("5", "eve2")), None, "", id="a name that only begins like it"),
        pytest.param(situation(lists=entry(NEVER)), Reason.NEVER, "@mira", id="listed from the chat"),
        pytest.param(
            situation(APPROVE, about_request(person("66"))), Reason.NEVER, "@user66", id="listed and asking"
        ),
        pytest.param(situation(BLOCK, about_request(person("66"))), Reason.NEVER, "@user66", id="nor blocked"),
        pytest.param(situation(IGNORE, about_request(person("66"))), None, "", id="to ignore is to leave alone"),
        pytest.param(
            situation(lists=entry(MUTED)), Reason.MUTED, "@mira was muted by Ana until 13:05 UTC.", id="muted"
        ),
        pytest.param(situation(lists=entry(MUTED, None)), Reason.MUTED, "muted by Ana.", id="muted for good"),
        pytest.param(situation(IGNORE, lists=entry(MUTED)), None, "", id="muted and ignored"),
        pytest.param(situation(lists=entry("regulars")), None, "", id="on another list"),
        pytest.param(by(person(ME)), Reason.SELF, "your own photo", id="own photo"),
        pytest.param(
            situation(
                LIKE, about_photo(photo("m1", START, author=person(ME))), leave(terms=terms(include_self=True))
            ),
            None,
            "",
            id="own photo, and the rule means it",
        ),
        pytest.param(situation(LIKE, LIKED), Reason.HUMAN_FIRST, "liked it already", id="liked by hand"),
        pytest.param(situation(COMMENT, LIKED), Reason.HUMAN_FIRST, "liked", id="liked by hand, so no comment"),
        pytest.param(
            situation(LIKE, about_photo(photo("m1", START, liked=UNKNOWN))), None, "", id="not told whether liked"
        ),
        pytest.param(situation(UNLIKE, LIKED), Reason.HUMAN_FIRST, "No rule gave", id="a like of the owner's stays"),
        pytest.param(situation(UNLIKE, LIKED, rivals=Rivals(ours=True)), None, "", id="a like of a rule may go"),
        pytest.param(
            situation(APPROVE, rivals=Rivals(decided_by="Ana")), Reason.HUMAN_FIRST, "Ana decided", id="decided"
        ),
        pytest.param(old(), Reason.AGE, "6 h old; the rule acts up to 6 h", id="too old"),
        pytest.param(
            situation(LIKE, about_photo(photo("m1", NOW - timedelta(hours=6)))), None, "", id="just in time"
        ),
        pytest.param(
            situation(LIKE, old().event, leave(terms=terms(max_age_seconds=None))), None, "", id="no age limit"
        ),
        pytest.param(
            situation(LIKE, None, leave(terms=terms(max_age_seconds=60))),
            Reason.AGE,
            "5 min old; the rule acts up to 1 min",
            id="minutes",
        ),
        pytest.param(LATE, Reason.EXPIRED, "within 7 d", id="waited too long"),
        pytest.param(situation(APPROVE, now=START + timedelta(days=7)), None, "", id="waited just long enough"),
        pytest.param(
            situation(COMMENT, None, leave(failed=LIKE)), Reason.BREAKER, "wanted to like first", id="broken off"
        ),
        pytest.param(situation(paused=True), Reason.PAUSED, "paused", id="paused"),
        pytest.param(
            situation(LIKE, None, leave(paused_by="Ana")), Reason.PAUSED, "was paused by Ana", id="the rule rests"
        ),
        pytest.param(
            situation(LIKE, None, leave(terms=terms(not_before=NOW + HOUR))),
            Reason.SCHEDULE,
            "active again at 13:05 UTC",
            id="outside its hours",
        ),
        pytest.param(situation(LIKE, None, leave(terms=terms(not_before=NOW))), None, "", id="its hours begin"),
        pytest.param(
            situation(COMMENT, None, leave(awaited=LIKE)), Reason.CONFLICT, "wants to like first", id="in order"
        ),
        pytest.param(situation(COMMENT, None, leave(Mode.ASK, awaited=LIKE)), None, "", id="proposals go together"),
        pytest.param(
            situation(LIKE, None, leave(enough_until=NOW + HOUR)),
            Reason.PER_AUTHOR,
            "@mira had enough of it until 13:05 UTC.",
            id="met lately",
        ),
        pytest.param(
            situation(LIKE, None, leave(Mode.ASK, full_until=NOW + HOUR)),
            Reason.LIMIT,
            "sunsets has used up its own limit until 13:05 UTC.",
            id="the rule's own limit holds for proposals, too",
        ),
        pytest.param(
            situation(room=FULL), Reason.LIMIT, "The likes of your limit are used up until 12:25 UTC.", id="limit"
        ),
        pytest.param(situation(LIKE, None, leave(Mode.ASK), room=FULL), None, "", id="a proposal does not count yet"),
        pytest.param(situation(room=CLOSE), Reason.LIMIT, "keeps its distance", id="too close to the one before"),
        pytest.param(situation(LIKE, None, leave(Mode.ASK), room=CLOSE), None, "", id="proposals need no distance"),
        pytest.param(
            situation(APPROVE, rivals=Rivals(kind=IGNORE)), Reason.CONFLICT, "wants to ignore", id="two decisions"
        ),
        pytest.param(STRANGE, Reason.UNKNOWN, "not known", id="about nobody knows whom"),
    ],
)
def test_rules_are_held_back(case: Situation, reason: Reason | None, note: str) -> None:
    held = first(case)
    assert (held.reason if held else None) is reason
    assert note in (held.note if held else "")


OBJECTIONS = [
    by(person("66")),
    situation(lists=entry(MUTED)),
    by(person(ME)),
    situation(LIKE, LIKED),
    old(),
    LATE,
    situation(COMMENT, None, leave(failed=LIKE)),
    situation(paused=True),
    situation(LIKE, None, leave(paused_by="Ana")),
    situation(LIKE, None, leave(terms=terms(not_before=NOW + HOUR))),
    situation(COMMENT, None, leave(awaited=LIKE)),
    situation(LIKE, None, leave(enough_until=NOW + HOUR)),
    situation(LIKE, None, leave(full_until=NOW + HOUR)),
    situation(room=FULL),
    situation(room=CLOSE),
    situation(APPROVE, rivals=Rivals(kind=IGNORE)),
    STRANGE,
]


def test_every_guard_has_its_example_and_its_place() -> None:
    firsts = [next(guard for guard in FOR_RULES if guard(case, case.leaves[0])) for case in OBJECTIONS]
    assert firsts == list(FOR_RULES)


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        pytest.param(ActionKind.NOTIFY, {Reason.MUTED, *SEQUEL}, id="a notice"),
        pytest.param(
            ActionKind.DECIDE,
            {Reason.HUMAN_FIRST, Reason.PAUSED, Reason.SCHEDULE, Reason.CONFLICT},
            id="a question to the owner",
        ),
        pytest.param(ActionKind.REMEMBER, SEQUEL, id="a note"),
        pytest.param(ActionKind.MARK, SEQUEL, id="a mark"),
    ],
)
def test_what_writes_nothing_needs_few_guards(kind: ActionKind, reasons: set[Reason]) -> None:
    def held(case: Situation, own: Leave) -> Held | None:
        return objection(situation(kind, case.event, own, lists=case.lists, rivals=case.rivals, room=FULL), own)

    cases = [*OBJECTIONS, situation(LIKE, None, rivals=Rivals(decided_by="Ana"))]
    found = {one.reason for case in cases if (one := held(case, case.leaves[0])) is not None}
    assert found == reasons


@pytest.mark.parametrize("case", [one for one in OBJECTIONS if one.event != old().event and one.room != FULL])
def test_people_may_do_what_rules_may_not(case: Situation) -> None:
    assert objection_to_person(case) is None


@pytest.mark.parametrize(
    ("case", "reason", "passes"),
    [
        pytest.param(old(), Reason.AGE, None, id="a proposal may be too old by now"),
        pytest.param(situation(room=FULL), Reason.LIMIT, FULL.full_until, id="limits hold for everybody"),
        pytest.param(situation(frozen=FROZEN), Reason.BREAKER, NOW + HOUR, id="what rests, rests for everybody"),
        pytest.param(
            situation(APPROVE, rivals=Rivals(kind=IGNORE, under_way=True)),
            Reason.CONFLICT,
            NOW + timedelta(seconds=5),
            id="what is on its way goes first",
        ),
    ],
)
def test_people_are_held_back_by_little(case: Situation, reason: Reason, passes: object) -> None:
    held = objection_to_person(case)
    assert held is not None
    assert (held.reason, held.until) == (reason, passes)


def test_after_a_day_people_may_again() -> None:
    assert objection_to_person(situation(frozen=FROZEN, now=NOW + HOUR)) is None


@pytest.mark.parametrize("limit", LimitClass)
def test_every_limit_has_its_sentences(limit: LimitClass) -> None:
    assert used_up(limit, START, NOW).endswith("of your limit are used up until 12:00 UTC.")
    assert " rest until 12:00 UTC, as" in frozen_note(limit, START, NOW)
