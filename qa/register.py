"""Who is who across documents: one entry for a person or body, whatever each document calls them.

Full names meet when they are the same but for initials and order; a bare surname joins the one person of that surname
in the documents, and stands alone when there are several. Two people of one surname stay two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import DamerauLevenshtein

from index.actors import Actor, same_person
from index.facts import Facts
from index.names import NameKind
from index.records import Document
from index.roles import heads_meant, role_heads, same_country
from qa.words import content_words, keys, stems, surname

ALIKE = 0.75  # likeness of letters (1 less edits by length) from which a misspelt name is taken for a known one


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as a document gives it, with the day of that document."""

    text: str
    published: date | None


@dataclass(slots=True)
class Person:
    """Somebody, or a body, of the documents. `roles` are in the order of the documents' dates, undated ones last."""

    name: str
    kind: NameKind
    roles: list[HeldRole] = field(default_factory=list)

    def role_on(self, day: date | None) -> str | None:
        """The role that documents gave last up to a day; the first they ever gave where there is none before."""
        if not self.roles:
            return None
        before = [role for role in self.roles if role.published and day and role.published <= day]
        return (before[-1] if before else self.roles[0]).text


class Register:
    """The people and bodies of some documents."""

    def __init__(self, read: Iterable[tuple[Document, Facts]]) -> None:
        """`read` are the documents with what was found in them."""
        self._people: list[Person] = []
        self._by_mention: dict[tuple[str, str], Person] = {}
        found = [(document, actor) for document, facts in read for actor in facts.actors]
        # Full names first, so that a bare surname finds the person wherever the full name stands.
        for document, actor in sorted(found, key=lambda one: (-len(one[1].name.split()), _day(one[0]))):
            self._add(document, actor)
        for person in self._people:
            person.roles.sort(key=lambda role: role.published or date.max)

    def of(self, document_id: str, name: str) -> Person | None:
        """The person whom a document calls by a name, as its actors and statements have it."""
        return self._by_mention.get((document_id, name))

    def meant(self, asked: str) -> tuple[Person, ...]:
        """Whom words mean: by name, by name and role, by role alone, or by a name that is spelt nearly so.

        The first of these ways that finds anybody decides; several are given where the words fit several.
        """
        for way in (_by_name, _by_role, _by_spelling):
            fits = [(way(person, asked), person) for person in self._people]
            best = max((fit for fit, _ in fits), default=0.0)
            if best > 0:
                return tuple(person for fit, person in fits if fit == best)
        return ()

    def _add(self, document: Document, actor: Actor) -> None:
        person = self._known(actor)
        if person is None:
            person = Person(actor.name, actor.kind)
            self._people.append(person)
        elif 1 < len(actor.name.split()) < len(person.name.split()) and person.name.endswith(actor.name):
            person.name = actor.name  # without what stood before it
        person.roles += [HeldRole(role.text, document.published) for role in actor.roles]
        self._by_mention[document.id, actor.name] = person

    def _known(self, actor: Actor) -> Person | None:
        parts = actor.name.split()
        lone = len(parts) == 1 and actor.kind in {"person", "other"}  # “other”: a surname in a headline
        if not lone and actor.kind != "person":
            return next((p for p in self._people if p.kind != "person" and keys(p.name) == keys(actor.name)), None)
        if len(parts) > 1:
            same = (p for p in self._people if p.kind == "person" and _one(p.name.split(), parts))
            return next(same, None)
        fitting = [p for p in self._people if p.kind == "person" and surname(p.name) == parts[0]]
        if len(fitting) > 1:
            heads = role_heads(" ".join(role.text for role in actor.roles))
            fitting = [p for p in fitting if heads & role_heads(" ".join(role.text for role in p.roles))]
        if len(fitting) == 1:
            return fitting[0]
        return next((p for p in self._people if p.kind == actor.kind == "other" and p.name == actor.name), None)


def _day(document: Document) -> date:
    return document.published or date.max


def _one(known: list[str], parts: list[str]) -> bool:
    whole = len(known) > 1 and (known[-len(parts) :] == parts or parts[-len(known) :] == known)  # one with a title
    return whole or sorted(known) == sorted(parts) or same_person(known, parts)


def _by_name(person: Person, asked: str) -> float:
    """1 and more where the words hold the last name and nothing that is neither of the name nor of a role."""
    named = stems(person.name)
    wanted = frozenset(stems(" ".join(content_words(asked))))
    if not wanted or not wanted & named:
        return 0.0
    if wanted <= named:
        whole = person.kind == "person" or wanted == named
        # A surname alone means everybody of it: also those whom some document calls by nothing else.
        return 1.0 + (0.5 if wanted == named and len(wanted) > 1 else 0.0) if whole or len(wanted) > 1 else 0.5
    last = stems(surname(person.name))
    held = frozenset[str]().union(*(keys(role.text) | stems(role.text) for role in person.roles))
    rest = keys(" ".join(content_words(asked))) - named
    return 2.2 if last <= wanted and rest <= held | _TITLES else 0.0


_TITLES = stems("mr mrs ms dr sir lady lord professor president minister")


def _by_role(person: Person, asked: str) -> float:
    """1 where one role of the person is described by the words, whatever the country is called."""
    heads = role_heads(asked)
    if not heads:
        return 0.0
    wanted = keys(" ".join(content_words(asked)))
    plain = frozenset(key for key in wanted if ":" not in key) - stems(" ".join(heads))
    for role in person.roles:
        exact = bool(heads & role_heads(role.text))
        if not (exact or heads_meant(asked) & role_heads(role.text)) or not same_country(asked, role.text):
            continue
        if plain <= stems(role.text) and {key for key in wanted if ":" in key} <= keys(role.text):
            return 1.0 if exact else 0.5
    return 0.0


def _by_spelling(person: Person, asked: str) -> float:
    """The likeness of the last word to the last name, from `ALIKE` on, where the first letter is right."""
    written = content_words(asked)
    parts = person.name.split()
    if not written or written[-1][:1].lower() != parts[-1][:1].lower() or (person.kind != "person" and len(parts) > 1):
        return 0.0
    if len(written) > 1 and len(parts) > 1 and _alike(written[0], parts[0]) < ALIKE:
        return 0.0  # another first name is another person
    alike = _alike(written[-1], parts[-1])
    return alike if alike >= ALIKE else 0.0


def _alike(one: str, other: str) -> float:
    return float(DamerauLevenshtein.normalized_similarity(one.lower(), other.lower()))
