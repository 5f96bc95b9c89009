from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

    from sandbox.telegram.platform import Settings
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call, Paint


def photo(media: str, **more: object) -> dict[str, object]:
    return {"type": "photo", "media": media, **more}


@pytest.fixture
async def photo_id(client: httpx.AsyncClient, settings: Settings, you: Visitor, paint: Paint) -> str:
    sent = await client.post(
        f"/bot{settings.bot_token}/sendPhoto", data={"chat_id": "1001"}, files={"photo": paint(80, 80)}
    )
    assert you.messages()
    file_id: str = sent.json()["result"]["photo"][-1]["file_id"]
    return file_id


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        pytest.param("", "wrong file identifier/HTTP URL specified", id="nothing"),
        pytest.param("AgACunknown", "wrong file identifier/HTTP URL specified", id="unknown id"),
        pytest.param("attach://photo", "wrong file identifier/HTTP URL specified", id="nothing attached"),
        pytest.param("https://example.org/x.jpg", "failed to get HTTP URL content", id="address"),
    ],
)
@pytest.mark.usefixtures("you")
async def test_a_picture_must_be_uploaded_or_known(call: Call, given: str, complaint: str) -> None:
    assert (await call("sendPhoto", chat_id=1001, photo=given))["description"] == f"Bad Request: {complaint}"


async def test_a_picture_cannot_be_sent_as_a_file(call: Call, photo_id: str) -> None:
    answer = await call("sendDocument", chat_id=1001, document=photo_id)
    assert answer["description"] == "Bad Request: can't use file of type Photo as Document"


@pytest.mark.parametrize(
    ("count", "complaint"),
    [
        pytest.param(0, "too few messages to send as an album", id="none"),
        pytest.param(1, "too few messages to send as an album", id="one"),
        pytest.param(2, None, id="two"),
        pytest.param(10, None, id="ten"),
        pytest.param(11, "too many messages to send as an album", id="eleven"),
    ],
)
async def test_an_album_has_two_to_ten_pictures(call: Call, photo_id: str, count: int, complaint: str | None) -> None:
    answer = await call("sendMediaGroup", chat_id=1001, media=[photo(photo_id)] * count)
    assert answer.get("description") == (complaint and f"Bad Request: {complaint}")


async def test_a_broken_picture_sends_nothing_of_the_album(
    client: httpx.AsyncClient, settings: Settings, you: Visitor, paint: Paint
) -> None:
    before = len(you.messages())
    answer = await client.post(
        f"/bot{settings.bot_token}/sendMediaGroup",
        data={"chat_id": "1001", "media": json.dumps([photo("attach://a"), photo("attach://b")])},
        files={"a": paint(), "b": b"no picture"},
    )
    assert answer.json()["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    assert len(you.messages()) == before


async def test_files_and_pictures_do_not_mix(call: Call, photo_id: str) -> None:
    media = [photo(photo_id), {"type": "document", "media": photo_id}]
    answer = await call("sendMediaGroup", chat_id=1001, media=media)
    assert answer["description"] == "Bad Request: document can't be mixed with other media types"
    answer = await call("sendMediaGroup", chat_id=1001, media=[{"type": "video", "media": photo_id}] * 2)
    assert "takes media of the types photo and document" in str(answer["description"])


async def test_captions_are_read_for_each_picture(call: Call, photo_id: str, you: Visitor) -> None:
    await call(
        "sendMediaGroup",
        chat_id=1001,
        media=[photo(photo_id, caption="<i>one</i>", parse_mode="HTML", has_spoiler=True), photo(photo_id)],
    )
    first, second = (message.raw for message in you.messages()[-2:])
    assert (first["caption"], first["has_media_spoiler"]) == ("one", True)
    assert first["caption_entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    assert "caption" not in second
    assert first["media_group_id"] == second["media_group_id"]
    answer = await call("sendPhoto", chat_id=1001, photo=photo_id, caption="x" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_a_caption_can_stand_above(call: Call, photo_id: str, you: Visitor) -> None:
    await call(
        "sendPhoto", chat_id=1001, photo=photo_id, caption="x", show_caption_above_media=True, has_spoiler=True
    )
    raw = you.messages()[-1].raw
    assert (raw["show_caption_above_media"], raw["has_media_spoiler"]) == (True, True)


@pytest.mark.usefixtures("you")
async def test_an_empty_file_is_refused(client: httpx.AsyncClient, settings: Settings) -> None:
    answer = await client.post(
        f"/bot{settings.bot_token}/sendDocument",
        data={"chat_id": "1001", "document": "attach://x"},
        files={"x": ("x.csv", b"")},
    )
    assert answer.json()["description"] == "Bad Request: file must be non-empty"


@pytest.mark.usefixtures("you")
async def test_a_file_s_name_does_not_become_a_path(client: httpx.AsyncClient, settings: Settings) -> None:
    bot = f"/bot{settings.bot_token}"
    sent = await client.post(
        f"{bot}/sendDocument", data={"chat_id": "1001"}, files={"document": ("../../etc/x.c/v", b"x")}
    )
    document = sent.json()["result"]["document"]
    found = await client.post(f"{bot}/getFile", data={"file_id": document["file_id"]})
    path = found.json()["result"]["file_path"]
    assert ".." not in path
    assert path.startswith("documents/file_")
    assert (await client.get(f"/file{bot}/{path}")).content == b"x"
