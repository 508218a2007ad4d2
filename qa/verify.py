"""A claim must stand in its citations: the one check both ways of answering go through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.dates import find_dates
from qa.draft import with_markers
from qa.records import Answer, Citation, Claim
from qa.words import FUNCTION_WORDS, keys, stems

_MARKER = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![\w'’])[A-Z][\w'’-]*[a-z][\w'’-]*")


class BrokenCitation(AssertionError):
    """A citation that does not hold the document's own words: a fault of the program, never of a document."""


def check_citations(answer: Answer) -> Answer:
    """The answer itself when its markers run 1…n, all resolve, and every quotation is verbatim; else BrokenCitation."""
    for place, citation in enumerate(answer.citations, 1):
        exact = citation.document.text[citation.start : citation.end] == citation.quote
        if citation.marker != place or not exact or citation.quote not in citation.passage:
            raise BrokenCitation(f"citation {citation.marker} of “{answer.question.asked[:80]}” is not verbatim")
    numbered = {citation.marker for citation in answer.citations}
    for claim in answer.claims:
        if not set(claim.markers) <= numbered:
            raise BrokenCitation(f"a claim cites {claim.markers}, there are {sorted(numbered)}")
    loose = {int(number) for number in _MARKER.findall(answer.text)} - numbered
    if loose:
        raise BrokenCitation(
            f"the text of “{answer.question.asked[:80]}” has markers {sorted(loose)} that cite nothing"
        )
    if answer.abstained and (answer.citations or answer.claims):
        raise BrokenCitation("an answer that was not given cites something")
    return answer


def unsupported(text: str, citations: Sequence[Citation]) -> list[str]:
    """The numbers and names of a worded claim that its cited passages do not hold. Empty when it stands.

    A calendar date may stand as the resolution of a date expression of the passage, a name or a number in the
    document's title, outlet or date.
    """
    ground = " ".join(
        f"{c.passage} {c.document.title} {c.document.source or ''} {c.document.published or ''}" for c in citations
    )
    resolved = " ".join(
        f"{found.value}" for c in citations for found in find_dates(c.passage, c.document.published) if found.value
    )
    dates = find_dates(text, None)
    lost = []
    for found in dates:
        if found.value and found.value not in resolved and found.value not in ground and found.text not in ground:
            lost.append(found.text)
    numbers = {n.replace(",", "") for n in _NUMBER.findall(ground)}
    for number in _NUMBER.finditer(text):
        if any(d.start <= number.start() < d.end for d in dates):
            continue
        if number.group().replace(",", "") not in numbers:
            lost.append(number.group())
    held = keys(ground) | stems(ground)
    for name in _NAME.finditer(text):
        word = name.group()
        opens = not text[: name.start()].strip() or text[: name.start()].rstrip()[-1:] in ".!?"
        inside_date = any(d.start <= name.start() < d.end for d in dates)
        if inside_date or word.lower() in FUNCTION_WORDS or (opens and word.lower() in _OPENERS):
            continue
        if not (keys(word) & held or stems(word) & held):
            lost.append(word)
    return lost


# Words that open a sentence of a model's own and name nothing.
_OPENERS = frozenset(
    "according asked both however meanwhile earlier later officials reports sources two three several one".split()
)


def keep_supported(answer: Answer) -> tuple[Answer, int]:
    """The answer with only those claims that stand in their citations, renumbered, and how many were dropped."""
    by_marker = {citation.marker: citation for citation in answer.citations}
    kept: list[Claim] = []
    for claim in answer.claims:
        cited = [by_marker[m] for m in claim.markers if m in by_marker]
        if cited and not unsupported(claim.text, cited):
            kept.append(replace(claim, markers=tuple(c.marker for c in cited)))
    order = list(dict.fromkeys(m for claim in kept for m in claim.markers))
    number = {old: new for new, old in enumerate(order, 1)}
    claims = tuple(replace(c, markers=tuple(sorted({number[m] for m in c.markers}))) for c in kept)
    return (
        replace(
            answer,
            claims=claims,
            citations=tuple(replace(by_marker[old], marker=new) for old, new in number.items()),
            text="\n".join(with_markers(claim) for claim in claims),
        ),
        len(answer.claims) - len(kept),
    )
