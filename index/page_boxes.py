"""Boxes of a page: tables that only lay it out, and small boxes of advertisements and links among the paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.features import features
from index.phrases import RESIDUE_HEADING

_LARGEST_BOX = 600  # characters
_BOX_TAGS = frozenset("div section aside table ul ol li p blockquote figure form td".split())
_INLINE = ("span", "a", "b", "strong", "time", "button", "small", "em", "i")
_HEADINGS = ("h2", "h3", "h4", "h5")
_ITEM_BLOCKS = frozenset("p div h2 h3 h4 h5 time blockquote figure section article".split())
_ABOUT_COMMENTS = re.compile(r"\b(?:comments?|repl(?:y|ies)|responses?|discussion|conversation)\b", re.I)
_LABEL_WORDS = 12
_MOST_LEVELS = 6
_CARD_LINK_WORDS = 3
_LARGEST_CARD = 400  # characters
_PARAGRAPH = 80  # characters: a `p` above and below a card is longer


@dataclass(slots=True)
class _Table:
    """A table of a page: its elements, and what speaks for its laying out the page (mutable while it is walked)."""

    elements: list[Any]
    cells: int = 0
    rows: int = 0
    breaks: int = 0  # paragraphs, headings, line breaks, lists
    letters: int = 0
    nested: bool = False

    @property
    def is_layout(self) -> bool:
        """Whether it holds a table, running text instead of data, or one column alone."""
        text = self.breaks > max(self.cells, 3) or self.letters > 250 * max(self.cells, 1)
        return self.nested or text or self.cells <= self.rows


def unfold_tables(tree: Any) -> None:
    """Tables that lay out a page become plain blocks, so that what stands in them is found as on any page."""
    from lxml import etree  # noqa: PLC0415  # see above

    open_tables: list[_Table] = []
    done: list[_Table] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag == "table" and event == "end":
            done.append(open_tables.pop())
        elif element.tag == "table":
            for outer in open_tables[-1:]:
                outer.nested = True
            open_tables.append(_Table([element]))
        elif open_tables and event == "start":
            table = open_tables[-1]
            if element.tag in ("tr", "td", "th", "tbody", "thead", "tfoot"):
                table.elements.append(element)
            table.cells += element.tag in ("td", "th")
            table.rows += element.tag == "tr"
            table.breaks += element.tag in ("p", "br", "h1", "h2", "h3", "h4", "li", "hr")
            table.letters += len(element.text or "") + len(element.tail or "")
    for table in done:
        for element in table.elements if table.is_layout else ():
            element.tag = "div"


def unfold_lists(tree: Any) -> None:
    """Lists of which an item holds two blocks and more (the posts of a live report) become plain blocks, in place."""
    for item in list(tree.iter("li")):
        blocks = sum(1 for child in item if child.tag in _ITEM_BLOCKS)
        if blocks >= 2:
            item.tag = "div"
            if item.getparent() is not None and item.getparent().tag in ("ul", "ol"):
                item.getparent().tag = "div"


def drop_hidden(tree: Any) -> None:
    """Take out short texts that the page does not show, in place: a newsletter's preview, labels of buttons."""
    for element in tree.xpath("//body//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"):
        if element.getparent() is not None and not _longer(element, _LARGEST_BOX):
            element.drop_tree()


def part_cells(tree: Any) -> None:
    """Put a no-break space between “</span><span>”, in place: these are two cells, not one word."""
    for element in tree.iter(*_INLINE):
        after = element.getnext()
        if not element.tail and after is not None and after.tag in _INLINE:
            ends, begins = "".join(element.itertext())[-1:], "".join(itertools.islice(after.itertext(), 3))[:1]
            element.tail = "\xa0" if ends.isalnum() and begins.isalnum() else None


def drop_boxes(tree: Any) -> None:
    """Take out the small boxes that open with a label such as “Advertisement” or “Related”, in place."""
    for card in list(_cards(tree)):
        if card.getparent() is not None:
            card.drop_tree()
    for label in list(_labels(tree)):
        box = label if label.tag in _BOX_TAGS else None
        for outer in itertools.islice(label.iterancestors(), _MOST_LEVELS):
            page = outer.tag in ("body", "html", "article", "main")
            if page or not _opens(outer, label) or _longer(outer, _LARGEST_BOX):
                break
            box = outer if outer.tag in _BOX_TAGS else box
        if box is not None and box is not label and box.getparent() is not None:
            box.drop_tree()


def _cards(tree: Any) -> Iterator[Any]:
    """Boxes among paragraphs that show a picture, a linked headline and perhaps a line of text: other stories."""
    for link in tree.iter("a"):
        if len("".join(itertools.islice(link.itertext(), 20)).split()) < _CARD_LINK_WORDS:
            continue
        card = None
        for outer in itertools.islice(link.iterancestors(), _MOST_LEVELS):
            if outer.tag in _HEADINGS:
                continue
            if outer.tag not in _BOX_TAGS or outer.tag == "p" or _longer(outer, _LARGEST_CARD):
                break
            card = outer if next(outer.iter("img", "picture"), None) is not None else card
        if card is not None and next(card.iter("h1"), None) is None and _among_paragraphs(card):
            yield card


def _among_paragraphs(box: Any) -> bool:
    before = itertools.islice(box.itersiblings("p", preceding=True), 30)
    after = itertools.islice(box.itersiblings("p"), 30)
    return any(_longer(p, _PARAGRAPH) for p in before) and any(_longer(p, _PARAGRAPH) for p in after)


def _labels(tree: Any) -> Iterator[Any]:
    for element in tree.iter(*_BOX_TAGS, *_HEADINGS, "span", "b", "strong", "font", "a", "small"):
        text = " ".join((element.text or "").split())
        if 0 < len(text) <= 100:
            f = features(text)
            if _ABOUT_COMMENTS.search(text):
                continue
            if 0 < f.words <= _LABEL_WORDS and not f.terminal and (f.strong or RESIDUE_HEADING.fullmatch(text)):
                yield element


def _opens(outer: Any, label: Any) -> bool:
    """Whether the first text of an element is that of the label."""
    for element in itertools.islice(outer.iter(), 50):
        if element is label:
            return True
        if (element.text or "").strip() or (element is not outer and (element.tail or "").strip()):
            return False
    return False


def _longer(element: Any, most: int) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > most:
            return True
    return False
