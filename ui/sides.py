"""Who says what, side by side, with disagreements marked: a table over the claims of an answer. Pure functions.

Disagreement is only told where it can be shown: two figures for the same thing, two days for the same event, a denial,
or two sentences that say the same but for a negation. What merely sounds different is left to the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import permutations

from index.dates import format_value
from index.records import Document
from qa.figures import NUMBER, value_of
from qa.records import Answer, Citation, Claim
from qa.words import FUNCTION_WORDS, stems, words
from ui import wording
from ui.markup import html

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|disput(?:es|ed)|dismiss(?:es|ed)|refut(?:es|ed)|contradict(?:s|ed)|"
    r"(?:not|un)true|is false|was false|no truth)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|nor|neither|nobody|none|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:Sources differ|The same(?: day)?|[A-Z][a-z]+): ")
_EARLIER = "Earlier: "
REPLACED = "told before; another word has taken its place since"
_SCALES = stems("million billion trillion thousand hundred dozen")
_PER = re.compile(r"[,.;:(]| (?:an?|per|each|every) ")  # “litres a day” counts litres
_BEHIND = 3  # words behind a number that may say what it counts
_ALIKE = 0.6  # share of the fewer words two sentences must have in common to be about the same
_QUOTES = tuple('“"«…')
_FEWEST = 3  # words in common at least: two short sentences are soon alike


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: who makes it, what it says (`lead`, the figure or day it comes to, and `words`), when, and where.

    `key` opens its passage. `differs` says in words from which other claims it departs, and how.
    """

    who: str
    lead: str
    words: str
    when: str
    source: str
    key: str
    differs: tuple[str, ...] = ()


def rows(answer: Answer, turn: int) -> tuple[Row, ...]:
    """The claims of an answer that are cited, in its order, each compared with every other."""
    cited = {citation.marker: citation for citation in answer.citations}
    told = [(claim, cited[claim.markers[0]]) for claim in answer.claims if claim.markers and claim.markers[0] in cited]
    differing: list[list[str]] = [[REPLACED] if claim.text.startswith(_EARLIER) else [] for claim, _ in told]
    for (one, (claim, _)), (_, (other, source)) in permutations(enumerate(told), 2):
        if how := difference(claim, other):
            differing[one].append(f"{how} {_who(other, source)}")
    return tuple(
        _row(claim, citation, turn, tuple(dict.fromkeys(differs)))
        for (claim, citation), differs in zip(told, differing, strict=True)
    )


def disagree(answer: Answer) -> bool:
    """Whether claims of an answer depart from one another."""
    return any(mark != REPLACED for row in rows(answer, 0) for mark in row.differs)


def table(answer: Answer, turn: int) -> str:
    """Who says what in a comparison, or where sources disagree; empty for any other answer."""
    told = rows(answer, turn)
    if len(told) < 2 or not (answer.question.kind == "compare" or any(row.differs for row in told)):
        return ""
    return (
        '<table class="sides"><caption>Who says what</caption><thead><tr><th scope="col">Who</th>'
        f'<th scope="col">What</th></tr></thead><tbody>{"".join(map(_markup, told))}</tbody></table>'
    )


def difference(one: Claim, other: Claim) -> str:
    """How a claim departs from another, in words that go before whose that is; empty where it cannot be told."""
    if any(claim.text.startswith(_EARLIER) for claim in (one, other)):
        return ""  # what was replaced is no second word on what is
    mine, theirs = _lead(one), _lead(other)
    if mine and theirs:
        # A value behind a name, “the ford, 3 May”, is of one of two things compared: they may well differ.
        return "another day than" if _other_day(one, other) else "another figure than" if _other(one, other) else ""
    if _DENIES.search(_said(one)) and not _DENIES.search(_said(other)):
        return "denies, unlike"
    if _opposite(_said(one), _said(other)):
        return "the opposite of"
    return "another figure than" if _other(one, other) and _alike(_said(one), _said(other)) else ""


# --- what a claim says


