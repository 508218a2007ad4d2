"""From one row of an export to an article: which column holds the title, the text, the day, the outlet.

Columns are known by the names that feeds, news APIs, content-management systems and corpora give them; case, blanks,
hyphens and underscores do not matter. Of several names that a row fills, the one listed first counts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from index.raw import Format
from index.stamps import as_day, is_count

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "text": """text fulltext articletext body articlebody bodytext fullbody content articlecontent contenttext
            contenthtml bodyhtml texthtml html maintext maincontent plaintext cleantext cleanedtext rawtext storytext
            storybody story article newstext newscontent transcript paragraphs""",
        "summary": "description summary abstract standfirst excerpt lead snippet",
        "title": "title headline heading articletitle newstitle storytitle posttitle hed webtitle pagetitle subject",
        "date": """date published publishedat publishedon publisheddate publicationdate publicationtime
            dateofpublication datepublished publishdate publishedtime publishtime pubdate pubtime firstpublished
            firstpublicationdate webpublicationdate posted postedat postedon dateposted postdate issued issuedate
            articledate newsdate storydate datetime timestamp time day created createdat datecreated""",
        "updated": "updated updatedat updatedon dateupdated lastupdated modified modifiedat datemodified lastmodified",
        "captured": """captured capturedat retrieved retrievedat accessed accessedat archived archivedat downloaded
            datedownload crawled crawledat crawldate scraped scrapedat scrapedate fetched fetchedat seendate""",
        "source": """outlet newspaper paper publication publicationname publisher publishername sourcename source
            outletname medium media mediaoutlet newsoutlet newssource sitename site website brand agency provider
            channel feed feedtitle journal magazine domain sourcedomain""",
        "url": """url link href permalink weburl articleurl pageurl canonicalurl canonical sourceurl originalurl
            address uri""",
        "author": "author authors byline creator creators writer writers journalist reporter reporters by dccreator",
        "id": "id guid uuid articleid docid documentid storyid newsid key",
    }
)
_KNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType({kind: tuple(text.split()) for kind, text in _NAMES.items()})
_STATED = ("title", "date", "updated", "captured", "source", "url", "author")
_WRAPPERS = frozenset("source fields attributes article document doc data node properties".split())
_INNER = ("rendered", "name", "fullname", "title", "displayname", "text", "value", "plain", "html", "content", "t")
_TAG = re.compile(
    r"</(?:p|div|span|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|a|strong|em|b|i|script|style)\s*>"
    r"|<br\s*/?>|<p(?:\s[^<>]{0,300})?>",
    re.I,
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<\?xml|<html)\b", re.I)
_LONGEST = 2000  # characters of a title, an outlet, an address
_SHOWN = 20  # columns named in a reason


@dataclass(frozen=True, slots=True)
class Article:
    """What a row holds. `metadata` has those of the keys `title`, `date`, `updated`, `captured`, `source`, `url` and
    `author` that the row fills; `names` are its own id and address, of which one may name it; `whole_page` says that
    the text is an HTML page with a head of its own, `summary` that it stands in a column for summaries."""

    text: str
    format: Format
    metadata: Mapping[str, object]
    names: tuple[str, ...]
    whole_page: bool = False
    summary: bool = False


def article(row: Mapping[object, object]) -> Article | None:
    """The article of a row, None when it holds no text. A summary counts as the text of a row that has a title."""
    cells = _cells(row)
    stated = {kind: value for kind in _STATED if (value := _value(cells, kind))}
    names = tuple(value for kind in ("id", "url") if (value := _value(cells, kind)))
    text = _text(cells, "text")
    summary = not text and "title" in stated
    text = _text(cells, "summary") if summary else text
    if not text:
        return None
    if _PAGE.match(text):
        return Article(text, "html", stated, names, whole_page=True)
    if _TAG.search(text):
        return Article(f"<html><body><article>{text}</article></body></html>", "html", stated, names, summary=summary)
    return Article(_unescaped(text), "text", stated, names, summary=summary)


def holds_text(columns: Iterable[object]) -> bool:
    """Whether rows of these columns can be articles at all."""
    keys = {_key(column) for column in columns}
    summary = keys.intersection(_KNOWN["summary"]) and keys.intersection(_KNOWN["title"])
    return bool(keys.intersection(_KNOWN["text"]) or summary)


def no_text(columns: Iterable[object]) -> str:
    """The reason for which rows of these columns are refused: what was found, and what is looked for."""
    found = [" ".join(str(column).split())[:30] or "(no name)" for column in columns]
    shown = ", ".join(found[:_SHOWN]) + (f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else "")
    return (
        f"no column holds the articles' text; columns found: {shown or 'none'}; "
        "name it text, body, content, article or full_text (and title, date, outlet, url, author)"
    )


def known_columns(columns: Iterable[object]) -> int:
    """How many of the columns have a name that is known here."""
    return sum(any(_key(column) in names for names in _KNOWN.values()) for column in columns)


def _cells(row: Mapping[object, object]) -> Mapping[str, object]:
    """The row by plain names, with what is wrapped one level deep (`_source`, `fields`) where the row lacks it."""
    cells: dict[str, object] = {}
    for column, value in row.items():
        cells.setdefault(_key(column), value)
    for key, value in list(cells.items()):
        if key in _WRAPPERS and isinstance(value, dict) and holds_text(value):
            del cells[key]
            for column, inner in value.items():
                cells.setdefault(_key(column), inner)
    return cells


def _key(column: object) -> str:
    return re.sub(r"[^a-z0-9]", "", str(column)[:200].casefold())


def _held(cells: Mapping[str, object], kind: str) -> Iterator[object]:
    """What the row holds in columns of this kind, in the order in which their names count."""
    return (cells[name] for name in _KNOWN[kind] if cells.get(name) not in (None, "", [], {}))


def _text(cells: Mapping[str, object], kind: str) -> str:
    """The first of the columns that is filled; a list of paragraphs is put together."""
    for value in _held(cells, kind):
        parts = value if isinstance(value, list) else [value]
        text = "\n\n".join(part for part in map(_plain, parts) if part)
        if text:
            return text
    return ""


def _value(cells: Mapping[str, object], kind: str) -> str:
    for value in _held(cells, kind):
        several = value if isinstance(value, list) else [value]
        texts = [_day(item) if kind in ("date", "updated", "captured") else _short(item) for item in several[:20]]
        found = ", ".join(text for text in texts if text)
        if found and not (kind in ("source", "author") and "://" in found):
            return found
        if kind == "id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)[:_LONGEST]
    return ""


def _plain(value: object) -> str:
    """The text of a value: of a dictionary that of its member that is text (`{"rendered": "…"}`)."""
    if isinstance(value, dict):
        inner = {_key(key): item for key, item in value.items()}
        value = next((inner[key] for key in _INNER if isinstance(inner.get(key), str)), None)
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else ""


def _short(value: object) -> str:
    """A line of text: no markup, no line breaks, of a bounded length."""
    text = _plain(value)[: 5 * _LONGEST]
    text = re.sub(r"<[^<>]{0,200}>", "", text) if _TAG.search(text) else text
    return " ".join(_unescaped(text).split())[:_LONGEST]


def _unescaped(text: str) -> str:
    """Text whose `&amp;` and `&quot;` are characters again, as exports of pages leave them."""
    return html.unescape(text) if "&" in text else text


def _day(value: object) -> str:
    """A day as it is written, or in ISO form when it is a number of seconds or milliseconds since 1970."""
    day = as_day(value) if is_count(value) else None
    return day.isoformat() if day else _short(value)


def filled(row: Mapping[object, object]) -> Iterator[object]:
    """The names of the columns that the row fills."""
    return (column for column, value in row.items() if value not in (None, "", [], {}))
