"""Everything that can be set, from `likewise.toml` and from LIKEWISE_* variables; a variable wins over the file."""

from __future__ import annotations

import re
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from domain.errors import ConfigError
from domain.ids import TelegramUserId
from domain.plans import Mode
from likewise import given
from likewise.given import FILE, PREFIX, Given, Known
from likewise.zone import MachineZone

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path("likewise.toml")

S = TypeVar("S", bound="AccountSettings")

SECRETS = ("access_token", "telegram_token", "database", "client_secret")
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


Address: TypeAlias = Annotated[str, AfterValidator(_address)]
Ceiling: TypeAlias = Annotated[Mode, BeforeValidator(_mode), Field(description="one of watch, ask, auto")]
"""No rule goes further."""


class AccountSettings(BaseModel):
    """What every command must know that speaks for an account. A field's description completes "it is (not) …"."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, arbitrary_types_allowed=True)

    access_token: Annotated[SecretStr | None, Field(min_length=1, description="the access token of your account")] = (
        None
    )
    account: Annotated[
        str | None, Field(min_length=1, description="the name of an account, as likewise accounts lists them")
    ] = None
    base_url: Annotated[
        Address,
        Field(
            description="the API's address with its version, https:// without ? or # (http:// on this machine only)"
        ),
    ] = "https://api.instagram.com/v1"
    client_id: Annotated[
        str | None, Field(pattern=r"^[\w.-]+$", description="the client id of your registered app")
    ] = None
    client_secret: Annotated[
        SecretStr | None, Field(min_length=1, description="the client secret of your registered app")
    ] = None
    sign_requests: Annotated[bool, Field(description="true or false: whether your app enforces signed requests")] = (
        False
    )
    limits: Annotated[
        Literal["sandbox", "live"],
        Field(description="sandbox or live: which of the network's hourly limits your token has"),
    ] = "live"
    rules: Annotated[Path, Field(description="the name of a rules file, or of a folder of them")]
    data: Annotated[Path, Field(description="the name of a folder that only you can read")]
    database: Annotated[
        SecretStr | None,
        Field(description="a database address, sqlite+aiosqlite:///… or postgresql+asyncpg://…"),
    ] = None

    @property
    def database_url(self) -> SecretStr:
        """The database to use: the one that was set, or a file in the data folder."""
        return self.database or SecretStr(f"sqlite+aiosqlite:///{(self.data / 'likewise.db').absolute()}")

    def folder(self) -> Path:
        """The data folder, made where missing.

        Raises:
            ConfigError: it cannot be made there.
        """
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"data names {self.data}, which cannot be a folder: {error.strerror}; set data in likewise.toml, or"
                f" {PREFIX}DATA, to the name of a folder that only you can read; where there is none, it is made"
            ) from None
        return self.data

    def secrets(self) -> tuple[str, ...]:
        """What must not be seen anywhere."""
        held = (getattr(self, name, None) for name in SECRETS)
        return tuple(secret.get_secret_value() for secret in held if isinstance(secret, SecretStr))


class Settings(AccountSettings):
    """Everything that `likewise run` can be told."""

    telegram_token: Annotated[
        SecretStr,
        AfterValidator(_bot_token),
        Field(description="a bot token as @BotFather gives it, 123456789:AA…"),
    ]
    telegram_base_url: Annotated[
        Address | None,
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
    public_url: Annotated[
        Address | None,
        Field(
            description="the address under which the network reaches this machine, https:// without ? or #"
            " (http:// on this machine only)"
        ),
    ] = None
    http: Annotated[
        Literal["httpx", "aiohttp"],
        Field(description="httpx or aiohttp: what carries the calls; aiohttp is lighter where tokens are many"),
    ] = "httpx"
    webhook_port: Annotated[int, Field(ge=1, le=65535, description="a port from 1 to 65535")] = 8486
    timezone: Annotated[
        tzinfo, BeforeValidator(_zone), Field(description="a time zone's name, such as Europe/Berlin")
    ] = MachineZone()
    ceiling: Ceiling = Mode.ASK
    tick_seconds: Annotated[float, Field(ge=0.05, le=60, description="a number of seconds from 0.05 to 60")] = 1.0
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Field(description="one of debug, info, warning, error")
    ] = "info"


_KNOWN = Known(names=tuple(Settings.model_fields), secrets=SECRETS, paths=("rules", "data"))
_TOGETHER = {"public_url": ("client_id", "client_secret"), "sign_requests": ("client_secret",)}
"""What makes no sense without what else."""


def find(config: Path | None, environ: Mapping[str, str], model: type[S]) -> S:
    """The settings from `config`, or else from `likewise.toml` in this folder if it is there, and from variables.

    Raises ConfigError as `from_environ` and `load` do.
    """
    file = config or (_FILE if _FILE.exists() else None)
    return load(file, environ, model) if file else from_environ(environ, model)


def from_environ(environ: Mapping[str, str], model: type[S]) -> S:
    """The settings from LIKEWISE_* variables alone.

    Raises ConfigError that names each variable that is missing or wrong, and never its value.
    """
    return _settings(given.from_environ(environ, _KNOWN), model, folder=Path())


def load(path: Path, environ: Mapping[str, str], model: type[S]) -> S:
    """The settings from a file, with LIKEWISE_* variables in front of it. Paths in the file start at its folder.

    Raises ConfigError as `from_environ` does, and when others may read a file that holds a secret.
    """
    return _settings(given.from_file(path, _KNOWN) | given.from_environ(environ, _KNOWN), model, folder=path.parent)


def _settings(found: dict[str, Given], model: type[S], *, folder: Path) -> S:
    values: dict[str, object] = {"rules": folder / "rules.yaml", "data": folder / "likewise-data"}
    values |= {name: item.value for name, item in found.items() if name in model.model_fields}
    nobody = issubclass(model, Settings) and _nobody(values)
    try:
        settings = model.model_validate(values)
    except ValidationError as error:
        wrong = dict.fromkeys(str(problem["loc"][0]) for problem in error.errors(include_input=False))
    else:
        lone = [name for name in _TOGETHER if getattr(settings, name, None)]
        wrong = dict.fromkeys(other for name in lone for other in _TOGETHER[name] if getattr(settings, other) is None)
        if not wrong and not nobody:
            return settings
    # Outside the handler: pydantic's own words would hang on to the values.
    complaints = [_complaint(model, name, found.get(name)) for name in wrong]
    if nobody:
        complaints.append(f"{_complaint(model, 'access_token', None)}; or log in with: likewise login")
    raise ConfigError("\n".join(complaints))


def _nobody(values: Mapping[str, object]) -> bool:
    """Whether there is surely nobody to speak for: no token is set, and there is no database that could hold one."""
    data = values["data"]
    if "access_token" in values or "database" in values or not isinstance(data, Path):
        return False
    try:
        return not (data / "likewise.db").exists()
    except OSError:  # it may be there, but not for us to see
        return False


def _complaint(model: type[AccountSettings], name: str, item: Given | None) -> str:
    wanted = model.model_fields[name].description
    if item is not None:
        return f"{item.origin} is not {wanted}"
    variable = PREFIX + name.upper()
    named = f", or name a file that holds it in {variable}{FILE.upper()}" if name in SECRETS else ""
    return f"{name} is missing: {wanted}; set {name} in likewise.toml, or {variable}{named}"
