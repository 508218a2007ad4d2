"""The short answer in a sentence of evidence: a date, a person, a number, a place.

Every extraction gives words of the document with their offsets, and what they mean where that differs: a calendar
date for "on Wednesday", a full name and role for a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.actors import Actor
from index.dates import DateExpression
from index.facts import Facts
from index.gazetteer import countries
from qa.records import Evidence, Question
from qa.words import FUNCTION_WORDS, countries_in, keys, stem, stems, words


@dataclass(frozen=True, slots=True)
class Short:
    """A short answer: where it stands in `document.text`, how it is worded, and for dates the value and its note.

    `fit` (0 to 1) says how well the words suit what was asked for, beside the evidence's own score.
    """

    start: int
    end: int
    text: str
    fit: float
    value: str | None = None
    note: str = ""


def shorts(question: Question, evidence: Evidence, facts: Facts) -> list[Short]:
    """Short answers of the kind asked for, best first; empty where the kind has none or the sentence gives none."""
    extract = {"date": _dates, "actor": _actors, "number": _numbers, "place": _places}.get(question.kind)
    if extract is None:
        return []
    found = list(extract(question, evidence, facts))
    return sorted(found, key=lambda short: (-short.fit, short.start))


def _nearness(question: Question, evidence: Evidence, start: int, end: int) -> float:
    """How close (0 to 1) the question's words stand to a span within its sentence, and whether the reader chose it."""
    text = evidence.hit.document.text
    asked = question.keys
    best = 0.0
    for word in re.finditer(r"[\w'’.-]+", text[evidence.start : evidence.end]):
        low, high = evidence.start + word.start(), evidence.start + word.end()
        if low < end and high > start:
            continue
        if asked & keys(word.group()):
            distance = start - high if high <= start else low - end
            best = max(best, 1.0 / (1.0 + max(distance, 0) / 12))
    chosen = evidence.span is not None and evidence.span[0] < end and start < evidence.span[1]
    return 0.5 * best + (0.5 if chosen else 0.0)


def _dates(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    asked = stems(question.text)
    before, after = _beside(evidence, facts)
    for found in facts.dates:
        if not before <= found.start < after:
            continue
        if found.value is None and found.granularity != "day":
            continue
        if stems(found.text) <= asked and len(found.text) > 3:
            continue  # the question named it: it is what was known, not what is asked
        fit = _nearness(question, evidence, found.start, found.end)
        fit += {"day": 0.3, "time": 0.3, "month": 0.15, "year": 0.05}.get(found.granularity, 0.1)
        fit -= 0.0 if evidence.start <= found.start < evidence.end else _BESIDE
        fit -= 0.0 if found.value else 0.3
        if wanted := _wanted_granularity(question.text):
            fit += 0.5 if found.granularity == wanted else 0.0
        yield Short(found.start, found.end, found.text, fit, found.value, found.note)


_BESIDE = 0.8  # what a date loses that stands in the sentence before or after, not in the evidence itself


def _beside(evidence: Evidence, facts: Facts) -> tuple[int, int]:
    """The stretch from the sentence before to the sentence after, within one paragraph."""
    place = facts.sentence_at(evidence.start)
    text = evidence.hit.document.text
    low, high = evidence.start, evidence.end
    if place is not None:
        if place > 0 and "\n" not in text[facts.sentences[place - 1].end : low]:
            low = facts.sentences[place - 1].start
        if place + 1 < len(facts.sentences) and "\n" not in text[high : facts.sentences[place + 1].start]:
            high = facts.sentences[place + 1].end
    return low, high


def _wanted_granularity(text: str) -> str | None:
    found = re.search(r"\b(?:what|which) (year|month|week|quarter|decade|season)\b", text, re.IGNORECASE)
    return found.group(1).lower() if found else None


def dates_of(facts: Facts, start: int, end: int) -> list[DateExpression]:
    """The date expressions within a stretch of the document."""
    return [d for d in facts.dates if start <= d.start and d.end <= end]


def _actors(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    asked = question.keys
    wanted = _wanted_actor(question.text)
    speaking = asks_who_said(question.text)
    speakers = {
        (s.speaker_start, s.speaker_end)
        for s in facts.statements
        if evidence.start <= s.speaker_start < evidence.end or (s.start < evidence.end and evidence.start < s.end)
    }
    for actor in facts.actors:
        own = keys(actor.name)
        if actor.kind not in wanted or own <= asked or (own & asked and actor.kind == "person"):
            continue  # the question names this one, or wants another kind
        spoken = [m for m in actor.mentions if evidence.start <= m[0] < evidence.end]
        spoken += [m for m in actor.mentions if m in speakers and m not in spoken]
        if not spoken:
            continue
        fit = max(_nearness(question, evidence, *mention) for mention in spoken)
        fit += 0.5 if actor.kind == wanted[0] else 0.0
        fit += 0.5 * _role_fit(question, actor)
        fit += 0.8 * _asked_role_fit(question.text, actor)
        if speaking:
            fit += 0.8 if any(mention in speakers for mention in spoken) else -0.3
        start, end = spoken[0]
        yield Short(start, end, name_with_role(actor, start), fit)


_COUNTRY_ASKED = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:countr(?:y|ies)|nations?|governments?|states?)\b", re.IGNORECASE
)
_BODY_ASKED = re.compile(
    r"\b(?:which|what) (?:[\w-]+ ){0,2}(?:compan(?:y|ies)|firms?|agenc(?:y|ies)|organi[sz]ations?|clubs?|teams?|unions?|banks?|"
    r"bod(?:y|ies)|groups?|part(?:y|ies)|outlets?|newspapers?|court|ministry|airlines?|universit(?:y|ies)|department)\b",
    re.IGNORECASE,
)


