"""Where readers' comments begin, and who wrote which.

Two ways lead in. *Explicit* heads sign a comment: “@user · 3h”, “Name says:”, “Posted by Name”, a name above a line
such as “2 hours ago”. *Bare* heads are short lines, names or nicks, that alternate with texts. Each line gets
evidence for standing in a comment section (positive) or in an article (negative); the section begins at the head
from which the rest of the text adds up to most. So one informal quotation cannot begin a section, and one formal
comment cannot end it. Subheadings do not begin one: function words speak against a nick, and the paragraphs below
subheadings quote, attribute and report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.features import Features, features, is_prose
from index.heads import is_stamp_line
from index.lines import Line
from index.phrases import AGO, AVATAR, REMOVED, REPORTING, RESIDUE_HEADING, SLANG, UI_LINE, is_button_row
from index.signatures import inline_signature, nick_score, signed_by

_SECTION = re.compile(
    r"\W*(?:all )?(?:\d[\d,]* )?(?:(?:reader|user|visitor)s?['’]? )?(?:comments?|responses?|replies"
    r"|thoughts)(?: \(?\d[\d,]*\)?)?(?: (?:to|on) .{1,120})?\W*(?:oldest|newest|best)?\W*"
    r"|\W*(?:join the )?(?:conversation|discussion)(?: \(\d+\))?\W*|\W*(?:what (?:our )?readers (?:say|said"
    r"|think)|have your say|your views|readers['’]? views)\W*",
    re.I,
)
_FORM = re.compile(
    r"leave (?:a|your) (?:reply|comment)|(?:post|add|write) (?:a|your) comment|you (?:must|need to|have to) be (?:logged|signed|registered)"
    r"|(?:log|sign) ?in to|"
    r"your e-?mail address|(?:comments?|discussion) (?:are|have been|is|has been) (?:now )?closed"
    r"|(?:join|welcome to) the (?:conversation|discussion)|load more|no comments yet|^(?:log|sign) ?in$|^register$",
    re.I,
)
_PROMPT = re.compile(
    r"\W*(?:(?:so,? )?what do you (?:think|make of .{2,40})|what are your (?:thoughts|views).{0,30}|over to you"
    r"|tell us (?:what you think|below|in the comments)|let us know .{0,40}comments|speak up|sound off)\W*",
    re.I,
)
_QUOTES = re.compile(r"\b(?:wrote|said|says|writes)\s*:?\W*$", re.I)
_CITES = re.compile(r"\W*(?:originally (?:posted|written) by|quot(?:e|ing)(?: from)?|in (?:reply|response) to)\W", re.I)
_PAGER = re.compile(
    r"(?:\W*\b(?:first|prev(?:ious)?|next|newer|older|last|pages?|of|threads?|topics?|comments|\d+)\b)+\W*", re.I
)
_SUBJECT = re.compile(r"\W*Re: \S.{0,150}")
_FIRST_SECOND = re.compile(
    r"\b(?:i|i['’](?:m|ve|d|ll)|me|my|mine|we['’](?:re|ve|ll)|you|your|yours|you['’](?:re|ve|d|ll))\b", re.I
)
_CONTRACTION = re.compile(r"\b\w+(?:n['’]t|['’](?:re|ve|ll|m))\b|\b(?:it|that|there|what|he|she|who)['’]s\b", re.I)
_LOUD = re.compile(r"!{1,}|\?{2,}|\.{2,}|…$|\b[A-Z]{4,} [A-Z]{4,}\b|[\U0001F300-\U0001FAFF]|[:;]-?[)D(]")
_QUOTED = re.compile('“[^”]{0,2000}”|"[^"]{0,2000}"|«[^»]{0,2000}»')
_LOWER_WORD = re.compile(r"(?<![\w’'])[^\W\dA-Z_][^\W\d_]{2,}")
_LONE_THRESHOLD = 3.6  # the same for a section of one comment without a heading
_THRESHOLD = 2.5  # evidence a section must add up to


@dataclass(frozen=True, slots=True)
class Comment:
    """Lines `first` to `last` (inclusive) are one comment, its head included."""

    first: int
    last: int
    author: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A comment section: it begins at line `first`; lines in no comment (buttons, forms, footers) are residue."""

    first: int
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """One line: its evidence for a comment section, and the author when it is a head."""

    evidence: float
    head: str | None = None
    explicit: bool = False
    marker: bool = False
    inline: bool = False  # head and text stand on one line
    aside: bool = False  # a button, a stamp, a form: part of no comment
    button: bool = False  # “Reply”, “Like · Reply · 3d”: what stands below a comment


