"""Answers that are what somebody said: a position in order of time, all statements, what readers wrote.

What somebody thinks is told by what they said of it, as far as their words are about the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.cues import cue_verbs
from index.dates import format_value
from index.facts import Facts
from qa.attribute import actors_meant, group_asked, statement_at
from qa.coverage import people_in
from qa.deeds import takes_side
from qa.draft import Draft
from qa.otherwise import REACTED
from qa.records import Answer, Evidence, FactsOf, Question
from qa.said import When, earliest, said_when
from qa.stated import absent, beside, on_the_subject, subject_keys
from qa.suit import by_actor
from qa.telling import Teller, distinct, near_best
from qa.thesaurus import kin_of
from qa.verb import verb_of
from qa.words import keys, stem

_ALL_SAID = re.compile(
    r"\b(?:statements?|quotes?|quotations?|remarks?|utterances)\b.{0,40}\b(?:by|of|from|did|does|make|made|has|have)\b|"
    r"\b(?:everything|all(?: that)?) .{1,60}\b(?:said|says|stated)\b",
    re.IGNORECASE,
)
ALL = 6  # statements told where all are asked for


def statements(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """What the actor of the question said, in order of time; of a position, every moment and that it changed."""
    near = own_words(question, evidence, teller.facts_of)
    if near is None:
        return None  # the one who is asked about speaks in the documents, but not of this
    stance = bool(near) and asks_for_stance(question)
    near = near or [item for item in evidence if teller.facts_of(item).said_in(item.start, item.end)] or list(evidence)
    told = [teller.whole(item) for item in near_best(near, WIDE if stance else CLOSE)]
    chosen = distinct(told, MOMENTS if stance else 3)
    draft, earlier = Draft(question), None
    for when, item in in_order(chosen, teller.facts_of):
        later = earlier is not None and when.value not in (None, earlier)
        lead = format_value(when.value) if stance and len(chosen) > 1 and when.value else ""
        lead += ", changed" if lead and later and turned(item) else ""
        teller.quote(draft, item, lead=f"{lead}: " if lead else "", when=when)
        earlier = when.value or earlier
    return draft.answer(teller.trust.of(near[0]))


def readers(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer:
    """What readers wrote: the best comment, with others near it where no one reader is meant."""
    near = near_best(evidence, CLOSE)
    one = re.search(r"\b(?:which|the|a|what) (?:reader|commenter|poster)\b", question.text, re.IGNORECASE)
    named = any(keys(e.hit.passage.author or "") & question.keys for e in near[:1])
    draft = Draft(question)
    for item in distinct(near, 1 if one or named else 3):
        teller.quote(draft, item)
    return draft.answer(teller.trust.of(evidence[0]))


def all_said(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """All statements of somebody, where they are asked for, in order of time; None where they are not."""
    asked = _ALL_SAID.search(question.text) is not None
    told = [item for item in evidence if asked and by_actor(question, item, teller.facts_of(item))][:ALL]
    if not told:
        return None
    draft = Draft(question)
    for when, item in in_order(told, teller.facts_of):
        teller.quote(draft, item, lead=f"{format_value(when.value)}: " if when.value else "", when=when)
    return draft.answer(max(teller.trust.of(item) for item in told))


_STANCE = re.compile(
    r"\b(?:position|stance|views?|viewpoint|opinion|attitude|take)\b|\bthinks? (?:of|about)\b|"
    r"\bchang\w+ \w+ (?:minds?|tune|line)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:no longer|not any ?more|(?:changed|change) (?:my|his|her|their|its) minds?|(?:was|were) wrong|used to|"
    r"had (?:favou?red|backed|supported|opposed|wanted|promised|pledged)|revers\w+|dropp\w+|withdr[ae]w\w*|after all|"
    r"back(?:ed|s|ing)? (?:away|down)|soften\w*|reconsider\w*|now (?:says?|said|wants?|backs?|opposes?))\b",
    re.IGNORECASE,
)
WIDE, CLOSE = 0.45, 0.14  # how far below the best score another statement may lie: of a stance, and of other words
MEANT = 0.6  # cosine of question and sentence from which what is said is about the subject, in whatever words
ACTED = 0.3  # how far below the best score the very act that is asked for may lie
MOMENTS = 4  # statements told of a stance at most


def asks_for_stance(question: Question) -> bool:
    """Whether a position is asked for, which may have changed, and not one thing that was said."""
    return bool(_STANCE.search(question.text))


def own_words(question: Question, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[Evidence] | None:
    """The sentences in which the one asked about speaks of the subject, best first.

    Empty where nobody is known to be asked about; None where they speak, but of something else.
    """
    told = [item for item in evidence if by_actor(question, item, facts_of(item))]
    about = [item for item in told if _about(question, item, facts_of(item))]
    best, stance = evidence[0], asks_for_stance(question)
    meant = actors_meant(facts_of(best), question)
    spoken_of = bool(meant) and any(best.start <= low < best.end for low, _ in meant[0].mentions)
    silent = spoken_of and not _tells_of_words(question, best, facts_of(best))
    if told and not about and (silent or not (spoken_of and _about(question, best, facts_of(best)))):
        return None
    of_group = group_asked(question.text) & keys(best.text) and facts_of(best).said_in(best.start, best.end)
    if not told and (of_group or (silent and meant[0].kind == "person")):
        return None  # others speak of the suspect who is asked about
    chosen = about or told
    acted = [] if stance else [item for item in chosen if as_asked(question, item, facts_of(item))]
    if acted and acted[0].score >= best.score - ACTED:
        return [item for item in acted if item.score >= acted[0].score - CLOSE]
    near = [item for item in chosen if item.score >= best.score - (WIDE if stance else CLOSE)]
    if told and not near and not spoken_of and not group_asked(question.text):
        return None
    return _most_of_subject(question, near, facts_of) if stance else near


MOST = 0.7  # share of the subject, of the best share in a report, that its other statements have at least


def _most_of_subject(question: Question, items: Sequence[Evidence], facts_of: FactsOf) -> list[Evidence]:
    """Statements without those that have far less of the subject than another of the same report: what she said of the
    fees, where it is asked what she thinks of the fees for boats. A word of the sentence beside counts half."""
    shares, best, before = [], dict[str, float](), keys(" ".join(question.context))
    for item in items:
        facts = facts_of(item)
        subject, near = subject_keys(question, facts) - before, keys(beside(item, facts))
        own = keys(f"{item.text} {people_in(facts, item.start, item.end)}")
        share = (len(subject & own) + len(subject & near)) / 2 if item.similarity < MEANT else len(subject)
        shares.append(share)
        best[item.hit.document.id] = max(best.get(item.hit.document.id, 0.0), share)
    return [i for i, share in zip(items, shares, strict=True) if share >= MOST * best[i.hit.document.id]]


def stands_so(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether, where it is asked why somebody opposes or backs a thing, they speak so of it, without that verb."""
    verb = verb_of(question.text) if question.kind == "open" and question.names else None
    sided = verb is not None and takes_side(kin_of(verb, question.text), item.text)
    return sided and by_actor(question, item, facts) and on_the_subject(question, item, facts)


