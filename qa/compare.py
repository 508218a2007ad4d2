"""What is set side by side: the figures of several sources, the words of two people, which of two things came first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.dates import format_value
from index.facts import Facts
from index.records import Document
from qa.attribute import actor_named, statement_at
from qa.extract import shorts
from qa.kinds import sides_of
from qa.records import Evidence, FactsOf, Question
from qa.words import keys

_FIGURE = re.compile(
    r"\bhow (?:many|much|long|old|large|big|far|tall|high)\b|\b(?:number|count|figures?|price|costs?|"
    r"size|length|capacity|toll|percent|share|amount|values?|worth|damage|turnout)\b",
    re.IGNORECASE,
)
_REPORT = r"(?:(?:news)?papers?|articles?|sources?|stories|reports?|outlets?)"
_REPORTS = re.compile(rf"\b(?:which|what|list|name)\b(?: \w+){{0,3}} {_REPORT}\b", re.IGNORECASE)
_REPORTED = re.compile(
    rf"^\W*(?:(?:which|what|list|name|all|the|of|news)\s+)*{_REPORT}\s+(?:(?:that|which|have|has|had|did)\s+)*"
    r"(?:(?:report|say|said|wr[io]te|written|mention|cover|carr|ran|run|speak|spoke|tell|told|deal|claim|state|put)\w*\s+)?"
    r"(?:(?:about|on|of|with|that)\s+)?",
    re.IGNORECASE,
)
BELOW = 0.3  # how far below the best score another source's figure may lie
FITS = 0.15  # what a figure gains that counts just what is asked
SPEAKER, ABOUT = 0.3, 0.15  # what words of the one compared gain, and words about them


def asks_for_figures(text: str) -> bool:
    """Whether a question compares figures."""
    return bool(_FIGURE.search(text))


def figures(question: Question, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[Evidence]:
    """The sentence of each report with its best figure, near the subject; in order of the reports' dates."""
    fits = {item.at: _fit(question, item, facts_of(item)) for item in evidence}
    worth = {item.at: item.score + FITS * fit for item in evidence if (fit := fits[item.at]) is not None}
    least = max(worth.values(), default=0.0) - BELOW
    return one_of_each(sorted((e for e in evidence if worth.get(e.at, -1.0) >= least), key=lambda e: -worth[e.at]))


def of_sides(
    question: Question, evidence: Sequence[Evidence], facts_of: FactsOf, *, with_figure: bool
) -> list[tuple[str, Evidence]]:
    """For each of those set side by side the best sentence, their own words before words about them."""
    told: list[tuple[str, Evidence]] = []
    for side in sides_of(question.text):
        wanted = keys(side)
        worth = [
            (item.score + gain + (FITS * figure if with_figure and figure else 0.0), item)
            for item in evidence
            if all(item is not other for _, other in told)
            and (gain := _relation(wanted, item, facts_of(item))) > 0
            and (not with_figure or (figure := _fit(question, item, facts_of(item))) is not None)
        ]
        if worth:
            told.append((side, max(worth, key=lambda one: one[0])[1]))
    return told


def _fit(question: Question, item: Evidence, facts: Facts) -> float | None:
    """How well the best figure of a sentence suits what is counted; None where it has none."""
    found = shorts(replace(question, kind="number"), item, facts)
    return min(found[0].fit, 2.0) if found else None


def _relation(wanted: frozenset[str], item: Evidence, facts: Facts) -> float:
    """What a sentence gains by being of a side: its own words most, words about it less, by the share of the side's
    words that name the speaker (with roles), the outlet, the day of publication or stand in the text; 0 for none."""
    statement = statement_at(facts, item.start, item.end)
    speaker = ""
    if statement is not None:
        actor = actor_named(facts, statement.speaker)
        speaker = " ".join([statement.speaker, *(role.text for role in actor.roles)]) if actor else statement.speaker
    day, outlet = item.hit.document.published, keys(item.hit.document.source or "")
    published = keys(format_value(day.isoformat())) if day else frozenset()
    own = len(wanted & keys(speaker)) / max(len(wanted), 1)
    outlets = 1.0 if wanted and wanted <= outlet else 0.0
    about = len(wanted & (keys(item.text) | published)) / max(len(wanted), 1)
    return max(SPEAKER * max(own, outlets), ABOUT * about)


def asks_which_reports(text: str) -> bool:
    """Whether the reports, outlets or sources that say something are asked for."""
    return bool(_REPORTS.search(text))


def reported(text: str) -> str:
    """What a question about reports asks them for: “Which papers wrote about the dam?” → “the dam”; "" for others."""
    found = _REPORTED.match(text)
    return text[found.end() :].strip(" ?.!") if found else ""


def asks_for_mentions(text: str) -> bool:
    """Whether the reports are asked for that speak of something, and not those that say that it is so."""
    found = _REPORTED.match(text)
    return found is not None and re.search(r"\bthat\s*$", found.group(), re.IGNORECASE) is None


def one_of_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence of each report, in order of the reports' dates; `evidence` is best first."""
    by_report: dict[str, Evidence] = {}
    for item in evidence:
        by_report.setdefault(item.hit.document.id, item)
    return sorted(by_report.values(), key=lambda item: day_of(item.hit.document))


def source_of(document: Document) -> str:
    """The outlet and the day of a report in words, as far as they are known; copies are named with it."""
    also = [name for name in document.copy_sources if name and name != document.source]
    outlet = document.source or document.title
    outlet = f"{outlet}, also in {', '.join(also)}" if also else outlet
    return f"{outlet}, {format_value(document.published.isoformat())}" if document.published else outlet


def day_of(document: Document) -> tuple[str, str]:
    """What documents are put in order by: the day of publication, undated ones last, and the path."""
    return (document.published.isoformat() if document.published else "9999", document.path)
