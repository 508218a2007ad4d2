"""Readers' comments of an HTML page: by how they are marked up, or by blocks that repeat a name, a time and a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from index.comments import find_comments
from index.heads import is_stamp_line
from index.lines import lines
from index.phrases import AVATAR, REMOVED, is_ago, is_button
from index.signatures import is_name, signed_by

BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer nav aside blockquote pre br figure "
    "figcaption form dl dt dd main hr option button label".split()
)
UNSEEN = frozenset("script style noscript template svg head iframe object select".split())
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
_SAYS = re.compile(r"\W*(?:says|said|wrote|writes|commented|replied|posted|by|on|at)\W*", re.I)
_REPEATED = frozenset(("li", "div", "article", "section", "tr", "dl", "blockquote"))
_MOST_ELEMENTS = 120  # looked at in one block: a comment is small
_STANDING_WORDS = 6
_ANSWERS = re.compile(
    r"\W*(?:\d+ )?(?:repl(?:y|ies)|(?:dis)?likes?|report|quote|(?:up|down)?votes?|helpful)\b.{0,20}$", re.I
)
_CONTAINERS = ("ol", "ul")

Signed = tuple[str | None, str]


def take_comments(tree: Any) -> tuple[Signed, ...]:
    """Take the comments out of the tree: author and text of each. Replies are comments of their own.

    A comment section with no items that can be told apart stays where it is.
    """
    blocks = list(tree.iter(*_REPEATED, *_CONTAINERS))
    items = {e for e in blocks if e.tag not in _CONTAINERS and _is_comment(e)} or _repeated(blocks)
    found = [signed for e in blocks if e in items and (signed := _signed(e, items))[1]]
    if found:
        for element in blocks:
            if element.getparent() is not None and (element in items or _is_section(element, items)):
                element.drop_tree()
    return tuple(found)


def comments_in_text(shown: str, article: str) -> tuple[tuple[Signed, ...], str]:
    """The comments that the text of a page shows without any markup of their own, and the article without them.

    `shown` is all the page's text, a block a line, `article` what was extracted from it.
    """
    rows = lines(shown)
    section = find_comments(rows)
    if section is None:
        return (), article
    before = {row.text for row in rows[: section.first]}
    after = {row.text for row in rows[section.first :]} - before
    kept = [row for row in article.split("\n") if " ".join(row.split()) not in after]
    found = []
    for comment in section.comments:
        body = [row.text for row in rows[comment.first : comment.last + 1]]
        text = "\n".join(
            row for i, row in enumerate(body) if not _aside(row) and (i or not _signs(row, comment.author))
        )
        found.append((comment.author, text))
    return tuple(signed for signed in found if signed[1]), "\n".join(kept)


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


def _repeated(blocks: Sequence[Any]) -> set[Any]:
    """Blocks of one kind that each hold a name, a button such as “Reply”, and a text: comments, whatever their
    markup. One alone is none. Of a kind are those of one tag and class, without a class those of one parent."""
    groups: dict[tuple[Any, str, str], list[Any]] = {}
    for element in blocks:
        if element.tag in _REPEATED:
            named = _kind(element)
            groups.setdefault((None if named else element.getparent(), element.tag, named), []).append(element)
    found: set[Any] = set()
    kinds: set[tuple[str, str]] = set()
    for kind, alike in groups.items():
        if len(alike) > 1:
            likely = [e for e in alike if _looks_signed(e)]
            if len(likely) > 1 and len(likely) >= 0.6 * len(alike):
                found.update(likely)
                kinds.add(kind[1:])
    replies = (e for e in blocks if e not in found and (e.tag, _kind(e)) in kinds)
    found.update([e for e in replies if _owner(e, found) is not None and _looks_signed(e)])
    return {e for e in found if not _wraps(e, found)}


def _kind(element: Any) -> str:
    """The classes of a block, without the numbers that tell how deep a reply stands."""
    return re.sub(r"\d+", "", element.get("class") or "")


def _wraps(element: Any, found: set[Any]) -> bool:
    """Whether a block does nothing but hold another found one, perhaps with replies: no text comes before that."""
    for inner in itertools.islice(element.iter(), 10):
        if inner is not element and inner in found:
            return True
        if (inner.text or "").strip():
            return False
    return False


def _looks_signed(element: Any) -> bool:
    pieces = [piece for row in _pieces(element, frozenset(), 2 * _MOST_ELEMENTS) for piece in row if piece.strip()]
    pieces = [" ".join(piece.split()) for piece in pieces]
    pieces = [piece for piece in pieces if not (len(piece) <= 60 and AVATAR.fullmatch(piece))]
    if len(pieces) < 3 or not (_name_in(pieces[0])):
        return False
    body = [piece for piece in pieces[1:] if not _aside(piece)]
    links = (_text(link) for link in itertools.islice(element.iter("a"), 20))
    linked = sum(
        len(text.split()) for text in links if text != pieces[0] and not _aside(text)
    )  # of a card, the headline
    words = sum(len(piece.split()) for piece in body)
    return 2 <= words - linked <= 600 and any(map(_ANSWERS.match, pieces[1:]))


def _signed(item: Any, items: set[Any]) -> Signed:
    """Author and own text of a comment, without the replies nested in it."""
    own = [e for event, e in walk(item, items) if event == "start" and e is not item]
    names = (_text(e) for e in own if _names_author(e))
    stated = next((name for name in names if 0 < len(name) <= 80 and not _aside(name)), None)
    body = next((e for e in own if _BODY_CLASS.search(e.get("class") or "") and not _names_author(e)), item)
    rows = _without_standing(list(_pieces(body, items)))
    first = next((text for row in rows if (text := _joined(row)) and not _aside(text)), "")
    signed = next((name for row in rows[:2] if (name := _name_in(_first_piece([row])))), None) if rows else None
    above = _name_in(_first_piece(list(_pieces(item, items)))) if body is not item else None
    author = (_name_in(stated) if stated else signed or above or _name_in(first)) or stated
    kept = [_joined(_without_asides(row, {author, stated} - {None})) for row in rows]
    text = "\n".join(row for row in kept if row and not _aside(row) and not _signs(row, author) and row != stated)
    return (author.lstrip("@") if author else None), text


def _without_standing(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """The rows without what stands beside the writer's name and beside the time: an employer, a town, a rank."""
    if len([row for row in rows if _joined(row)]) < 2:
        return rows
    shown = [(i, " ".join(piece.split())) for i, piece in enumerate(rows[0]) if piece.strip()]
    if shown and _name_in(shown[0][1]) and _is_standing([piece for _, piece in shown[1:]]):
        rows = [rows[0][: shown[0][0] + 1], *rows[1:]]
    return [row for row in rows if not _timed_standing(row)]


