"""Somebody whom a question means by an office or a part alone, “the mediator”, “the suspect”: who that is.

Documents say it in three ways: beside the name (“mediator Ada Roth”, “Ada Roth was chosen as mediator”), behind a
sentence that names somebody (“Ada Roth was appointed. *The mediator* is to …”), or ahead of the name (“*The mediator*
gave up on Monday. Ada Roth, 61, …”). Whoever else has an office of their own is not meant by another one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.actors import Actor, lesser, letters_of, same_person
from index.facts import Facts, Sentence
from index.records import Document
from index.roles import Role, heads_meant, role_heads
from index.vocabulary import ORG_HEADS, is_role, singular
from qa.contrast import part_of
from qa.kinds import TOLD_BEFORE
from qa.records import Answer, Question
from qa.words import FUNCTION_WORDS, content_words, keys, stem

DocumentFacts = Callable[[Document], Facts]
MENTIONS = 40  # places of a description that are looked at in a document
HALF = 0.5  # the share of the question's other words that the document has at least whose holder is one of several
_LONGEST = 200_000  # code points of a document that is not looked through
_PARTS = frozenset(  # what somebody is in one story
    "suspect thief winner loser killer murderer attacker hijacker robber burglar hostage passenger patient employee "
    "insurer whistleblower buyer seller bidder arsonist kidnapper swimmer climber hiker runner teenager intruder "
    "shooter heir nominee".split()
)
_MAKERS = ("ator", "utor", "uctor")  # arbitrator, prosecutor, conductor
_PHRASE = re.compile(
    r"\b(?P<whose>[Tt]he (?:[\w-]+ ){0,2}[\w-]+['’]s?|[\w.-]+['’]s?|[Tt]he) "
    r"(?P<words>(?:[A-Z][a-z]+ )?(?:[a-z-]+ ?){1,4})"
)
_IDENTITY = re.compile(
    r"^\W*(?:who|which [\w-]+)(?:['’]s| is| was| were| are)\s+(?:the\s+)?(?P<of>[\w -]*['’]s)?", re.IGNORECASE
)
_TAIL = re.compile(r"^ (?:of|at|for) (?:the )?(?P<of>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*|[a-z-]+)")
_MADE = r"(?:appointed|named|chosen|elected|picked|hired|made|became|become|serves?|served|acts?|acted|nominated)"
_FORMER = re.compile(r"\b(?:former|retired|ex|outgoing|late)\b", re.IGNORECASE)
_AHEAD = 30  # code points within which the sentence behind a description begins with the name


@dataclass(frozen=True, slots=True)
class Described:
    """A description in a question: where it stands, its head (“mediator”), and the keys of what narrows it down."""

    start: int
    end: int
    head: str
    narrow: frozenset[str]


def description_in(text: str) -> Described | None:
    """The first somebody whom a question means by an office or a part alone; None where there is none."""
    identity = _IDENTITY.match(text)
    if identity and not identity["of"]:
        return None
    told = TOLD_BEFORE.match(text)  # “Ada Roth's memoir is out. Which play is the actor known for?”: she is meant
    for found in _PHRASE.finditer(text, endpos=told.end() if told else len(text)):
        described = _described(text, found)
        if described is not None and (identity or described.head in _RELATIVES):
            # “Who is the mediator's successor?”: who is the mediator?
            owner = _PHRASE.match(text[: found.end("whose")].removesuffix("'s").removesuffix("’s"), found.start())
            described = _described(text, owner) if owner else None
        if described is not None:
            return described
    return None


def _described(text: str, found: re.Match[str]) -> Described | None:
    """The description that some words of a question begin with, up to its head; None where nobody is meant by them."""
    plain = found["words"].split()
    first = next((n for n, word in enumerate(plain) if _is_somebody(word)), None)
    if first is None or (text[found.end() :][:1].isupper() and first == len(plain) - 1):
        return None  # nobody, or “the mayor Ada Roth”
    if any(word in FUNCTION_WORDS for word in plain[:first]):
        return None  # “the runoff for mayor”: a thing that has to do with an office
    last = next((n for n in range(first, len(plain)) if not _is_somebody(plain[n])), len(plain))
    if last < len(plain) and (plain[last] in ORG_HEADS or _NOUN.search(plain[last])):
        return None  # “the owner notification letters”, “the teacher union”: a thing that is called so
    end = found.start("words") + len(" ".join(plain[:last]))
    end += 2 if text[end : end + 2] in {"'s", "’s"} else 0
    tail = _TAIL.match(text[end:])
    owner = "" if found["whose"].lower() == "the" else found["whose"]
    narrow = keys(" ".join(content_words(f"{owner} {' '.join(plain[: last - 1])} {tail['of'] if tail else ''}")))
    return Described(found.start(), end, plain[last - 1], narrow - _PASSING)


_RELATIVES = frozenset(
    "successor predecessor deputy lawyer attorney spokesman spokeswoman aide adviser wife husband widow son daughter "
    "brother sister mother father".split()
)
_PASSING = keys("current")
_NOUN = re.compile(r"(?:tion|sion|ment|ness|ship|ance|ence|ity)s?$")


def _is_somebody(word: str) -> bool:
    return (is_role(word) and singular(word) == word) or word in _PARTS or word.endswith(_MAKERS)


def with_holder(question: Question, documents: Sequence[Document], facts_of: DocumentFacts) -> Question:
    """The question with the name of the one whom it means by an office, where the documents on its subject know just
    one, and a note that says so; else as it is."""
    question = _spelled_out(question, documents, facts_of)
    asked = description_in(question.text)
    if asked is None or question.about_comments:
        return question
    name = _only_one(asked, question, documents, facts_of)
    if name is None or keys(name) & question.keys:
        return question
    written = question.text[asked.start : asked.end]
    plain = re.sub("['’]s$", "", written)
    text = f"{question.text[: asked.start]}{name}{written[len(plain) :]}{question.text[asked.end :]}"
    note = f"“{plain}” is taken to be {name}"
    return replace(part_of(question, text, question.kind), notes=(*question.notes, note))


_LETTERS = re.compile(r"\b[A-Z]{3,6}\b")


def _spelled_out(question: Question, documents: Sequence[Document], facts_of: DocumentFacts) -> Question:
    """The question with the full name of a body that it calls by its letters, where the documents know just one."""
    for letters in _LETTERS.findall(question.text):
        read = [document for document in dict.fromkeys(documents) if len(document.text) <= _LONGEST]
        bodies = [actor.name for document in read for actor in facts_of(document).actors if actor.kind != "person"]
        full = {name for name in bodies if letters_of(name) == letters}
        if len(full) == 1:
            text = re.sub(rf"\b{letters}\b", min(full), question.text)
            note = f"“{letters}” is taken to be {min(full)}"
            question = replace(part_of(question, text, question.kind), notes=(*question.notes, note))
    return question


def speaks_of(named: Question, answer: Answer) -> bool:
    """Whether the documents that an answer cites name the one whom the question was taken to mean."""
    return all(named.name_keys <= keys(citation.document.text) for citation in answer.citations)


def _only_one(
    asked: Described, question: Question, documents: Sequence[Document], facts_of: DocumentFacts
) -> str | None:
    """Who fits the description in the documents that have most of the question's other words."""
    other = question.keys - {stem(asked.head)}
    told: list[tuple[tuple[bool, float], str, frozenset[str]]] = []
    for document in dict.fromkeys(documents):
        if len(document.text) > _LONGEST or not re.search(rf"\b{asked.head}\b", document.text, re.IGNORECASE):
            continue
        found = holder_in(asked, document, facts_of(document))
        if found is not None:
            article = " ".join(document.text[s.start : s.end] for s in document.spans if s.kind == "article")
            there = keys(f"{document.title} {article}")
            told.append(((found[1], len(other & there) / max(len(other), 1)), found[0], there))
    most = max((fit for fit, *_ in told), default=(False, 0.0))
    best = sorted({name for fit, name, _ in told if fit == most}, key=len)[-1:]
    if not best or (asked.narrow and not most[0]):
        return None
    # of two ministers only the one of justice is “the justice minister”
    rivals = {name for fit, name, _ in told if fit[0] == most[0] and not same_person(best[0].split(), name.split())}
    # two who have one office in one story came after each other, and nothing tells which of them is meant
    stories = [there for _, name, there in told if name in {best[0], *rivals}]
    both = any(keys(best[0].split()[-1]) | keys(rival.split()[-1]) <= there for rival in rivals for there in stories)
    tied = any(fit == most and name in rivals for fit, name, _ in told)
    return None if both or tied or (rivals and most[1] < HALF) else best[0]


