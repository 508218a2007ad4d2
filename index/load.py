"""From a file to its articles: types, limits, front matter, and a clear reason when there is nothing to read.

Limits: files up to 50 MB, exports of lines (CSV, TSV, JSON lines)
up to 1 GB, articles up to five million characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import yaml

from index.decode import decode
from index.errors import UnreadableDocument
from index.raw import LONGEST_ARTICLE, Format, RawDocument, UnreadablePart

if TYPE_CHECKING:
    from index.page import Page

_Type = Literal["text", "markdown", "html", "pdf", "docx", "mail", "table", "lines", "json"]

LARGEST_FILE = 50 * 1024 * 1024  # bytes; a news article is a thousandth of this
LARGEST_EXPORT = 1024 * 1024 * 1024  # bytes; its rows are read one by one
_ENDINGS: Mapping[_Type, str] = {
    "text": ".txt .text", "markdown": ".md .markdown", "html": ".html .htm .xhtml", "pdf": ".pdf", "docx": ".docx",
    "mail": ".eml", "table": ".csv .tsv", "lines": ".jsonl .ndjson", "json": ".json",
}  # fmt: skip
_TYPES: Mapping[str, _Type] = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
_STREAMED: frozenset[_Type] = frozenset({"table", "lines"})
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{1,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,100};base64,[A-Za-z0-9+/=\s%]{100,}")


def readable_types() -> tuple[str, ...]:
    """The file extensions that can be read, with their dot, sorted."""
    return tuple(sorted(_TYPES))


def load_all(path: Path) -> Iterator[RawDocument | UnreadablePart]:
    """The articles of one file, one after the other, as they are read: never more than one is held.

    Most files hold one article, whose `part` is empty. An export (CSV, TSV, JSON, JSON lines) holds many: `part` is
    the row's own id or address where no row before has it, else its number (“row 7”, “line 7”, “entry 7”), and is
    the same whenever the file is read. A row that cannot be read comes as an `UnreadablePart`, to be reported, and
    the next row follows; after fifty such rows of one file the others are counted in one. Raises
    `UnreadableDocument`, also after the first articles, when the file (or all of it) cannot be read.
    """
    try:
        for article in _articles(path):
            if isinstance(article, UnreadablePart) or len(article.text) <= LONGEST_ARTICLE:
                yield article
                continue
            reason = f"too long for one article: {len(article.text):,} characters, at most {LONGEST_ARTICLE:,} are read"
            if not article.part:
                raise UnreadableDocument(reason)
            yield UnreadablePart(article.path, article.part, reason)
    except PermissionError as error:
        raise UnreadableDocument("no permission to read the file") from error
    except OSError as error:
        raise UnreadableDocument(f"cannot be read: {error.strerror or error}") from error


def _articles(path: Path) -> Iterator[RawDocument | UnreadablePart]:
    """The reader for each type of file; those with packages of their own are imported when such a file comes."""
    kind = _checked(path)
    if kind == "pdf":
        from index.pdf import read_pdf  # noqa: PLC0415  # pypdf takes 0.2 s

        yield read_pdf(path, path.read_bytes())
    elif kind == "docx":
        from index.docx import read_docx  # noqa: PLC0415  # lxml, for this type only

        yield read_docx(path, path.read_bytes())
    elif kind == "mail":
        from index.mail import read_mail  # noqa: PLC0415  # the standard library's e-mail parser, for this type only

        yield read_mail(path, path.read_bytes())
    elif kind in ("text", "markdown", "html"):
        yield _page(path, path.read_bytes(), kind)
    else:
        from index import exports  # noqa: PLC0415  # for these types only

        if kind == "json":
            yield from exports.read_json(path, path.read_bytes())
        else:
            yield from exports.read_table(path) if kind == "table" else exports.read_lines(path)


def _page(path: Path, data: bytes, kind: Format) -> RawDocument:
    """A text, Markdown or HTML file. Front matter that is not valid YAML is left in the text, so that nothing is lost;
    `index.metadata` still reads its `key: value` lines as it reads those of any text file."""
    text = decode(data, html=kind == "html").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableDocument("the file is empty")
    metadata: Mapping[str, object] = {}
    page: Page | None = None
    if kind == "html":
        from index.page import Page  # noqa: PLC0415  # lxml and trafilatura are loaded only when a page is read

        text = _EMBEDDED.sub("data:,", text)  # pictures that a browser saved into the page
        if len(text) <= LONGEST_ARTICLE:
            page = Page(text)
            metadata = page.metadata()
    else:
        metadata, text = _front_matter(text)
        if not text.strip():
            raise UnreadableDocument("the file holds front matter but no text")
    return RawDocument(str(path.absolute()), text, kind, MappingProxyType(dict(metadata)), page=page)


def _checked(path: Path) -> _Type:
    """The type of a file that may be read. Raises UnreadableDocument with the reason for any other."""
    kind = _TYPES.get(path.suffix.lower())
    if path.is_dir():
        raise UnreadableDocument("is a folder, not a file")
    if kind is None:
        shown = path.suffix or "a file without an extension"
        raise UnreadableDocument(f"{shown} is not a type Dateline reads ({' '.join(readable_types())})")
    if not path.exists():
        raise UnreadableDocument("no such file")
    if not path.is_file():
        raise UnreadableDocument("is not an ordinary file")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableDocument("the file is empty")
    largest = LARGEST_EXPORT if kind in _STREAMED else LARGEST_FILE
    if size > largest:
        shown = f"too large: {size / 2**20:,.0f} MB, at most {largest // 2**20:,} MB are read"
        raise UnreadableDocument(shown + ("; write one article a line, as .jsonl" if kind == "json" else ""))
    return kind


class _Plain(yaml.SafeLoader):
    """YAML without aliases: a few of them, nested, stand for more text than fits in memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    match = _FRONT_MATTER.match(text.lstrip("\ufeff"))
    if match is None:
        return {}, text
    try:
        values = yaml.load(match.group(1), Loader=_Plain)
    except (yaml.YAMLError, ValueError):  # ValueError: PyYAML's own, for dates such as 2022-02-30
        return {}, text
    if not isinstance(values, dict):
        return {}, text
    return {str(key).strip().lower(): value for key, value in values.items()}, text.lstrip("\ufeff")[match.end() :]
