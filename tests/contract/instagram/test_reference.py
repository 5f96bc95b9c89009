"""What client and sandbox call the operations: both as the API's own reference does."""

from __future__ import annotations

from networks.instagram import operations as client
from sandbox.instagram.reference import operations as sandbox
from sandbox.instagram.reference.openapi import path


def test_both_have_the_same_name_and_group_for_each_operation() -> None:
    called = {(one.method, one.path): (one.section.lower(), one.name) for one in client.OPERATIONS}
    served = {(one.route.method, path(one)): (one.group, one.title) for one in sandbox.OPERATIONS}
    assert served == called
