"""Whether what a question takes for granted stands in its evidence: that the event happened, and to the thing named.

“Who *designed* the bridge” is not answered by who opened it, “when did she resign” not by “she refused to resign”, and
“how many *bears*” not by a number of lynx.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import takewhile

from index.facts import Facts
from index.vocabulary import ORG_HEADS, PLACE_HEADS
from qa.assertion import asks_of_denied, asks_of_done, denied, told
from qa.coverage import people_in
from qa.figures import counted
from qa.kinds import asks_about_saying, asks_when_published
from qa.otherwise import (
    of_another_body,
    of_another_in_series,
    of_another_person,
    of_another_side,
    of_another_time,
    of_one_who_left,
    of_the_day_of_another_thing,
    said_by_another,
)
from qa.records import Evidence, Question
from qa.stated import UNSURE, absent, beside, told_untold
from qa.thesaurus import Kin, is_past, kin_of, with_particle
from qa.trust import likely
from qa.verb import LIGHT, WHO_DOES, object_of, verb_of
from qa.whose import WAS, of_what_anothers_is, other_roles
from qa.words import FUNCTION_WORDS, keys, stem, stems, words

SURE = 1.0
"""Margin of the reader from which it is believed that a sentence is about those named elsewhere."""
TAKEN, PLACED = 1.0, -1.0
"""Margins from which its word is taken for a verb that stands nowhere near, and for one of being somewhere (“where did
she *spend* the night”: “she was in Holm”)."""
NAMED = 3.0
"""Margin of the first kind where it is asked who: the reader is readily sure of anybody."""
AKIN = -12.0
"""Margin below which nothing is taken for a short answer whose verb is only like that of the question."""
_SHORT = frozenset({"date", "actor", "number", "place"})
_PEOPLE = stem("people")  # “how many people”: patients, miners, passengers


def premise_stands(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence may answer as far as what the question takes for granted goes."""
    verb = None if question.same else verb_of(question.text)  # “when was that?”: the sentence told is meant
    if asks_when_published(question.text):
        return True
    if _about_words(question, verb):
        there = _speaker_is_there(question, verb, item, facts) and not said_by_another(question, item, facts)
        of_deed = question.kind in _SHORT and verb is not None  # who “*pledged* the money”
        return there and not (of_deed and other_roles(question, verb, item, places_of(kin_of(verb), item), facts))
    if not _is_about_it(question, item, facts):
        return False
    if item.reading < UNSURE and _without_noun(question, item):
        return False
    return verb is None or _plain(question, verb) or _does(question, verb, item, facts)


def _plain(question: Question, verb: str) -> bool:
    """Whether nothing hangs on a verb: it goes with many a noun, or is part of a name."""
    if stem(verb) not in question.keys - question.name_keys:
        return True
    return stem(verb) in LIGHT - _BECOME and not (
        _WHO_HEADS.match(question.text) or with_particle(verb, question.text, close=False)
    )


_LIGHT_NOUN = re.compile(
    r"\b(?:did|does|do|will|has|have|had|to)\b[^?]*?\b([a-z]+) "
    r"(?!(?:to|in|on|of|at|by|for|from|with|about|over|up|out|off|down)\b)(?:[a-z][\w-]+ ?){1,4}"
)


_BE = stems("be have had do did")
_BECOME = stems("become became")  # “when did she become mayor”: that she is one says nothing of when


def _without_noun(question: Question, item: Evidence) -> bool:
    """Whether the question turns on a verb that means little without its noun, “*become* vice president”, and neither
    it nor all of that is in a sentence."""
    found = next((m for m in _LIGHT_NOUN.finditer(question.text) if stem(m[1]) in LIGHT - _BE), None)
    if found is None or stem(found[1]) not in item.lacking:
        return False
    own = stems(item.text)
    return any(stem(word) not in own and not kin_of(word).meets(own) for word in object_of(found.group(), found[1]))


_WHO_HEADS = re.compile(r"^\W*who (?:now |currently )?(?:runs?|ran|leads?|led|heads?|headed)\b", re.IGNORECASE)


