"""A picture as a film: an MP4 file with one frame that stays, coded as JPEG.

Boxes and descriptors as in ISO/IEC 14496-12 and -14; object type 0x6C is "Visual ISO/IEC 10918-1", which is JPEG.
"""

from __future__ import annotations

from struct import pack

_PER_SECOND = 1000
_DURATION = 2 * _PER_SECOND
_JPEG = 0x6C
_VISUAL_STREAM = 0x11
_MATRIX = pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
"""Neither turned nor stretched."""


def film(jpeg: bytes, size: int) -> bytes:
    """The file; the picture is `size` pixels wide and high."""
    kind = _box(b"ftyp", b"isom", pack(">I", 0x200), b"isommp41")
    offset = len(kind) + 8
    return kind + _box(b"mdat", jpeg) + _box(b"moov", _movie_header(), _track(len(jpeg), offset, size))


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">I4s", 8 + len(body), kind) + body


def _full(kind: bytes, flags: int, *parts: bytes) -> bytes:
    return _box(kind, pack(">I", flags), *parts)


def _movie_header() -> bytes:
    times = pack(">4I", 0, 0, _PER_SECOND, _DURATION)
    return _full(b"mvhd", 0, times, pack(">IH10x", 0x10000, 0x100), _MATRIX, bytes(24), pack(">I", 2))


def _track(length: int, offset: int, size: int) -> bytes:
    times = pack(">5I", 0, 0, 1, 0, _DURATION)
    header = _full(b"tkhd", 7, times, bytes(16), _MATRIX, pack(">2I", size << 16, size << 16))
    media = _box(
        b"mdia",
        _full(b"mdhd", 0, pack(">4IHH", 0, 0, _PER_SECOND, _DURATION, 0x55C4, 0)),
        _full(b"hdlr", 0, pack(">I4s12x", 0, b"vide"), b"\0"),
        _box(b"minf", _full(b"vmhd", 1, bytes(8)), _here(), _samples(length, offset, size)),
    )
    return _box(b"trak", header, media)


def _here() -> bytes:
    """The data is in this file."""
    return _box(b"dinf", _full(b"dref", 0, pack(">I", 1), _full(b"url ", 1)))


def _samples(length: int, offset: int, size: int) -> bytes:
    return _box(
        b"stbl",
        _full(b"stsd", 0, pack(">I", 1), _coding(length, size)),
        _full(b"stts", 0, pack(">3I", 1, 1, _DURATION)),
        _full(b"stsc", 0, pack(">4I", 1, 1, 1, 1)),
        _full(b"stsz", 0, pack(">3I", 0, 1, length)),
        _full(b"stco", 0, pack(">2I", 1, offset)),
    )


def _coding(length: int, size: int) -> bytes:
    picture = pack(">6xH16x2H2I4xH32x2H", 1, size, size, 0x480000, 0x480000, 1, 0x18, 0xFFFF)
    decoder = pack(">2B", _JPEG, _VISUAL_STREAM) + length.to_bytes(3, "big") + pack(">2I", length * 8, length * 4)
    stream = _descriptor(3, pack(">HB", 1, 0), _descriptor(4, decoder), _descriptor(6, b"\2"))
    return _box(b"mp4v", picture, _full(b"esds", 0, stream))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">2B", tag, len(body)) + body
