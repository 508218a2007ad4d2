"""How a reader's comment is signed: with more than a name (“Name says:”, “#3 Name | date”), or with a bare nick."""

from __future__ import annotations

import re

from index.features import features
from index.heads import SHORT_DAY
from index.phrases import AGO, FUNCTION_WORDS, INTERFACE_WORDS, REPORTING, RESIDUE_HEADING
from index.stamps import stamps
from index.years import MONTH_NAMES, WEEKDAY_NAMES

_SAYS = re.compile(
    r"\b(?:says|said|wrote|writes|commented|comments|replied|replies|responded|posted)\b\s*[:.…]*\s*$", re.I
)
_POSTED_BY = re.compile(
    r"^\W*(?:(?:posted|commented|comment|written|submitted|added|reply|review) (?:by|from)|from|by)\b:?\s+", re.I
)
_NUMBER = re.compile(r"^\W*(?:#\s?\d{1,5}|no\. ?\d{1,5}|\d{1,4}[.)])[.):]?\s+", re.I)
HANDLE = re.compile(r"@[\w.]{2,30}(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){1,3})?")  # on some networks with the server
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:GMT|UTC|[A-Z]{1,4}T))?|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.I,
)
_SHORT_DAY = re.compile(rf"\b{SHORT_DAY}(?!\w)", re.I)
_AT_CLOCK = re.compile(r"\|\W*[^\W\d_]{1,4}\.?\W+(?=\d{1,2}[:.]\d\d)")  # “at”, in any language, between date and time
_AGO = re.compile(rf"\(?(?:about |over |almost )?(?:{AGO.pattern})\)?", re.I)
_SCORE = re.compile(
    r"\[[-–−+]\]|\[[A-Z]\]|(?<!\S)[-–−+]?\d[\d,.]*k? (?:points?|karma|pts)\b|\bscore hidden\b", re.I
)  # what a forum writes beside a name
_THREAD_WORDS = frozenset(
    "parent prev next root link permalink context flag hide favorite reply edited author op".split()
)
_TO = re.compile(r"(?<=\w)\s*[>▸►→➜»›↪]\s*@?\w[\w .'’-]{0,40}(?=\s*(?:[|•·]|$))")  # whom a reply is to
_GLUE = re.compile(r"(?:^|\s+)(?:on|at|um|[,|·•–—/»›▸►→\\-]+|\(|\)|\(edited\)|edited|,)(?=\s|$)|[|·•]|\(\s*\)")
_NAME = re.compile(r"@?[^\W_][\w.'’&+\-]*(?:[ _][\w(&][\w.'’\-)]*){0,3}(?:, [A-Z][\w' .-]{2,25})?|" + HANDLE.pattern)
_HOME = re.compile(r"(?:, [A-Z][\w' .-]{2,25}){2}$")  # “Ann, Kelder, Canada, 3 hours ago”
_CALENDAR = frozenset(name.lower() for name in (*MONTH_NAMES, *WEEKDAY_NAMES))
_WEEKDAY = re.compile(rf"(?:{'|'.join(name[:3] for name in WEEKDAY_NAMES)})[a-z]{{0,6}}\.?,?\s*$", re.I)
_BREAKS_NICKS = '“”"«»|/,;:?!…'


def signed_by(text: str) -> str | None:
    """The name in a head that signs with more than a name: a verb of saying, a date or “ago”, a number, an @.

    Everything that is not the name is taken off; what is left must look like one.
    """
    if len(text) > 100 or not 0 < features(text).words <= 14:
        return None
    rest, dated = _without_dates(text)
    signs = dated
    shorter = _SCORE.sub(" ", _TO.sub("", rest))
    signs += shorter != rest
    cells = [cell for cell in re.split(r"[|•·]", shorter) if not set(cell.lower().split()) <= _THREAD_WORDS]
    rest = "|".join(cells) if cells else shorter
    for pattern in (_NUMBER, _POSTED_BY):
        shorter = pattern.sub("", rest, count=1)
        # “by Name” alone is a byline: it signs a comment only together with a date
        signs += shorter != rest and not (pattern is _POSTED_BY and rest.strip().lower().startswith(("by ", "from ")))
        rest = shorter
    for _ in range(3):
        rest = _GLUE.sub(" ", rest).strip(" ,-–—:|·•")
    rest = _HOME.sub("", rest) if dated else rest
    said = _SAYS.sub("", rest).strip(" ,-–—:")
    signs += said != rest and text.rstrip()[-1] in ":…)0123456789msy"
    handles = HANDLE.findall(said)
    signs += bool(handles)
    name = said if said.startswith("@") else HANDLE.sub("", said).strip()
    return name.lstrip("@") if signs and is_name(name) else None


