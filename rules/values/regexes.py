"""Questions about a text that a regular expression asks, read by RE2: its time is bounded, whatever the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rules.folding import Extra, Folding, Text
from rules.problems import Flaw, Severity
from rules.syntax.scalars import text
from rules.syntax.spelling import shown
from rules.values.patterns import TOO_OFTEN, objection, pitfalls, repetitions, rewritten
from rules.wording import Phrase, Wording, clipped, quoted

if TYPE_CHECKING:
    import re2

    from rules.subject import Subject
    from rules.values.kinds import Operand

MAX_PATTERN = 200
"""Characters of a pattern."""
MAX_INPUT = 5_000
"""Characters of a text that are looked at."""
MAX_REPETITIONS = 200
"""What counts such as `{3,9}` may add up to: RE2 writes them out, and pays for each at every character."""
_SURROGATE = b"\xed"
"""Begins what is not UTF-8, and some Korean letters that are."""
MAX_MEMORY = 1 << 20
"""Bytes that RE2 may use for one pattern. Enough for thirty `[\\p{L}\\p{M}\\p{N}_]`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Regex:
    """Whether a pattern occurs anywhere in a text."""

    pattern: str
    """As written."""
    wanted: bool
    exact: bool
    """Whether capitals and small letters differ."""
    extra: Extra | None = None

    @property
    def folding(self) -> Folding:
        """How the text is made comparable before it is searched."""
        return Folding(case=not self.exact, extra=self.extra)

    @property
    def source(self) -> str:
        """The pattern as RE2 reads it, its letters folded like the text; see `options`."""
        return rewritten(self.pattern, self.folding)

    def input(self, value: Text) -> bytes:
        """The part of a text that is searched, as RE2 wants it."""
        return searched(value.raw, self.folding)

    def hit(self, value: Text) -> str | None:
        """What it finds first."""
        found = _machine(self).search(self.input(value))
        return None if found is None else found.group().decode(errors="replace")

    def occurs_in(self, searched: bytes) -> bool:
        """Whether it finds anything in what `searched` made of a text."""
        return _machine(self).search(searched) is not None

    def holds(self, value: Text, subject: Subject) -> tuple[bool, str]:
        """Whether it occurs (or, unwanted, does not)."""
        del subject
        hit = self.hit(value)
        seen = shown(value.raw) if value.raw else "no text"
        words = f"{shown(self.pattern)} not in {seen}" if hit is None else f"{shown(hit)} in {seen}"
        return (hit is not None) is self.wanted, words

    def seen(self, value: Text, subject: Subject, wording: Wording) -> Phrase:
        """What was found, or else that nothing was."""
        del subject
        hit = self.hit(value)
        if not wording.prose:
            return wording.phrase(clipped(value.raw)).negative_unless(told=hit is not None)
        if hit is None:
            return wording.phrase(f"nothing like {quoted(self.pattern)}").negative_unless(told=False)
        return wording.phrase(quoted(hit))

    def asked(self, wording: Wording) -> Phrase:
        """The pattern that must, or must not, occur."""
        manner = "something like {}" if self.wanted else "nothing like {}"
        return wording.phrase(manner.format(quoted(self.pattern))).negative_unless(told=self.wanted)


def searched(text: str, folding: Folding) -> bytes:
    """The part of a text that is searched, folded and as RE2 wants it."""
    return searchable(folding.encoded(text))


def searchable(folded: bytes) -> bytes:
    """The same of what `Folding.encoded` made of a text."""
    if len(folded) <= MAX_INPUT and _SURROGATE not in folded:
        return folded
    return folded.decode(errors="surrogatepass")[:MAX_INPUT].encode(errors="replace")


def options(*, exact: bool) -> re2.Options:
    """How RE2 reads a `Regex.source`: without a word on standard error, and within bounds."""
    import re2  # noqa: PLC0415 - only a rule with a regex needs it, and starting must be quick

    chosen = re2.Options()
    chosen.case_sensitive = exact
    chosen.log_errors = False
    chosen.max_mem = MAX_MEMORY
    chosen.never_capture = True
    return chosen


@lru_cache(maxsize=4096)
def _machine(check: Regex) -> re2._Regexp:
    import re2  # noqa: PLC0415 - as above

    return re2.compile(check.source, options(exact=check.exact))


def read_regex(operand: Operand, folding: Folding, *, wanted: bool) -> Regex:
    """The pattern behind an operator, compiled once to see that it can be. Raises Flaw with what would be right."""
    import re2  # noqa: PLC0415 - as above

    pattern = text(operand.node, operand.label)
    mark = operand.node.mark
    if len(pattern) > MAX_PATTERN:
        message = f"{operand.label} has {len(pattern)} characters; {MAX_PATTERN} are allowed"
        raise Flaw("E206", mark, message)
    if repetitions(pattern) > MAX_REPETITIONS:
        raise Flaw("E206", mark, f"{operand.label} {TOO_OFTEN}")
    check = Regex(pattern=pattern, wanted=wanted, exact=not folding.case, extra=folding.extra)
    try:
        _machine(check)
    except re2.error as error:
        (told,) = error.args
        raise Flaw("E206", mark, f"{operand.label} {objection(pattern, told.decode(errors='replace'))}") from error
    for pitfall in pitfalls(pattern, folding):
        operand.report.add(Flaw("W210", mark, f"{operand.label}: {pitfall}"), Severity.WARNING)
    return check
