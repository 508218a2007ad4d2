"""Citations are verbatim and numbered without gaps: the one check both ways of answering go through.

Whether a worded claim stands in what it cites is `qa.support`'s question.
"""

from __future__ import annotations

import re

from qa.records import Answer

_MARKER = re.compile(r"\[(\d+)\]")


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
