from __future__ import annotations

import pytest

from domain.sources import Source, SourceKind


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("tag:sunset", Source(kind=SourceKind.TAG, value="sunset")),
        ("user:37998182", Source(kind=SourceKind.USER, value="37998182")),
        ("location:212988663", Source(kind=SourceKind.LOCATION, value="212988663")),
        ("requests:self", Source(kind=SourceKind.REQUESTS, value="self")),
        ("tag:a:b", Source(kind=SourceKind.TAG, value="a:b")),
    ],
)
def test_a_source_is_written_and_read_back(text: str, source: Source) -> None:
    assert str(source) == text
    assert Source.parse(text) == source


@pytest.mark.parametrize("text", ["", "tag", "tag:", ":sunset", "tags:sunset", "Tag:sunset", " tag:sunset"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"reads kind:value|not a valid SourceKind"):
        Source.parse(text)
