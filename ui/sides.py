"""Who says what, side by side, with disagreements marked: a table over the claims of an answer. Pure functions.

Disagreement is only told where it can be shown: two figures for the same thing, two days for the same event, a denial,
or two sentences that say the same but for a negation. What merely sounds different is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.dates import format_value
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

    `date` is as in the claim, `key` opens its passage. `replaced` tells that another word has taken its place since,
    `differs` in words from which other claims it departs, and how.
    """

    who: str
    lead: str
    words: str
    date: str | None
    source: str
    key: str
    replaced: bool
    differs: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """The day of what is said, where it is not itself what is told."""
        return format_value(self.date) if self.date and not self.lead else ""


def rows(answer: Answer, turn: int) -> tuple[Row, ...]:
    """The claims of an answer that are cited, in its order, each compared with every other."""
    cited = {citation.marker: citation for citation in answer.citations}
    claims = (claim for claim in answer.claims if claim.markers and claim.markers[0] in cited)
    told = [_row(claim, cited[claim.markers[0]], turn) for claim in claims]
    return tuple(replace(row, differs=tuple(dict.fromkeys(_departures(row, told)))) for row in told)


def _row(claim: Claim, citation: Citation, turn: int) -> Row:
    document, lead, said = citation.document, "", claim.text
    head, dash, rest = claim.text.partition(" — ")
    if dash and rest[:1] in _QUOTES and head[:1] not in _QUOTES:  # “14 million (The Post, 3 May 2020) — “She said …””
        lead, said = _OPENING.sub("", head).partition(" (")[0], rest
    elif claim.speaker and ": " in said and said.startswith(claim.speaker):
        said = said.partition(": ")[2]  # the speaker stands in a column of their own
    who = wording.speaker(claim) or document.source or document.title
    source = " · ".join(filter(None, (document.source, wording.dateline(document))))
    replaced = claim.text.startswith(_EARLIER)
    return Row(who, lead, said, claim.date, source, f"{turn}-{citation.marker}", replaced)


def _departures(row: Row, told: Sequence[Row]) -> Iterator[str]:
    if row.replaced:
        yield REPLACED
    for other in told:
        if other is not row and (how := difference(row, other)):
            yield f"{how} {other.who}"


def disagree(answer: Answer) -> bool:
    """Whether claims of an answer depart from one another."""
    return any(row.differs and not row.replaced for row in rows(answer, 0))


def table(answer: Answer, turn: int) -> str:
    """Who says what in a comparison, or where sources disagree; empty for any other answer."""
    told = rows(answer, turn)
    if len(told) < 2 or not (answer.question.kind == "compare" or any(row.differs for row in told)):
        return ""
    return (
        '<table class="sides"><caption>Who says what</caption><thead><tr><th scope="col">Who</th>'
        f'<th scope="col">What</th></tr></thead><tbody>{"".join(map(_markup, told))}</tbody></table>'
    )


def difference(one: Row, other: Row) -> str:
    """How a claim departs from another, in words that go before whose that is; empty where it cannot be told."""
    if one.replaced or other.replaced:
        return ""  # what was replaced is no second word on what is
    if one.lead and other.lead:
        # A value behind a name, “the ford, 3 May”, is of one of two things compared: they may well differ.
        return "another day than" if _other_day(one, other) else "another figure than" if _other(one, other) else ""
    if _DENIES.search(one.words) and not _DENIES.search(other.words):
        return "denies, unlike"
    if not _alike(one.words, other.words):
        return ""
    if bool(_NOT.search(one.words)) != bool(_NOT.search(other.words)):
        return "the opposite of"
    return "another figure than" if _other(one, other) else ""


def _other_day(one: Row, other: Row) -> bool:
    days = [row.date for row in (one, other) if row.date and row.lead.startswith(format_value(row.date))]
    return len(days) == 2 and days[0] != days[1]


def _other(one: Row, other: Row) -> bool:
    """Whether two claims count the same and come to other figures, none of them in common."""
    if any(row.lead and not NUMBER.match(row.lead) for row in (one, other)):
        return False
    mine, theirs = _figures(one), _figures(other)
    pairs = [(a, b) for a, unit in mine for b, thing in theirs if unit & thing]
    return bool(pairs) and all(a != b for a, b in pairs)


def _figures(row: Row) -> list[tuple[str, frozenset[str]]]:
    """The figures of a claim as values, each with the stems of what it counts: that of its lead, else all."""
    found = []
    for match in NUMBER.finditer(row.words):
        value = value_of(match.group())
        if not row.lead or value == value_of(row.lead):
            unit = _unit(match.group()) or _unit(_PER.split(row.words[match.end() : match.end() + 60])[0])
            found.append((value, unit))
    return found


def _unit(text: str) -> frozenset[str]:
    """The stems of the first words of a text that may say what is counted: “two days” days, “9 old goats” goats."""
    near = [word for word in words(text)[:_BEHIND] if len(word) > 2 and word.isalpha() and value_of(word) == "0"]
    return stems(" ".join(word for word in near if word.lower() not in FUNCTION_WORDS)) - _SCALES


def _alike(one: str, other: str) -> bool:
    mine, theirs = (_content(text) for text in (one, other))
    common = len(mine & theirs)
    return common >= _FEWEST and common >= _ALIKE * min(len(mine), len(theirs))


def _content(text: str) -> frozenset[str]:
    return stems(" ".join(word for word in words(text) if word.lower() not in FUNCTION_WORDS and len(word) > 2))


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
