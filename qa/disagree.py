"""Values of other sources for the very thing that is asked: they differ, or one took the other's place.

Two sentences tell of the same thing when the reader takes both as answers to the question, nobody whom the question
names is missing from either, they count the same and neither tells of another time. A disagreement that is none would
be worse than one that is missed, so whatever is unclear does not count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from index.dates import interval
from index.facts import Facts
from index.years import MONTH_NAMES
from qa.attribute import statement_at
from qa.coverage import people_in
from qa.extract import shorts
from qa.figures import alike, counted, one_unit, unit_of
from qa.records import Evidence, FactsOf, Question
from qa.short import Short, Value
from qa.stated import about_whom, of_its_kind
from qa.thesaurus import kin_of
from qa.verb import LIGHT, verb_of
from qa.withdrawn import asks_for_before, tells_of_change
from qa.words import content_words, keys, stem, stems

How = Literal["differs", "earlier"]

APART = 0.45  # how far below the chosen sentence's score another may lie
SURE, NEARLY = -3.0, -4.5  # the reader's margin for another sentence; the second where it names all that is named
AROUND = 20  # days between those that two sources name, where they are compared: a report and its sequel
FAR, HARDLY = 0.7, -6.0  # the same two where sources are compared
LASTS = 30  # days after which another outlet's value of what still is or is to come is news, not disagreement
_NOUN = 20  # code points behind a figure within which stands what it counts
_SPENT = re.compile(r"[\w-]+ (?:years|months|weeks|days|hours|minutes) of (?P<what>\w+)")
MOST = 2  # other values told beside the first
_NOW = re.compile(r"\b(?:will|is|are|does|do|has|have|due|going)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:was|were|did|had)\b", re.IGNORECASE)
# What is offered or feared is no measure of what is: 420 million offered and 440 million paid do not disagree.
_UNREAL = re.compile(
    r"\b(?:offer|demand|want|seek|sought|propos|promis|pledg|fear|threat|bid|ask(?:ed|s|ing)? for|could|would|might|"
    r"probabl|likely|hop(?:e|es|ed|ing)\b|aim|target|call(?:ed|s|ing)? for|insist|up to)\w*",
    re.IGNORECASE,
)
# Whose figure is wanted is said; that of anybody else is another one.
_ONES_OWN = re.compile(
    r"\baccording to\b|\b(?:did|does|do) .{2,60}\b(?:say|put|give|claim|estimate|report|speak of|mention|count)\b|"
    r"['’]s (?:own )?(?:count|estimate|figure|version|account)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\b(?:said|says|told|reported|announced|stated|wrote|confirmed)\b[^,;.]{0,40}$", re.IGNORECASE)
_ELSEWHEN = re.compile(
    r"\b(?:last|previous|next|following) (?:year|month|week|season|quarter)|"
    r"\b(?:a year|years?) (?:ago|earlier|before)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Other:
    """Another value, with the sentence it stands in; `how` it stands to the value told first."""

    evidence: Evidence
    short: Short
    how: How


def others(
    question: Question, chosen: Value, evidence: Sequence[Evidence], facts_of: FactsOf
) -> tuple[Value, list[Other]]:
    """The value to tell first, which is a newer one where that took the chosen one's place, and those beside it."""
    found: list[Value] = []
    if _ONES_OWN.search(question.text) or question.filters.sources:
        return chosen, []
    for item in evidence:
        if item.text in item.hit.document.title or _told_there(item, found, facts_of):
            continue  # a headline rounds, and a report is told once
        beside = _beside_by_another(chosen[0], item, facts_of(item))
        whole = beside or _says_all(question, item)
        if (item.score < chosen[0].score - (FAR if whole else APART) and not beside) or len(found) > MOST:
            continue
        short = _value_in(question, item, facts_of(item), least=-math.inf if whole else SURE)
        if short is None or not _one_thing(question, chosen, (item, short), facts_of):
            continue
        if question.kind == "date" and not found and _finer(short, chosen[1]):
            chosen = (item, short)
        elif not _may_differ(question, chosen[0], item, facts_of(item)):
            continue
        elif not any(alike_values(question, short, known) for _, known in [chosen, *found]):
            found.append((item, short))
    told = [chosen, *found]
    first = chosen
    for other in found:
        if _took_the_place(question, other, first):
            first = other
    rest = [one for one in told if one is not first]
    return first, [
        Other(*one, "earlier" if _took_the_place(question, first, one) else "differs") for one in rest[:MOST]
    ]