def find_comments(lines: Sequence[Line]) -> Section | None:
    """The comment section that ends the text, or None. Linear in the length of the text."""
    judged = _judge(lines)
    begun = next((i for i, line in enumerate(lines) if is_prose(features(line.text))), len(lines))
    start = 0 if _nothing_but_comments(judged, begun) else _start(judged, begun)
    if start is None:
        return None
    comments = _comments(lines, judged, start)
    if _cards(lines, judged, comments, start):
        return None
    while start - 1 > begun and (judged[start - 1].aside or _PROMPT.fullmatch(lines[start - 1].text[:100])):
        start -= 1
    return Section(start, comments) if comments else None


def _cards(lines: Sequence[Line], judged: Sequence[_Judged], comments: Sequence[Comment], start: int) -> bool:
    """Whether these are cards of other stories, each with its author, its age and a headline, and no comments."""
    if any(
        j.marker or (j.button and "repl" in line.text.lower())
        for j, line in zip(judged[start:], lines[start:], strict=True)
    ):
        return False
    bodies = [[i for i in range(c.first + 1, c.last + 1) if not judged[i].aside] for c in comments]
    headlines = [len(b) == 1 and judged[b[0]].evidence <= 0.15 and lines[b[0]].text[-1].isalnum() for b in bodies]
    return all(headlines) and all(len(lines[b[0]].text.split()) >= 4 for b in bodies)


def _judge(lines: Sequence[Line]) -> list[_Judged]:
    counted = [features(line.text) for line in lines]
    used = frozenset(_LOWER_WORD.findall(" ".join(line.text for line in lines)))
    judged: list[_Judged] = []
    opened = False  # a heading such as “Comments” has been passed
    names: set[str] = set()  # of those who signed so far
    for i, (line, f) in enumerate(zip(lines, counted, strict=True)):
        following = i + 1 < len(lines)
        opened = opened and not _ends_comments(line.text)
        if f.words <= 20 and _short(line.text) and _SECTION.fullmatch(line.text):
            judged.append(_Judged(1.5, marker=True, aside=True))
            opened = True
        elif is_button(line.text) or is_ago(line.text):
            judged.append(_Judged(0.2, aside=True, button=not is_ago(line.text)))
        elif _short(line.text) and (
            AVATAR.fullmatch(line.text)
            or REMOVED.fullmatch(line.text)
            or _SUBJECT.fullmatch(line.text)
            or _PAGER.fullmatch(line.text)
        ):
            judged.append(_Judged(0.2, aside=True))
        elif f.strong or f.mechanical or _FORM.search(line.text[:300]):
            judged.append(_Judged(0.0, aside=True))
        elif _CITES.match(line.text):
            judged.append(_Judged(0.2))
        elif following and (name := signed_by(line.text, f)):
            name = _without_addressee(name, names)
            names.add(name)
            judged.append(_Judged(3.0, head=name, explicit=True))
        elif opened and (name := inline_signature(line.text)):
            judged.append(_Judged(1.5, head=name, explicit=True, inline=True))
        elif is_stamp_line(line.text, f) or (f.words <= 6 and f.interface >= 0.75 and not f.terminal):
            judged.append(_Judged(0.0, aside=True))
        elif following and (score := nick_score(line.text, f, used)) is not None and _has_body(lines, counted, i):
            stamped = score >= 0 and (
                _is_time(lines[i + 1].text, counted[i + 1])
                or (i > 1 and judged[i - 2].button and _is_time(lines[i - 1].text, counted[i - 1]))
            )
            judged.append(_Judged(3.0 if stamped else score, head=line.text.strip("@: "), explicit=stamped))
        else:
            judged.append(_Judged(informality(line.text, f)))
    return judged


