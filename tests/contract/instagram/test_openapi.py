"""The sandbox against its own document, by a tool that did not write either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from sandbox.clock import SteppedClock
from sandbox.instagram.server import InstagramSandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

# Made here and not in a fixture: schemathesis makes a test of each operation while tests are collected.
BOX = InstagramSandbox.open(None, clock=SteppedClock(), control_key="k")
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", BOX.app)


@pytest.fixture(scope="module", autouse=True)
def _closed_at_the_end() -> Iterator[None]:
    yield
    BOX.close()


@SCHEMA.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_documented(case: schemathesis.Case[Any]) -> None:
    token = BOX.issue_token(BOX.owner)
    case.call_and_validate(
        params={"access_token": token},
        checks=[not_a_server_error, response_schema_conformance, content_type_conformance],
    )
