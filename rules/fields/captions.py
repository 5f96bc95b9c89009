"""What a rule may ask about the text under a photo. All of it is absent when there is none."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from domain.unknown import Unknown
from rules.fields.field import AnyField, Field, Trigger
from rules.folding import runs_after
from rules.values.numbers import NUMBER
from rules.values.sets import SET
from rules.values.texts import TEXT
from rules.wording import Wording, amount, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.subject import Subject, Value
    from rules.values.kinds import Kind

T = TypeVar("T")

# Kept as text: re compiles a pattern when it is first used, and starting must be quick.
_URL = r"(?i)https?://\S+|\bwww\.[^\s.]\S*"
_MENTION = r"(?<![\w.@])@([A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?)"
_PICTURE = "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_DRESSED = f"{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"  # two letters
_EMOJI = f"{_FLAG}|{_DRESSED}(?:\u200d{_DRESSED})*"


def hashtags(text: str) -> tuple[str, ...]:
    """The words behind `#`, each once, as written."""
    tags = runs_after("#", unicodedata.normalize("NFKC", text))
    return tuple(tag for tag in tags if not tag.isdigit())  # `#1` is a place in a ranking


def mentions(text: str) -> tuple[str, ...]:
    """The usernames behind `@`, each once, small letters. `me@example.org` mentions nobody."""
    return tuple(dict.fromkeys(name.lower() for name in re.findall(_MENTION, text)))


def url_count(text: str) -> int:
    """How many links."""
    return len(re.findall(_URL, text))


def emoji_count(text: str) -> int:
    """How many emoji, a family or a flag counting as one."""
    return len(re.findall(_EMOJI, text))


def _field(name: str, kind: Kind[T], doc: str, plain: Wording, read: Callable[[str], T]) -> Field[T]:
    def read_caption(subject: Subject) -> Value[T]:
        caption = subject.caption
        return caption if caption is None or isinstance(caption, Unknown) else read(caption.raw)

    triggers = frozenset({Trigger.NEW_MEDIA})
    return Field(name=name, kind=kind, doc=doc, plain=plain, triggers=triggers, read=read_caption)


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

CAPTION_FIELDS: tuple[AnyField, ...] = (
    Field(
        name="caption.text",
        kind=TEXT,
        doc="The text under the photo.",
        plain=_SAYS,
        triggers=frozenset({Trigger.NEW_MEDIA}),
        read=lambda subject: subject.caption,
    ),
    _field("caption.length", NUMBER, "Its length in characters.", _LONG, lambda text: float(len(text))),
    _field("caption.hashtags", SET, "The hashtags in it.", _TAGGED, hashtags),
    _field(
        "caption.hashtag_count",
        NUMBER,
        "How many different hashtags.",
        _TAGS,
        lambda text: float(len(hashtags(text))),
    ),
    _field("caption.mentions", SET, "The usernames in it.", _MENTIONING, mentions),
    _field(
        "caption.mention_count",
        NUMBER,
        "How many people it names.",
        _NAMES,
        lambda text: float(len(mentions(text))),
    ),
    _field("caption.urls", NUMBER, "How many links.", _LINKS, lambda text: float(url_count(text))),
    _field("caption.emoji_count", NUMBER, "How many emoji.", _EMOJIS, lambda text: float(emoji_count(text))),
)
