"""The sentences that together make a list: which of the evidence names items of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.vocabulary import is_role, singular
from qa.assertion import NOT_DONE
from qa.coverage import spoken_of
from qa.items import calls_so, class_of, items_in, that_add
from qa.people import name_with_role
from qa.records import Evidence, FactsOf, Question
from qa.telling import Teller, distinct, near_best
from qa.verb import LIGHT, verb_of
from qa.words import keys, stem, stems, words

MOST, MOST_THINGS = 6, 3  # sentences of a list: of names, and of what the sentences themselves tell
ALSO, UNSURE = 0.5, -4.0  # how far below the best score another may lie where the reader is not unsure of it
SERIES = 0.22  # the same for one that enumerates, where the best names one item alone
DEEP, NEARLY = 8, 0.75  # of how many sentences, and of which share of the best coverage, others may go on
CALLED = 0.6  # the same for a sentence that gives items by the noun asked for
GOES_ON = 0.4  # the share of a sentence's coverage that one keeps which goes on from it
REACH = 3  # sentences behind one of the list that may go on from it
_GOES_ON = re.compile(
    r"^\W*(?:(?:the|these|those)\s+(?:\w+\s+){0,5}(?:are|were|include)|they|among (?:them|those)|both|another|"
    r"others?|a (?:second|third|fourth|further)|the (?:second|third|fourth|other|others|two|three|four|five|last)|also|"
    r"so (?:did|was|were|has|have|do)|in addition(?! to)|besides|it also|(?:s?he|it|they) (?:also|too)\b)"
    r"|\b(?:named|identified|listed) (?:the (?:\w+ )?(?:as)?|them|as)\b|\b(?:as well|also|too)\b|\bare:|\bwere:",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:them|these|those|its|their)\b", re.IGNORECASE)
_NOT_SO = re.compile(rf"{NOT_DONE}|\b(?:except|against|instead)\b", re.IGNORECASE)
_CLAIMS = re.compile(  # whatever was said, be it that something is so or not
    r"\b(?:statements?|claims?|views?|positions?|opinions?|answers?|reactions?|remarks?|sa(?:y|ys|id))\b", re.IGNORECASE
)


def members(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that answer by themselves, best first, then those that go on from them, or from others that are of
    the subject without saying who or what."""
    heads = _heads(teller, question, evidence)
    best = heads[0]
    whole = len(items_in(question, best, teller.facts_of(best))) > 1
    subject = [item for item in evidence[:DEEP] if item.coverage >= NEARLY * best.coverage and not whole]
    chosen = [_pointed_at(teller, question, item, evidence) or item for item in heads]
    for item in (*heads, *subject):
        for one in _behind(teller, question, item, evidence):
            if all(one.at != other.at for other in chosen):
                chosen.append(one)
    return chosen if class_of(question.text) != "thing" else distinct(chosen, MOST)


def around(
    teller: Teller, question: Question, chosen: Sequence[Evidence], evidence: Sequence[Evidence]
) -> list[Evidence]:
    """The sentences right beside those chosen that name items too, for a list that is known to be longer."""
    near = {other.at for one in chosen for away, other in nearby(teller, one, evidence) if abs(away) <= REACH}
    new = [item for item in evidence if item.at in near - {one.at for one in chosen} and _so(question, item)]
    return [item for item in new if items_in(question, item, teller.facts_of(item))]


