"""Whose deed a sentence tells, to whom it is done, and of whose things: of somebody else it may be nearly alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.facts import Facts
from index.vocabulary import is_role, singular
from qa.assertion import clause_before
from qa.records import Evidence, Question
from qa.words import content_words, keys

A_BODY = re.compile(r"\b(?:its|the (?:company|firm|group|club|union|party|bank|agency|council|board|team))\b", re.I)
"""What takes up a company or another body, whose name may look like a person's."""
WAS = re.compile(r"\b(?:was|were|been|being|be|is|are)(?: (?:not|also|\w+ly))? $", re.IGNORECASE)
"""What makes the word behind it a passive: what is named before it is not who does it."""
_NAME = r"([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*)"
_NAME_BEHIND = re.compile(rf"\s+(?:the )?{_NAME}")
_BY = re.compile(rf"[\w'’-]+(?: [a-z][\w'’-]*){{0,2}} by (?:the )?{_NAME}")
# A name right before a verb, but not one that belongs to the noun before it: “a clerk of Stone resigned”.
_NAME_BEFORE = re.compile(
    rf"(?<!\w)(?<!\b(?:of|in|at|on|by|to) )(?<!\bfor )(?<!\b(?:from|with) ){_NAME}(?:,(?= was| were))?"
    r"(?: (?:has|had|have|also|then|later|already|was|were|been|is|are|not|\w+ly)){0,3} $"
)
_HIS = re.compile(r"\b(?:his|her|their) (?:\w+ )?$", re.IGNORECASE)  # whose victory
_TAKES_UP = re.compile(r"\b(?:he|she|it|they|we|i|who|which)\b", re.IGNORECASE)
_DOES = re.compile(r"\b(?:did|does|do|has|have|had|will)(?:n['’]t)? (?:the )?(?P<one>[^?]*?)\s*$", re.IGNORECASE)
_IS_DONE = re.compile(r"\b(?:was|were|is|are) (?:the )?(?P<one>[^?]*?)(?: been)?\s*$", re.IGNORECASE)
_PLACED = re.compile(rf"\b(?:in|at|on|near) (?:the )?{_NAME}")  # “did the weavers *in Holm* strike”: Holm did nothing
_NOMINAL = re.compile(r"[a-z]+(?:ment|ion|ance|ence|al)s?\b", re.IGNORECASE)
_NOMINAL_OF = re.compile(
    rf"{_NOMINAL.pattern}(?: [\w'’-]+){{0,3}}? of ", re.IGNORECASE
)  # “the resignation last week of”
_NEXT_CLAUSE = re.compile(r"[,;:—.]|\b(?:but|and|after|before|when|while)\b")
_CLAUSE_END = re.compile(r"[;:—“”\"]|\b(?:but|after|before|when|while|because|that|which|who|was|were|is|by)\b")


def other_roles(question: Question, verb: str | None, item: Evidence, places: Sequence[int], facts: Facts) -> bool:
    """Whether, wherever a sentence has the verb, somebody else does it, or has it done to them, than the question says:
    “signed *by Stone*”, “*Stone* signed”, “backed *Stone*”, “the board dismissed *Lund*” for “did Lund dismiss …”."""
    found = re.search(rf"\b{re.escape(verb)}\b", question.text) if verb else None
    if found is None or not places:
        return False
    before, behind = question.text[: found.start()], question.text[found.end() :]
    active = _DOES.search(before) if not re.search(r"\bbeen\s*$", before) else None
    subject = _PLACED.sub("", active["one"]) if active else ""
    doers = [keys(name) for name in question.names if name in subject]
    whom = _NAME_BEHIND.match(behind)
    passive = None if active else _IS_DONE.search(before)
    if passive:
        whom = re.fullmatch(_NAME, passive["one"])
    done_to = keys(whom[1]) if whom else frozenset()
    if any(key.startswith("country:") for key in done_to):
        done_to = frozenset()  # who visited Hiroshima visited Japan
    others = frozenset().union(*(keys(name) for name in question.names if name in behind))
    alone = not behind.strip(" ?")  # who resigned, died or arrived did it to nobody
    names = "|".join(map(re.escape, question.names)) if question.kind == "number" else ""
    if names and re.search(rf"\b(?:{names}) (?:with|on|at) [\d$€£]", item.text):
        return False  # “Labour won 41 percent, the Greens with 27”
    if alone and any(_NOMINAL_OF.match(item.hit.document.text, at) for at in places):
        return False
    return all(_by_another(doers, others, item, at, facts) or _to_another(done_to, item, at, facts) for at in places)


