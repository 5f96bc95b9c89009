"""Many regular expressions as one automaton, so that a text is read once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.values.regexes import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import re2

    from rules.matching.entries import Entries, Entry
    from rules.matching.lookups import Keyed, Take
    from rules.values.regexes import Regex

TOGETHER = 250
"""At most so many patterns share an automaton, whose states multiply with them."""
MEMORY = 16 << 20
"""Bytes that one automaton may use. It starts with little and grows with the texts that it reads."""

_PROBE = "\U0010ffff"
"""A pattern that no text of a person meets. An automaton that does not even find this one has too little memory."""


def by_pattern(keyed: Keyed) -> Take:
    """The key is a regex that the text meets. All of them fold alike."""
    scans: list[tuple[Callable[[bytes], list[int] | None], list[Entries]]] = []
    alone: list[tuple[Regex, Entries]] = []
    for machine, checks in _machines(tuple(keyed)):
        if machine is None:
            alone.extend((check, keyed[check]) for check in checks)
        else:
            scans.append((machine.Match, [keyed[check] for check in checks]))

    def take(text: bytes) -> Iterable[Entry]:
        found: list[Entry] = []
        for match, entries in scans:
            for hit in match(text) or ():
                found += entries[hit]
        for check, own in alone:
            if check.occurs_in(text):
                found += own
        return found

    return take


def _machines(checks: Sequence[Regex]) -> list[tuple[re2.Set | None, Sequence[Regex]]]:
    """The checks in groups, each with its automaton; `None` for a check that is too large for one."""
    if not checks:
        return []
    if len(checks) <= TOGETHER:
        machine = _machine(checks)
        if machine is not None or len(checks) == 1:
            return [(machine, checks)]
    half = len(checks) // 2
    return [*_machines(checks[:half]), *_machines(checks[half:])]


def _machine(checks: Sequence[Regex]) -> re2.Set | None:
    import re2  # noqa: PLC0415 - only a rule with a regex needs it, and starting must be quick

    chosen = options(exact=checks[0].exact)
    chosen.max_mem = MEMORY
    machine = re2.Set.SearchSet(chosen)
    try:
        for check in checks:
            machine.Add(check.source)
        probe = machine.Add(_PROBE)
        machine.Compile()
    except re2.error:
        return None
    return machine if probe in (machine.Match(_PROBE.encode()) or ()) else None
