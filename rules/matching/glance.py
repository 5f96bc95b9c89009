"""One event under the eyes of all rules: whatever they ask about it is found out at most once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from domain.verdicts import Verdict
from rules.outcomes import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rules.subject import Subject

Answer: TypeAlias = bool | Standing
"""Yes, no, or the standing of what is open."""

OPEN = Standing(verdict=Verdict.UNKNOWN)
"""Unknown, whatever is loaded."""


class Glance(dict["Look", Any]):
    """What was found out so far. Looking up what was not finds it out; the values are of all the fields' types."""

    __slots__ = ("subject",)

    subject: Subject

    @classmethod
    def at(cls, subject: Subject) -> Self:
        """A first glance. Python has less to do than in an `__init__`, and every event gets one."""
        glance = cls()
        glance.subject = subject
        return glance

    def __missing__(self, look: Look) -> object:
        found = self[look] = look(self)
        return found


Look: TypeAlias = Callable[[Glance], object]
"""Finds something out about an event: a value, or the answer to a question."""


def all_of(glance: Glance, questions: Iterable[Look]) -> Answer:
    """Yes when every answer is; a certain no beats what is open."""
    doubts = []
    for question in questions:
        answer = glance[question]
        if answer is False:
            return False
        if answer is not True:
            doubts.append(answer)
    return Standing.every(doubts) if doubts else True


def any_of(answers: Iterable[Answer]) -> Answer:
    """Yes when one is; no when all are."""
    doubts = []
    for answer in answers:
        if answer is True:
            return True
        if isinstance(answer, Standing):
            doubts.append(answer.inverted)
    return Standing.every(doubts).inverted if doubts else False


def opposite(answer: Answer) -> Answer:
    """Yes and no exchanged; what is open stays open."""
    return answer.inverted if isinstance(answer, Standing) else not answer
