"""What a rule may ask about the moment, as the clocks of the file's zone show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.fields.field import AnyField, Field, Trigger
from rules.values.choices import enum
from rules.values.dates import DATE
from rules.values.numbers import COUNT
from rules.wording import Telling, Wording, amount, state

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKDAYS: Mapping[str, str] = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
"""In the order of `datetime.weekday`."""
_NAMES = tuple(WEEKDAYS)

CLOCK_FIELDS: tuple[AnyField, ...] = (
    Field(
        name="clock.hour",
        kind=COUNT,
        doc="The full hour, 0 to 23.",
        plain=amount("{} h by the clock", lead="it is"),
        example="clock.hour: { between: [8, 21] }",
        triggers=frozenset(Trigger),
        read=lambda subject: float(subject.local.hour),
    ),
    Field(
        name="clock.weekday",
        kind=enum("clock.weekday", *_NAMES),
        doc="The day of the week.",
        plain=state({name: f"it is {day}" for name, day in WEEKDAYS.items()}, Telling.TRAIT),
        example="clock.weekday: [sat, sun]",
        triggers=frozenset(Trigger),
        read=lambda subject: _NAMES[subject.local.weekday()],
    ),
    Field(
        name="clock.date",
        kind=DATE,
        doc="The day.",
        plain=Wording(text="{}", lead="it is", telling=Telling.TRAIT),
        example="clock.date: { between: [2026-12-01, 2026-12-24] }",
        triggers=frozenset(Trigger),
        read=lambda subject: subject.local.date(),
    ),
)
