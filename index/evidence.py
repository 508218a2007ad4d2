"""How much each line of a page speaks for standing among readers' comments, and which lines sign one."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.heads import is_stamp_line
from index.lines import Line
from index.mastheads import field
from index.phrases import AVATAR, REMOVED, REPORTING, RESIDUE_HEADING, SLANG, is_ago, is_button, is_profile
from index.signatures import HANDLE, inline_signature, is_name, nick_score, signed_by

_SECTION = re.compile(
    r"\W*(?:all )?(?:\d[\d,]* )?(?:(?:reader|user|visitor)s?['’]? )?(?:comments?|responses?|replies"
    r"|thoughts)(?: \(?\d[\d,]*\)?)?(?: (?:to|on) .{1,120})?\W*(?:oldest|newest|best)?\W*"
    r"|\W*(?:join the )?(?:conversation|discussion)(?: \(\d+\))?\W*|\W*(?:what (?:our )?readers (?:say|said"
    r"|think)|have your say|your views|readers['’]? views)\W*",
    re.I,
)
_FORM = re.compile(
    r"leave (?:a|your) (?:reply|comment)|(?:post|add|write) (?:a|your) comment|you (?:must|need to"
    r"|have to) be (?:logged|signed|registered)|(?:log|sign) ?in to|your e-?mail address|(?:comments?"
    r"|discussion) (?:are|have been|is|has been) (?:now )?closed|(?:join|welcome to) the (?:conversation|discussion)"
    r"|load more|no comments yet|^(?:log|sign) ?in$|^register$",
)
_CITES = re.compile(r"\W*(?:originally (?:posted|written) by|quot(?:e|ing)(?: from)?|in (?:reply|response) to)\W", re.I)
_PAGER = re.compile(
    r"(?:\W*\b(?:first|prev(?:ious)?|next|newer|older|last|pages?|of|threads?|topics?|comments|\d+)\b)+\W*", re.I
)
_LINK_MARK = re.compile(r"\[\d{1,3}\](?=\S)")  # a browser for terminals numbers links
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?\s+(?=[^\W\d])")  # “2.1 Ann”
_LONGEST_NAME = 45  # characters
_MOST_BUTTON_WORDS = 3
_MOST_BUTTONS = 3  # one below the other
_SUBJECT = re.compile(r"\W*Re: \S.{0,150}")
_FIRST_SECOND = re.compile(
    r"\b(?:i|i['’](?:m|ve|d|ll)|me|my|mine|we['’](?:re|ve|ll)|you|your|yours|you['’](?:re|ve|d|ll))\b", re.I
)
_CONTRACTION = re.compile(r"\b\w+(?:n['’]t|['’](?:re|ve|ll|m))\b|\b(?:it|that|there|what|he|she|who)['’]s\b", re.I)
_LOUD = re.compile(r"!{1,}|\?{2,}|\.{2,}|…$|\b[A-Z]{4,} [A-Z]{4,}\b|[\U0001F300-\U0001FAFF]|[:;]-?[)D(]")
_QUOTED = re.compile('“[^”]{0,2000}”|"[^"]{0,2000}"|«[^»]{0,2000}»')
_LOWER_WORD = re.compile(r"(?<![\w’'])[^\W\dA-Z_][^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Judged:
    """One line: its evidence for a comment section (positive) or an article, and the author when it is a head.

    `explicit`: the head signs with more than a name; `inline`: head and text stand on one line; `marker`: it opens a
    section (“3 comments”); `aside`: a button, a stamp, a form, part of no comment; `button`: what stands below a
    comment (“Reply”, “Like · Reply · 3d”); `ends`: comments end here (a form, “Most read”, “©”); `other`: at a
    heading of something else.
    """

    evidence: float
    head: str | None = None
    explicit: bool = False
    marker: bool = False
    inline: bool = False
    aside: bool = False
    button: bool = False
    ends: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """What the whole text says about names: words that stand in lower case somewhere, and how often a line stands
    above a time (who signs twice has a name, whatever its words)."""

    lower: frozenset[str]
    signing: Counter[str]


def _words(lines: Sequence[Line]) -> _Words:
    pairs = itertools.pairwise(line.text for line in lines)
    signing = Counter(above for above, below in pairs if len(above) <= _LONGEST_NAME and _is_time(below))
    return _Words(frozenset(_LOWER_WORD.findall(" ".join(line.text for line in lines))), signing)


def judge(lines: Sequence[Line]) -> list[Judged]:
    """Evidence for each line, −3 to 3. Linear in the length of the text."""
    lines = [replace(line, text=_LINK_MARK.sub("", line.text) or line.text) for line in lines]
    judged: list[Judged] = []
    words = _words(lines)
    opened = False  # a heading such as “Comments” has been passed
    names: set[str] = set()  # of those who signed so far
    for i, line in enumerate(lines):
        other, form = _heads_other(line.text), bool(_FORM.search(line.text[:300].lower()))
        opened = opened and not (other or form)
        found = _without_text(line, form=form)
        if found is None and not _CITES.match(line.text):
            found = _signed(lines, i, opened, names) or _timed(line) or _bare(lines, i, words)
        found = found or Judged(informality(line))
        opened = opened or found.marker
        if found.explicit and HANDLE.fullmatch(line.text) and _may_be_display_name(lines, judged):
            judged[-1] = found
            found = Judged(0.2, aside=True)
        judged.append(replace(found, ends=other or form, other=other))
    _mark_buttons(lines, judged)
    return judged


def _mark_buttons(lines: Sequence[Line], judged: list[Judged]) -> None:
    """Buttons in words or languages not known, in place: short lines that repeat, below which heads or asides stand."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, (line, j) in enumerate(zip(lines, judged, strict=True)):
        if not (j.aside or j.explicit) and len(line.text) <= 30 and line.f.words <= _MOST_BUTTON_WORDS:
            places[re.sub(r"\d+", "0", line.text.lower())].append(i)
    for at in [at for _ in range(_MOST_BUTTONS) for at in places.values()]:  # below a button another one may stand
        above = [i for i in at if i and not judged[i - 1].explicit and not is_ago(lines[i - 1].text)]
        below = [i for i in at if i + 1 == len(lines) or judged[i + 1].explicit or judged[i + 1].aside]
        if len(at) >= 2 and len(above) == len(at) and len(below) >= len(at) - 1:
            for i in at:
                judged[i] = Judged(0.2, aside=True, button=True)


