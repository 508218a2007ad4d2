"""What is known about a document: title, outlet, dates, author, address; each only when the page shows it."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from index.clean import CleanedText, kept_offsets
from index.datelines import find_dateline
from index.features import features, is_prose, topic_of
from index.fields import NAMES, by_plain_name, stated_by
from index.heads import HEADLINE, PRINTED, headline_score, is_stamp_line, signature
from index.lines import lines
from index.markdown import heading
from index.mastheads import field, is_press_name
from index.outlet import outlet, split_title
from index.overrides import Override, overridden
from index.page_head import FOOT_LINES, HEAD_LINES, own_lines
from index.published import PageText, published
from index.raw import RawDocument
from index.records import Document
from index.saved import saved
from index.sentences import sentences
from index.signatures import is_interface, is_name
from index.stamps import as_day
from index.years import plain_date

_HEADLINE_WORDS = 20
_ADDRESS = re.compile(r"https?://", re.I)
_FOOT = 4  # last lines of an article, among which it may say when it was published
_OWN_DATE = re.compile(
    r"\W*(?:this (?:article|story|report|post|piece|version|page) (?:was|has been) )?(?:originally |first |last )?"
    r"(?:published|posted|updated|issued|released)\b(?: in [\w ’'&-]{2,40}?)?(?:[: ]| on | at )[^.!?]{4,60}[.]?\W*",
    re.I,
)
_SHOWN = {  # what else stands under these names where they are taken from an HTML page
    "title": "the page's headline or title",
    "sitename": "the head or the foot of the page",
    "author": "the page's byline",
    "url": "the saved page",
}
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
    told = _Told(raw, _fields(page))
    url, from_url = told.first("url")
    source, from_source = told.first("source")
    dated = _with_rows(page, raw.metadata)
    author, from_author = _author(told, dated)
    if source is None:
        source, from_source = outlet(page, url, author)
    title, from_title = _title(told, raw, cleaned, page)
    title, suffix = split_title(title, source)
    if suffix and (source is None or _is_host(source, url)):
        source, from_source = suffix, "the end of the page's title"
    moment = saved((*dated.head, *dated.tail), told.stated, url, raw.text)
    day, note = published(dated, told.stated, url, latest, moment)
    origins = {
        "title": from_title,
        "source": told.named(from_source, source) if source else "",
        "author": from_author,
        "url": from_url,
        "captured": told.named(moment.note.removeprefix("metadata "), None) if moment else "",
    }
    return Document(
        id=document_id(raw.path, raw.part),
        path=raw.path,
        title=title,
        source=source,
        published=day,
        published_note=told.named(note.removeprefix("metadata "), None) if day else note + _made(raw.metadata),
        captured=moment.day if moment else None,
        text=cleaned.text,
        spans=cleaned.spans,
        url=url,
        author=author,
        part=raw.part,
        pages=kept_offsets(raw.text, raw.pages),
        origins=tuple(sorted((name, where) for name, where in origins.items() if where)),
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
    told = above = 0  # `told`: sentences so far
    for span in cleaned.spans:
        rows = [line.text.strip("*_ ") for line in lines(cleaned.text[span.start : span.end])]  # marks of emphasis
        if span.kind == "article":
            above = above if article else len(head)
            alone = not article and len(rows) == 1 and _ends_as_headlines_do(rows[0])
            article += rows
            told += 0 if alone else sum(is_prose(features(row)) for row in rows)
        elif span.kind == "residue":
            # The subtitle may be a sentence; then the byline stands below it.
            signs = (
                told == 1
                and (len(article) > 1 or not head)
                and any(is_stamp_line(row) or signature(row) for row in rows)
            )
            (head if told == 0 or signs else tail).extend(rows)
    own = [row for row in article[-_FOOT:] if _OWN_DATE.fullmatch(row)]  # sentences, but about the page
    return PageText(tuple(head), (*tail, *own), tuple(article), above)


_OPEN_END = re.compile(r"(?:[?!…]|\.\.\.?|\b(?:[A-Z]\.){2,})[’”\"']?$")


def _ends_as_headlines_do(row: str) -> bool:
    """Whether an opening line that looks like a sentence may be a headline: “… but why?”, “… banned in the U.S.”"""
    return len(row.split()) <= _HEADLINE_WORDS and _OPEN_END.search(row) is not None


def _with_rows(page: PageText, metadata: Mapping[str, object]) -> PageText:
    """With the rows that an HTML page shows around its article, which are no part of the text that is kept."""
    head, foot = own_lines(metadata, HEAD_LINES), own_lines(metadata, FOOT_LINES)
    return replace(page, head=(*page.head, *head), tail=(*page.tail, *foot))


def _fields(page: PageText) -> Mapping[str, object]:
    """`key: value` lines of the head. Dates stay with `index.published`, which quotes the line they stand in."""
    found: dict[str, object] = {}
    for kind, value in filter(None, map(field, page.head[:15])):
        if kind in ("title", "author", "url", "source"):
            name, _, rest = value.partition(" - ")  # feeds write “Outlet - Top stories”
            found.setdefault(kind, name.rstrip(" .") if kind == "source" and is_interface(rest) else value)
    return found


class _Told:
    """What a file states of its article by names, and in which words to say where it does."""

    def __init__(self, raw: RawDocument, lines: Mapping[str, object]) -> None:
        """`lines` are fields found in lines of the text; the file's own metadata stands over them."""
        own = {name: value for name, value in raw.metadata.items() if value not in (None, "")}
        self.stated = by_plain_name({**lines, **own})
        self._own = frozenset(own)
        self._html = raw.format == "html"
        letter = raw.path.lower().endswith(".eml")
        self._place = "the e-mail's header" if letter else "the export's column" if raw.part else "metadata"

    def first(self, kind: str) -> tuple[str | None, str]:
        """The first statement of a kind, and where it stands; None and "" without one. An address states but itself."""
        for name, text in self._texts(kind):
            if text and bool(_ADDRESS.match(text)) == (kind == "url"):
                return text, self.named(f"({name})", text)
        return None, ""

    def _texts(self, kind: str) -> Iterator[tuple[str, str]]:
        """The names under which a kind is stated, as written, with the text that stands there."""
        for name in (*NAMES[kind], *(("source",) if kind == "url" else ())):  # clippers write `source: https://…`
            written, value = self.stated.get(name, ("", None))
            if isinstance(value, dict):
                value = value.get("name")
            if isinstance(value, list):
                value = ", ".join(str(each) for each in value)
            yield written, " ".join(value.split()) if isinstance(value, str) else ""

    def named(self, where: str, value: str | None) -> str:
        """A place in words: “(name)” is one of the metadata, of a line above the article, or what the page shows."""
        name = where[1:].partition(")")[0].partition(",")[0] if where.startswith("(") else ""
        if not name:
            return where
        if name not in self._own:
            return "a line above the article"
        if self._html and name in _SHOWN and value is not None:
            told = self._texts(stated_by(name) or "title")
            same = (other for other, text in told if other != name and text.casefold() == value.casefold())
            if (other := next(same, None)) is None:
                return _SHOWN[name]
            where = f"({other})"
        return f"{self._place} {where}"


