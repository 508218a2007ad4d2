"""What is measured, each a small function with its formula. All of them look only at records, never at the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from eval.matching import contains, content_words, lead, markers, without_markers
from eval.records import Case, Evidence
from index.records import Document
from index.years import MONTH_NAMES, plain_date
from qa.records import Answer, Citation, Claim, Hit


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer did. `recall` is None where nothing has to be found, `reason_right` where nothing is refused.

    `explanation` says in words what was missing; it is empty when the answer is right and well cited.
    """

    right: bool = False
    cited: bool = False
    valid: bool = False
    supported: bool = False
    numbers_stand: bool = False
    reason_right: bool | None = None
    recall: float | None = None
    words: int = 0
    citations: int = 0
    explanation: str = ""


def missing_groups(case: Case, answer: Answer) -> tuple[tuple[str, ...], ...]:
    """The groups of `case.answer` of which no alternative stands in the answer's text."""
    text = without_markers(answer.text)
    return tuple(group for group in case.answer if not any(contains(text, words) for words in group))


def forbidden_words(case: Case, answer: Answer) -> tuple[str, ...]:
    """The strings of `case.forbid` that stand in the answer's text."""
    text = without_markers(answer.text)
    return tuple(words for words in case.forbid if contains(text, words))


def misled(case: Case, answer: Answer) -> bool:
    """A short answer that is none of the right ones, though the sentence quoted after it may hold one.

    Asked of kinds with a short answer. “31” for “31 votes to 30” is not misleading, a bare year for a day is. An
    answer to “did she …?” has to open with what it says: “Yes — …”, “Denied by … — …”.
    """
    if case.kind == "yesno":
        return not any(contains(lead(answer.text) or "", words) for words in case.answer[0])
    short = lead(answer.text) if case.kind in ("date", "actor", "number", "place", "follow-up") else None
    if short is None:
        return False
    wanted = [words for group in case.answer for words in group]
    part = case.kind != "date" and any(contains(words, short) for words in wanted)
    return not part and not any(contains(short, words) for words in wanted)


def faults(case: Case, answer: Answer) -> Iterator[str]:
    """What makes an answer wrong, in words: a group missing, something forbidden in it, another short answer, or an
    answer where none is due and none where one is."""
    if answer.abstained != (case.kind == "abstain"):
        yield f"not answered ({answer.reason})" if answer.abstained else "answered what the documents do not say"
    elif case.kind != "abstain":
        yield from ("missing " + " | ".join(group) for group in missing_groups(case, answer))
        yield from (f"forbidden {words!r}" for words in forbidden_words(case, answer))
        if misled(case, answer):
            yield f"leads with {lead(answer.text)!r}"


def right(case: Case, answer: Answer) -> bool:
    """Whether an answer has no fault: an abstain case is right when refused, any other by what the answer says."""
    return not any(faults(case, answer))


def stands_in(document: Document, name: str) -> bool:
    """Whether the document, or a copy that was folded into it, is the file of this name."""
    return any(PurePath(path).name == name for path in (document.path, *document.copies))


def reaches(citation: Citation, evidence: Evidence) -> bool:
    """The citation is of the evidence's document, and its quote or passage contains the evidence's words."""
    here = contains(citation.quote, evidence.words) or contains(citation.passage, evidence.words)
    return here and stands_in(citation.document, evidence.document)


def cited(case: Case, answer: Answer) -> bool:
    """A citation reaches one evidence, or every one with `all`. Cases without evidence are met by an abstention."""
    if not case.evidence:
        return answer.abstained
    reached = [any(reaches(c, e) for c in answer.citations) for e in case.evidence]
    return all(reached) if case.all else any(reached)


def citations_valid(answer: Answer) -> bool:
    """document.text[start:end] = quote ⊂ passage ⊂ document.text for each; markers run 1…n, in the text as in the list.

    An abstention is valid when it has neither citations nor markers; any other answer needs a citation.
    """
    used = set(markers(answer.text))
    listed = [citation.marker for citation in answer.citations]
    if answer.abstained:
        return not used and not listed
    if not listed or listed != list(range(1, len(listed) + 1)) or used != set(listed):
        return False
    return all(
        c.quote
        and c.document.text[c.start : c.end] == c.quote
        and c.quote in c.passage
        and c.passage in c.document.text
        for c in answer.citations
    )


