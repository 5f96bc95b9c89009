"""A quiet world with as many people as a test needs."""

from __future__ import annotations

from dataclasses import replace

from sandbox.instagram.world.cast import Cast, Resident


def town(strangers: int) -> Cast:
    """The quiet cast, and so many more people whom nobody knows: `stranger_0` and so on."""
    quiet = Cast.quiet()
    return replace(quiet, people=(*quiet.people, *(Resident(username=stranger(n)) for n in range(strangers))))


def stranger(number: int) -> str:
    """The name of one of them."""
    return f"stranger_{number}"
