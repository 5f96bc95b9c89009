"""Files that bots uploaded: to be shown, downloaded and sent again by id."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.telegram.errors import bad_request

if TYPE_CHECKING:
    import sqlite3

    from sandbox.telegram.pictures import Picture
    from sandbox.telegram.store import Store
    from sandbox.telegram.wire import Json

MOST_BYTES = 50 * 1024 * 1024
"""The largest document a bot may upload."""

MOST_BYTES_DOWN = 20 * 1024 * 1024
"""The largest file a bot may download."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """A file with its content."""

    id: str
    unique_id: str
    name: str
    path: str
    mime: str
    is_photo: bool
    data: bytes

    def as_object(self) -> Json:
        """The file as a `File` object."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
            "file_path": self.path,
        }


class Files:
    """Uploads by file id. The sizes of one picture belong to one upload."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add_photo(self, sizes: list[Picture]) -> list[Json]:
        """Keep a picture and return its `PhotoSize` objects, smallest first."""
        upload = secrets.token_hex(8)
        with self._store.transaction():
            for size in sizes:
                shape = (size.width, size.height)
                self._add(upload, "Photo", ("photos", "photo.jpg", "image/jpeg"), shape, size.data)
        return self._photo_sizes(upload)

    def add_document(self, name: str, mime: str, data: bytes) -> Json:
        """Keep any file and return its `Document` object."""
        if not data:
            raise bad_request("file must be non-empty")
        if len(data) > MOST_BYTES:
            raise bad_request(
                f"file of size {len(data)} bytes is too big for a document; the maximum size is {MOST_BYTES} bytes"
            )
        file_id = self._add(secrets.token_hex(8), "Document", ("documents", name, mime), (0, 0), data)
        return self.document(file_id)

    def photo(self, file_id: str) -> list[Json]:
        """The sizes of a picture sent before, by the id of any of them."""
        return self._photo_sizes(self._row(file_id, "Photo")["upload"])

    def document(self, file_id: str) -> Json:
        """A document sent before."""
        row = self._row(file_id, "Document")
        return {
            "file_id": row["id"],
            "file_unique_id": row["unique_id"],
            "file_name": row["name"],
            "mime_type": row["mime"],
            "file_size": len(row["data"]),
        }

    def find(self, file_id: str) -> StoredFile | None:
        """A file by its id."""
        return _stored(self._store.row("SELECT * FROM files WHERE id = ?", file_id))

    def at_path(self, path: str) -> StoredFile | None:
        """A file by the path that getFile gave."""
        return _stored(self._store.row("SELECT * FROM files WHERE path = ?", path))

    def _add(self, upload: str, kind: str, label: tuple[str, str, str], shape: tuple[int, int], data: bytes) -> str:
        folder, name, mime = label
        file_id = f"AgAC{secrets.token_urlsafe(32)}"
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        ending = suffix if suffix.isascii() and suffix.isalnum() else "bin"
        self._store.change(
            "INSERT INTO files (id, unique_id, upload, kind, name, mime, path, width, height, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(file_id, f"AQAD{secrets.token_urlsafe(8)}", upload, kind, name, mime),
            *(f"{folder}/file_{secrets.token_hex(6)}.{ending}", *shape, data),
        )
        return file_id

    def _row(self, file_id: str, kind: str) -> sqlite3.Row:
        row = self._store.row("SELECT * FROM files WHERE id = ?", file_id)
        if row is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if row["kind"] != kind:
            raise bad_request(f"can't use file of type {row['kind']} as {kind}")
        return row

    def _photo_sizes(self, upload: str) -> list[Json]:
        rows = self._store.rows("SELECT * FROM files WHERE upload = ? ORDER BY n", upload)
        return [
            {
                "file_id": row["id"],
                "file_unique_id": row["unique_id"],
                "width": row["width"],
                "height": row["height"],
                "file_size": len(row["data"]),
            }
            for row in rows
        ]


def _stored(row: sqlite3.Row | None) -> StoredFile | None:
    if row is None:
        return None
    return StoredFile(
        id=row["id"],
        unique_id=row["unique_id"],
        name=row["name"],
        path=row["path"],
        mime=row["mime"],
        is_photo=row["kind"] == "Photo",
        data=row["data"],
    )
