"""Everything that can be set, from `likewise.toml` and from LIKEWISE_* variables; a variable wins over the file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import tzinfo
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from domain.errors import ConfigError
from domain.ids import TelegramUserId
from domain.plans import Mode
from likewise.zone import MachineZone

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "LIKEWISE_"
_FILE = "_file"
_SECRETS = ("access_token", "telegram_token", "database")
_PATHS = ("rules", "data")
_BOT_TOKEN = re.compile(r"\d+:[\w-]{30,}")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _mode(value: object) -> Mode:
    if isinstance(value, Mode):
        return value
    if not isinstance(value, str) or value.upper() not in Mode.__members__:
        raise ValueError("not a mode")
    return Mode[value.upper()]


def _zone(value: object) -> tzinfo:
    if not isinstance(value, str):
        raise ValueError("not a name")  # noqa: TRY004 - pydantic gathers ValueErrors only
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, OSError):
        raise ValueError("not a known name") from None


def _split(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _address(value: str) -> str:
    parts = urlsplit(value)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not (safe and parts.hostname) or parts.query or parts.fragment or parts.username:
        raise ValueError("not an address that a token may be sent to")
    return value.rstrip("/")


def _bot_token(value: SecretStr) -> SecretStr:
    if not _BOT_TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("not a bot token")
    return value


_Address = Annotated[str, AfterValidator(_address)]


class Settings(BaseModel):
    """The one model of what can be set. A field's description completes "it is …" and "it is not …"."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, arbitrary_types_allowed=True)

    access_token: Annotated[SecretStr, Field(min_length=1, description="the access token of your account")]
    telegram_token: Annotated[
        SecretStr,
        AfterValidator(_bot_token),
        Field(description="a bot token as @BotFather gives it, 123456789:AA…"),
    ]
    base_url: Annotated[
        _Address,
        Field(
            description="the API's address with its version, https:// without ? or # (http:// on this machine only)"
        ),
    ] = "https://api.instagram.com/v1"
    telegram_base_url: Annotated[
        _Address | None,
        Field(description="an address of a Bot API server, https:// without ? or # (http:// on this machine only)"),
    ] = None
    owners: Annotated[
        tuple[Annotated[TelegramUserId, Field(gt=0)], ...],
        BeforeValidator(_split),
        Field(description="a list of numeric Telegram ids, such as 1001, 1002"),
    ] = ()
    picture_hosts: Annotated[
        tuple[str, ...],
        BeforeValidator(_split),
        Field(description="a list of domains, such as cdninstagram.com, that serve the network's pictures"),
    ] = ("cdninstagram.com", "fbcdn.net")
    timezone: Annotated[
        tzinfo, BeforeValidator(_zone), Field(description="a time zone's name, such as Europe/Berlin")
    ] = MachineZone()
    rules: Annotated[Path, Field(description="the name of a rules file, or of a folder of them")]
    data: Annotated[Path, Field(description="the name of a folder that only you can read")]
    database: Annotated[
        SecretStr | None,
        Field(description="a database address, sqlite+aiosqlite:///… or postgresql+asyncpg://…"),
    ] = None
    ceiling: Annotated[Mode, BeforeValidator(_mode), Field(description="one of watch, ask, auto")] = Mode.ASK
    limits: Annotated[
        Literal["sandbox", "live"],
        Field(description="sandbox or live: which of the network's hourly limits your token has"),
    ] = "live"
    tick_seconds: Annotated[float, Field(ge=0.05, le=60, description="a number of seconds from 0.05 to 60")] = 1.0
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Field(description="one of debug, info, warning, error")
    ] = "info"

    @property
    def database_url(self) -> SecretStr:
        """The database to use: the one that was set, or a file in the data folder."""
        return self.database or SecretStr(f"sqlite+aiosqlite:///{(self.data / 'likewise.db').absolute()}")

    def secrets(self) -> tuple[str, ...]:
        """What must not be seen anywhere."""
        held = (self.access_token, self.telegram_token, self.database)
        return tuple(secret.get_secret_value() for secret in held if secret is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Given:
    origin: str
    """Where it was set, in words: `ceiling in likewise.toml`."""
    value: object


def from_environ(environ: Mapping[str, str]) -> Settings:
    """The settings from LIKEWISE_* variables alone.

    Raises ConfigError that names each variable that is missing or wrong, and never its value.
    """
    return _settings(_from_environ(environ), folder=Path())


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    """The settings from a file, with LIKEWISE_* variables in front of it. Paths in the file start at its folder.

    Raises ConfigError as `from_environ` does, and when others may read a file that holds a secret.
    """
    return _settings(_from_file(path) | _from_environ(environ), folder=path.parent)


def _settings(given: dict[str, _Given], *, folder: Path) -> Settings:
    values = {"rules": folder / "rules.yaml", "data": folder / "likewise-data"}
    try:
        return Settings.model_validate(values | {name: item.value for name, item in given.items()})
    except ValidationError as error:
        wrong = dict.fromkeys(str(problem["loc"][0]) for problem in error.errors(include_input=False))
    # Outside the handler: pydantic's own words would hang on to the values.
    raise ConfigError("\n".join(_complaint(name, given.get(name)) for name in wrong))


def _complaint(name: str, given: _Given | None) -> str:
    wanted = Settings.model_fields[name].description
    if given is not None:
        return f"{given.origin} is not {wanted}"
    variable = PREFIX + name.upper()
    return (
        f"{name} is missing: {wanted}; set {name} in likewise.toml, or {variable},"
        f" or name a file that holds it in {variable}{_FILE.upper()}"
    )


def _from_file(path: Path) -> dict[str, _Given]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"there is no {path}; copy likewise.example.toml there to begin with") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from None
    if any(name in content for name in _SECRETS) and path.stat().st_mode & 0o077:
        raise ConfigError(f"{path} holds a secret and others may read it; close it with: chmod 600 {path}")
    given = {name: _Given(origin=f"{name} in {path.name}", value=value) for name, value in content.items()}
    return _resolved(given, folder=path.parent)


