"""The machine's own time zone, its summer time included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class MachineZone(tzinfo):
    """Asks the system for each moment: one offset taken at start would be wrong from the next change of clocks on."""

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        """How far local time was ahead of UTC then; None for no moment."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, _moment: datetime | None, /) -> None:
        """Not told: the system gives the whole offset only."""
        return

    def tzname(self, moment: datetime | None, /) -> str | None:
        """What the zone was called then, such as CEST."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime, /) -> datetime:
        """Local time for a moment whose figures are UTC."""
        local = moment.replace(tzinfo=UTC).astimezone()
        first = local.replace(tzinfo=None)
        # The hour that autumn repeats: `fold` tells its second time.
        return local.replace(tzinfo=self, fold=first.astimezone().utcoffset() != local.utcoffset())
