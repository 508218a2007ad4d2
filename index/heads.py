"""What stands above an article: its headline, bylines and dates, among the names of the site and its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.features import content_words, features
from index.lines import Line
from index.mastheads import is_press_name
from index.phrases import FUNCTION_WORDS, PRESS_WORDS
from index.stamps import stamps
from index.years import MONTH, WEEKDAY_NAMES

_PERSON = r"(?P<{}>[A-Z][\w.'’-]+(?:(?:\s|, | and | & )[A-Z][\w.'’-]*){{{}}})"
BYLINE = re.compile(
    r"(?i:(?:(?:words|text|interview|written|reported|reporting|story) )?by:?|author(?: of the article)?:?)\s+"
    rf"{_PERSON.format('name', '0,6')}(?:\s*[,"
    rf"|·•–—-]\s*.{{0,60}})?"
    rf"|(?!The ){_PERSON.format('staff', '1,3')}(?!\sof\b),?\s(?:[\w ]{{0,30}}\s)?(?i:staff writer|reporter"
    rf"|correspondent|editor|columnist|bureau chief|author of [\w ]{{2,40}})"
    rf"|From (?:the )?[A-Z][\w&.-]{{1,20}}['’]s? {_PERSON.format('sent', '1,3')}(?: in [A-Z][\w .-]{{1,40}})?"
    rf"|(?:(?i:by) )?{_PERSON.format('abroad', '1,2')},? in [A-Z][\w.-]+(?: [A-Z][\w.-]+){{0,2}}"
)
_FOR = re.compile(
    rf"(?:(?i:(?:[a-z]+ )?by)\s+)?{_PERSON.format('name', '1,8')}(?:\s*[,|·•–—]\s*|\s-\s|(?i:,? for ))(?:the |THE )?"
    r"(?P<outlet>[A-Z][\w.'’& ]{1,40}?)(?: [a-z]+)*(?:\s*[|·•–—,]\s.*|\s-\s.*)?"
)  # whoever it names as an outlet has to be named as press is
_ROLE = re.compile(
    r",? (?:(?:[Ss]taff|[Ss]enior|[Cc]hief|[Ss]pecial|[A-Z][a-z]+) )?"
    r"(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist)$"
)
_CELL = re.compile(r"\s*[|•·–—]\s*|\s{2,}|\s+\S+@\S+\s*")  # between cells, or an address
_MOTTO = re.compile(
    r"^(?:your|our)\b|\b(?:newspaper|magazine|journal|paper|weekly|daily|guide|voice|news) (?:of|for|from|since|to)\b",
    re.I,
)  # what an outlet says of itself below its name
_SUBTITLE = 10  # words; the headline above it may have few of the topic's
HEADLINE = 0.45  # least `headline_score` of a headline: three words and more, one of them of the topic
QUOTATION = re.compile('“[^“”]{1,150}”|"[^"]{1,150}"|‘[^‘’]{1,150}’')
_STAMPED = re.compile(r"^\W*(?:last )?(?:updated?|published|posted|edited|modified|added)\b(?: at| on)?:?\s*", re.I)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?", re.I)
PRINTED = re.compile(  # by a browser, at the top of a sheet
    r"\d{1,2}/\d{1,2}/\d{2,4},?\s+(?:\d{1,2}:\d\d(?:\s[AP]M)?\s+)?(?P<title>\S.{10,}?)(?=\s+[|]\s|$)", re.I
)
SHORT_DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}}\.? {MONTH})"  # a day without its year
_MOMENT = re.compile(
    rf"\W*(?:(?:today|yesterday|(?:{'|'.join(WEEKDAY_NAMES)}))\W+(?:at\W+)?|(?P<day>\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{2,4}}"
    rf"|{SHORT_DAY})\W*(?:at\W+)?)?"
    rf"(?P<time>{_CLOCK.pattern})?\W*",
    re.I,
)


def is_stamp_line(text: str) -> bool:
    """A short line that is little more than a full date: “Published 3 March 2023, 09:12 GMT”."""
    f = features(text)
    if f.words > 14 or len(text) > 120:
        return False
    found = stamps(text)
    if not found:
        moment = _MOMENT.fullmatch(_STAMPED.sub("", text))
        return moment is not None and bool(moment["day"] or moment["time"])
    rest = text[: found[0].start] + " " + text[found[-1].end :]
    words = len(_CLOCK.sub("", rest).split())
    return words <= 7 and not (f.terminal and (f.function > 0.2 or words > 3))


def signature(text: str) -> tuple[str, str | None] | None:
    """The name in a byline, also beside a date (“Published 3 May 2014 | By Ada Quill”), and the outlet that it names
    (“By Ada Quill, The Bell”); None when a line is no byline."""
    for cell in (text, *_CELL.split(text)) if len(text) <= 160 else ():
        match = _FOR.fullmatch(cell.strip())
        paper = _ROLE.sub("", match["outlet"]) if match else ""
        if match and is_press_name(paper) and not is_press_name(match["name"]):
            return match["name"], paper
        match = BYLINE.fullmatch(cell.strip())
        if match and not FUNCTION_WORDS.intersection((match["staff"] or "").lower().split()):  # “Ask the editor”
            name = _ROLE.sub("", str(match["name"] or match["staff"] or match["sent"] or match["abroad"])).strip()
            person, _, word = name.rpartition(", ")  # one word more is a place, a degree or an outlet
            return (
                person if " " in person and " " not in word and word.rstrip(".") not in ("Jr", "Sr") else name
            ), None
    return None


def mark_head(lines: Sequence[Line], marks: list[bool], *, first: int, topic: frozenset[str], title: str = "") -> None:
    """Before the first sentence (line `first`): the headline (the page's `title`, in lower case, else the line most on
    topic, first of equals) and the text lines below it."""
    scores = [headline_score(lines[i].text, topic) if not marks[i] else 0.0 for i in range(first)]
    scores = [
        s + 10.0 * (s > 0 and line.text.lower() == title and not is_press_name(line.text))
        for s, line in zip(scores, lines, strict=False)
    ]
    best = max(scores, default=0.0)
    at = next((i for i, s in enumerate(scores) if s >= max(0.6 * best, HEADLINE)), first)
    if at < first and lines[at].f.words >= _SUBTITLE:  # it shares more words with the topic than the headline above
        above = next((i for i in range(at - 1, -1, -1) if not marks[i]), at)
        f = lines[above].f
        titled = 6 <= f.words <= 25 and f.function > 0 and f.interface < 0.5 and not (f.terminal or f.separators)
        at = above if titled and not _MOTTO.search(lines[above].text) else at
    if at == first:
        at = next((i for i in range(first - 1, -1, -1) if not marks[i] and _may_be_headline(lines[i])), first)
    for i in range(first):
        f = lines[i].f
        below = i > at and (scores[i] >= 1.0 or (f.words >= 6 and f.terminal and f.function > 0.1))
        marks[i] = marks[i] or not (i == at or below)


def _may_be_headline(line: Line) -> bool:
    """For want of a better one: the last line above the first sentence in sentence case, so no name of a site."""
    f = line.f
    return 2 <= f.words <= 25 and f.capitalised < 0.75 and f.interface < 0.75 and not _MOTTO.search(line.text)


def headline_score(text: str, topic: frozenset[str]) -> float:
    """How much a line looks like the headline of an article on `topic`; from `HEADLINE` up it may be one."""
    f = features(text)
    if not 3 <= f.words <= 32 or f.strong or f.mechanical or len(text) > 220:
        return 0.0
    own = content_words(text)
    shared = len(own & topic)
    score = 0.8 * min(shared, 4) + (0.6 if f.words >= 5 else 0.0) + (0.2 if f.function > 0 else 0.0)
    press = not PRESS_WORDS.isdisjoint(re.findall(r"[a-z]+", text.lower()))
    masthead = (f.words <= 6 and f.capitalised >= 0.6 and press) or bool(_MOTTO.search(text))
    quotation = bool(QUOTATION.fullmatch(text))  # a page puts no quotation marks around its own names
    score *= (0.3 if masthead else 1.5 if quotation else 1.0) * (0.6 if f.words < 5 else 1.0)
    return score * (1.0 - 0.8 * f.interface) * (0.4 if shared == 0 else 1.0)
