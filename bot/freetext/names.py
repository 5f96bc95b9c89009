"""The names of commands as people misremember and mistype them."""

from __future__ import annotations

from typing import Final

from bot.commands.table import BY_NAME

OTHER_NAMES: Final = {
    "around": "near",
    "continue": "resume",
    "favourites": "liked",
    "favorites": "liked",
    "hashtag": "tag",
    "home": "feed",
    "location": "place",
    "nearby": "near",
    "photo": "media",
    "picture": "media",
    "profile": "user",
    "search": "find",
    "trending": "popular",
    "unpause": "resume",
}
"""What people call a command."""
_FAR = 2
"""More slips than this make another word."""


def canonical(name: str) -> str | None:
    """The command that is meant for sure: whatever its case, with `_`, in the singular or plural."""
    bare = name.lower().replace("_", "").replace("-", "")
    for spelling in (bare, OTHER_NAMES.get(bare, ""), f"{bare}s", bare.removesuffix("s")):
        if spelling in BY_NAME:
            return spelling
    return None


def nearest(name: str) -> list[str]:
    """The commands that take the fewest slips to become `name`; empty when none is near."""
    far = min(_FAR, len(name) // 3)
    slips = {known: distance(name.lower(), known) for known in BY_NAME}
    least = min(slips.values())
    return [known for known, number in slips.items() if number == least] if least <= far else []


def distance(one: str, other: str) -> int:
    """How many letters are missing, too many, wrong, or have changed places with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if before and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
