"""Every metric passes a good answer and fails a bad one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from eval import metrics
from eval.records import Case, Evidence
from index.records import Document
from qa.records import Answer, Citation, Claim

Cite = Callable[..., Citation]


def test_right_needs_every_group_and_nothing_forbidden(case: Case, good_answer: Answer) -> None:
    assert metrics.right(case, good_answer)
    assert not metrics.right(case, replace(good_answer, text="In May 2021 [1]."))
    assert not metrics.right(case, replace(good_answer, text="3 May 2021 or 10 May 2021 [1]."))
    two = case.model_copy(update={"answer": (("3 May 2021",), ("Rosa Lind",))})
    assert not metrics.right(two, good_answer)


def test_a_citation_marker_is_no_part_of_the_answer(case: Case, good_answer: Answer) -> None:
    split = replace(good_answer, text="It sank on 3 May [1] 2021 [1].")
    assert metrics.right(case, split)
    number = case.model_copy(update={"answer": (("1",),), "forbid": ()})
    assert not metrics.right(number, replace(good_answer, text="It sank [1]."))


def test_an_abstain_case_is_right_when_refused(abstain_case: Case, refusal: Answer, good_answer: Answer) -> None:
    assert metrics.right(abstain_case, refusal)
    assert not metrics.right(abstain_case, good_answer)


def test_refusing_a_question_that_has_an_answer_is_wrong(case: Case, refusal: Answer) -> None:
    assert not metrics.right(case, replace(refusal, text="3 May 2021"))


def test_a_short_answer_that_is_another_one_is_wrong(case: Case, good_answer: Answer) -> None:
    saved = case.model_copy(update={"kind": "number", "answer": (("14 people",),), "forbid": ()})
    sentence = "“Captain Rosa Lind said 14 people were saved.” [1]"
    for text in (f"14 — {sentence}", f"14 people (crew of the Alba) — {sentence}", sentence, f"“A — b” — {sentence}"):
        assert metrics.right(saved, replace(good_answer, text=text))
    assert not metrics.right(saved, replace(good_answer, text=f"9 — {sentence}"))
    assert metrics.explain(saved, replace(good_answer, text=f"9 — {sentence}")) == "leads with '9'"
    year = replace(good_answer, text="2021 — “on 3 May 2021” [1]")
    assert not metrics.right(case, year)


def test_yes_or_no_has_to_open_the_answer(case: Case, good_answer: Answer) -> None:
    sank = case.model_copy(update={"kind": "yesno", "answer": (("Yes",),), "forbid": ()})
    assert metrics.right(sank, replace(good_answer, text="Yes — “it sank” [1]"))
    for text in ("“Yes, it sank” [1]", "No — “yes, it sank” [1]", "It sank, yes [1]"):
        assert not metrics.right(sank, replace(good_answer, text=text))


def test_cited_needs_the_words_and_the_file(case: Case, good_answer: Answer, ferry: Document) -> None:
    assert metrics.cited(case, good_answer)
    elsewhere = replace(good_answer.citations[0], document=replace(ferry, path="/news/other.txt"))
    assert not metrics.cited(case, replace(good_answer, citations=(elsewhere,)))
    copy = replace(elsewhere, document=replace(ferry, path="/news/other.txt", copies=("/news/ferry.txt",)))
    assert metrics.cited(case, replace(good_answer, citations=(copy,)))


def test_all_asks_for_every_evidence(case: Case, good_answer: Answer) -> None:
    more = (*case.evidence, Evidence(document="second.txt", words="sank on Monday"))
    assert metrics.cited(case.model_copy(update={"evidence": more}), good_answer)
    assert not metrics.cited(case.model_copy(update={"evidence": more, "all": True}), good_answer)


def test_valid_citations_are_verbatim_and_numbered_without_gaps(good_answer: Answer, cite: Cite) -> None:
    assert metrics.citations_valid(good_answer)
    first = good_answer.citations[0]
    for broken in (
        replace(good_answer, citations=()),
        replace(good_answer, citations=(replace(first, start=1, end=first.end + 1),)),
        replace(good_answer, citations=(replace(first, passage="Another passage"),)),
        replace(good_answer, citations=(replace(first, marker=2),)),
        replace(good_answer, citations=(first, cite("14 people", marker=2))),
        replace(good_answer, text="3 May 2021 [1][2]."),
    ):
        assert not metrics.citations_valid(broken)


def test_a_refusal_has_no_citations_and_no_markers(refusal: Answer, good_answer: Answer) -> None:
    assert metrics.citations_valid(refusal)
    assert not metrics.citations_valid(replace(refusal, text="Nothing [1]."))
    assert not metrics.citations_valid(replace(refusal, citations=good_answer.citations))


def test_supported_wants_half_of_the_claims_words_in_what_it_cites(good_answer: Answer) -> None:
    assert metrics.supported(good_answer)
    foreign = Claim("The bishop of Tarn resigned after a long quarrel over money.", (1,))
    assert not metrics.supported(replace(good_answer, claims=(foreign,)))


def test_supported_wants_each_citation_to_carry_its_share(good_answer: Answer, cite: Cite) -> None:
    first = good_answer.citations[0]
    idle = replace(first, marker=2, passage="More news", quote="More news")
    both = Claim("The ferry Alba sank off Cape Morin.", (1, 2))
    assert not metrics.supported(replace(good_answer, citations=(first, idle), claims=(both,)))
    fellow = replace(cite("Captain Rosa Lind said"), marker=2)
    assert metrics.supported(replace(good_answer, citations=(first, fellow), claims=(both,)))


def test_supported_wants_every_citation_used_by_a_claim(good_answer: Answer) -> None:
    assert not metrics.supported(replace(good_answer, claims=()))


def test_numbers_must_stand_in_the_passage_the_header_or_the_resolution(good_answer: Answer) -> None:
    assert metrics.numbers_stand(good_answer)
    wrong = Claim("Captain Rosa Lind said 41 people were saved.", (1,))
    assert not metrics.numbers_stand(replace(good_answer, claims=(wrong,)))
    unresolved = replace(good_answer.claims[0], date=None)
    noted = replace(unresolved, date_note="the Monday before is 3 May")
    assert metrics.numbers_stand(replace(good_answer, claims=(noted,)))
    assert not metrics.numbers_stand(replace(good_answer, claims=(unresolved,)))


def test_recall_counts_evidence_among_the_passages_found(
    case: Case, abstain_case: Case, scripted: Callable[..., object]
) -> None:
    hits = scripted({}).search("ferry")  # type: ignore[attr-defined]  # the fake's own method
    assert metrics.recall_at_k(case, hits) == 1.0
    assert metrics.recall_at_k(case, []) == 0.0
    two = (*case.evidence, Evidence(document="ferry.txt", words="was never found"))
    assert metrics.recall_at_k(case.model_copy(update={"evidence": two, "all": True}), hits) == 0.5
    assert metrics.recall_at_k(abstain_case, hits) is None
    assert metrics.recall_at_k(case.model_copy(update={"kind": "comment"}), hits) is None


def test_the_reason_is_scored_apart(abstain_case: Case, refusal: Answer, good_answer: Answer) -> None:
    assert metrics.reason_right(abstain_case, refusal) is True
    assert metrics.reason_right(abstain_case, replace(refusal, reason="nothing_relevant")) is False
    assert metrics.reason_right(abstain_case, good_answer) is None


def test_words_are_counted_without_markers(good_answer: Answer) -> None:
    assert metrics.word_count(replace(good_answer, text="On 3 May 2021 [1].")) == 4


def test_the_explanation_names_what_is_missing(case: Case, good_answer: Answer, refusal: Answer) -> None:
    assert metrics.explain(case, good_answer) == ""
    assert metrics.explain(case, refusal) == "not answered (not_stated)"
    told = metrics.explain(case, replace(good_answer, text="10 May 2021 [1].", citations=()))
    assert "missing 3 May 2021 | 2021-05-03" in told
    assert "forbidden '10 May'" in told
    assert "the evidence is not cited" in told
