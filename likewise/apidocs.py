"""`python -m likewise.apidocs` writes docs/api.md: which operation is reached how, from the code itself."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.table import BY_NAME
from domain.facts import Need
from domain.plans import FOR_RULES, ActionKind
from domain.sources import SourceKind
from networks.instagram.operations import OPERATIONS
from networks.instagram.scopes import Scope
from rules.fields.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from networks.instagram.operation import Operation

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"

COMMANDS: Mapping[str, str] = {
    "comments": "comments",
    "followed_by": "followers",
    "follows": "following",
    "likes": "likes",
    "feed": "feed",
    "geography_media": "geo",
    "liked": "liked",
    "location": "place",
    "location_media": "at",
    "media": "media",
    "media_by_shortcode": "media",
    "popular": "popular",
    "relationship": "relation",
    "requested_by": "requests",
    "search_locations": "places",
    "search_media": "near",
    "search_tags": "tags",
    "search_users": "find",
    "tag": "tag",
    "tag_media": "tag",
    "user": "user",
    "user_media": "posts",
}
"""The chat command that makes the call of a client's method."""
WRITES: Mapping[str, tuple[str, ...]] = {
    "change_relationship": ("follow", "unfollow", "block", "unblock", "approve", "ignore"),
    "delete_comment": ("uncomment",),
    "like": ("like",),
    "post_comment": ("comment",),
    "unlike": ("unlike",),
}
"""The chat commands that have a call made that changes something."""
BUTTONS: Mapping[str, str] = {
    "change_relationship": "Follow, Unfollow, Block and Unblock on a page, Approve and Ignore at a request",
    "comments": "💬 at a photo",
    "delete_comment": "🗑 at a comment",
    "post_comment": "✍ below the comments",
    "followed_by": "Followers on a page",
    "follows": "Following on a page",
    "likes": "Who liked, behind ⋯ at a photo",
    "relationship": "a line on every page",
    "user": "👤 at a photo",
    "like": "the heart at a photo",
    "unlike": "the heart at a photo",
}
LISTS: Mapping[SourceKind, tuple[str, str]] = {
    SourceKind.TAG: ("tag_media", "`new_media: {tags}`"),
    SourceKind.USER: ("user_media", "`new_media: {users}`"),
    SourceKind.LOCATION: ("location_media", "`new_media: {locations}`"),
    SourceKind.AREA: ("search_media", "`new_media: {area}`"),
    SourceKind.GEOGRAPHY: ("geography_media", "`new_media: {geographies}`"),
    SourceKind.FEED: ("feed", "`new_media: {feed}`"),
    SourceKind.LIKED: ("liked", "`new_media: {liked}`"),
    SourceKind.POPULAR: ("popular", "`new_media: {popular}`"),
    SourceKind.REQUESTS: ("requested_by", "`follow_request`"),
    SourceKind.COMMENTS: ("comments", "`new_comment`"),
}
FACTS: Mapping[Need, str] = {
    Need.PROFILE: "user",
    Need.RELATIONSHIP: "relationship",
    Need.MEDIA: "media",
    Need.COMMENTS: "comments",
}
ACTIONS: Mapping[ActionKind, str] = {
    ActionKind.LIKE: "like",
    ActionKind.UNLIKE: "unlike",
    ActionKind.COMMENT: "post_comment",
    ActionKind.REPLY: "post_comment",
    ActionKind.DELETE_COMMENT: "delete_comment",
    ActionKind.APPROVE: "change_relationship",
    ActionKind.IGNORE: "change_relationship",
    ActionKind.BLOCK: "change_relationship",
    ActionKind.FOLLOW: "change_relationship",
    ActionKind.UNFOLLOW: "change_relationship",
    ActionKind.UNBLOCK: "change_relationship",
}
LOOKS: Mapping[str, str] = {
    "comments": "whether a comment is there already",
    "media": "whether a like arrived, and how a photo is now when it is judged again",
    "relationship": "whether a request still waits",
    "search_users": "who is behind a username",
    "user_media": "how many comments your own photos have",
}
"""What rules look up by themselves."""

_HEAD = """\
# The API, operation by operation

Written by `python -m likewise.apidocs` from the code; a test fails when it is out of date. Sections and names are
those of the API's own reference, the client's methods those of `networks/port.py`. Every operation works from the
shell as well: `likewise api` and the path, with `-X POST` or `-X DELETE` where that is the method, and
`-d name=value` for parameters.

`basic` comes with every token. Where it says *and public_content*, that is for what is not your own. What is a
field of an `author` is one of a `requester` and of a `comment.author` too.
"""
_COLUMNS = ("operation", "call", "client method", "in the chat", "in rules", "scope")


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for section, operations in groupby(OPERATIONS, key=lambda one: one.section):
        rows = [_COLUMNS, tuple("---" for _ in _COLUMNS), *map(_row, operations)]
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        parts.append(f"## {section}\n\n{table}\n")
    return "\n".join(parts)


def _row(operation: Operation) -> tuple[str, ...]:
    also = operation.others and operation.scope is not Scope.PUBLIC_CONTENT
    return (
        operation.name,
        f"`{operation.method} {operation.path}`",
        f"`{operation.called}`",
        _in_chat(operation.called),
        "; ".join(_in_rules(operation.called)) or "—",
        f"{operation.scope} *and public_content*" if also else str(operation.scope),
    )


def _in_chat(called: str) -> str:
    names = [*([COMMANDS[called]] if called in COMMANDS else []), *WRITES.get(called, ())]
    ways = [*(f"`{BY_NAME[name].usage}`" for name in names), *([BUTTONS[called]] if called in BUTTONS else [])]
    return "; ".join(ways) or "—"


def _in_rules(called: str) -> Iterable[str]:
    yield from (f"trigger {spelling}" for method, spelling in LISTS.values() if method == called)
    done = [f"`{kind}`" for kind, method in ACTIONS.items() if method == called and kind in FOR_RULES]
    if done:
        yield f"do {', '.join(done)}"
    for need, method in FACTS.items():
        names = _fields(need) if method == called else []
        if names:
            yield f"fields {', '.join(names)}"
    if called in LOOKS:
        yield LOOKS[called]


def _fields(need: Need) -> list[str]:
    """The fields that cost this call; those of authors, requesters and commenters are the same."""
    names = {name for name, field in CATALOGUE.items() if field.call is need}
    return [f"`{name}`" for name in sorted(names) if not name.startswith(("requester.", "comment."))]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
