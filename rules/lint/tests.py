"""What surely holds when a rule matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.conditions import Always, Condition, Group, Join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules.fields.field import AnyTest


def certain(condition: Condition) -> Iterator[AnyTest]:
    """The questions that must all be answered with yes: not those of which one will do, or none."""
    if isinstance(condition, Group):
        if condition.join is Join.ALL or (condition.join is Join.ANY and len(condition.parts) == 1):
            for part in condition.parts:
                yield from certain(part)
    elif not isinstance(condition, Always):
        yield condition


def positive(condition: Condition) -> Iterator[AnyTest]:
    """The questions of which a yes may bring a match: all but those under `none`."""
    if isinstance(condition, Group):
        for part in condition.parts if condition.join is not Join.NONE else ():
            yield from positive(part)
    elif not isinstance(condition, Always):
        yield condition
