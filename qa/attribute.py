"""Who stands behind a sentence: the speaker of a statement, in the role the document gives."""

from __future__ import annotations

from collections.abc import Sequence

from index.actors import Actor
from index.facts import Facts
from index.statements import Statement
from qa.people import name_with_role
from qa.records import Question
from qa.words import content_words, keys


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
    other names it has too."""
    asked = [keys(word) for word in question.terms]
    found = []
    for actor in facts.actors:
        last = keys(actor.name.split()[-1])
        places = [n for n, key in enumerate(asked) if key and key & last]
        if not places:
            places = [n for role in actor.roles for n in _role_asked(_content(role.text), asked, question.keys)]
        if places:
            fuller = -len(keys(actor.name) & question.keys)
            found.append((actor.kind != "person", min(places), fuller, actor))
    return [actor for *_, actor in sorted(found, key=lambda one: one[:3])]


def _content(role: str) -> frozenset[str]:
    """The keys of a role without "of" and "the", which no question's terms have."""
    return keys(" ".join(content_words(role)))


def _role_asked(role: frozenset[str], asked: Sequence[frozenset[str]], whole: frozenset[str]) -> list[int]:
    """Where a question speaks of a role of at least two words, all of which it has."""
    if len(role) < 2 or not role <= whole:
        return []
    return [n for n, key in enumerate(asked) if key & role]
