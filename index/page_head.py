"""What the head of an HTML page states about it, under the names it uses: meta elements, JSON-LD, time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.fields import stated_by
from index.stamps import address_date, as_day, as_stamp, stamps

HEAD_LINES, FOOT_LINES = "head lines", "foot lines"
"""Keys of the rows between headline and article, and of those below it: tuples, which no page states by itself."""
_LONGEST = 500  # characters of a statement
_MOST_NODES = 2000  # objects of JSON-LD that are looked at
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|WebPage)$")


def head_statements(tree: Any) -> dict[str, str]:
    """The statements, keys in small letters; JSON-LD's are `headline`, `datepublished`, `datemodified`, `author`,
    `publisher`, `inlanguage`. The first of each counts."""
    found: dict[str, str] = {}
    for key, value in (*_json_ld(tree), *_elements(tree)):
        text = " ".join(str(value).split())[:_LONGEST]
        if text:
            found.setdefault(key, text)
    return found


def _elements(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        if key == "og:locale" or stated_by(key):
            yield key, element.get("content") or ""
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield "canonical", element.get("href") or ""
    for element in tree.xpath("//*[@itemprop='datePublished' or @itemprop='dateModified']"):
        value = element.get("datetime") or element.get("content") or element.text_content()
        yield element.get("itemprop").lower(), value
    for element in tree.xpath("//time[@pubdate]"):
        yield "pubdate", element.get("datetime") or element.text_content()
    for element in tree.iter("html"):
        yield "lang", element.get("lang") or ""


def _json_ld(tree: Any) -> Iterator[tuple[str, str]]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            values = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # what a page gets wrong there it mostly states elsewhere too
        for node in _articles(values):
            yield from _of_article(node)


def _articles(values: object) -> Iterator[Mapping[str, Any]]:
    """The objects about an article: those of their own, in lists, and in a graph."""
    waiting: list[object] = [values]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds):
                yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _of_article(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("headline", "datePublished", "dateModified", "inLanguage", "url"):
        value = node.get(key)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield key.lower(), str(value)
    for key in ("author", "publisher"):
        names = [_name(one) for one in (node[key] if isinstance(node.get(key), list) else [node.get(key)])]
        if any(names):
            yield key, ", ".join(name for name in names if name)


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and "://" not in value else ""


def own_lines(values: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The rows kept under `HEAD_LINES` or `FOOT_LINES`; none where front matter happens to use such a key."""
    rows = values.get(key)
    return rows if isinstance(rows, tuple) else ()


def settled(found: Mapping[str, object], stated: Mapping[str, str]) -> dict[str, object]:
    """What was found on a page and what its head states, with the `date` that was found called what it is.

    It goes where the head states a date or the address gives it, so that their names are told. It is left out where
    the page shows it only as 04/02/2022, becomes `updated` where it is only the day of an update, and else
    `shown date`: found in its body.
    """
    kept: dict[str, object] = {**stated, **found}
    day = as_day(kept.pop("date", None))
    if "date" in stated:
        kept["date"] = stated["date"]
    days = ((stated_by(name), as_stamp(value)) for name, value in stated.items())
    giving = {kind for kind, stamp in days if stamp is not None and stamp.day == day}
    addresses = {address_date(str(kept.get(key) or "")) for key in ("url", "canonical")}
    if day is None or day in addresses or "date" in giving:
        return kept
    if "updated" in giving:
        kept.setdefault("updated", day.isoformat())
        return kept
    lines = (*own_lines(kept, HEAD_LINES), *own_lines(kept, FOOT_LINES))
    shown = [stamp for line in lines for stamp in stamps(line)]
    sure = any(stamp.day == day for stamp in shown if stamp.other is None)
    if sure or not any(day in (stamp.day, stamp.other) for stamp in shown if stamp.other):
        kept["shown date"] = day.isoformat()
    return kept