def _without_addressee(name: str, names: set[str]) -> str:
    """A name without that of an earlier writer behind it: some pages put whom a reply is to there."""
    words = name.split()
    return next((" ".join(words[:i]) for i in range(1, len(words)) if " ".join(words[i:]) in names), name)


def _short(text: str) -> bool:
    """Short enough to be a heading or a button; longer lines are not worth a pattern's time."""
    return len(text) <= 200


def is_button(text: str) -> bool:
    """Whether a line holds nothing but what stands below a comment: “Reply”, “Like 3”, “2 replies”."""
    return len(text) <= 100 and (bool(UI_LINE.fullmatch(text)) or is_button_row(text))


def is_ago(text: str) -> bool:
    """Whether a short line only says how long ago: “3 hours ago”, “5d”."""
    return len(text) <= 30 and bool(re.fullmatch(rf"\W*(?:{AGO.pattern})\W*(?:\(edited\)|edited)?\W*", text, re.I))


def _is_time(text: str, f: Features) -> bool:
    return is_ago(text) or is_stamp_line(text, f)


def _has_body(lines: Sequence[Line], counted: Sequence[Features], i: int) -> bool:
    """A head needs a text below it: a sentence, or a line longer than a nick."""
    for j in range(i + 1, min(i + 8, len(lines))):
        text, f = lines[j].text, counted[j]
        if is_button(text) or _is_time(text, f):
            continue
        return not (f.strong or f.mechanical) and (
            f.terminal or len(text.split()) >= 4 or f.words > counted[i].words + 2
        )
    return False


def informality(text: str, f: Features) -> float:
    """Evidence that a reader wrote this line (positive) rather than a reporter (negative), −3 to 3."""
    bare = _QUOTED.sub(" ", text)
    quotes = bare != text
    score = -0.3
    score += 0.9 * bool(_FIRST_SECOND.search(bare)) + 0.6 * bool(_CONTRACTION.search(bare))
    score += 0.7 * min(len(_LOUD.findall(bare)), 2) + 0.4 * ("?" in bare)
    score += 0.7 * (bare[:1].islower()) + 0.8 * any(w in SLANG for w in re.findall(r"[a-z]+", bare.lower()[:400]))
    score += 0.4 * (f.words <= 12)
    reporting = bool(REPORTING.search(bare))
    score -= (2.0 if quotes else 0.9) * reporting
    score -= 0.5 * (quotes and not reporting) + 0.6 * (f.words >= 25 and score <= 0)
    return max(-3.0, min(3.0, score))


def _nothing_but_comments(judged: Sequence[_Judged], begun: int) -> bool:
    """Whether the page has no article: from its first lines on two readers and more sign informal texts."""
    first = next((i for i, j in enumerate(judged) if not j.aside), len(judged))
    marker = next((i for i, j in enumerate(judged) if j.marker), len(judged))
    heads = [i for i, j in enumerate(judged) if j.head and (j.explicit or i > marker)]
    if first > begun or heads[:1] != [first] or len(heads) < 2:
        return False
    body = [j.evidence for j in judged[first + 1 : heads[1]] if not j.aside]
    return bool(body) and sum(body) > 0 and sum(j.evidence for j in judged) >= 2 * _THRESHOLD


