from __future__ import annotations

from sandbox.telegram.calls import KEPT, CallLog
from sandbox.telegram.parameters import Parameters, Upload

TOKEN = "123456:secret"


def methods(log: CallLog) -> list[object]:
    return [call["method"] for call in log.latest()]


def test_a_call_is_shown_with_its_outcome() -> None:
    log = CallLog(TOKEN)
    upload = Upload(name="p", mime="image/jpeg", data=b"123")
    answer: dict[str, object] = {"ok": False, "error_code": 400, "description": "Bad Request: x"}
    log.record("sendPhoto", Parameters(values={"chat_id": "5"}, uploads={"photo": upload}), answer, 0.0123)
    assert log.latest() == [
        {
            "n": 1,
            "method": "sendPhoto",
            "params": {"chat_id": "5", "photo": "(image/jpeg, 3 bytes)"},
            "status": 400,
            "description": "Bad Request: x",
            "milliseconds": 12.3,
        }
    ]


def test_the_token_is_never_shown() -> None:
    log = CallLog(TOKEN)
    log.record(f"x{TOKEN}", Parameters(values={"url": f"https://e.org/{TOKEN}"}), {"ok": True}, 0)
    assert TOKEN not in str(log.latest())
    assert "<token>" in str(log.latest())


def test_a_token_is_not_cut_in_half() -> None:
    log = CallLog(TOKEN)
    log.record("x", Parameters(values={"text": "a" * 595 + TOKEN}), {"ok": True}, 0)
    assert "123456" not in str(log.latest()[0]["params"])


def test_long_values_are_cut() -> None:
    log = CallLog(TOKEN)
    log.record("x", Parameters(values={"text": "a" * 5000}), {"ok": True}, 0)
    assert len(str(log.latest()[0]["params"])) < 700


def test_polling_does_not_wash_the_rest_away() -> None:
    log = CallLog(TOKEN)
    log.record("getMe", Parameters(values={}), {"ok": True}, 0)
    for _ in range(3 * KEPT):
        log.record("getUpdates", Parameters(values={}), {"ok": True}, 0)
    assert methods(log) == ["getUpdates", "getMe"]
    for _ in range(2 * KEPT):
        log.record("sendMessage", Parameters(values={}), {"ok": True}, 0)
    assert methods(log) == ["sendMessage"] * KEPT
