from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.facts import Need
from domain.people import Outgoing
from domain.plans import ActionKind, Mode
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from rules.judging import MORE, others
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import FollowRequest, NewMedia
    from domain.facts import Facts
    from domain.people import Profile, Relationship
    from domain.verdicts import Finding, Judgement
    from rules.ruleset import RuleSet

YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
PROFILE, TIE = frozenset({Need.PROFILE}), frozenset({Need.RELATIONSHIP})
NOTHING: frozenset[Need] = frozenset()

# Three conditions on a photo with 12 likes whose comments are counted and whose width is not known.
TRUE, FALSE, UNSEEN = "likes.count: 12", "likes.count: 13", "media.width: 640"


def joined(join: str, *parts: str) -> str:
    return "\n".join([f"{join}:", *(f"  - {part}" for part in parts)])


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        (joined("all", TRUE, TRUE), YES),
        (joined("all", TRUE, FALSE), NO),
        pytest.param(joined("all", TRUE, UNSEEN), OPEN, id="unknown leaves it open"),
        pytest.param(joined("all", UNSEEN, FALSE), NO, id="a certain no wins"),
        (joined("any", FALSE, TRUE), YES),
        (joined("any", FALSE, FALSE), NO),
        pytest.param(joined("any", UNSEEN, TRUE), YES, id="a certain yes wins"),
        pytest.param(joined("any", UNSEEN, FALSE), OPEN, id="unknown or no is unknown"),
        (joined("none", FALSE, FALSE), YES),
        (joined("none", FALSE, TRUE), NO),
        pytest.param(joined("none", FALSE, UNSEEN), OPEN, id="none does not turn unknown into yes"),
        pytest.param(joined("none", UNSEEN, TRUE), NO, id="nor unknown into no, but a yes decides"),
        pytest.param(joined("none", "none: [{media.width: 640}]"), OPEN, id="twice inverted, still unknown"),
        pytest.param(f"{TRUE}\ntags: sunset", YES, id="a map is and"),
        pytest.param(f"{TRUE}\ntags: dawn", NO, id="a map is and, one no"),
    ],
)
def test_three_values(
    when: str,
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    judgement = judged(when, photo(picture=UNKNOWN), facts())
    assert judgement.verdicts[0].finding.verdict is verdict
    assert bool(judgement.plan.actions) is (verdict is YES)
    assert judgement.needs == NOTHING


FAMOUS, FRIEND = "author.followers: {gte: 100}", "author.relationship.outgoing: follows"


@pytest.mark.parametrize(
    ("when", "needs"),
    [
        pytest.param(FAMOUS, PROFILE, id="a profile"),
        pytest.param(FRIEND, TIE, id="a relationship"),
        pytest.param("relationship.outgoing: follows", TIE, id="a relationship of whoever it is"),
        pytest.param(joined("all", FAMOUS, TRUE), PROFILE, id="only the rest is certain"),
        pytest.param(joined("all", FAMOUS, FALSE), NOTHING, id="a no needs nothing more"),
        pytest.param(joined("all", FAMOUS, UNSEEN), NOTHING, id="open for good, whatever the profile says"),
        pytest.param(joined("all", FAMOUS, FRIEND), PROFILE | TIE, id="both"),
        pytest.param(joined("any", FAMOUS, TRUE), NOTHING, id="a yes needs nothing more"),
        pytest.param(joined("any", FAMOUS, UNSEEN), PROFILE, id="one yes would be enough"),
        pytest.param(joined("any", FAMOUS, FALSE), PROFILE, id="the only hope"),
        pytest.param(joined("none", FAMOUS, FALSE), PROFILE, id="a no would make it a yes"),
        pytest.param(joined("none", FAMOUS, TRUE), NOTHING, id="lost already"),
        pytest.param(
            joined("any", "{all: [{media.width: 640}, {author.followers: 1}]}", FRIEND), TIE, id="the hopeless half"
        ),
    ],
)
def test_asks_only_for_calls_that_could_let_a_rule_fire(
    when: str,
    needs: frozenset[Need],
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    assert judged(when, photo(picture=UNKNOWN), facts()).needs == needs


def test_what_was_asked_and_not_told_is_not_asked_again_and_fires_nothing(
    judged: Callable[..., Judgement],
    request_of: Callable[..., FollowRequest],
    profile: Callable[..., Profile],
    facts: Callable[..., Facts],
) -> None:
    when = "requester.bio: {no_word: crypto}"
    for known in (facts(profile=UNKNOWN), facts(profile=profile(bio=UNKNOWN))):
        judgement = judged(when, request_of(), known)
        assert judgement.verdicts[0].finding.verdict is OPEN
        assert judgement.plan.actions == ()
        assert judgement.needs == NOTHING


def test_loaded_facts_settle_it(
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    facts: Callable[..., Facts],
) -> None:
    when = joined("all", FAMOUS, FRIEND)
    known = facts(profile=profile(followers=230), relationship=tie(outgoing=Outgoing.FOLLOWS))
    assert judged(when, photo(), known).verdicts[0].finding.verdict is YES
    known = facts(profile=profile(followers=99), relationship=UNKNOWN)
    assert judged(when, photo(), known).verdicts[0].finding.verdict is NO


def test_cheap_questions_come_first_and_what_is_skipped_is_said(
    judged: Callable[..., Judgement], photo: Callable[..., NewMedia], facts: Callable[..., Facts]
) -> None:
    finding = judged(f"{FAMOUS}\n{FALSE}\ntags: sunset", photo(), facts()).verdicts[0].finding
    assert finding.text == "all of 3"
    assert [part.text for part in finding.parts] == [
        "likes.count eq: 12 not = 13",
        "tags any_of: not needed",
        "author.followers gte: not needed",
    ]


def test_a_profile_that_nobody_asked_for_is_named(
    judged: Callable[..., Judgement], photo: Callable[..., NewMedia], facts: Callable[..., Facts]
) -> None:
    finding = judged(joined("any", FAMOUS, FRIEND), photo(), facts()).verdicts[0].finding
    assert [part.text for part in finding.parts] == [
        "author.followers gte: their profile is not loaded",
        "author.relationship.outgoing any_of: the relationship is not loaded",
    ]


RULES = """
conditions:
  calm: {caption.text: {no_word: [rip]}}
rules:
  - id: photos
    mode: ask
    trigger: {new_media: {tags: [sunset]}}
    when: {use: calm, none: [{tags: dawn}, {tags: noon}]}
    do: [like]
  - {id: other-tag, trigger: {new_media: {tags: [dawn]}}, when: always, do: [like]}
  - {id: off, enabled: false, trigger: {new_media: {tags: [sunset]}}, when: always, do: [like]}
  - id: requests
    mode: auto
    trigger: follow_request
    when: always
    do: [approve, notify: {text: "{{ requester.username }}: {{ requester.followers }} followers"}]
"""


def test_only_rules_that_the_event_wakes_are_listed(
    ruleset: Callable[[str], RuleSet], photo: Callable[..., NewMedia], facts: Callable[..., Facts], now: datetime
) -> None:
    rules = ruleset(RULES)
    judgement = rules.judge(photo(), facts(), now)
    assert [verdict.rule.id for verdict in judgement.verdicts] == ["photos"]
    assert judgement.verdicts[0].mode is Mode.ASK
    assert judgement.event == photo().key
    assert judgement.ruleset == rules.version


def test_a_shared_condition_is_named_in_the_explanation(
    ruleset: Callable[[str], RuleSet], photo: Callable[..., NewMedia], facts: Callable[..., Facts], now: datetime
) -> None:
    judgement = ruleset(RULES).judge(photo(), facts(), now)
    finding = judgement.verdicts[0].finding
    assert [part.text for part in finding.parts] == ["calm", "none of 2"]
    assert texts(finding.parts[0]) == ["caption.text no_word: 'rip' not in 'Golden Hour am See #Sunset'"]
    assert judgement.plan.actions[0].because == ("the caption says nothing of “rip”", "not tagged #dawn or #noon")


def texts(finding: Finding) -> list[str]:
    return [part.text for part in finding.parts]


def test_a_notice_that_shows_the_profile_asks_for_it(
    ruleset: Callable[[str], RuleSet],
    request_of: Callable[..., FollowRequest],
    profile: Callable[..., Profile],
    facts: Callable[..., Facts],
    now: datetime,
) -> None:
    rules = ruleset(RULES)
    assert rules.judge(request_of(), facts(), now).needs == PROFILE
    for loaded, text in ((profile(), "ana: 230 followers"), (UNKNOWN, "ana: unknown followers")):
        judgement = rules.judge(request_of(), facts(profile=loaded), now)
        assert judgement.needs == NOTHING
        assert judgement.plan.actions[1].text == text


def test_a_rule_that_always_applies_says_so(
    ruleset: Callable[[str], RuleSet],
    request_of: Callable[..., FollowRequest],
    facts: Callable[..., Facts],
    now: datetime,
) -> None:
    judgement = ruleset(RULES).judge(request_of(), facts(), now)
    assert judgement.plan.actions[0].because == ("the rule asks nothing more",)


UNSURE = """
timezone: Europe/Berlin
schedules: {evening: {from: '20:30', to: '22:00'}}
rules:
  - {id: refuse, mode: auto, priority: 1, trigger: follow_request, when: {requester.bio: {any_word: crypto}},
     on_unknown: ask, do: [ignore]}
  - {id: silent, mode: auto, trigger: follow_request, when: {requester.bio: {any_word: crypto}}, do: [ignore]}
  - {id: welcome, mode: auto, trigger: follow_request, when: always, active: evening, do: [approve]}
"""


def test_who_wants_to_ask_asks_once_no_call_can_tell(
    ruleset: Callable[[str], RuleSet],
    request_of: Callable[..., FollowRequest],
    profile: Callable[..., Profile],
    facts: Callable[..., Facts],
    now: datetime,
) -> None:
    rules = ruleset(UNSURE)
    early = rules.judge(request_of(), facts(), now).plan
    assert [(action.kind, action.mode) for action in early.actions] == [(ActionKind.APPROVE, Mode.AUTO)]
    final = rules.judge(request_of(), facts(profile=UNKNOWN), now)
    assert final.needs == NOTHING
    assert [(action.kind, action.mode, action.because) for action in final.plan.actions] == [
        (ActionKind.IGNORE, Mode.ASK, ("bio not known",))
    ]
    told = rules.judge(request_of(), facts(profile=profile()), now).plan
    assert [action.rules[0].id for action in told.actions] == ["welcome"]


def test_schedules_are_read_in_the_time_zone_of_the_file(
    ruleset: Callable[[str], RuleSet],
    request_of: Callable[..., FollowRequest],
    profile: Callable[..., Profile],
    facts: Callable[..., Facts],
    now: datetime,
) -> None:
    (approve,) = ruleset(UNSURE).judge(request_of(), facts(profile=profile()), now).plan.actions
    assert approve.terms[0].not_before == datetime(2026, 6, 1, 18, 30, tzinfo=UTC)


def test_of_many_rules_only_those_that_speak_are_explained(
    photo: Callable[..., NewMedia], facts: Callable[..., Facts], now: datetime
) -> None:
    rule = "  - {{id: {}, trigger: {{new_media: {{tags: [sunset]}}}}, when: {{{}}}, do: [like]}}\n"
    for count, explained in ((MORE, MORE + 1), (MORE + 1, 1)):
        silent = [rule.format(f"no-{number}", FALSE) for number in range(count)]
        text = "".join(["version: 1\nrules:\n", rule.format("fires", TRUE), *silent])
        rules = load([SourceText(name="rules.yaml", text=text)]).ruleset
        assert rules is not None
        said = rules.judge(photo(), facts(), now).verdicts
        assert [len(said), said[0].rule.id] == [explained, "fires"]
        rest = others(rules, photo(), facts(), now, besides={one.rule for one in said})
        assert len(rest) == (0 if explained > 1 else MORE)
        assert {one.finding.verdict for one in rest} <= {NO}