def _start(judged: Sequence[_Judged], begun: int) -> int | None:
    """The head or section heading from which the evidence adds up to most, if to enough and if heads vary.

    `begun` is the line of the first sentence of prose: an article comes before its comments.
    """
    best, at, total = 0.0, None, 0.0
    many_explicit = sum(j.explicit for j in judged[begun:]) >= 2  # then a bare name is not how this page signs
    for i in range(len(judged) - 1, begun, -1):
        total += judged[i].evidence
        opens = judged[i].marker or judged[i].explicit or (judged[i].head and not many_explicit)
        if opens and total > best:
            best, at = total, i
    if at is None or best < _THRESHOLD:
        return None
    tail = judged[at:]
    heads = [j for j in tail if j.head]
    if any(j.explicit or j.marker for j in tail):
        lone = len(heads) == 1 and not any(j.marker for j in tail)  # a dated byline below the article looks the same
        return at if heads and not (lone and best < _LONE_THRESHOLD) else None
    names = {j.head for j in heads}
    transcript = len(heads) >= 3 and (len(names) <= 2 or len(names) < 0.25 * len(heads))
    likely = sum(j.evidence for j in heads) >= 0.5 * len(heads)  # else these are subheadings
    return at if len(heads) >= 2 and likely and not transcript else None


def _comments(lines: Sequence[Line], judged: Sequence[_Judged], start: int) -> tuple[Comment, ...]:
    tail = range(start, len(lines))
    only_explicit = sum(judged[i].explicit for i in tail) >= 2
    heads = [i for i in tail if judged[i].head is not None and (judged[i].explicit or not only_explicit)]
    signing = set(heads)
    heads = [i for i in heads if not (i - 1 in signing and _QUOTES.search(lines[i].text))]  # whom the comment quotes
    heads = _with_texts(judged, heads, len(lines))
    ways = _ways_to_end(lines, judged, heads)
    ends = [
        _last_line(lines, judged, first, after, ways)
        for first, after in zip(heads, [*heads[1:], len(lines)], strict=True)
    ]
    return tuple(
        Comment(first, last, judged[first].head)
        for first, last in zip(heads, ends, strict=True)
        if last > first or judged[first].inline
    )


def _with_texts(judged: Sequence[_Judged], heads: Sequence[int], end: int) -> list[int]:
    """The heads without those that are the one line of text below another: “@ann quite so” looks signed too."""
    kept: list[int] = []
    for i, after in zip(heads, [*heads[1:], end], strict=True):
        follows = bool(kept) and kept[-1] == i - 1
        if not (follows and all(line.aside for line in judged[i + 1 : after])):
            kept.append(i)
    return kept


@dataclass(frozen=True, slots=True)
class _Ways:
    """How this page ends a comment: with a row of buttons, with a blank line and none inside."""

    button: bool
    gap: bool


def _ways_to_end(lines: Sequence[Line], judged: Sequence[_Judged], heads: Sequence[int]) -> _Ways:
    buttons = sum(judged[i - 1].button or (i >= 2 and judged[i - 2].button) for i in heads[1:])
    packed = len(heads) > 1 and not any(lines[i].gap for i in heads[1:])
    return _Ways(len(heads) > 2 and buttons >= 0.5 * (len(heads) - 1), packed)


def _last_line(lines: Sequence[Line], judged: Sequence[_Judged], first: int, after: int, ways: _Ways) -> int:
    """The last line of the comment whose head is line `first`; the next head is line `after`."""
    last = first
    for i in range(first + 1, after):
        body = last > first or judged[first].inline
        if judged[i].aside and (_ends_comments(lines[i].text) or (body and ways.button and judged[i].button)):
            break
        if body and ways.gap and lines[i].gap:
            break
        if not judged[i].aside:
            last = i
    return _above_footer(lines, judged, first, last) if after == len(lines) else last


def _above_footer(lines: Sequence[Line], judged: Sequence[_Judged], first: int, last: int) -> int:
    """The end of the page's last comment: two lines and more below it that are no sentences are the page's foot."""
    at = last
    while (
        at > first + 1 and judged[at].evidence <= 0.2 and lines[at].text[-1].isalnum() and lines[at].text[0].isupper()
    ):
        at -= 1
    return at if last - at >= 2 else last


def _ends_comments(text: str) -> bool:
    return bool(_FORM.search(text[:300]) or (_short(text) and RESIDUE_HEADING.fullmatch(text)) or text.startswith("©"))
