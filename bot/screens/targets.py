"""What a command is about was not said, or is not there."""

from __future__ import annotations

from bot.html import cut, t
from bot.screen import Screen


def which_photo() -> Screen:
    """A photo is missing."""
    return Screen(
        text=t("Which photo? Answer its card with this command, or add its number, its short code or its link.")
    )


def no_photo(word: str) -> Screen:
    """No photo is called so."""
    return Screen(
        text=t("There is no photo “{}” for you. Send its number, its short code or its link.", cut(word, 80))
    )


def no_photo_there() -> Screen:
    """The message that was answered shows no photo any more, or never did."""
    return Screen(
        text=t("That message shows no photo that I still know. Add the photo's number, its short code or its link.")
    )


def whom() -> Screen:
    """Somebody is missing."""
    return Screen(
        text=t("Whom do you mean? Answer a card with this command, or add a name: <code>@name</code>, or a number.")
    )


def nobody_there(*, several: bool) -> Screen:
    """The message that was answered shows nobody, or more than one."""
    if several:
        return Screen(text=t("That message shows several people. Add the name of the one you mean."))
    return Screen(text=t("That message shows nobody whom I know. Add a name: <code>@name</code>, or a number."))