_SAID = re.compile(r"\b(?:did|does|has|have|had) .{2,60}? sa(?:y|id)\b", re.IGNORECASE)
_SILENT = re.compile(
    r"\b(?:not|never|declin\w+|refus\w+|silent|silence|unavailable|yet to|no comment|without)\b|n[’']t\b", re.IGNORECASE
)


def _tells_of_words(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence, where it is asked what somebody said, reports any words or that there were none."""
    said = bool(facts.said_in(item.start, item.end))
    return said or not _SAID.search(question.text) or bool(_SILENT.search(item.text))


def _about(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether a sentence of the one asked about speaks of the subject: by its words or its meaning, and of a reaction
    by those of its report, since who replies seldom says again to what.

    A headline that names the same person is near enough to every question about them, and its meaning says nothing.
    """
    meant = item.similarity >= MEANT and item.text not in item.hit.document.title
    if meant or (on_the_subject(question, item, facts) and not _without_head(question, item, facts)):
        return True
    return bool(REACTED.search(question.text)) and subject_keys(question, facts) <= keys(item.hit.document.text)


_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning) (?:the |an? |his |her |its |their |any )?"
    r"(?P<what>[\w’'-]+(?: (?!of|in|on|at|to|for|from|by|with|as|and|or|that|than)[\w’'-]+)*)[^?]*\W*$",
    re.IGNORECASE,
)
NEARLY = 0.5  # cosine of question and sentence below which what the words are to be about has to be there


def _without_head(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether the very thing that words are to be about, “bus *fares*”, is nowhere near a sentence of like words."""
    found = _ABOUT.search(question.text)
    head = found and stem(found["what"].split()[-1].rstrip("’'"))
    return head in absent(question, item, facts) and item.similarity < NEARLY


_GENERAL = frozenset(
    "say tell think ask call comment respond reply react write explain describe answer state speak want believe claim "
    "argue tweet post add note".split()
)


def as_asked(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether the one asked about does in a sentence what the question asks for by its verb: promise, deny, defend."""
    asked = {cue.lemma for word in question.plain for cue in cue_verbs().get(word.lower(), ())} - _GENERAL
    said = [s.cue.lower().partition(" ")[0] for s in facts.said_in(item.start, item.end)] if asked else []
    done = {one.lemma for word in said for one in cue_verbs().get(word, ())}
    return bool(asked & done) and by_actor(question, item, facts)


def in_order(items: Sequence[Evidence], facts_of: FactsOf) -> list[tuple[When, Evidence]]:
    """Sentences with their moments, when the statement was made or else was published, the earliest first."""
    found = [(item, facts_of(item)) for item in items]
    dated = [(said_when(i.hit.document, facts, statement_at(facts, i.start, i.end)), i) for i, facts in found]
    return sorted(dated, key=lambda one: (earliest(one[0].value), one[1].hit.document.path, one[1].start))


def turned(item: Evidence) -> bool:
    """Whether a statement says of itself that it departs from an earlier one."""
    return bool(_TURNED.search(item.text))