def holder_in(asked: Described, document: Document, facts: Facts) -> tuple[str, bool] | None:
    """Whom a document means by a description, and whether what narrows it down stands there; None where that is
    nobody, or may be several."""
    people = [actor for actor in facts.actors if actor.kind == "person"]
    head = frozenset({asked.head})
    offices = [(a.name, role) for a in people for role in a.roles if _is_role(asked, role.text, head)]
    held = [(name, role.start) for name, role in offices] + list(_made_so(asked.head, document.text, facts, people))
    near = {name for name, at in held if asked.narrow <= _around(document, facts, at)}
    near = {name for name, role in offices if asked.narrow <= keys(role.text)} or near  # “Norway's minister”
    alike = {a.name for a in people if any(_is_role(asked, role.text, heads_meant(asked.head)) for role in a.roles)}
    named = near if near and asked.narrow else {name for name, _ in held} | alike
    if named:
        return (min(named), bool(near)) if len(named) == 1 else None
    pointed = list(_pointed_at(asked.head, document.text, facts, people))
    beside = [name for name, at in pointed if asked.narrow <= _around(document, facts, at)]
    best = Counter(beside or [name for name, _ in pointed]).most_common(2)
    return (best[0][0], bool(beside)) if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _around(document: Document, facts: Facts, at: int) -> frozenset[str]:
    """The words of the sentence at a place and of the one before, and the names of the whole document."""
    place = facts.sentence_at(at)
    start = facts.sentences[max(place - 1, 0)].start if place is not None else at
    end = facts.sentences[place].end if place is not None else at
    names = " ".join(actor.name for actor in facts.actors)
    return keys(document.text[start:end]) | keys(names)


