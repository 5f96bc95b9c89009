"""Telegram's HTML, read as strictly as Telegram reads it.

The grammar and the wording of the errors follow the `do_parse_html` of Telegram's own client library: tag names,
attributes and character references only from a short list, everything nested and closed, an unescaped `<` refused
with its offset in bytes.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from sandbox.telegram.entities import Entity, link
from sandbox.telegram.errors import ApiError, bad_request
from sandbox.telegram.wire import utf16_length

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "",  # for bots that bought a name; everyone else's is shown as the plain emoji
}

REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]+));?")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_BARE_VALUE = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, kw_only=True, slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and what the tags said, outer parts first.

    Raises:
        ApiError: 400 "can't parse entities: ..." with the byte offset of what is wrong.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._open: list[_OpenTag] = []
        self._found: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._source):
            char = self._source[self._at]
            if char == "<":
                self._tag()
            elif char == "&":
                self._put(self._reference())
            else:
                self._at += 1
                self._put(char)
        if self._open:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        # Outer tags close last: among parts of the same extent they come first.
        outer_first = self._found[::-1]
        return "".join(self._text), sorted(outer_first, key=lambda part: (part.offset, -part.length))

    def _put(self, char: str) -> None:
        self._text.append(char)
        self._length += utf16_length(char)

    def _reference(self) -> str:
        match = _REFERENCE.match(self._source, self._at)
        char = _referenced(match) if match else None
        if match is None or char is None:
            self._at += 1
            return "&"
        self._at = match.end()
        return char

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._source.startswith("/", self._at):
            self._at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._take(_TAG_NAME).lower()
        if self._finished:
            raise self._error("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        while self._skip_space() != ">":
            attribute, value = self._attribute(name, begin)
            attributes[attribute] = value
        self._at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_OpenTag(name=name, attributes=attributes, offset=self._length))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        if self._finished:
            raise self._error("Unclosed start tag", begin)
        name = self._take(_ATTRIBUTE_NAME)
        if not name:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        if self._skip_space() != "=":
            return name, ""
        self._at += 1
        quote = self._skip_space()
        if not quote:
            raise self._error("Unclosed start tag", begin)
        if quote not in "'\"":
            return name, self._bare_value()
        self._at += 1
        return name, self._quoted_value(quote, begin)

    def _bare_value(self) -> str:
        begin = self._at
        value = self._take(_BARE_VALUE).lower()
        if not self._finished and not (self._here.isspace() or self._here == ">"):
            raise self._error("Unexpected end of name token", begin)
        return value

    def _quoted_value(self, quote: str, begin: int) -> str:
        value: list[str] = []
        while not self._finished and self._here != quote:
            if self._here == "&":
                value.append(self._reference())
            else:
                value.append(self._here)
                self._at += 1
        self._at += 1
        if self._finished:
            raise self._error("Unclosed start tag", begin)
        return "".join(value)

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise self._error("Unexpected end tag", begin)
        name = self._take(_TAG_NAME)
        if self._skip_space() != ">":
            raise self._error("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            where = f'{self._byte(begin)}, expected "</{tag.name}>", found "</{name}>"'
            raise _unreadable(f"Unmatched end tag at byte offset {where}")
        self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        length = self._length - tag.offset
        if not length or not TAGS[tag.name]:
            return
        kind, language = TAGS[tag.name], None
        if kind == "blockquote" and "expandable" in tag.attributes:
            kind = "expandable_blockquote"
        if kind == "code":
            language = tag.attributes.get("class", "").partition("language-")[2] or None
        if kind == "pre" and self._found and (inner := self._found[-1]).type == "code":
            language = inner.language if (inner.offset, inner.length) == (tag.offset, length) else None
        url = None
        if kind == "text_link":
            url = link(tag.attributes.get("href") or "".join(self._text)[-length:])
            if url is None:
                return
        self._found.append(Entity(type=kind, offset=tag.offset, length=length, url=url, language=language))

    @property
    def _finished(self) -> bool:
        return self._at >= len(self._source)

    @property
    def _here(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        taken = match.group() if match else ""
        self._at += len(taken)
        return taken

    def _skip_space(self) -> str:
        self._take(_SPACE)
        return self._here

    def _byte(self, position: int) -> int:
        return len(self._source[:position].encode())

    def _error(self, what: str, position: int) -> ApiError:
        return _unreadable(f"{what} at byte offset {self._byte(position)}")


def _referenced(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return REFERENCES.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    is_character = 0 < code <= sys.maxunicode and code not in _SURROGATES
    return chr(code) if is_character else None


def _unreadable(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")
