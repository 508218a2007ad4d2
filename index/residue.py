"""Which lines are the article and which are what the page put around it.

Each line is counted (`index.features`) and then judged by where it stands: before the article's first sentence,
among its sentences, or after its last. Features and what they speak for:

====================  =========================================================================================
set phrase (`strong`)  residue anywhere: consent banners, share widgets, forms, prompts, credits
mechanical             residue anywhere: counters, addresses alone on a line, rows of tags, icon names
interface share        residue when high in a short line: menus, buttons, section names
full date, byline      residue in a short line before or after the article: the head of the page
residue heading        residue, and so are the headlines below it, until the article's prose and topic return
repetition             the second occurrence of a headline is residue
neighbours             a short line between residue lines is residue
position               before the first sentence only the headline and what follows it are article; after the
                       last sentence lines that are no sentences are residue
topic                  words a line shares with the article's prose: headlines and subtitles share, mastheads do not
====================  =========================================================================================
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.features import Features, content_words, features, is_prose
from index.lines import Line
from index.mastheads import field
from index.phrases import PRESS_WORDS, REPORTING, RESIDUE_HEADING
from index.stamps import stamps

_PERSON = r"(?P<{}>[A-Z][\w.'’-]+(?:(?:\s|, | and | & )[A-Z][\w.'’-]*){{{}}})"
BYLINE = re.compile(
    r"(?i:(?:(?:words|text|interview|written|reported|reporting|story) )?by|author:?)\s+"
    rf"{_PERSON.format('name', '0,6')}(?:\s*[,"
    rf"|·•–—-]\s*.{{0,60}})?"
    rf"|{_PERSON.format('staff', '1,3')},?\s(?:[\w ]{{0,30}}\s)?(?i:staff writer|reporter|correspondent|editor"
    rf"|columnist|bureau chief)"
    rf"|{_PERSON.format('abroad', '1,2')},? in [A-Z][\w.-]+(?: [A-Z][\w.-]+){{0,2}}"
)
_ROLE = re.compile(
    r",? (?:(?:[Ss]taff|[Ss]enior|[Cc]hief|[Ss]pecial|[A-Z][a-z]+) )?"
    r"(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist)$"
)
_CELL = re.compile(r"\s*[|•·–—]\s*")
HEADLINE = 0.45  # least `headline_score` of a headline: three words and more, one of them of the topic
_LABELS = re.compile(r"(?:^|\s)[A-Z]\w+(?: [a-z]+)?: \S")  # “Text: A. Name  Photographs: B. Name”
_HEAD_LINES = 15  # `key: value` lines count as head matter in these
_FIGURE = re.compile(r"(?<!\S)[$€£]?\d[\d.,]*%?(?!\S)")
_ASKS = re.compile(r"(?:What|Why|How|Who|When|Where)\s")  # subheadings: “What next”
_AGENCY = re.compile(r"^[A-Z]{3}[^.a-z]*[^()]{0,60}(?:\([A-Z][\w .&-]{1,30}\)|/[A-Z][\w .&-]{1,30}/)")
_OTHER_PAGE = re.compile(
    r"\W*(?:live(?: ?blog| updates?)?|watch|listen|in pictures|gallery|podcast|explainer)\s*:\s", re.I
)
_KICKER = re.compile(r"\W*(?:top|featured|lead|latest|main|cover) (?:story|article)\W*", re.I)  # above a headline
_KEY_EVENTS = re.compile(r"\W*(?:(?:show|hide|view) )?key (?:events|moments|updates)(?: only)?(?: \(\d+\))?\W*", re.I)
_TIMED = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\W*\s\W*\w")
_STAMPED = re.compile(r"^\W*(?:last )?(?:updated?|published|posted|edited|modified|added)\b(?: at| on)?:?\s*", re.I)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?")


def residue(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is residue. Readers' comments must have been taken off before. Linear in the text."""
    counted = [features(line.text) for line in lines]
    marks = [_by_itself(line.text, f) for line, f in zip(lines, counted, strict=True)]
    for i, line in enumerate(lines[:_HEAD_LINES]):
        marks[i] = marks[i] or field(line.text) is not None
    _mark_key_events(lines, counted, marks)
    _mark_lists_of_headlines(lines, counted, marks)
    prose = [i for i, f in enumerate(counted) if is_prose(f) and not marks[i]]
    if not prose:
        return _without_prose(lines, counted, marks)
    while len(prose) > 1 and _stray(lines, counted, marks, prose[-1], _topic(lines, prose[:-1])):
        prose.pop()
    if len(prose) > 1 and _tagline(lines, counted, prose, _topic(lines, prose[1:])):
        prose.pop(0)
    topic = _topic(lines, prose)
    _mark_head(lines, counted, marks, prose[0], topic)
    _mark_tail(lines, counted, marks, prose[-1], topic)
    _mark_between(counted, marks, prose[0], prose[-1])
    _mark_repeated(lines, counted, marks)
    _keep_tables(lines, counted, marks, prose[-1])
    return marks


