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
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.features import content_words, is_prose, topic_of
from index.heads import BYLINE, PRINTED, is_stamp_line, mark_head, signature
from index.lines import Line
from index.mastheads import field
from index.notices import article_sentences, is_caption, mark_pitches
from index.phrases import REPORTING, RESIDUE_HEADING, is_ago, is_profile
from index.stamps import stamps

_LABELS = re.compile(r"(?:^|\s)[A-Z]\w+(?: [a-z]+)?: \S")  # “Text: A. Name  Photographs: B. Name”
# “Ferry sinks:How the crew got off”: a link to another story, whose label and headline a copy has joined
_TEASER = re.compile(r"(?P<label>[A-Z‘'“][^.:!“”\"\n]{1,60}(?:[^\W\d_]|[’'?”\"])):(?P<story>[A-Z\d‘'“])")
_SAYS = re.compile(r"(?:sa(?:id|ys)|asked|added|replied|wrote|told \w+)$", re.I)
_HEAD_LINES = 15  # `key: value` lines count as head matter in these
_HEADLINE_WORDS = 5
_INTRODUCTION = 8  # least words of a sentence that ends in a colon
_PICTURE = re.compile(r"(?!\()\W*(?:photo|picture|image|foto|credit)\w*\b", re.I)
_LABEL = re.compile(r"(?:(?:image |photo |picture |media )?caption|image|image (?:description|alt))[,:]?", re.I)
_LEGAL = re.compile(
    r"\bpersonal,? (?:and |or )?non-?commercial use\b|\bmay not be (?:published|reproduced|copied), \w+", re.I
)  # whose length is no proof of an article
_FIGURE = re.compile(r"(?<!\S)[$€£]?\d[\d.,]*%?(?!\S)")
_ASKS = re.compile(r"(?:What|Why|How|Who|When|Where)\s")  # subheadings: “What next”
_KICKER = re.compile(r"\W*(?:top|featured|lead|latest|main|cover) (?:story|article)\W*", re.I)  # above a headline
_KEY_EVENTS = re.compile(r"\W*(?:(?:show|hide|view) )?key (?:events|moments|updates)(?: only)?(?: \(\d+\))?\W*", re.I)
_SUMMARY = re.compile(
    r"\W*(?:what (?:you need|we) (?:to )?know(?: so far)?|key (?:points|takeaways|facts)|at a glance|summary|highlights"
    r"|in this (?:article|story)|(?:table of )?contents)\W*",
    re.I,
)  # its heading is the page's, what it says is the article's
_OFFICE = re.compile(r"\b(?:reporter|correspondent|editor|writer|columnist|journalist)\b", re.I)
_TIMED = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\W*\s\W*\w")
_TITLE = re.compile(r"(\S.*\S)\s+[|•·–—:-]\s+\S.{1,60}")  # of a page, as a browser prints it
_QUOTE = re.compile('[“”"]')
_LISTED = re.compile(r"(?:\d{1,2}[.)]|[•*–-])\s+")
_WORD = re.compile(r"\w+")
_FEWEST, _MOST = 4, 40  # words of a line that may be a repetition
_LONGEST_TITLE = 250  # characters
_SHINGLE = 4  # words that a pull quote and its sentence must begin to share
_MOST_SOURCES = 20  # sentences looked at for one pull quote


def residue(lines: Sequence[Line], linked: frozenset[str] = frozenset(), title: str = "") -> list[bool]:
    """For each line whether it is residue; `linked` are lines that are hardly more than links, `title`
    is the headline where it is known.

    Readers' comments must have been taken off before. Linear in the text."""
    named = title.lower()  # also where it is little more than a date: “Briefing by the minister, 8 February 2021”
    marks = [_by_itself(line) and line.text.lower() != named for line in lines]
    for i, line in enumerate(lines[:_HEAD_LINES]):
        marks[i] = marks[i] or field(line.text) is not None
    _mark_titles(lines, marks)
    mark_pitches(lines, marks)
    _mark_captions(lines, marks)
    _mark_linked(lines, marks, linked)
    _mark_key_events(lines, marks)
    _mark_lists_of_headlines(lines, marks, linked)
    prose = article_sentences(lines, marks)
    if not prose:
        return _without_prose(lines, marks)
    topic = topic_of(lines[i].text for i in prose)
    mark_head(lines, marks, first=prose[0], topic=topic, title=named)
    _mark_tail(lines, marks, prose[-1], topic)
    _mark_between(lines, marks, prose[0], prose[-1])
    _mark_repeated(lines, marks, prose[0])
    _keep_tables(lines, marks, prose[-1])
    return marks