def _timed_standing(row: Sequence[str]) -> bool:
    pieces = [" ".join(piece.split()) for piece in row if piece.strip()]
    times = [piece for piece in pieces if is_ago(piece) or is_stamp_line(piece)]
    return bool(times) and _is_standing([piece for piece in pieces if piece not in times])


def _is_standing(pieces: Sequence[str]) -> bool:
    """A few words that are no sentence."""
    words = " ".join(pieces).split()
    return 0 < len(words) <= _STANDING_WORDS and words[-1][-1].isalnum()


def _first_piece(rows: Sequence[Sequence[str]]) -> str:
    texts = (" ".join(piece.split()) for row in rows for piece in row)
    return next((text for text in texts if text and not (len(text) <= 60 and AVATAR.fullmatch(text))), "")


def _name_in(text: str) -> str | None:
    """The name in what signs a comment, bare or with a date and a verb."""
    text = text.strip().rstrip(":").strip()
    if not 0 < len(text) <= 100:
        return None
    return signed_by(text) or (text.lstrip("@") if is_name(text) else None)


def _signs(row: str, author: str | None) -> bool:
    return author is not None and len(row) <= 100 and _name_in(row) == author.lstrip("@")


def _aside(text: str) -> bool:
    """A button, a time, an avatar, the note of a removed comment, or nothing but punctuation."""
    if not any(c.isalnum() for c in text):
        return True
    if len(text) > 120:
        return False
    known = is_button(text) or is_ago(text) or is_stamp_line(text)
    return known or any(pattern.fullmatch(text) for pattern in (_SAYS, AVATAR, REMOVED))


def _without_asides(row: Sequence[str], names: set[str | None]) -> Sequence[str]:
    """A row without the names, times and buttons in elements of their own at its ends."""

    def plain(piece: str) -> bool:
        text = " ".join(piece.split())
        return bool(text) and text.rstrip(":") not in names and not _aside(text)

    kept = [i for i, piece in enumerate(row) if plain(piece)]
    if len(row) == 1:
        return row
    return row[kept[0] : kept[-1] + 1] if kept else ()


def _joined(row: Sequence[str]) -> str:
    return " ".join("".join(row).split())


def _pieces(element: Any, items: set[Any] | frozenset[Any], most: int | None = None) -> Iterator[Sequence[str]]:
    """The text nodes of each block of an element, without scripts and without the comments nested in it."""
    row: list[str] = []
    for event, e in itertools.islice(walk(element, items), most):
        if e.tag in BLOCKS and row:
            yield row
            row = []
        text = e.text if event == "start" else e.tail if e is not element else None
        if text:
            row.append(text)
    if row:
        yield row


def walk(element: Any, items: set[Any] | frozenset[Any] = frozenset()) -> Iterator[tuple[str, Any]]:
    """The start and end of every element; of scripts, styles and the like, and of `items`, only their ends."""
    from lxml import etree  # noqa: PLC0415  # lxml is loaded only when a page is read

    walker = etree.iterwalk(element, events=("start", "end"))
    for event, e in walker:
        if event == "start" and (e.tag in UNSEEN or (e in items and e is not element)):
            walker.skip_subtree()
        else:
            yield event, e


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
