"""The real python-telegram-bot against the stand-in."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

import httpx
import pytest
import uvicorn
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Conflict, EndPointNotFound, Forbidden, InvalidToken
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes
from telegram.request import HTTPXRequest

from sandbox.telegram.server import TelegramSandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.telegram.platform import Settings
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Paint, Times

Context: TypeAlias = ContextTypes.DEFAULT_TYPE

BASE = "http://127.0.0.1:8000"


def in_process(box: TelegramSandbox) -> HTTPXRequest:
    return HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app=box.app)})


def bot_for(box: TelegramSandbox, token: str) -> Bot:
    return Bot(
        token,
        base_url=f"{BASE}/bot",
        base_file_url=f"{BASE}/file/bot",
        request=in_process(box),
        get_updates_request=in_process(box),
    )


@pytest.fixture
async def bot(box: TelegramSandbox, settings: Settings) -> AsyncIterator[Bot]:
    async with bot_for(box, settings.bot_token) as bot:
        yield bot


@asynccontextmanager
async def polling(
    box: TelegramSandbox,
    settings: Settings,
    *handlers: CommandHandler[Context, object] | CallbackQueryHandler[Context, object],
) -> AsyncIterator[None]:
    application = (
        ApplicationBuilder()
        .token(settings.bot_token)
        .base_url(f"{BASE}/bot")
        .request(in_process(box))
        .get_updates_request(in_process(box))
        .build()
    )
    for handler in handlers:
        application.add_handler(handler)
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


async def test_a_bot_answers_a_command_and_a_press_by_polling(box: TelegramSandbox, settings: Settings) -> None:
    pressed = asyncio.Event()

    async def start(update: Update, context: Context) -> None:
        assert update.message is not None
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more", style="success")]])
        await update.message.reply_text(f"Hello {' '.join(context.args or [])}", reply_markup=keyboard)

    async def more(update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None
        await query.answer("Coming up", show_alert=True)
        await query.edit_message_text("<b>More</b>", parse_mode=ParseMode.HTML)
        pressed.set()

    you = box.visitor(1001)
    async with polling(box, settings, CommandHandler("start", start), CallbackQueryHandler(more)):
        you.send("/start CODE")
        while len(you.messages()) < 2:  # noqa: ASYNC110 - the bot's side offers nothing to wait for
            await asyncio.sleep(0)
        card = you.messages()[-1]
        assert (card.text, card.from_bot, card.button("More").style) == ("Hello CODE", True, "success")
        query_id = you.press(card.id, "more")
        await asyncio.wait_for(pressed.wait(), 60)

    (edited,) = you.messages()[1:]
    assert (edited.text, edited.edited, edited.buttons) == ("More", True, ())
    assert [(it.query_id, it.text, it.show_alert) for it in you.answers()] == [(query_id, "Coming up", True)]


async def test_everything_a_card_needs(bot: Bot, you: Visitor, paint: Paint) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("▶", callback_data="next")]])
    card = await bot.send_photo(
        1001, paint(), caption="<i>golden</i> hour", parse_mode=ParseMode.HTML, reply_markup=keyboard
    )
    assert [(size.width, size.height) for size in card.photo] == [(90, 68), (320, 240), (640, 480)]
    assert card.parse_caption_entities() == {card.caption_entities[0]: "golden"}
    again = await bot.send_photo(1001, card.photo[-1].file_id)
    assert again.photo == card.photo

    turned = await bot.edit_message_media(
        InputMediaPhoto(paint(300, 300), caption="next"), 1001, card.message_id, reply_markup=keyboard
    )
    assert isinstance(turned, Message)
    assert (turned.caption, turned.photo[-1].width) == ("next", 300)

    captioned = await bot.edit_message_caption(1001, card.message_id, caption="other", reply_markup=keyboard)
    bare = await bot.edit_message_reply_markup(1001, card.message_id)
    assert isinstance(captioned, Message)
    assert isinstance(bare, Message)
    assert (captioned.caption, bare.caption, bare.reply_markup) == ("other", "other", None)
    assert await bot.set_message_reaction(1001, card.message_id, "👍")
    assert you.messages()[1].raw["reaction"] == "👍"
    assert await bot.delete_message(1001, card.message_id)
    assert await bot.delete_messages(1001, [again.message_id, 999])
    assert len(you.messages()) == 1


async def test_an_album_is_one_message_for_each_picture(bot: Bot, you: Visitor, paint: Paint) -> None:
    sent = await bot.send_media_group(
        1001, [InputMediaPhoto(paint(100 + it, 100)) for it in range(3)], caption="three"
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["three", None, None]
    assert [message.photo[-1].width for message in sent] == [100, 101, 102]
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_reply_markup(
            1001,
            sent[0].message_id,
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]]),
        )
    assert [message.raw["media_group_id"] for message in you.messages()[1:]] == [sent[0].media_group_id] * 3


@pytest.mark.usefixtures("you")
async def test_files_come_back_as_they_went(bot: Bot, paint: Paint) -> None:
    document = await bot.send_document(1001, b"a,b\n1,2\n", filename="table.csv", caption="the figures")
    assert document.document is not None
    assert (document.document.file_name, document.document.file_size) == ("table.csv", 8)
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a,b\n1,2\n"

    photo = await bot.send_photo(1001, paint())
    file = await bot.get_file(photo.photo[-1])
    assert bytes(await file.download_as_bytearray()) == paint()


@pytest.mark.usefixtures("you")
async def test_places_replies_and_previews(bot: Bot) -> None:
    venue = await bot.send_venue(1001, 38.71, -9.14, "Miradouro", "Lisbon")
    assert venue.venue is not None
    assert (venue.venue.title, venue.venue.location.latitude) == ("Miradouro", 38.71)
    point = await bot.send_location(1001, 38.71, -9.14)
    assert point.location is not None
    reply = await bot.send_message(
        1001,
        "that one",
        reply_parameters=ReplyParameters(venue.message_id),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.message_id == venue.message_id
    assert reply.link_preview_options == LinkPreviewOptions(is_disabled=True)
    assert await bot.send_chat_action(1001, ChatAction.UPLOAD_PHOTO)


async def test_the_bot_presents_itself(bot: Bot, you: Visitor) -> None:
    await bot.set_my_commands([BotCommand("start", "begin"), BotCommand("help", "what there is")])
    await bot.set_my_commands([BotCommand("tag", "look")], scope=BotCommandScopeChat(1001))
    assert you.state()["commands"] == [{"command": "tag", "description": "look"}]
    await bot.delete_my_commands(scope=BotCommandScopeChat(1001))
    assert [it.command for it in await bot.get_my_commands()] == ["start", "help"]
    await bot.set_my_description("Watches for you.")
    await bot.set_my_short_description("Watches.")
    await bot.set_my_name("Likewise demo")
    assert (await bot.get_my_description()).description == "Watches for you."
    assert (await bot.get_my_short_description()).short_description == "Watches."
    assert (await bot.get_my_name()).name == "Likewise demo"
    assert (await bot.get_me()).first_name == "Likewise demo"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_chat(1001)).username == "yourself"


async def test_a_webhook_keeps_polling_away(bot: Bot) -> None:
    await bot.set_webhook("https://example.org/hook", allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.allowed_updates) == ("https://example.org/hook", ("message",))
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_errors_arrive_as_the_library_expects_them(box: TelegramSandbox, bot: Bot, you: Visitor) -> None:
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(2002, "hi")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(42, "hi")
    you.block(blocked=True)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(1001, "hi")
    you.block(blocked=False)
    with pytest.raises(InvalidToken):
        await bot_for(box, "123456:wrong").initialize()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendNothing")


async def test_blocking_is_told_to_the_bot(bot: Bot, you: Visitor) -> None:
    you.block(blocked=True)
    you.block(blocked=True)
    updates = await bot.get_updates(offset=2)
    (change,) = [update.my_chat_member for update in updates]
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")


async def test_a_restart_keeps_the_chat_and_its_buttons(tmp_path: Path, times: Times) -> None:
    def opened() -> TelegramSandbox:
        return TelegramSandbox.open(tmp_path / "telegram", bot_token="123456:abc", page_key="key", clock=times.now)

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Approve", callback_data="a:1")]])
    box = opened()
    box.visitor(1001).send("/start")
    async with bot_for(box, "123456:abc") as bot:
        (first,) = await bot.get_updates()
        await bot.send_message(1001, "Approve?", reply_markup=keyboard)
        await bot.set_my_commands([BotCommand("help", "what there is")])
    before = box.visitor(1001).state()
    box.close()

    box = opened()
    you = box.visitor(1001)
    assert you.state() == before
    you.press(you.messages()[-1].id, "a:1")
    async with bot_for(box, "123456:abc") as bot:
        again, press = await bot.get_updates()
        assert again.update_id == first.update_id  # fetched, but never confirmed
        assert press.callback_query is not None
        assert press.callback_query.data == "a:1"
        assert [it.update_id for it in await bot.get_updates(offset=press.update_id)] == [press.update_id]
    box.close()


def test_a_token_of_another_form_is_refused(times: Times) -> None:
    with pytest.raises(ValueError, match="123456:secret") as caught:
        TelegramSandbox.open(None, bot_token="hunter2", page_key="key", clock=times.now)
    assert "hunter2" not in str(caught.value)


async def test_streams_and_polls_end_before_the_server_does(box: TelegramSandbox, settings: Settings) -> None:
    server = uvicorn.Server(uvicorn.Config(box.app, port=0, log_level="critical", access_log=False, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        poll = asyncio.create_task(client.get(f"/bot{settings.bot_token}/getUpdates?timeout=30", timeout=60))
        async with client.stream("GET", "/chat/events?as=1001", headers={"X-Page-Key": settings.page_key}) as stream:
            lines = stream.aiter_lines()
            assert await anext(lines) == "retry: 1000"
            box.stop()
            server.should_exit = True
            await asyncio.wait_for(serving, 20)
            assert (await poll).json() == {"ok": True, "result": []}
