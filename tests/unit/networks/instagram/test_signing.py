from __future__ import annotations

import pytest

from domain.secrets import SecretText
from networks.instagram.signing import signature

SECRET = SecretText("6dc1787668c64c939929c17683d7cb74")
TOKEN = "fb2e77d.47a0479900504cb3ab4a1f626d174d2d"


@pytest.mark.parametrize(
    ("path", "parameters", "expected"),
    [
        pytest.param(
            "/users/self",
            {"access_token": TOKEN},
            "cbf5a1f41db44412506cb6563a3218b50f45a710c7a8a65a3e9b18315bb338bf",
            id="first published vector",
        ),
        pytest.param(
            "/media/657988443280050001_25025320",
            {"count": "10", "access_token": TOKEN},
            "260634b241a6cfef5e4644c205fb30246ff637591142781b86e2075faf1b163a",
            id="second published vector, its parameters in another order",
        ),
    ],
)
def test_the_published_vectors(path: str, parameters: dict[str, str], expected: str) -> None:
    assert signature(path, parameters, SECRET) == expected


def test_an_old_signature_does_not_count() -> None:
    parameters = {"access_token": TOKEN}
    assert signature("/x", parameters | {"sig": "1"}, SECRET) == signature("/x", parameters, SECRET)


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/y", {"a": "1", "b": "2"}),
        ("/x", {"a": "2", "b": "1"}),
        ("/x", {"a": "1"}),
        ("/x", {"a": "1", "b": "2", "c": ""}),
        ("/x", {"a": "1", "B": "2"}),
    ],
)
def test_everything_counts(path: str, parameters: dict[str, str]) -> None:
    assert signature(path, parameters, SECRET) != signature("/x", {"a": "1", "b": "2"}, SECRET)


def test_another_secret_signs_otherwise() -> None:
    assert signature("/x", {}, SECRET) != signature("/x", {}, SecretText("0"))