def _wanted_actor(text: str) -> tuple[str, ...]:
    """The kinds of actor a question is content with, the likeliest first."""
    if _COUNTRY_ASKED.search(text):
        return ("place", "organisation")
    if _BODY_ASKED.search(text):
        return ("organisation", "other", "place")
    if re.search(r"\bwh(?:ich|at) (?!is|was)", text, re.IGNORECASE):
        return ("person",)
    return ("person", "organisation")


def holder_of_role(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """Those whom a sentence names in the very role that is asked for: "who is the mayor of X".

    Two countries in a role stand in order: whose envoy, then where to.
    """
    asked = countries_in(" ".join(question.terms))
    for actor in facts.actors:
        if actor.kind != "person" or keys(actor.name) & question.keys:
            continue
        for role in actor.roles:
            held, order = keys(role.text), countries_in(role.text)
            if len(asked) > 1 and order[: len(asked)] != asked[: len(order)]:
                continue
            if evidence.start <= role.start < evidence.end and question.keys and question.keys <= held | _FORMER:
                fit = 1.0 + 0.2 * len(question.keys & held & _FORMER)
                yield Short(role.start, role.end, name_with_role(actor, role.start), fit)


_FORMER = frozenset(stem(word) for word in "new current former then latest present".split())


def asks_who_said(text: str) -> bool:
    """Whether a question asks for a speaker: "who called it …", "which minister said …"."""
    return bool(
        re.search(
            r"\b(?:who|which \w+|what \w+)\b.{0,40}?\b(?:sa(?:id|ys)|call(?:ed|s)|accus\w+|blam\w+|claim\w+|warn\w+|urg\w+|"
            r"announc\w+|criticis\w+|criticiz\w+|wrote|argu\w+|den(?:ied|ies)|pledg\w+|promis\w+|stat(?:ed|es)|told|insist\w+|"
            r"describ\w+|brand\w+|demand\w+|suggest\w+|recommend\w+|stress\w+|quoted)\b",
            text,
            re.IGNORECASE,
        )
    )


def _role_fit(question: Question, actor: Actor) -> float:
    """The largest share of a role's words that the question holds: "the mayor of X" asked, "mayor of X" written."""
    best = 0.0
    for role in actor.roles:
        held = {key for key in keys(role.text) if key not in FUNCTION_WORDS}
        if held:
            best = max(best, len(held & question.keys) / len(held))
    return best


_ROLE_ASKED = re.compile(r"\b(?:which|what|who (?:is|was|are|were)(?: the)?)\s+((?:[\w'’-]+\s+){1,4})", re.IGNORECASE)


def _asked_role_fit(text: str, actor: Actor) -> float:
    """The largest share (0 to 1) of a role that stands right behind the asking word: "which deputy minister …"."""
    found = _ROLE_ASKED.search(text)
    if not found:
        return 0.0
    asked = keys(found.group(1))
    return max((len(keys(r.text) & asked) / max(len(keys(r.text)), 1) for r in actor.roles), default=0.0)


def name_with_role(actor: Actor, at: int) -> str:
    """Full name and the role nearest before or at a place in the text: "Ada Byron, the mayor"."""
    roles = sorted(actor.roles, key=lambda role: (role.start > at, abs(role.start - at)))
    if not roles or roles[0].text.lower() in actor.name.lower():
        return actor.name
    return f"{actor.name} ({roles[0].text})"


_NUMBER_WORDS = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|half|a third|a quarter)"
)
_NUMBER = re.compile(
    rf"(?:(?:US|A|C|HK)?[$€£¥]\s?)?(?<![\w.,/-])(?:\d+(?:[ ,]\d{{3}})*(?:[.,]\d+)?(?:\s?½)?|\d+\s\d+/\d+|{_NUMBER_WORDS}(?:[- ](?:and[- ])?{_NUMBER_WORDS})*)"
    r"(?:-(?:strong|year-old|point|member))?"
    r"(?:\s?%|(?:\s|-)(?:percent|per cent|percentage points?|million|billion|trillion|thousand|hundred|dozen|m|bn|km|kilomet(?:er|re)s?|miles?|"
    r"met(?:er|re)s?|tonnes?|tons?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|dollars?|euros?|pounds?|yen|roubles?|rubles?|degrees?)\b)*(?!\w)",
    re.IGNORECASE,
)
_UNIT_ASKED = {
    "old": r"year",
    "long": r"hour|minute|day|week|month|year|kilomet|met(?:er|re)|mile|second",
    "far": r"kilomet|km|mile|met(?:er|re)",
    "tall": r"met(?:er|re)|feet|foot",
    "big": r"[$€£¥%]|million|billion|percent|dollar|euro|pound|yen|met(?:er|re)|km|hectare|tonne",
    "large": r"[$€£¥%]|million|billion|percent|dollar|euro|pound|yen|met(?:er|re)|km|hectare|tonne",
    "much": r"[$€£¥%]|million|billion|percent|dollar|euro|pound|yen|tonne|ton|rouble|ruble",
}


