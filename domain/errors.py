"""Every failure is one of five, named by what it means for what was being done."""

from __future__ import annotations


class LikewiseError(Exception):
    """The root. Its text is a sentence that the owner can act on and holds no secret."""


class ConfigError(LikewiseError):
    """The settings or the command are wrong. Nothing was started; exit with 2."""


class RetryableError(LikewiseError):
    """Nothing was done. Ask again in `delay` seconds."""

    def __init__(self, message: str, *, delay: float = 60.0) -> None:
        super().__init__(message)
        self.delay = delay


class UncertainError(LikewiseError):
    """Sent, but the answer was lost. Look before asking again."""


class RefusedError(LikewiseError):
    """The network refused this one thing. Never again; tell the owner.

    `gone` is true when its object no longer exists for us.
    """

    def __init__(self, message: str, *, gone: bool = False) -> None:
        super().__init__(message)
        self.gone = gone


class BlockedError(LikewiseError):
    """The account may not act any more: the token is refused, or the network suspects abuse. Pause the account.

    `scope` names what the token was not granted; then only what needs that scope is out of reach. `suspected` is true
    when the network takes what was done for abuse: the token is good, but more of the same would be unwise.
    """

    def __init__(self, message: str, *, scope: str | None = None, suspected: bool = False) -> None:
        super().__init__(message)
        self.scope = scope
        self.suspected = suspected