def _is_host(source: str, url: str | None) -> bool:
    return "." in source and " " not in source and url is not None and source in url


def _title(told: _Told, raw: RawDocument, cleaned: CleanedText, page: PageText) -> tuple[str, str]:
    stated, where = told.first("title")
    if stated:
        return stated, where
    marked = heading(raw.text) if raw.format == "markdown" else None
    if marked:
        return marked, "the first heading"
    headline, printed = _headline(page.article), _printed(page.head)
    if printed and printed.startswith(headline or ""):  # on the page itself it may take two lines
        headline = printed
    headline = headline or _opening(cleaned)
    return (headline, "the headline of the text") if headline else (_first_sentence(cleaned), "the first sentence")


def _headline(rows: Sequence[str]) -> str | None:
    """The first of the article's lines, where it stands before the first sentence and shares its topic."""
    prose = [row for row in rows if is_prose(features(row))]
    topic = topic_of(prose)
    if not rows or len(rows[0]) > 220 or (prose and rows[0] == prose[0]) or find_dateline(rows[:1]):
        return None
    return rows[0] if headline_score(rows[0], topic) >= HEADLINE or not prose else None


def _printed(head: Sequence[str]) -> str | None:
    """The title that a browser prints at the top of each sheet."""
    return next((match["title"].strip() for row in head if (match := PRINTED.match(row))), None)


def _opening(cleaned: CleanedText) -> str | None:
    """A headline that looks like a sentence, where the page's own lines part it from the article."""
    articles = [span for span in cleaned.spans if span.kind == "article"]
    row = cleaned.text[articles[0].start : articles[0].end].strip() if len(articles) > 1 else ""
    return row if row and "\n" not in row and _ends_as_headlines_do(row) else None


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


def _author(told: _Told, page: PageText) -> tuple[str | None, str]:
    stated, where = told.first("author")
    if stated:
        signed = signature(stated)  # “By Ada Quill, staff writer”
        return (signed[0] if signed else stated.strip("[]")), where
    for line in page.head:
        if signed := signature(line):
            return signed[0], f"the byline “{line}”"
    beside = _beside_stamp(page.head[page.above :])
    return beside, "the line above the date" if beside else ""


def _beside_stamp(rows: Sequence[str]) -> str | None:
    """A name alone on the line above the date, below the headline: how many pages write their byline."""
    for row, below in itertools.pairwise(rows):
        name, _, desk = row.partition(", ")
        words = name.split()
        named = 2 <= len(words) <= 3 and is_name(name) and all(word[0].isupper() for word in words)
        if named and not is_press_name(name) and len(desk.split()) <= 3 and is_stamp_line(below):
            return name
    return None