def _numbers(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    text = evidence.hit.document.text
    counted = _counted(question.text)
    unit = _unit(question.text)
    taken = dates_of(facts, evidence.start, evidence.end)
    for found in _NUMBER.finditer(text, evidence.start, evidence.end):
        start, end = found.span()
        written = text[start:end]
        if any(start < d.end and d.start < end for d in taken) or written.lower() in {"one", "half"}:
            continue
        if stems(written) <= stems(question.text):
            continue
        # "112 of 640 bolts": the first number counts the bolts that are spoken of
        behind = re.sub(r"^\s+of\s+(?:the\s+)?[\d,.]+", "", text[end : end + 60])
        after = [stem(w) for w in words(behind)[:5]]
        fit = _nearness(question, evidence, start, end)
        if counted:
            places = [after.index(c) for c in counted if c in after]
            fit += 1.0 - 0.12 * min(places) if places else 0.0
        if re.search(r"^\s+of\s+(?:the\s+)?\d", text[end : end + 12]):
            fit += 0.2
        if unit and re.search(unit, written, re.IGNORECASE):
            fit += 0.7
        if re.search(r"\b(?:percent|percentage|share|rate|proportion)\b", question.text, re.IGNORECASE):
            fit += 0.7 if re.search(r"%|per ?cent", written) else 0.0
        yield Short(start, end, written, fit)


def _counted(text: str) -> tuple[str, ...]:
    """Stems of what is counted: "how many rescue workers were" → rescue, worker."""
    found = re.search(
        r"\b(?:how many|number of|total of|count of|how much)\s+((?:[\w'’-]+\s*){1,3})", text, re.IGNORECASE
    )
    if not found:
        return ()
    kept = []
    for word in words(found.group(1)):
        if word.lower() in FUNCTION_WORDS:
            break
        kept.append(stem(word))
    return tuple(kept)


def _unit(text: str) -> str | None:
    if re.search(r"\b(?:reward|fine|cost|price|bribe|salary|budget|damages|loan|debt)\b", text, re.IGNORECASE):
        return _UNIT_ASKED["much"]
    found = re.search(r"\bhow (old|long|far|tall|much|big|large)\b", text, re.IGNORECASE)
    return _UNIT_ASKED[found.group(1).lower()] if found else None


def _places(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    asked = stems(question.text)
    text = evidence.hit.document.text
    for name in facts.names:
        if name.kind not in {"place", "other", "organisation"} or not evidence.start <= name.start < evidence.end:
            continue
        if stems(name.text) <= asked:
            continue
        before = text[max(name.start - 24, 0) : name.start]
        located = re.search(
            r"\b(?:in|at|near|to|from|outside|off|on|into|toward|towards|across|around)\s+(?:the\s+|\w+ern\s+|central\s+)*$",
            before,
            re.IGNORECASE,
        )
        fit = _nearness(question, evidence, name.start, name.end)
        fit += 0.6 if located else 0.0
        fit += 0.3 if name.kind == "place" else 0.0
        fit -= 0.4 if name.text in countries() and "countr" not in question.text.lower() else 0.0
        if located or name.kind == "place":
            yield Short(name.start, name.end, name.text, fit)
