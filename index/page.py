"""HTML pages: the article by trafilatura, readers' comments by their markup, and what the head states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# lxml and trafilatura (0.3 s to import, and without types) are imported in the functions that use them, so that
# reading text files and answering questions never load them.

_COMMENT_CLASS = re.compile(
    r"(?:\w+__)?comment(?:[-_]?(?:item|entry|card|node|post))?|(?:user|reader)[-_]comment", re.I
)
_COMMENT_ID = re.compile(r"(?:li-|div-)?comment[-_]?\d+", re.I)
_SECTION_NAME = re.compile(
    r"comments?[-_]?(?:area|list|section|wrap|thread|container)?|commentlist|disqus_thread|respond", re.I
)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|user(?:[-_]?name)?|nick(?:name)?|name|fn|commenter|handle)(?:$|[\s_-])", re.I
)
_BODY_CLASS = re.compile(r"(?:^|[\s_-])(?:content|body|text|message)(?:$|[\s_-])", re.I)
_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile(.{0,600}?)-->", re.S)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
_BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer nav aside blockquote pre br figure "
    "figcaption form dl dt dd main hr option button label".split()
)
_UNSEEN = frozenset("script style noscript template svg head iframe object select".split())
_LEAST_WORDS = 25  # an extraction shorter than this, from a page four times as long, has missed the article


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page holds: the article's text (paragraphs on lines of their own; all the page shows when no article
    can be told apart) and (author, text) of each reader's comment."""

    article: str
    comments: tuple[tuple[str | None, str], ...]


def page_metadata(html: str) -> Mapping[str, object]:
    """What the head, JSON-LD and time elements of the page state: title, author, sitename, date, url, captured.

    The search for a date never takes just any date of the body (`extensive=False`); what is stated by a browser's
    “save page” comment gives the day of capture.
    """
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  # see above

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
    values.update({key: value for key, value in _saved(html[:20_000]).items() if key not in values})
    return values


def _saved(start: str) -> dict[str, object]:
    """Address and day of capture from the comment that SingleFile or a browser writes into a saved page."""
    values: dict[str, object] = {}
    saved = _SINGLEFILE.search(start)
    if saved:
        for line in saved.group(1).splitlines():
            key, _, value = line.strip().partition(":")
            if key in ("url", "saved date"):
                values["captured" if key == "saved date" else key] = value.strip()
    elif origin := _SAVED_FROM.search(start):
        values["url"] = origin.group(1)
    return values


def page_parts(html: str) -> PageParts:
    """Tell the article from readers' comments; all other text of the page is left out."""
    from trafilatura import bare_extraction  # noqa: PLC0415  # see above

    tree = _tree(html)
    if tree is None:
        return PageParts("", ())
    comments = _take_comments(tree)
    shown = visible_text(tree)  # trafilatura changes the tree it is given
    found = bare_extraction(tree, include_comments=False, with_metadata=False, include_tables=True)
    article = getattr(found, "text", None) or ""
    words = len(article.split())
    missed = words < _LEAST_WORDS and len(shown.split()) > 4 * words
    return PageParts(shown if missed else article, comments)


def _tree(html: str) -> Any:
    from lxml import etree  # noqa: PLC0415  # see above
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415  # see above

    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        return document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None  # nothing between the tags: the caller reports a page without text


def _take_comments(tree: Any) -> tuple[tuple[str | None, str], ...]:
    """Take the comments out of the tree, each with the name it is signed with. Replies are comments of their own.

    A comment section with no items that markup tells apart stays where it is.
    """
    blocks = list(tree.iter("li", "div", "article", "section", "ol", "ul"))
    items = {e for e in blocks if e.tag not in ("ol", "ul") and _is_comment(e)}
    found = [signed for e in blocks if e in items and (signed := _signed(e, items))[1]]
    if found:
        for element in blocks:
            if element.getparent() is not None and (element in items or _is_section(element, items)):
                element.drop_tree()
    return tuple(found)


def _is_comment(element: Any) -> bool:
    if (element.get("itemtype") or "").rstrip("/").endswith("schema.org/Comment"):
        return True
    classes = (element.get("class") or "").split()
    return any(map(_COMMENT_CLASS.fullmatch, classes)) or bool(_COMMENT_ID.fullmatch(element.get("id") or ""))


def _is_section(element: Any, items: set[Any]) -> bool:
    """A container of comments or of the form to write one; never one that also holds the article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    if not any(map(_SECTION_NAME.fullmatch, names)):
        return False
    return sum(1 for p in element.iter("p") if _owner(p, items) is None) <= 5


def _signed(item: Any, items: set[Any]) -> tuple[str | None, str]:
    """Author and own text of a comment, without the replies nested in it."""
    own = [e for e in item.iter() if e is not item and _owner(e, items) is item]
    author = next((name for e in own if _names_author(e) and 0 < len(name := _text(e)) <= 60), None)
    body = next((e for e in own if _BODY_CLASS.search(e.get("class") or "") and not _names_author(e)), item)
    paragraphs = [_text(e) for e in body.iter("p") if _owner(e, items) is item]
    text = "\n".join(p for p in paragraphs if p)
    if not text and body is not item:
        text = _text(body)
    return (author.lstrip("@") if author else None), text


def _owner(element: Any, items: set[Any]) -> Any:
    """The innermost comment an element stands in, or None."""
    while element is not None and element not in items:
        element = element.getparent()
    return element


def _names_author(element: Any) -> bool:
    bold = element.tag in ("b", "strong") and element.getparent().tag not in ("p", "em", "a")
    stated = bold or element.tag == "cite" or element.get("itemprop") in ("author", "name")
    return stated or bool(_AUTHOR_CLASS.search(element.get("class") or ""))


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def visible_text(tree: Any) -> str:
    """All text a reader of the page sees, block elements on lines of their own."""
    parts: list[str] = []
    for event, element in _seen(tree):
        text = (element.text if event == "start" and element.tag not in _UNSEEN else None) or ""
        if event == "end":
            text = element.tail or ""
        parts.append(("\n" if element.tag in _BLOCKS else "") + " ".join(re.split(r"[\r\n]+", text)))
    rows = (" ".join(row.split()) for row in "".join(parts).split("\n"))
    return "\n".join(row for row in rows if row)


def _seen(tree: Any) -> Iterator[tuple[str, Any]]:
    """The start and end of every element, without what is inside of scripts, styles and the like."""
    from lxml import etree  # noqa: PLC0415  # see above

    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        hidden -= event == "end" and element.tag in _UNSEEN
        if not hidden:
            yield event, element
        hidden += event == "start" and element.tag in _UNSEEN
