"""From a raw document to its kept text, every part marked as article, reader's comment or residue."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.comments import Section, find_comments
from index.errors import UnreadableDocument
from index.lines import Line, lines, trimmed, unwrap
from index.markdown import heading, link_lines, plain, plain_tables
from index.mastheads import glued_head
from index.raw import RawDocument, with_title
from index.records import Span, SpanKind
from index.residue import residue
from index.years import MONTH

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")
_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\x0c]")
_NEWLINE = re.compile("\r\n?|\u2028|\u2029|\x85")
_GLUED_DAY = re.compile(rf"(?<=/(?:19|20)\d\d)(?={MONTH} \d)")  # “12/08/2022December 8, 2022”
_MANY_NEWLINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, slots=True)
class CleanedText:
    """All text that is kept, and spans that cover it in order without overlap (white space may lie between)."""

    text: str
    spans: tuple[Span, ...]


def clean(raw: RawDocument) -> CleanedText:
    """Mark every line of a document as article, comment or residue.

    Text keeps its words and order; newlines, blanks and invisible characters are normalised, wrapped lines joined,
    Markdown's marks taken off. Of an HTML page the article (by trafilatura) and readers' comments are kept. Raises
    `UnreadableDocument` when a page shows no text.
    """
    if raw.format == "html":
        return _clean_page(raw)
    text = normalise(raw.text)
    linked: frozenset[str] = frozenset()
    title = ""
    if raw.format == "markdown":
        title = heading(text) or ""
        linked = link_lines(text)
        text = _MANY_NEWLINES.sub("\n\n", plain(text)).rstrip()
    text = unwrap(text)
    if not text.strip():
        raise UnreadableDocument("the file holds no text")
    return _set_aside(mark(text, linked, title), kept_offsets(raw.text, itertools.chain.from_iterable(raw.asides)))


def kept_offsets(text: str, offsets: Iterable[int]) -> tuple[int, ...]:
    """Where places of a plain text stand once it is normalised. `offsets` ascend; a word begins or ends at each."""
    found: list[int] = []
    before = at = 0
    for offset in offsets:
        at += len(normalise(f"|{text[before:offset]}|")) - 2  # the bars keep blanks at both ends
        found.append(at)
        before = offset
    return tuple(found)


def _set_aside(cleaned: CleanedText, edges: Sequence[int]) -> CleanedText:
    """The spans with what is known to be no article as residue; `edges` are the starts and ends of these stretches."""
    spans: list[Span] = []
    for span in cleaned.spans:
        at = span.start
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start < span.end and end > at:
                _append_trimmed(spans, cleaned.text, replace(span, start=at, end=max(start, at)))
                _append_trimmed(spans, cleaned.text, Span(max(start, at), min(end, span.end), "residue"))
                at = min(end, span.end)
        _append_trimmed(spans, cleaned.text, replace(span, start=at))
    return replace(cleaned, spans=tuple(spans))


def _append_trimmed(spans: list[Span], text: str, span: Span) -> None:
    start, end = trimmed(text, span.start, span.end)
    if start < end:
        spans.append(replace(span, start=start, end=end))


def normalise(text: str) -> str:
    """NFC, `\\n` for every newline, one kind of blank, no invisible characters, at most one blank line at a time."""
    text = _NEWLINE.sub("\n", text)
    text = _GLUED_DAY.sub(" ", _BLANK.sub(" ", _INVISIBLE.sub("", text)))
    return unicodedata.normalize("NFC", _MANY_NEWLINES.sub("\n\n", text)).rstrip()


def mark(text: str, linked: frozenset[str] = frozenset(), title: str = "") -> CleanedText:
    """Spans for a text that is already normalised. `linked` are lines known to be hardly more than links, `title` is
    the headline where it is known."""
    rows = lines(text)
    section = find_comments(rows)
    body = rows if section is None else rows[: section.first]
    marks = residue(body, linked, title) if body else []
    spans = _body_spans(body, marks)
    if section is not None:
        spans += _section_spans(rows, section)
    return CleanedText(text, tuple(spans))


def _body_spans(rows: Sequence[Line], marks: Sequence[bool]) -> list[Span]:
    spans: list[Span] = []
    for row, is_residue in zip(rows, marks, strict=True):
        start = row.start
        if not is_residue and not any(s.kind == "article" for s in spans):
            head = glued_head(row.text)
            if head:
                _append(spans, start, start + head[0], "residue")
                start += head[1]
        _append(spans, start, row.end, "residue" if is_residue else "article")
    return spans


def _append(spans: list[Span], start: int, end: int, kind: SpanKind) -> None:
    """Add a stretch, as part of the span before when that is of the same kind."""
    if spans and spans[-1].kind == kind != "comment":
        spans[-1] = Span(spans[-1].start, end, kind)
    else:
        spans.append(Span(start, end, kind))


def _section_spans(rows: Sequence[Line], section: Section) -> list[Span]:
    spans: list[Span] = []
    at = section.first
    for comment in section.comments:
        for row in rows[at : comment.first]:
            _append(spans, row.start, row.end, "residue")
        spans.append(Span(rows[comment.first].start, rows[comment.last].end, "comment", comment.author))
        at = comment.last + 1
    for row in rows[at:]:
        _append(spans, row.start, row.end, "residue")
    return spans


def _clean_page(raw: RawDocument) -> CleanedText:
    from index.page import Page  # noqa: PLC0415  # lxml and trafilatura are loaded only when a page is read

    parts = (raw.page or Page(raw.text)).parts()
    article = plain_tables(normalise(parts.article))
    title = normalise(str(raw.metadata.get("title") or "")).strip()
    article = with_title(article, title) if article else ""
    if not article.strip() and not parts.comments:
        raise UnreadableDocument("the page shows no text")
    cleaned = mark(article, parts.linked, title)
    text, spans = cleaned.text, list(cleaned.spans)
    for author, body in parts.comments:
        signed = normalise(f"{author}\n{body}" if author else body).strip()
        start = len(text) + 2
        text = f"{text}\n\n{signed}"
        spans.append(Span(start, len(text), "comment", author))
    return CleanedText(text, tuple(spans))
