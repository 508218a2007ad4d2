"""PDF files by pypdf: the printed lines of each page, with limits on pages, on what expands, and on time.

The days in a PDF's properties are those of the file's making, not of publication, and are kept apart. Text that is
only a picture (a scan) is not read: the reason says so.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Any

from index.errors import UnreadableDocument
from index.properties import believed
from index.raw import LONGEST_ARTICLE, RawDocument
from index.typeset import PrintedLine, typeset

_MOST_PAGES = 2000
_LONGEST_TIME = 60.0  # seconds for one file
_LARGEST_PAGE = 8 * 1024 * 1024  # bytes of drawing instructions; a page of a newspaper has a fiftieth
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_HEADLINE = 1.25  # times the usual size of type


class _TooLong(Exception):
    """The time for a file is over. Not a DatelineError: it never leaves this module."""


def read_pdf(path: Path, data: bytes) -> RawDocument:
    """The article of a PDF file; `pages` tell where its pages begin. Raises UnreadableDocument with the reason."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument("is no PDF file, whatever its name says")
    # pypdf warns of each small fault of a file; what matters comes as an exception
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages, stated = _read(data, deadline=monotonic() + _LONGEST_TIME)
    except UnreadableDocument:
        raise
    except _TooLong as error:
        raise UnreadableDocument(f"takes longer than {_LONGEST_TIME:.0f} seconds to read") from error
    except RecursionError as error:
        raise UnreadableDocument("is damaged: its parts contain each other") from error
    except Exception as error:  # on damaged files pypdf raises whatever its parsing runs into
        reason = f"is damaged or cut off ({type(error).__name__}: {' '.join(str(error).split())[:120]})"
        raise UnreadableDocument(reason) from error
    printed = typeset(pages)
    if not printed.text.strip():
        raise UnreadableDocument("holds no text, only pictures of pages: make it searchable first (OCR)")
    metadata = MappingProxyType(_metadata(path, pages, stated))
    return RawDocument(str(path.absolute()), printed.text, "text", metadata, pages=printed.pages, asides=printed.asides)


def _read(data: bytes, deadline: float) -> tuple[list[list[PrintedLine]], Mapping[str, str]]:
    from pypdf import PdfReader  # noqa: PLC0415  # 0.2 s

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument("is protected by a password: save it without one")
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise UnreadableDocument(f"has {count:,} pages, at most {_MOST_PAGES:,} are read")
    pages: list[list[PrintedLine]] = []
    length = 0
    for page in reader.pages:
        pages.append(_lines(page, deadline))
        length += sum(len(line.text) for line in pages[-1])
        if length > LONGEST_ARTICLE:
            raise UnreadableDocument(f"holds more than {LONGEST_ARTICLE:,} characters")
    stated = {key: str(value) for key, value in (reader.metadata or {}).items() if isinstance(value, str)}
    return pages, stated


def _lines(page: Any, deadline: float) -> list[PrintedLine]:
    """The lines of a page in the order in which the file draws them. Raises _TooLong after the deadline."""
    contents = page.get_contents()
    if contents is None:
        return []
    if len(contents.get_data()) > _LARGEST_PAGE:
        raise ValueError(f"a page of more than {_LARGEST_PAGE // 2**20} MB of instructions")
    collector = _Collector(deadline)
    page.extract_text(visitor_operand_before=collector.tick, visitor_text=collector.take)
    collector.end_line()
    return collector.lines


class _Collector:
    """Takes the pieces of text that pypdf finds on a page, and puts them together to lines."""

    def __init__(self, deadline: float) -> None:
        self.lines: list[PrintedLine] = []
        self._deadline = deadline
        self._pieces: list[str] = []
        self._sizes: Counter[float] = Counter()
        self._place = (0.0, 0.0)

    def tick(self, *_: object) -> None:
        """Called before each drawing instruction, nested ones too."""
        if monotonic() > self._deadline:
            raise _TooLong

    def take(self, text: str, ctm: Sequence[float], matrix: Sequence[float], _font: object, size: float) -> None:
        """A piece of text: `ctm` and `matrix` place it on the page, a newline in it ends the line."""
        self.tick()
        *ended, rest = text.split("\n")
        for row in ended:
            self._add(row, ctm, matrix, size)
            self.end_line()
        self._add(rest, ctm, matrix, size)

    def _add(self, text: str, ctm: Sequence[float], matrix: Sequence[float], size: float) -> None:
        if not text.strip():
            self._pieces += [text] if self._pieces else []
            return
        if not self._pieces:
            self._place = (
                matrix[4] * ctm[0] + matrix[5] * ctm[2] + ctm[4],
                matrix[4] * ctm[1] + matrix[5] * ctm[3] + ctm[5],
            )
        self._pieces.append(text)
        scale = max(abs(matrix[3]), abs(matrix[1])) * max(abs(ctm[3]), abs(ctm[1]))
        self._sizes[round(abs(size) * scale, 1) or 1.0] += len(text)

    def end_line(self) -> None:
        """The pieces so far are a line."""
        text = " ".join("".join(self._pieces).split())
        if text:
            size = self._sizes.most_common(1)[0][0]
            self.lines.append(PrintedLine(text, *self._place, size))
        self._pieces, self._sizes = [], Counter()


def _metadata(path: Path, pages: Sequence[Sequence[PrintedLine]], stated: Mapping[str, str]) -> dict[str, object]:
    made, headline = _MADE.match(stated.get("/CreationDate", "")), _headline(pages)
    return ({"title": headline} if headline else {}) | believed(
        path,
        title=stated.get("/Title", ""),
        author=stated.get("/Author", ""),
        rows=[line.text for line in (pages[0][:20] if pages else ())],
        made="-".join(made.groups()) if made else "",
    )


def _headline(pages: Sequence[Sequence[PrintedLine]]) -> str:
    """The lines of the first page in the largest type, when they are as long as a headline."""
    first = pages[0] if pages else ()
    usual = Counter(line.size for page in pages for line in page for _ in line.text.split()).most_common(1)
    large = [line for line in first if usual and line.size >= _HEADLINE * usual[0][0] and len(line.text.split()) >= 2]
    largest = max((line.size for line in large), default=0.0)
    words = " ".join(line.text for line in large if line.size == largest).split()
    return " ".join(words) if 4 <= len(words) <= 30 else ""
