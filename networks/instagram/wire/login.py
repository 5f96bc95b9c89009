"""What an exchanged code answers."""

from __future__ import annotations

from pydantic import SecretStr, TypeAdapter

from networks.instagram.wire.people import WirePerson  # noqa: TC001  # pydantic reads the annotations
from networks.instagram.wire.told import WireModel


class WireLogin(WireModel):
    """A token and whose it is. There is no envelope around it."""

    access_token: SecretStr
    user: WirePerson


LOGIN = TypeAdapter(WireLogin)
