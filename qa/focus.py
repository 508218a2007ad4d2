"""What a conversation is about comes first among the evidence for a follow-up; what it has told is not told again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.vocabulary import ORG_HEADS, is_role
from qa.contrast import part_of
from qa.records import Evidence, FactsOf, Question
from qa.stated import absent
from qa.words import content_words, keys, stem, stems

SPOKEN_OF = 0.05  # what a sentence gains in a document that the last answer cited: the better of two that are alike
SAME = 0.2  # the same for "when was that?", which means the very event that was told there
VERY = 0.7  # and what the very sentence gains that told it
ANSWERED = 0.8  # what a sentence loses that tells of what was asked before and not of what took its place
LEANING = 0.12  # the same for a question that names nobody and nothing itself: nothing else says what it is about


def in_focus(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, best first, as a conversation puts it; as it is for a question that stands on its own."""
    if not (question.focus or question.told or question.swapped):
        return list(evidence)
    gain = SAME if question.same else SPOKEN_OF if question.names else LEANING
    put = keys(newcomer(question))
    told = () if question.same or (question.swapped and not put) else question.told
    # what answered for another answers for the newcomer only where it names them
    untold = [item for item in evidence if item.at not in told or put & keys(item.text)]

    def worth(item: Evidence) -> float:
        away = ANSWERED if _of_before(question, item) or _of_others(question, item) else 0.0
        very = item.at in question.told and question.same
        return item.score + (VERY if very else gain if item.hit.document.id in question.focus else 0.0) - away

    raised = [replace(item, score=worth(item)) for item in untold]
    return sorted(raised, key=lambda item: (-item.score, item.hit.document.path, item.start))


def _of_before(question: Question, item: Evidence) -> bool:
    """Whether a sentence answers the question before: it has what was asked about there, and not what is asked now."""
    gone, put = (keys(" ".join(content_words(words))) for words in question.swapped or ("", ""))
    here = keys(item.text)
    return bool(gone and put) and gone <= here and not put & here


def _of_others(question: Question, item: Evidence) -> bool:
    """Whether a report that was not cited before names nothing of all that a follow-up leaves to be known."""
    named = [word for word in question.context if word[0].isupper()]
    document = item.hit.document
    return bool(named) and document.id not in question.focus and not any(word in document.text for word in named)


def newcomer(question: Question) -> str:
    """Who took another's place in a question made from the one before, "what about *the union*?"; "" where nobody."""
    put = re.sub(r"^according to (?:the )?", "", question.swapped[1] if question.swapped else "")
    body = stems(put) & _BODIES or any(is_role(word) for word in put.split())
    return put if body or re.search(r"\b[A-Z]", put) else ""


def of_newcomer(question: Question, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[Evidence]:
    """The evidence that speaks, in a sentence or beside it, of who took another's place in a question."""
    put = keys(" ".join(content_words(newcomer(question))))
    return [item for item in evidence if not put or not put <= absent(question, item, facts_of(item))]


def said_instead(question: Question) -> Question | None:
    """What a newcomer said, where what was asked before cannot be asked of them; None where there is no newcomer."""
    put = newcomer(question)
    if not put or question.kind == "position":
        return None
    text = f"What did {put} say?"
    note = f"nothing found on that; taken as: {text}"
    part = part_of(question, text, "position")
    return replace(part, context=(), swapped=None, notes=(*question.notes, note))


_BODIES = frozenset(stem(word) for word in ORG_HEADS)
_ACCORDING = re.compile(
    r"\baccording to (?:the |an? )?(?P<who>[^,?]{2,40}?)(?=,|\?|$| (?:in|on|at|and|when|how)\b)", re.IGNORECASE
)


def by_source(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence near which the one stands to whom a question appeals ("according to the police"), if any does."""
    found = _ACCORDING.search(question.text)
    who = keys(" ".join(content_words(found["who"]))) if found and question.kind == "number" else frozenset()
    held = [item for item in evidence if not item.lacking & who]
    return held if who and any(item.suits for item in held) else list(evidence)
