"""Messages without files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from sandbox.telegram.errors import bad_request
from sandbox.telegram.formatting import formatted_text
from sandbox.telegram.keyboards import read_markup
from sandbox.telegram.messages import Draft
from sandbox.telegram.parameters import ReplyParameters

if TYPE_CHECKING:
    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.people import Person
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.wire import Json

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)

NORTH = 90.0
EAST = 180.0


class LinkPreview(BaseModel):
    """Whether and how a link is previewed. The stand-in fetches nothing, so it only remembers."""

    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


async def send_message(platform: Platform, parameters: Parameters) -> Json:
    """Send a text."""
    person = platform.chats.open(parameters.text("chat_id"))
    return send(platform, parameters, person, text_content(parameters))


async def send_location(platform: Platform, parameters: Parameters) -> Json:
    """Send a point on the map."""
    person = platform.chats.open(parameters.text("chat_id"))
    return send(platform, parameters, person, {"location": _location(parameters)})


async def send_venue(platform: Platform, parameters: Parameters) -> Json:
    """Send a place with a name and an address."""
    person = platform.chats.open(parameters.text("chat_id"))
    location = _location(parameters)
    title, address = parameters.text("title"), parameters.text("address")
    if not title or not address:
        raise bad_request("venue title and address must be non-empty")
    venue: Json = {"location": location, "title": title, "address": address}
    # A message with a venue also has its location: so says the Bot API, for older bots.
    return send(platform, parameters, person, {"venue": venue, "location": location})


async def send_chat_action(platform: Platform, parameters: Parameters) -> bool:
    """Show what the bot is busy with, for five seconds."""
    person = platform.chats.open(parameters.text("chat_id"))
    action = parameters.text("action") or ""
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    platform.conversation.act(person.id, action)
    return True


def text_content(parameters: Parameters) -> Json:
    """What a text message says."""
    content = formatted_text(parameters.wording("text")).as_text()
    preview = parameters.shape("link_preview_options", LinkPreview)
    if preview is not None:
        content["link_preview_options"] = preview.model_dump(exclude_none=True)
    return content


def send(platform: Platform, parameters: Parameters, person: Person, content: Json) -> Json:
    """Send one message with the keyboard and the reply that every kind of message may have."""
    markup = read_markup(parameters.text("reply_markup"))
    draft = Draft(
        chat_id=person.id,
        from_bot=True,
        content=content if not parameters.flag("protect_content") else {**content, "has_protected_content": True},
        markup=markup.inline,
        reply_to=replied(platform, parameters, person),
    )
    sent = platform.conversation.send([draft], markup.below)
    return platform.conversation.as_object(sent[0])


def replied(platform: Platform, parameters: Parameters, person: Person) -> int | None:
    """The message that is answered.

    Raises:
        ApiError: it is not there, and the call insists on it.
    """
    reply = parameters.shape("reply_parameters", ReplyParameters)
    if reply is None:
        return None
    if platform.messages.find(person.id, reply.message_id) is not None:
        return reply.message_id
    if reply.allow_sending_without_reply:
        return None
    raise bad_request("message to be replied not found")


def _location(parameters: Parameters) -> Json:
    latitude, longitude = parameters.number("latitude"), parameters.number("longitude")
    if latitude is None or longitude is None:
        raise bad_request("latitude and longitude must be given")
    if not abs(latitude) <= NORTH or not abs(longitude) <= EAST:
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}
