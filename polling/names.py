"""Who is behind a username: rules may name people by it, lists are looked at by id."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import RefusedError, RetryableError
from domain.sources import Source, SourceKind
from rules.folding import fold
from rules.triggers import NAMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from networks.port import Network

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Census:
    """What became of the lists that rules wish for."""

    known: Mapping[Source, Source]
    """For each list as the rules name it, the list by id."""
    strangers: tuple[Source, ...]
    """Nobody has these names."""
    delay: float | None
    """Seconds until the network may say who the rest are; None: there is no rest."""


class Names:
    """Asks the network once for every name that exists."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[Source, Source] = {}

    async def look_up(self, wished: Sequence[Source]) -> Census:
        """Find the lists by id.

        Raises:
            BlockedError: the account may not ask.
        """
        by_name = [source for source in wished if _is_named(source)]
        known = {source: source for source in wished if source not in by_name}
        strangers: list[Source] = []
        for source in by_name:
            try:
                found = await self._by_id(source)
            except RetryableError as error:
                LOGGER.warning("It is not known yet whom the rules mean: %s", error)
                return Census(known=known, strangers=tuple(strangers), delay=error.delay)
            if found is None:
                strangers.append(source)
            else:
                known[source] = found
        return Census(known=known, strangers=tuple(strangers), delay=None)

    async def _by_id(self, source: Source) -> Source | None:
        if source not in self._known:
            found = await self._search(source.value.removeprefix(NAMED))
            if found is None:
                return None
            self._known[source] = found
        return self._known[source]

    async def _search(self, name: str) -> Source | None:
        try:
            people = await self._network.search_users(name)
        except RefusedError:
            return None
        match = next((person for person in people if fold(person.username) == fold(name)), None)
        return Source(kind=SourceKind.USER, value=match.id) if match else None


def _is_named(source: Source) -> bool:
    return source.kind is SourceKind.USER and source.value.startswith(NAMED)
