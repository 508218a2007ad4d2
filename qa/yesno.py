"""Yes or no: what a sentence says of a claim that a question puts — and who says so.

A sentence answers only when it has the question's predicate, or a word of like meaning, and its names. Then the words
around the predicate decide: a negation means no, a denial is told as a denial, and what somebody only promised is not
told as done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from index.facts import Facts
from index.statements import Statement
from qa.assertion import NEGATION, clause_before, told
from qa.attribute import actors_meant, office_asked, speaker_with_role
from qa.coverage import people_in, there_in
from qa.draft import Draft, shown
from qa.kinds import asks_about_comments
from qa.premise import places_of
from qa.records import Answer, Evidence, Question
from qa.stated import UNTOLD
from qa.statement_answers import readers
from qa.telling import Teller
from qa.thesaurus import kin_of, with_particle
from qa.verb import AUXILIARY, object_of, predicate
from qa.whose import A_BODY, of_what_anothers_is, other_roles
from qa.words import content_words, keys, stem, stems

Finding = Literal["yes", "no", "denied", "promised"]

_OPPOSITE: Mapping[Finding, Finding] = MappingProxyType({"yes": "no", "no": "yes"})  # who accepted did not reject
COVERED = 0.5  # share of the question's words that a sentence and those beside it must carry
_DENIAL = frozenset(stem(w) for w in "deny denied reject dispute refute rebut dismiss".split())
_BEFORE = re.compile(r"\b(?:ever|before|previously)\W*(?:before\W*)?$|\bever\b", re.IGNORECASE)
_FIRST_TIME = re.compile(r"\b(?:first|only) (?:time|ever)\b|\bfor the first time\b", re.IGNORECASE)
_REFUSED = re.compile(
    r"\b(?:refus|declin|reject|den[iy]|dismiss|oppos|rul(?:e[ds]?|ing) out|against)\w*", re.IGNORECASE
)
_TURNED_DOWN = re.compile(  # no denial: a demand or an offer is turned down
    r"\b(?:reject|dismiss|refut|rebut)\w* (?:an?|any|the|all|his|her|its|their|that) (?:[\w'’-]+ ){0,3}?"
    r"(?:calls?|demands?|offers?|plans?|proposals?|bids?|requests?|appeals?|motions?|petitions?)\b",
    re.IGNORECASE,
)
_ANNOUNCED = frozenset({stem("announce")})  # also what is done already: “announced that it had signed”
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
_ONCE = re.compile(r"\b(?:at first|initially|originally)\b", re.IGNORECASE)  # and otherwise since
# What is only asked or rumoured: “declined to comment on reports that …”, “would not say whether …”.
_ONLY_RAISED = re.compile(
    r"\b(?:reports?|rumou?rs?|speculation|suggestions?|claims|allegations?) (?:that|of)\b[^,;:.]*$|"
    r"\bwhether\b[^,;:.]*$|\b(?:ask\w*|wonder\w*|know|sure|clear|see|say) (?:\w+ )?if\b[^,;:.]*$",
    re.IGNORECASE,
)
_BORNE_OUT = re.compile(r"\b(?:confirm|admit|acknowledg)\w*", re.IGNORECASE)
_RULED, _WITHIN = 8, 0.45  # sentences that are asked whether a claim is so, and how far below the best they may lie


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one sentence says of the claim, and the statement it says it in, None where the reporter does.

    `exact` is false where only a word of like or contrary sense stands for the predicate.
    """

    finding: Finding
    evidence: Evidence
    statement: Statement | None
    exact: bool = True


