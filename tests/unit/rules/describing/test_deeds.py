from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import Answer
from domain.plans import FOR_RULES, LIMIT_CLASS, ActionKind, Mode
from rules.actions import Marking, Notice, Plain, Question, Remark, Remembering
from rules.describing.deeds import deeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.actions import Action
    from rules.ruleset import Rule

DAY = timedelta(days=1)
LIKE, COMMENT = ActionKind.LIKE, ActionKind.COMMENT
REPLY = Remark(kind=ActionKind.REPLY, variants=(), allow_strangers=False)
ALL = (Answer.APPROVE, Answer.IGNORE, Answer.BLOCK)


@pytest.mark.parametrize(
    ("actions", "words"),
    [
        ([LIKE], "is liked without asking"),
        ([ActionKind.UNLIKE], "is unliked without asking"),
        ([REPLY, ActionKind.DELETE_COMMENT], "is replied to and deleted without asking"),
        ([ActionKind.APPROVE, ActionKind.FOLLOW], "is approved and answered with a follow without asking"),
        ([ActionKind.BLOCK], "is answered with a block without asking"),
        ([ActionKind.UNFOLLOW], "is answered with an unfollow without asking"),
        ([Plain(kind=COMMENT, chance=0.2)], "is commented on in 20 % of cases without asking"),
        ([Notice(template=None)], "is shown to you"),
        ([Notice(template=None, digest=DAY)], "is shown to you in a digest of 1 day"),
        (
            [LIKE, Marking(label="x"), Notice(template=None)],
            "is shown to you, marked “x” and liked without asking",
        ),
        ([Remembering(list="spam", length=30 * DAY)], "is remembered on the list “spam” for 30 days"),
        ([Remembering(list="spam", length=None)], "is remembered on the list “spam”"),
        ([Question(choices=ALL, expires=None, then=Answer.LEAVE)], "is left to you to approve, ignore or block"),
        (
            [Question(choices=ALL[:2], expires=3 * DAY, then=Answer.LEAVE)],
            "is left to you to approve or ignore (unanswered for 3 days: left as it is)",
        ),
        (
            [Question(choices=ALL[:2], expires=DAY, then=Answer.IGNORE)],
            "is left to you to approve or ignore (unanswered for 1 day: ignored)",
        ),
    ],
)
def test_what_a_rule_does(actions: list[Action | ActionKind], words: str, rule: Callable[..., Rule]) -> None:
    assert deeds(rule("one", *actions)) == words


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (Mode.WATCH, "would be marked “odd” and liked but is only noted"),
        (Mode.ASK, "is marked “odd” and liked once you agree"),
        (Mode.AUTO, "is marked “odd” and liked without asking"),
    ],
)
def test_how_far_it_goes(mode: Mode, words: str, rule: Callable[..., Rule]) -> None:
    assert deeds(rule("one", LIKE, Marking(label="odd"), mode=mode)) == words


@pytest.mark.parametrize("kind", [kind for kind in LIMIT_CLASS if kind in FOR_RULES])
def test_there_are_words_for_whatever_is_done(kind: ActionKind, rule: Callable[..., Rule]) -> None:
    assert deeds(rule("one", kind)).startswith("is ")


@pytest.mark.parametrize("answer", Answer)
def test_there_are_words_for_whatever_holds_without_an_answer(answer: Answer, rule: Callable[..., Rule]) -> None:
    assert "(unanswered for 1 day: " in deeds(rule("one", Question(choices=ALL, expires=DAY, then=answer)))