def _from_environ(environ: Mapping[str, str]) -> dict[str, _Given]:
    given = {
        variable.removeprefix(PREFIX).lower(): _Given(origin=variable, value=value)
        for variable, value in environ.items()
        if variable.startswith(PREFIX) and value  # an empty variable is how many tools say "not set"
    }
    return _resolved(given, folder=Path())


def _resolved(given: dict[str, _Given], *, folder: Path) -> dict[str, _Given]:
    """The same with known names only, secrets read from their files and paths made to start at `folder`."""
    known = [*Settings.model_fields, *(name + _FILE for name in _SECRETS)]
    unknown = [_unknown(item.origin, name, known) for name, item in given.items() if name not in known]
    if unknown:
        raise ConfigError("\n".join(unknown))
    found = dict(given)
    for name in _SECRETS:
        named = found.pop(name + _FILE, None)
        if named is not None:
            found[name] = _secret(named, found.get(name), folder)
    for name in _PATHS:
        item = found.get(name)
        if item is not None and isinstance(item.value, str):
            found[name] = _Given(origin=item.origin, value=folder / Path(item.value).expanduser())
    return found


def _unknown(origin: str, name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    named = PREFIX + close[0].upper() if close and origin.startswith(PREFIX) else "".join(close)
    hint = f"did you mean {named}?" if close else f"known are {', '.join(known)}"
    return f"{origin} is not a setting; {hint}"


def _secret(named: _Given, beside: _Given | None, folder: Path) -> _Given:
    if beside is not None:
        raise ConfigError(f"{named.origin} and {beside.origin} say the same thing; keep one of them")
    secret = _content(folder / Path(str(named.value)).expanduser())
    if secret is None:
        # Outside the handler: the error would hang on to the name, and a secret put there by mistake is no name.
        raise ConfigError(f"{named.origin} names a file that cannot be read; it would hold the secret alone")
    return _Given(origin=f"what {named.origin} names", value=secret)


def _content(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