def yes_or_no(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """Yes or no by a sentence that says so, and who says it; of a claim that only readers make, that it is one."""
    draft = Draft(question)
    if question.about_comments:
        claimed = next((e for e in evidence if claimed_by_readers(question, e)), None)
        if claimed is None:
            return readers(teller, question, evidence) if asks_about_comments(question.text) else None
        words = shown(claimed.hit.document.text, claimed.start, claimed.end, claimed.span)
        writer = claimed.hit.passage.author or "a reader"
        draft.claim(words, draft.cite(claimed), short=f"Only in readers' comments, by {writer}", speaker=writer)
        return draft.answer(teller.trust.of(claimed))
    near = [e for e in evidence[:_RULED] if e.score >= evidence[0].score - _WITHIN]
    rulings = [found for e in near if (found := ruling(question, e, teller.facts_of(e))) is not None]
    found = best_ruling(rulings)
    if found is None or teller.trust.of(found.evidence) < teller.limits.ruled:
        return None
    item, statement = found.evidence, found.statement
    who = speaker_with_role(teller.facts_of(item), statement) if statement else None
    quote = shown(item.hit.document.text, item.start, item.end, item.span)
    speaker = statement.speaker if statement else None
    denial = denial_of(found, teller.facts_of(item))
    opening = wording(found, who, disputed=denial is not None)
    draft.claim(quote, draft.cite(item), short=opening, speaker=speaker)
    if denial is not None:
        document = item.hit.document
        marker = draft.cite_span(document, item.hit.passage, *denial)
        draft.claim(shown(document.text, *denial), marker, short="Denied")
    return draft.answer(teller.trust.of(item))


def ruling(question: Question, item: Evidence, facts: Facts) -> Ruling | None:
    """What a sentence says of the question's claim; None where it does not speak of it."""
    turns_on = predicate(question.text)
    if item.coverage < COVERED or _unnamed(question, item) or of_what_anothers_is(question, item):
        return None
    found = []
    for place, contrary in _places_of(turns_on, question, item):
        if other_roles(question, turns_on, item, [place], facts) or _of_another(question, turns_on, item, place, facts):
            continue
        statement = _statement_around(facts, item, place)
        if _left_open(question, item, statement, place):
            continue
        if statement is not None and (_TURNED_DOWN.search(item.text) or _is_the_deed(item, statement, place)):
            statement = None
        finding = _finding(question, item, statement, place)
        exact = turns_on is not None and stem(turns_on) in stems(item.text)
        found.append(Ruling(_OPPOSITE.get(finding, finding) if contrary else finding, item, statement, exact))
    return best_ruling(found)


def _of_another(question: Question, turns_on: str | None, item: Evidence, verb_at: int, facts: Facts) -> bool:
    """Whether the one who did it, as the question has it, is neither named nor meant in a sentence that names another
    person: “Stone has settled. The case against Holt goes on.”"""
    asked = question.text.partition(turns_on)[0] if turns_on else ""
    people = [keys(actor.name) for actor in facts.actors if actor.kind == "person"]
    doers = [keys(name) for name in question.names if name in asked and any(keys(name) <= one for one in people)]
    doers += [keys(one.name) for one in actors_meant(facts, question)[:1] if office_asked(question.text)]
    if not doers or A_BODY.search(item.hit.document.text, item.start, verb_at):
        return False
    spoken = there_in(facts, item.start, item.end)
    there = keys(f"{item.text} {people_in(facts, item.start, item.end)}")
    return any(one.kind == "person" for one in spoken) and not any(doer & there for doer in doers)


def _unnamed(question: Question, item: Evidence) -> bool:
    """Whether somebody whom the question names is nowhere near: no word of the name, of which news often has one."""
    gone = item.lacking & question.name_keys
    named = [keys(name) & question.name_keys for name in question.names]
    return any(own and own <= gone for own in named) or bool(gone.difference(*named))


def _is_the_deed(item: Evidence, statement: Statement, place: int) -> bool:
    """Whether the reporting word is itself what is told of: who “dismissed” a coach has sacked and not denied him, and
    that somebody denied it is what the report says."""
    here = re.match(r"[\w'’-]+", item.hit.document.text[place : item.end])
    return here is not None and stem(here.group()) == _stem_of(statement.cue)


def _left_open(question: Question, item: Evidence, statement: Statement | None, place: int) -> bool:
    """Whether the sentence only raises or wishes for what the question asks, tells what was so at first, or only
    threatens what the question takes for done: “he threatened to shoot” says neither that he did nor that not."""
    text, cue = item.hit.document.text, _stem_of(statement.cue) if statement else ""
    before, clause = text[item.start : place], _clause(text, item, place)
    if _ONCE.search(before) or _WISHED.search(clause):
        return True
    if cue not in _DENIAL and _ONLY_RAISED.search(before) and not _BORNE_OUT.search(before):
        return True
    unreal = place < item.end and _asks_of_done(question) and told(text, item.start, place) == "unreal"
    return unreal and cue not in _PROMISE and not _AHEAD.search(clause)


def _asks_of_done(question: Question) -> bool:
    """Whether the claim is of something done, and not of what somebody *has to* do or *was told to* do."""
    opening = AUXILIARY.match(question.text)
    done = opening is not None and opening.group(1).lower() in _DONE
    return done and not re.search(rf"\bto {predicate(question.text)}\b", question.text)


_DONE = frozenset("did has have had was were is are".split())


def _places_of(turns_on: str | None, question: Question, item: Evidence) -> list[tuple[int, bool]]:
    """Where the sentence has the predicate, or a word of like or contrary sense, and whether it is a contrary one; its
    end where only a likeness can be supposed, so that all of it is looked at."""
    if turns_on is None:
        return [(item.end, False)]
    kin, key = kin_of(turns_on, question.text), stem(turns_on)
    if with_particle(turns_on, question.text):
        kin = replace(kin, forms=frozenset())  # who only “said” something did not “say sorry”
    part = _part_about(question.text, turns_on, item)
    words = item.hit.document.text[slice(*part)]
    for sense, contrary in ((kin.itself, False), (kin, False), (kin.opposite, True)):
        if sense.meets(stems(words)):
            told_of = not sense.alike or _has_object(question, turns_on, item)
            return [(place, contrary) for place in places_of(sense, item, part) if told_of]
    denied = bool(NEGATION.search(words) or re.search(r"\bden(?:y|ies|ied|ying)\b", words))
    if part != (item.start, item.end):
        return [(part[1], False)] if denied else []  # “she accepted; he has not replied”
    beside = key in item.lacking or key in stems(item.hit.passage.text) or key in stems(item.hit.document.title)
    # A word of like meaning can be supposed where something is turned down: “will she sell” — “we have refused”.
    refused = denied and _REFUSED.search(words) is not None
    return [(item.end, False)] if refused and not beside and turns_on in question.plain else []


def _part_about(asked: str, turns_on: str, item: Evidence) -> tuple[int, int]:
    """The part of a sentence between semicolons that speaks of the question's subject; all of it where none does alone,
    or where the predicate stands in all."""
    subject = stems(" ".join(content_words(asked[: asked.find(turns_on)])))
    text = item.hit.document.text
    parts = [part.span() for part in re.compile("[^;]+").finditer(text, item.start, item.end)]
    about = [part for part in parts if subject & stems(text[slice(*part)])]
    return about[0] if len(parts) > 1 and len(about) == 1 else (item.start, item.end)


def _has_object(question: Question, turns_on: str, item: Evidence) -> bool:
    """Whether a word of what stands right behind the predicate is in the sentence too, itself or in like sense."""
    behind, own = object_of(question.text, turns_on), stems(item.text) | keys(item.text)
    things = [word for word in behind if not word.endswith(("'s", "’s", "s'", "s’"))]  # “the *union's* demands”
    if re.search(rf"\b{re.escape(turns_on)} (?:of|from|in|at|by|after)\b", question.text):
        return not things or any(not keys(word) <= item.lacking for word in things)  # “did anybody die *of the flour*”
    return not things or any(keys(word) & own or kin_of(word, question.text).meets(own) for word in things)


_JUST_BEFORE = 24  # code points: “promised to mend | the roof by May” where the content is taken to begin at its object


def _statement_around(facts: Facts, item: Evidence, place: int) -> Statement | None:
    """The statement whose content holds the predicate; of several the innermost. A refusal counts by its words."""
    around = []
    for said in facts.statements:
        cue = _stem_of(said.cue)
        refused = cue in _DENIAL and said.start < item.end and item.start < said.end
        promised = cue in _PROMISE and item.start <= said.start - _JUST_BEFORE <= place < said.end
        if said.start <= place < said.end or refused or promised:
            around.append(said)
    return min(around, key=lambda s: s.end - s.start, default=None)


def _stem_of(cue: str) -> str:
    return stem(cue.partition(" ")[0])


def _finding(question: Question, item: Evidence, statement: Statement | None, place: int) -> Finding:
    cue = _stem_of(statement.cue) if statement else ""
    if cue in _DENIAL:
        return "denied"
    text = item.hit.document.text
    clause = _clause(text, item, place)
    never_before = _BEFORE.search(question.text) and _FIRST_TIME.search(item.text)
    if never_before or NEGATION.search(clause) or (place < item.end and told(text, item.start, place) == "not"):
        return "no"
    untold = _SAYS_WHICH.search(question.text) and UNTOLD.search(item.text)
    if untold or _left_out(question, item) or _how_else(question, item):
        return "no"
    if _asks_of_done(question) and (cue in _PROMISE - _ANNOUNCED or _AHEAD.search(clause)):
        return "promised"
    return "yes"


_SAYS_WHICH = re.compile(r"\b(?:say|tell|name|reveal|disclose|explain) (?:wh[a-z]+|how)\b", re.IGNORECASE)


def _left_out(question: Question, item: Evidence) -> bool:
    """Whether a sentence takes out of it one whom the question names: “in every province except Holm”."""
    return any(keys(name) & keys(but[1]) for name in question.names for but in _BUT_FOR.finditer(item.text))


_BUT_FOR = re.compile(
    r"\b(?:all|each|any|every\w*)\b[^.;:]*?\b(?:except(?: for)?|but|other than|apart from) ([^.;:,]+)", re.IGNORECASE
)


def _how_else(question: Question, item: Evidence) -> bool:
    """Whether a sentence denies how it was, “not due to *natural* causes”, where it is asked whether it was
    *naturally*."""
    how, text = re.search(r"\b([a-z]{3,}ly)\W*$", question.text), item.hit.document.text
    there = places_of(kin_of(how[1]).itself, item) if how else []
    return bool(there) and all(NEGATION.search(clause_before(text[item.start : place])) for place in there)


def _clause(text: str, item: Evidence, place: int) -> str:
    """The words before the predicate in its clause; a negation behind it is another's."""
    before = text[item.start : place]
    return before if place >= item.end else clause_before(before)


# What a denial takes up from the sentence before: "She denied that", "He called the accusation nonsense".
_TAKEN_UP = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput\w+|reject\w+|dismiss\w+|refut\w+|rebut\w+)\b[^.;]{0,20}?"
    r"\b(?:that|this|it|(?:the|those|these|such)\s+(?:\w+\s+)?(?:claim|accusation|allegation|charge|suggestion|report)s?)\b"
    r"(?=[\s.,;:]*(?:$|[.,;:]|\b(?:saying|and|as|but|on|in)\b))"
    r"|\bcalled (?:that|this|it|the (?:claim|accusation|allegation|charge|report)s?) "
    r"(?:\w+ )?(?:false|untrue|wrong|nonsense|baseless|unfounded|absurd|an? (?:lie|fabrication|smear))\b",
    re.IGNORECASE,
)