def _is_about_it(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence is about what is counted, the time, body and people that are meant, and the attribute."""
    unread = question.kind in _SHORT and math.isinf(item.reading) and not has_the_verb(question, item)
    if told_untold(question, item, facts) or (unread and not question.about_comments):
        return False  # the reader names four stretches of a passage, and none of them is here
    if _of_another(question, item, facts):
        return False
    kinsman = _WHO_IS_ONES.search(question.text)  # whoever is named beside her need not be her godmother
    if (kinsman or item.reading < UNSURE) and not _has_the_attribute(question, item, facts):
        return False
    return _names_them(question, item, facts) and not _lacks_a_part(question, item, facts)


_ORDINAL = r"\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
_SUPERLATIVE = re.compile(
    r"\b(?:the|['’]s|her|his|its|their) ((?!(?:arr|conqu|cont|for|harv|inqu|inter|late|new|pro|requ|unr|\w+thw)est\b)"
    rf"[a-z]{{3,}}est|worst)\b|{_ORDINAL}(?![- ]\w+est\b)"
)
_FIRST = re.compile(r"(?<!the )(?<!’s )(?<!'s )\bfirst [a-z]+", re.IGNORECASE)  # “When did it first reach 40”
_DOER = re.compile(r"\b(?:did|does|do|has|have|had|will|would) the ((?:[\w'’-]+ ){1,4})")
_TO_DO = re.compile(r"^(?: [\w'’-]+){0,3}? to ([a-z]{3,})\b", re.IGNORECASE)


def _lacks_a_part(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether nothing near speaks of what makes the question another: “the *youngest* victim”, “her *third* novel”,
    “paid *to settle* it”, “how many *bears*”, “did the Canadian *ambassador* go”; or of the fourth time as the first.
    """
    if _FIRST.search(question.text) and re.search(_ORDINAL, item.text) and "first" not in item.text.lower():
        return True
    verb = verb_of(question.text)
    what_for = _TO_DO.match(question.text.partition(verb)[2]) if verb and question.kind in _SHORT else None
    found = (_SUPERLATIVE.search(question.text), what_for) if item.reading < SURE else ()
    parts = [part[part.lastindex or 1] for part in found if part and stem(part[1] or "") not in LIGHT]
    doer = _DOER.search(question.text) if not _TAKEN_UP.search(item.text) else None
    parts += list(takewhile(lambda word: word not in {verb, *FUNCTION_WORDS}, words(doer[1])))[-1:] if doer else []
    things = [key for key in counted(question.text) if key not in {stem(verb or ""), *question.name_keys}]
    things = things if question.kind == "number" and _PEOPLE not in things else []
    near, gone = stems(f"{beside(item, facts)} {item.hit.document.title}"), item.lacking - question.name_keys
    seen = question.keys if item.reading < UNSURE else gone  # lawyers are like judges, and not counted so
    whole = [(word,) for word in parts if stem(word) in gone] + (
        [tuple(things)] if things and seen >= set(things) else []
    )
    return any(not any(kin_of(word, question.text).meets(near) for word in part) for part in whole)


def _about_words(question: Question, verb: str | None) -> bool:
    """Whether a question is about something said. “When did they *withdraw* their call for it” is about a deed."""
    of_deed = question.kind in _SHORT and verb is not None and stem(verb) not in LIGHT  # “*make* a promise”
    return asks_about_saying(question.text) and not (of_deed and not asks_about_saying(verb or ""))


def _of_another(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence tells of another time, one of a series, body or person than is asked about."""
    checks = (of_another_in_series, of_another_side, of_the_day_of_another_thing, of_another_time)
    plain = (of_what_anothers_is, of_one_who_left, of_another_body)
    if any(check(question, item, facts) for check in checks) or any(check(question, item) for check in plain):
        return True
    return item.reading < SURE and of_another_person(question, item, facts)


_LOOKED_AT = 8  # best sentences among which one may say that it was not so


_WHY = re.compile(r"\b(?:why|what (?:reason|cause)s?)\b", re.IGNORECASE)
_NO_REASON = re.compile(
    r"\bno (?:reason|cause|explanation|motive)s? (?:has|have|had|was|were|is) (?:been )?(?:given|offered|told|known|"
    r"clear|found|established)\b|\b(?:gave|offered|giving) no (?:reason|explanation)\b|\bwithout (?:giving|saying) "
    r"(?:a |any )?(?:reason|why)",
    re.IGNORECASE,
)


def told_not_so(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence that has more of the question than the best one says that it did not happen: “the canton has
    not approved it” where it is asked when the canton did."""
    if _WHY.search(question.text) and any(_NO_REASON.search(item.text) for item in evidence[:_LOOKED_AT]):
        return True
    verb = verb_of(question.text)
    if verb is None or stem(verb) in LIGHT or not asks_of_done(question.text, verb) or asks_of_denied(question.text):
        return False
    if asks_about_saying(question.text) or question.about_comments or question.kind == "position":
        return False
    kin = kin_of(verb, question.text)
    for item in evidence[:_LOOKED_AT]:
        places = places_of(kin.itself, item) if item.coverage >= evidence[0].coverage else []
        if places and all(told(item.hit.document.text, item.start, place) == "not" for place in places):
            return True
    return False


def _does(question: Question, verb: str, item: Evidence, facts: Facts) -> bool:
    """Whether the sentence tells the verb; where it does not have it, whether the reader is sure all the same."""
    kin, own = kin_of(verb, question.text), stems(item.text)
    if stem(verb) in _PRICES and _FOR_MONEY.search(item.text):
        return True
    if kin.meets(own):
        places = places_of(kin.itself, item)
        if other_roles(question, verb, item, places, facts) or _without_doer(question, item, places):
            return False
        return not _vague(question, verb, item, kin) and _happened(question, verb, item, kin)
    if kin.parted(own) or item.reading < UNSURE or _WHO_HEADS.match(question.text):
        return False
    # The sentence beside tells the event, this one another with a day or a figure of its own: only the reader can tie
    # the two; who one sentence names is seldom who did what the next one tells. Of a day no reader is that sure.
    dated = question.kind == "date" and not _TAKES_UP_EVENT.search(item.text)
    near = 0.0 if dated or question.kind == "number" else UNSURE
    if question.kind != "actor" and item.reading >= near and kin.meets(stems(beside(item, facts))):
        return True
    told_of_whom = re.search(rf"\w (?:who|that|which) (?:\w+ ){{0,2}}{re.escape(verb)}\b", question.text)
    taken = PLACED if told_of_whom else TAKEN  # “how old is the keeper who *spoke up*”: it is not that which is asked
    sure = not dated and item.reading >= {"place": PLACED, "actor": NAMED}.get(question.kind, taken)
    # Who did it, and when, is told by the verb alone: a day or a name stands beside many another deed.
    return sure or (question.kind not in {"actor", "date"} and likely(item))


_PRICES = stems("cost pay spend fetch charge")
# “bought it *for $78 million*”: a price is told without a word for paying
_FOR_MONEY = re.compile(
    r"\b(?:for|at) (?:[a-z]+ ){0,3}(?:[$€£¥]\s?\d|\d[\d.,]*(?: (?:hundred|thousand|million|billion))? "
    r"(?:dollars|euros|pounds|yen|yuan|ro?ubles|crowns|kron\w+|francs|pesos|rupees|dinars)\b)"
)


def has_the_verb(question: Question, item: Evidence) -> bool:
    """Whether a sentence itself has the verb that a question turns on, in any form or by a word of like sense."""
    verb = verb_of(question.text)
    return verb is None or _plain(question, verb) or kin_of(verb, question.text).meets(stems(item.text))


# “That happened on Friday”, “The ruling came in May”: tells when, of what the sentence before told
_TAKES_UP_EVENT = re.compile(
    r"^\W*(?:it|this|that|(?:the|its|his|her|their) [\w'’-]+(?: [\w'’-]+)?) "
    r"(?:happened|occurred|came|followed|took place|was|were|began|will (?:be|come|happen|take place))\b",
    re.IGNORECASE,
)


_BY = re.compile(r"[\w'’-]+(?: [\w'’-]+){0,8}? by\b", re.IGNORECASE)


def _without_doer(question: Question, item: Evidence, places: Sequence[int]) -> bool:
    """Whether it is asked who did something, and the sentence has it only as done to somebody: “it was blocked”."""
    if question.kind != "actor" or WHO_DOES.match(question.text) is None:
        return False
    text = item.hit.document.text
    return bool(places) and all(
        WAS.search(text[item.start : place]) and not _BY.match(text[: item.end], place) for place in places
    )


def _vague(question: Question, verb: str, item: Evidence, kin: Kin) -> bool:
    """Whether only a word of like sense stands for the verb, and what it is done to is nowhere near, or the reader has
    seen nothing: “forced her to *leave* the hall” for “when did he *resign*”."""
    if item.reading >= UNSURE or not kin.forms.isdisjoint(stems(item.text)):
        return False
    if question.kind in _SHORT and item.reading < AKIN:
        return True
    if with_particle(verb, question.text):
        return False  # what it is done to stands anywhere
    behind = [stem(word) for word in object_of(question.text, verb) if word in question.plain]
    objects = [key for key in behind if key != _PEOPLE]
    return bool(objects) and objects[0] in item.lacking - stems(" ".join(question.context))


_DO = re.compile(r"\b(?:did|does|do|has|have) ", re.IGNORECASE)


def _speaker_is_there(question: Question, verb: str | None, item: Evidence, facts: Facts) -> bool:
    """Whether the country and the office of the one whose words are asked for, “China's *president*”, are near."""
    if question.kind != "position" or question.about_comments or verb is None:
        return True
    who = _DO.split(question.text.partition(f" {verb}")[0])[-1].partition(" of ")[0]
    head = frozenset(stem(word) for word in who.split()[-1:] if word in question.plain)
    countries = frozenset(key for key in keys(who) if key.startswith("country:"))
    return not (head | countries) & question.keys & absent(question, item, facts)


_ATTRIBUTE = re.compile(
    r"\b(?:what|which|whats)(?:[’']?s| is| was| are| were)? (?:[\w'’-]+ ){0,3}?[\w-]+(?:s['’]|s) ([a-z]{4,})\W*$|"
    r"\b(?:what|which|whats)(?:[’']?s| is| was| are| were)? (?:the )?([a-z]{4,}) of\b|"
    r"['’]s ((?:[a-z]{4,} ?){1,3})",
    re.IGNORECASE,
)
_WHO_IS_ONES = re.compile(r"^\W*who(?:['’]s| is| was| are| were) [^?]*['’]s [a-z-]+\W*$", re.IGNORECASE)
_IDIOMS = stems("place stead behalf name part case side hands view eyes opinion words")


def _has_the_attribute(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether what is asked for of somebody, “what is her *salary*”, is spoken of in the sentence or beside it."""
    found = _ATTRIBUTE.search(question.text)
    asked = next((group for group in found.groups() if group), "") if found else ""
    own = [w for w in asked.split() if stem(w) in question.keys - question.name_keys - _IDIOMS and not is_past(w)]
    if not own or stems(asked) & _IDIOMS:
        return True
    there = stems(beside(item, facts).replace("%", " percent"))
    return any(stem(word) not in item.lacking or kin_of(word, question.text).meets(there) for word in own)


_BODIES = "|".join(map(re.escape, ORG_HEADS | {"firm", "airline", "city", "town", "plant"}))
_PLACES = "|".join(PLACE_HEADS | set("state country capital area nation site house building school hospital".split()))
_TAKEN_UP = re.compile(
    r"^\W*that\b|\b(?:he|she|it|they|his|her|its|their|him|them|we|our|us|i|my|both|there|here|"
    r"th(?:is|ese|ose)(?! \w+day| week| month| year)|"
    rf"the (?:two|three|four|five|pair|couple|men|women|others|latter|former|man|woman|minister|president|mayor|"
    rf"chairman|director|spokes\w+|operator|maker|owner|{_BODIES}))\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:they|their|them|both|the (?:two|three|pair|couple|men|women))\b", re.IGNORECASE)
_THERE = re.compile(rf"\b(?:there|here|the (?:{_PLACES}|stadium|museum|plant|factory))\b", re.IGNORECASE)


def _names_them(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether those whom the question names are named in the sentence, in the title, or taken up by another word.

    One word takes up one of them, or all of several; a pronoun that is known to mean somebody takes up nobody else, and
    none takes up a place: that is the place of the sentence before, where this one has none of its own.
    """
    title = f"{item.hit.document.title} {item.hit.document.source or ''}"
    there = keys(f"{item.text} {people_in(facts, item.start, item.end)} {title}")
    if item.reading > 0:  # the reader, which sees the whole passage, takes the sentence before with it
        there |= keys(beside(item, facts, behind=0))
    there |= {key for key in keys(item.hit.passage.text) if key.startswith("country:")}  # where all of it is set
    gone = [name for name in question.names if keys(name) & question.name_keys and not keys(name) & there]
    gone = [name for name in gone if not (_tells_who(name, question.text) and keys(name) & keys(item.hit.passage.text))]
    places = [n for n in gone if re.search(rf"\b(?:in|at|on|near) (?:the )?{re.escape(n)}\b", question.text)]
    if places and not _THERE.search(item.text):
        text = item.hit.document.text
        within = [n for n in facts.names if n.kind == "place" and item.start <= n.start < item.end]
        elsewhere = any(text[: n.start].endswith((" in ", "In ", " in the ")) for n in within)
        if elsewhere or not all(keys(place) <= keys(beside(item, facts, behind=0)) for place in places):
            return False
    others = len(gone) - len(places)
    meant = {start for start, _ in facts.references}
    by = _TOGETHER if others > 1 else _TAKEN_UP
    return not others or any(item.start + found.start() not in meant for found in by.finditer(item.text))


def _tells_who(name: str, asked: str) -> bool:
    """Whether a place says who is meant and not where it was: “how long was the consul *seized in Selby* held”."""
    found = re.search(rf"\b(\w+) (?:in|at|on|near) (?:the )?{re.escape(name)}\b", asked)
    return found is not None and is_past(found[1]) and found[1] != verb_of(asked)


_WILL = re.compile(r"\b(?:will|going to)\b", re.IGNORECASE)


def _happened(question: Question, verb: str, item: Evidence, kin: Kin) -> bool:
    """Whether the sentence tells the verb as the question has it: as done where that is taken for granted."""
    if asks_of_denied(question.text):
        return True
    text = item.hit.document.text
    places = places_of(kin.itself, item) or places_of(kin, item)
    done = asks_of_done(question.text, verb)
    if done and places and all(denied(text, item.start, place) for place in places):
        return False
    ways = {told(text, item.start, place) for place in places}
    ahead = _WILL.search(question.text.partition(verb)[0])  # and not “passed a bill that will ban”
    if ways == {"so"} and ahead and all(is_past(text[p : item.end].split()[0]) for p in places):
        return False  # “gathered on Friday” where it is asked where they will gather
    if not ways or "so" in ways:
        return True
    return "unreal" in ways and not done


_WORD = re.compile(r"[\w'’-]+")


def places_of(kin: Kin, item: Evidence, part: tuple[int, int] | None = None) -> list[int]:
    """Where in the document the words of a sentence, or of a part of it, stand that a question's word may be."""
    return [
        found.start()
        for found in _WORD.finditer(item.hit.document.text, *(part or (item.start, item.end)))
        if kin.meets(stems(found.group()))
        or any(stems(found.group()) & {entry[0]} for entry in kin.alike if len(entry) > 1)
    ]
