"""Answers that open with yes or no, and with who says so."""

from __future__ import annotations

from collections.abc import Sequence

from qa.attribute import speaker_with_role
from qa.draft import Draft, shown
from qa.kinds import asks_about_comments
from qa.records import Answer, Evidence, Question
from qa.statement_answers import readers
from qa.telling import Teller
from qa.yesno import best_ruling, claimed_by_readers, denial_of, ruling, wording

_RULED = 8  # sentences that are asked whether a claim is so


def yes_or_no(teller: Teller, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
    """Yes or no by a sentence that says so, and who says it; of a claim that only readers make, that it is one."""
    draft = Draft(question)
    if question.about_comments:
        claimed = next((e for e in evidence if claimed_by_readers(question, e)), None)
        if claimed is None:
            return readers(teller, question, evidence) if asks_about_comments(question.text) else None
        words = shown(claimed.hit.document.text, claimed.start, claimed.end, claimed.span)
        writer = claimed.hit.passage.author or "a reader"
        draft.claim(words, draft.cite(claimed), short=f"Only in readers' comments, by {writer}", speaker=writer)
        return draft.answer(teller.trust.of(claimed))
    rulings = [found for e in evidence[:_RULED] if (found := ruling(question, e, teller.facts_of(e))) is not None]
    found = best_ruling(rulings)
    if found is None:
        return None
    item, statement = found.evidence, found.statement
    who = speaker_with_role(teller.facts_of(item), statement) if statement else None
    quote = shown(item.hit.document.text, item.start, item.end, item.span)
    speaker = statement.speaker if statement else None
    denial = denial_of(found, teller.facts_of(item))
    opening = wording(found, who, disputed=denial is not None)
    draft.claim(quote, draft.cite(item), short=opening, speaker=speaker)
    if denial is not None:
        document = item.hit.document
        marker = draft.cite_span(document, item.hit.passage, *denial)
        draft.claim(shown(document.text, *denial), marker, short="Denied")
    return draft.answer(teller.trust.of(item))
