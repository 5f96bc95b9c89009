"""What a rule may ask about the text under a photo. All but whether it was edited is absent when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from domain.facts import caption_hash
from domain.unknown import Maybe, Unknown
from rules.contents import emoji_count, url_count
from rules.fields.reading import of_subject
from rules.folding import fold_tag
from rules.scripts import SCRIPTS, mixes_scripts, scripts
from rules.values.choices import BOOL
from rules.values.numbers import NUMBER
from rules.values.sets import SET, one_of, set_of
from rules.values.textkinds import TEXT
from rules.wording import Wording, amount, truth, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.fields.field import AnyField
    from rules.subject import Subject, Value
    from rules.values.sets import Words

T = TypeVar("T")

_SCRIPT_SET = set_of(
    "set of scripts", ("caption.script", "Latin", "Cyrillic"), one_of(frozenset(map(fold_tag, SCRIPTS)))
)


def _of_text(read: Callable[[str], T]) -> Callable[[Subject], Value[T]]:
    def read_caption(subject: Subject) -> Value[T]:
        caption = subject.caption
        return caption if caption is None or isinstance(caption, Unknown) else read(caption.raw)

    return read_caption


def _size(words: Maybe[Words | None]) -> Maybe[float | None]:
    return words if words is None or isinstance(words, Unknown) else float(len(words))


def _edited(subject: Subject) -> Value[bool]:
    media, history = subject.media, subject.facts.history
    if isinstance(media, Unknown) or isinstance(history, Unknown) or isinstance(media.caption, Unknown):
        return Unknown.UNKNOWN
    first = history.first_caption
    return first if isinstance(first, Unknown) else caption_hash(media.caption) != first


def _many(many: str, one: str) -> Wording:
    return amount(many, one, noun="caption")


_SAYS = written("the caption says {}", "caption", prose=True)
_LONG = _many("a caption of {} characters", "a caption of {} character")
_TAGS = _many("{} hashtags", "{} hashtag")
_TAGGED = Wording(text="tagged {}", lead="it is", sign="#", noun="caption", part=_TAGS)
_NAMES = _many("{} people mentioned", "{} person mentioned")
_MENTIONING = Wording(text="mentioning {}", lead="it is", sign="@", noun="caption", part=_NAMES)
_LINKS = _many("{} links", "{} link")
_EMOJIS = _many("{} emoji", "{} emoji")
_WRITTEN = Wording(text="written in {}", lead="it is", noun="caption", part=_many("{} scripts", "{} script"))
_MIXED = truth("the caption mixes look-alike letters", "the caption mixes no look-alike letters")
_EDITED = truth("the caption was edited", "the caption was not edited")

CAPTION_FIELDS: tuple[AnyField, ...] = (
    of_subject(
        "caption.text",
        TEXT,
        "The text under the photo.",
        _SAYS,
        "{ any_word: [sunset, golden hour] }",
        lambda subject: subject.caption,
    ),
    of_subject(
        "caption.length",
        NUMBER,
        "Its length in characters.",
        _LONG,
        "{ lte: 500 }",
        _of_text(lambda text: float(len(text))),
    ),
    of_subject(
        "caption.hashtags",
        SET,
        "The hashtags in it.",
        _TAGGED,
        "{ none_of: [ad, giveaway] }",
        lambda subject: subject.hashtags,
    ),
    of_subject(
        "caption.hashtag_count",
        NUMBER,
        "How many different hashtags.",
        _TAGS,
        "{ lte: 15 }",
        lambda subject: _size(subject.hashtags),
    ),
    of_subject(
        "caption.mentions",
        SET,
        "The usernames in it.",
        _MENTIONING,
        "[ana]",
        lambda subject: subject.mentions,
    ),
    of_subject(
        "caption.mention_count",
        NUMBER,
        "How many people it names.",
        _NAMES,
        "{ lte: 5 }",
        lambda subject: _size(subject.mentions),
    ),
    of_subject("caption.urls", NUMBER, "How many links.", _LINKS, "0", _of_text(lambda text: float(url_count(text)))),
    of_subject(
        "caption.emoji_count",
        NUMBER,
        "How many emoji.",
        _EMOJIS,
        "{ lte: 10 }",
        _of_text(lambda text: float(emoji_count(text))),
    ),
    of_subject(
        "caption.script",
        _SCRIPT_SET,
        "The scripts of its letters, by their Unicode names.",
        _WRITTEN,
        "{ only: [Latin, Cyrillic] }",
        _of_text(scripts),
    ),
    of_subject(
        "caption.mixed_script",
        BOOL,
        "Whether a word mixes Latin, Cyrillic, Greek or Armenian letters, as disguised words do.",
        _MIXED,
        "false",
        _of_text(mixes_scripts),
    ),
    of_subject(
        "caption.edited",
        BOOL,
        "Whether it is other than when we saw it first.",
        _EDITED,
        "false",
        _edited,
    ),
)