def _parts(claim: Claim) -> tuple[str, str]:
    """What a claim comes to and the words it rests on: “14 million (The Post, 3 May 2020) — “She said …””."""
    head, dash, rest = claim.text.partition(" — ")
    if not dash or rest[:1] not in _QUOTES or head[:1] in _QUOTES:
        return "", claim.text
    return _OPENING.sub("", head).partition(" (")[0], rest


def _lead(claim: Claim) -> str:
    return _parts(claim)[0]


def _said(claim: Claim) -> str:
    return _parts(claim)[1]


def _other_day(one: Claim, other: Claim) -> bool:
    days = [claim.date for claim in (one, other) if claim.date and _lead(claim).startswith(format_value(claim.date))]
    return len(days) == 2 and days[0] != days[1]


def _other(one: Claim, other: Claim) -> bool:
    """Whether two claims count the same and come to other figures, none of them in common."""
    if any(_lead(claim) and not NUMBER.match(_lead(claim)) for claim in (one, other)):
        return False
    mine, theirs = _figures(one), _figures(other)
    pairs = [(a, b) for a, unit in mine for b, thing in theirs if unit & thing]
    return bool(pairs) and all(a != b for a, b in pairs)


def _figures(claim: Claim) -> list[tuple[str, frozenset[str]]]:
    """The figures of a claim as values, each with the stems of what it counts: that of its lead, else all."""
    lead, said = _parts(claim)
    found = []
    for match in NUMBER.finditer(said):
        if lead and value_of(match.group()) != value_of(lead):
            continue
        own = _unit(match.group())
        found.append((value_of(match.group()), own or _unit(_PER.split(said[match.end() : match.end() + 60])[0])))
    return found


def _unit(text: str) -> frozenset[str]:
    """The stems of the first words of a text that may say what is counted: “two days” days, “9 old goats” goats."""
    near = [word for word in words(text)[:_BEHIND] if len(word) > 2 and word.isalpha() and value_of(word) == "0"]
    return stems(" ".join(word for word in near if word.lower() not in FUNCTION_WORDS)) - _SCALES


def _opposite(one: str, other: str) -> bool:
    return _alike(one, other) and bool(_NOT.search(one)) != bool(_NOT.search(other))


def _alike(one: str, other: str) -> bool:
    mine, theirs = (_content(text) for text in (one, other))
    common = len(mine & theirs)
    return common >= _FEWEST and common >= _ALIKE * min(len(mine), len(theirs))


def _content(text: str) -> frozenset[str]:
    return stems(" ".join(word for word in words(text) if word.lower() not in FUNCTION_WORDS and len(word) > 2))


# --- a row


def _row(claim: Claim, citation: Citation, turn: int, differs: tuple[str, ...]) -> Row:
    lead, said = _parts(claim)
    if not lead and claim.speaker and ": " in said and said.startswith(claim.speaker):
        said = said.partition(": ")[2]  # the speaker stands in a column of their own
    when = format_value(claim.date) if claim.date and not lead else ""
    return Row(
        _who(claim, citation), lead, said, when, _source(citation.document), f"{turn}-{citation.marker}", differs
    )


def _who(claim: Claim, citation: Citation) -> str:
    return wording.speaker(claim) or citation.document.source or citation.document.title


def _source(document: Document) -> str:
    return " · ".join(filter(None, (document.source, wording.dateline(document))))


def _markup(row: Row) -> str:
    when = f'<span class="how">{html(row.when)}</span>' if row.when else ""
    lead = f'<strong class="lead" dir="auto">{html(row.lead)}</strong>' if row.lead else ""
    marks = "".join(f'<span class="differs" dir="auto">{html(_begun(mark))}</span>' for mark in row.differs)
    return (
        f'<tr{" class=differing" * bool(row.differs)}><th scope="row"><bdi>{html(row.who)}</bdi>{when}</th>'
        f'<td>{lead}<span class="words" dir="auto">{html(row.words)}</span>{marks}'
        f'<button type="button" class="source" data-open="{html(row.key)}"><bdi>{html(row.source)}</bdi></button>'
        "</td></tr>"
    )


def _begun(mark: str) -> str:
    return f"{'' if mark == REPLACED else '≠ '}{wording.begun(mark)}"