def _by_another(
    doers: Sequence[frozenset[str]], others: frozenset[str], item: Evidence, place: int, facts: Facts
) -> bool:
    text = item.hit.document.text
    before = text[item.start : place]
    by, named = _BY.match(text[place : item.end]), _NAME_BEFORE.search(before)
    if not doers or (by is None and WAS.search(before)):
        return False
    if by or named:
        return _another(by or named, place if by else item.start, doers, facts)
    meant = " ".join(name for start, name in facts.references if item.start <= start < place)
    if any(doer & keys(f"{before} {meant}") for doer in doers):
        return False
    if item.text in item.hit.document.title or others & keys(before) or (meant and _HIS.search(before)):
        return True  # a headline takes up nobody by another word
    # “The board dismissed its engineer, Lund”, where it is asked what Lund did; not “After leaving, Lund …”
    told = len(before.split()) > 1 and not re.match(r"\w+ing\b", text[place : item.end])
    meant = " ".join(name for start, name in facts.references if place < start < item.end)
    near = f"{_CLAUSE_END.split(text[place : item.end], maxsplit=1)[0]} {meant}"
    there = near if _TAKES_UP.search(before) else text[place : item.end]
    return told and any(doer & keys(there) for doer in doers)


def _to_another(whom: frozenset[str], item: Evidence, place: int, facts: Facts) -> bool:
    text = item.hit.document.text
    before, here = text[item.start : place], re.match(r"[\w'’-]+", text[place : item.end])
    if not whom or here is None or (is_role(here.group()) and singular(here.group()) == here.group()):
        return False  # “*coach* Ada Lund”: who coaches the club
    if WAS.search(before):
        return _another(_NAME_BEFORE.search(before), item.start, [whom], facts)
    if behind := _NAME_BEHIND.match(text[place + here.end() : item.end]):
        return _another(behind, place + here.end(), [whom], facts)
    rest = _NEXT_CLAUSE.split(text[place : item.end], maxsplit=1)[0]
    return bool(_NOMINAL.match(here.group())) and not whom & keys(clause_before(before) + rest)


def _another(found: re.Match[str] | None, offset: int, meant: Iterable[frozenset[str]], facts: Facts) -> bool:
    """Whether somebody else than those meant is named in a match whose text begins at `offset`: by the full name, where
    it is a known person's, so that Indira Gandhi is not Rajiv. A day is nobody, nor the “She” that opens a sentence."""
    if found is None or not content_words(found[1]):
        return False
    start, end = offset + found.start(1), offset + found.end(1)
    if any(date.start <= start < date.end for date in facts.dates):
        return False
    known = [one for one in facts.actors if any(low < end and start < high for low, high in one.mentions)]
    own = keys(" ".join([found[1], *(one.name for one in known)]))
    if known and known[0].kind == "person":
        if all(any(key.startswith("country:") for key in one) for one in meant):
            return False  # who signs for Japan is one of its people
        return not any(one <= own or keys(known[0].name) <= one for one in meant)
    return not any(one & own for one in meant)


_OWNED = re.compile(r"((?:[A-Z][\w-]+ )*[A-Z][\w-]+)['’]s? ((?:[A-Za-z][\w-]+ ?){1,3})")


def of_what_anothers_is(question: Question, item: Evidence) -> bool:
    """Whether the question has “Lund’s boat”, and of boats a sentence has only “Holt’s boat”."""
    for owner, things in _OWNED.findall(question.text):
        mine = keys(owner)
        others = [one for one, their in _OWNED.findall(item.text) if keys(things) & keys(their) & question.keys]
        if others and not any(mine & keys(one) for one in others):
            return True
    return False
