"""Changes to messages that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.telegram.errors import bad_request
from sandbox.telegram.keyboards import read_inline
from sandbox.telegram.methods.media import InputMedia, caption_content, media_content
from sandbox.telegram.methods.sending import text_content

if TYPE_CHECKING:
    from sandbox.telegram.messages import Message
    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.people import Person
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.wire import Json

DELETABLE_SECONDS = 48 * 3600
MOST_TO_DELETE = 100

_CAPTION = frozenset({"caption", "caption_entities", "show_caption_above_media"})
_MEDIA = frozenset({"photo", "document"})
_LASTING = frozenset({"media_group_id", "has_protected_content"})
"""What stays, whatever is edited."""


async def edit_message_text(platform: Platform, parameters: Parameters) -> Json:
    """Replace a text."""
    message = _target(platform, parameters)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(platform, parameters, message, text_content(parameters))


async def edit_message_caption(platform: Platform, parameters: Parameters) -> Json:
    """Replace a caption; an empty one takes it away."""
    message = _target(platform, parameters)
    if not _MEDIA & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    rest = {name: value for name, value in message.content.items() if name not in _CAPTION}
    return _edit(platform, parameters, message, {**rest, **caption_content(parameters)})


async def edit_message_media(platform: Platform, parameters: Parameters) -> Json:
    """Replace picture or file, caption and keyboard at once."""
    message = _target(platform, parameters)
    if not _MEDIA & message.content.keys():
        raise bad_request("there is no media in the message to edit")
    item = parameters.shape("media", InputMedia)
    if item is None:
        raise bad_request("media is empty")
    content = await media_content(platform, parameters, item)
    # The picture was read in a thread; meanwhile the message may have changed or gone.
    return _edit(platform, parameters, _target(platform, parameters), content)


async def edit_message_reply_markup(platform: Platform, parameters: Parameters) -> Json:
    """Replace the buttons, or take them away."""
    message = _target(platform, parameters)
    return _edit(platform, parameters, message, message.content)


async def delete_message(platform: Platform, parameters: Parameters) -> bool:
    """Delete a message of either side, within 48 hours."""
    person = platform.chats.open(parameters.text("chat_id"))
    message = platform.messages.find(person.id, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _is_recent(platform, message):
        raise bad_request("message can't be deleted for everyone")
    platform.conversation.delete(message)
    return True


async def delete_messages(platform: Platform, parameters: Parameters) -> bool:
    """Delete up to 100 messages; those that are gone or too old are passed over."""
    person = platform.chats.open(parameters.text("chat_id"))
    wanted = parameters.shape("message_ids", list[int]) or []
    if not 1 <= len(wanted) <= MOST_TO_DELETE:
        raise bad_request(f"message_ids must name 1 to {MOST_TO_DELETE} messages")
    for message in _found(platform, person, wanted):
        if _is_recent(platform, message):
            platform.conversation.delete(message)
    return True


def _found(platform: Platform, person: Person, wanted: list[int]) -> list[Message]:
    candidates = [platform.messages.find(person.id, number) for number in dict.fromkeys(wanted)]
    return [message for message in candidates if message is not None]


def _target(platform: Platform, parameters: Parameters) -> Message:
    if parameters.text("message_id") is None:
        raise bad_request("message identifier is not specified")
    person = platform.chats.open(parameters.text("chat_id"))
    message = platform.messages.find(person.id, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _edit(platform: Platform, parameters: Parameters, message: Message, content: Json) -> Json:
    markup = read_inline(parameters.text("reply_markup"))
    lasting = {name: value for name, value in message.content.items() if name in _LASTING}
    changed = platform.conversation.edit(message, {**lasting, **content}, markup)
    return platform.conversation.as_object(changed)


def _is_recent(platform: Platform, message: Message) -> bool:
    return platform.settings.clock().timestamp() - message.date < DELETABLE_SECONDS
