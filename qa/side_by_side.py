"""Answers that set things side by side: two amounts, two events in order, what several sources give.

A comparison is taken apart into questions of their own (`qa.contrast`), each read by itself; the comparing word stands
first in the answer. What cannot be taken apart is told by the best sentence for either side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from index.dates import format_value
from index.facts import Facts
from qa.attribute import speaker_with_role, statement_at
from qa.contrast import MEASURED, Contrast, contrast_of
from qa.coverage import people_in
from qa.disagree import alike_values, by_source, has_the_deed, of_the_month
from qa.draft import Draft
from qa.extract import shorts
from qa.figures import MEASURES, amount, unit_of
from qa.kinds import sides_of
from qa.members import REACH, nearby
from qa.records import Answer, Evidence, FactsOf, Question
from qa.reports import day_of, one_of_each, source_of
from qa.said import earliest
from qa.short import Short, Value
from qa.short_answers import chosen_short
from qa.stated import about_whom
from qa.statement_answers import own_words
from qa.suit import by_actor
from qa.telling import Teller, distinct, near_best
from qa.verb import verb_of
from qa.words import keys, stem, stems

Ask = Callable[[Question], Sequence[Evidence]]
_FIGURE = re.compile(rf"\bhow (?:many|much|long|old|large|big|far|tall|high)\b|{MEASURED.pattern}", re.IGNORECASE)
BELOW = 0.3  # how far below the best score another source's figure may lie
FITS = 0.15  # what a figure gains that counts just what is asked
SPEAKER, ABOUT = 0.3, 0.15  # what words of the one compared gain, and words about them


def contrasted(teller: Teller, question: Question, ask: Ask) -> Answer | None:
    """The answer to a comparison that can be taken apart, each part answered by the evidence that `ask` finds for it;
    None where a part has no answer."""
    contrast = contrast_of(question)
    if contrast is None:
        return None
    draft = Draft(question)
    way = {"sources": _sources, "voices": _voices}.get(contrast.how, _two)
    sure = way(teller, draft, contrast, ask)
    return draft.answer(min(sure)) if sure and draft.claims else None


def _value(teller: Teller, part: Question, evidence: Sequence[Evidence]) -> Value | None:
    """The value that answers a part; None where nothing is sure enough or it lacks whom the part names."""
    fit = [item for item in evidence if not item.lacking & part.name_keys]
    verb = verb_of(part.text)
    fit = fit if verb is None else [item for item in fit if has_the_deed(part, item)]
    found = chosen_short(teller, part, fit) if fit else None
    told = found is not None and verb is not None and stem(verb) in stems(found[0].text)  # in the very words
    if found is None or teller.trust.of(found[0]) < (teller.limits.readers if told else teller.limits.several):
        return None
    return found if about_whom(part, found[0], teller.facts_of(found[0])) else None


# --- two events, two amounts


def _two(teller: Teller, draft: Draft, contrast: Contrast, ask: Ask) -> list[float]:
    """Which of two is first or more, and by what; how sure either is. Empty where one of them is not known."""
    found = (_value(teller, p, _of_side(p, contrast, ask(p), teller.facts_of)) for p in contrast.parts)
    values = [value for value in found if value is not None]
    if len({(item.hit.document.id, short.start) for item, short in values}) < len(contrast.parts):
        return []  # one is not known, or the same words answered both
    if contrast.how == "order":
        marks = [earliest(short.value) for _, short in values]
        if any(not short.value for _, short in values):
            return []
    else:
        amounts = [amount(short.text) for _, short in values]
        if any(one is None for one in amounts) or not _one_measure(values):
            return []
        marks = [(f"{one or 0.0:024.4f}", "") for one in amounts]
    _tell_two(teller, draft, contrast, values, marks)
    return [teller.trust.of(item) for item, _ in values]


def _of_side(part: Question, contrast: Contrast, evidence: Sequence[Evidence], facts_of: FactsOf) -> Sequence[Evidence]:
    """The sentences that speak of whom this part alone asks about; all of them where none does."""
    others = {key for one in contrast.parts if one is not part for key in keys(" ".join(one.names))}
    own = keys(" ".join(part.names)) - others
    texts = (f"{item.text} {people_in(facts_of(item), item.start, item.end)}" for item in evidence)
    return [item for item, text in zip(evidence, texts, strict=True) if own & keys(text)] or evidence


def _one_measure(values: Sequence[Value]) -> bool:
    """Whether two figures can be compared: not litres with crowns, nor a share with a number."""
    units = [unit_of(item.hit.document.text, short.start, short.end) & MEASURES for item, short in values]
    return ("%" in units[0]) == ("%" in units[1]) and not (all(units) and not units[0] & units[1])


def _tell_two(
    teller: Teller, draft: Draft, contrast: Contrast, values: Sequence[Value], marks: Sequence[tuple[str, str]]
) -> None:
    """The two values, the one that the comparing word means first; yes or no first where that is asked."""
    places = list(range(len(values)))
    ordered = sorted(places, key=lambda n: marks[n], reverse=not contrast.least_first)
    dated, same = contrast.how == "order", marks[0] == marks[1]
    told = places if contrast.whether or same else ordered
    if contrast.whether:
        opening = "Yes: " if ordered[0] == 0 and not same else "No: "
    elif same:
        opening = "The same day: " if dated else "The same: "
    else:
        opening = f"{contrast.word.capitalize()}: "
    for n, place in enumerate(told):
        item, short = values[place]
        lead = opening if n == 0 else ""
        teller.tell(draft, item, short, opening=lead, of=contrast.sides[place], dated=dated, named=True)


# --- what several sources give


def _sources(teller: Teller, draft: Draft, contrast: Contrast, ask: Ask) -> list[float]:
    """The value of each source for one thing, and whether they agree; how sure the first is."""
    part = contrast.parts[0]
    evidence = [item for item in ask(part) if _of_its_time(part, item, teller.facts_of(item))]
    first = _value(teller, part, evidence)
    if first is None:
        return []
    values = by_source(part, first, evidence, teller.facts_of)
    if len(values) < 2:
        return []
    apart = _apart(part, values)
    if not apart:
        told = values[:2] if contrast.whether else values[:1]
        opening = "Yes: " if contrast.whether else ""
    elif contrast.word:
        told = sorted(apart, key=lambda one: amount(one[1].text) or 0.0, reverse=not contrast.least_first)
        opening = f"{contrast.word.capitalize()}: "
    else:
        told, opening = apart, "No: " if contrast.whether else "Sources differ: "
    for n, (item, short) in enumerate(told):
        of = _whose(teller, item, short) if contrast.word and apart else ""
        lead = opening if n == 0 else ""
        teller.tell(draft, item, short, opening=lead, of=of, dated=part.kind == "date", named=not of)
    return [teller.trust.of(first[0])]


def _of_its_time(part: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence is of the month asked about, and of its report's year unless the question names another: “78
    died in 1961” is not."""
    if not of_the_month(part, item, facts):
        return False
    document = item.hit.document
    years = {d.value for d in facts.dates if item.start <= d.start < item.end and d.granularity == "year" and d.value}
    if document.published is None or not years:
        return True
    return not all(abs(int(year) - document.published.year) > 1 and year not in part.text for year in years)


