"""Ids as the network makes them: numbers that carry their moment, so that order by id is order by time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2011, 8, 24, 21, 7, 1, tzinfo=UTC)
"""Where the network's media numbers start counting milliseconds."""

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TAIL_BITS = 23
_MILLISECOND = timedelta(milliseconds=1)
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def stamp(at: datetime, tail: int = 0) -> int:
    """A number for something that happened at `at`; `tail` tells apart what happened in the same millisecond."""
    return ((at - EPOCH) // _MILLISECOND << _TAIL_BITS) | (tail & ((1 << _TAIL_BITS) - 1))


def tag_stamp(at: datetime, tail: int = 0) -> int:
    """A tag's own numbers count microseconds, as in captures of 2014; they are not media numbers."""
    return (at - _UNIX_EPOCH) // _MILLISECOND * 1000 + tail % 1000


def shortcode(number: int) -> str:
    """The number of a photo in base 64, most significant digit first, as in the addresses of photos."""
    digits = ""
    while True:
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
        if not number:
            return digits
