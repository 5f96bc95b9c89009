"""Pictures, files and albums."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from pydantic import BaseModel

from sandbox.telegram.errors import bad_request
from sandbox.telegram.formatting import GivenEntity, Wording, formatted_caption
from sandbox.telegram.messages import Draft
from sandbox.telegram.methods.sending import replied, send
from sandbox.telegram.parameters import Upload
from sandbox.telegram.pictures import picture_sizes

if TYPE_CHECKING:
    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.wire import Json

FEWEST_IN_ALBUM = 2
MOST_IN_ALBUM = 10


class InputMedia(BaseModel):
    """One item of an album, or the new content of a message."""

    type: str
    media: str
    caption: str = ""
    parse_mode: str | None = None
    caption_entities: list[GivenEntity] | None = None
    has_spoiler: bool = False
    show_caption_above_media: bool = False


async def send_photo(platform: Platform, parameters: Parameters) -> Json:
    """Send a picture."""
    person = platform.chats.open(parameters.text("chat_id"))
    content = caption_content(parameters)
    content["photo"] = await _photo(platform, parameters.file("photo"))
    if parameters.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(platform, parameters, person, content)


async def send_document(platform: Platform, parameters: Parameters) -> Json:
    """Send any file."""
    person = platform.chats.open(parameters.text("chat_id"))
    content = caption_content(parameters)
    content["document"] = _document(platform, parameters.file("document"))
    return send(platform, parameters, person, content)


async def send_media_group(platform: Platform, parameters: Parameters) -> list[Json]:
    """Send an album: 2 to 10 pictures, or as many files."""
    person = platform.chats.open(parameters.text("chat_id"))
    items = parameters.shape("media", list[InputMedia]) or []
    _check_album(items)
    reply_to = replied(platform, parameters, person)
    album = str(secrets.randbits(53))
    contents = [await media_content(platform, parameters, item) for item in items]
    drafts = [
        Draft(chat_id=person.id, from_bot=True, content={"media_group_id": album, **content}, reply_to=reply_to)
        for content in contents
    ]
    return [platform.conversation.as_object(message) for message in platform.conversation.send(drafts)]


async def media_content(platform: Platform, parameters: Parameters, item: InputMedia) -> Json:
    """What a message with this picture or file says."""
    content = _captioned(
        Wording(text=item.caption, parse_mode=item.parse_mode, entities=item.caption_entities),
        above=item.show_caption_above_media,
    )
    given = parameters.attached(item.media)
    if item.type == "document":
        content["document"] = _document(platform, given)
    elif item.type == "photo":
        content["photo"] = await _photo(platform, given)
    else:
        raise bad_request("this stand-in for Telegram takes media of the types photo and document")
    if item.has_spoiler and item.type == "photo":
        content["has_media_spoiler"] = True
    return content


def caption_content(parameters: Parameters) -> Json:
    """The caption fields of a call."""
    return _captioned(parameters.wording("caption"), above=parameters.flag("show_caption_above_media"))


def _captioned(wording: Wording, *, above: bool) -> Json:
    content = formatted_caption(wording).as_caption()
    if above:
        content["show_caption_above_media"] = True
    return content


def _check_album(items: list[InputMedia]) -> None:
    if len(items) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    if len(items) < FEWEST_IN_ALBUM:
        raise bad_request("too few messages to send as an album")
    if len({item.type for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")


async def _photo(platform: Platform, given: Upload | str) -> list[Json]:
    if isinstance(given, Upload):
        return platform.files.add_photo(await asyncio.to_thread(picture_sizes, given.data))
    return platform.files.photo(given)


def _document(platform: Platform, given: Upload | str) -> Json:
    if isinstance(given, Upload):
        return platform.files.add_document(given.name, given.mime, given.data)
    return platform.files.document(given)
