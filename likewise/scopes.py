"""Which scopes the rules need: what a token was not granted, they would only find out when it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.facts import Need
from domain.plans import ActionKind
from domain.sources import SourceKind
from networks.instagram.scopes import Scope
from rules.actions import Notice
from rules.conditions import fields
from rules.triggers import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.sources import Source
    from rules.ruleset import Rule, RuleSet

BY_SOURCE: Mapping[SourceKind, Scope] = {
    SourceKind.TAG: Scope.PUBLIC_CONTENT,
    SourceKind.USER: Scope.PUBLIC_CONTENT,
    SourceKind.LOCATION: Scope.PUBLIC_CONTENT,
    SourceKind.AREA: Scope.PUBLIC_CONTENT,
    SourceKind.GEOGRAPHY: Scope.BASIC,
    SourceKind.FEED: Scope.BASIC,
    SourceKind.LIKED: Scope.BASIC,
    SourceKind.POPULAR: Scope.BASIC,
    SourceKind.REQUESTS: Scope.FOLLOWER_LIST,
    SourceKind.COMMENTS: Scope.BASIC,
}
BY_NEED: Mapping[Need, Scope] = {
    Need.PROFILE: Scope.PUBLIC_CONTENT,
    Need.RELATIONSHIP: Scope.FOLLOWER_LIST,
    Need.MEDIA: Scope.PUBLIC_CONTENT,
    Need.COMMENTS: Scope.PUBLIC_CONTENT,
}
BY_ACTION: Mapping[ActionKind, Scope] = {
    ActionKind.LIKE: Scope.LIKES,
    ActionKind.UNLIKE: Scope.LIKES,
    ActionKind.COMMENT: Scope.COMMENTS,
    ActionKind.REPLY: Scope.COMMENTS,
    ActionKind.DELETE_COMMENT: Scope.COMMENTS,
    ActionKind.APPROVE: Scope.RELATIONSHIPS,
    ActionKind.IGNORE: Scope.RELATIONSHIPS,
    ActionKind.BLOCK: Scope.RELATIONSHIPS,
    ActionKind.FOLLOW: Scope.RELATIONSHIPS,
    ActionKind.UNFOLLOW: Scope.RELATIONSHIPS,
}
"""Kinds that are not here write nothing."""

_ON_PHOTOS = frozenset({ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.COMMENT})
"""On other people's, these take `public_content` as well."""


def needed(rule: Rule) -> frozenset[Scope]:
    """The scopes without which a rule could not do all of its work."""
    ours = all(_is_ours(source) for source in rule.trigger.sources)
    sources = {BY_SOURCE[source.kind] for source in rule.trigger.sources if not _is_ours(source)}
    facts = {BY_NEED[need] for need in _facts(rule)}
    actions = {BY_ACTION[action.kind] for action in rule.actions if action.kind in BY_ACTION}
    others = {Scope.PUBLIC_CONTENT for action in rule.actions if action.kind in _ON_PHOTOS and not ours}
    return frozenset({Scope.BASIC} | sources | facts | actions | others)


def unserved(rules: RuleSet, granted: Iterable[str]) -> dict[str, list[Scope]]:
    """The enabled rules that these scopes would not serve, each with those that are missing."""
    held = set(granted)
    missing = {rule.ref.id: sorted(needed(rule) - held) for rule in rules.rules if rule.enabled}
    return {name: scopes for name, scopes in missing.items() if scopes}


def _is_ours(source: Source) -> bool:
    return source.kind is SourceKind.USER and source.value == OWN


def _facts(rule: Rule) -> Iterable[Need]:
    yield from (field.need for field in fields(rule.when) if field.need is not None)
    for action in rule.actions:
        if isinstance(action, Notice):
            yield from action.needs
