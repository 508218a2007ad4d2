"""The rows of text that a page shows, each with the place it stands in, and the article's rows among them."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from index.features import content_words, features, is_prose, topic_of
from index.heads import headline_score, is_stamp_line, signature
from index.page_comments import BLOCKS, UNSEEN, walk

_ASIDE_TAGS = frozenset("nav aside footer form figure button dialog menu label".split())
_ASIDE_ROLES = frozenset("navigation complementary banner contentinfo search dialog alertdialog menu toolbar".split())
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-]|(?-i:(?<=[a-z])(?=[A-Z])))(?:related|recirc\w*|recommend\w*|read-?more|more-?stories|promo\w*|newsletter\w*"
    r"|subscri\w+|paywall\w*|consent|cookie\w*|gdpr|shar(?:e|ing)\w*|social\w*|nav\w*|menu\w*|breadcrumbs?|footer|foot"
    r"|side-?bar|advert\w*|ads?|sponsor\w*|banner|pop-?up|modal|overlay|widget|toolbar|tags?|taglist|topics?|captions?"
    r"|credits?|bio|author-?(?:bio|box|card|info)|about-?author|outbrain|taboola|trending|most-?read|popular|comments?"
    r"|respond|signup|pagination|pager|skip-?link\w*|screen-?reader\w*|sr-only|visually-?hidden|print-?only|donat\w*)"
    r"(?:$|[\s_-]|(?-i:(?<=[a-z])(?=[A-Z])))",
    re.I,
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_WIDE_SPACE = re.compile("(?: ?\xa0)+ ?")  # no-break spaces put cells apart: two blanks
_HEADLINE_ROWS = 15  # a headline stands at most so many rows above the article's first paragraph
_HEADINGS = ("h1", "h2", "h3", "h4")
_LAST_ROWS = 3  # between two rows of the article's end
_TELLING = 60  # letters that tell a paragraph from all others
_HEADLINE_SCORE = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """The text of one block. `aside`: it stands in navigation, a form, a caption, or a box named after such things;
    `linked`: share (0 to 1) of its characters that are in links; `heading`: it is an h1, `subheading`: an h2 to h4."""

    text: str
    aside: bool
    linked: float
    heading: bool
    subheading: bool


def page_rows(tree: Any) -> list[Row]:
    """All text a reader of the page sees, a block element a row, in order. Linear in the size of the page."""
    rows: list[Row] = []
    pieces: list[str] = []
    links = asides = linked = in_pre = 0
    heading = ""
    inside: list[bool] = []

    def end_row() -> None:
        nonlocal linked, heading
        text = _WIDE_SPACE.sub("  ", _SPACE.sub(" ", "".join(pieces))).strip()
        if text:
            rows.append(Row(text, asides > 0, linked / max(sum(map(len, pieces)), 1), heading == "h1", heading > "h1"))
        pieces.clear()
        linked, heading = 0, ""

    for event, element in walk(tree):
        if element.tag in BLOCKS:
            end_row()
        if event == "start":
            inside.append(_is_aside(element))
            asides += inside[-1]
            links += element.tag == "a"
            heading = element.tag if element.tag in _HEADINGS else heading
            in_pre += element.tag == "pre"
        elif element.tag not in UNSEEN:  # whose starts `walk` leaves out
            asides -= inside.pop()
            links -= element.tag == "a"
            in_pre -= element.tag == "pre"
        text = (element.text if event == "start" else element.tail) or ""
        if in_pre:
            *above, text = text.split("\n")
            for row in above:
                pieces.append(row)
                end_row()
        pieces.append(text)
        linked += len(text) if links else 0
    end_row()
    return rows


def _is_aside(element: Any) -> bool:
    if element.tag in _ASIDE_TAGS or element.get("role") in _ASIDE_ROLES or element.get("aria-hidden") == "true":
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False  # these are named after everything that stands in them
    own = element.tag if "-" in element.tag else ""  # “cookie-banner”, an element of the page's own making
    named = f"{own} {element.get('class') or ''} {element.get('id') or ''} {element.get('aria-label') or ''}"
    return bool(named.strip()) and bool(_ASIDE_NAMES.search(named[:300]))


def fill_gaps(rows: Sequence[Row], article: str) -> str:
    """The extracted article with the sentences and the headline that the page shows among its lines and the
    extraction left out. `article` holds a paragraph a line."""
    lines = [line for line in article.split("\n") if line.strip()]
    places = _places(rows, lines)
    taken = {at for at in places if at is not None}
    if not taken:
        return article
    first, last = min(taken), max(taken)
    known = _key(article)
    missing = {i for i in range(first, last) if i not in taken and _belongs(rows[i], known)}
    topic = topic_of(lines)
    for i in range(last + 1, len(rows)):  # behind a box the extraction may have ended
        if i - last > _LAST_ROWS:
            break
        if _belongs(rows[i], known) and len(content_words(rows[i].text) & topic) >= 2:
            missing.add(i)
            last = i
    for i in sorted((taken | missing) - {first}):
        if rows[i - 1].subheading and i - 1 not in taken and _is_own(rows[i - 1], known):
            missing.add(i - 1)
    whole: list[tuple[int, str]] = [(i, rows[i].text) for i in missing]
    at = 0
    for line, place in zip(lines, places, strict=True):
        at = at if place is None else place
        whole.append((at, line))
    whole.sort(key=itemgetter(0))
    begun = whole[0][1]
    headless = is_prose(features(begun)) or is_stamp_line(begun) or signature(begun) is not None
    head = _head(rows, first, lines) if headless else []
    return "\n".join([*head, *(text for _, text in whole)])


def _places(rows: Sequence[Row], lines: Sequence[str]) -> list[int | None]:
    """For each line of an extraction the row it comes from, None where none fits: the next of its text, else, as
    extractions move paragraphs, one before."""
    by_key: defaultdict[str, deque[int]] = defaultdict(deque)
    for i, row in enumerate(rows):
        by_key[_key(row.text)].append(i)
    places: list[int | None] = []
    last = -1
    for line in lines:
        key = _key(line)
        there = by_key[key]
        while there and there[0] <= last and (len(there) > 1 or len(key) < _TELLING):
            there.popleft()
        at = there.popleft() if there else None
        last = max(last, at or 0)
        places.append(at)
    return places


def _key(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _belongs(row: Row, known: str) -> bool:
    return _is_own(row, known) and is_prose(features(row.text))


def _is_own(row: Row, known: str) -> bool:
    """Whether a row is none of a box, and not extracted already, only in other lines."""
    return not row.aside and row.linked < 0.5 and _key(row.text)[:_TELLING] not in known


def _head(rows: Sequence[Row], first: int, lines: Sequence[str]) -> list[str]:
    """The headline above the article's first row and what stands below it on the topic, when the extraction begins
    further down."""
    topic = topic_of(lines)
    above = [row for row in rows[max(0, first - _HEADLINE_ROWS) : first] if not row.aside and row.linked < 0.5]
    scores = [headline_score(row.text, topic) for row in above]
    likely = [score + 1.5 * row.heading + 1.2 * (row is above[-1]) for score, row in zip(scores, above, strict=True)]
    best = max(likely, default=0.0)
    if best < _HEADLINE_SCORE:
        return []
    at = likely.index(best)
    below = [row.text for row, score in zip(above[at + 1 :], scores[at + 1 :], strict=True) if score >= 1.0]
    known = _key(" ".join(lines[:2])).lower()
    return [text for text in (above[at].text, *below) if _key(text).lower() not in known]
