"""What rules said and want, read back from JSON. Rows of before a field existed lack its key."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.details import (
    Answer,
    CommentDetail,
    DecideDetail,
    Detail,
    DraftDetail,
    MarkDetail,
    NoticeDetail,
    Offer,
    Picturing,
    RememberDetail,
    RemovalDetail,
    UndoDetail,
)
from domain.plans import BACK, ActionKind, Mode, Note, PlannedAction, Reason, RuleRef, Suppressed
from domain.terms import Rate, Terms, WhenLimited
from domain.verdicts import Finding, RuleVerdict, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def rule_from_json(data: Mapping[str, Any]) -> RuleRef:
    """Read back which rule, and which version of it."""
    return RuleRef(id=data["id"], version=data["version"])


def wish_from_json(data: Mapping[str, Any]) -> PlannedAction:
    """Read back what the rules, or a person, wanted."""
    kind = ActionKind(data["kind"])
    detail = data.get("detail")
    return PlannedAction(
        kind=kind,
        target=data["target"],
        mode=Mode(data["mode"]),
        rules=tuple(map(rule_from_json, data["rules"])),
        because=tuple(data["because"]),
        text=data["text"],
        max_age_seconds=data["max_age_seconds"],
        terms=tuple(map(terms_from_json, data.get("terms", ()))),
        detail=None if detail is None else _DETAILS[kind](detail),
    )


def terms_from_json(data: Mapping[str, Any]) -> Terms:
    """Read back on which terms a rule wants an action."""
    not_before, when_limited = data["not_before"], data["when_limited"]
    return Terms(
        rule=rule_from_json(data["rule"]),
        mode=Mode(data["mode"]),
        max_age_seconds=data["max_age_seconds"],
        limit=_rate(data["limit"]),
        per_author=_rate(data["per_author"]),
        when_limited=None if when_limited is None else WhenLimited(when_limited),
        not_before=None if not_before is None else datetime.fromisoformat(not_before),
        veto_seconds=data["veto_seconds"],
        include_self=data["include_self"],
        after=tuple(map(ActionKind, data["after"])),
    )


def _rate(data: Mapping[str, Any] | None) -> Rate | None:
    return None if data is None else Rate(count=data["count"], seconds=data["seconds"])


def _decide(data: Mapping[str, Any]) -> DecideDetail:
    return DecideDetail(
        choices=tuple(map(Answer, data["choices"])),
        expires_seconds=data["expires_seconds"],
        then=Answer(data["then"]),
    )


def _notice(data: Mapping[str, Any]) -> NoticeDetail:
    return NoticeDetail(
        picture=Picturing(data["picture"]),
        offers=tuple(Offer(**offer) for offer in data["offers"]),
        group_by=data["group_by"],
        digest_seconds=data["digest_seconds"],
    )


def _comment(data: Mapping[str, Any]) -> CommentDetail | DraftDetail:
    if "draft" in data:
        return DraftDetail(draft=data["draft"])
    return CommentDetail(alternatives=tuple(data["alternatives"]), avoid_repeat_seconds=data["avoid_repeat_seconds"])


def _removal(data: Mapping[str, Any]) -> RemovalDetail | UndoDetail:
    if "media" in data:
        return RemovalDetail(media=data["media"], since=datetime.fromisoformat(data["since"]))
    return _undo(data)


def _undo(data: Mapping[str, Any]) -> UndoDetail:
    return UndoDetail(action=data["action"], since=datetime.fromisoformat(data["since"]))


_DETAILS: Mapping[ActionKind, Callable[[Mapping[str, Any]], Detail]] = {
    ActionKind.DECIDE: _decide,
    ActionKind.NOTIFY: _notice,
    ActionKind.REMEMBER: lambda data: RememberDetail(list=data["list"], seconds=data["seconds"]),
    ActionKind.MARK: lambda data: MarkDetail(label=data["label"]),
    ActionKind.COMMENT: _comment,
    ActionKind.REPLY: _comment,
    **dict.fromkeys(BACK.values(), _undo),
    ActionKind.DELETE_COMMENT: _removal,
}


def suppressed_from_json(data: Mapping[str, Any]) -> Suppressed:
    """Read back what rules wanted and did not get."""
    return Suppressed(
        kind=ActionKind(data["kind"]),
        target=data["target"],
        rules=tuple(map(rule_from_json, data["rules"])),
        reason=Reason(data["reason"]),
        note=data["note"],
    )


def note_from_json(data: Mapping[str, Any]) -> Note:
    """Read back what a rule did not want after all."""
    kind = data["kind"]
    return Note(rule=rule_from_json(data["rule"]), kind=None if kind is None else ActionKind(kind), text=data["text"])


def verdict_from_json(data: Mapping[str, Any]) -> RuleVerdict:
    """Read back what one rule said."""
    return RuleVerdict(
        rule=rule_from_json(data["rule"]), mode=Mode(data["mode"]), finding=finding_from_json(data["finding"])
    )


def matching_rules(judgement: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The ids of the rules that said yes; none, where nothing was judged. The findings are left folded up."""
    verdicts = () if judgement is None else judgement["verdicts"]
    return tuple(said["rule"]["id"] for said in verdicts if said["finding"]["verdict"] == Verdict.YES)


def finding_from_json(data: Mapping[str, Any]) -> Finding:
    """Read back one condition's verdict with those of its parts."""
    parts = tuple(map(finding_from_json, data["parts"]))
    return Finding(verdict=Verdict(data["verdict"]), text=data["text"], parts=parts)
