"""Who says what, side by side, with disagreements marked: a table over the claims of an answer. Pure functions.

Disagreement is only told where it can be shown: two figures for the same thing, two days for the same event, a denial,
or two sentences that say the same but for a negation. What merely sounds different is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.dates import format_value
from qa.assertion import NEGATION
from qa.figures import NUMBER, alike, unit_of
from qa.records import Answer, Citation, Claim
from qa.words import keys
from ui import wording
from ui.markup import html

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|disput(?:es|ed)|dismiss(?:es|ed)|refut(?:es|ed)|contradict(?:s|ed)|"
    r"(?:not|un)true|is false|was false|no truth)\b",
    re.IGNORECASE,
)
REPLACED = "told before; another word has taken its place since"
_ALIKE = 0.6  # share of the fewer words two sentences must have in common to be about the same
_FEWEST = 3  # words in common at least: two short sentences are soon alike


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: who makes it, in which document, and what opens its passage (`key`).

    `differs` tells in words from which other claims it departs, and how.
    """

    claim: Claim
    who: str
    source: str
    key: str
    differs: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """The day of what is said, where it is not itself what is told."""
        return format_value(self.claim.date) if self.claim.date and not self.claim.short else ""


def rows(answer: Answer, turn: int) -> tuple[Row, ...]:
    """The claims of an answer that are cited, in its order, each compared with every other."""
    cited = {citation.marker: citation for citation in answer.citations}
    claims = (claim for claim in answer.claims if claim.markers and claim.markers[0] in cited)
    told = [_row(claim, cited[claim.markers[0]], turn) for claim in claims]
    return tuple(replace(row, differs=tuple(dict.fromkeys(_departures(row, told)))) for row in told)


def _row(claim: Claim, citation: Citation, turn: int) -> Row:
    document = citation.document
    who = wording.speaker(claim) or document.source or document.title
    return Row(claim, who, wording.outlet_and_day(document, " · "), f"{turn}-{citation.marker}")


def _departures(row: Row, told: Sequence[Row]) -> Iterator[str]:
    if row.claim.replaced:
        yield REPLACED
    for other in told:
        if other is not row and (how := difference(row.claim, other.claim)):
            yield f"{how} {other.who}"


def disagree(answer: Answer) -> bool:
    """Whether claims of an answer depart from one another."""
    return any(row.differs and not row.claim.replaced for row in rows(answer, 0))


def table(answer: Answer, turn: int) -> str:
    """Who says what in a comparison, or where sources disagree; empty for any other answer."""
    told = rows(answer, turn)
    compared = answer.question.kind == "compare" and len({row.who for row in told}) > 1
    if len(told) < 2 or not (compared or any(row.differs for row in told)):
        return ""
    return (
        '<table class="sides"><caption>Who says what</caption><thead><tr><th scope="col">Who</th>'
        f'<th scope="col">What</th></tr></thead><tbody>{"".join(map(_markup, told))}</tbody></table>'
    )


def difference(one: Claim, other: Claim) -> str:
    """How a claim departs from another, in words that go before whose that is; empty where it cannot be told."""
    if one.replaced or other.replaced or (one.short and other.short and (one.of or other.of)):
        return ""  # what was replaced is no second word on what is; two things compared may well differ
    if one.short and other.short:
        return "another day than" if _other_day(one, other) else "another figure than" if _other(one, other) else ""
    if _DENIES.search(one.words) and not _DENIES.search(other.words):
        return "denies, unlike"
    if not _alike(one.words, other.words):
        return ""
    if bool(NEGATION.search(one.words)) != bool(NEGATION.search(other.words)):
        return "the opposite of"
    return "another figure than" if _other(one, other) else ""


def _other_day(one: Claim, other: Claim) -> bool:
    days = [claim.date for claim in (one, other) if claim.date and claim.short.startswith(format_value(claim.date))]
    return len(days) == 2 and days[0] != days[1]


def _other(one: Claim, other: Claim) -> bool:
    """Whether two claims count the same and come to other figures, none of them in common."""
    if any(claim.short and not NUMBER.match(claim.short) for claim in (one, other)):
        return False
    mine, theirs = _figures(one), _figures(other)
    pairs = [(a, b) for a, unit in mine for b, thing in theirs if unit & thing]
    return bool(pairs) and not any(alike(a, b) for a, b in pairs)


def _figures(claim: Claim) -> list[tuple[str, frozenset[str]]]:
    """The figures of a claim, each with the stems of what it counts: the one it comes to, else all."""
    found = ((match.group(), unit_of(claim.words, *match.span())) for match in NUMBER.finditer(claim.words))
    return [(figure, unit) for figure, unit in found if not claim.short or alike(figure, claim.short)]


def _alike(one: str, other: str) -> bool:
    mine, theirs = keys(one), keys(other)
    common = len(mine & theirs)
    return common >= _FEWEST and common >= _ALIKE * min(len(mine), len(theirs))


def _markup(row: Row) -> str:
    when = f'<span class="how">{html(row.when)}</span>' if row.when else ""
    lead = f'<strong class="lead" dir="auto">{html(row.claim.short)}</strong>' if row.claim.short else ""
    marks = "".join(f'<span class="differs" dir="auto">{html(_begun(mark))}</span>' for mark in row.differs)
    return (
        f'<tr{" class=differing" * bool(row.differs)}><th scope="row"><bdi>{html(row.who)}</bdi>{when}</th>'
        f'<td>{lead}<span class="words" dir="auto">{html(row.claim.words)}</span>{marks}'
        f'<button type="button" class="source" data-open="{html(row.key)}"><bdi>{html(row.source)}</bdi></button>'
        "</td></tr>"
    )


def _begun(mark: str) -> str:
    return f"{'' if mark == REPLACED else '≠ '}{wording.begun(mark)}"
