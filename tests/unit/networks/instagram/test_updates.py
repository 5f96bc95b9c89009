from __future__ import annotations

import json

import pytest

from domain.secrets import SecretText
from domain.sources import Source, SourceKind
from networks.instagram.updates import Update, challenge_in, updates_in, verify_signature
from networks.instagram.wire.subscriptions import Topic

SECRET = SecretText("Jefe")
BODY = b"what do ya want for nothing?"
GOOD = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
"""The second test case of RFC 2202."""


def test_a_good_signature() -> None:
    assert verify_signature(BODY, GOOD, SECRET)


@pytest.mark.parametrize(
    ("body", "header", "secret"),
    [
        pytest.param(BODY + b" ", GOOD, SECRET, id="a changed body"),
        pytest.param(b"", GOOD, SECRET, id="no body"),
        pytest.param(BODY, "", SECRET, id="no signature"),
        pytest.param(BODY, GOOD[:-1], SECRET, id="most of it"),
        pytest.param(BODY, GOOD.upper(), SECRET, id="capitals"),
        pytest.param(BODY, f"sha1={GOOD}", SECRET, id="as others spell it"),
        pytest.param(BODY, "é" * 40, SECRET, id="no hexadecimal"),
        pytest.param(BODY, "\udcff", SECRET, id="no text"),
        pytest.param(BODY, GOOD, SecretText("jefe"), id="another secret"),
    ],
)
def test_a_forged_signature(body: bytes, header: str, secret: SecretText) -> None:
    assert not verify_signature(body, header, secret)


def wire(topic: object, object_id: object, **more: object) -> dict[str, object]:
    return {
        "subscription_id": 2733689,
        "object": topic,
        "object_id": object_id,
        "changed_aspect": "media",
        "time": 1,
        **more,
    }


@pytest.mark.parametrize(
    ("told", "source"),
    [
        pytest.param(wire("tag", "sunset"), Source(kind=SourceKind.TAG, value="sunset"), id="a tag"),
        pytest.param(wire("location", 7), Source(kind=SourceKind.LOCATION, value="7"), id="a place"),
        pytest.param(
            wire("user", "2", data={"media_id": "9_2"}), Source(kind=SourceKind.USER, value="2"), id="a person"
        ),
        pytest.param(wire("geography", "1739230"), Source(kind=SourceKind.GEOGRAPHY, value="1739230"), id="a circle"),
    ],
)
def test_an_update_leads_to_its_source(told: dict[str, object], source: Source) -> None:
    (update,) = updates_in(json.dumps([told]).encode())
    assert (update.subscription_id, update.source) == ("2733689", source)


def test_what_makes_no_sense_is_left_out() -> None:
    told = [wire("tag", "a"), wire("moon", "b"), wire("tag", None), {}, "x", None, wire("tag", "c")]
    assert updates_in(json.dumps(told).encode()) == (
        Update(subscription_id="2733689", topic=Topic.TAG, object_id="a"),
        Update(subscription_id="2733689", topic=Topic.TAG, object_id="c"),
    )


@pytest.mark.parametrize("body", [b"", b"{}", b"null", b"[", b"\xff", b"[" * 10_000])
def test_a_body_that_is_no_list_has_no_updates(body: bytes) -> None:
    assert updates_in(body) == ()


ASKED = {"hub.mode": "subscribe", "hub.challenge": "15f7d1a9", "hub.verify_token": "mine"}


def test_a_challenge_is_given_back() -> None:
    assert challenge_in(ASKED, verify_token="mine") == "15f7d1a9"


@pytest.mark.parametrize(
    "changes",
    [
        {"hub.mode": "unsubscribe"},
        {"hub.mode": ""},
        {"hub.challenge": ""},
        {"hub.verify_token": ""},
        {"hub.verify_token": "mines"},
        {"hub.verify_token": "é"},
    ],
)
def test_a_challenge_that_was_not_asked_for_is_refused(changes: dict[str, str]) -> None:
    assert challenge_in(ASKED | changes, verify_token="mine") is None


def test_nothing_is_no_challenge() -> None:
    assert challenge_in({}, verify_token="mine") is None
