from __future__ import annotations

import pytest

from domain.secrets import SecretText

SECRET = SecretText("open sesame")


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(str(SECRET), id="str"),
        pytest.param(repr(SECRET), id="repr"),
        pytest.param(f"{SECRET} {SECRET!r} {SECRET!s}", id="format"),
        pytest.param("%s %r" % (SECRET, SECRET), id="percent"),  # noqa: UP031  # as logging does
        pytest.param(repr([SECRET, {"key": SECRET}]), id="inside containers"),
    ],
)
def test_a_secret_shows_as_dots(shown: str) -> None:
    assert "sesame" not in shown
    assert "•••" in shown


def test_a_secret_can_be_revealed() -> None:
    assert SECRET.reveal() == "open sesame"


def test_a_secret_has_no_dictionary_to_look_into() -> None:
    with pytest.raises(TypeError):
        vars(SECRET)
