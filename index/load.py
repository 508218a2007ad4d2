"""From a file to its text: types, encodings, front matter, and a clear reason when there is nothing to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml

from index.errors import UnreadableDocument

Format = Literal["text", "markdown", "html"]

LARGEST_FILE = 50 * 1024 * 1024  # bytes; a news article is a thousandth of this
_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".txt": "text",
        ".text": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
    }
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{1,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SHARE_OF_CONTROL = 0.02


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as it was read. `text` is the decoded text (markup and all for HTML), newlines as `\\n`, without front
    matter; `metadata` is the front matter, or what the page's head states: keys in lower case."""

    path: str
    text: str
    format: Format
    metadata: Mapping[str, object]
    part: str = ""
    pages: tuple[int, ...] = ()


def readable_types() -> tuple[str, ...]:
    """The file extensions that can be read, with their dot, sorted."""
    return tuple(sorted(_FORMATS))


def load_all(path: Path) -> Iterator[RawDocument | UnreadableDocument]:
    """The articles of one file, one after the other: most files hold one, an export or a feed holds many.

    A row that cannot be read is given as an UnreadableDocument with its `part`, and the next one follows; what
    stops the reading of the whole file is raised.
    """
    yield load(path)


def load(path: Path) -> RawDocument:
    """Read one file. Raises `UnreadableDocument` with a reason a person can act on; never returns an empty text.

    Front matter that is not valid YAML is left in the text, so that nothing is lost; `index.metadata` still reads
    its `key: value` lines as it reads those of any text file.
    """
    kind = _FORMATS.get(path.suffix.lower())
    data = _bytes(path, kind)
    text = _decode(path, data, kind).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableDocument(str(path), "the file is empty")
    metadata: Mapping[str, object] = {}
    if kind == "html":
        from index.page import page_metadata  # noqa: PLC0415  # lxml and trafilatura are loaded only when a page is read

        metadata = page_metadata(text)
    else:
        metadata, text = _front_matter(text)
        if not text.strip():
            raise UnreadableDocument(str(path), "the file holds front matter but no text")
    assert kind is not None  # _bytes refuses unknown types
    return RawDocument(str(path.absolute()), text, kind, MappingProxyType(dict(metadata)))


def _bytes(path: Path, kind: Format | None) -> bytes:
    """The content of the file, or the reason why it cannot be read."""

    def refuse(reason: str) -> UnreadableDocument:
        return UnreadableDocument(str(path), reason)

    try:
        if path.is_dir():
            raise refuse("is a folder, not a file")
        if kind is None:
            shown = path.suffix or "a file without an extension"
            raise refuse(f"{shown} is not a type Dateline reads ({' '.join(readable_types())})")
        if not path.exists():
            raise refuse("no such file")
        if not path.is_file():
            raise refuse("is not an ordinary file")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise refuse(f"too large: {size / 2**20:.0f} MB, at most {LARGEST_FILE // 2**20} MB are read")
        return path.read_bytes()
    except PermissionError as error:
        raise refuse("no permission to read the file") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise refuse(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _decode(path: Path, data: bytes, kind: Format | None) -> str:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UnreadableDocument(str(path), f"holds {name}, not text")
    text = _decoded(data, html=kind == "html")
    if text is None:
        raise UnreadableDocument(str(path), "holds binary data, not text")
    sample = text[:200_000]
    if "\x00" in text or len(_CONTROL.findall(sample)) > _SHARE_OF_CONTROL * max(len(sample), 1):
        raise UnreadableDocument(str(path), "holds binary data, not text")
    return text


def _decoded(data: bytes, *, html: bool) -> str | None:
    """UTF-8 where it fits, else what a byte-order mark or the page declares, else charset-normalizer's guess."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass  # not UTF-8: the declared or guessed encoding is tried next
    if b"\x00" in data:
        return None
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"), errors="replace")
        except LookupError:
            pass  # the page names an encoding that does not exist: guess
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only for old encodings: it takes 50 ms to import

    best = from_bytes(data).best()
    return None if best is None else str(best)


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    match = _FRONT_MATTER.match(text.lstrip("\ufeff"))
    if match is None:
        return {}, text
    try:
        values = yaml.safe_load(match.group(1))
    except (yaml.YAMLError, ValueError):  # ValueError: PyYAML's own, for dates such as 2022-02-30
        return {}, text
    if not isinstance(values, dict):
        return {}, text
    return {str(key).strip().lower(): value for key, value in values.items()}, text.lstrip("\ufeff")[match.end() :]