def _without_dates(text: str) -> tuple[str, int]:
    """The line without dates, times and “ago”, and how many kinds of them it held (a time alone is no sign)."""
    signs = 0
    found = stamps(text)
    for stamp in reversed(found):
        text = _WEEKDAY.sub("", text[: stamp.start]) + " | " + text[stamp.end :]
    signs += bool(found)
    shorter = _AGO.sub(" | ", text)
    signs += shorter != text
    if not found:
        text, shorter = shorter, _SHORT_DAY.sub(" | ", shorter)
        signs += shorter != text
    return _CLOCK.sub(" ", _AT_CLOCK.sub(" | ", shorter)), signs


def is_name(text: str) -> bool:
    """Whether a few words can be the name a reader goes by: no function words, no calendar, no button."""
    if not _NAME.fullmatch(text) or len(text) > 45:
        return False
    words = [w.strip("@.,'’()").lower() for w in text.split()]
    if len(words) >= 3 and text[0].isupper() and sum(w[0].islower() for w in text.split()) >= 2:
        return False  # a headline
    if any(w in FUNCTION_WORDS or w in _CALENDAR for w in words) or REPORTING.search(text):
        return False
    return not is_interface(text)


def inline_signature(text: str) -> str | None:
    """The name in front of a comment on the same line (“anna_b: at last!”, “Anna says: at last!”); only sure inside a
    comment section."""
    name, colon, body = text.partition(":")
    if not colon or not body[:1].isspace() or len(name) > 40:
        return None
    name = _SAYS.sub("", name).strip()
    return name.lstrip("@") if len(name) <= 30 and is_name(name) else None


def is_interface(text: str) -> bool:
    """Whether all words are of menus and buttons; “user_1” is none."""
    return all(word.lower() in INTERFACE_WORDS or word.isdigit() for word in re.findall(r"\w+", text))


def nick_score(text: str, used: frozenset[str]) -> float | None:
    """How much a line looks like the bare name above a comment (−1 to 2), or None when it cannot be one.

    `used` are the words that stand in lower case in the document: a subheading's words do, a name's do not.
    """
    words, f = text.split(), features(text)
    if len(text) > 32 or not 1 <= len(words) <= 4 or f.digits > 0.6 or _ends_badly(text):
        return None
    if (
        any(c in _BREAKS_NICKS for c in text)
        or not _NAME.fullmatch(text)
        or is_interface(text)
        or RESIDUE_HEADING.fullmatch(text)
        or _CLOCK.search(text)
    ):
        return None
    if len(words) == 1 and _is_odd(text):
        return 2.0
    if any(w.lower() in FUNCTION_WORDS for w in words) or any(w.lower() in used for w in words if w[0].isupper()):
        return -1.0
    if len(words) == 1:
        return 0.8
    return 1.0 if f.capitalised == 1.0 else 0.8 if f.capitalised == 0.0 else 0.1


def _ends_badly(text: str) -> bool:
    """A name ends with no punctuation but the full stop of an initial (“Rivka S.”)."""
    return text[-1] in '!?…:;,"”»)' or (
        text[-1] == "." and not (len(text) > 3 and text[-3] == " " and text[-2].isupper())
    )


def _is_odd(word: str) -> bool:
    """A word nobody writes in prose: a capital inside, a digit, an underscore, or a lower-case start."""
    capital_inside = word[1:] != word[1:].lower() and not word.isupper()
    return capital_inside or word[0].islower() or any(c.isdigit() or c == "_" for c in word)
