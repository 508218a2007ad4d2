"""What people state of a document, and how it stands over what the page shows.

Two places hold such statements and are read alike: a sidecar file beside the document (`index.sidecar`) and the
corrections kept in the data folder (`index.corrections`). Corrections stand over sidecars, sidecars over the page.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from index.errors import BadInput
from index.records import Document
from index.stamps import address_date, as_stamp
from index.years import plain_date

Value = str | date | None
UNKNOWN = "unknown"
"""States that a field is not known, whatever the page seems to show."""

_FIELDS = {
    "title": "title", "source": "source", "outlet": "source", "author": "author", "url": "url",
    "published": "published", "date": "published", "captured": "captured",
}  # fmt: skip
_NOTHING = ("", "~", "null")
_LONGEST = 1000  # characters of a title, a name or an address


@dataclass(frozen=True, slots=True)
class Override:
    """Fields of a document as somebody states them; None where they are stated to be unknown.

    `values` may hold `title`, `source`, `author`, `url` (text), `published` and `captured` (days). `note` says who
    states it, in words: “corrected by hand”.
    """

    values: Mapping[str, Value]
    note: str


def read_fields(values: Mapping[object, object], note: str, latest: date) -> tuple[Override, tuple[str, ...]]:
    """What a mapping of field names to text states, and what is wrong with it, in words; what is right counts.

    Names are `title`, `source` or `outlet`, `published` or `date`, `captured`, `author`, `url`; empty values state
    nothing. No day may be after `latest`.
    """
    found: dict[str, Value] = {}
    problems: list[str] = []
    for key, value in values.items():
        name = _FIELDS.get(str(key).strip().lower())
        if name is None:
            problems.append(_unknown_key(str(key)))
            continue
        if isinstance(value, str) and value.strip().lower() in _NOTHING:
            continue
        try:
            read = read_value(name, value, latest)
        except BadInput as error:
            problems.append(str(error))
            continue
        if found.setdefault(name, read) != read:
            problems.append(f"{name} is stated twice, and differently")
    return Override(MappingProxyType(found), note), tuple(problems)


def read_value(name: str, value: object, latest: date) -> Value:
    """One field's value; None for “unknown”. Raises BadInput with one clear line for what it cannot be."""
    if isinstance(value, (Mapping, list, tuple)) or value is None:
        raise BadInput(f"{name}: a single value is needed, not {'nothing' if value is None else 'a list'}")
    text = " ".join(str(value).split())
    if not text:
        raise BadInput(f"{name} is empty")
    if not text.isprintable() or len(text) > _LONGEST:
        raise BadInput(f"{name}: more than {_LONGEST} characters, or some that are no text")
    if text.lower() == UNKNOWN and name != "title":
        return None
    if name in ("published", "captured"):
        return _day(name, text, latest)
    if name == "url" and not (text.lower().startswith(("http://", "https://")) and urlsplit(text).hostname):
        raise BadInput(f"url: “{text[:80]}” is no address; it begins with https:// or http://")
    return text


def _day(name: str, text: str, latest: date) -> date:
    stamp = as_stamp(text)
    if stamp is None:
        raise BadInput(f"{name}: “{text[:60]}” is no day of the calendar; write it as 2022-02-04, or `{UNKNOWN}`")
    day = stamp.day
    if stamp.other:
        told = f"{plain_date(day)} or {plain_date(stamp.other)}"
        raise BadInput(f"{name}: “{text[:60]}” can be read as {told}; write {day.isoformat()}")
    if day > latest:
        raise BadInput(f"{name}: {plain_date(day)} is still to come")
    return day


def _unknown_key(key: str) -> str:
    near = difflib.get_close_matches(key.strip().lower(), _FIELDS, 1)
    known = f"did you mean {near[0]}?" if near else f"known are {', '.join(_FIELDS)}"
    return f"unknown field “{key[:40]}” ({known})"


def overridden(document: Document, overrides: Iterable[Override], latest: date) -> Document:
    """The document as stated, the last override over those before it.

    An address that is stated also dates a document that shows no day of its own (`latest` at most), and names its
    outlet, as the page's own address would.
    """
    stated: set[str] = set()
    for override in overrides:
        stated |= override.values.keys()
        for name, value in override.values.items():
            document = _with(document, name, value, override.note)
        url = override.values.get("url")
        if isinstance(url, str):
            document = _by_address(document, url, stated, f"the page's address, {override.note}", latest)
    return document


def _with(document: Document, name: str, value: Value, note: str) -> Document:
    if name == "published":
        day = value if isinstance(value, date) else None
        return replace(document, published=day, published_note=note if day else f"undated: {note}")
    stated: dict[str, Any] = {name: document.title if name == "title" and value is None else value}
    return with_origin(replace(document, **stated), name, note)


def with_origin(document: Document, name: str, note: str) -> Document:
    """The document with a note of where a field was found."""
    return replace(document, origins=tuple(sorted({**dict(document.origins), name: note}.items())))


def _by_address(document: Document, url: str, stated: Collection[str], note: str, latest: date) -> Document:
    day = address_date(url)
    if document.published is None and "published" not in stated and day and day <= latest:
        document = replace(document, published=day, published_note=note)
    if document.source is None and "source" not in stated:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        document = with_origin(replace(document, source=host or None), "source", note)
    return document
