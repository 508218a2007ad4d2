"""HTML pages: the article by trafilatura, readers' comments by their markup, and what the head states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ITEM = re.compile(
    r"(?:^|[\s_-])(?:comment(?:s?[-_]*(?:item|block|entry|wrapper|card|node|box))?|li-comment|div-comment"
    r"|comment-\d+|user-comment|reader-comment)(?:$|[\s_-]*\d*(?:$|\s))",
    re.I,
)
_SECTION = re.compile(r"(?:^|[\s_-])(?:comments?(?:[-_]?(?:area|list|section|wrap|thread|container))?|commentlist|disqus_thread)(?:$|\s)", re.I)  # fmt: skip
_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:author|user(?:[-_]?name)?|nick(?:name)?|name|fn|commenter|handle)(?:$|[\s_-])", re.I
)
_BODY = re.compile(r"(?:^|[\s_-])(?:content|body|text|message)(?:$|[\s_-])", re.I)
_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile(.{0,600}?)-->", re.S)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
_BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer nav aside blockquote pre br figure "
    "figcaption form dl dt dd main hr option button label".split()
)
_UNSEEN = frozenset("script style noscript template svg head iframe object select".split())


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page holds: the article's text (paragraphs on lines of their own) and (author, text) of each comment.
    `whole` is True when no article could be told apart and `article` is all that the page shows."""

    article: str
    comments: tuple[tuple[str | None, str], ...]
    whole: bool


def page_metadata(html: str) -> Mapping[str, object]:
    """What the head, JSON-LD and time elements of the page state: title, author, sitename, date, url, captured.

    The search for a date never reads the body for anything that looks like one (`extensive=False`).
    """
    from trafilatura.metadata import extract_metadata

    values: dict[str, object] = {}
    tree = _tree(html)
    if tree is not None:
        found = extract_metadata(
            tree,
            extensive=False,
            date_config={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
        for key in ("title", "author", "sitename", "date", "url"):
            value = getattr(found, key, None)
            if value:
                values[key] = value
    saved = _SINGLEFILE.search(html[:20_000])
    if saved:
        for line in saved.group(1).splitlines():
            key, _, value = line.strip().partition(":")
            if key == "url":
                values.setdefault("url", value.strip())
            elif key == "saved date":
                values["captured"] = value.strip()
    elif origin := _SAVED_FROM.search(html[:20_000]):
        values.setdefault("url", origin.group(1))
    return values


def page_parts(html: str) -> PageParts:
    """Tell the article from readers' comments; all other text of the page is left out."""
    from trafilatura import bare_extraction

    tree = _tree(html)
    if tree is None:
        return PageParts("", (), True)
    comments = _take_comments(tree)
    found = bare_extraction(tree, include_comments=False, with_metadata=False, include_tables=True)
    article = (getattr(found, "text", None) or "") if found is not None else ""
    shown = visible_text(_tree(html))
    if len(article.split()) < 25 and len(shown.split()) > 4 * len(article.split()):
        return PageParts(visible_text(tree), comments, True)
    return PageParts(article, comments, False)


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        return document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None  # nothing between the tags: the caller reports a page without text


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _take_comments(tree: Any) -> tuple[tuple[str | None, str], ...]:
    """Take the comments out of the tree, each with the name it is signed with. Replies are comments of their own."""
    items = [e for e in tree.iter("li", "div", "article", "section") if _is_item(e)]
    chosen = set(items)
    # An item that only wraps one other item and adds no text of its own is not a comment.
    found = []
    for item in items:
        author, body = _signed(item, chosen)
        if body:
            found.append((author, body))
    for element in [
        e for e in tree.iter("li", "div", "article", "section", "ol", "ul") if e in chosen or _is_section(e)
    ]:
        parent = element.getparent()
        if parent is not None and element.tag not in ("body", "html"):
            if not element.tail:
                parent.remove(element)
            else:
                element.drop_tree()
    return tuple(found)


def _is_item(element: Any) -> bool:
    if (element.get("itemtype") or "").rstrip("/").endswith("schema.org/Comment"):
        return True
    classes = (element.get("class") or "").lower().split()
    identity = (element.get("id") or "").lower()
    return any(
        re.fullmatch(r"(?:[\w]+__)?comment(?:[-_]?(?:item|entry|card|node|post))?|(?:user|reader)[-_]comment", c)
        for c in classes
    ) or bool(  # fmt: skip
        re.fullmatch(r"(?:li-|div-)?comment-?\d+", identity)
    )


def _is_section(element: Any) -> bool:
    return bool(_SECTION.search(_names(element))) and element.tag != "body" and not element.xpath("ancestor-or-self::article[1][not(ancestor::article)][count(.//p)>8]")  # fmt: skip


def _signed(item: Any, items: set[Any]) -> tuple[str | None, str]:
    """Author and own text of a comment, without the replies nested in it."""
    own = [e for e in item.iter() if isinstance(e.tag, str) and _owner(e, items) is item]
    author = next((_text(e) for e in own if e is not item and _names_author(e) and 0 < len(_text(e)) <= 60), None)
    body = next((e for e in own if e is not item and _BODY.search(e.get("class") or "")), None)
    paragraphs = [
        _text(e) for e in (own if body is None else body.iter("p")) if e.tag == "p" and _owner(e, items) is item
    ]
    if paragraphs:
        return author, "\n".join(p for p in paragraphs if p)
    return (author, _text(body)) if body is not None else (author, "")


def _owner(element: Any, items: set[Any]) -> Any:
    while element is not None and element not in items:
        element = element.getparent()
    return element


def _names_author(element: Any) -> bool:
    return element.tag == "cite" or element.get("itemprop") in ("author", "name") or bool(_AUTHOR.search(element.get("class") or ""))  # fmt: skip


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def visible_text(tree: Any) -> str:
    """All text a reader of the page sees, block elements on lines of their own."""
    parts: list[str] = []
    if tree is None:
        return ""
    for event, element in _walk(tree):
        if event == "start":
            if element.tag in _BLOCKS:
                parts.append("\n")
            parts.append(" ".join((element.text or "").split("\n")) if element.tag not in _UNSEEN else "")
        else:
            if element.tag in _BLOCKS:
                parts.append("\n")
            parts.append(" ".join((element.tail or "").split("\n")))
    rows = (" ".join(row.split()) for row in "".join(parts).split("\n"))
    return "\n".join(row for row in rows if row)


def _walk(tree: Any) -> Any:
    from lxml import etree

    skipping = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        unseen = not isinstance(element.tag, str) or element.tag in _UNSEEN
        if event == "start":
            skipping += unseen
            if not skipping:
                yield event, element
        else:
            skipping -= unseen
            if not skipping:
                yield event, element
