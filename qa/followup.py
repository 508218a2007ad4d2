"""Follow-up questions made to stand on their own, from what was asked and answered before.

Four things are mended, in this order: an elliptic question ("and how many citizens?", "what about the minister?",
"when was that?") takes its missing part from the question before; a pronoun for a person takes the last person
spoken of; a pronoun that stands as a subject, or for an owner, takes the last thing or group that a question was about;
any other pronoun for a thing, and "there", keeps the words of the question before as context.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.words import content_words, stems


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange that went before: the completed question, and the people its answer named, most telling first."""

    text: str
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    answer: str = ""


_OPENER = re.compile(
    r"^\W*(?:(?:and|but|so|also|ok|okay|then|plus)\b[,\s]*)+|^\W*(?:what|how) about\b\s*", re.IGNORECASE
)
_ABOUT = re.compile(r"^\W*(?:and\s+|so\s+|but\s+)?(?:what|how) about\b\s*", re.IGNORECASE)
_PERSON = re.compile(r"\b(he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_THING = re.compile(r"\b(it|its|they|them|their|theirs|this|that|these|those|there|then|the same|one)\b", re.IGNORECASE)
# "the new ambassador", "the two leaders": somebody the conversation knows and the question does not name
_DEFINITE = re.compile(r"\bthe (?:two |three |new |other |same |second )+[a-z]+s?\b")
_ONE = frozenset({"it", "its"})
_POSSESSIVE = {"his", "her", "hers", "their", "its"}
_VERB = r"(?:(?:did|does|do|is|was|were|are|has|have|had|will|would|can|could)(?:n['’]?t)?|won['’]?t|can['’]?t)\b"
# "did it", "were they": the pronoun is what the question is about; "its", "their": whose
_GROUP = re.compile(rf"\b{_VERB}\s+(?P<subject>it|they)\b(?!\s+(?:true|possible|clear))|\b(?P<owner>its|their)\b", re.I)
_CAPITALS = r"[A-Z0-9][\w.&'’-]*(?:\s+(?:(?:of|the|and|for|de|du|von|van)\s+){0,2}[A-Z0-9][\w.&'’-]*)*"
# What a question is about: a name right after its first verb, or at its very beginning
_ABOUT_NAME = re.compile(rf"(?:\b{_VERB}\s+(?:the\s+)?|^\W*)(?P<name>{_CAPITALS})")
_WH = re.compile(
    r"^\W*(?:(?:on|in|at|by|to|for|from|since|until)\s+)?"
    rf"(?:how (?:many|much)\s+(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+(?=\s+{_VERB})|"
    r"how (?:many|much)\s+[\w-]+|how (?:old|long|far|large|big|often)|"
    rf"(?:what|which) [\w-]+(?= {_VERB})|when|where|whom?|why|how|what|which)\b",
    re.IGNORECASE,
)
_BARE_BE = re.compile(
    r"^\W*(?P<wh>when|where|why|who|how|on (?:what|which) (?:day|date)|what (?:day|date|year))\W+"
    r"(?:was|is|were|did|are)\W+(?:that|this|it|they|those)"
    r"(?:\W+(?:be|happen(?:ed)?|take place|said|say|done|announced|occur(?:red)?))?\W*$",
    re.IGNORECASE,
)


_ACCORDING = re.compile(r"according to\b", re.IGNORECASE)
_SAYER = re.compile(rf"\s+\b(?:did|does|do|has|have)\s+(?:the\s+)?{_CAPITALS}\s+[a-z]+\b")
_SUBJECTS = frozenset({"who", "what", "which"})  # asking words that a full verb may follow at once
_NAMED = re.compile(r"\s(?:[A-Z][\w'’-]*[a-z]|[A-Z]{2,})")
_FEW = 3  # content words that still make no question of their own


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands on its own; `context` are words of the turn before that it is about without saying so."""

    text: str
    context: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def complete(text: str, history: Sequence[Turn]) -> Completed:
    """Complete a question from what went before; `notes` tell the person how it was understood."""
    if not history:
        return Completed(text)
    before = history[-1]
    elliptic = _complete_ellipsis(text, before)
    person = _person(elliptic, history)
    whole = _name_group(_name_person(elliptic, person), history)
    context = _context(text, whole, history)
    if not context and whole == text:
        return Completed(text)
    about = f" (about {' '.join(context)})" if context else ""
    # The first name helps the search; a passage need not have it.
    first = [word for word in _longest(person, history).split() if person and word not in whole]
    return Completed(whole, tuple(dict.fromkeys((*context, *first))), (f"understood as: {whole}{about}",))


def _body(question: str) -> str:
    """A question without its asking words: "When did X leave?" → "did X leave"."""
    return _WH.sub("", question, count=1).strip(" ?.!,")


def _complete_ellipsis(text: str, before: Turn) -> str:
    if bare := _BARE_BE.match(text):
        return f"{bare['wh'].strip().capitalize()} {_body(before.text)}?"
    if about := _ABOUT.match(text):
        return _swap_topic(text[about.end() :].strip(" ?.!"), before)
    rest = _OPENER.sub("", text, count=1).strip()
    if not rest:
        return text
    asking = _WH.match(rest)
    # "who found it?" has its verb; "when?" and "how many citizens?" have none
    subject = asking and rest[asking.end() :].strip(" ?.!") and asking.group().strip().lower() in _SUBJECTS
    verbless = not subject and not _has_verb(rest) and not _PERSON.search(rest)
    if asking and verbless and len(content_words(rest[asking.end() :])) <= _FEW:
        # "and how many citizens?", "when?", "and where?": new asking words over the old body
        return f"{rest.strip(' ?.!').capitalize()} {_body(before.text)}?"
    if not asking and rest != text.strip() and len(content_words(rest)) <= _FEW and not _has_verb(rest):
        return _swap_topic(rest.strip(" ?.!"), before)
    return rest if rest != text.strip() else text


def _swap_topic(topic: str, before: Turn) -> str:
    """ "What about X?" after a question about Y: the same question, X in the place of Y."""
    if _ACCORDING.match(topic):
        # Somebody else is asked for the same: who said it before goes, with the verb of saying or counting.
        return f"{_SAYER.sub('', before.text, count=1).strip(' ?.!')} {topic}?"
    if re.match(r"^(?:the\s+)?[A-Z]", topic) and before.names:
        old = max((n for n in before.names if n in before.text), key=len, default=None)
        if old:
            return before.text.replace(old, re.sub(r"^the\s+", "", topic), 1)
    return f"{_leading(before.text)} {topic} {_body(before.text)}?".strip()


def _leading(question: str) -> str:
    found = _WH.match(question)
    return found.group().strip() if found else ""


def _has_verb(text: str) -> bool:
    return bool(re.search(rf"\b(?:{_VERB}|said\b|say\b)", text, re.IGNORECASE))


def _person(text: str, history: Sequence[Turn]) -> str:
    """Whom a personal pronoun means: the last person spoken of; empty where the question names somebody before it."""
    found = _PERSON.search(text)
    if not found or re.search(r"(?<!^)\b[A-Z][a-z]{2,}", text[: found.start()].lstrip()):
        return ""
    # "When did he fight Ali?" is not about Ali.
    named = stems(text)
    return next((one for turn in reversed(history) for one in turn.people[:2] if not stems(one) & named), "")


def _name_person(text: str, person: str) -> str:
    """Put a person in the place of the first personal pronoun."""
    found = _PERSON.search(text)
    if not found or not person:
        return text
    pronoun = found.group().lower()
    is_object = pronoun == "her" and not text[found.end() :].strip(" ?.!")
    put = _owner(person) if pronoun in _POSSESSIVE and not is_object else person
    return text[: found.start()] + put + text[found.end() :]


def _longest(person: str, history: Sequence[Turn]) -> str:
    """The longest form in which somebody was named: "Moe" was "Ingrid Moe" before."""
    forms = {one for turn in history for one in turn.people if one.split() and person in {one, *one.split()[-1:]}}
    return max(forms, key=len, default=person)


def _name_group(text: str, history: Sequence[Turn]) -> str:
    """Put what the questions were about in the place of "it" or "they" as a subject, or of "its" and "their"."""
    found = _GROUP.search(text)
    if not found:
        return text
    pronoun = (found["subject"] or found["owner"]).lower()
    # "It" is what was spoken of just now; "they" may come back to a group of earlier on.
    turns = history[-1:] if pronoun in _ONE else history[::-1]
    name = next((name for turn in turns if (name := _subject(turn, pronoun))), None)
    if name is None:
        return text
    start = found.start("subject") if found["subject"] else found.start("owner")
    return text[:start] + (_owner(name) if found["owner"] else name) + text[found.end() :]


def _owner(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _subject(turn: Turn, pronoun: str) -> str | None:
    """The name that a question was about: for "it" and "its" no person."""
    told = [found["name"] for found in _ABOUT_NAME.finditer(turn.text)]
    name = next((one for one in turn.names if any(one in about for about in told)), None)
    person = name and any(name in one or one in name for one in turn.people)
    return None if person and pronoun in _ONE else name


def _context(asked: str, whole: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """Words of the question before, where a follow-up leans on it: by "and …", by a pronoun for a thing, or by
    having next to no words of its own. Where neither names anything, what was last named comes along."""
    # "Who is Akira Muto?" is short and whole; "who resigned?" and "why Muto?" are not.
    whole_already = _NAMED.search(asked) and _has_verb(asked) and _WH.match(asked)
    few = len(content_words(asked)) < _FEW and not whole_already
    if not (_OPENER.match(asked) or _THING.search(whole) or few or _DEFINITE.search(asked)):
        return ()
    own = stems(whole)
    before = history[-1]
    words = content_words(before.text)
    if not before.names and whole == asked:
        words += content_words(next((turn.names[0] for turn in reversed(history) if turn.names), ""))
    return tuple(dict.fromkeys(word for word in words if not stems(word) <= own))
