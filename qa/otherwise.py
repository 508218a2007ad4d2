"""Whether a sentence tells of another time, body or person than the question, though it has nearly all of its words.

“How much did she raise in *July*” is not answered by what she had raised by June, “when did the *full* council
vote” not by when its committee did, “what did *Tom* ask” not by what Ann asked.
"""

from __future__ import annotations

import re

from index.facts import Facts
from index.years import MONTH_NAMES
from qa.coverage import people_in
from qa.records import Evidence, Question
from qa.stated import beside
from qa.whose import A_BODY
from qa.words import keys, stem, stems

_YEAR = re.compile(r"(?<![\d.,$£€-])(?:1[5-9]|20)\d\d(?!\d|[.,]\d|s\b)")
_MONTHS = {name: f"-{number:02}" for number, name in enumerate(MONTH_NAMES, 1)}
_IN_MONTH = re.compile(
    rf"\b(?:in|during|since|of|by|until|before|after|early|late|last|this|next) "
    rf"({'|'.join(_MONTHS)})\b(?! \d\d?\b)"
)
_DAY_OF = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d\d?)\b(?! ?\d)|\b(\d\d?) ({'|'.join(_MONTHS)})\b")


_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_OF_A_NOUN = re.compile(r"['’]s?\s+((?:[\w-]+ ?){1,3})")
_YEAR_OF = re.compile(r"(?<=\d{4})\s+((?:(?!that\b|which\b|when\b)[a-z][\w-]+ ?){1,3})")  # “a 2013 memo”
_THE = re.compile(r"\b(?:the|an?|its|his|her|their|this|that)\s+$", re.IGNORECASE)


