"""Any operation of the API from the shell, by the real command against the real sandbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.shell import Shell

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

pytestmark = pytest.mark.acceptance


class Api:
    """`likewise api` with the owner's token in the environment."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._environ = {"LIKEWISE_BASE_URL": shell.base_url, "LIKEWISE_ACCESS_TOKEN": shell.token()}

    def __call__(self, *words: str, token: str | None = None) -> subprocess.CompletedProcess[str]:
        environ = self._environ if token is None else {**self._environ, "LIKEWISE_ACCESS_TOKEN": token}
        return self._shell.type("api", *words, **environ)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    shell = Shell(tmp_path_factory.mktemp("api"))
    yield Api(shell)
    shell.close()


def test_a_table_for_people_and_json_for_programs(api: Api) -> None:
    told = api("tags/sunset/media/recent", "--count", "5")
    assert (told.returncode, len(told.stdout.splitlines()) > 5) == (0, True)
    assert "There is more: add --all" in told.stderr
    photos = json.loads(api("tags/sunset/media/recent", "--count", "5", "--json").stdout)
    assert len(photos) == 5
    assert all(photo["id"] in told.stdout for photo in photos)


def test_all_goes_to_the_end_and_a_limit_stops_before(api: Api) -> None:
    everything = json.loads(api("tags/sunset/media/recent", "--all", "--json").stdout)
    some = json.loads(api("tags/sunset/media/recent", "--limit", "25", "--json").stdout)
    count = json.loads(api("tags/sunset", "--json").stdout)["media_count"]
    assert len(everything) == len({photo["id"] for photo in everything}) > 25
    assert len(everything) <= count
    before = [photo["id"] for photo in everything]
    # The world lives: what was posted between the two calls comes first.
    known = [photo["id"] for photo in some if photo["id"] in before]
    assert (len(some), known) == (25, before[: len(known)])
    assert len(known) > 20


def test_a_write_asks_first_and_then_does_what_it_says(api: Api) -> None:
    (photo,) = json.loads(api("tags/sunset/media/recent", "--limit", "1", "--json").stdout)
    likes = f"media/{photo['id']}/likes"
    unsure = api(likes, "-X", "POST")
    assert (unsure.returncode, "say --yes" in unsure.stderr) == (2, True)
    assert api(likes, "-X", "POST", "--yes").stdout == "Done.\n"
    owner = json.loads(api("users/self", "--json").stdout)["id"]
    assert owner in [person["id"] for person in json.loads(api(likes, "--json").stdout)]
    assert api(f"media/{photo['id']}/comments", "-X", "POST", "-d", "text=Lovely light", "-y").returncode == 0
    assert "Lovely light" in api(f"media/{photo['id']}/comments").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("users/self/nothing",), 2, "nothing is at users/self/nothing; there is"),
        (("users/self", "-X", "POST"), 2, "users/self takes GET, not POST"),
        (("media/search", "-d", "lat=1"), 2, "say lat and lng, both"),
        (("tags/search",), 2, "say q, what to search for"),
        (("users/12345678901",), 1, "this user does not exist"),
    ],
)
def test_what_goes_wrong_says_what_would_be_right(api: Api, words: tuple[str, ...], code: int, said: str) -> None:
    told = api(*words)
    assert (told.returncode, said in told.stderr, told.stdout) == (code, True, "")


def test_a_refused_token_says_what_to_do(api: Api) -> None:
    told = api("users/self", token="7.canary")
    assert told.returncode == 1
    assert "Authorize Likewise again" in told.stderr