def _apart(part: Question, values: Sequence[Value]) -> list[Value]:
    """One of the sources for each value, in order of the reports' dates; empty where they all give the same."""
    kept: list[Value] = []
    for item, short in values:
        if not any(alike_values(part, short, one) for _, one in kept):
            kept.append((item, short))
    return sorted(kept, key=lambda one: day_of(one[0].hit.document)) if len(kept) > 1 else []


def _whose(teller: Teller, item: Evidence, short: Short) -> str:
    """Who gives a value and where: “Ada Holm (mayor), in Vale Post, 3 May 2023”."""
    facts, source = teller.facts_of(item), source_of(item.hit.document)
    statement = statement_at(facts, item.start, item.end)
    speaks = statement is not None and statement.start <= short.start < statement.end
    return f"{speaker_with_role(facts, statement)}, in {source}" if speaks and statement else source


# --- what two say


def _voices(teller: Teller, draft: Draft, contrast: Contrast, ask: Ask) -> list[float]:
    """The words of either on the same; how sure they are. Empty where one of them has none.

    A sentence that has the words of both, “Lund calls it safe, while Roth insists it is not”, is told alone. What one
    says beside the words of the other is of the same, though it does not name it.
    """
    question, found = draft.question, [ask(part) for part in contrast.parts]
    pool = {item.at: item for items in found for item in items}
    spoken = [{at for at, e in pool.items() if by_actor(part, e, teller.facts_of(e))} for part in contrast.parts]
    own = [_of_subject(teller, *one) for one in zip(contrast.parts, found, spoken, strict=True)]
    best = max((items[0] for items in own if items), key=lambda item: item.score, default=None)
    if best is None:
        return []
    if both := [item for item in (*own[0], *own[1]) if item.at in spoken[0] & spoken[1]][:1]:
        own = [both, []]
    elif not all(own):
        own = [of or _beside(teller, best, [pool[at] for at in there]) for of, there in zip(own, spoken, strict=True)]
        if not all(own):
            return []
    for part, items in zip(contrast.parts, own, strict=True):
        draft.question = part  # of two who speak in a sentence the one is meant who is asked about
        for item in distinct(near_best(items, teller.limits.companion), 2) if items else ():
            teller.quote(draft, item if both else teller.whole(item), on=not both)
    draft.question = question
    return [teller.trust.of(best)]


