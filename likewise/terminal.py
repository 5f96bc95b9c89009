"""What the program says on the terminal it was started from."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from likewise import colours
from likewise.colours import Ink, inked
from likewise.logs import visible

if TYPE_CHECKING:
    from typing import TextIO

    from domain.plans import Mode
    from rules.ruleset import RuleSet


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """How things stand when everything has started."""

    username: str
    """The owner's name on the network."""
    bot: str
    """The bot's name on Telegram, without @."""
    rules: RuleSet
    ceiling: Mode


class Screen(Protocol):
    """Whatever shows how the program starts."""

    def waiting(self, why: str) -> None:
        """Something is down, and is tried again."""
        ...

    def opened(self, opening: Opening) -> None:
        """Everything has started."""
        ...

    def invited(self, bot: str, code: str) -> None:
        """Nobody owns this Likewise yet; whoever uses the code will."""
        ...


class Terminal:
    """The screen of `likewise run`."""

    def __init__(self, stream: TextIO, *, coloured: bool) -> None:
        self._stream = stream
        self._coloured = coloured

    @classmethod
    def standard(cls) -> Terminal:
        """On standard output, in colour where that is a terminal."""
        return cls(sys.stdout, coloured=colours.wanted(sys.stdout))

    def waiting(self, why: str) -> None:
        """Say once what is waited for."""
        self._show(f"{self._in(why, Ink.YELLOW)} Trying again until it works.")

    def opened(self, opening: Opening) -> None:
        """Say for whom, what is watched, and how far rules may go."""
        watched = [str(wish.source) for wish in opening.rules.wishes()]
        count = sum(rule.enabled for rule in opening.rules.rules)
        running = self._in("Likewise is running", Ink.BOLD, Ink.GREEN)
        self._show(
            f"{running} for {self._in(f'@{opening.username}', Ink.BOLD)}. Ctrl-C ends it.",
            f"Watching {visible(', '.join(watched)) or 'follow requests only'}, by {_counted(count)}.",
            f"The most a rule may do: {opening.ceiling}. Your chat: https://t.me/{visible(opening.bot)}",
        )

    def invited(self, bot: str, code: str) -> None:
        """Show how the first owner gets in, as a link and to type."""
        self._show(
            "Nobody is paired with the bot yet. For a quarter of an hour this makes you its owner:",
            f"  {self._in(f'https://t.me/{bot}?start={code}', Ink.BOLD)}",
            f"  or send it this message:  {self._in(f'/start {code}', Ink.BOLD)}",
        )
        if self._stream.isatty():
            self._show("  or point a telephone at this:", *squares(f"https://t.me/{bot}?start={code}"))

    def _in(self, text: str, *inks: Ink) -> str:
        return inked(visible(text), *inks) if self._coloured else visible(text)

    def _show(self, *lines: str) -> None:
        # At once: whoever started it may be reading from a pipe.
        self._stream.writelines(f"{line}\n" for line in lines)
        self._stream.flush()


def squares(text: str) -> list[str]:
    """The text as a QR code, two of its squares to a character, white on black or the other way round."""
    import segno  # noqa: PLC0415 - takes a while to load, and is needed once in a lifetime

    picture = io.StringIO()
    segno.make(text, micro=False).terminal(out=picture, compact=True)
    return picture.getvalue().splitlines()


def _counted(rules: int) -> str:
    return "1 rule" if rules == 1 else f"{rules} rules"
