"""The items of a list: the people, bodies or places that a sentence enumerates, or names by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from index.facts import Facts
from index.gazetteer import capitals, countries, demonyms, places
from index.names import NameMention
from index.roles import heads_meant, role_heads
from index.vocabulary import is_role, singular
from qa.people import BODIES, in_dateline, name_with_role
from qa.records import Evidence, Question
from qa.withdrawn import asks_for_withdrawn, withdrawn, within
from qa.words import keys, same_name, surname

Class = Literal["person", "body", "place", "thing"]

_PERSONS = frozenset(
    "who whom everybody everyone anybody people persons men women suspects members victims winners witnesses guests "
    "readers residents prisoners hostages protesters donors opponents signatories".split()
)
_PLACES = re.compile(
    r"\b(?:where|countries|nations|towns|cities|villages|islands|regions|places|ports|states|districts|stations|"
    r"provinces|harbours|harbors|suburbs|counties|streets|rivers|lakes|airports|stops)\b",
    re.IGNORECASE,
)
# Between two names of one enumeration: “, 34, and”, “, the mayor of X, and the writer”, “ of Arizona, Gov. ”, “ & ”.
_THE = r"(?:(?:the|its|his|her|a|an)\s+)?(?:[\w.'’-]+\s+){0,4}"
_BETWEEN = re.compile(
    rf"^(?:\s+of [A-Z][\w.]+)?(?:\s*,\s*(?:\d{{1,3}}\s*,\s*)?(?:and\s+|or\s+|as well as\s+)?{_THE}"
    rf"|\s+(?:\([^)]{{1,30}}\)\s*)?(?:and|or|&|as well as|und)\s+{_THE}"
    rf"|\s*,\s*[^,.;]{{2,60}},\s*(?:and\s+)?{_THE})$"
)
_CLOSES = re.compile(r"\b(?:and|or|as well as)\b|&")
_VERB = re.compile(
    r"\b(?:is|was|are|were|has|had|have|did|does|do|said|says|told|will|would|could|who|which|that|while|but|by|from|"
    r"against|with|when|after|before|to)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(  # none of these is a country
    r"\b(?:which|what) (?:(?!member|arab|african|gulf|baltic)[\w-]+ ){0,2}?"
    r"(?:states|towns|cities|villages|provinces|counties|suburbs)\b",
    re.IGNORECASE,
)
_COUNTRIES = re.compile(r"\b(?:countries|nations|governments)\b", re.IGNORECASE)
_WHAT = re.compile(r"^\W*what (?:did|does|do|has|have|had|will|would|can|could|should)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"^\W*(?:which|what)\s+(?P<what>(?!is\b|are\b|was\b|were\b).{3,40}?)\s+(?:did|does|do|has|have|had|was|were|is|are|\w+ed)\b",
    re.IGNORECASE,
)


def class_of(text: str) -> Class:
    """What kind of thing a question wants listed: by its first word that tells, of “which … did” by those between."""
    if _WHAT.match(text):
        return "thing"  # “what did the *officers* find”
    asked = _ASKED.match(text)
    return next(
        (of for word in re.findall(r"[\w-]+", asked["what"] if asked else text) if (of := _class(word))), "thing"
    )


def _class(word: str) -> Class | None:
    lower = word.lower()
    several = singular(lower) != lower
    if (several and BODIES.fullmatch(word)) or _PLACES.fullmatch(word):
        return "body" if BODIES.fullmatch(word) else "place"
    who = is_role(lower) or word in demonyms() or lower.endswith(("yors", "ators", "itors", "ists", "ians"))
    return "person" if lower in _PERSONS or (several and who) else None


_KINDS = {"person": {"person"}, "body": {"organisation", "other"}, "place": {"place", "other"}}


def items_in(question: Question, item: Evidence, facts: Facts) -> list[str]:
    """The items of the kind asked for that a sentence names, in its order; those of an enumeration where it has one,
    and before all those which it calls so itself: “in the town of Susa”.

    Whom the question names is none of them, nor who only says so, nor what is named to be denied.
    """
    of, text = class_of(question.text), item.hit.document.text
    if of == "thing":
        return []  # what is no name is told by the sentence itself
    denied = [] if asks_for_withdrawn(question.text) else withdrawn(text, item.start, item.end)
    names = [
        name
        for name in (*facts.names, *(_parties(text, item, facts) if of == "body" else ()))
        if item.start <= name.start < item.end
        and not in_dateline(text, (name.start, name.end))
        and name.text != item.hit.document.source
        and not _TAG.match(name.text)
        and not (text[name.start - 1 : name.start] == "(" and text[name.end : name.end + 1] == ")")  # “the bank (CBN)”
        and not (keys(name.text) and keys(surname(name.text) if of == "person" else name.text) <= question.keys)
        and not within(name.start, name.end, denied)
        and (of, name.kind) != ("person", "place")  # “Gov. Roth of Ohio” is one of a list of governors
    ]
    runs = _runs(text, sorted(names, key=lambda name: name.start))
    called = [run for run in runs if _called_so(question, text[item.start : run[0].start])]
    told = [name for run in called for name in run] or _enumerated(runs, of)
    if not told:
        own = [name for name in names if name.kind in _KINDS[of] and (of, name.kind) != ("place", "other")]
        told = [name for name in own if not _only_says(name, own, facts)]
    if of == "person":
        return [
            full_name(facts, name.start, name.text)
            for name in told
            if name.kind in {"person", "other"} and _in_office(question, name, facts)
        ]
    found = [_bare(name.text) for name in told]
    if _WITHIN.search(question.text):
        return [one for one in found if one not in countries().keys() - capitals()]
    if not _COUNTRIES.search(question.text):
        return found
    own = [one for one in found if one not in places() - countries().keys() | capitals()]
    return [one for one in own if ":" in "".join(keys(one))] or own


def _parties(text: str, item: Evidence, facts: Facts) -> list[NameMention]:
    """Bodies called by what their members are, which are no names elsewhere: “the Farmers and the Republicans”."""
    known = {name.start for name in facts.names}
    found = (m for m in _THE_PLURAL.finditer(text, item.start, item.end) if m.start(1) not in known)
    return [NameMention(m.start(1), m.end(1), m[1], "organisation") for m in found]


_THE_PLURAL = re.compile(r"\b[Tt]he ([A-Z][a-z]+s)\b(?! [A-Z])")


def _runs(text: str, names: Sequence[NameMention]) -> list[list[NameMention]]:
    """Names taken together that stand in one enumeration, each of the others by itself."""
    runs: list[list[NameMention]] = []
    closed = False  # behind “and B” only another “and” goes on
    for name in names:
        between = text[runs[-1][-1].end : name.start] if runs else ""
        closed = closed and not _CLOSES.search(between)
        if runs and not closed and _BETWEEN.match(between) and not _VERB.search(between):
            runs[-1].append(name)
            closed = _CLOSES.search(between) is not None
        else:
            runs.append([name])
            closed = False
    return runs


def calls_so(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence gives items by the very noun that is asked for: “which towns” and “in the town of Susa”."""
    text = item.hit.document.text
    return any(
        _called_so(question, text[item.start : n.start]) for n in facts.names if item.start <= n.start < item.end
    )


