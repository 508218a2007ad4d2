"""HTML pages: the article by trafilatura, readers' comments by their markup, and what the head states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from index.features import features, is_prose
from index.heads import signature
from index.outlet import shown_outlet, split_title
from index.page_boxes import drop_boxes, drop_hidden, part_cells, unfold_lists, unfold_tables
from index.page_comments import comments_in_text, take_comments
from index.page_head import FOOT_LINES, HEAD_LINES, head_statements, settled
from index.page_rows import fill_gaps, page_rows
from index.years import MONTH_NAMES

# lxml and trafilatura (0.3 s to import, and without types) are imported in the functions that use them, so that
# reading text files and answering questions never load them.

_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile(.{0,600}?)-->", re.S)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
_MONTH_BEHIND = re.compile(
    rf" (?:{'|'.join(name[:3] for name in MONTH_NAMES if name != 'May')})$"
)  # of a date that followed
_LABELS = ("author", "by", "byline", "written by")  # of a byline, where the name stands in another element
_HEAD_ROWS = 15  # between headline and article
_FOOT_ROWS = 4  # of the article's last paragraph and what follows it
_LINKED, _LONGEST_LINK = 0.9, 200  # least share in links, most characters of a row that is a link
_LEAST_WORDS = 25  # an extraction shorter than this, from a page four times as long, has missed the article


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page holds: the article's text (paragraphs on lines of their own; all the page shows when no article
    can be told apart) (author, text) of each reader's comment, and the rows that are hardly more than a link."""

    article: str
    comments: tuple[tuple[str | None, str], ...]
    linked: frozenset[str] = frozenset()


class Page:
    """An HTML page, read once: what it states of itself, and what of it is the article."""

    def __init__(self, html: str) -> None:
        self._start = html[:20_000]
        self._tree = _tree(html)
        # A reader is not the page's author, nor a comment its article.
        self._comments = () if self._tree is None else take_comments(self._tree)

    def metadata(self) -> Mapping[str, object]:
        """What the head, JSON-LD and time elements of the page state: title, author, sitename, date, url, captured, and
        the statements under their own names; under `HEAD_LINES` and `FOOT_LINES` rows around the article.

        The search for a date never takes just any date of the body (`extensive=False`); what is stated by a browser's
        “save page” comment gives the day of capture.
        """
        values = {} if self._tree is None else _stated(self._tree)
        return {**_saved(self._start), **values}

    def parts(self) -> PageParts:
        """The article told from readers' comments; all other text of the page is left out."""
        from trafilatura import bare_extraction  # noqa: PLC0415  # see above

        if self._tree is None:
            return PageParts("", ())
        tree, comments = deepcopy(self._tree), self._comments
        unfold_lists(tree)
        drop_boxes(tree)
        rows = page_rows(tree)  # trafilatura changes the tree it is given
        shown = "\n".join(" ".join(row.text.split()) for row in rows)
        found = bare_extraction(tree, include_comments=False, with_metadata=False, include_tables=True)
        article = getattr(found, "text", None) or ""
        words = len(article.split())
        missed = words < _LEAST_WORDS and len(shown.split()) > 4 * words
        article = shown if missed else fill_gaps(rows, article)
        if not comments:
            comments, article = comments_in_text(shown, article)
        own = (row for row in rows if row.linked >= _LINKED and len(row.text) <= _LONGEST_LINK)
        return PageParts(article, comments, frozenset(" ".join(row.text.split()) for row in own))


def _stated(tree: Any) -> dict[str, object]:
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  # see above

    found = extract_metadata(
        deepcopy(tree),  # trafilatura changes the tree it is given
        extensive=False,
        date_config={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
    )
    values: dict[str, object] = {}
    for key in ("title", "author", "sitename", "date", "url"):
        value = getattr(found, key, None)
        if value and not (key == "author" and value.lower() in _LABELS):
            values[key] = _MONTH_BEHIND.sub("", value) if key == "author" else value
    title = str(values.get("title") or "")
    named = split_title(title, None)[1] or split_title(tree.findtext(".//title") or "", None)[1]
    if named and "." in str(values.get("sitename", ".")):
        values["sitename"] = named  # rather than the site's address
    stated = head_statements(tree)
    author = stated.get("author")
    if author and str(values.get("author") or "").startswith(author):
        values["author"] = author  # without the office behind it
    return settled({**_shown_about(tree, " ".join(title.split())), **values}, stated)


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


def _tree(html: str) -> Any:
    from lxml import etree  # noqa: PLC0415  # see above
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415  # see above

    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None  # nothing between the tags: the caller reports a page without text
    drop_hidden(tree)
    part_cells(tree)
    unfold_tables(tree)
    return tree


def _shown_about(tree: Any, title: str) -> dict[str, object]:
    """Outlet and author as the page shows them, for pages whose head states neither, and the rows that may date it."""
    shown = page_rows(tree)
    rows = [row.text for row in shown]
    headline = next((i for i, row in enumerate(rows[:200]) if title and row == title), 0)
    prose = next((i for i, row in enumerate(rows[:300]) if i >= headline and is_prose(features(row))), headline)
    name = shown_outlet(rows[:prose], rows[max(prose, len(rows) - 8) :])
    author = next((signed[0] for row in rows[headline : prose + 3] if (signed := signature(row))), None)
    last = max(
        (i for i, row in enumerate(shown) if i >= prose and not row.aside and is_prose(features(row.text))),
        default=prose,
    )
    own = [row.text if row.linked < _LINKED else "" for row in shown]
    lines = {
        HEAD_LINES: tuple(filter(None, own[max(headline + bool(title), prose - _HEAD_ROWS) : prose])),
        FOOT_LINES: tuple(filter(None, own[last : last + _FOOT_ROWS])),
    }
    return {key: value for key, value in {"sitename": name, "author": author, **lines}.items() if value}
