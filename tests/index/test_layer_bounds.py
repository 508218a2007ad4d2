"""Any text at all goes through dates, people and statements, in time that grows with its length and no faster."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from index.actors import find_actors
from index.dates import find_dates
from index.statements import find_statements

STORIES = [
    path.read_text("utf-8").split("\n=====\n")[0]
    for path in sorted((Path(__file__).parent / "data" / "statements").glob("*.txt"))
]
WORDS = sorted({word for story in STORIES for word in story.split()})
ODD = (
    *"“”\"'‘’«»`,.;:—-()[]{}|\n\t\u200b\u202e\ud800é漢🙂½²٣",
    *("\n\n", "a week on", "the", "of", "and", "said", "by", "’s", "May", "Will", "&", "99999", "2026-13-45", "they"),
    *("31 February", "ninety", "who", "not", "comment", "’99", "Friday week", "-elect"),
)
DAYS = (None, date(2026, 3, 12), date.min, date.max)


def texts(number: int) -> Iterator[str]:
    """Pieces of stories with letters lost, moved and put in; words in any order; marks and letters of any script."""
    chance = random.Random(20260312)
    for n in range(number):
        if n % 3 == 0:
            story = chance.choice(STORIES)
            begin = chance.randrange(len(story))
            letters = list(story[begin : begin + chance.randrange(20, 800)])
            for _ in range(chance.randrange(1, 25)):
                letters.insert(chance.randrange(len(letters) + 1), chance.choice(ODD))
                letters.pop(chance.randrange(len(letters)))
            yield "".join(letters)
        elif n % 3 == 1:
            yield " ".join(chance.choice(chance.choice((WORDS, WORDS, ODD))) for _ in range(chance.randrange(120)))
        else:
            yield "".join(
                chance.choice((*ODD, chr(chance.randrange(32, 0x3000)))) for _ in range(chance.randrange(150))
            )


def test_two_thousand_texts_of_any_kind_are_read_and_every_offset_holds() -> None:
    for n, text in enumerate(texts(2000)):
        dates, statements, actors = find_dates(text, DAYS[n % 4]), find_statements(text), find_actors(text)
        assert all(text[each.start : each.end] == each.text for each in dates)
        assert all(one.end <= two.start for one, two in pairwise(dates))
        assert all(0 <= s.start < s.end <= len(text) for s in statements)
        assert all(0 <= s.speaker_start < s.speaker_end <= len(text) for s in statements)
        assert all(0 <= start < end <= len(text) for actor in actors for start, end in actor.mentions)


LENGTH = 100_000  # characters; what grows with the square takes minutes, what is linear tenths of a second


@pytest.mark.parametrize(
    "piece",
    [
        "“a ‘b ",
        '" said he, ',
        "Ada Lund Of The ",
        "May Will Mark ",
        "he said that ",
        "the mayor, Ada Lund, said they had not ",
        "according to X, ",
        "3 May to 4 May, ",
        "by Tuesday a week on ",
        "did not respond ",
        "Union of ",
        "' a' ",
        "They said it. ",
        "\n".join(STORIES),
    ],
)
def test_a_long_document_of_one_pattern_is_read_in_seconds(piece: str) -> None:
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    begun = time.process_time()
    find_dates(text, date(2026, 3, 12))
    find_statements(text)
    find_actors(text)
    assert time.process_time() - begun < 4
