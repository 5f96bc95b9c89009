"""Pictures by name: painted when first asked for, in a thread, and kept in memory and on disk."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from sandbox.instagram.pictures.studio import paint_avatar, paint_photo

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from sandbox.instagram.world.world import World

SIZES = (150, 320, 640)
PORTRAIT = 320
"""The API names one portrait without a size. Choice: large enough to be a card's picture."""

_KEPT = 300
"""Pictures in memory, about 15 MB."""
_PHOTO = re.compile(r"(\d{1,20})_(150|320|640)\.jpg", re.ASCII)
_AVATAR = re.compile(r"avatar_(\d{1,20})\.jpg", re.ASCII)
_QUALITY = 88


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What a picture's name stands for."""

    stem: str
    size: int
    motif: str
    """The empty one for a portrait."""
    key: str
    """What its chances are drawn for."""


class Gallery:
    """All pictures of one world."""

    def __init__(self, folder: Path | None, seed: int) -> None:
        self._folder = folder
        self._seed = seed
        self._memory: OrderedDict[str, bytes] = OrderedDict()
        self._painting: dict[str, asyncio.Future[None]] = {}
        self._painters = ThreadPoolExecutor(max_workers=1, thread_name_prefix="painter")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def find(self, name: str, world: World) -> Subject | None:
        """What the file `name` shows, if there is such a picture."""
        if photo := _PHOTO.fullmatch(name):
            post = world.posts.get(int(photo[1]))
            if post is not None:
                return Subject(stem=photo[1], size=int(photo[2]), motif=post.draft.motif, key=post.draft.key)
        if avatar := _AVATAR.fullmatch(name):
            person = world.people.get(avatar[1])
            if person is not None:
                return Subject(stem=f"avatar_{avatar[1]}", size=PORTRAIT, motif="", key=person.username)
        return None

    async def jpeg(self, subject: Subject) -> bytes:
        """The file's content."""
        name = f"{subject.stem}_{subject.size}"
        if name not in self._memory:
            await self._paint_once(subject)
        self._memory.move_to_end(name)
        body = self._memory[name]
        while len(self._memory) > _KEPT:
            self._memory.popitem(last=False)
        return body

    def close(self) -> None:
        """Finish the picture in hand."""
        self._painters.shutdown()

    async def _paint_once(self, subject: Subject) -> None:
        """Put all sizes into memory; callers who want the same meanwhile wait for the one painter."""
        if subject.stem not in self._painting:
            work = asyncio.get_running_loop().run_in_executor(self._painters, self._files, subject)
            self._painting[subject.stem] = asyncio.ensure_future(self._remember(subject, work))
        await asyncio.shield(self._painting[subject.stem])

    async def _remember(self, subject: Subject, work: asyncio.Future[dict[str, bytes]]) -> None:
        try:
            self._memory.update(await work)
        finally:
            del self._painting[subject.stem]

    def _files(self, subject: Subject) -> dict[str, bytes]:
        sizes = SIZES if subject.motif else (PORTRAIT,)
        names = {f"{subject.stem}_{size}": size for size in sizes}
        if self._folder is not None:
            paths = [self._folder / f"{name}.jpg" for name in names]
            if all(path.exists() for path in paths):
                return {path.stem: path.read_bytes() for path in paths}
        picture = self._paint(subject)
        files = {name: _encode(picture, size) for name, size in names.items()}
        if self._folder is not None:
            for name, body in files.items():
                _write(self._folder / f"{name}.jpg", body)
        return files

    def _paint(self, subject: Subject) -> Image:
        if not subject.motif:
            return paint_avatar(self._seed, subject.key)
        return paint_photo(self._seed, subject.key, subject.motif)


def _encode(picture: Image, size: int) -> bytes:
    file = BytesIO()
    smaller = picture if picture.width == size else picture.resize((size, size), reducing_gap=2.0)
    smaller.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def _write(path: Path, body: bytes) -> None:
    """Write whole or not at all, so that a crash leaves no half picture."""
    draft = path.with_suffix(".part")
    draft.write_bytes(body)
    draft.replace(path)