def by_source(question: Question, chosen: Value, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[Value]:
    """What each source gives for the thing that is asked, the chosen value first; a source is told once, or once for
    each of its speakers who differ. Where sources are compared, a less sure reader will do."""
    found = [chosen]
    for item in evidence:
        if item.score < chosen[0].score - FAR:
            break
        least = -math.inf if _worded_alike(chosen[0], item) else HARDLY
        short = _value_in(question, item, facts_of(item), least=least)
        if short is None or not _one_thing(question, chosen, (item, short), facts_of, timed=False):
            continue
        known = [one for one in found if one[0].hit.document.one_source_with(item.hit.document)]
        if not known or not any(alike_values(question, short, one) for _, one in known):
            found.append((item, short))
    return found


def _beside_by_another(one: Evidence, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence stands right beside another and is the word of somebody else: “The hospital counted 14 dead.
    Police put the toll at 11.”"""
    if one.hit.document.id != item.hit.document.id or not _two_speakers(one, item, facts):
        return False
    places = [facts.sentence_at(at) for at in (one.start, item.start)]
    return None not in places and abs((places[0] or 0) - (places[1] or 0)) == 1


def _says_all(question: Question, item: Evidence) -> bool:
    """Whether a sentence has every word of the question but names, which may stand beside it."""
    asked = question.keys - question.name_keys
    return len(asked) > 1 and asked <= keys(item.text)


ALIKE = 0.5  # share of the fewer words that two sentences have in common which tell the same
_LONGER = 0.25  # least share of the more words: a short sentence is soon within a long one


def _worded_alike(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences tell the same in much the same words, whatever their figures."""
    mine, theirs = (keys(" ".join(content_words(re.sub(r"\d[\d.,]*", " ", item.text)))) for item in (one, other))
    few, many = sorted((len(mine), len(theirs)))
    return len(mine & theirs) >= max(ALIKE * max(few, 4), _LONGER * many)


def _value_in(question: Question, item: Evidence, facts: Facts, *, least: float = SURE) -> Short | None:
    """The value of a sentence that the reader, too, takes for the answer."""
    named = all(keys(name) <= keys(item.text) for name in question.names) and bool(question.names)
    if item.reading < (min(NEARLY, least) if named else least) or item.hit.passage.kind == "comment":
        return None
    text = item.hit.document.text
    found = [short for short in shorts(question, item, facts) if of_its_kind(question, item, short)]
    spent = [_SPENT.match(text, short.start) for short in found]  # “three years of drought” are no years in power
    found = [s for s, of in zip(found, spent, strict=True) if not of or keys(of["what"]) & question.keys]
    nouns = set(counted(question.text)) if question.kind == "number" else set()
    named_it = [short for short in found if nouns & stems(text[short.start : short.end + _NOUN])]
    best = next(iter(named_it or found), None)
    if best is None or (question.kind == "date" and best.value is None):
        return None
    read = least < SURE or item.span is None or (item.span[0] < best.end and best.start < item.span[1])
    return best if read else None


def _one_thing(question: Question, one: Value, other: Value, facts_of: FactsOf, *, timed: bool = True) -> bool:
    """Whether two sentences tell the value of the same thing; `timed` is whether at one time and by the verb of the
    question, too."""
    item, facts = other[0], facts_of(other[0])
    if item.hit.document.id == one[0].hit.document.id and not _two_speakers(one[0], item, facts):
        return False
    named = not item.lacking & question.name_keys and about_whom(question, item, facts)
    if not named or not of_the_month(question, item, facts) or (timed and not has_the_deed(question, item)):
        return False
    if question.kind == "date" and not item.lacking - LIGHT <= one[0].lacking:
        return False  # it has not all the words that the other has: a reader sure of a day may mean another event's
    if question.kind == "date":
        return _one_event(one, other)
    # a flight of the same report leaves on one day and lands on the next
    around = AROUND if not timed else int(item.hit.document.id == one[0].hit.document.id)
    return _one_count(question, one, other) and _one_time(one[0], item, facts_of, around=around)


def _may_differ(question: Question, chosen: Evidence, item: Evidence, facts: Facts) -> bool:
    """Whether another value is worth telling: in another report of the same outlet where it tells of a change or says
    much the same again, of a day where the sentence tells that very event."""
    outlets = (chosen.hit.document.source, item.hit.document.source)
    again = None in outlets or outlets[0] != outlets[1] or tells_of_change(item.text) or _worded_alike(chosen, item)
    again = again or _beside_by_another(chosen, item, facts)
    return again and (question.kind != "date" or _tells_event(question, item, facts))


def _tells_event(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence itself names those whom a question names, by any word, and has its verb: the sentence beside
    tells as often of the next thing that happened to them."""
    own = keys(f"{item.text} {people_in(facts, item.start, item.end)}")
    if not all(keys(name) & own for name in question.names if keys(name) & question.name_keys):
        return False
    verb = verb_of(question.text)
    return verb is None or stem(verb) in LIGHT or kin_of(verb, question.text).meets(stems(item.text))


def _told_there(item: Evidence, found: Sequence[Value], facts_of: FactsOf) -> bool:
    """Whether a value of the same report is told already, by the same speaker."""
    same = [one for one, _ in found if one.hit.document.id == item.hit.document.id]
    return any(not _two_speakers(one, item, facts_of(item)) for one in same)


def of_the_month(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence, or else its report, is of a month that the question names, “in October”; True without one."""
    asked = {n for n, month in enumerate(MONTH_NAMES, 1) if re.search(rf"\bin (?:\w+ )?{month}\b", question.text)}
    if not asked:
        return True
    told = {days[0].month for value in _times(item, facts) if (days := interval(value))}
    published = item.hit.document.published
    months = told or ({published.month} if published else set())
    return not months or bool(months & asked)


def _two_speakers(one: Evidence, item: Evidence, facts: Facts) -> bool:
    """Whether two sentences of one report are the words of two speakers."""
    said, other = statement_at(facts, one.start, one.end), statement_at(facts, item.start, item.end)
    return said is not None and other is not None and said.speaker != other.speaker


def has_the_deed(question: Question, item: Evidence) -> bool:
    """Whether the verb of the question is not missing, or the reader is sure of it."""
    verb = verb_of(question.text)
    return verb is None or stem(verb) in LIGHT or stem(verb) not in item.lacking or item.reading > 0


def _one_event(one: Value, other: Value) -> bool:
    """Whether two dates can be of one event: both told ahead, or both looked back on in either report."""
    days = [found[0] for _, short in (one, other) if (found := interval(short.value or ""))]
    if len(days) < 2 or (abs(days[0].year - days[1].year) > YEARS and min(one[0].reading, other[0].reading) <= 0):
        return False
    ahead = []
    for day, item, beside in ((days[0], one[0], other[0]), (days[1], other[0], one[0])):
        published, later = item.hit.document.published, beside.hit.document.published
        ahead.append(published is not None and day > published)
        if not ahead[-1] and later is not None and day > later:
            return False  # it happened when the other report was out already: the other tells of something else
    return ahead[0] == ahead[1]


YEARS = 2  # two days of one event do not lie further apart, unless the reader is sure of both


def _one_count(question: Question, one: Value, other: Value) -> bool:
    """Whether two figures count the same: one unit, and both told as so or both as wished."""
    units = [unit_of(item.hit.document.text, short.start, short.end) for item, short in (one, other)]
    item = other[0]
    there = keys(f"{item.hit.passage.text} {item.hit.document.title}")
    likened = any(noun not in item.lacking and noun not in there for noun in counted(question.text))
    if not one_unit(question.text, units[0], units[1], likened=likened):
        return False
    unreal = [bool(_UNREAL.search(item.text)) for item, _ in (one, other)]
    one_report = one[0].hit.document.id == item.hit.document.id  # “60 were to fly”, says one, another that 54 do
    return unreal[0] == unreal[1] or one_report or bool(_UNREAL.search(question.text))


def _one_time(one: Evidence, other: Evidence, facts_of: FactsOf, *, around: int) -> bool:
    """Whether the days that two sentences name for what they tell lie within so many days of each other."""
    times = [_times(item, facts_of(item)) for item in (one, other)]
    meet = any(_meet(a, b, around) for a in times[0] for b in times[1])
    if bool(_ELSEWHEN.search(one.text)) != bool(_ELSEWHEN.search(other.text)):
        return meet  # “last year” in the report of a court is the year of the deed
    return meet or not all(times) or tells_of_change(one.text) or tells_of_change(other.text)


def _times(item: Evidence, facts: Facts) -> list[str]:
    """The dates of a sentence but those on which something was said."""
    text = item.hit.document.text
    return [
        d.value
        for d in facts.dates
        if item.start <= d.start < item.end and d.value and not _SAYING.search(text[item.start : d.start])
    ]


def _meet(one: str, other: str, around: int = 0) -> bool:
    """Whether two dates share a day, or come within so many days of each other."""
    first, second, away = interval(one), interval(other), timedelta(around)
    return not first or not second or (first[0] <= second[1] + away and second[0] <= first[1] + away)


def alike_values(question: Question, short: Short, known: Short) -> bool:
    """Whether two values are one in other words, or one of them is the other one rounded."""
    if question.kind == "date":
        return _meet(short.value or "", known.value or "")
    return alike(short.text, known.text)


def _finer(short: Short, known: Short) -> bool:
    """Whether a date is a day within a month or a year that is known already: the day tells more."""
    inner, outer = interval(short.value or ""), interval(known.value or "")
    if inner is None or outer is None or inner == outer:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _took_the_place(question: Question, newer: Value, older: Value) -> bool:
    """Whether one report's value stands for the other's: a later one of the same outlet, one that tells of a change,
    or any later one of what is still to come or still so."""
    if asks_for_before(question.text):
        return False
    late, early = newer[0].hit.document, older[0].hit.document
    if late.published is None or early.published is None or late.published <= early.published:
        return False
    if late.source is not None and late.source == early.source:
        return True
    lasting = bool(_NOW.search(question.text)) and not _THEN.search(question.text)
    days = (late.published - early.published).days
    return tells_of_change(newer[0].text) or (lasting and days > LASTS)
