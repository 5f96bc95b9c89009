"""Whatever Telegram may bring, from whomever: no update ends in a traceback.

`LIKEWISE_UPDATES=10000` tries more of them.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.buttons import Verb
from bot.commands.table import COMMANDS
from tests.unit.bot.updates import (
    CHANNEL,
    FORWARDED,
    GROUP,
    ME,
    OWN_CHAT,
    STRANGE_CHAT,
    Json,
    came,
    deal_with,
    message,
    user,
)
from tests.unit.bot.world import OWNER, STRANGER, Chat

if TYPE_CHECKING:
    import pytest

HOW_MANY = int(os.environ.get("LIKEWISE_UPDATES", "200"))

WORDS = st.one_of(
    st.text(min_size=1, max_size=60).filter(lambda text: text.strip() != ""),
    st.sampled_from(
        ["sunset", "@mira", "#sunset", "1_7", "self", "52.52 13.405", "7d..", "\u202eevil <b>", "😀" * 50]
    ),
)
NAMES = st.one_of(
    st.sampled_from([command.name for command in COMMANDS]), st.text("abcdefghijklmnop_", min_size=1, max_size=12)
)
COMMANDS_TYPED = st.builds("/{}{}".format, NAMES, st.one_of(st.just(""), WORDS.map(" {}".format)))
IDS = st.one_of(
    st.sampled_from(["1", "1_7", "7", "8", "sunset", "status", "all", "local-sunsets", "2002", "9" * 25]),
    st.text(min_size=1, max_size=20),
)
DATA = st.one_of(
    st.text(max_size=70),
    st.builds("v1:{}:{}".format, st.sampled_from(list(Verb)), IDS),
    st.builds("v1:{}:{}:{}".format, st.sampled_from(list(Verb)), IDS, IDS),
)
SENDERS = st.sampled_from([user(OWNER), user(OWNER), user(STRANGER), ME, None])
CHATS = st.sampled_from([OWN_CHAT, OWN_CHAT, STRANGE_CHAT, GROUP, CHANNEL])
SIZE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
MORE = st.sampled_from(
    [
        {},
        {},
        FORWARDED,
        {"via_bot": ME},
        {"sender_chat": GROUP},
        {"location": {"latitude": 52.5, "longitude": 13.4}},
        {"photo": [SIZE], "caption": "<3"},
        {"contact": {"phone_number": "1", "first_name": "S"}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"new_chat_title": "T"},
        {"migrate_to_chat_id": -1001},
        {"reply_to_message": message(ME, OWN_CHAT, "hi")},
    ]
)
MESSAGES = st.builds(
    lambda sender, chat, text, more: message(sender, chat, text, **more),
    SENDERS,
    CHATS,
    st.one_of(COMMANDS_TYPED, WORDS),
    MORE,
)
PEOPLE = SENDERS.filter(lambda sender: sender is not None)
PRESSES = st.fixed_dictionaries({"from": PEOPLE, "chat": CHATS, "data": DATA})
UPDATES = st.one_of(
    *(
        st.fixed_dictionaries({kind: MESSAGES})
        for kind in (
            "message",
            "message",
            "edited_message",
            "channel_post",
            "edited_channel_post",
            "business_message",
        )
    ),
    st.fixed_dictionaries({"press": PRESSES}),
    st.builds(
        lambda chat, sender, status: {"my_chat_member": came(chat, sender, status)},
        CHATS,
        PEOPLE,
        st.sampled_from(["member", "left", "kicked"]),
    ),
    st.builds(
        lambda sender, query: {"inline_query": {"id": "1", "from": sender, "query": query, "offset": ""}},
        PEOPLE,
        WORDS,
    ),
    st.just({}),
)


@settings(
    max_examples=HOW_MANY,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(update=UPDATES)
async def test_no_update_ends_in_a_traceback(chat: Chat, caplog: pytest.LogCaptureFixture, update: Json) -> None:
    caplog.clear()
    await deal_with(chat.bot, _below_a_message(chat, update))
    bad = [record.getMessage() for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]
    assert bad == []


def _below_a_message(chat: Chat, update: Json) -> Json:
    """A press is below a message of the bot's that there is: Telegram sends no other."""
    press = update.get("press")
    if press is None:
        return update
    below = message(ME, press["chat"], "hi") | {"message_id": chat.last().id}
    query = {"id": "77", "from": press["from"], "chat_instance": "c", "data": press["data"], "message": below}
    return {"callback_query": query}
