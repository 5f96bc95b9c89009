"""The endpoint about one photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call


def show(call: Call) -> Answer:
    """One photo as it is now."""
    return Answer(data=Shapes(call).media(call.media()))