def _by_itself(line: Line) -> bool:
    """Residue wherever it stands."""
    text, f = line.text, line.f
    if (f.strong and (f.words <= 40 or not f.terminal)) or _LEGAL.search(text):
        return True
    if f.mechanical:
        return f.words > 0 or "; " not in text  # a row of a table may hold figures only
    if f.words <= 14 and f.interface >= 0.75 and not f.terminal and not _ASKS.match(text):
        return True
    labelled = f.words <= 25 and len(text) <= 300 and len(_LABELS.findall(text)) >= 2
    if not f.terminal and (labelled or (f.separators >= 2 and f.words <= 60)):
        return True
    if (f.words <= 8 and len(text) <= 60 and _SUMMARY.fullmatch(text)) or _is_teaser(line):
        return True
    signed = f.words <= 12 and len(text) <= 160 and not f.terminal and bool(BYLINE.fullmatch(text))
    return signed or is_stamp_line(text) or is_ago(text) or is_profile(text) or is_caption(line)


def _is_teaser(line: Line) -> bool:
    """Whether a line is the label and the headline of another story; a speaker's words behind a name are none."""
    found = _TEASER.match(line.text) if line.f.words <= 30 and len(line.text) <= 200 else None
    if found is None or _SAYS.search(found["label"]):
        return False
    label = found["label"].split()
    told = len(label) >= 3 and any(word[0].islower() for word in label) and found["story"].isupper()
    return told or not line.f.terminal


