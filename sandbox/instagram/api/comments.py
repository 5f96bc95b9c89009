"""Endpoints about comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer, digits
from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.journal import Kind

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call

_LISTED = 150
_LONGEST = 300
_MOST_TAGS = 4
_TAG = re.compile(r"#\w+")
_URL = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
"""Choice: only the limit is on record, not what counts. One lasts to the next space: an address may hold another."""


def show(call: Call) -> Answer:
    """The latest 150 comments under a photo, oldest first, unpaged."""
    remarks = call.media().talk.until(call.now)[-_LISTED:]
    shapes, sight = Shapes(call), call.sight
    return Answer(data=[shapes.comment(remark) for remark in remarks if sight.exists(remark.author)])


def add(call: Call) -> Answer:
    """Comment on a photo. The answer holds no comment, as since 2014."""
    post, text = call.media(), call.params.get("text", "")
    _check(text)
    call.deeds.do(call.viewer, Kind.COMMENT, post.id, text)
    return Answer()


def remove(call: Call) -> Answer:
    """Delete one's own comment, or anybody's under one's own photo."""
    post = call.media()
    number = digits(call.parts["comment_id"])
    remark = None if number is None else post.talk.find(number, call.now)
    if remark is None:
        raise errors.unknown_comment()
    if call.viewer not in (remark.author, post.author):
        raise errors.not_allowed("you cannot delete this comment")
    call.deeds.do(call.viewer, Kind.DELETE_COMMENT, post.id, str(remark.number))
    return Answer()


def _check(text: str) -> None:
    """Refuse what the rules for comments refuse: bare, as in their announcement. Choice: the unknown words."""
    if not text.strip():
        raise errors.invalid("Missing text parameter.")
    if len(text) > _LONGEST:
        raise ApiError("APICommentTooLongError", "Your comment is too long.", bare=True)
    if len(_TAG.findall(text)) > _MOST_TAGS:
        raise ApiError("APICommentTooManyTagsError", "Your comment has too many hashtags.", bare=True)
    if text.isupper():
        raise ApiError("APICommentAllCapsError", "Your comment is all in capital letters.", bare=True)
    if len(_URL.findall(text)) > 1:
        raise ApiError("APICommentTooManyUrlsError", "Your comment has too many URLs.", bare=True)