def _called_so(question: Question, before: str) -> bool:
    """Whether a name stands behind the noun that is asked for, a body's or a place's."""
    noun = re.search(r"([\w-]+)(?:,| of|:)? (?:the )?$", before)
    found = _PLACES.search(question.text) or BODIES.search(question.text)
    return noun is not None and found is not None and singular(noun[1].lower()) == singular(found.group().lower())


def _enumerated(runs: Sequence[list[NameMention]], of: Class) -> list[NameMention]:
    """The longest enumeration of which at least half are of the kind asked for."""
    several = [run for run in runs if len(run) > 1 and 2 * sum(one.kind in _KINDS[of] for one in run) >= len(run)]
    return max(several, key=len, default=[])


def _only_says(name: NameMention, others: Sequence[NameMention], facts: Facts) -> bool:
    """Whether somebody only tells of the others: “Inspector Holm said that Ruiz had been held”."""
    return any(
        said.speaker_start <= name.start < said.speaker_end
        and any(said.start <= other.start < said.end for other in others if other is not name)
        for said in facts.statements
    )


_TAG = re.compile(r"[A-Z]-[A-Z]")  # of a party and a state: “D-New York”
_OFFICES = re.compile(r"\b(?:which|what) (?:[\w'’-]+ ){0,3}?([\w-]+s)\b", re.IGNORECASE)
_ANY_OFFICE = frozenset("leader official politician lawmaker member candidate figure critic expert".split())


def _in_office(question: Question, name: NameMention, facts: Facts) -> bool:
    """Whether one whose office the document gives has the one asked for: of “which ministers” the mayor is none."""
    asked = _OFFICES.search(question.text)
    office = singular(asked[1].lower()) if asked else ""
    roles = [r.text for a in facts.actors if (name.start, name.end) in a.mentions for r in a.roles]
    known = is_role(office) and office not in _ANY_OFFICE and bool(roles)
    return not known or any(role_heads(role) & heads_meant(office) for role in roles)


def that_add(found: Iterable[tuple[Evidence, list[str]]]) -> list[tuple[Evidence, list[str]]]:
    """Sentences with the names that each adds to those before; without those that add none."""
    told: list[tuple[Evidence, list[str]]] = []
    for item, names in found:
        known = [name for _, others in told for name in others]
        new = [name for name in names if not any(same_name(name, one) for one in known)]
        told += [(item, new)] if new else []
    return told


def full_name(facts: Facts, at: int, name: str) -> str:
    """The full name and role of a person named at an offset, as far as the document gives them."""
    actor = next((one for one in facts.actors if any(low == at for low, _ in one.mentions)), None)
    return name_with_role(actor, at) if actor is not None else _bare(name)


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", " ".join(name.split()))
