"""What is known about a document: title, outlet, dates, author, address; each only when the page shows it."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from index.clean import CleanedText, kept_offsets
from index.datelines import find_dateline
from index.features import content_words, features, is_prose
from index.heads import HEADLINE, byline, headline_score
from index.lines import lines
from index.load import RawDocument
from index.markdown import heading
from index.mastheads import field
from index.outlet import outlet, split_title, stamp_like
from index.overrides import Override, overridden
from index.page_head import FOOT_LINES, HEAD_LINES, own_lines
from index.phrases import PRESS_WORDS
from index.published import PageText, captured, published
from index.records import Document
from index.sentences import sentences
from index.signatures import is_name
from index.stamps import as_day
from index.years import plain_date

_FOOT = 4  # last lines of an article, among which it may say when it was published
_OWN_DATE = re.compile(
    r"\W*(?:this (?:article|story|report|post|piece|version|page) (?:was|has been) )?(?:originally |first |last )?"
    r"(?:published|posted|updated|issued|released)\b(?: in [\w ’'&-]{2,40}?)?(?:[: ]| on | at )[^.!?]{4,60}[.]?\W*",
    re.I,
)
_TITLE_LENGTH = 90  # characters of a first sentence that stands in for a headline


def describe(raw: RawDocument, cleaned: CleanedText, *, latest: date, overrides: Sequence[Override] = ()) -> Document:
    """The document's record. `latest` is the day of indexing: a date after it is not believed.

    `overrides` stand over what the page shows, the last one over those before it. Neither the file's time nor
    `latest` ever becomes a date of the document.
    """
    return overridden(_shown(raw, cleaned, latest), overrides, latest)


def _shown(raw: RawDocument, cleaned: CleanedText, latest: date) -> Document:
    """What the page itself shows."""
    page = page_text(cleaned)
    stated = {**_fields(page), **{k: v for k, v in raw.metadata.items() if v not in (None, "")}}
    url = _url(stated)
    source = outlet(page, stated, url)
    title, suffix = split_title(_title(raw, cleaned, stated), source)
    dated = _with_rows(page, raw.metadata)
    moment = captured(dated, stated, url, raw.text)
    day, note = published(dated, stated, url, latest, moment=moment)
    return Document(
        id=document_id(raw.path, raw.part),
        path=raw.path,
        title=title,
        source=source if source and not _is_host(source, url) else suffix or source,
        published=day,
        published_note=note if day else note + _made(stated),
        captured=moment.day if moment else None,
        text=cleaned.text,
        spans=cleaned.spans,
        url=url,
        author=_author(page, stated),
        part=raw.part,
        pages=kept_offsets(raw.text, raw.pages),
    )


def _made(stated: Mapping[str, object]) -> str:
    """What is said of a file that states when it was made, which is not when its article was published."""
    made = as_day(stated.get("file made"))
    return f"; the file was made on {plain_date(made)}, which need not be the day of publication" if made else ""


def document_id(path: str, part: str = "") -> str:
    """The id of a document: 16 hexadecimal digits of the SHA-256 of its absolute path and, where the file holds
    several articles, of the part that it is."""
    named = f"{path}\0{part}" if part else path
    return hashlib.sha256(named.encode("utf-8", errors="surrogateescape")).hexdigest()[:16]


def page_text(cleaned: CleanedText) -> PageText:
    """The lines of a cleaned text by where they stand; comments are left out."""
    head: list[str] = []
    tail: list[str] = []
    article: list[str] = []
    begun = False
    above = 0
    for span in cleaned.spans:
        rows = [line.text for line in lines(cleaned.text[span.start : span.end])]
        if span.kind == "article":
            above = above if article else len(head)
            article += rows
            begun = begun or any(is_prose(features(row)) for row in rows)
        elif span.kind == "residue":
            (tail if begun else head).extend(rows)
    own = [row for row in article[-_FOOT:] if _OWN_DATE.fullmatch(row)]  # sentences, but about the page
    return PageText(tuple(head), (*tail, *own), tuple(article), above)


def _with_rows(page: PageText, metadata: Mapping[str, object]) -> PageText:
    """With the rows that an HTML page shows around its article, which are no part of the text that is kept."""
    head, foot = own_lines(metadata, HEAD_LINES), own_lines(metadata, FOOT_LINES)
    return replace(page, head=(*page.head, *head), tail=(*page.tail, *foot))


def _fields(page: PageText) -> Mapping[str, object]:
    """`key: value` lines of the head. Dates stay with `index.published`, which quotes the line they stand in."""
    found: dict[str, object] = {}
    for line in page.head[:15]:
        stated = field(line)
        if stated and stated[0] in ("title", "author", "url"):
            found.setdefault(stated[0], stated[1])
    return found


def _url(stated: Mapping[str, object]) -> str | None:
    for key in ("url", "canonical", "link", "permalink", "source_url", "source"):
        value = stated.get(key)
        if isinstance(value, str) and value.strip().lower().startswith(("http://", "https://")):
            return value.strip()
    return None


def _is_host(source: str, url: str | None) -> bool:
    return "." in source and " " not in source and url is not None and source in url


def _title(raw: RawDocument, cleaned: CleanedText, stated: Mapping[str, object]) -> str:
    for key in ("title", "headline"):
        value = stated.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    marked = heading(raw.text) if raw.format == "markdown" else None
    return marked or _headline(cleaned) or _first_sentence(cleaned)


def _headline(cleaned: CleanedText) -> str | None:
    """The article's line that stands before its first sentence and shares its topic."""
    rows = [
        line.text
        for span in cleaned.spans
        if span.kind == "article"
        for line in lines(cleaned.text[span.start : span.end])
    ]
    prose = [row for row in rows if is_prose(features(row))]
    topic = content_words(" ".join(prose)[:20_000])
    if not rows or len(rows[0]) > 220 or (prose and rows[0] == prose[0]) or find_dateline(rows[:1]):
        return None
    f = features(rows[0])
    return rows[0] if headline_score(rows[0], f, topic) >= HEADLINE or not prose else None


def _first_sentence(cleaned: CleanedText) -> str:
    """The article's first sentence (or the document's, when no article was found), at most 90 characters."""
    spans = [s for s in cleaned.spans if s.kind == "article"] or list(cleaned.spans)
    start, end = sentences(cleaned.text, spans[0].start, spans[0].end)[0] if spans else (0, len(cleaned.text))
    text = " ".join(cleaned.text[start:end].split())
    dateline = find_dateline([text])
    if dateline and len(dateline.text) < len(text):
        text = text[len(dateline.text) :].lstrip(" -–—:.,") or text
    if len(text) <= _TITLE_LENGTH:
        return text
    cut = text[: _TITLE_LENGTH - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:–—-") + "…"


def _author(page: PageText, stated: Mapping[str, object]) -> str | None:
    value = stated.get("author") or stated.get("authors")
    if isinstance(value, list):
        value = ", ".join(str(v) for v in value)
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    written = next((name for line in page.head if (name := byline(line))), None)
    return written or _beside_stamp(page.head[page.above :])


def _beside_stamp(rows: Sequence[str]) -> str | None:
    """A name alone on the line above the date, below the headline: how many pages write their byline."""
    for row, below in itertools.pairwise(rows):
        name, _, desk = row.partition(", ")
        words = name.split()
        named = 2 <= len(words) <= 3 and is_name(name) and all(word[0].isupper() for word in words)
        press = any(word.lower() in PRESS_WORDS for word in words)
        if named and not press and len(desk.split()) <= 3 and stamp_like(below):
            return name
    return None
