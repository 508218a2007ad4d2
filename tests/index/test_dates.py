"""Dates in text: a table of expressions, and laws that hold for any text."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from index.dates import find_dates

CASES = Path(__file__).parent / "data" / "date_cases.txt"
MARK = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")


def marked(text: str) -> tuple[str, list[tuple[int, str, str | None]]]:
    """Text without its marks, and (start, words, value or None) of each."""
    plain, expected, last = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        expected.append((len(plain), mark[1], None if mark[2] == "-" else mark[2]))
        plain += mark[1]
        last = mark.end()
    return plain + text[last:], expected


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(published, text) for published, text in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("published", "text"), cases())
def test_every_expression_of_the_table_is_found_with_its_value(published: str, text: str) -> None:
    plain, expected = marked(text)
    day = None if published == "-" else date.fromisoformat(published)
    assert [(found.start, found.text, found.value) for found in find_dates(plain, day)] == expected
