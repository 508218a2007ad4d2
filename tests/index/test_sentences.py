"""Sentences: where they end, and the laws their offsets keep on any text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lines import unwrap
from index.sentences import sentences

PIECES = st.sampled_from(
    ["Mr. ", "J. K. Orne ", "No. 5 ", "17.1 ", "U.S. ", "“", "” ", '"', ". ", "! ", "? ", "… ", "...", "\n", "\n\n",
     " ",
     "word ", "Then ", "(https://a.example/b.html) ",
     "said.Next ", "。", "a.m. ", "1. ", "\t", "\u00a0", "– ", "’", "/ONA/. ", "[3]"]
)  # fmt: skip


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Mr. Orne on Feb. 3.", "Then he left."],
        ["The U.S. Senate met at 5 p.m. on Monday.", "It rose at six."],
        ["J. K. Orne and V. Brandt spoke.", "No. 5 stayed silent."],
        ["Prices rose 17.1 percent to $4.5 billion.", "“Too much,” he said."],
        ["“The clock is wrong.", "We know it.", "It will stay wrong.”", "The council laughed."],
        ["“Rules count,” he said."],
        ["“Is it safe?” Marsh asked.", "Nobody knew."],
        ["She waited… and waited.", "The doors…", "If only they opened!"],
        ["KARLSHAVEN, November 30. /ONA/.", "The parliament voted."],
        ["He confirmed it on Tuesday. (https://echo.example/a.b/c.html)", "Nobody else did."],
        ["The tax took effect in 2016.", "Dogs barked."],
        ["1. The first item ends.", "2. The second begins."],
        ["The ship sank off Cape Orrin.[12]", "Nobody drowned."],
        ["Stain Minerals Ltd. will pay.", "The county agreed."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_a_lost_space_does_not_glue_two_sentences_but_names_of_sites_stay_whole() -> None:
    assert split("The talks failed.The minister left.") == ["The talks failed.", "The minister left."]
    assert split("See www.orrin.Example for more.") == ["See www.orrin.Example for more."]


def test_headlines_and_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert split("Old depot to close\nThe council voted.\n\nTraders cheered") == [
        "Old depot to close",
        "The council voted.",
        "Traders cheered",
    ]


def test_lines_wrapped_to_a_column_are_one_sentence() -> None:
    text = (
        "Residents of the upper village may drink their well water again, the head of the\n"
        "laboratory of the county said at a meeting in the village hall on Thursday after\n"
        "no trace of diesel was found in any of the samples that were taken in three weeks\n"
        "of October. Not everyone was satisfied."
    )
    assert len(split(text)) == 2
    assert len(unwrap(text)) == len(text)


def test_short_lines_that_nobody_wrapped_stay_apart() -> None:
    assert len(split("so we pay more\nfor half a bridge\nbrilliant")) == 3


def test_a_part_of_a_text_gives_offsets_into_the_whole() -> None:
    text = "Not this. But this. And this! Not that."
    assert [text[a:b] for a, b in sentences(text, 10, 29)] == ["But this.", "And this!"]


@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
def test_spans_are_ordered_stripped_and_cover_everything(text: str) -> None:
    spans = sentences(text)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 60), st.integers(0, 60))
def test_spans_stay_inside_the_part_asked_for(text: str, start: int, end: int) -> None:
    assert all(start <= a < b <= min(end, len(text)) for a, b in sentences(text, start, end))


@pytest.mark.parametrize("piece", ["A. ", '"', "a.b@", "( ", "He left. ", "1:", "“a.” "])
def test_time_grows_with_length_only(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    begin = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - begin < 5
