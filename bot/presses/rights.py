"""Who may press what. What stands in neither list is for owners alone."""

from __future__ import annotations

from typing import Final

from bot.buttons import Verb
from storage.states import Role

LOOKS: Final = frozenset(
    {
        Verb.RUN,  # both: the command behind it asks for its own role
        Verb.TYPED,
        Verb.NEVERMIND,
        Verb.CARD,
        Verb.MORE,
        Verb.GRID,
        Verb.OPEN,
        Verb.FRESH,
        Verb.USER,
        Verb.POSTS,
        Verb.PLACE,
        Verb.HERE,
        Verb.COMMENTS,
        Verb.LIKERS,
        Verb.CROWD,
        Verb.WHO,
        Verb.REWHO,
        Verb.PAGE,
        Verb.TALK,
        Verb.RETALK,
        Verb.WAITING,
        Verb.KEEP,
        Verb.WHY,
        Verb.RULES,
        Verb.RULE,
        Verb.YAML,
        Verb.INBOX,
        Verb.REVIEW,
        Verb.STEP,
        Verb.LOG,
    }
)
"""They change nothing."""

ACTS: Final = frozenset(
    {
        Verb.LIKE,
        Verb.TIE,
        Verb.ASKTIE,
        Verb.WRITE,
        Verb.UNSAY,
        Verb.ERASE,
        Verb.POST,
        Verb.REWRITE,
        Verb.DISCARD,
        Verb.UNPOST,
        Verb.APPROVE,
        Verb.IGNORE,
        Verb.BLOCK,
        Verb.BLOCKING,
        Verb.LEAVE,
        Verb.REMOVE,
        Verb.REMOVING,
        Verb.ANSWER,
        Verb.ACCEPT,
        Verb.DECLINE,
        Verb.HAPPENED,
        Verb.VETO,
        Verb.OFFER,
        Verb.ALLOW,
        Verb.DROP,
        Verb.BACKLOG,
        Verb.BATCH,
        Verb.BATCHED,
        Verb.REWORD,
        Verb.UNDO,
        Verb.AGAIN,
    }
)
"""They act on the network, or decide what is asked."""


def least(verb: Verb) -> Role:
    """The least role that may press it."""
    if verb in LOOKS:
        return Role.VIEWER
    return Role.OPERATOR if verb in ACTS else Role.OWNER
