"""Sentences that tell the same of two: “14 died in Peru and three in Chile”, “4 million in 2022 and 9 million in 2021”.

A value belongs to the name, year, office or deed of its own piece of the sentence. Where the question names one of them
that stands in another piece, and the value's own piece names another of the same sort, the value answers something
else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.facts import Facts
from index.vocabulary import ORG_HEADS, is_role
from qa.people import in_dateline
from qa.records import Evidence, Question
from qa.short import Short
from qa.words import keys

# What a value of another's loses: more than it gains where the reader chose it and what is counted stands beside it,
# which a later piece ("three in Chile") leaves out.
APART = 2.5
_KINDS = frozenset({"number", "date", "place"})
_PARTED = re.compile(r",(?!\d)\s+|;\s+|\s+(?:and|but|while|whereas|compared (?:with|to)|against)\s+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DEED = re.compile(r"\b(?:[a-z]{3,}(?:ed|ing)|dead|hurt|lost|sold|built|born)\b")  # “killing 14 and injuring 30”
_OFFICE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s+(?P<words>[a-z-]+(?:\s+[a-z-]+)?)\b")

_Named = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a sentence; `named` are its names, years, offices and deeds by their sort."""

    start: int
    end: int
    named: _Named


def told_apart(question: Question, evidence: Evidence, facts: Facts, found: Sequence[Short]) -> list[Short]:
    """The short answers of a sentence, those marked down that belong to another name or year than the one asked."""
    inside = [short for short in found if evidence.start <= short.start < evidence.end]
    if question.kind not in _KINDS or len(inside) < 2:
        return list(found)
    pieces = _pieces(evidence, facts, inside, of_places=question.kind != "place")
    asked = question.keys | keys(question.text)  # a year that bounds the search is no term
    plain = question.keys - question.name_keys
    said = [keys(evidence.hit.document.text[one.start : one.end]) & plain for one in pieces]
    others = [
        piece
        for piece, own in zip(pieces, said, strict=True)
        if _of_another(piece, pieces, asked) or (own and any(own < more for more in said))  # “a basic *plan* for $9”
    ]
    if len(others) == len(pieces):
        return list(found)
    return [
        replace(short, fit=short.fit - APART) if any(one.start <= short.start < one.end for one in others) else short
        for short in found
    ]


def _of_another(piece: _Piece, pieces: Sequence[_Piece], asked: frozenset[str]) -> bool:
    """Whether a piece lacks something asked that another piece has, and has another of its sort instead."""
    own = {sort for sort, named in piece.named if named & asked}
    instead = {sort for sort, named in piece.named if not named & asked} - own
    elsewhere = {sort for one in pieces if one is not piece for sort, named in one.named if named & asked}
    return bool(instead & elsewhere)


def _pieces(evidence: Evidence, facts: Facts, found: Sequence[Short], *, of_places: bool) -> list[_Piece]:
    """The sentence cut at commas and conjunctions so that every piece has a value of its own.

    Where places are the values asked for, they do not tell pieces apart.
    """
    text = evidence.hit.document.text
    bounds, inside = [evidence.start], [short.start for short in found]
    for cut in (match.end() for match in _PARTED.finditer(text, evidence.start, evidence.end)):
        if any(bounds[-1] <= short.start < cut for short in found) and any(short.start >= cut for short in found):
            bounds.append(cut)
    pieces = []
    for start, end in pairwise([*bounds, evidence.end]):
        named = _named(text, facts, *_clause(text, start, end, inside))
        pieces.append(_Piece(start, end, tuple(one for one in named if of_places or one[0] != "place")))
    return pieces


_ANOTHER_CLAUSE = re.compile(r"\b(?:after|before|when|while|because|following|since|until)\b", re.IGNORECASE)


def _clause(text: str, start: int, end: int, values: Sequence[int]) -> tuple[int, int]:
    """A piece up to the clause behind its value: of “took office on Friday after meeting Queen Ada” Ada is no part."""
    value = min((at for at in values if start <= at < end), default=start)
    cut = _ANOTHER_CLAUSE.search(text, value, end)
    return start, cut.start() if cut else end


def _named(text: str, facts: Facts, start: int, end: int) -> _Named:
    # Whether "Aeronord" is a firm or a person no list may tell: against one another they are both names.
    names = [name for name in facts.names if start <= name.start < end]
    written = [name for name in names if not in_dateline(text, (name.start, name.end))]  # where it was filed
    found = [("place" if name.kind == "place" else "name", keys(name.text)) for name in written]
    # “she” is a name too: “she promised 900 jobs, Doyle had promised 1,400”
    found += [("name", keys(name)) for at, name in facts.references if start <= at < end]
    found += [("year", keys(match.group())) for match in _YEAR.finditer(text, start, end)]
    found += [("deed", keys(match.group())) for match in _DEED.finditer(text, start, end)]
    for match in _OFFICE.finditer(text, start, end):
        heads = [word for word in match["words"].split() if word in ORG_HEADS or is_role(word)]
        found += [("office", keys(heads[-1]))] if heads else []
    return tuple(found)
