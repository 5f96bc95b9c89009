"""QR codes as pictures."""

from __future__ import annotations

import io
from typing import Final

DRAWN: Final = "qr:"
"""Stands before a text in place of a picture's address: the text is drawn, and kept nowhere."""
_SCALE = 10


def png(text: str) -> bytes:
    """The picture, with the white edge that cameras need."""
    import segno  # noqa: PLC0415 - needed seldom, and takes a while to load

    file = io.BytesIO()
    segno.make(text, micro=False).save(file, kind="png", scale=_SCALE, border=4)
    return file.getvalue()
