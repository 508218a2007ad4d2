"""Who stands behind a sentence: a speaker in the role the document gives, or the author of an opinion piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from index.actors import Actor, letters_of
from index.facts import Facts
from index.records import Document
from index.roles import heads_meant, role_heads
from index.statements import Statement
from index.vocabulary import is_role, singular
from qa.people import name_with_role
from qa.records import Question
from qa.words import content_words, keys, surname


def statement_at(facts: Facts, start: int, end: int) -> Statement | None:
    """The statement that covers most of a stretch of text; None where it is the reporter's own."""
    best, most = None, 0
    for statement in facts.statements:
        shared = min(end, statement.end) - max(start, statement.start)
        if shared > most:
            best, most = statement, shared
    return best if most * 4 >= end - start else None


def actor_named(facts: Facts, name: str) -> Actor | None:
    """The actor of a document by the name under which statements know the speaker."""
    return next((actor for actor in facts.actors if actor.name == name), None)


def speaker_with_role(facts: Facts, statement: Statement) -> str:
    """The speaker's full name and role, as near as the document gives them."""
    actor = actor_named(facts, statement.speaker)
    return name_with_role(actor, statement.speaker_start) if actor else statement.speaker


def actors_meant(facts: Facts, question: Question) -> list[Actor]:
    """The actors of a document whom a question means, by a part of their name or by their role, in the order in
    which the question speaks of them; people before places and bodies, and of two people of one surname the one whose
    other names it has too. Where it asks about somebody's lawyer, the lawyer is meant and not the client."""
    office = office_asked(question.text)
    if office is not None and (holders := _holders(facts, office)):
        return holders
    asked = [keys(word) for word in question.terms]
    found = []
    for actor in facts.actors:
        last = keys(surname(actor.name))
        places = [n for n, key in enumerate(asked) if key and key & last]
        if office is not None and last & office.of:
            places = [n for n in places if not asked[n] <= office.of]
        if not places:
            places = [n for role in actor.roles for n in _role_asked(role.text, asked, question.keys)]
        if places:
            fuller = -len(keys(actor.name) & question.keys)
            taken_over = all(question.terms[n] in question.context for n in places)  # from the question before
            found.append((taken_over, actor.kind != "person", min(places), fuller, actor))
    return [actor for *_, actor in sorted(found, key=lambda one: one[:4])]


class Office(NamedTuple):
    """An office that a question names by whom or what it serves: its word, the words it may go by, and the keys of the
    other."""

    word: str
    heads: frozenset[str]
    of: frozenset[str]

    def named_by(self, written: str) -> bool:
        """Whether words such as “a lawyer for Lund” name the office."""
        return self.of <= keys(written) and bool(role_heads(written) & self.heads)


_NAME = r"(?:[A-Z][\w.&’'-]*)(?: (?:of |and )?[A-Z][\w.&’'-]*){0,4}?"
_THEIRS = re.compile(rf"(?P<of>{_NAME})(?:['’]s|(?<=s)['’]) (?:[a-z]+ ){{0,2}}?(?P<office>[a-z]+)\b")
_FOR_THEM = re.compile(rf"\b(?P<office>[a-z]+) (?:of|for|at|from|in) (?:the )?(?P<of>{_NAME})(?=['’]?[ ,?.]|$)")
_BESIDE = re.compile(rf"\b(?P<of>{_NAME}) (?P<office>[a-z]+)\b")  # “the Echo editor”
_FIRST_NAME = re.compile(r"(?<=\s)[A-Z]")


@lru_cache(maxsize=256)
def office_asked(text: str) -> Office | None:
    """The office of a “What did Lund's lawyer say” or “the head of the Anglers' Union”; None where there is none."""
    for pattern in (_THEIRS, _FOR_THEM, _BESIDE):
        for found in pattern.finditer(text):
            word, first = found["office"], _FIRST_NAME.search(text)
            asked = first is not None and found.start() <= first.start() < found.end()  # and not who is spoken of
            if asked and is_role(word) and singular(word) == word:
                return Office(word, heads_meant(word), keys(" ".join(content_words(found["of"]))))
    return None


def _holders(facts: Facts, office: Office) -> list[Actor]:
    """Who has an office: those whom the document calls so in full, else the one who has it at all, “Mayor Lund”, where
    the document names the town."""
    people = [actor for actor in facts.actors if actor.kind == "person"]
    told = [actor for actor in people if any(office.named_by(role.text) for role in actor.roles)]
    if told:
        return told
    alike = [actor for actor in people if any(office.word in role_heads(role.text) for role in actor.roles)]
    if len(alike) != 1:
        return []
    named = frozenset().union(*(keys(actor.name) for actor in facts.actors))
    return alike if office.of <= named else []


def has_the_office(question: Question, facts: Facts) -> bool:
    """Whether a document knows of one who has the office that a question names, where it names one."""
    office = office_asked(question.text)
    return office is None or bool(_holders(facts, office)) or any(office.named_by(s.speaker) for s in facts.statements)


