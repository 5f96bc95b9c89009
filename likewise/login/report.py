"""What came of a login: whose account it is, what its token may do, and which rules that would not serve."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from domain.errors import ConfigError
from domain.unknown import Unknown
from likewise import rulefiles
from likewise.scopes import unserved
from networks.instagram.scopes import Scope
from rules.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.settings import AccountSettings
    from rules.ruleset import RuleSet
    from storage.accounts import Account


def report(account: Account, chosen: AccountSettings) -> str:
    """Some lines for the owner."""
    host = urlsplit(account.base_url).hostname
    lines = [f"Logged in as @{account.username} on {host}. The token is stored in {chosen.data}, encrypted."]
    if isinstance(account.scopes, Unknown):
        lines.append("The network does not tell which scopes a token has; this one was made elsewhere.")
    else:
        lines.append(f"Scopes: {', '.join(scope for scope in Scope if scope in account.scopes)}.")
        lines += _about_rules(chosen.rules, account.scopes)
    if chosen.account is not None and chosen.account != account.title:
        lines.append(f"Your settings name the account {chosen.account}; this one is {account.title}.")
    return "\n".join(lines)


def _about_rules(path: Path, granted: frozenset[str]) -> list[str]:
    if not path.exists():
        return []
    rules = _loaded(path)
    if rules is None:
        return [f"{path} has mistakes, so nobody knows which scopes it needs; see: likewise check {path}"]
    missing = unserved(rules, granted)
    if not missing:
        return [f"They serve every rule in {path}."]
    wanted = [scope for scope in Scope if scope in granted or any(scope in lacks for lacks in missing.values())]
    options = "".join(f" --scope {scope}" for scope in wanted if scope is not Scope.BASIC)
    command = "likewise login" if wanted == list(Scope) else f"likewise login{options}"
    lacking = [f"  {name} needs {' and '.join(scopes)}" for name, scopes in missing.items()]
    return [f"They would not serve these rules in {path}:", *lacking, f"To have them all: {command}"]


def _loaded(path: Path) -> RuleSet | None:
    try:
        return load(rulefiles.read([path])).ruleset
    except ConfigError:
        return None