def _by_itself(text: str, f: Features) -> bool:
    """Residue wherever it stands."""
    if f.strong and (f.words <= 40 or not f.terminal):
        return True
    if f.mechanical:
        return f.words > 0 or "; " not in text  # a row of a table may hold figures only
    if f.words <= 14 and f.interface >= 0.75 and not f.terminal and not _ASKS.match(text):
        return True
    if f.separators >= 2 and f.words <= 60 and not f.terminal:
        return True
    if f.words <= 25 and len(text) <= 300 and not f.terminal and len(_LABELS.findall(text)) >= 2:
        return True
    return is_stamp_line(text, f) or (
        f.words <= 12 and len(text) <= 160 and not f.terminal and bool(BYLINE.fullmatch(text))
    )


def is_stamp_line(text: str, f: Features) -> bool:
    """A short line that is little more than a full date: “Published 3 March 2023, 09:12 GMT”."""
    if f.words > 14 or len(text) > 120:
        return False
    found = stamps(text)
    if not found:
        return bool(_CLOCK.fullmatch(_STAMPED.sub("", text)))
    rest = text[: found[0].start] + " " + text[found[-1].end :]
    return len(_CLOCK.sub("", rest).split()) <= 7 and not (f.terminal and f.function > 0.2)


def byline(text: str) -> str | None:
    """The name in a byline, also beside a date (“Published 3 May 2014 | By Ada Quill”); None when there is none."""
    if len(text) > 160:
        return None
    for cell in (text, *_CELL.split(text)):
        match = BYLINE.fullmatch(cell.strip())
        if match:
            return _ROLE.sub("", str(match["name"] or match["staff"] or match["abroad"])).strip()
    return None


def _mark_key_events(lines: Sequence[Line], counted: Sequence[Features], marks: list[bool]) -> None:
    """The table of contents of a live report: “Key events” and the lines below it that begin with a time."""
    listing = False
    for i, (line, f) in enumerate(zip(lines, counted, strict=True)):
        if f.words <= 6 and _KEY_EVENTS.fullmatch(line.text):
            listing = marks[i] = True
        elif listing:
            listing = not f.terminal and f.words <= 20 and bool(_TIMED.match(line.text))
            marks[i] = marks[i] or listing


def _mark_lists_of_headlines(lines: Sequence[Line], counted: Sequence[Features], marks: list[bool]) -> None:
    """Below “Most read” and its like, everything is residue until prose on the article's own topic returns."""
    topic: Counter[str] = Counter()  # how many lines of the article so far hold a word
    listing = begun = False
    for i, (line, f) in enumerate(zip(lines, counted, strict=True)):
        heading = f.words <= 9 and len(line.text) <= 100 and bool(RESIDUE_HEADING.fullmatch(line.text))
        if heading and not _KICKER.fullmatch(line.text):
            listing, marks[i] = True, True
        elif listing:
            own = content_words(line.text)
            known = sum(w in topic for w in own) >= 0.2 * len(own) or any(topic[w] >= 2 for w in own)
            returns = is_prose(f) and (not begun or (f.words >= 15 and (known or f.words >= 45)))
            listing = not returns
            marks[i] = marks[i] or listing
        begun = begun or (not marks[i] and is_prose(f))
        if not marks[i] and f.words >= 4:
            topic.update(content_words(line.text))


def _mark_head(
    lines: Sequence[Line], counted: Sequence[Features], marks: list[bool], first: int, topic: frozenset[str]
) -> None:
    """Before the first sentence: the headline (most of the topic, first of equals) and the text lines below it."""
    scores = [headline_score(lines[i].text, counted[i], topic) if not marks[i] else 0.0 for i in range(first)]
    if _AGENCY.search(lines[first].text[:120]):  # above the dateline of a report, “Live blog: …” names another page
        scores = [0.0 if _OTHER_PAGE.match(lines[i].text) else score for i, score in enumerate(scores)]
        marks[:first] = [
            mark or bool(_OTHER_PAGE.match(line.text)) for mark, line in zip(marks, lines[:first], strict=False)
        ]
    best = max(scores, default=0.0)
    at = next((i for i, s in enumerate(scores) if s >= max(0.5 * best, HEADLINE)), first)
    if at == first:
        at = next((i for i in range(first - 1, -1, -1) if not marks[i] and _may_be_headline(counted[i])), first)
    for i in range(first):
        below = i > at and (
            scores[i] >= 1.0 or (counted[i].words >= 6 and counted[i].terminal and counted[i].function > 0.1)
        )
        marks[i] = marks[i] or not (i == at or below)


def _may_be_headline(f: Features) -> bool:
    """For want of a better one: the last line above the first sentence in sentence case, so no name of a site."""
    return 2 <= f.words <= 25 and f.capitalised < 0.75 and f.interface < 0.75


