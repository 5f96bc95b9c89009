from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from domain.errors import ConfigError
from domain.plans import Mode
from likewise import settings
from likewise.settings import AccountSettings, Settings
from likewise.zone import MachineZone

if TYPE_CHECKING:
    from collections.abc import Mapping

CANARY = "37998182.canary9f"
BOT = "123456789:AAcanaryAAAAAAAAAAAAAAAAAAAAAAAAAAA"
LEAST = {"LIKEWISE_ACCESS_TOKEN": CANARY, "LIKEWISE_TELEGRAM_TOKEN": BOT}
EVERY_KEY = f"""
access_token = "{CANARY}"
account = "holidays"
client_id = "0123abc"
client_secret = "{CANARY}"
sign_requests = true
public_url = "https://home.example/likewise/"
webhook_port = 9000
telegram_token = "{BOT}"
base_url = "https://social.example/v1/"
telegram_base_url = "http://127.0.0.1:8484"
owners = [1001, 2002]
picture_hosts = ["cdn.example"]
timezone = "Europe/Berlin"
rules = "garden"
data = "state"
database = "sqlite+aiosqlite:///elsewhere.db"
ceiling = "auto"
limits = "sandbox"
tick_seconds = 0.5
log_level = "debug"
"""


def from_environ(environ: Mapping[str, str]) -> Settings:
    return settings.from_environ(environ, Settings)


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    return settings.load(path, environ, Settings)


def token_in(found: AccountSettings) -> str | None:
    return found.access_token.get_secret_value() if found.access_token else None


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "likewise.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_two_tokens_are_enough() -> None:
    found = from_environ(LEAST)
    assert token_in(found) == CANARY
    assert found.telegram_token.get_secret_value() == BOT
    assert found.base_url == "https://api.instagram.com/v1"
    assert (found.account, found.client_id, found.client_secret, found.sign_requests) == (None, None, None, False)
    assert (found.public_url, found.webhook_port) == (None, 8486)
    assert found.telegram_base_url is None
    assert found.owners == ()
    assert found.picture_hosts == ("cdninstagram.com", "fbcdn.net")
    assert isinstance(found.timezone, MachineZone)
    assert (found.rules, found.data) == (Path("rules.yaml"), Path("likewise-data"))
    assert found.database_url.get_secret_value().endswith("/likewise-data/likewise.db")
    assert (found.ceiling, found.limits, found.tick_seconds, found.log_level) == (Mode.ASK, "live", 1.0, "info")


def test_every_key_can_be_set_in_the_file(tmp_path: Path) -> None:
    found = load(written(tmp_path, EVERY_KEY), {})
    assert found.base_url == "https://social.example/v1"
    assert (found.account, found.client_id, found.sign_requests) == ("holidays", "0123abc", True)
    assert (found.public_url, found.webhook_port) == ("https://home.example/likewise", 9000)
    assert found.telegram_base_url == "http://127.0.0.1:8484"
    assert found.owners == (1001, 2002)
    assert found.picture_hosts == ("cdn.example",)
    assert found.timezone == ZoneInfo("Europe/Berlin")
    assert (found.rules, found.data) == (tmp_path / "garden", tmp_path / "state")
    assert found.database_url.get_secret_value() == "sqlite+aiosqlite:///elsewhere.db"
    assert (found.ceiling, found.limits, found.tick_seconds, found.log_level) == (Mode.AUTO, "sandbox", 0.5, "debug")


def test_the_example_file_names_every_key_and_loads(tmp_path: Path) -> None:
    example = Path(__file__).parents[3] / "likewise.example.toml"
    text = example.read_text(encoding="utf-8")
    keys = {line.removeprefix("#").split("=")[0].strip() for line in text.splitlines() if " = " in line}
    secret_files = {"access_token_file", "telegram_token_file", "database_file", "client_secret_file"}
    assert keys - secret_files == set(settings.Settings.model_fields)
    assert load(written(tmp_path, text), LEAST).ceiling is Mode.ASK


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, EVERY_KEY)
    found = load(path, {"LIKEWISE_CEILING": "watch", "LIKEWISE_OWNERS": "7, 8", "LIKEWISE_DATA": "/srv/x"})
    assert (found.ceiling, found.owners, found.data) == (Mode.WATCH, (7, 8), Path("/srv/x"))


def test_an_empty_variable_is_not_set() -> None:
    assert from_environ(LEAST | {"LIKEWISE_CEILING": ""}).ceiling is Mode.ASK


