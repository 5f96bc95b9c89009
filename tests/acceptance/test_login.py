"""From nothing to an account that every command speaks for, by the real commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.acceptance

RULES = """version: 1
rules:
  - id: sunsets
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: always
    do: [like]
"""


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(tmp_path)
    yield shell
    shell.close()


def test_a_login_is_all_that_is_needed(shell: Shell) -> None:
    (shell.folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    code, said = shell.log_in("--name", "mine", "--scope", "likes")
    assert code == 0, said
    assert f"Logged in as @{shell.owner} on 127.0.0.1." in said
    assert "Scopes: basic, likes.\n" in said
    assert "  sunsets needs public_content\n" in said

    listed = shell.type("accounts")
    assert (listed.returncode, "mine" in listed.stdout, "basic, likes" in listed.stdout) == (0, True, True)
    me = shell.type("api", "users/self")
    assert (me.returncode, shell.owner in me.stdout) == (0, True)

    assert shell.type("accounts", "rename", "mine", "ours").stdout == "mine is now called ours.\n"
    unsure = shell.type("accounts", "remove", "ours")
    assert (unsure.returncode, "say --yes" in unsure.stderr) == (2, True)
    assert shell.type("accounts", "remove", "ours", "--yes").returncode == 0
    gone = shell.type("api", "users/self")
    assert (gone.returncode, "log in with: likewise login" in gone.stderr) == (2, True)


def test_a_no_ends_the_login(shell: Shell) -> None:
    code, said = shell.log_in(decision="cancel")
    assert code == 1
    assert "The user denied your request" in said
    assert shell.type("accounts").returncode == 2


def test_a_token_can_be_piped_in(shell: Shell) -> None:
    done = shell.type("login", "--paste", "--base-url", shell.base_url, stdin=shell.token())
    assert (done.returncode, f"Logged in as @{shell.owner}" in done.stdout) == (0, True)
    assert "does not tell which scopes a token has" in done.stdout