def headline_score(text: str, f: Features, topic: frozenset[str]) -> float:
    """How much a line looks like the headline of an article on `topic`; from `HEADLINE` up it may be one."""
    if not 3 <= f.words <= 32 or f.strong or f.mechanical or len(text) > 220:
        return 0.0
    own = content_words(text)
    shared = len(own & topic)
    score = 0.8 * min(shared, 4) + (0.6 if f.words >= 5 else 0.0) + (0.2 if f.function > 0 else 0.0)
    masthead = f.words <= 6 and f.capitalised >= 0.7 and any(w in PRESS_WORDS for w in text.lower().split())
    score *= (0.3 if masthead else 1.0) * (0.6 if f.words < 5 else 1.0)
    return score * (1.0 - 0.8 * f.interface) * (0.4 if shared == 0 else 1.0)


def _topic(lines: Sequence[Line], prose: Sequence[int]) -> frozenset[str]:
    return content_words(" ".join(lines[i].text for i in prose[:100])[:20_000])


def _stray(
    lines: Sequence[Line], counted: Sequence[Features], marks: Sequence[bool], at: int, topic: frozenset[str]
) -> bool:
    """Whether a last sentence stands among residue: two lines of it just before, short, and off the topic."""
    before = [marks[i] or not counted[i].terminal for i in range(max(0, at - 2), at)]
    own = content_words(lines[at].text)
    alone = len(own & topic) < 0.3 * len(own)
    among = len(before) == 2 and all(before) and any(marks[max(0, at - 2) : at])
    return among and counted[at].words < 20 and alone


def _tagline(lines: Sequence[Line], counted: Sequence[Features], prose: Sequence[int], topic: frozenset[str]) -> bool:
    """Whether the first sentence belongs to the masthead: short, no report, off the topic, none follows at once."""
    first, own = prose[0], content_words(lines[prose[0]].text)
    apart = prose[1] > first + 1 and counted[first].words < 16 and len(own & topic) < 0.3 * len(own)
    return apart and counted[first].digits == 0 and not REPORTING.search(lines[first].text)


def _mark_tail(
    lines: Sequence[Line], counted: Sequence[Features], marks: list[bool], last: int, topic: frozenset[str]
) -> None:
    """After the last sentence: what is neither a sentence nor an item of a list is residue; once plain residue has
    begun, a short sentence is too, unless but one line stands between, and it is on the topic."""
    begun = False
    for i in range(last + 1, len(lines)):
        f, text = counted[i], lines[i].text
        begun = begun or marks[i]
        sentence = (f.terminal and f.words >= 3 and f.interface < 0.7) or (text[:1] in '“"«' and f.words >= 4)
        item = text[:1] in "•*–" and f.words >= 2
        goes_on = i - last == 2 and f.terminal and f.function >= 0.12 and not topic.isdisjoint(content_words(text))
        marks[i] = marks[i] or not (sentence or item) or (begun and f.words < 20 and not goes_on)


def _mark_between(counted: Sequence[Features], marks: list[bool], first: int, last: int) -> None:
    """Among the sentences: a short line with residue on both sides is residue too."""
    for i in range(first + 1, last):
        f = counted[i]
        if not marks[i] and marks[i - 1] and marks[i + 1] and f.words <= 10 and not f.terminal:
            marks[i] = True


def _mark_repeated(lines: Sequence[Line], counted: Sequence[Features], marks: list[bool]) -> None:
    kept: Counter[str] = Counter()
    for i, line in enumerate(lines):
        if not marks[i]:
            key = " ".join(line.text.lower().split())
            marks[i] = kept[key] > 0 and 4 <= counted[i].words <= 40
            kept[key] += 1


def _keep_tables(lines: Sequence[Line], counted: Sequence[Features], marks: list[bool], last: int) -> None:
    """Rows of a table, two and more of one width together, are article: of figures with their head among the
    article's lines, of cells that semicolons put apart also directly below."""
    widths = [_columns(line.text, f) for line, f in zip(lines, counted, strict=True)]
    kept = next((i for i, mark in enumerate(marks) if not mark), last)
    for i in range(kept + 1, len(lines) - 1):
        row = widths[i] >= 2 and widths[i] in (widths[i - 1], widths[i + 1]) and not stamps(lines[i].text)
        if row and (i < last or ("; " in lines[i].text and i - kept <= 2)):
            if marks[i - 1] and i - 1 > kept and 2 <= counted[i - 1].words <= 12 and widths[i - 1] == 0:
                marks[i - 1] = counted[i - 1].strong
            marks[i] = False
        kept = kept if marks[i] else i
    if len(lines) > 2 and kept == len(lines) - 2 and widths[-1] == widths[-2] >= 2 and "; " in lines[-1].text:
        marks[-1] = False


def _columns(text: str, f: Features) -> int:
    """How many columns a row of a table has: cells between semicolons, or figures; 0 for other lines."""
    if f.words > 25 or f.terminal or f.interface >= 0.5 or f.strong:
        return 0
    return text.count("; ") + 1 if "; " in text else len(_FIGURE.findall(text))


def _without_prose(lines: Sequence[Line], counted: Sequence[Features], marks: list[bool]) -> list[bool]:
    """No sentence at all (a list, a table, notes): what is not plainly residue is the article; never nothing."""
    kept = [i for i, mark in enumerate(marks) if not mark]
    return marks if any(counted[i].words for i in kept) else [False] * len(lines)
