"""What a person may allow an application to do."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """The six of the applications since November 2015; `basic` comes with every token."""

    BASIC = "basic"
    """The owner's profile and photos, and what belongs to these."""
    PUBLIC_CONTENT = "public_content"
    """Other people's profiles and photos, tags and places."""
    FOLLOWER_LIST = "follower_list"
    """Who follows whom, and who asks to."""
    COMMENTS = "comments"
    LIKES = "likes"
    RELATIONSHIPS = "relationships"
