"""Questions of every kind that fields brought along, put to events by the whole engine."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts, Need, NotLoaded, caption_hash
from domain.ids import UserId
from domain.people import Person
from domain.unknown import UNKNOWN
from domain.verdicts import Verdict
from rules.conditions import fields
from rules.fields.catalogue import CATALOGUE
from rules.fields.field import Trigger
from rules.folding import Folding, fold_tag
from rules.judging import judge
from rules.subject import Subject
from rules.values.choices import OneOf
from rules.values.sets import Members, Overlap
from rules.values.texts import Part, Pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import Event, FollowRequest, NewComment, NewMedia
    from domain.facts import CommentsFact, History
    from domain.media import Comment
    from domain.people import Profile, Relationship
    from domain.verdicts import Judgement
    from rules.conditions import Condition
    from rules.fields.field import AnyField, AnyTest
    from rules.ruleset import RuleSet

YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
OWNER = Person(id=UserId("1"), username="owner")
BOB = Person(id=UserId("9"), username="bob")

COMMENTS = [
    ("comments.texts: {any_word: gorgeous}", YES),
    ("comments.texts: {any_word: where}", YES),
    ("comments.texts: {any_word: gorge}", NO),
    ("comments.texts: [where, when]", YES),
    ("comments.texts: gorgeous!", YES),
    ("comments.texts: gorgeous", NO),
    ("comments.texts: {all_words: [gorgeous, lake]}", YES),
    ("comments.texts: {all_words: [gorgeous, where]}", NO),
    ("comments.texts: {no_word: [crypto]}", YES),
    ("comments.texts: {no_word: [crypto, where]}", NO),
    ("comments.texts: {contains: orge}", YES),
    ("comments.texts: {not_contains: orge}", NO),
    ("comments.texts: {not_contains: gold}", YES),
    ("comments.texts: {starts_with: where}", YES),
    ("comments.texts: {ends_with: '?'}", YES),
    ("comments.texts: {regex: '^gorgeous'}", YES),
    ("comments.texts: {not_regex: '^gorgeous'}", NO),
    ("comments.texts: {not_regex: '^lake'}", YES),
    ("comments.texts: {any_word: Where, case: exact}", YES),
    ("comments.texts: {any_word: where, case: exact}", NO),
    ("comments.texts: {length: {gt: 14}}", YES),
    ("comments.texts: {length: {gt: 20}}", NO),
    ("comments.texts: {exists: true}", YES),
    ("comments.texts: {exists: false}", NO),
    ("comments.authors: [bob]", YES),
    ("comments.authors: [bo]", NO),
    ("comments.authors: {none_of: [ana, 'id:9']}", NO),
    ("comments.authors: {none_of: [eve]}", YES),
    ("comments.mine: true", YES),
    ("comments.mine: false", NO),
]


@pytest.mark.parametrize(("when", "verdict"), COMMENTS)
def test_the_comments_under_a_photo(
    when: str,
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    remark: Callable[..., Comment],
    facts: Callable[..., Facts],
) -> None:
    def judgement(comments: CommentsFact) -> Judgement:
        return judged(when, photo(), facts(comments=comments))

    there = (remark("Gorgeous!", BOB), remark("A gorgeous lake!"), remark("Where is it?", OWNER))
    assert judgement(there).verdicts[0].finding.verdict is verdict
    assert judgement(UNKNOWN).verdicts[0].finding.verdict is OPEN
    assert judgement(NotLoaded.NOT_LOADED).needs == {Need.COMMENTS}


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("comments.texts: {any_word: a}", NO),
        ("comments.texts: {no_word: a}", YES),
        ("comments.texts: {length: {gte: 0}}", NO),
        ("comments.texts: {exists: false}", YES),
        ("comments.authors: [bob]", NO),
        ("comments.authors: {none_of: [bob]}", YES),
        ("comments.mine: false", YES),
    ],
)
def test_no_comments(
    when: str,
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    assert judged(when, photo(), facts(comments=())).verdicts[0].finding.verdict is verdict


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("comments.texts: {any_word: lake}", "comments.texts any_word: 'lake' in 'A gorgeous lake!'"),
        ("comments.texts: {any_word: sea}", "comments.texts any_word: none of 2"),
        ("comments.texts: {no_word: lake}", "comments.texts no_word: 'lake' in 'A gorgeous lake!'"),
        ("comments.texts: {no_word: sea}", "comments.texts no_word: all of 2"),
    ],
)
def test_what_was_seen_in_comments(
    when: str,
    words: str,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    remark: Callable[..., Comment],
    facts: Callable[..., Facts],
) -> None:
    known = facts(comments=(remark("Where?"), remark("A gorgeous lake!")))
    assert judged(when, photo(), known).verdicts[0].finding.text == words


CLOCK = [
    ("clock.hour: 20", YES),
    ("clock.hour: 18", NO),
    ("clock.hour: {between: [8, 20]}", YES),
    ("clock.hour: {lt: 20}", NO),
    ("clock.weekday: mon", YES),
    ("clock.weekday: [sat, sun]", NO),
    ("clock.weekday: {none_of: [mon]}", NO),
    ("clock.date: 2026-06-01", YES),
    ("clock.date: [2026-06-02, 2026-06-01]", YES),
    ("clock.date: 2025-06-01", NO),
    ("clock.date: {none_of: [2026-06-01]}", NO),
    ("clock.date: {none_of: [2026-06-02]}", YES),
    ("clock.date: {before: 2026-06-02}", YES),
    ("clock.date: {before: 2026-06-01}", NO),
    ("clock.date: {after: 2026-05-31}", YES),
    ("clock.date: {after: 2026-06-01}", NO),
    ("clock.date: {between: [2026-06-01, 2026-06-30]}", YES),
    ("clock.date: {between: [2026-05-01, 2026-05-31]}", NO),
]


@pytest.mark.parametrize(("when", "verdict"), CLOCK)
def test_the_clock_in_berlin(
    when: str,
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    judgement = judged(when, photo(), facts(), "Europe/Berlin")
    assert judgement.verdicts[0].finding.verdict is verdict


OTHERS = [
    ("history.author.likes: {lt: 3}", YES),
    ("history.author.likes: {lt: 2}", NO),
    ("history.author.last_action_age: {gte: 3d}", YES),
    ("history.author.last_action_age: {gt: 3d10m}", NO),
    ("history.author.opted_out: false", YES),
    ("history.media.seen_by: [shop]", YES),
    ("history.media.seen_by: {none_of: [local-sunsets]}", NO),
    ("history.media.seen_by: [local]", NO),
    ("caption.script: {only: [Latin]}", YES),
    ("caption.script: cyrillic", NO),
    ("caption.script: {count: 1}", YES),
    ("caption.mixed_script: false", YES),
    ("caption.edited: true", YES),
    ("tagged.me: false", YES),
    ("media.liked_by_me: true", YES),
    ("likes.count: {gte: 40}", YES),
    ("likes.count: {gte: 41}", NO),
    ("comments.count: 7", YES),
]


@pytest.mark.parametrize(("when", "verdict"), OTHERS)
def test_what_else_is_known_of_a_photo(
    when: str,
    verdict: Verdict,
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    history: Callable[..., History],
    facts: Callable[..., Facts],
) -> None:
    bare = photo(likes=UNKNOWN, comments=UNKNOWN, liked_by_me=UNKNOWN)
    past = history(
        likes=2,
        last_action_at=bare.first_seen_at - timedelta(days=3),
        seen_by=("shop", "local-sunsets"),
        first_caption=caption_hash("old"),
    )
    full = photo(likes=40, comments=7, liked_by_me=True).media
    assert judged(when, bare, facts(history=past, media=full)).verdicts[0].finding.verdict is verdict


@pytest.mark.parametrize(
    ("when", "needs"),
    [
        ("{likes.count: {gte: 3}}", {Need.MEDIA}),
        ("{likes.count: {gte: 3}, author.followers: {gte: 3}}", {Need.MEDIA, Need.PROFILE}),
        ("{likes.count: {gte: 3}, media.type: video, comments.mine: true}", set()),
        ("{author.followers: 1, author.private: true, comments.mine: true}", set(Need) - {Need.MEDIA}),
        ("{any: [{media.type: image}, {comments.mine: true}]}", set()),
        ("{none: [{likes.count: 3}]}", {Need.MEDIA}),
    ],
)
def test_a_call_is_wanted_where_it_could_matter(
    when: str,
    needs: set[Need],
    judged: Callable[..., Judgement],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
) -> None:
    assert judged(f"all: [{when}]", photo(likes=UNKNOWN), facts()).needs == needs


def test_cheap_questions_come_first_however_they_are_written(condition: Callable[[str], Condition]) -> None:
    asked = condition(
        "{comments.mine: true, author.private: false, author.posts: 3, history.author.likes: 0, likes.count: 3}"
    )
    told = [field.name for field in fields(asked)]
    assert told == ["history.author.likes", "likes.count", "author.posts", "author.private", "comments.mine"]


def test_a_group_is_as_dear_as_its_dearest_question(condition: Callable[[str], Condition]) -> None:
    dear, cheap = "any: [{media.type: image}, {comments.mine: true}]", "author.posts: 3"
    told = [field.name for field in fields(condition(f"{{{dear}, {cheap}}}"))]
    assert told == ["author.posts", "media.type", "comments.mine"]


@pytest.fixture
def events(
    photo: Callable[..., NewMedia], request_of: Callable[..., FollowRequest], comment_of: Callable[..., NewComment]
) -> dict[Trigger, list[Event]]:
    bare = photo(
        caption=UNKNOWN, tags=UNKNOWN, location=UNKNOWN, likes=UNKNOWN, comments=UNKNOWN, liked_by_me=UNKNOWN
    )
    return {
        Trigger.NEW_MEDIA: [photo(), photo(caption=None, location=None, picture=None, tags=()), bare],
        Trigger.FOLLOW_REQUEST: [request_of()],
        Trigger.NEW_COMMENT: [comment_of(), comment_of("")],
    }


@pytest.fixture
def knowledge(
    profile: Callable[..., Profile],
    tie: Callable[..., Relationship],
    history: Callable[..., History],
    remark: Callable[..., Comment],
    photo: Callable[..., NewMedia],
) -> list[Facts]:
    me = UserId("1")
    full = Facts(
        me=me,
        history=history(likes=1),
        profile=profile(),
        relationship=tie(),
        media=photo().media,
        comments=(remark("Gorgeous!"),),
    )
    nothing = Facts(me=me, profile=UNKNOWN, relationship=UNKNOWN, media=UNKNOWN, comments=UNKNOWN)
    return [Facts(me=me), full, nothing]


HEADS = {
    Trigger.NEW_MEDIA: "{new_media: {tags: [sunset]}}",
    Trigger.FOLLOW_REQUEST: "follow_request",
    Trigger.NEW_COMMENT: "new_comment",
}


@pytest.mark.parametrize("field", list(CATALOGUE.values()), ids=list(CATALOGUE))
def test_an_example_is_matched_as_it_is_explained(
    field: AnyField,
    ruleset: Callable[[str], RuleSet],
    events: dict[Trigger, list[Event]],
    knowledge: list[Facts],
    now: datetime,
) -> None:
    for trigger in sorted(field.triggers):
        head = f"trigger: {HEADS[trigger]}, do: [notify]"
        rules = ruleset(
            f"timezone: UTC\nrules:\n  - {{id: a, {head}, when: {{{field.example}}}}}\n"
            f"  - {{id: b, {head}, when: {{none: [{{{field.example}}}]}}}}\n"
        )
        for event in events[trigger]:
            for known in knowledge:
                told = {
                    verdict.rule.id: verdict.finding.verdict for verdict in judge(rules, event, known, now).verdicts
                }
                subject = Subject(event=event, facts=known, now=now)
                assert told == {rule.ref.id: rule.when.judge(subject).standing.verdict for rule in rules.rules}
                assert told["b"] is {YES: NO, NO: YES, OPEN: OPEN}[told["a"]]


@pytest.mark.parametrize(
    "written",
    [
        "1874240378153466907_37998182",
        "22:30",
        "08:00",
        "0123456",
        "no",
        "on",
        "2015-11-28",
        "'#image'",
        "'@user'",
        "'*sunset'",
        "~",
        "null",
        "1e3",
        "0x1F",
        "12.50",
        "true",
    ],
)
def test_a_value_means_what_is_written(written: str, condition: Callable[[str], AnyTest]) -> None:
    plain = written.strip("'")
    for question in (f"media.id: {written}", f"media.id: [{written}]", f"location.id: {{any_of: [{written}]}}"):
        assert condition(question).check == OneOf(wanted=frozenset({plain}), negated=False)
    for operator, part in (("equals", Part.WHOLE), ("contains", Part.ANYWHERE)):
        asked = condition(f"caption.text: {{{operator}: {written}, case: exact}}").check
        assert asked == Pieces(part=part, wanted=(plain,), folding=Folding(case=False))
    wanted = frozenset({fold_tag(plain)})
    assert condition(f"tags: [{written}]").check == Members(overlap=Overlap.ANY, wanted=wanted)
