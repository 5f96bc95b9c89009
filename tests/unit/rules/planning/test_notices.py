from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import NoticeDetail, Offer, Picturing
from domain.plans import Mode, Plan
from rules.actions import Button, Notice
from rules.fields.catalogue import CATALOGUE
from rules.templates import Slot, Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewMedia
    from rules.ruleset import Rule

HALF, HOUR = timedelta(minutes=30), timedelta(hours=1)
PLACE = Slot(field=CATALOGUE["location.name"], sample="Berlin", public=True)
LIKE, OPEN = Button(verb="like"), Button(verb="open")
MUTE = Button(verb="mute_author", length=timedelta(days=30))


def saying(text: str) -> Template:
    return Template(parts=(text,))


@pytest.fixture
def told(
    rule: Callable[..., Rule], planned: Callable[..., Plan], photo: Callable[..., NewMedia]
) -> Callable[..., NoticeDetail]:
    def tell(*notices: Notice, event: NewMedia | None = None) -> NoticeDetail:
        rules = [rule(f"r{number}", notice) for number, notice in enumerate(notices)]
        (action,) = planned(*rules, event=event or photo()).actions
        assert isinstance(action.detail, NoticeDetail)
        return action.detail

    return tell


def test_a_bare_notice_shows_a_small_picture_at_once(told: Callable[..., NoticeDetail]) -> None:
    assert told(Notice(template=None)) == NoticeDetail()


@pytest.mark.parametrize(
    ("pictures", "shown"),
    [
        ([Picturing.NONE], Picturing.NONE),
        ([Picturing.NONE, Picturing.THUMBNAIL], Picturing.THUMBNAIL),
        ([Picturing.FULL, Picturing.THUMBNAIL], Picturing.FULL),
    ],
)
def test_the_largest_picture_is_shown(
    pictures: list[Picturing], shown: Picturing, told: Callable[..., NoticeDetail]
) -> None:
    assert told(*(Notice(template=None, picture=picture) for picture in pictures)).picture is shown


def test_every_button_stands_there_once(told: Callable[..., NoticeDetail]) -> None:
    draft = Button(verb="comment", template=saying("So calm"))
    one, two = Notice(template=None, buttons=(LIKE, draft, MUTE)), Notice(template=None, buttons=(OPEN, LIKE))
    assert told(one, two).offers == (
        Offer(verb="like"),
        Offer(verb="comment", text="So calm"),
        Offer(verb="mute_author", seconds=2_592_000),
        Offer(verb="open"),
    )


def test_drafts_differ_from_photo_to_photo(told: Callable[..., NoticeDetail], photo: Callable[..., NewMedia]) -> None:
    draft = Button(verb="comment", template=saying("So calm"), others=(saying("How still"),))
    notice = Notice(template=None, buttons=(draft,))
    drafts = {told(notice, event=photo(media_id=f"{number}")).offers[0].text for number in range(20)}
    assert drafts == {"So calm", "How still"}
    assert told(notice, event=photo()) == told(notice, event=photo())


@pytest.mark.parametrize("draft", [Template(parts=(PLACE,)), saying("LOUD")])
def test_a_comment_that_cannot_be_said_is_not_offered(
    draft: Template, told: Callable[..., NoticeDetail], photo: Callable[..., NewMedia]
) -> None:
    notice = Notice(template=None, buttons=(Button(verb="comment", template=draft), LIKE))
    assert told(notice, event=photo(location=None)).offers == (Offer(verb="like"),)


def test_a_draft_is_one_of_its_wordings_that_can_be_said(
    told: Callable[..., NoticeDetail], photo: Callable[..., NewMedia]
) -> None:
    wordings = (Template(parts=(PLACE,)), saying("Calm"), saying("LOUD"), saying("Wide"))
    button = Button(verb="comment", template=wordings[0], others=wordings[1:])
    notice = Notice(template=None, buttons=(button,))
    events = [photo(media_id=f"{number}_1", location=None) for number in range(30)]
    assert {told(notice, event=event).offers[0].text for event in events} == {"Calm", "Wide"}


def test_notices_are_gathered_by_a_value(told: Callable[..., NoticeDetail], photo: Callable[..., NewMedia]) -> None:
    notice = Notice(template=None, group_by=CATALOGUE["location.id"], digest=HALF)
    assert told(notice).group_by == "location.id=7"
    assert told(notice, event=photo(location=None)).group_by is None
    assert told(Notice(template=None), notice).group_by == "location.id=7"


@pytest.mark.parametrize(
    ("digests", "seconds"),
    [
        ([HALF], 1800),
        ([HOUR, HALF], 1800),
        pytest.param([HOUR, None], None, id="what cannot wait takes the rest with it"),
    ],
)
def test_a_notice_waits_as_long_as_all_rules_allow(
    digests: list[timedelta | None], seconds: float | None, told: Callable[..., NoticeDetail]
) -> None:
    assert told(*(Notice(template=None, digest=digest) for digest in digests)).digest_seconds == seconds


def test_a_rule_on_trial_adds_nothing_to_a_notice_but_its_name(
    rule: Callable[..., Rule], planned: Callable[..., Plan], photo: Callable[..., NewMedia]
) -> None:
    trial = rule("trial", Notice(template=saying("Psst"), buttons=(LIKE,), digest=HALF), mode=Mode.WATCH, priority=9)
    (action,) = planned(trial, rule("real", Notice(template=saying("Look"))), event=photo()).actions
    assert (action.text, action.mode, action.detail) == ("Look", Mode.AUTO, NoticeDetail())
    assert [ref.id for ref in action.rules] == ["real", "trial"]