def test_a_secret_can_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(CANARY + "\n", encoding="utf-8")
    found = from_environ({"LIKEWISE_ACCESS_TOKEN_FILE": str(tmp_path / "token"), "LIKEWISE_TELEGRAM_TOKEN": BOT})
    assert token_in(found) == CANARY
    path = written(tmp_path, 'access_token_file = "token"')
    assert token_in(load(path, {"LIKEWISE_TELEGRAM_TOKEN": BOT})) == CANARY


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"LIKEWISE_CEILING": "full"}, "LIKEWISE_CEILING is not one of watch, ask, auto"),
        ({"LIKEWISE_CEILING": "2"}, "LIKEWISE_CEILING is not one of watch, ask, auto"),
        ({"LIKEWISE_LIMITS": "none"}, "LIKEWISE_LIMITS is not sandbox or live"),
        ({"LIKEWISE_OWNERS": "@olga"}, "LIKEWISE_OWNERS is not a list of numeric Telegram ids"),
        ({"LIKEWISE_OWNERS": "0"}, "LIKEWISE_OWNERS is not a list of numeric Telegram ids"),
        ({"LIKEWISE_TICK_SECONDS": "0"}, "LIKEWISE_TICK_SECONDS is not a number of seconds from 0.05 to 60"),
        ({"LIKEWISE_TIMEZONE": "Mars/Olympus"}, "LIKEWISE_TIMEZONE is not a time zone's name"),
        ({"LIKEWISE_TIMEZONE": "../etc/passwd"}, "LIKEWISE_TIMEZONE is not a time zone's name"),
        ({"LIKEWISE_LOG_LEVEL": "loud"}, "LIKEWISE_LOG_LEVEL is not one of debug"),
        ({"LIKEWISE_BASE_URL": "http://social.example/v1"}, "LIKEWISE_BASE_URL is not the API's address"),
        ({"LIKEWISE_BASE_URL": "http://127.0.0.1.evil.example"}, "LIKEWISE_BASE_URL is not the API's address"),
        ({"LIKEWISE_BASE_URL": "https://me:pw@social.example"}, "LIKEWISE_BASE_URL is not the API's address"),
        ({"LIKEWISE_BASE_URL": "https://social.example?x=1"}, "LIKEWISE_BASE_URL is not the API's address"),
        ({"LIKEWISE_TELEGRAM_BASE_URL": "https://"}, "LIKEWISE_TELEGRAM_BASE_URL is not an address of a Bot API"),
        ({"LIKEWISE_TELEGRAM_TOKEN": CANARY}, "LIKEWISE_TELEGRAM_TOKEN is not a bot token"),
        ({"LIKEWISE_TELEGRAM_TOKEN": ""}, "telegram_token is missing: a bot token as @BotFather gives it"),
        ({"LIKEWISE_SIGN_REQUESTS": "true"}, "client_secret is missing: the client secret of your registered app; "),
        ({"LIKEWISE_PUBLIC_URL": "https://home.example"}, "client_id is missing: the client id of your registered"),
        ({"LIKEWISE_PUBLIC_URL": "http://home.example"}, "LIKEWISE_PUBLIC_URL is not the address under which"),
        ({"LIKEWISE_WEBHOOK_PORT": "0"}, "LIKEWISE_WEBHOOK_PORT is not a port from 1 to 65535"),
        ({"LIKEWISE_CLIENT_ID": "can ary"}, "LIKEWISE_CLIENT_ID is not the client id of your registered app"),
        ({"LIKEWISE_SIGN_REQUESTS": "perhaps"}, "LIKEWISE_SIGN_REQUESTS is not true or false"),
        ({"LIKEWISE_CIELING": CANARY}, "LIKEWISE_CIELING is not a setting; did you mean LIKEWISE_CEILING?"),
        ({"LIKEWISE_ZZZ": CANARY}, "LIKEWISE_ZZZ is not a setting; known are access_token, "),
        ({"LIKEWISE_ACCESS_TOKEN_FILE": "x"}, "LIKEWISE_ACCESS_TOKEN_FILE and LIKEWISE_ACCESS_TOKEN say the same"),
        ({"LIKEWISE_DATABASE_FILE": CANARY}, "LIKEWISE_DATABASE_FILE names a file that cannot be read"),
    ],
)
def test_a_wrong_variable_names_itself_and_not_its_value(change: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        from_environ(LEAST | change)
    assert str(caught.value).startswith(said)
    assert "canary" not in str(caught.value)
    assert caught.value.__context__ is None or "canary" not in str(caught.value.__context__)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ceiling = "full"', "ceiling in likewise.toml is not one of watch, ask, auto"),
        ("data = 7", "data in likewise.toml is not the name of a folder"),
        ('acess_token = "x"', "acess_token in likewise.toml is not a setting; did you mean access_token?"),
        ("[network]\nx = 1", "network in likewise.toml is not a setting; known are "),
        ("ceiling = ", "likewise.toml is not TOML: "),
        ("", "telegram_token is missing: "),
    ],
)
def test_a_wrong_line_names_its_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, text), {})
    assert said in str(caught.value)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        from_environ({"LIKEWISE_CEILING": "full"})
    assert [line.split()[0] for line in str(caught.value).splitlines()] == [
        "telegram_token",
        "LIKEWISE_CEILING",
        "access_token",
    ]


