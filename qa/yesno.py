"""Yes or no: what a sentence says of a claim that a question puts — and who says so.

A sentence answers only when it has the question's predicate, or a word of like meaning, and its names. Then the words
around the predicate decide: a negation means no, a denial is told as a denial, and what somebody only promised is not
told as done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.facts import Facts
from index.statements import Statement
from qa.records import Evidence, Question
from qa.words import FUNCTION_WORDS, content_words, keys, stem, stems, words

Finding = Literal["yes", "no", "denied", "promised"]

COVERED = 0.5  # share of the question's words that a sentence and those beside it must carry
_AUXILIARY = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(did|does|do|is|was|are|were|has|have|had|will|would|can|could|should)(n'?t)?\b\s*",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|hardly|refus\w+|declin\w+|fail\w+|reject\w+|"
    r"rul(?:e[ds]?|ing) out)\b|n[’']t\b",
    re.IGNORECASE,
)
_DENIAL = frozenset(stem(w) for w in "deny denied reject dispute refute rebut dismiss".split())
_PROMISE = frozenset(stem(w) for w in "promise pledge vow plan intend propose announce commit assure".split())
_AHEAD = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|going to|plans? to|due to|expected to|promis\w+ (?:to|that)|"
    r"pledg\w+ (?:to|that)|vow\w* (?:to|that))\b|[’']ll\b",
    re.IGNORECASE,
)
_WISHED = re.compile(  # neither done nor promised
    r"\b(?:offer(?:ed|s|ing)?|want(?:ed|s|ing)?|hop(?:ed|es|ing)|ask(?:ed|s)?|urg(?:ed|es)|consider\w*|may|might) "
    r"(?:\w+ ){0,2}$|\boffer(?:ed|s) to\b|\bif\b",
    re.IGNORECASE,
)
_LIGHT = frozenset(
    stem(w) for w in "begin start happen take make get have be go come ever already really still".split()
)
_CLOSES = frozenset(
    "a an the this that these those his her its their to of in on at by for from with into about over after before "
    "against under as out up off down away and or it him them any all some more already yet".split()
)
_TIES = frozenset("of from for".split())
_ARTICLES = frozenset("the a an this that his her its their".split())
_CLAUSE = re.compile(r"[,;:—–]|\b(?:but|although|though|while|because|which|who)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one sentence says of the claim, and the statement it says it in, None where the reporter does."""

    finding: Finding
    evidence: Evidence
    statement: Statement | None


def predicate(text: str) -> str | None:
    """The word that a yes-or-no question turns on: “Did the ministry *withhold* the money?”, “Is the plant *open*?”.

    Light verbs are passed over for the word behind them. None where no word can be told.
    """
    opening = _AUXILIARY.match(text)
    if opening is None:
        return None
    rest = words(text[opening.end() :])
    named = False  # whether the words so far end in a name that is the subject by itself
    nouns = []  # what may be the subject: “*brine* from the plant”
    for place, word in enumerate(rest):
        lower = word.lower()
        if word[:1].isupper() or word[:1].isdigit():
            before = rest[place - 1] if place else ""
            runs_on = before[:1].isupper()
            named = named if runs_on else before.lower() not in _ARTICLES
            named = named and not lower.endswith(("'s", "’s"))
            continue
        if named and lower in _ARTICLES:
            continue
        follows = rest[place + 1] if place + 1 < len(rest) else ""
        ends = not follows or follows.lower() in _CLOSES or follows[:1].isdigit() or follows[:1].isupper()
        subject, named = named, False
        if lower in FUNCTION_WORDS or stem(word) in _LIGHT or not (subject or ends):
            continue
        if not subject and follows.lower() in _TIES:
            nouns.append(word)
            continue
        return word
    return nouns[0] if nouns else None


def ruling(question: Question, item: Evidence, facts: Facts) -> Ruling | None:
    """What a sentence says of the question's claim; None where it does not speak of it."""
    turns_on = predicate(question.text)
    if item.coverage < COVERED or item.lacking & question.name_keys:
        return None
    found = []
    for place in _places_of(turns_on, question, item):
        if not _WISHED.search(_clause(item.hit.document.text, item, place)):
            statement = _statement_around(facts, item, place)
            found.append(Ruling(_finding(question, turns_on, item, statement, place), item, statement))
    return best_ruling(found)


def _places_of(turns_on: str | None, question: Question, item: Evidence) -> list[int]:
    """Where the sentence has the predicate; its end where only a word of like meaning can be supposed, so that all
    of it is looked at."""
    if turns_on is None:
        return [item.end]
    key = stem(turns_on)
    places = [
        item.start + found.start() for found in re.finditer(r"[\w'’-]+", item.text) if key in stems(found.group())
    ]
    if places:
        return places
    if key in item.lacking or key in stems(item.hit.passage.text) or key in stems(item.hit.document.title):
        return []  # it stands nowhere, or only beside: the sentence speaks of something else
    return [item.end] if turns_on in question.plain else []


