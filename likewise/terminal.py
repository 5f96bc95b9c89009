"""What the program says on the terminal it was started from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
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

    def __init__(self, console: Console) -> None:
        self._console = console

    @classmethod
    def standard(cls) -> Terminal:
        """On standard output, in colour where that is a terminal."""
        return cls(Console(highlight=False))

    def waiting(self, why: str) -> None:
        """Say once what is waited for."""
        self._line(f"[yellow]{escape(why)}[/] Trying again until it works.")

    def opened(self, opening: Opening) -> None:
        """Say for whom, what is watched, and how far rules may go."""
        watched = [str(wish.source) for wish in opening.rules.wishes()]
        count = sum(rule.enabled for rule in opening.rules.rules)
        self._line(f"[bold green]Likewise is running[/] for [bold]@{escape(opening.username)}[/]. Ctrl-C ends it.")
        self._line(f"Watching {escape(', '.join(watched) or 'follow requests only')}, by {_counted(count)}.")
        self._line(f"The most a rule may do: {opening.ceiling}. Your chat: https://t.me/{escape(opening.bot)}")

    def invited(self, bot: str, code: str) -> None:
        """Show how the first owner gets in, as a link and to type."""
        self._line("Nobody is paired with the bot yet. For a quarter of an hour this makes you its owner:")
        self._line(f"  [bold]https://t.me/{escape(bot)}?start={escape(code)}[/]")
        self._line(f"  or send it this message:  [bold]/start {escape(code)}[/]")

    def _line(self, text: str) -> None:
        # Unwrapped: a link or a code broken in two cannot be copied.
        self._console.print(text, soft_wrap=True)


def _counted(rules: int) -> str:
    return "1 rule" if rules == 1 else f"{rules} rules"