def _heads(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that answer by themselves; where some have the verb of the question, those alone."""
    best = evidence[0]
    near = near_best(evidence, teller.limits.window)

    def names_in(item: Evidence) -> int:
        return len(items_in(question, item, teller.facts_of(item)))

    alone = class_of(question.text) != "thing" and names_in(best) < 2
    # beside a sentence that enumerates or tells things, others have to have all that it has of the question
    fit = [item for item in evidence if _so(question, item) and (alone or item.lacking <= best.lacking)]
    heads = [
        item
        for item in fit
        if item in near
        or (item.reading > UNSURE and item.score >= best.score - ALSO)
        or (alone and item.score >= best.score - SERIES and names_in(item) > 1)
    ]
    alike = [item for item in fit if item.coverage >= CALLED * best.coverage]
    called = [item for item in alike if calls_so(question, item, teller.facts_of(item))]
    if called:
        return called[:MOST]
    verb = verb_of(question.text)
    if verb is not None and stem(verb) not in LIGHT:
        doing = [item for item in heads if stem(verb) in stems(item.text)]
        if any(item.reading > UNSURE for item in doing):
            heads = doing
    heads = heads or [best]
    # of names, those told already are left out one by one; of things, sentences that say the same
    return heads[:MOST] if class_of(question.text) != "thing" else distinct(heads, MOST_THINGS)


def _so(question: Question, item: Evidence) -> bool:
    """Whether a sentence does not say the opposite of what is asked."""
    asked = _NOT_SO.search(question.text) or _CLAIMS.search(question.text)
    return bool(asked) or not _NOT_SO.search(item.text)


def _behind(teller: Teller, question: Question, item: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences behind one that go on from it."""
    found = []
    for away, other in nearby(teller, item, evidence):
        on = 0 < away <= REACH and _GOES_ON.search(other.text) and other.coverage >= GOES_ON * item.coverage
        named = class_of(question.text) == "thing" or items_in(question, other, teller.facts_of(other))
        if on and named and _so(question, other):
            found.append((away, other))
    return [other for _, other in sorted(found, key=lambda one: one[0])]


def _pointed_at(teller: Teller, question: Question, item: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence before one, where it enumerates what this one only calls “them”."""
    if not _POINTS_BACK.search(item.text) or class_of(question.text) == "thing":
        return None
    own = len(items_in(question, item, teller.facts_of(item)))
    for away, other in nearby(teller, item, evidence):
        if away == -1 and len(items_in(question, other, teller.facts_of(other))) > max(own, 2):
            return other
    return None


def nearby(teller: Teller, item: Evidence, evidence: Sequence[Evidence]) -> list[tuple[int, Evidence]]:
    """The evidence of the same document, each with how many sentences it lies behind."""
    facts = teller.facts_of(item)
    place = facts.sentence_at(item.start) or 0
    return [
        ((facts.sentence_at(other.start) or 0) - place, other)
        for other in evidence
        if other.hit.document.id == item.hit.document.id and other.start != item.start
    ]


# --- all who held an office: by the roles that documents give, and by who came before or after whom

_HELD = re.compile(
    r"\b(?:been|held|holding|served as|were|are)\s+(?:the\s+|an?\s+|all\s+)*(?P<role>(?:[a-z-]+\s+){0,2}[a-z-]+?)"
    r"(?=\s+(?:of|at|in|for|since|before|so far)\b|\W*$)"
    r"|\b(?:which|the|what)\s+(?P<all>(?:[a-z-]+\s+)?[a-z-]+s)\s+(?:\w+\s+){0,2}(?:quoted|named|mentioned)\b",
    re.IGNORECASE,
)
_IN_TURN = re.compile(
    r"\b(?:predecessor|successor|succeed|took over|tak(?:es|ing|en) over|former|replac|handed over|step\w* down|resign|"
    r"appointed|elected|sworn in|in the post|follow)",
    re.IGNORECASE,
)
OF_ONE = 0.5  # the share of the best coverage that a sentence of the same subject has at least


def held_by(asked: str, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[tuple[Evidence, list[str]]]:
    """The sentences that name somebody in the office whose holders are asked for, or before or after one who held it,
    each with the names that it adds, in the order of the evidence; none where no office is asked for."""
    found = _HELD.search(asked)
    role = words((found["role"] or found["all"]) if found else "")[-1:]
    if not role or not is_role(singular(role[0])):
        return []
    head, least = stem(role[0]), OF_ONE * max((item.coverage for item in evidence), default=0.0)
    near = [item for item in evidence if item.coverage >= least]
    holders = {a.name for item in near for a in facts_of(item).actors if any(head in keys(r.text) for r in a.roles)}
    told = []
    for item in near:
        spoken = [a for a in spoken_of(facts_of(item), item.start, item.end) if a.kind == "person"]
        in_turn = _IN_TURN.search(item.text) and any(one.name in holders for one in spoken)
        names = []
        for one in spoken:
            at = next((low for low, _ in one.mentions if item.start <= low < item.end), None)
            held = any(head in keys(r.text) and item.start <= r.start < item.end for r in one.roles)
            if at is not None and (in_turn or held):
                names.append(name_with_role(one, at))
        told.append((item, names))
    return that_add(told)