def of_the_day_of_another_thing(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether all days of a sentence are of things that the question does not name: “*Friday’s* match” or “the *2016*
    candidates” where it is asked when the club was founded."""
    text = item.hit.document.text
    days = [d for d in facts.dates if item.start <= d.start < item.end]
    owned = [
        _OF_A_NOUN.match(text, d.end) or (_THE.search(text[item.start : d.start]) and _YEAR_OF.match(text, d.end))
        for d in days
    ]
    return question.kind == "date" and bool(days) and all(o and not keys(o[1]) & question.keys for o in owned)


def _years_of(item: Evidence, facts: Facts) -> set[str]:
    """The years that a sentence without one may be of: any that its report tells of, and that of the report."""
    document = item.hit.document
    told = {(d.value or "")[:4] for d in facts.dates} | set(_YEAR.findall(document.text))
    return told | ({str(document.published.year)} if document.published else set())


def _days_of(item: Evidence, facts: Facts) -> set[str]:
    """The days of a sentence, as “-03-09”; where it has no date, those told before in its passage and the report's."""
    own = any(item.start <= d.start < item.end for d in facts.dates)
    low, published = item.start if own else item.hit.passage.start, item.hit.document.published
    told = {(d.value or "")[4:10] for d in facts.dates if low <= d.start < item.end}
    return told | ({published.isoformat()[4:]} if published and not own else set())


def of_another_time(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether the question names years or months, and the dates of the sentence are of others alone.

    A sentence without a date may be of any time that its report tells of; what “last year” means the facts work out.
    """
    values = [d.value or "" for d in facts.dates if item.start <= d.start < item.end and (d.value or "")[:1].isdigit()]
    years = set(_YEAR.findall(question.text))
    own_years = {value[:4] for value in values} | set(_YEAR.findall(item.text))
    if years and not years & (own_years or _years_of(item, facts)):
        return True
    asked, own = (set(_WEEKDAY.findall(text)) for text in (question.text, item.text))
    if question.kind != "date" and asked and own and not asked & own:
        return True
    days = {f"{_MONTHS[m[1] or m[4]]}-{int(m[2] or m[3]):02}" for m in _DAY_OF.finditer(question.text)}
    if days and question.kind != "date" and not days & _days_of(item, facts):
        return True
    months = {_MONTHS[found] for found in _IN_MONTH.findall(question.text)}
    own_months = {value[4:7] for value in values if len(value) >= len("2024-07") and value[5:7].isdigit()}
    return bool(months and own_months) and not months & own_months


_WHOLE = re.compile(r"\b(?:full|whole|entire) ([A-Za-z][\w-]+)", re.IGNORECASE)
_PARTS = "committee|subcommittee|panel|commission|chapter|branch|caucus"
_PART = re.compile(rf"\b([A-Za-z][\w-]+)(?: [\w-]+){{0,3}} (?:{_PARTS})\b", re.IGNORECASE)


def of_another_body(question: Question, item: Evidence) -> bool:
    """Whether what the whole of a body did is asked for, and a sentence tells it of a part, or the other way round."""
    asked, own = question.text, item.text
    wholes = {stem(found) for found in _WHOLE.findall(asked)}
    if wholes:
        return not _WHOLE.search(own) and any(stem(found) in wholes for found in _PART.findall(own))
    part = re.search(rf"\b(?:{_PARTS})\b", asked, re.IGNORECASE)
    if part is None:
        return _of_a_part(question, item)
    of_whole = {stem(found) for found in _WHOLE.findall(own)} & stems(asked)
    return bool(of_whole) and part.group().lower() not in own.lower()


_PART_OF = re.compile(
    r"((?:[A-Z][\w-]*[a-z]|[A-Z]{2,})(?: (?:(?:and|of|for|the|on) )*[A-Z][\w-]+)*)(?:['’]s?)?"
    rf"(?: [a-z][\w-]+){{0,3}} (?:{_PARTS})\b"
)


def _of_a_part(question: Question, item: Evidence) -> bool:
    """Whether it is asked what a body did, and a sentence tells it of a committee of that body alone: “did the *Agency*
    approve it” — “an *Agency committee* approved it”."""
    for found in _PART_OF.finditer(item.text):
        body = found[1]
        initials = "".join(word[0] for word in body.split() if word[:1].isupper())
        meant = [name for name in question.names if keys(name) & keys(body) or name == initials]
        rest = item.text.replace(found.group(), "", 1)
        if any(keys(name) <= keys(body) | {stem(initials)} and not keys(name) & keys(rest) for name in meant):
            return True
    return False


_FOR = re.compile(r"(?<!\bnot )(?<!\bthere )\b(for|against|into) (?:the )?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)")


def of_another_side(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether the question has “for Holm”, and a sentence without Holm has “for Oxmere”: goals, votes, money."""
    if A_BODY.search(item.text):
        return False
    dates = {d.start for d in facts.dates if item.start <= d.start < item.end}
    own = [(m[1], keys(m[2])) for m in _FOR.finditer(item.text) if item.start + m.start(2) not in dates]
    asked = [(m[1], keys(m[2])) for m in _FOR.finditer(question.text)]
    return any(
        one == other and not name & keys(item.text) and not name & their for one, name in asked for other, their in own
    )


_TO_COME = re.compile(r"\b(?:new|incoming|next|future)\b", re.IGNORECASE)
_GONE = re.compile(r"\b(?:former|outgoing|departing|until|served as|stepped down|ex-\w+)\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:new|incoming|next|successor|succeed\w*|replac\w+|take over|took over|appoint\w*|nominat\w+|nam(?:e|ed|ing)|"
    r"will|chosen|chose|elect\w*|pick\w*)\b",
    re.IGNORECASE,
)


def of_one_who_left(question: Question, item: Evidence) -> bool:
    """Whether it is asked who is the *new* holder of an office, and a sentence tells only of one who held it before."""
    coming = question.kind == "actor" and _TO_COME.search(question.text) is not None
    return coming and _GONE.search(item.text) is not None and _FOLLOWS.search(item.text) is None


_HE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


def of_another_person(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence that has no name of those asked about means somebody else by its “he” or “she”.

    Whom the question does not name itself, but a follow-up completed, is left out.
    """
    if not _HE.search(item.text) or A_BODY.search(item.text):
        return False
    meant = {name for start, name in facts.references if item.start <= start < item.end}
    people = {actor.name for actor in facts.actors if actor.kind == "person"}
    there = keys(item.text) | keys(people_in(facts, item.start, item.end)) | keys(item.hit.document.title)
    typed = [name for name in question.names if keys(name) <= keys(question.asked)]
    asked = [name for name in typed if any(keys(name) <= keys(one) for one in people)]
    return bool(meant) and bool(asked) and not any(keys(name) & there for name in asked)


SPEAKS, DOUBTED, ANSWERED = 0.35, -8.0, 1.0
"""How well a sentence suits a position from which the one asked about speaks (`qa.suit`), and the margins of the reader
below which a sentence with other speakers is not taken for it, nor for a response to them."""
REACTED = re.compile(r"\b(?:respon[ds]|react|repl[yi]|answer|retort|counter|hit back)\w*\b", re.IGNORECASE)
"""What asks for a response to somebody, who seldom says again to what."""
_SAID = re.compile(r"\b(?:did|does|do|has|have) (?P<who>(?:[\w'’.-]+ ){1,4}?)(?=[a-z]+\b)")


def said_by_another(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether it is asked what a named person said, and nobody of that name speaks or is spoken of in a sentence.

    Where the sentence names no speaker, it may be one told in the sentence beside; where it only names the one asked
    about, the reader has to believe that it answers.
    """
    found = _SAID.search(question.text)
    who = next((name for name in question.names if found and name in found["who"]), None)
    if who is None or question.about_comments:
        return False
    speakers = {s.speaker for s in facts.said_in(item.start, item.end)}
    document = item.hit.document
    near = f"{item.text} {people_in(facts, item.start, item.end)} {document.title} {document.author or ''}"
    near = f"{near} {' '.join(speakers) or beside(item, facts)}"
    doubted = ANSWERED if REACTED.search(question.text) else DOUBTED
    return not keys(who) & keys(near) or (item.suits < SPEAKS and item.reading < doubted)


_NTH = r"(first|second|third|fourth|fifth|sixth|seventh|last|final|latest|previous|next)"
_OF_SERIES = re.compile(rf"\b(?:the|['’]s|his|her|its|their) {_NTH} ((?:[A-Za-z][\w'’-]* ?){{1,4}})", re.IGNORECASE)


_NUMBERED = re.compile(r"\b([A-Z][a-z]+) (\d{1,4}[A-Z]?)\b(?! \d{4}|,)")


def of_another_in_series(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether the question has “her *first* budget”, and the text here speaks of “her *last* budget” only, or has “Unit
    3”, and the sentence “Unit 4”."""
    for name, number in _NUMBERED.findall(question.text):
        others = {own for one, own in _NUMBERED.findall(item.text) if one == name}
        if others and number not in item.text:
            return True
    asked = _OF_SERIES.search(question.text)
    if asked is None:
        return False
    near = f"{beside(item, facts)} {item.hit.document.title}"
    if re.search(rf"\b{asked[1]}\b", near, re.IGNORECASE):
        return False
    return any(keys(asked[2]) & keys(other[2]) & question.keys for other in _OF_SERIES.finditer(near))
