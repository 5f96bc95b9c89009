from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import MediaId
from networks.instagram.comments import fault_of

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.unit.networks.conftest import Server


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a", id="one character"),
        pytest.param("x" * 300, id="300"),
        pytest.param("🌅" * 300, id="300 code points beyond the first plane"),
        pytest.param("#a #b #c #d", id="4 hashtags"),
        pytest.param("# a # b # c # d # e", id="signs that are no hashtags"),
        pytest.param("see https://a.test", id="one link"),
        pytest.param("see https://www.a.test", id="one link that has both marks"),
        pytest.param("see https://old.test/https://www.a.test,www.b.test", id="one link that holds others"),
        pytest.param("awww. lovely, wwww", id="no link"),
        pytest.param("WOW so nice", id="some capitals"),
        pytest.param("🌅 !!", id="no letters at all"),
        pytest.param("جميل", id="a script without capitals"),
    ],
)
def test_a_comment_within_the_rules_has_no_fault(text: str) -> None:
    assert fault_of(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "at least one visible character", id="empty"),
        pytest.param(" \n", "at least one visible character", id="blank"),
        pytest.param("x" * 301, "at most 300 characters, and this one has 301", id="301"),
        pytest.param("#a #b #c #d #e", "at most 4 hashtags", id="5 hashtags"),
        pytest.param("#a#b#c#d#e", "at most 4 hashtags", id="5 hashtags without spaces"),
        pytest.param("http://a.test HTTPS://b.test", "at most one link", id="2 links"),
        pytest.param("www.a.test and http://b.test", "at most one link", id="2 links, one without scheme"),
        pytest.param("SO NICE!", "all in capitals", id="all capitals"),
        pytest.param("ÇOK GÜZEL", "all in capitals", id="capitals with marks"),
    ],
)
async def test_a_comment_against_the_rules_is_not_sent(
    network: InstagramNetwork, server: Server, text: str, words: str
) -> None:
    with pytest.raises(RefusedError, match=rf"^Could not comment on this photo: .*{words}"):
        await network.post_comment(MediaId("1"), text)
    assert server.requests == []
