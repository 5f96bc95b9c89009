"""The formatted parts of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.telegram.wire import without_nothing

if TYPE_CHECKING:
    from sandbox.telegram.wire import Json


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """A formatted part of a text. Offset and length in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        """The offset after the last unit."""
        return self.offset + self.length

    def as_object(self) -> Json:
        """The part as a `MessageEntity` object."""
        return without_nothing(
            type=self.type, offset=self.offset, length=self.length, url=self.url, language=self.language
        )


def link(address: str) -> str | None:
    """`address` as Telegram keeps it in a link, or None where it would drop the link without a word."""
    match = re.fullmatch(r"(?:(https?)://)?([^\s/?#:@]+)(:\d+)?([/?#]\S*)?", address, re.IGNORECASE)
    if address.lower().startswith(("tg://", "mailto:")):
        return address
    if match is None or "." not in match[2].strip("."):
        return None
    return address if match[1] else f"http://{address}"