def _statement_around(facts: Facts, item: Evidence, place: int) -> Statement | None:
    """The statement whose content holds the predicate; of several the innermost. A refusal counts by its words."""
    around = [
        s
        for s in facts.statements
        if s.start <= place < s.end or (s.start < item.end and item.start < s.end and _stem_of(s.cue) in _DENIAL)
    ]
    return min(around, key=lambda s: s.end - s.start, default=None)


def _stem_of(cue: str) -> str:
    return stem(cue.partition(" ")[0])


def _finding(
    question: Question, turns_on: str | None, item: Evidence, statement: Statement | None, place: int
) -> Finding:
    cue = _stem_of(statement.cue) if statement else ""
    asked_cue = turns_on is not None and stem(turns_on) == cue  # “Did she deny it?”
    if not asked_cue and cue in _DENIAL:
        return "denied"
    text = item.hit.document.text
    clause = _clause(text, item, place)
    if _NEGATION.search(clause):
        return "no"
    past = _AUXILIARY.match(question.text)
    done = past is not None and past.group(1).lower() in {"did", "has", "have", "had", "was", "were", "is", "are"}
    if done and not asked_cue and (cue in _PROMISE or _AHEAD.search(clause)):
        return "promised"
    return "yes"


def _clause(text: str, item: Evidence, place: int) -> str:
    """The words before the predicate in its clause, and the predicate; a negation behind it is another's."""
    before = text[item.start : place]
    if place >= item.end:
        return before
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    low = cuts[-1] if cuts and len(before) - cuts[-1] > 0 and len(before[cuts[-1] :].split()) > 1 else 0
    return before[low:]


# What a denial takes up from the sentence before: "She denied that", "He called the accusation nonsense".
_TAKEN_UP = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput\w+|reject\w+|dismiss\w+|refut\w+|rebut\w+)\b[^.;]{0,20}?"
    r"\b(?:that|this|it|(?:the|those|these|such)\s+(?:\w+\s+)?(?:claim|accusation|allegation|charge|suggestion|report)s?)\b"
    r"(?=[\s.,;:]*(?:$|[.,;:]|\b(?:saying|and|as|but|on|in)\b))"
    r"|\bcalled (?:that|this|it|the (?:claim|accusation|allegation|charge|report)s?) "
    r"(?:\w+ )?(?:false|untrue|wrong|nonsense|baseless|unfounded|absurd|an? (?:lie|fabrication|smear))\b",
    re.IGNORECASE,
)


def denial_of(found: Ruling, facts: Facts) -> tuple[int, int] | None:
    """The sentence right after a claim by somebody in which it is denied, as (start, end); None where there is none."""
    if found.statement is None or found.finding != "yes":
        return None
    place = facts.sentence_at(found.evidence.start)
    text = found.evidence.hit.document.text
    for follows in facts.sentences[place + 1 : place + 3] if place is not None else ():
        if follows.kind == "article" and _TAKEN_UP.search(text, follows.start, follows.end):
            return follows.start, follows.end
    return None


def best_ruling(rulings: Sequence[Ruling]) -> Ruling | None:
    """The ruling that an answer goes by: a fact before a promise, of facts the best supported.

    `rulings` are in the order of their evidence.
    """
    facts = [one for one in rulings if one.finding != "promised"]
    return next(iter(facts or rulings), None)


def wording(found: Ruling, who: str | None, *, disputed: bool = False) -> str:
    """The finding as an answer opens with it; `who` is the speaker with the role, None for the reporter."""
    if disputed:
        return f"Disputed: claimed by {who or 'one side'}"
    if found.finding == "denied":
        return f"Denied by {who or 'those concerned'}"
    if found.finding == "promised":
        return f"Promised by {who}, not reported as done" if who else "Announced, not reported as done"
    said = found.finding.capitalize()
    return f"{said}, says {who}" if who else said


def claimed_by_readers(question: Question, item: Evidence) -> bool:
    """Whether a reader's comment puts the very claim of the question: its predicate and its names."""
    turns_on = predicate(question.text)
    own = keys(item.text)
    named = question.name_keys
    if turns_on is None or (named and not named & own):
        return False
    wanted = keys(" ".join(content_words(question.text)))
    shared = len(wanted & own) / max(len(wanted), 1)
    return shared >= COVERED and (stem(turns_on) in own or stem(turns_on) not in item.lacking)
