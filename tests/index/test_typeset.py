"""Printed lines become paragraphs again, and what repeats on every page leaves the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.typeset import PrintedLine, typeset

WORDS = "the warden of Odd Harbour counted eleven herons on the mole and wrote their number into the book".split()


def page(*rows: str, top: float = 700, step: float = 14, size: float = 11) -> list[PrintedLine]:
    """Lines one below the other; an empty row is a gap."""
    return [PrintedLine(row, 60, top - step * n, size) for n, row in enumerate(rows) if row]


def test_wrapped_lines_are_one_paragraph_and_a_gap_ends_it() -> None:
    text = typeset(
        [page("The warden counted eleven herons on the", "mole on Monday.", "", "Nobody else had looked for them yet.")]
    ).text
    assert text == ("The warden counted eleven herons on the mole on Monday.\n\nNobody else had looked for them yet.")


def test_a_headline_in_larger_type_stands_alone() -> None:
    headline = [PrintedLine("Herons return", 60, 720, 20)]
    assert typeset([headline + page("The warden counted eleven", "of them.")]).text == (
        "Herons return\n\nThe warden counted eleven of them."
    )


def test_an_indent_begins_a_paragraph() -> None:
    first = page("The warden counted eleven herons", "on the mole last Monday morning.")
    indented = [PrintedLine("Nobody else had looked for them.", 75, 672, 11)]
    assert typeset([first + indented]).text.count("\n\n") == 1


def test_divided_words_become_whole_and_compounds_keep_their_hyphen() -> None:
    rows = page(
        "The warden counted the har-", "bour's herons with a well-", "known telescope, and Anglo-", "Saxon care."
    )
    assert typeset([rows]).text == (
        "The warden counted the harbour's herons with a well-known telescope, and Anglo-Saxon care."
    )


def test_a_hyphen_that_the_text_writes_elsewhere_stays() -> None:
    rows = page("The mid-tide count is what the warden", "calls it, and a mid-", "tide count it was.")
    assert "a mid-tide count" in typeset([rows]).text


def test_a_word_divided_by_the_end_of_a_page_is_whole_and_pages_begin_where_they_do() -> None:
    done = typeset([page("The warden counted eleven her-"), page("ons on the mole.")])
    assert done.text == "The warden counted eleven herons on the mole."
    assert done.text[done.pages[1] :] == "ons on the mole."


def test_running_heads_and_page_numbers_leave_the_text() -> None:
    pages = [
        [
            PrintedLine("Harbour Gazette", 60, 800, 8),
            *page(f"Report {n} says that the {who}", "counted herons again.", f"No {who} was ever alone there."),
            PrintedLine(f"{n} of 3", 300, 30, 8),
        ]
        for n, who in enumerate(("warden", "sexton", "carter"), 1)
    ]
    done = typeset(pages)
    assert done.text.count("Harbour Gazette") == 1
    assert [done.text[a:b] for a, b in done.asides] == ["Harbour Gazette"]
    assert "of 3" not in done.text


def test_a_drop_cap_joins_its_word() -> None:
    assert typeset([[PrintedLine("T", 60, 700, 30), *page("he warden counted them.")]]).text == (
        "The warden counted them."
    )


@given(st.lists(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), max_size=8), max_size=5))
def test_every_page_begins_with_its_own_first_line(pages: list[list[list[str]]]) -> None:
    lines = [page(*(" ".join(row) for row in rows)) for rows in pages]
    done = typeset(lines)
    assert list(done.pages) == sorted(done.pages)
    assert len(done.pages) in (0, len(pages))
    assert all(0 <= start <= len(done.text) for start in done.pages)
    kept = [word for start, end in done.asides for word in done.text[start:end].split()]
    assert set(done.text.split()) <= {word for rows in pages for row in rows for word in row} | set(kept)
