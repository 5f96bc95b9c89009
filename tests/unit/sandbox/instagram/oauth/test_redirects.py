from __future__ import annotations

import pytest

from sandbox.instagram.oauth.redirects import fits, policy_source, registrable, with_fragment, with_query


@pytest.mark.parametrize(
    "uri",
    [
        "https://app.example/back",
        "https://app.example",
        "http://127.0.0.1:8000/cb?x=1",
        "http://[::1]/cb",
        "myapp://done",
        "ig123:/authorize",
    ],
)
def test_whole_addresses_may_be_registered(uri: str) -> None:
    assert registrable(uri) == uri


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param("", id="nothing"),
        pytest.param("/back", id="a path"),
        pytest.param("//app.example/back", id="no scheme"),
        pytest.param("https:///back", id="no host"),
        pytest.param("https://app.example/#", id="a fragment"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("JavaScript:alert(1)", id="a script in capitals"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("https://app.example/a b", id="a space"),
        pytest.param("https://app.example/;x", id="a semicolon ends a policy"),
        pytest.param("https://app.example/\r\nX: y", id="a line break ends a header"),
        pytest.param("https://app.example:99999/", id="no port"),
        pytest.param("https://[::1/", id="half an address"),
    ],
)
def test_other_addresses_may_not(uri: str) -> None:
    with pytest.raises(ValueError, match="redirect URI"):
        registrable(uri)


@pytest.mark.parametrize(
    ("registered", "uri", "expected"),
    [
        pytest.param("https://app.example/back", "https://app.example/back", True, id="the same"),
        pytest.param("https://app.example/back", "https://app.example/back?x=1", True, id="more in the query"),
        pytest.param("https://app.example/back?x=1", "https://app.example/back?x=1&y=2", True, id="after its own"),
        pytest.param("https://app.example/back?x=1", "https://app.example/back?y=2&x=1", False, id="before its own"),
        pytest.param("https://app.example/back?x=1", "https://app.example/back", False, id="without its own"),
        pytest.param("https://app.example/back?x=1", "https://app.example/back?x=12", False, id="and a digit"),
        pytest.param("https://app.example", "https://app.example/", True, id="the empty path"),
        pytest.param("https://app.example/back", "https://app.example/back/", False, id="a slash more"),
        pytest.param("https://app.example/back", "https://app.example/back/../x", False, id="another path"),
        pytest.param("https://app.example/back", "http://app.example/back", False, id="another scheme"),
        pytest.param("https://app.example/back", "https://app.example.evil/back", False, id="a longer host"),
        pytest.param("https://app.example/back", "https://app.example@evil/back", False, id="a name before the host"),
        pytest.param("https://app.example/back", "https://app.example:8443/back", False, id="another port"),
        pytest.param("https://app.example/back", "https://app.example/back#x", False, id="a fragment"),
        pytest.param("http://127.0.0.1/back", "http://127.0.0.1:41234/back", True, id="any port at home"),
        pytest.param("http://127.0.0.1/back", "http://localhost:41234/back", False, id="another name of home"),
        pytest.param("http://127.0.0.1/back", "http://x@127.0.0.1:4/back", False, id="a name before home"),
        pytest.param("http://127.0.0.1/back", "http://127.0.0.1.evil/back", False, id="not quite home"),
        pytest.param("myapp://done", "myapp://done", True, id="an app's own scheme"),
        pytest.param("https://app.example/back", "https://app.example/back\n", False, id="a line break"),
        pytest.param("https://app.example/back", "", False, id="nothing"),
    ],
)
def test_host_and_path_and_query_must_be_as_registered(registered: str, uri: str, *, expected: bool) -> None:
    assert fits(uri, ["https://other.example/", registered]) is expected


def test_answers_are_added_to_what_is_there() -> None:
    assert with_query("https://a.example/b", {"code": "1 2"}) == "https://a.example/b?code=1+2"
    assert with_query("https://a.example/b?x=1", {"code": "1"}) == "https://a.example/b?x=1&code=1"
    assert with_fragment("https://a.example/b?x=1", {"access_token": "t"}) == "https://a.example/b?x=1#access_token=t"


@pytest.mark.parametrize(
    ("uri", "source"),
    [("https://a.example:8443/b?x=1", "https://a.example:8443"), ("myapp://done/x", "myapp:")],
)
def test_a_policy_names_where_a_redirect_leads(uri: str, source: str) -> None:
    assert policy_source(uri) == source
