"""The items of a list: the people, bodies or places that a sentence enumerates, or names by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.facts import Facts
from index.names import NameMention
from qa.people import in_dateline, name_with_role
from qa.records import Evidence, Question
from qa.withdrawn import asks_for_withdrawn, withdrawn, within
from qa.words import keys

Class = Literal["person", "body", "place", "thing"]

_PERSONS = re.compile(
    r"\b(?:who|whom|everybody|everyone|anybody|people|persons|men|women|suspects?|"
    r"politicians|ministers|officials|leaders|members|victims|experts|critics|winners|candidates|witnesses|players|"
    r"scientists|lawyers|judges|envoys|ambassadors|deputies|predecessors|successors|teachers|students|workers|officers|"
    r"founders|owners|shopkeepers|singers|drivers|writers|speakers|nominees|guests|residents|readers|heads|chiefs|"
    r"chair(?:men|women|persons|s)|[a-z]{3,}(?:ors|ists|ians|men|women))\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:compan(?:y|ies)|firms|unions|parties|banks|clubs|teams|agencies|organi[sz]ations|groups|outlets|newspapers|"
    r"universities|airlines|ministries|schools|bodies|charities|institutes|contractors|bidders|sponsors|associations)\b",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:where|countries|nations|towns|cities|villages|islands|regions|places|ports|states|districts|stations|"
    r"provinces|harbours|harbors|suburbs|counties|streets|rivers|lakes|airports|stops)\b",
    re.IGNORECASE,
)
# Between two names of one enumeration: “, 34, and”, “, the mayor, and the writer”, “ & ”.
_BETWEEN = re.compile(
    r"^(?:\s*,\s*(?:\d{1,3}\s*,\s*)?(?:and\s+|or\s+|as well as\s+)?(?:(?:the|its|his|her|a|an)\s+)?(?:[\w'’-]+\s+){0,4}"
    r"|\s+(?:\([^)]{1,30}\)\s*)?(?:and|or|&|as well as|und)\s+(?:(?:the|its|his|her|a|an)\s+)?(?:[\w'’-]+\s+){0,4}"
    r"|\s*,\s*[^,.;]{2,60},\s*(?:and\s+)?(?:(?:the|its|his|her|a|an)\s+)?(?:[\w'’-]+\s+){0,4})$"
)
_VERB = re.compile(
    r"\b(?:is|was|are|were|has|had|have|did|does|said|says|told|will|would|could|who|which|that|while|but|by|from|for|"
    r"against|with|when|after|before|of|to|at)\b",
    re.IGNORECASE,
)


def class_of(text: str) -> Class:
    """What kind of thing a question wants listed, by its first word that tells."""
    found: list[tuple[int, Class]] = [
        (match.start(), of) for pattern, of in _CLASSES if (match := pattern.search(text))
    ]
    return min(found)[1] if found else "thing"


_CLASSES: tuple[tuple[re.Pattern[str], Class], ...] = ((_BODIES, "body"), (_PLACES, "place"), (_PERSONS, "person"))
_KINDS = {"person": {"person"}, "body": {"organisation", "other"}, "place": {"place", "other"}}


def items_in(question: Question, item: Evidence, facts: Facts) -> list[str]:
    """The items of the kind asked for that a sentence names, in its order; those of an enumeration where it has one.

    Whom the question names is none of them, nor who only says so, nor what is named to be denied.
    """
    of, text = class_of(question.text), item.hit.document.text
    denied = [] if asks_for_withdrawn(question.text) else withdrawn(text, item.start, item.end)
    names = [
        name
        for name in facts.names
        if item.start <= name.start < item.end
        and not in_dateline(text, (name.start, name.end))
        and name.text != item.hit.document.source
        and not (keys(name.text) and keys(name.text) <= question.keys)
        and not within(name.start, name.end, denied)
    ]
    if of == "thing":
        return []  # what is no name is told by the sentence itself
    if of != "person":
        together = [one for one in _in_series(text, item) if not keys(one) <= question.keys]
        if len(together) > 1:
            return together
    enumerated = _enumerated(text, names)
    if not enumerated:
        own = [name for name in names if name.kind in _KINDS[of]]
        enumerated = [name for name in own if not _only_says(name, own, facts)]
    return [_full(name, facts) if of == "person" else _bare(name.text) for name in enumerated]


_LONGEST = 1000  # code points of a sentence that are looked through for a series
_OPENS = re.compile(r"^(?:The|In|At|From|To|Of|For|By|On|Both|Among|With|And|Near|Only|Also)\s+")  # opens a sentence
_CAPITALS = r"[A-Z][\w'’&-]*(?:\s+(?:(?:of|for|de|la|von|van|der|&)\s+)?[A-Z&][\w'’&-]*)*"
_ITEM = rf"(?:(?:the|a|an|its|his|her|their)\s+)?(?:[a-z][\w'’-]*\s+){{0,3}}?(?:{_CAPITALS})"
_SERIES = re.compile(rf"{_ITEM}(?:,\s+{_ITEM})*,?\s+(?:and|or|as well as)\s+{_ITEM}")


def _in_series(text: str, item: Evidence) -> list[str]:
    """The capitalised parts of the longest “the A, B and the C” of a sentence."""
    end = min(item.end, item.start + _LONGEST)
    found = [match.group() for match in _SERIES.finditer(text, item.start, end)]
    longest = max(found, key=len, default="")
    parts = re.split(r",\s+(?:and|or|as well as)\s+|,\s+|\s+(?:and|or|as well as)\s+", longest)
    runs = [re.search(rf"(?:{_CAPITALS})$", part.strip()) for part in parts]
    return [_bare(_OPENS.sub("", run.group())) for run in runs if run]


def _enumerated(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """The longest run of names, most of them people's, that stand in one enumeration."""
    best: list[NameMention] = []
    run: list[NameMention] = []
    for name in names:
        between = text[run[-1].end : name.start] if run else ""
        joined = bool(run) and _BETWEEN.match(between) is not None and _VERB.search(between) is None
        run = [*run, name] if joined else [name]
        people = sum(one.kind == "person" for one in run)
        if len(run) > 1 and people * 2 >= len(run) and len(run) > len(best):
            best = run
    return best


def _only_says(name: NameMention, others: Sequence[NameMention], facts: Facts) -> bool:
    """Whether somebody only tells of the others: “Inspector Holm said that Ruiz had been held”."""
    return any(
        said.speaker_start <= name.start < said.speaker_end
        and any(said.start <= other.start < said.end for other in others if other is not name)
        for said in facts.statements
    )


def same(name: str, other: str) -> bool:
    """Whether two names are one, or one of them is a part of the other."""
    one, two = keys(name), keys(other)
    return bool(one) and (one <= two or two <= one)


def _full(name: NameMention, facts: Facts) -> str:
    """The full name and role of a person, as far as the document gives them."""
    actor = next((one for one in facts.actors if (name.start, name.end) in one.mentions), None)
    return name_with_role(actor, name.start) if actor is not None else _bare(name.text)


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", " ".join(name.split()))
