"""All who held an office: by the roles that documents give, and by who came before or after whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.facts import Facts
from qa.people import name_with_role
from qa.records import Evidence, FactsOf
from qa.words import keys, stem, words

_ROLE = re.compile(
    r"\b(?:been|held|holding|served as|serving as|were|are)\s+(?:the\s+|an?\s+|all\s+)*"
    r"(?P<role>(?:[a-z-]+\s+){0,2}[a-z-]+?)"
    r"(?=\s+(?:of|at|in|for|since|before|so far)\b|\W*$)"
    r"|\b(?:which|the|what)\s+(?P<all>(?:[a-z-]+\s+)?[a-z-]+s)\s+(?:has|have|are|were|who|that)?\s*"
    r"(?:(?:was|been|is|are|were)\s+)?(?:quoted|named|mentioned|spoke|speak|said|appear|held office)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"(?:er|or|ent|ist|man|men|woman|women|chair|head|chief|king|queen|captain|ary|ant|mayor|judge|bishop|coach|boss|ceo|"
    r"envoy|consul|premier|speaker|principal|editor|manager|dean|host|champion)s?$",
    re.IGNORECASE,
)
_SUCCESSION = re.compile(
    r"\b(?:predecessors?|successors?|succeed(?:s|ed|ing)?|(?:took|takes|taking|taken) over (?:from|as)|former|"
    r"replac(?:e|es|ed|ing)|handed over to|step(?:s|ped)? down|resign\w*|appointed|elected|sworn in|in the post|"
    r"follow(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
NEAR = 0.5  # the share of the best coverage that a sentence of the same subject has at least


def role_asked(text: str) -> str:
    """The office whose holders are asked for, “waterways minister”; "" where none is."""
    found = _ROLE.search(text)
    role = next((group for group in (found["role"], found["all"]) if group), "") if found else ""
    last = words(role)[-1] if words(role) else ""
    return role if last and _HOLDS.search(last) and _WHO.search(text) else ""


_WHO = re.compile(
    r"\b(?:who|every(?:body|one)|all|which|the \w+s (?:who|that|quoted|named|mentioned))\b", re.IGNORECASE
)


def held_by(role: str, evidence: Sequence[Evidence], facts_of: FactsOf) -> list[tuple[Evidence, list[str]]]:
    """The sentences that name somebody in an office, or before or after one who held it, each with the names that it
    adds, in the order of the evidence."""
    told: list[tuple[Evidence, list[str]]] = []
    known: list[frozenset[str]] = []
    head = stem(words(role)[-1])
    least = NEAR * max((item.coverage for item in evidence), default=0.0)
    near = [item for item in evidence if item.coverage >= least]
    actors = [actor for item in near for actor in facts_of(item).actors]
    holders = {a.name for a in actors if any(head in keys(r.text) for r in a.roles)}
    for item in near:
        facts = facts_of(item)
        names = []
        for actor in facts.actors:
            at = next((low for low, _ in actor.mentions if item.start <= low < item.end), None)
            if actor.kind != "person" or at is None or any(keys(actor.name) <= one for one in known):
                continue
            in_office = any(head in keys(r.text) and item.start <= r.start < item.end for r in actor.roles)
            in_turn = _SUCCESSION.search(item.text) and _with_holder(item, facts, holders)
            if in_office or in_turn:
                names.append(name_with_role(actor, at))
                known.append(keys(actor.name))
        if names:
            told.append((item, names))
    return told


def _with_holder(item: Evidence, facts: Facts, holders: set[str]) -> bool:
    """Whether a sentence speaks of one who holds the office, by name or pronoun."""
    meant = {name for start, name in facts.references if item.start <= start < item.end}
    named = {a.name for a in facts.actors if any(item.start <= low < item.end for low, _ in a.mentions)}
    return bool((meant | named) & holders)