def _without_text(line: Line, *, form: bool) -> Judged | None:
    """A line that is part of no comment: the heading of a section, a button, a `form`."""
    text, f = line.text, line.f
    if f.words <= 20 and _short(text) and _SECTION.fullmatch(text):
        return Judged(1.5, marker=True, aside=True)
    if is_button(text) or is_ago(text):
        return Judged(0.2, aside=True, button=not is_ago(text))
    if _short(text) and any(pattern.fullmatch(text) for pattern in (AVATAR, REMOVED, _SUBJECT, _PAGER)):
        return Judged(0.2, aside=True)
    if f.strong or f.mechanical or form or field(text):
        return Judged(0.0, aside=True)
    return None


def _signed(lines: Sequence[Line], i: int, opened: bool, names: set[str]) -> Judged | None:
    """A head that signs with more than a name, or in an open section with a name and a colon."""
    if i + 1 < len(lines) and (name := signed_by(lines[i].text)):
        name = _without_addressee(name, names)
        names.add(name)
        return Judged(3.0, head=name, explicit=True)
    if opened and (name := inline_signature(lines[i].text)):
        return Judged(1.5, head=name, explicit=True, inline=True)
    return None


def _timed(line: Line) -> Judged | None:
    f = line.f
    timed = is_stamp_line(line.text) or (f.words <= 6 and f.interface >= 0.75 and not f.terminal)
    return Judged(0.0, aside=True) if timed else None


def _bare(lines: Sequence[Line], i: int, words: _Words) -> Judged | None:
    """A head that is a bare name; with a time or a profile below it, it is like signed."""
    text = _NUMBERED.sub("", lines[i].text, count=1)
    score = nick_score(text, words.lower) if i + 1 < len(lines) else None
    if score is None or not _has_body(lines, i):
        return None
    below = lines[i + 1].text
    stamped = (score >= 0 or words.signing[lines[i].text] >= 2) and (_is_time(below) or is_profile(below))
    return Judged(3.0 if stamped else score, head=text.strip("@: "), explicit=stamped)


def _may_be_display_name(lines: Sequence[Line], judged: Sequence[Judged]) -> bool:
    """Whether the line above a bare “@handle” is the name that the same writer shows."""
    at = len(judged) - 1
    return at >= 0 and not (judged[at].aside or judged[at].explicit) and is_name(lines[at].text)


def _without_addressee(name: str, names: set[str]) -> str:
    """A name without that of an earlier writer behind it: some pages put whom a reply is to there."""
    words = name.split()
    return next((" ".join(words[:i]) for i in range(1, len(words)) if " ".join(words[i:]) in names), name)


def _short(text: str) -> bool:
    """Short enough to be a heading or a button; longer lines are not worth a pattern's time."""
    return len(text) <= 200


def _is_time(text: str) -> bool:
    return is_ago(text) or (is_stamp_line(text) and not is_button(text))


def _has_body(lines: Sequence[Line], i: int) -> bool:
    """A head needs a text below it: a sentence, or a line longer than a nick."""
    for j in range(i + 1, min(i + 8, len(lines))):
        text, f = lines[j].text, lines[j].f
        if is_button(text) or _is_time(text):
            continue
        return not (f.strong or f.mechanical) and (
            f.terminal or len(text.split()) >= 4 or f.words > lines[i].f.words + 2
        )
    return False


def informality(line: Line) -> float:
    """Evidence that a reader wrote this line (positive) rather than a reporter (negative), −3 to 3."""
    text, f = line.text, line.f
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


def _heads_other(text: str) -> bool:
    return bool(_short(text) and RESIDUE_HEADING.fullmatch(text)) or text.startswith("©")