def _of_subject(
    teller: Teller, part: Question, evidence: Sequence[Evidence], spoken: Collection[tuple[str, int]]
) -> list[Evidence]:
    """The sentences in which the one speaks whom a part asks about, of what it asks about, best first."""
    named = [item for item in evidence if not item.lacking & part.name_keys]
    own = [item for item in (own_words(part, named, teller.facts_of) if named else None) or () if item.at in spoken]
    return own if own and teller.trust.of(own[0]) >= teller.limits.several else []


def _beside(teller: Teller, best: Evidence, spoken: Sequence[Evidence]) -> list[Evidence]:
    """The sentence of somebody nearest to the words of another in the same report."""
    near = [(abs(away), -one.score, one.start, one) for away, one in nearby(teller, best, spoken) if abs(away) <= REACH]
    return [min(near, key=lambda one: one[:3])[3]] if near else []


# --- what cannot be taken apart


def comparison(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """Figures of each source, or the best words for each of those compared."""
    if _FIGURE.search(question.text) and (told := _figures(teller, question, evidence)) is not None:
        return told
    draft, least = Draft(question), evidence[0].score - 2 * teller.limits.window
    for item in _best_of_sides(teller, question, evidence, least):
        teller.quote(draft, item, on=True)
    return draft.answer(teller.trust.of(evidence[0])) if draft.claims else None


def _figures(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """The figure of each of those compared, or of each source; None where there are no two."""
    draft, asked = Draft(question), replace(question, kind="number")
    sides = _of_sides(question, evidence, teller.facts_of, with_figure=True)
    told = sides if len(sides) > 1 else _of_each_report(question, evidence, teller.facts_of)
    for item in told:
        teller.tell(draft, item, shorts(asked, item, teller.facts_of(item))[0], named=True)
    return draft.answer(teller.trust.of(evidence[0])) if len(told) > 1 else None


def _best_of_sides(teller: Teller, question: Question, evidence: Sequence[Evidence], least: float) -> list[Evidence]:
    """The best sentence for each of those compared, of a score of at least `least`; where none are named, of each
    source."""
    sides = _of_sides(question, evidence, teller.facts_of, with_figure=False)
    told = [item for item in sides if item.score >= least]
    if len(told) > 1:
        return told
    near = near_best(evidence, 2 * teller.limits.window)
    first_of_each = {e.hit.document.id: e for e in reversed(near)}.values()
    told = sorted(first_of_each, key=lambda e: -e.score)[:2]
    return told if len(told) > 1 else distinct(near, 2)


def _of_each_report(question: Question, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[Evidence]:
    """The sentence of each report with its best figure, near the subject; in order of the reports' dates."""
    fits = {item.at: _fit(question, item, facts_of(item)) for item in evidence}
    worth = {item.at: item.score + FITS * fit for item in evidence if (fit := fits[item.at]) is not None}
    least = max(worth.values(), default=0.0) - BELOW
    return one_of_each(sorted((e for e in evidence if worth.get(e.at, -1.0) >= least), key=lambda e: -worth[e.at]))


def _of_sides(
    question: Question, evidence: Sequence[Evidence], facts_of: FactsOf, *, with_figure: bool
) -> list[Evidence]:
    """For each of those set side by side the best sentence, their own words before words about them."""
    fits = [(item, _fit(question, item, facts_of(item)) if with_figure else 0.0) for item in evidence]
    told: list[Evidence] = []
    for side in sides_of(question.text):
        worth = [
            (item.score + gain + FITS * fit, -place, item)
            for place, (item, fit) in enumerate(fits)
            if fit is not None and item not in told and (gain := _relation(keys(side), item, facts_of(item))) > 0
        ]
        told += [max(worth, key=lambda one: one[:2])[2]] if worth else []
    return told


def _fit(question: Question, item: Evidence, facts: Facts) -> float | None:
    """How well the best figure of a sentence suits what is counted; None where it has none."""
    found = shorts(replace(question, kind="number"), item, facts)
    return min(found[0].fit, 2.0) if found else None


def _relation(wanted: frozenset[str], item: Evidence, facts: Facts) -> float:
    """What a sentence gains by being of a side: its own words most, words about it less, by the share of the side's
    words that name the speaker (with the role), the outlet, the day of publication or stand in the text; 0 for none."""
    statement = statement_at(facts, item.start, item.end)
    speaker = speaker_with_role(facts, statement) if statement is not None else ""
    day, outlet = item.hit.document.published, keys(item.hit.document.source or "")
    published = keys(format_value(day.isoformat())) if day else frozenset()
    own = len(wanted & keys(speaker)) / max(len(wanted), 1)
    outlets = 1.0 if wanted and wanted <= outlet else 0.0
    about = len(wanted & (keys(item.text) | published)) / max(len(wanted), 1)
    return max(SPEAKER * max(own, outlets), ABOUT * about)
