"""From one row of an export to an article: which column holds the title, the text, the day, the outlet.

Columns are known by their names (`index.fields`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.fields import NAMES, plain_name
from index.raw import Format
from index.stamps import as_day, is_count

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
    keys = {plain_name(column) for column in columns}
    summary = keys.intersection(NAMES["summary"]) and keys.intersection(NAMES["title"])
    return bool(keys.intersection(NAMES["text"]) or summary)


def no_text(columns: Iterable[object]) -> str:
    """The reason for which rows of these columns are refused: what was found, and what is looked for."""
    return (
        f"no column holds the articles' text; columns found: {_shown(columns) or 'none'}; "
        "name it text, body, content, article or full_text (and title, date, outlet, url, author)"
    )


def filled(row: Mapping[object, object]) -> str:
    """The names of the columns that the row fills, in words."""
    return _shown(column for column, value in row.items() if value not in (None, "", [], {})) or "nothing"


def _shown(columns: Iterable[object]) -> str:
    found = [" ".join(str(column).split())[:30] or "(no name)" for column in columns]
    return ", ".join(found[:_SHOWN]) + (f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else "")


def known_columns(columns: Iterable[object]) -> int:
    """How many of the columns have a name that is known here."""
    return sum(any(plain_name(column) in names for names in NAMES.values()) for column in columns)


def _cells(row: Mapping[object, object]) -> Mapping[str, object]:
    """The row by plain names, with what is wrapped one level deep (`_source`, `fields`) where the row lacks it."""
    cells: dict[str, object] = {}
    for column, value in row.items():
        cells.setdefault(plain_name(column), value)
    for key, value in list(cells.items()):
        if key in _WRAPPERS and isinstance(value, dict) and holds_text(value):
            del cells[key]
            for column, inner in value.items():
                cells.setdefault(plain_name(column), inner)
    return cells


def _held(cells: Mapping[str, object], kind: str) -> Iterator[object]:
    """What the row holds in columns of this kind, in the order in which their names count."""
    return (cells[name] for name in NAMES[kind] if cells.get(name) not in (None, "", [], {}))


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
        inner = {plain_name(key): item for key, item in value.items()}
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
