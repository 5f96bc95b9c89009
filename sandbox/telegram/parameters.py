"""The parameters of a call, however they were sent."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from sandbox.telegram.errors import bad_request
from sandbox.telegram.formatting import GivenEntity, Wording
from sandbox.telegram.wire import packed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

T = TypeVar("T")

_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
"""Fits into the 64 bits that ids have."""

ATTACHED = "attach://"
WRONG_FILE = "wrong file identifier/HTTP URL specified"


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes = field(repr=False)


class ReplyParameters(BaseModel):
    """Which message is answered."""

    message_id: int
    allow_sending_without_reply: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameters:
    """Texts by name, JSON not yet read, and uploaded files by the name of their part."""

    values: Mapping[str, str]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    @classmethod
    async def read(cls, request: Request) -> Self:
        """The query string and the body: a form, a form with files, or JSON."""
        values = dict(request.query_params)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            return cls(values={**values, **_from_json(await request.body())})
        if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            return cls(values=values)
        uploads: dict[str, Upload] = {}
        try:
            async with request.form() as form:
                for name, value in form.multi_items():
                    if isinstance(value, UploadFile):
                        uploads[name] = await _upload(value)
                    else:
                        values[name] = value
        except HTTPException as error:
            raise bad_request("can't parse the form in the body of the request") from error
        return cls(values=values, uploads=uploads)

    def text(self, name: str) -> str | None:
        """A text as it came; None for an empty one, as the Bot API does not tell these apart."""
        return self.values.get(name) or None

    def integer(self, name: str) -> int | None:
        """A whole number."""
        raw = self.text(name)
        if raw is None:
            return None
        if not _WHOLE.fullmatch(raw):
            raise bad_request(f'parameter "{name}" must be a whole number')
        return int(raw)

    def number(self, name: str) -> float | None:
        """A number."""
        raw = self.text(name)
        try:
            return None if raw is None else float(raw)
        except ValueError as error:
            raise bad_request(f'parameter "{name}" must be a number') from error

    def flag(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.values.get(name, "").lower() in {"true", "1", "yes"}

    def shape(self, name: str, kind: type[T]) -> T | None:
        """A JSON value of the given type; None when it was not sent."""
        raw = self.text(name)
        if raw is None:
            return None
        try:
            return TypeAdapter(kind).validate_json(raw)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join([name, *(str(part) for part in first["loc"])])
            raise bad_request(f"can't parse {where}: {first['msg']}") from error

    def wording(self, name: str) -> Wording:
        """The text or caption under `name` with the rules to read it by."""
        entities = "entities" if name == "text" else f"{name}_entities"
        return Wording(
            text=self.text(name) or "",
            parse_mode=self.text("parse_mode"),
            entities=self.shape(entities, list[GivenEntity]),
        )

    def file(self, name: str) -> Upload | str:
        """The file under `name`: uploaded with the call, or the id of one sent before."""
        return self.uploads.get(name) or self.attached(self.text(name) or "")

    def attached(self, reference: str) -> Upload | str:
        """The upload behind `attach://name`, or the file id that `reference` is.

        Raises:
            ApiError: nothing is attached under that name, or it is an address on the web.
        """
        if reference.startswith(ATTACHED):
            upload = self.uploads.get(reference.removeprefix(ATTACHED))
            if upload is None:
                raise bad_request(WRONG_FILE)
            return upload
        if reference.startswith(("http://", "https://")):
            # Telegram's servers fetch it themselves and cannot see this machine; nor does the stand-in go out.
            raise bad_request("failed to get HTTP URL content")
        return reference


def _from_json(body: bytes) -> dict[str, str]:
    try:
        given = json.loads(body or b"{}")
        packed(given).encode()
    except UnicodeEncodeError as error:  # half a character, written as an escape
        raise bad_request("strings must be encoded in UTF-8") from error
    except ValueError as error:
        raise bad_request("can't parse the JSON in the body of the request") from error
    if not isinstance(given, dict):
        raise bad_request("the body of the request must be a JSON object")
    return {str(name): value if isinstance(value, str) else packed(value) for name, value in given.items()}


async def _upload(file: UploadFile) -> Upload:
    return Upload(
        name=file.filename or "file",
        mime=file.content_type or "application/octet-stream",
        data=await file.read(),
    )
