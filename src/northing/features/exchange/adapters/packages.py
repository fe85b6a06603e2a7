"""Office files are zip archives: their size, growth and document types are looked at before anything is opened."""

from __future__ import annotations

import io
import zipfile
import zlib

from northing.features.exchange.adapters.refusals import MAX_BYTES, DocumentRefused

WORKBOOK, DOCUMENT = "xl/workbook.xml", "word/document.xml"
_DAMAGE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
    zlib.error,
)
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 2_000
_MOST_TIMES_LARGER = 200
_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def kind_of(content: bytes, name: str = "") -> str:
    """`WORKBOOK` or `DOCUMENT`, whichever the archive holds; of a broken one its name tells, too.

    :raises DocumentRefused: `too_big`, `zip_bomb`, `macro_or_entities`, `not_text`, `damaged_workbook`,
        `damaged_document`
    """
    if len(content) > MAX_BYTES:
        raise DocumentRefused("too_big", limit_mb=str(MAX_BYTES // 2**20))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_small(archive, len(content))
            names = archive.namelist()
            kind = next((name for name in (WORKBOOK, DOCUMENT) if name in names), "")
            if not kind:
                raise DocumentRefused("not_text", kind="zip")
            for part in archive.infolist():
                _require_no_entities(archive, part)
    except _DAMAGE as problem:
        # The names of the parts are readable even where the archive is not.
        is_word = name.lower().endswith(".docx") or DOCUMENT.encode() in content
        raise DocumentRefused("damaged_document" if is_word else "damaged_workbook") from problem
    return kind


def part_of(content: bytes, name: str) -> bytes:
    """One part of the archive; empty if it has none of that name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read(name) if name in archive.namelist() else b""
    except _DAMAGE as problem:
        raise DocumentRefused("damaged_document") from problem


def _require_small(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    grows = unpacked > _SMALL and unpacked > packed * _MOST_TIMES_LARGER
    if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS or grows:
        raise DocumentRefused("zip_bomb")


def _require_no_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Office files declare no document types; entities are how a small XML file grows."""
    if not part.filename.endswith((".xml", ".rels")):
        return
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if any(doctype in before + chunk for doctype in _DOCTYPES):
                raise DocumentRefused("macro_or_entities")
            before = chunk[-_LONGEST_DOCTYPE:]


_LONGEST_DOCTYPE = max(map(len, _DOCTYPES))