def _mark_captions(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark what describes a picture, in place: the line below “Image caption,” or an “Image” alone."""
    for i in range(1, len(lines)):
        if len(lines[i - 1].text) <= 40 and _LABEL.fullmatch(lines[i - 1].text):
            marks[i - 1] = marks[i] = True
        if lines[i].text == "/" and 1 < i < len(lines) - 2 and lines[i - 2].text == lines[i + 2].text:
            marks[i - 2 : i + 3] = [True] * 5  # a caption, its photographer / whose picture it is, the caption again


def _mark_linked(lines: Sequence[Line], marks: list[bool], linked: frozenset[str]) -> None:
    """Links are residue, but for one of several words above the first sentence, which may be the headline."""
    begun = False
    for i, line in enumerate(lines):
        if line.text in linked:
            marks[i] = marks[i] or begun or line.f.words < _HEADLINE_WORDS
        begun = begun or (not marks[i] and is_prose(line.f))


def _mark_key_events(lines: Sequence[Line], marks: list[bool]) -> None:
    """The table of contents of a live report: “Key events” and the lines below it that begin with a time."""
    listing = False
    for i, line in enumerate(lines):
        if line.f.words <= 6 and _KEY_EVENTS.fullmatch(line.text):
            listing = marks[i] = True
        elif listing:
            listing = not line.f.terminal and line.f.words <= 20 and bool(_TIMED.match(line.text))
            marks[i] = marks[i] or listing


def _mark_lists_of_headlines(lines: Sequence[Line], marks: list[bool], linked: frozenset[str]) -> None:
    """Below “Most read” and its like, everything is residue until prose on the article's own topic returns, or links
    end."""
    topic: Counter[str] = Counter()  # how many lines of the article so far hold a word
    listing = begun = False
    for i, line in enumerate(lines):
        f = line.f
        heading = f.words <= 9 and len(line.text) <= 100 and bool(RESIDUE_HEADING.fullmatch(line.text))
        if heading and not _KICKER.fullmatch(line.text):
            marks[i] = True
            listing = listing or begun  # above the article it is an entry of a menu
        elif listing:
            own = content_words(line.text)
            shared = sum(w in topic for w in own)
            known = shared >= 0.2 * len(own) or any(topic[w] >= 2 for w in own)
            said = _QUOTE.search(line.text) is not None and REPORTING.search(line.text) is not None
            left = i > 0 and lines[i - 1].text in linked and line.text not in linked
            enough = f.words >= 45 or said or left or (known and f.words >= (15 if shared < 2 else 10))
            returns = is_prose(f) and enough
            listing = not returns
            marks[i] = marks[i] or listing
        begun = begun or (not marks[i] and is_prose(f))
        if not marks[i] and f.words >= 4:
            topic.update(content_words(line.text))


def _mark_tail(lines: Sequence[Line], marks: list[bool], last: int, topic: frozenset[str]) -> None:
    """After the last sentence: what is neither a sentence nor an item of a list is residue; once plain residue has
    begun, a short sentence is too, unless but one line stands between, and it is on the topic."""
    begun = False
    for i in range(last + 1, len(lines)):
        f, text = lines[i].f, lines[i].text
        begun = begun or marks[i]
        sentence = (f.terminal and f.words >= 3 and f.interface < 0.7) or (text[:1] in '“"«' and f.words >= 4)
        item = text[:1] in "•*–" and f.words >= 2
        goes_on = i - last == 2 and f.terminal and f.function >= 0.12 and not topic.isdisjoint(content_words(text))
        marks[i] = marks[i] or not (sentence or item) or (begun and f.words < 20 and not goes_on)


def _mark_between(lines: Sequence[Line], marks: list[bool], first: int, last: int) -> None:
    """Among the sentences: in a run of lines that are none, of which some are residue, all are, but for a subheading
    at its end, the items of a list and the rows of a table."""
    run: list[int] = []
    for i in range(first + 1, last + 1):
        if marks[i] or not (lines[i].f.terminal or lines[i].f.words >= 30 or _introduces(lines[i])):
            run.append(i)
            continue
        if any(marks[j] for j in run):
            above = run[: len(run) - _signed_end(lines, run)]
            title = above[-1] if above and not lines[above[-1]].text[0].islower() else None
            for j in run:
                stays = j == title and not _after_time(lines, above)
                marks[j] = marks[j] or not (stays or (j in above and _in_list(lines[j])))
        marks[i] = _is_caption_between(lines, marks, i)
        run = []


def _introduces(line: Line) -> bool:
    """Whether a line is a sentence that a list or an explanation follows: “Some things to know about the fair:”."""
    f = line.f
    return line.text.endswith(":") and f.words >= _INTRODUCTION and f.function >= 0.2 and f.interface < 0.5


def _is_caption_between(lines: Sequence[Line], marks: Sequence[bool], i: int) -> bool:
    """Whether a short sentence stands alone below the credit of a picture; “(Image: …)” stands below its caption."""
    below = i + 1 < len(marks) and marks[i + 1]
    return below and len(lines[i].text) <= 120 and marks[i - 1] and bool(_PICTURE.match(lines[i - 1].text))


def _signed_end(lines: Sequence[Line], run: Sequence[int]) -> int:
    """How many lines at the end of a run say who wrote an entry of a live report: a byline, or a name and an office."""
    if signature(lines[run[-1]].text):
        return 1
    if len(run) < 3 or lines[run[-1]].f.words > 8 or not _OFFICE.search(lines[run[-1]].text):
        return 0
    return 2 if _is_bare_name(lines[run[-2]]) else 0


def _after_time(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether the last line of a run is a name right below a time: who wrote that entry of a live report."""
    return len(run) >= 2 and is_stamp_line(lines[run[-2]].text) and _is_bare_name(lines[run[-1]])


def _is_bare_name(line: Line) -> bool:
    return 2 <= line.f.words <= 4 and line.f.capitalised == 1 and line.f.function == 0


def _in_list(line: Line) -> bool:
    return (line.text[:1] in "•*–" and line.f.words >= 2) or _columns(line) >= 2


def _mark_titles(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark what names a line and adds to it, in place: “headline | site”, an entry of a table of contents."""
    times = Counter(line.text for line in lines)
    for i, line in enumerate(lines):
        if marks[i] or line.f.words > _MOST or len(line.text) > _LONGEST_TITLE:
            continue
        printed, listed = PRINTED.match(line.text), _LISTED.match(line.text)
        title = _TITLE.fullmatch(line.text, printed.start("title") if printed else 0)
        behind = line.text.partition("|")[2].strip()  # “Section|headline”
        named = (title and title.group(1), listed and line.text[listed.end() :], behind)
        below = lines[i + 1 : i + _HEAD_LINES] if printed and title else ()
        marks[i] = any(name and times[name] > 0 for name in named)
        marks[i] = marks[i] or any(title and other.text.startswith(title.group(1)) for other in below)


def _mark_repeated(lines: Sequence[Line], marks: list[bool], first: int) -> None:
    """Mark what is said again, in place: a line that stood before, and below the article's first sentence (line
    `first`) a line that stands inside another one, with who said it below."""
    own: set[str] = set()  # lines of the article
    around: set[str] = set()  # and of the page: a browser prints its head on every sheet
    for i, line in enumerate(lines):
        if _FEWEST <= line.f.words <= _MOST:
            key = " ".join(line.text.lower().split())
            marks[i] = marks[i] or key in own or (i > first and not line.f.terminal and key in around)
            (around if marks[i] else own).add(key)
    _mark_pull_quotes(lines, marks, first)


def _mark_pull_quotes(lines: Sequence[Line], marks: list[bool], first: int) -> None:
    words = [_WORD.findall(line.text.lower()) for line in lines]
    sources: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(first, len(lines)):
        for k in range(len(words[i]) - _SHINGLE + 1 if not marks[i] else 0):
            sources[tuple(words[i][k : k + _SHINGLE])].append(i)
    for i in range(first + 1, len(lines)):
        own = words[i]
        if marks[i] or not _FEWEST <= len(own) <= _MOST:
            continue
        quoted = lines[i].text[0] in "“\"«‘'" or lines[i].f.terminal
        said = f" {' '.join(own)} "
        candidates = sources[tuple(own[:_SHINGLE])][:_MOST_SOURCES]
        if any(
            len(words[j]) > len(own) + 1 and (quoted or j != i + 1) and said in f" {' '.join(words[j])} "
            for j in candidates
        ):
            marks[i] = True
            below = lines[i + 1].f if i + 1 < len(lines) else None
            if below and below.words <= 8 and not below.terminal and below.capitalised >= 0.5:
                marks[i + 1] = True


def _keep_tables(lines: Sequence[Line], marks: list[bool], last: int) -> None:
    """Rows of a table, two and more of one width together, are article: of figures with their head among the
    article's lines, of cells that semicolons put apart also directly below."""
    widths = [_columns(line) for line in lines]
    kept = next((i for i, mark in enumerate(marks) if not mark), last)
    for i in range(kept + 1, len(lines) - 1):
        row = widths[i] >= 2 and widths[i] in (widths[i - 1], widths[i + 1]) and not stamps(lines[i].text)
        if row and (i < last or ("; " in lines[i].text and i - kept <= 2)):
            if marks[i - 1] and i - 1 > kept and 2 <= lines[i - 1].f.words <= 12 and widths[i - 1] == 0:
                marks[i - 1] = lines[i - 1].f.strong
            marks[i] = False
        kept = kept if marks[i] else i


def _columns(line: Line) -> int:
    """How many columns a row of a table has: cells between semicolons, or figures; 0 for other lines."""
    text, f = line.text, line.f
    if f.words > 25 or f.terminal or f.interface >= 0.5 or f.strong:
        return 0
    return text.count("; ") + 1 if "; " in text else len(_FIGURE.findall(text))


def _without_prose(lines: Sequence[Line], marks: list[bool]) -> list[bool]:
    """No sentence at all (a list, a table, notes): what is not plainly residue is the article; never nothing."""
    kept = [i for i, mark in enumerate(marks) if not mark]
    return marks if any(lines[i].f.words for i in kept) else [False] * len(lines)