def is_by(text: str, facts: Facts, statement: Statement, question: Question, meant: Sequence[Actor]) -> bool:
    """Whether a statement of a document is by the one asked about, the first of `meant`, alone or with others, or by
    somebody who speaks for them: a body's head, a spokeswoman, “a lawyer for Lund” who has no name."""
    office, speaker = office_asked(question.text), actor_named(facts, statement.speaker)
    who = (statement.speaker_start, statement.speaker_end)
    several = " and " in statement.speaker  # “Ada Lund and Bo Roth said …”
    if meant and question.names and _only_spoken_of(meant[0], question):
        meant = ()  # of those asked about, the document knows only whom the words are to be about
    joined = meant and several and any(who[0] <= low < who[1] for low, _ in meant[0].mentions)
    alike = meant and meant[0].kind == "person" and keys(statement.speaker) <= keys(meant[0].name)  # “St. Ives”
    if joined or alike or (meant and meant[0].name == statement.speaker):
        return True
    if office is not None:
        return speaker is None and office.named_by(statement.speaker)
    roles = [role.text for role in speaker.roles] if speaker else [statement.speaker]
    if group := group_asked(question.text):
        return any(group <= keys(one) for one in (statement.speaker, *roles))
    first = keys(question.names[0]) if question.names else frozenset()
    if not meant or not keys(meant[0].name) & first:
        return False
    if meant[0].kind == "person":
        return _spokesman(text, facts, who, meant[0])
    body = keys(meant[0].name)
    return any(body < keys(_ABROAD.split(role, maxsplit=1)[0]) for role in roles)


def _only_spoken_of(actor: Actor, question: Question) -> bool:
    """Whether a question names somebody else before this one: whom the words are to be about."""
    known = keys(" ".join((actor.name, letters_of(actor.name), *(role.text for role in actor.roles))))
    first = next((keys(term) for term in question.terms if keys(term) & (known | keys(question.names[0]))), known)
    return not first & known


_SPOKES = r"spokes(?:man|woman|person|people)\b"
_THEIR_SPOKESMAN = re.compile(rf"(?:[\w’'.-]+ ){{1,4}}{_SPOKES}", re.IGNORECASE)
_SPOKESMAN_FOR = re.compile(rf"\b{_SPOKES} (?:for|of) (?:[\w.]+ ){{0,3}}$", re.IGNORECASE)
_NEAR = 60  # code points between a spokesman's name and whom they speak for


def _spokesman(text: str, facts: Facts, who: tuple[int, int], actor: Actor) -> bool:
    """Whether a speaker is introduced as the spokesman of an actor: “Lund spokesman Bo Roth”, “her spokesman”, “a
    spokesman for Ada Lund”."""
    low, high = max(text.rfind("\n", 0, who[0]) + 1, who[0] - _NEAR), who[1] + _NEAR
    named = [start for start, _ in actor.mentions] + [start for start, name in facts.references if name == actor.name]
    return any(
        (_THEIR_SPOKESMAN.match(text, start, who[1]) or _SPOKESMAN_FOR.search(text[low:start])) is not None
        for start in named
        if low <= start < high
    )


_ABROAD = re.compile(r" (?:to|in|at) ")  # an ambassador to Norway does not speak for Norway


_GROUP = re.compile(
    r"\b(?:did|does|do|has|have) (?:the |all |some )?(?P<who>[a-z][a-z’'-]*(?: [a-z][a-z’'-]*)??)"
    r"(?: (?:of|to|in|on|from|at|behind) [^?]{2,60}?)?? "
    r"(?=(?:say|said|think|thought|want|wanted|accuse|accused|demand|argue|claim|fear|hope|object|respond|react|reply|"
    r"propose|call|promise|warn|complain|criticise|criticize|blame|oppose|support|reject|hold|make|believe|worry|feel|"
    r"see|describe|expect|suggest|urge)\b)"
)


@lru_cache(maxsize=256)
def group_asked(text: str) -> frozenset[str]:
    """The keys of those without a name whose words are asked for: “what do the *pupils* of Holm say”; else none."""
    found = _GROUP.search(text)
    return keys(" ".join(content_words(found["who"]))) if found else frozenset()


def _role_asked(role: str, asked: Sequence[frozenset[str]], whole: frozenset[str]) -> list[int]:
    """Where a question speaks of a role of at least two words, “of” and “the” aside, all of which it has."""
    held = keys(" ".join(content_words(role)))
    return [n for n, key in enumerate(asked) if key & held] if len(held) > 1 and held <= whole else []


_OPINION = re.compile(
    r"^\W*(?:opinion|op-ed|editorial|leader|column|commentary|comment|viewpoint|letters?|essay)\b\s*(?:[:|—–-]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 300  # code points of a page in which an opinion piece is marked as one


def is_opinion(document: Document) -> bool:
    """Whether a document is marked as an opinion piece, in its title or at its head."""
    return bool(_OPINION.search(document.title) or _OPINION.search(document.text[:_HEAD]))


def columnist(document: Document, question: Question) -> str | None:
    """The author of an opinion piece, where the question names them."""
    author = document.author
    return author if author and is_opinion(document) and keys(author.split()[-1]) & question.keys else None
