"""Text that must not be seen: tokens and keys on their way to the one place that needs them."""

from __future__ import annotations

MASK = "•••"


class SecretText:
    """A secret that shows as dots wherever it is printed, formatted or logged."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The secret itself. Keep it out of local variables: tracebacks can show those."""
        return self._text

    def __str__(self) -> str:
        return MASK

    def __repr__(self) -> str:
        return f"SecretText('{MASK}')"
