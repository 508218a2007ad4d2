"""Why an answer is what it is, in a terminal, to programs and on the page."""

from __future__ import annotations

import json
import math

from qa.records import Answer, Evidence
from ui import explain, terminal

SAID = "“We cannot wait another winter,” harbour master Ida Brandt told reporters."


def _evidence(abstention: Answer, said: str, picked: str | None, reading: float) -> Evidence:
    hit = abstention.nearest[0]
    text = hit.document.text
    start, at = text.index(said), text.index(picked) if picked else 0
    span = (at, at + len(picked)) if picked else None
    return Evidence(hit, start, start + len(said), 1.25, 0.5, 0.25, reading, span, suits=1.0)


def test_each_candidate_is_shown_with_its_scores_and_the_words_picked(abstention: Answer) -> None:
    text = terminal.explanation(abstention, abstention.nearest, [_evidence(abstention, SAID, "Ida Brandt", 3.21)], 80)
    assert "Names: none; limits: none" in text
    assert "1.250  0.50  0.25   +3.2  1.00" in text
    assert "⟦Ida Brandt⟧" in text.replace("\n", " ")
    assert max(map(len, text.partition("Evidence (")[2].splitlines()[1:])) <= 80


def test_a_sentence_in_which_nothing_was_picked_has_no_margin(abstention: Answer) -> None:
    item = _evidence(abstention, SAID, None, -math.inf)
    assert "⟦" not in terminal.explanation(abstention, (), [item]).split("⟦⟧")[1]
    record = json.loads(json.dumps(terminal.candidate_record(item)))
    assert record["reading"] is None
    assert record["span"] is None
    assert "<td>–</td></tr>" in explain.explanation(abstention, [item], 1)


def test_the_record_of_a_candidate_holds_offsets_of_the_document(abstention: Answer) -> None:
    text = abstention.nearest[0].document.text
    record = terminal.candidate_record(_evidence(abstention, SAID, "Brandt", 0.5))
    assert text[record["start"] : record["end"]] == record["sentence"] == SAID
    assert text[record["span"]["start"] : record["span"]["end"]] == record["span"]["text"] == "Brandt"


def test_the_page_tells_what_was_understood(answer: Answer, abstention: Answer) -> None:
    shown = explain.explanation(answer, (), 1)
    for expected in ("when do ferries move?", "a date", "ferries, move", "0.80"):
        assert expected in shown
    assert "No sentence was considered" in shown
    assert 'data-back="2-1"' in explain.explanation(abstention, (), 2)
