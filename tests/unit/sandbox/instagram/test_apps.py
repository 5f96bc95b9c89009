from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from sandbox.instagram.apps import App, Apps
from sandbox.instagram.journal import Journal

SECRET = "6dc1787668c64c939929c17683d7cb74"


@pytest.fixture
def journal() -> Journal:
    return Journal.open(None)


@pytest.fixture
def apps(journal: Journal) -> Apps:
    return Apps(journal)


def app(**settings: object) -> App:
    return App.model_validate({"name": "Printer", "redirect_uris": ["https://app.example/back"], **settings})


def test_an_app_gets_credentials_of_32_hex_digits() -> None:
    one, other = app(), app()
    assert re.fullmatch(r"[0-9a-f]{32} [0-9a-f]{32}", f"{one.client_id} {one.client_secret}")
    assert len({one.client_id, one.client_secret, other.client_id, other.client_secret}) == 4


def test_an_app_may_bring_the_credentials_it_has_had_for_years() -> None:
    assert app(client_secret=SECRET).client_secret == SECRET


def test_a_secret_is_not_in_the_words_about_an_app() -> None:
    assert SECRET not in repr(app(client_secret=SECRET))


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"client_id": "A" * 32}, id="capital digits"),
        pytest.param({"client_id": "a" * 32 + "\n"}, id="a line more"),
        pytest.param({"client_secret": "a" * 31}, id="a digit less"),
        pytest.param({"redirect_uris": []}, id="nowhere to go back to"),
        pytest.param({"redirect_uris": ["javascript:alert(1)"]}, id="a script to go back to"),
        pytest.param({"name": ""}, id="no name"),
        pytest.param({"users": []}, id="a sandbox of nobody"),
        pytest.param({"users": [f"p{number}" for number in range(11)]}, id="a sandbox of eleven"),
        pytest.param({"shape": "newest"}, id="an unknown shape"),
        pytest.param({"owner": "me"}, id="an unknown setting"),
    ],
)
def test_what_makes_no_app_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        app(**settings)


def test_a_restart_keeps_every_app(journal: Journal, apps: Apps) -> None:
    registered = [apps.register(app(name=name, signed=True)) for name in ("One", "Two")]
    again = Apps(journal, shape="new")
    assert again.all()[1:] == registered
    assert again.first == apps.first.model_copy(update={"shape": "new"})


def test_only_the_right_secret_opens(apps: Apps) -> None:
    one = apps.register(app())
    assert apps.find(one.client_id) == apps.authenticate(one.client_id, one.client_secret) == one
    for client_id, secret in ((one.client_id, SECRET), (one.client_id, ""), (SECRET, one.client_secret), ("", "")):
        assert apps.authenticate(client_id, secret) is None


def test_an_id_is_registered_once(apps: Apps) -> None:
    one = apps.register(app())
    with pytest.raises(ValueError, match="registered already"):
        apps.register(app(client_id=one.client_id))


def test_somebody_is_a_sandbox_user_of_five_apps_at_most(apps: Apps) -> None:
    for _ in range(5):
        apps.register(app(users=["ana", "ben"]))
    with pytest.raises(ValueError, match="ana is a sandbox user of 5 apps"):
        apps.register(app(users=["ana"]))
    apps.register(app(users=["eve"]))
