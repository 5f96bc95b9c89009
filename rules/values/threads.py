"""Questions about several texts at once, such as the comments under a photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rules.folding import Text
from rules.wording import quoted

if TYPE_CHECKING:
    from rules.subject import Subject
    from rules.values.kinds import Check
    from rules.wording import Phrase, Wording

Thread: TypeAlias = tuple[Text, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Among:
    """Whether one of the texts answers a question with yes or, of what none may have, whether every one does."""

    check: Check[Text]
    every: bool

    def holds(self, value: Thread, subject: Subject) -> tuple[bool, str]:
        """Whether it is so of one, or of every one."""
        answers = (self.check.holds(one, subject) for one in value)
        decisive = next((words for held, words in answers if held is not self.every), None)
        if decisive is None:
            return self.every, f"{'all' if self.every else 'none'} of {len(value)}"
        return not self.every, decisive

    def seen(self, value: Thread, subject: Subject, wording: Wording) -> Phrase:
        """What is so of the text that decided, or else of the first."""
        for one in value:
            held, _ = self.check.holds(one, subject)
            if held is not self.every:
                return self.check.seen(one, subject, wording)
        return self.check.seen(value[0], subject, wording) if value else wording.absent()

    def asked(self, wording: Wording) -> Phrase:
        """What must be so of one, or of every one."""
        return self.check.asked(wording)


def show_thread(value: Thread) -> str:
    """All of them in one line, for a notice."""
    return " · ".join(text.raw for text in value)


def tell_thread(value: Thread, wording: Wording) -> Phrase:
    """What they say, as people tell it."""
    return wording.phrase(*(quoted(text.raw) for text in value)) if value else wording.absent()
