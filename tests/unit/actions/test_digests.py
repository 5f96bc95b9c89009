"""What writes nothing on the network: notices that are gathered, people that are remembered, marks on events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.details import MarkDetail, NoticeDetail, RememberDetail
from domain.ids import EventKey
from domain.plans import ActionKind, Mode, PlannedAction
from storage import listing, marks
from storage.listing import Entry
from storage.states import ActionState
from tests.unit.actions.stage import RULES, wish
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import MIRA, person

if TYPE_CHECKING:
    from tests.unit.actions.stage import Stage

NOTIFY, REMEMBER, MARK = ActionKind.NOTIFY, ActionKind.REMEMBER, ActionKind.MARK


def notice(number: str, *, group: str | None = None, digest: float | None = 1800) -> PlannedAction:
    detail = NoticeDetail(group_by=group, digest_seconds=digest)
    return replace(wish(NOTIFY, f"media:{number}"), text=f"{number} is new", detail=detail)


async def appear(stage: Stage, *numbers: str, group: str | None = None) -> None:
    for number in numbers:
        await stage.wants(notice(number, group=group), number=number, author=person(number))
    await stage.round()


async def test_notices_are_gathered_into_one_message(stage: Stage) -> None:
    await appear(stage, "m1")
    stage.clock.step(600)
    await appear(stage, "m2", "m3")
    assert await stage.told() == {}
    await stage.restart()
    await stage.round(after=1198)
    assert await stage.told() == {}
    await stage.round(after=1)
    assert await stage.told() == {"digest:1": "3 together:\nm1 is new\nm2 is new\nm3 is new"}
    assert await stage.state(NOTIFY, "media:m2") is ActionState.DONE
    await stage.rounds(2, every=1800)
    assert len(await stage.told()) == 1


async def test_one_alone_is_told_as_itself(stage: Stage) -> None:
    await appear(stage, "m1")
    await stage.round(after=1800)
    assert list(await stage.told()) == ["media:m1"]


async def test_groups_are_told_apart_and_what_comes_later_is_another_digest(stage: Stage) -> None:
    await appear(stage, "m1", "m2", group="location.id=1")
    await appear(stage, "m3", "m4", group="location.id=2")
    await stage.round(after=1800)
    assert sorted((await stage.told()).values(), key=str) == [
        "2 together:\nm1 is new\nm2 is new",
        "2 together:\nm3 is new\nm4 is new",
    ]
    await appear(stage, "m5", "m6", group="location.id=1")
    await stage.round(after=1800)
    assert len(await stage.told()) == 3


async def test_what_two_rules_tell_about_one_photo_stands_in_the_digest_of_the_higher(stage: Stage) -> None:
    await appear(stage, "m1")
    both = notice("m2")
    other = RULES.rules[0].ref
    await stage.wants(replace(both, rules=(*both.rules, other)), number="m2", author=person("m2"))
    await stage.round()
    await stage.round(after=1800)
    assert await stage.told() == {"digest:1": "2 together:\nm1 is new\nm2 is new"}


async def test_many_are_counted(stage: Stage) -> None:
    await appear(stage, *(f"m{number}" for number in range(22)))
    await stage.round(after=1800)
    (text,) = (await stage.told()).values()
    assert text is not None
    assert text.startswith("22 together:")
    assert text.endswith("m19 is new\nand 2 more")


async def test_a_change_of_rules_puts_no_digest_off(stage: Stage) -> None:
    await appear(stage, "m1", "m2")
    stage.ruleset = replace(RULES, version="next")
    await stage.round(after=1799)
    await stage.round(after=1)
    assert list(await stage.told()) == ["digest:1"]


async def test_without_a_digest_a_notice_is_told_at_once(stage: Stage) -> None:
    await stage.wants(notice("m1", digest=None))
    await stage.round()
    assert list(await stage.told()) == ["media:m1"]


async def test_who_is_muted_is_not_told_of(stage: Stage) -> None:
    await stage.desk.rulings.mute(MIRA, None, "Ana")
    await stage.wants(notice("m1", digest=None))
    await stage.round()
    assert await stage.told() == {}


async def test_a_rule_remembers_somebody_for_a_time(stage: Stage) -> None:
    await stage.wants(
        replace(wish(REMEMBER, "media:m1", mode=Mode.ASK), detail=RememberDetail(list="regulars", seconds=3600))
    )
    await stage.round()
    assert await stage.state(REMEMBER, "media:m1") is ActionState.DONE
    async with stage.database.read() as session:
        (entry,) = await listing.all_of(session, ACCOUNT, stage.clock())
        assert await listing.entries(session, ACCOUNT, stage.clock()) == {"regulars": ("id:7",)}
    assert (entry.username, entry.added_by) == ("mira", "rule:sunsets")
    assert isinstance(entry, Entry)
    assert await stage.told() == {}


async def test_a_rule_marks_an_event(stage: Stage) -> None:
    await stage.wants(replace(wish(MARK, "media:m1"), detail=MarkDetail(label="print")))
    await stage.round()
    async with stage.database.read() as session:
        assert await marks.of_event(session, ACCOUNT, EventKey("media:m1")) == ("print",)
    assert await stage.told() == {}


async def test_what_only_watches_remembers_and_marks_nothing(stage: Stage) -> None:
    remember = replace(wish(REMEMBER, "media:m1", mode=Mode.WATCH), detail=RememberDetail(list="a", seconds=None))
    await stage.wants(remember, replace(wish(MARK, "media:m1", mode=Mode.WATCH), detail=MarkDetail(label="b")))
    await stage.round()
    async with stage.database.read() as session:
        assert await listing.all_of(session, ACCOUNT, stage.clock()) == []
        assert await marks.of_event(session, ACCOUNT, EventKey("media:m1")) == ()