def supported(answer: Answer) -> bool:
    """Content words shared between each claim and what it cites, at least half of the claim's content words.

    What a citation offers is its passage and the document's title, outlet and date. With m markers on a
    claim each one alone has to hold at least 1/(2m) of the words, so no citation rides along on
    another's; an answer's citations must all be used by a claim. An abstention has nothing to support.
    """
    if answer.abstained:
        return True
    by_marker = {citation.marker: citation for citation in answer.citations}
    if {m for claim in answer.claims for m in claim.markers} != set(by_marker):
        return False
    return all(_claim_supported(claim, [by_marker[m] for m in claim.markers]) for claim in answer.claims)


def _claim_supported(claim: Claim, citations: Sequence[Citation]) -> bool:
    said = content_words(without_markers(claim.text)) - _resolved_words(claim)
    if not said:
        return bool(citations)
    offered = [_offered_words(citation) for citation in citations]
    together = frozenset[str]().union(*offered)
    share = 1 / (2 * max(1, len(offered)))
    return len(said & together) >= len(said) / 2 and all(len(said & o) >= share * len(said) for o in offered)


def numbers_stand(answer: Answer) -> bool:
    """Every number of a claim stands in its cited passages, their title or date, or its recorded resolution."""
    by_marker = {citation.marker: citation for citation in answer.citations}
    for claim in answer.claims:
        recorded = _resolved_words(claim) | content_words(claim.date_note)
        offered = recorded.union(*(_offered_words(by_marker[m]) for m in claim.markers if m in by_marker))
        known = _numbers(offered)
        if not _numbers(content_words(without_markers(claim.text))) <= known:
            return False
    return True


def _numbers(words: Iterable[str]) -> frozenset[str]:
    found = (digits for word in words for digits in re.findall(r"\d+", word))
    return frozenset(digits.lstrip("0") or "0" for digits in found)


def _offered_words(citation: Citation) -> frozenset[str]:
    document = citation.document
    header = f"{document.title} {document.source or ''} {_date_words(document.published)}"
    return content_words(f"{citation.passage} {header}")


def _resolved_words(claim: Claim) -> frozenset[str]:
    iso = claim.date or ""
    parts = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?.*", iso)
    month = MONTH_NAMES[int(parts[2]) - 1] if parts and 1 <= int(parts[2]) <= 12 else ""
    digits = " ".join(d.lstrip("0") for d in re.findall(r"\d+", iso))
    return content_words(f"{iso} {digits} {month}")


def _date_words(day: date | None) -> str:
    return f"{day.isoformat()} {plain_date(day)}" if day else ""


def recall_at_k(case: Case, hits: Iterable[Hit]) -> float | None:
    """Share of the evidence found among the passages: 1 or 0 for any one of it, found/wanted with `all`.

    None for cases without evidence and for comments, which a search leaves out by contract.
    """
    if not case.evidence or case.kind == "comment":
        return None
    shown = list(hits)
    found = [
        any(contains(h.passage.text, e.words) and stands_in(h.document, e.document) for h in shown)
        for e in case.evidence
    ]
    return sum(found) / len(found) if case.all else float(any(found))


def reason_right(case: Case, answer: Answer) -> bool | None:
    """Whether a refusal that was due gave the reason that was expected; None where none was due or given."""
    return answer.reason == case.reason if case.kind == "abstain" and answer.abstained else None


def word_count(answer: Answer) -> int:
    """Words a person reads: white-space separated, without markers."""
    return len(without_markers(answer.text).split())


def judge(case: Case, answer: Answer, hits: Iterable[Hit] = ()) -> Verdict:
    """All metrics of one answer. `hits` are the first k passages of a search for the same question."""
    return Verdict(
        right=right(case, answer),
        cited=cited(case, answer),
        valid=citations_valid(answer),
        supported=supported(answer),
        numbers_stand=numbers_stand(answer),
        reason_right=reason_right(case, answer),
        recall=recall_at_k(case, hits),
        words=word_count(answer),
        citations=len(answer.citations),
        explanation=explain(case, answer),
    )


def explain(case: Case, answer: Answer) -> str:
    """What is wrong with an answer, in words; empty when nothing is."""
    found = [*faults(case, answer)]
    if reason_right(case, answer) is False:
        found.append(f"reason {answer.reason}, expected {case.reason}")
    if case.evidence and not answer.abstained and not cited(case, answer):
        found.append("the evidence is not cited")
    if not citations_valid(answer):
        found.append("a citation or marker is invalid")
    if not supported(answer):
        found.append("a citation does not support its claim")
    if not numbers_stand(answer):
        found.append("a number stands in no cited passage")
    return "; ".join(found)
