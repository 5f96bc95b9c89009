from __future__ import annotations

import pytest

from domain.errors import RefusedError
from networks.instagram.redirects import Code, Token, read_redirect

STATE = "n0nce-_x"
HERE = "http://127.0.0.1:9000/signed-in"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(f"{HERE}?code=c0de&state={STATE}", id="as it comes"),
        pytest.param(f"  {HERE}?state={STATE}&code=c0de \n", id="pasted with blanks around"),
        pytest.param(f"{HERE}?mine=1&code=c0de&state={STATE}#_", id="with a fragment that some servers add"),
        pytest.param(f"/signed-in?code=c0de&state={STATE}", id="only what a request line has"),
        pytest.param(f"?code=c0de&state={STATE}", id="only the query"),
    ],
)
def test_a_code_is_read(address: str) -> None:
    grant = read_redirect(address, state=STATE)
    assert isinstance(grant, Code)
    assert grant.text.reveal() == "c0de"
    assert "c0de" not in repr(grant)


def test_a_token_is_read_from_the_fragment() -> None:
    grant = read_redirect(f"{HERE}#access_token=1.abc.def&state={STATE}", state=STATE)
    assert isinstance(grant, Token)
    assert grant.text.reveal() == "1.abc.def"
    assert "1.abc" not in repr(grant)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(f"{HERE}?code=c0de", id="no state"),
        pytest.param(f"{HERE}?code=c0de&state=", id="an empty one"),
        pytest.param(f"{HERE}?code=c0de&state={STATE}x", id="one that begins alike"),
        pytest.param(f"{HERE}?code=c0de&state={STATE.upper()}", id="capitals"),
        pytest.param(f"{HERE}?code=c0de&state=%C3%A9", id="another script"),
        pytest.param(f"{HERE}?error=access_denied&state=forged", id="a denial by somebody else"),
        pytest.param(f"{HERE}?code=c0de&state=\udcff", id="no text"),
        pytest.param("http://[::1", id="no address"),
        pytest.param("", id="nothing"),
    ],
)
def test_an_answer_to_another_request_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match="does not belong to the login that was begun here") as caught:
        read_redirect(address, state=STATE)
    assert "c0de" not in str(caught.value)


def test_a_denial_is_told() -> None:
    query = "error=access_denied&error_reason=user_denied&error_description=The+user+denied+your+request"
    with pytest.raises(RefusedError, match='the network says "The user denied your request"'):
        read_redirect(f"{HERE}?{query}&state={STATE}", state=STATE)


def test_an_error_without_words_is_told_by_its_name() -> None:
    with pytest.raises(RefusedError, match='says "access_denied"'):
        read_redirect(f"{HERE}?error=access_denied&state={STATE}", state=STATE)


@pytest.mark.parametrize("query", ["", "&code=", "&access_token="])
def test_an_answer_without_anything_is_refused(query: str) -> None:
    with pytest.raises(RefusedError, match="neither a code nor a token"):
        read_redirect(f"{HERE}?state={STATE}{query}", state=STATE)
