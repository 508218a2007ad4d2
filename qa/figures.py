"""How many, how much, how old: the number in a sentence that a question means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from index.date_numbers import SMALL, TENS, count
from index.facts import Facts
from qa.records import Evidence, Question
from qa.short import Short, nearness
from qa.thesaurus import kin_of
from qa.words import FUNCTION_WORDS, keys, stem, stems, words

_NUMBER_WORDS = rf"(?:{'|'.join((*SMALL, *TENS[2:]))}|thousand|dozen|half|a third|a quarter)"
_UNITS = (
    r"percent|per cent|percentage points?|million|billion|trillion|thousand|hundred|dozen|m|bn|km|"
    r"(?:square[ -])?kilomet(?:er|re)s?|"
    r"light[- ]years?|(?:(?:square|nautical)[ -])?(?:miles?|(?:centi|milli)?met(?:er|re)s?|feet|foot)|"
    r"inch(?:es)?|yards?|hectares?|acres?|tonnes?|tons?|kilo(?:gram(?:me)?)?s?|grams?|ounces?|lit(?:er|re)s?|gallons?|barrels?|mph|kph|km/h|knots?|"
    r"hours?|minutes?|seconds?|days?|weeks?|months?|years?|dollars?|euros?|pounds?|"
    r"yen|roubles?|rubles?|degrees?"
)
_JOINED = r"m|bn|tn|k|km|kg|cm|mm|p|ft|lbs?|mph|kph"  # units written without a space: "£2.5m"
NUMBER = re.compile(
    r"(?:(?:US|A|C|HK)?[$€£¥]\s?)?(?<![\w.,/-])"
    r"(?:\d+(?:[ ,]\d{3})*(?:[.,]\d+)?(?:\s?½)?|\d+\s\d+/\d+|"
    rf"{_NUMBER_WORDS}(?:[- ](?:and[- ])?{_NUMBER_WORDS})*)"
    rf"(?:-(?:strong|year-old|point|member))?(?:\s?%|(?:{_JOINED})\b|(?:\s|-)(?:{_UNITS})\b)*(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_OF = (  # “of the company's 14 routes”
    r"of\s+(?:(?:the|its|their|his|her|our|all|some|about|(?:[\w-]+ ){0,2}?(?:[\w-]+['’]s|\w+s['’]))\s+)*"
)
_WHOLE = re.compile(rf"(?:\d|\b{_NUMBER_WORDS}|\bmost|\bnone|\bseveral|\bsome|\bone)\s+{_OF}$", re.IGNORECASE)
_LENGTHS = r"met(?:er|re)|kilomet|km|\dm\b|cm|mile|feet|foot|\dft|inch|yard|light[- ]year"
_SIZES = rf"[$€£¥%]|million|billion|percent|dollar|euro|pound|yen|hectare|acre|tonne|{_LENGTHS}"
_UNIT_ASKED = MappingProxyType(
    {
        "old": r"year",
        "long": rf"hour|minute|day|week|month|year|second|{_LENGTHS}",
        **dict.fromkeys(("far", "tall", "high", "deep", "wide"), _LENGTHS),
        "heavy": r"kg|kilo|ton|pound|lb|gram|ounce|stone",
        "fast": r"mph|kph|km|knot|mile|met(?:er|re)|hour|minute|second",
        **dict.fromkeys(("hot", "cold", "warm"), r"degree|°"),
        **dict.fromkeys(("big", "large"), _SIZES),
        "much": r"[$€£¥%]|\d(?:m|bn|tn|k|p)\b|million|billion|percent|dollar|euro|pound|yen|tonne|ton|rouble|ruble",
    }
)


def numbers(question: Question, evidence: Evidence, facts: Facts) -> Iterator[Short]:
    """The numbers of a sentence with their units; those of dates and those the question has are left out."""
    text = evidence.hit.document.text
    nouns, many = counted(question.text), _MANY.search(question.text)
    unit = _unit(question.text)
    taken = [d for d in facts.dates if d.start < evidence.end and evidence.start < d.end]
    for found in NUMBER.finditer(text, evidence.start, evidence.end):
        start, end = found.span()
        written = text[start:end]
        if any(start < d.end and d.start < end for d in taken) or stems(written) <= stems(question.text):
            continue
        # "112 of 640 bolts": the first number counts the bolts that are spoken of
        behind = re.sub(rf"^\s+{_OF}[\d,.]+", "", text[end : end + 60])
        after = [stem(w) for w in words(behind)[:5]]
        if written.lower() in {"one", "half"} and not set(after[:2]) & set(nouns):
            continue  # a pronoun as often as a number, but in “only one sailor”
        if _is_no_count(text, start, end) or (nouns and written.lower().endswith("-old")):
            continue  # an age, where people are counted
        what = unit_of(text, start, end) if many else frozenset()
        if many and (_counts_another(nouns, evidence, what) or (set(nouns[:1]) & TIMES and not what & MEASURES)):
            continue  # “347 two years earlier” are no years
        fit = nearness(question, evidence, start, end)
        if nouns:
            places = [after.index(c) for c in nouns if c in after]
            fit += 1.0 - 0.12 * min(places) if places else 0.0
        if re.search(rf"^\s+{_OF}\d", text[end : end + 40]):
            fit += 0.2
        if _WHOLE.search(text[evidence.start : start]):
            fit -= 0.7  # “four of the 14 trams”: the whole of which four are a part
        if unit and _has_unit(unit, text, start, end) and not other_thing(question.text, text, start, end):
            fit += 0.7
        if unit == _UNIT_ASKED["old"] and _of_kin(question, text, start, end):
            fit -= 1.6
        if _CLAIMED.match(text, end) and not _CLAIMS.search(question.text):
            fit -= 1.6
        if re.search(r"\b(?:percent|percentage|share|rate|proportion)\b", question.text, re.IGNORECASE):
            fit += 0.7 if re.search(r"%|per ?cent", written) else 0.0
        yield Short(start, end, qualified(text, start, end), fit)
    yield from _in_a_row(question, evidence, nouns)


# “*more than* 10,000”, “*10 to* 14 days”, “311*-112*”: what a figure is told with belongs to it
_ABOUT = re.compile(
    r"\b(?:(?:just|well|slightly|a little) )?(?:about|around|nearly|almost|roughly|approximately|over|under|up to|"
    r"(?:no )?(?:more|less|fewer) than|at (?:least|most)|as (?:many|much|few|little) as|an estimated)\s+$",
    re.IGNORECASE,
)
# “*eight minutes and* 29 seconds”, “six feet *two inches*”: one length of time or of space in two units
_SPAN = r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|feet|foot|inch(?:es)?|pounds?|ounces?)"
_PART = rf"(?:\d[\d.]*|{_NUMBER_WORDS})[ -]{_SPAN}"
_SPAN_BEFORE = re.compile(rf"\b{_PART}(?:,? and|,)? $", re.IGNORECASE)
_SPAN_BEHIND = re.compile(rf"(?:,? and|,)? {_PART}\b", re.IGNORECASE)
_FIRST_OF = re.compile(r"(?<!from )(?<![\w.,$€£-])[$€£]?\d[\d,.]*(?: to | or |-|–)$")
_SECOND_OF = re.compile(r"(?: to | or |-|–)[$€£]?\d+(?:[.,]\d+)*(?!\w)(?: (?:million|billion|percent|per cent)|%)?")


def qualified(text: str, start: int, end: int) -> str:
    """A figure as its sentence tells it: with “about” or “at least”, and with the other end of its range."""
    other = _SECOND_OF.match(text, end) if not text[:start].endswith("from ") and text[end - 1].isdigit() else None
    spans = re.search(rf"[ -]{_SPAN}$", text[start:end], re.IGNORECASE)
    other = other or (_SPAN_BEHIND.match(text, end) if spans else None)
    high = other.end() if other else end
    for before in (_FIRST_OF, *([_SPAN_BEFORE] if spans else []), _ABOUT):
        if found := before.search(text[max(start - 40, 0) : start]):
            start -= len(found.group())
    return " ".join(text[start:high].split())


_ADDRESS = re.compile(
    r" (?:[NSEW]\. )?(?:[A-Z][\w'’-]+ ){1,3}"
    r"(?:St|Ave|Rd|Dr|Blvd|Street|Avenue|Road|Drive|Lane|Pike|Boulevard|Highway|Way|Square)\b"
)


_NUMBERED = re.compile(r"\b(?:Route|Highway|Interstate|Exit|Flight|Room|Channel|Article|Section|Page|Chapter) $")


def _is_no_count(text: str, start: int, end: int) -> bool:
    """Whether a figure is the number of a footnote, of a house or of a road."""
    numbered = _NUMBERED.search(text[max(start - 12, 0) : start]) or _ADDRESS.match(text, end)
    return numbered is not None or text[start - 1 : end + 1] == f"[{text[start:end]}]"


_MANY = re.compile(r"\bhow many\b|\bnumber of\b", re.IGNORECASE)
_ANYBODY = stems("people persons others men women adults children animals creatures times")


def _counts_another(nouns: tuple[str, ...], evidence: Evidence, what: frozenset[str]) -> bool:
    """Whether a figure counts what the sentence tells apart from what is asked: “wolves killed 40 *sheep*”."""
    if not what or what & (MEASURES | CURRENCIES | _ANYBODY) or _ANYBODY & set(nouns) or not nouns:
        return False
    here = stems(evidence.text)
    return nouns[0] in here and not any(kin_of(noun).meets(what) for noun in nouns)


_ORDINAL = re.compile(
    r"\b(?:\d{1,3}(?:,\d{3})*(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
    r"\b(?P<behind>(?: [\w.-]+){1,3})",
    re.IGNORECASE,
)


def _in_a_row(question: Question, evidence: Evidence, nouns: tuple[str, ...]) -> Iterator[Short]:
    """“after the 40th call” tells that there were forty, where calls are counted."""
    for found in _ORDINAL.finditer(evidence.hit.document.text, evidence.start, evidence.end):
        if set(nouns) & stems(found["behind"]):
            start, end = found.start(), found.start("behind")
            fit = nearness(question, evidence, start, end) + 0.5
            yield Short(start, end, evidence.hit.document.text[start:end], fit)


_AGED = re.compile(r"\b(?:aged?|turn(?:ed|s|ing)|[A-Z][\w'’-]+,)\s+$")  # “turned 17”, “Ada Lund, 41,”
# “the $3 million lawsuit”: what was asked for, and not what came of it
_CLAIMED = re.compile(r"[ -](?:[a-z-]+ ){0,2}(?:lawsuits?|suits?|claims?|demand|bid)\b", re.IGNORECASE)
_CLAIMS = re.compile(r"\b(?:sued?|seeks?|sought|demand\w*|claim\w*|bid\w*)\b", re.IGNORECASE)


def other_thing(asked: str, text: str, start: int, end: int) -> bool:
    """Whether a figure counts what is no money where an amount is asked for: “how much” and “8 million voters”."""
    if not re.search(r"\bhow much\b", asked, re.IGNORECASE):
        return False
    what = unit_of(text, start, end)
    return bool(what) and not what & (MEASURES | CURRENCIES | frozenset(counted(asked)))


_KIN_BEFORE = re.compile(r"(?:\b(?:his|her|their|my|our)|['’]s)\s+(?:[a-z-]+,?\s+)?$")
_NAMED_BEHIND = re.compile(r"\s+(?:[a-z-]+\s+){0,3}(?:[a-z-]+,\s+)?(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)")


def _of_kin(question: Question, text: str, start: int, end: int) -> bool:
    """Whether an age is another's than the one's who is asked about: “his 19-year-old sister, Ada Lund”."""
    if not text[start:end].lower().endswith("-old"):
        return False
    behind = _NAMED_BEHIND.match(text, end)
    other = behind is not None and bool(question.name_keys) and not keys(behind["name"]) & question.name_keys
    return other or _KIN_BEFORE.search(text[max(start - 24, 0) : start]) is not None


def _has_unit(unit: str, text: str, start: int, end: int) -> bool:
    """Whether a figure has a unit that is asked for, or is an age told without one: “turned 17”, “Ada Lund, 41,”."""
    aged = unit == _UNIT_ASKED["old"] and _AGED.search(text[max(start - 24, 0) : start])
    return bool(aged) or re.search(unit, text[start:end], re.IGNORECASE) is not None


def counted(text: str) -> tuple[str, ...]:
    """Stems of what is counted: "how many rescue workers were" → rescue, worker."""
    found = re.search(
        r"\b(?:how many|number of|total of|count of|how much)\s+((?:[\w'’-]+\s*){1,3})", text, re.IGNORECASE
    )
    if not found:
        return ()
    kept = []
    for word in words(found.group(1)):
        if word.lower() not in FUNCTION_WORDS | {"money"}:  # which is told by its currency
            kept.append(stem(word))
        elif kept:
            break  # “how many *reported* sightings *of* her”: what stands before the noun is passed over
    return tuple(dict.fromkeys([*kept, *(one for group in _ONE_COUNT if group & set(kept) for one in sorted(group))]))


_ONE_COUNT = (  # what news counts under several words
    stems("dead died killed deaths lives fatalities"),
    stems("injured hurt wounded injuries"),
    stems("arrested detained held arrests"),
    stems("journalists reporters correspondents"),
    stems("protesters demonstrators marchers"),
)


def _unit(text: str) -> str | None:
    if re.search(r"\b(?:reward|fine|cost|price|bribe|salary|budget|damages|loan|debt)\b", text, re.IGNORECASE):
        return _UNIT_ASKED["much"]
    found = re.search(rf"\bhow ({'|'.join(_UNIT_ASKED)})\b", text, re.IGNORECASE)
    return _UNIT_ASKED[found.group(1).lower()] if found else None


_COUNTED = frozenset((*SMALL, *TENS[2:-1]))  # without “hundred”, which is a scale


def value_of(written: str) -> str:
    """What two wordings of one number share: its digits, and million or percent where it has them.

    “Twenty-four” and “24” are one; units such as barges or metres do not count.
    """
    lower = written.lower()
    digits = re.search(r"\d+(?:[ ,]\d{3})*(?:\.\d+)?", lower)
    spelled = sum(count(word) or 0 for word in re.findall(r"[a-z]+", lower) if word in _COUNTED)
    number = re.sub(r"[ ,]", "", digits.group()) if digits else str(spelled)
    scale = re.search(
        r"\b(?:hundred|thousand|million|billion|trillion|dozen)\b|(?<=\d)(?:m|bn|tn|k)\b|%|per ?cent", lower
    )
    short = {"m": "million", "bn": "billion", "tn": "trillion", "k": "thousand", "per cent": "%", "percent": "%"}
    return f"{number} {short.get(scale.group(), scale.group())}" if scale else number


_SCALE = MappingProxyType(
    {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
)


def amount(written: str) -> float | None:
    """How much a figure is, its scale reckoned in; None where its words are no plain number."""
    number, _, scale = value_of(written).partition(" ")
    try:
        return float(number) * _SCALE.get(scale, 1.0)
    except ValueError:
        return None


def alike(one: str, other: str) -> bool:
    """Whether two figures are one, or one of them is the other rounded: 30,000 and 30,214."""
    first, second = amount(one), amount(other)
    if first is None or second is None:
        return value_of(one) == value_of(other)
    coarse, fine = sorted((first, second), key=_precision, reverse=True)
    step = _precision(coarse)
    near = abs(coarse - fine) <= _ROUNDED * max(coarse, fine)
    return first == second or (near and round(fine / step) * step == coarse)


_ROUNDED = 0.05  # by how much of itself a rounded figure may be off


def _precision(value: float) -> float:
    """The place of the last digit that is not nought: 100 for 4,200, 0.1 for 3.8."""
    return float(10.0 ** int(Decimal(repr(value)).normalize().as_tuple().exponent))


TIMES = stems("hours minutes seconds days weeks months years")
_SIGNS = MappingProxyType({"%": "%", "percent": "%", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen"})
_NO_UNIT = stems("hundred thousand million billion trillion dozen bn tn about nearly per cent")
CURRENCIES = stems("dollars euros pounds yen yuan roubles rubles crowns kroner kronor francs pesos rupees florins lira")
MEASURES = stems(
    "kilometres kilometers km miles metres meters feet inches yards hectares acres tonnes tons kilos kilograms "
    "millimetres centimetres litres liters barrels hours minutes seconds days weeks months years dollars euros pounds "
    "yen yuan roubles rubles crowns kroner kronor francs pesos rupees degrees votes points percentage"
) | {"%"}


def unit_of(text: str, start: int, end: int) -> frozenset[str]:
    """What a figure counts: the stems of the unit in it and of the words right behind, up to the first that is no
    noun's; “%” for percent, a currency by its name. Empty where nothing stands behind."""
    written = text[start:end].lower().replace("per cent", "percent")
    found = {_SIGNS[sign] for sign in _SIGNS if sign in written}
    found |= {stem(word) for word in re.findall(r"[^\W\d_]+", written) if word not in _NUMERALS}
    for word in re.split(r"[,.;:()“”\"—–]", text[end : end + 60], maxsplit=1)[0].split()[:3]:
        if word.lower() in FUNCTION_WORDS | _NUMERALS | _WHEN:
            break
        found.add(_SIGNS.get(word.lower(), stem(word)))
    return frozenset(found) - _NO_UNIT - {"percent", ""}


_NUMERALS = frozenset([*_COUNTED, "half", "a", "an", "and", "m", "k"])
_WHEN = frozenset("last next earlier later ago".split())  # “for $4 million *last* year” are no years


def one_unit(question: str, one: frozenset[str], other: frozenset[str], *, likened: bool) -> bool:
    """Whether two figures count the same, by their units and what the question counts; `likened` is whether the other
    sentence has a word of like meaning for that."""
    measures = (one & MEASURES, other & MEASURES)
    if all(measures) and not measures[0] & measures[1]:
        return False
    if any(measures) and not all(measures) and one and other:
        return False
    nouns = frozenset(counted(question))
    if nouns:
        return not other or bool(nouns & other) or bool(one & other) or likened
    return not one or not other or bool(one & other)