_CHARGED = re.compile(  # what somebody is made to answer for without anybody being quoted
    r"\b(?:accused|suspected|charged|banned|suspended|fined|sued|arrested|convicted|sentenced|dismissed|sacked)\b",
    re.IGNORECASE,
)


def denial_of(found: Ruling, facts: Facts) -> tuple[int, int] | None:
    """The sentence right after a claim by somebody in which it is denied, as (start, end); None where there is none."""
    charged = found.statement is not None or _CHARGED.search(found.evidence.text) is not None
    if not charged or found.finding != "yes":
        return None
    place = facts.sentence_at(found.evidence.start)
    text = found.evidence.hit.document.text
    for follows in facts.sentences[place + 1 : place + 3] if place is not None else ():
        if follows.kind == "article" and _TAKEN_UP.search(text, follows.start, follows.end):
            return follows.start, follows.end
    return None


def best_ruling(rulings: Sequence[Ruling]) -> Ruling | None:
    """The ruling that an answer goes by: one in the question's own word, a fact before a promise, the best supported.

    `rulings` are in the order of their evidence.
    """
    own = [one for one in rulings if one.exact] or rulings
    facts = [one for one in own if one.finding != "promised"]
    return next(iter(facts or own), None)


def wording(found: Ruling, who: str | None, *, disputed: bool = False) -> str:
    """The finding as an answer opens with it; `who` is the speaker with the role, None for the reporter."""
    if disputed:
        return f"Disputed: claimed by {who}" if who else "Disputed"
    if found.finding == "denied":
        return f"Denied by {who or 'those concerned'}"
    if found.finding == "promised":
        return f"Promised by {who}, not reported as done" if who else "Announced, not reported as done"
    said = found.finding.capitalize()
    return f"{said}, says {who}" if who else said


def claimed_by_readers(question: Question, item: Evidence) -> bool:
    """Whether a reader's comment puts the very claim of the question: its predicate and its names."""
    turns_on = predicate(question.text)
    if turns_on is None or item.coverage < COVERED or _unnamed(question, item):
        return False
    return stem(turns_on) in keys(item.text) or stem(turns_on) not in item.lacking
