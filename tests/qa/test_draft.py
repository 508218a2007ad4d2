"""Claims get markers, quotations get shorter, and words are never changed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.draft import Draft, in_marks, not_answered, shown, told_limits, with_markers
from qa.records import Claim
from tests.qa.lines import Asked, Scenes

LONG = (
    "The council, which had met in the old hall on the quay for six hours without a break, voted to shut the pier, "
    "but the harbour master, who had called the plan a farce in May, said that the beams would hold for ten years "
    "and that the ferries would sail, because the divers found no cracks in the wall when they looked at it in June."
)


def words(quoted: str) -> str:
    return quoted.strip("“”").strip("… ").strip()


class TestShown:
    def test_a_short_sentence_stands_whole_in_quotation_marks(self) -> None:
        assert shown("The pier  is\nshut.", 0, 18) == "“The pier is shut.”"

    def test_a_sentence_that_quotes_gets_no_second_marks(self) -> None:
        assert shown("“Shut it,” she said.", 0, 20) == "“Shut it,” she said."

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("It fell for decades,” Lund said.", "“It fell for decades,” Lund said."),
            ('It fell for decades," Lund said.', '"It fell for decades," Lund said.'),
            ("Lund said: “It fell for decades.", "Lund said: “It fell for decades.”"),
            ("“Never,” Lund said, “it fell.", "“Never,” Lund said, “it fell.”"),
            ("He is 5'11\" tall.", "He is 5'11\" tall."),
            ('The "old" pier and the “new” one.', 'The "old" pier and the “new” one.'),
        ],
    )
    def test_a_sentence_out_of_a_longer_quotation_has_both_marks(self, words: str, told: str) -> None:
        assert in_marks(words) == told

    @pytest.mark.parametrize("answer", ["voted to shut", "ten years", "in June", "The council"])
    def test_a_long_sentence_is_shortened_around_the_words_that_answer(self, answer: str) -> None:
        low = LONG.index(answer)
        quoted = shown(LONG, 0, len(LONG), (low, low + len(answer)))
        assert answer in quoted
        assert "…" in quoted
        assert len(quoted.split()) < len(LONG.split())

    def test_shortening_cuts_at_the_ends_of_clauses(self) -> None:
        quoted = shown(LONG, 0, len(LONG), (0, 11))
        assert quoted.startswith("“The council,")
        assert quoted.endswith(" …”")
        after = LONG[LONG.index(words(quoted)) + len(words(quoted)) :].lstrip()
        assert re.match(r"(?:and|but|while|which|who|after|before|because|when)\b", after) or words(quoted)[-1] in ",;:"

    @given(
        text=st.lists(st.sampled_from(["pier,", "and", "a", "beam;", "who", "sank", "[3]", "—"]), max_size=150).map(
            " ".join
        ),
        low=st.integers(0, 700),
        length=st.integers(0, 60),
    )
    def test_what_is_shown_stands_in_the_text_and_holds_the_answer(self, text: str, low: int, length: int) -> None:
        low = min(low, len(text))
        high = min(low + length, len(text))
        piece = words(shown(text, 0, len(text), (low, high)))
        assert piece in " ".join(text.split())
        assert " ".join(text[low:high].split()).strip("… ") in piece


class TestMarkers:
    def test_a_claim_ends_with_its_markers(self) -> None:
        assert with_markers(Claim("The pier is shut.", (1, 2))) == "The pier is shut. [1][2]"

    def test_a_footnote_of_the_document_is_no_marker(self) -> None:
        assert with_markers(Claim("It sank.[7]", (1,))) == "It sank.(7) [1]"

    def test_numbers_run_from_one_and_the_same_words_keep_theirs(self, scene: Scenes, question: Asked) -> None:
        made = scene("The pier is shut. The ferry sank.")
        draft = Draft(question("What happened?"))
        for at in ("ferry", "pier", "ferry"):
            draft.claim(at, draft.cite(made.evidence(at)))
        answer = draft.answer(0.5)
        assert [claim.markers for claim in answer.claims] == [(1,), (2,), (1,)]
        assert [citation.quote for citation in answer.citations] == ["The ferry sank.", "The pier is shut."]
        assert answer.text == "ferry [1]\npier [2]\nferry [1]"

    def test_a_claim_keeps_apart_what_it_is_made_of(self, question: Asked) -> None:
        draft = Draft(question("Which cost more?"))
        draft.claim("“It cost 9.”", 1, opening="More: ", of="the ferry", short="9", aside=" (The Post)")
        (claim,) = draft.claims
        assert claim.text == "More: the ferry, 9 (The Post) — “It cost 9.”"
        assert (claim.short, claim.words, claim.of) == ("9", "“It cost 9.”", "the ferry")

    def test_the_same_words_in_two_documents_are_two_citations(self, scene: Scenes, question: Asked) -> None:
        draft = Draft(question("What happened?"))
        numbers = [draft.cite(scene("The pier is shut.").evidence("pier")) for _ in range(2)]
        assert numbers == [1, 2]

    def test_a_quotation_that_leaves_its_passage_widens_it(self, scene: Scenes, question: Asked) -> None:
        made = scene("The pier is shut. The ferry sank.")
        passage = type(made.passage)("d:0", made.document.id, 0, 0, 17, "The pier is shut.", "article")
        draft = Draft(question("What happened?"))
        draft.cite_span(made.document, passage, 9, 33)
        assert draft.citations[0].passage == made.document.text

    @pytest.mark.parametrize(("given", "kept"), [(-0.2, 0.0), (0.4, 0.4), (1.7, 1.0)])
    def test_confidence_stays_between_nothing_and_certain(self, question: Asked, given: float, kept: float) -> None:
        assert Draft(question("What?")).answer(given).confidence == kept


class TestNotAnswered:
    @pytest.mark.parametrize("reason", ["outside_filter", "not_stated", "nothing_relevant"])
    def test_it_says_so_in_a_sentence_and_offers_at_most_three_passages(
        self, scene: Scenes, question: Asked, reason: Any
    ) -> None:
        hits = tuple(scene("The pier is shut.").hit for _ in range(5))
        answer = not_answered(question("Who?"), reason, hits, ("a note",))
        assert (answer.abstained, answer.reason, answer.nearest) == (True, reason, hits[:3])
        assert answer.text.endswith(".")
        assert "[" not in answer.text
        assert answer.notes[-1] == "a note"

    def test_what_the_filters_leave_out_is_said_in_the_text_only_where_there_is_no_answer(
        self, question: Asked
    ) -> None:
        limit = ("2 documents have no date",)
        none = told_limits(not_answered(question("Who?"), "not_stated", ()), limit)
        assert none.text.endswith(" 2 documents have no date.")
        draft = Draft(question("Who?"))
        draft.claim("Nobody")
        given = told_limits(draft.answer(1.0), limit)
        assert given.text == "Nobody"
        assert given.notes[-1:] == none.notes[-1:] == limit
