"""All methods by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from sandbox.telegram.methods import editing, looking, media, presenting, receiving, responding, sending
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.platform import Platform

Method: TypeAlias = Callable[[Platform, Parameters], Awaitable[object]]

_BY_NAME: dict[str, Method] = {
    "getMe": presenting.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "setMyCommands": presenting.set_my_commands,
    "getMyCommands": presenting.get_my_commands,
    "deleteMyCommands": presenting.delete_my_commands,
    "setMyName": presenting.setter("name"),
    "getMyName": presenting.getter("name"),
    "setMyDescription": presenting.setter("description"),
    "getMyDescription": presenting.getter("description"),
    "setMyShortDescription": presenting.setter("short_description"),
    "getMyShortDescription": presenting.getter("short_description"),
    "setChatMenuButton": presenting.set_chat_menu_button,
    "getChatMenuButton": presenting.get_chat_menu_button,
    "sendMessage": sending.send_message,
    "sendLocation": sending.send_location,
    "sendVenue": sending.send_venue,
    "sendChatAction": sending.send_chat_action,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendMediaGroup": media.send_media_group,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": responding.answer_callback_query,
    "setMessageReaction": responding.set_message_reaction,
    "getFile": looking.get_file,
    "getChat": looking.get_chat,
}

METHODS = {name.lower(): method for name, method in _BY_NAME.items()}
"""Keyed in lower case: the Bot API does not mind the case of a method's name."""
