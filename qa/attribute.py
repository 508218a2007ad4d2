"""Who stands behind a sentence: the speaker of a statement, in the role the document gives."""

from __future__ import annotations

from collections.abc import Iterable

from index.actors import Actor
from index.statements import Statement

from index.facts import Facts
from qa.extract import name_with_role
from qa.words import keys


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


def actors_meant(facts: Facts, asked: frozenset[str], names: Iterable[str]) -> list[Actor]:
    """The actors of a document whom a question means, by a part of their name or by their role.

    `asked` are the keys of the question; `names` the names it spells. A role counts when all its words are asked.
    """
    spelled = [keys(name) for name in names]
    meant = []
    for actor in facts.actors:
        own = keys(actor.name)
        by_name = any(wanted & own and wanted <= own | _roles(actor) for wanted in spelled)
        last = keys(actor.name.split()[-1]) if actor.name else frozenset()
        if (
            by_name
            or (last and last <= asked)
            or any(keys(r.text) <= asked for r in actor.roles if len(keys(r.text)) > 1)
        ):
            meant.append(actor)
    return meant


def _roles(actor: Actor) -> frozenset[str]:
    return frozenset().union(*(keys(role.text) for role in actor.roles))