def test_an_account_that_is_missing_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, ""), {"LIKEWISE_TELEGRAM_TOKEN": BOT})
    assert str(caught.value) == (
        "access_token is missing: the access token of your account; set access_token in likewise.toml, or"
        " LIKEWISE_ACCESS_TOKEN, or name a file that holds it in LIKEWISE_ACCESS_TOKEN_FILE;"
        " or log in with: likewise login"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["likewise.toml"]


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param({"LIKEWISE_DATABASE": "postgresql+asyncpg://db/likewise"}, id="a database elsewhere"),
        pytest.param({}, id="a database in the data folder"),
    ],
)
def test_an_account_that_may_be_stored_is_not_missed(tmp_path: Path, setting: dict[str, str]) -> None:
    if not setting:
        (tmp_path / "likewise-data").mkdir()
        (tmp_path / "likewise-data" / "likewise.db").touch()
    path = written(tmp_path, "")
    assert load(path, {"LIKEWISE_TELEGRAM_TOKEN": BOT} | setting).access_token is None


def test_a_file_with_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, f'access_token = "{CANARY}"', mode=0o644)
    with pytest.raises(ConfigError, match=f"chmod 600 {path}"):
        load(path, LEAST)


def test_a_file_without_a_secret_may_be_read_by_others(tmp_path: Path) -> None:
    assert load(written(tmp_path, 'ceiling = "auto"', mode=0o644), LEAST).ceiling is Mode.AUTO


@pytest.mark.parametrize(("content", "said"), [(None, "there is no "), (b"\xff", "it is not UTF-8")])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "likewise.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        load(path, LEAST)


def test_the_data_folder_is_made_for_its_owner(tmp_path: Path) -> None:
    found = from_environ(LEAST | {"LIKEWISE_DATA": str(tmp_path / "new" / "data")})
    assert found.folder() == found.folder() == tmp_path / "new" / "data"
    assert found.data.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["one.txt", "one.txt/data"])
def test_a_data_folder_that_cannot_be_names_the_setting(tmp_path: Path, name: str) -> None:
    (tmp_path / "one.txt").touch()
    found = from_environ(LEAST | {"LIKEWISE_DATA": str(tmp_path / name)})
    with pytest.raises(ConfigError, match=r"data names .*one\.txt.* cannot be a folder: .*or LIKEWISE_DATA, to"):
        found.folder()


def test_settings_do_not_show_their_secrets() -> None:
    assert "canary" not in repr(from_environ(LEAST))


def test_every_secret_is_told_to_whoever_must_hide_it() -> None:
    found = from_environ(LEAST | {"LIKEWISE_CLIENT_SECRET": "s1", "LIKEWISE_DATABASE": "d1"})
    assert set(found.secrets()) == {CANARY, BOT, "s1", "d1"}


def test_commands_that_speak_for_an_account_need_no_bot_and_do_not_mind_one(tmp_path: Path) -> None:
    path = written(tmp_path, EVERY_KEY)
    assert settings.from_environ({}, AccountSettings).access_token is None
    found = settings.load(path, {}, AccountSettings)
    assert (token_in(found), found.account, found.data) == (CANARY, "holidays", tmp_path / "state")
    with pytest.raises(ConfigError, match="LIKEWISE_CIELING is not a setting"):
        settings.from_environ({"LIKEWISE_CIELING": "x"}, AccountSettings)


def test_the_file_in_this_folder_is_found_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.find(None, {}, AccountSettings).account is None
    written(tmp_path, 'account = "here"')
    (tmp_path / "other.toml").write_text('account = "there"', encoding="utf-8")
    assert settings.find(None, {}, AccountSettings).account == "here"
    assert settings.find(Path("other.toml"), {}, AccountSettings).account == "there"