def _is_role(asked: Described, role: str, heads: frozenset[str]) -> bool:
    """Whether a role is one of these offices, and nothing below it (“deputy mayor”)."""
    held = role_heads(re.split(r"\s(?:of|for|in|at|to|from)\s", role, maxsplit=1)[0])
    return bool(heads & (held | set(role.lower().split()))) and not lesser(role, " ".join(asked.narrow))


def _made_so(head: str, text: str, facts: Facts, people: Sequence[Actor]) -> Iterator[tuple[str, int]]:
    """Those who are told to have got an office, “Ada Roth was chosen as mediator”, and whose name stands behind it,
    “the head of the dock board, Ada Roth, …”."""
    starts = {low: actor.name for actor in people for low, _ in actor.mentions}
    whose = r"(?: (?:of|at|for) [^,.;\n]{2,60})?"
    beside = re.finditer(rf"(?<!deputy )(?<!vice )(?<!former )\b{head}{whose},? ", text, re.IGNORECASE)
    for found in islice(beside, MENTIONS):
        if found.end() in starts:
            yield starts[found.end()], found.start()
    made = re.finditer(rf"\b{_MADE}\b(?: as| to be)?(?: the| an?| its| their)?(?: [a-z-]+)? {head}\b", text)
    for found in islice(made, MENTIONS):
        place = facts.sentence_at(found.start())
        before = _named_in(people, facts.sentences[place].start, found.start()) if place is not None else []
        if before:
            yield before[0].name, found.start()


def _pointed_at(head: str, text: str, facts: Facts, people: Sequence[Actor]) -> Iterator[tuple[str, int]]:
    """For each “the mediator” whom the description can mean: somebody without another office, whom the sentence
    before names first, or with whom the sentence behind begins for the first time."""
    described = re.finditer(rf"\b(?P<the>the|an?|this) (?:[\w-]+ ){{0,2}}?{head}\b(?!s)", text, re.IGNORECASE)
    for found in islice(described, MENTIONS):
        place = facts.sentence_at(found.start())
        if place is None or facts.sentences[place].kind != "article":
            continue
        here = facts.sentences[place]
        if any(_free(one) for one in _named_in(people, here.start, here.end)):
            continue  # somebody else may be meant beside one who is named
        before = facts.sentences[place - 1] if place else None
        behind = facts.sentences[place + 1] if place + 1 < len(facts.sentences) else None
        earlier = _named_in(people, before.start, before.end)[:1] if before and found["the"].lower() != "a" else []
        opens = not text[here.start : found.start()].strip(" “\"'")
        later = _new_in(facts, people, behind) if behind and opens else []
        for actor in [one for one in (*earlier, *later) if _free(one)][:1]:
            yield actor.name, found.start()


def called(name: str, text: str, facts: Facts) -> Iterator[Role]:
    """What a report calls somebody to whom it gives no office by name: “Ada Roth arrived. *The mediator* is to …”."""
    people = [actor for actor in facts.actors if actor.kind == "person"]
    for head in dict.fromkeys(word for word in re.findall(r"[a-z]{3,}", text) if _is_somebody(word)):
        for one, at in _pointed_at(head, text, facts, people):
            found = re.compile(rf"\w+ (?P<told>(?:[\w-]+ )*?{head}(?: (?:of|to|at|for) [A-Z][\w’'-]*)?)").match(
                text, at
            )
            if one == name and found:
                yield Role(found["told"], *found.span("told"))


def _new_in(facts: Facts, people: Sequence[Actor], sentence: Sentence) -> list[Actor]:
    """Whom a sentence names for the first time, at its beginning or as the speaker of its words."""
    named = [a for a in _named_in(people, sentence.start, sentence.end) if a.mentions[0][0] >= sentence.start]
    speakers = {s.speaker_start for s in facts.statements if sentence.start <= s.speaker_start < sentence.end}
    return [a for a in named[:1] if a.mentions[0][0] < sentence.start + _AHEAD or a.mentions[0][0] in speakers]


def _free(actor: Actor) -> bool:
    """Whether somebody has no office now by which they would be called instead."""
    return all(_FORMER.search(role.text) for role in actor.roles)


def _named_in(people: Sequence[Actor], start: int, end: int) -> list[Actor]:
    """The people whom a stretch of text names, in its order."""
    found = [(low, actor) for actor in people for low, _ in actor.mentions if start <= low < end]
    return [actor for _, actor in sorted(found, key=lambda one: one[0])]
