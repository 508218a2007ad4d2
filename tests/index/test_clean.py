"""Cleaning: every character of a capture ends up as article, comment or residue, and as the right one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.clean import clean, mark, normalise
from index.errors import UnreadableDocument
from index.markdown import plain
from index.raw import Format, RawDocument


def test_a_first_sentence_loses_the_date_and_the_site_name_glued_to_it() -> None:
    dated = mark("date 2019-03-05 The ferry sank at noon, the harbour office said on Tuesday.")
    slashed = mark("/ Lake News Daily/ During the night the ferry sank, the harbour office said.")
    assert next(dated.text[s.start : s.end] for s in dated.spans) == "date 2019-03-05"
    assert next(slashed.text[s.start : s.end] for s in slashed.spans) == "/ Lake News Daily/"
    assert [s.kind for s in (*dated.spans, *slashed.spans)] == ["residue", "article"] * 2


def test_a_sentence_that_begins_with_a_date_stays_whole() -> None:
    for text in ("On 5 March 2019 the ferry sank in the harbour.", "5 March 2019 was the day the ferry sank."):
        assert [(s.start, s.end, s.kind) for s in mark(text).spans] == [(0, len(text), "article")]


MARKDOWN = """The crack was found in [the **pier** (north)](https://a.example/p_(1) "Pier") by the [office][1].[^1]

| Bridge | Cars  |
|:-------|------:|
| Narva  | 3,000 |
| Sild   | 1,200 |

- [x] `inspected` and ~~welded~~ <b>sealed</b>

[1]: https://a.example/office "Office"
[^1]: The office said so on Tuesday.
"""


def test_markdown_tables_references_and_footnotes_are_read_as_a_reader_sees_them() -> None:
    cleaned = clean(RawDocument("/x.md", MARKDOWN, "markdown", {}))
    assert cleaned.text.split("\n") == [
        "The crack was found in the pier (north) by the office.",
        "",
        "Bridge; Cars",
        "Narva; 3,000",
        "Sild; 1,200",
        "",
        "• inspected and welded sealed",
        "",
        "The office said so on Tuesday.",
    ]
    assert [(s.start, s.end, s.kind) for s in cleaned.spans] == [(0, len(cleaned.text), "article")]


def test_rows_of_figures_between_headline_and_text_are_article() -> None:
    rows = "Traffic on the Narva bridge\nYear\tCars\tLorries\n2018\t3,000\t120\n2019\t3,100\t140\n"
    cleaned = mark(normalise(rows + "The figures are from the roads office, which counts every vehicle in May."))
    assert [(s.start, s.end, s.kind) for s in cleaned.spans] == [(0, len(cleaned.text), "article")]


def test_newlines_blanks_and_invisible_characters_of_all_kinds_do_not_matter() -> None:
    plain_text = "Crack shuts bridge\n3 March 2020\nThe bridge was closed on Monday, the roads office said at noon.\n"
    odd = (
        plain_text.replace("\n", "\r\n").replace("on Monday", "on\u00a0Mon\u00adday").replace("office", "of\u200bfice")
    )
    assert clean(RawDocument("/x.txt", "\ufeff" + odd, "text", {})) == clean(
        RawDocument("/x.txt", plain_text, "text", {})
    )


@pytest.mark.parametrize("head", ["3 Comments\n", ""])
def test_a_page_of_nothing_but_comments_has_no_article(head: str) -> None:
    text = f"{head}Anna says:\n3 March 2020 at 7:12 pm\nI never liked it!\nReply\n"
    text += "Old Tom says:\n3 March 2020 at 8:01 pm\nMe neither, lol. They painted it green.\nReply\n"
    spans = mark(text).spans
    assert [s.author for s in spans if s.kind == "comment"] == ["Anna", "Old Tom"]
    assert all(s.kind != "article" for s in spans)


def test_cards_of_other_stories_are_no_comments() -> None:
    article = "The ferry sank at noon, the harbour office said on Tuesday.\nNobody was hurt, according to the office.\n"
    cards = "More stories\nBen Hale\n3 hours ago\nBus strike called off after talks\n"
    cards += "Ida Holm\n5 hours ago\nSchool roof to be mended before winter\n"
    assert [s.kind for s in mark(article + cards).spans] == ["article", "residue"]


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    source = (
        "# The *old* depot\n\n> “We [waited](https://a.example/x_y)”, said **Orla Bennick**.\n\n"
        "- one_two_three\n\n![map](m.png)"
    )
    assert plain(source) == "The old depot\n\n“We waited”, said Orla Bennick.\n\n• one_two_three\n\n"


@settings(deadline=None)  # time is measured below
@given(st.lists(st.sampled_from(
    ["Reply", "@ann · 3h", "Ann says:", "The ferry sank, the office said on Tuesday evening.", "I knew it!!", "",
     "Most read", "knut", "Share", "4 May 2019", "12 comments",
     "“We sail,” said Mina Orso.", "Leave a Reply", "/ a/ B", "• x", "%s"]
    ) | st.text(max_size=12), max_size=25).map("\n".join))  # fmt: skip
def test_spans_are_ordered_and_cover_all_text(text: str) -> None:
    cleaned = mark(normalise(text))
    assert all(s.start < s.end for s in cleaned.spans)
    assert all(a.end <= b.start for a, b in zip(cleaned.spans, cleaned.spans[1:], strict=False))
    covered = "".join(cleaned.text[s.start : s.end] for s in cleaned.spans)
    assert "".join(covered.split()) == "".join(cleaned.text.split())


@settings(deadline=None)  # the first page loads the extractor
@given(st.sampled_from(["markdown", "html"]), st.lists(st.sampled_from(
    ["# Ferry sinks", "[a](b)", "| a | b |", "|---|---|", "**Ann** · 3h", "<b>Ann</b>", "<p>", "</div>", "<div>", "- x",
     "The ferry sank, the office said on Tuesday evening.", "> I knew it!!", "<li>Reply", "[1]: x", "`", "\xad", "\r\n"]
    ) | st.text(max_size=12), min_size=1, max_size=25).map("\n".join))  # fmt: skip
def test_spans_of_marked_up_text_are_ordered_and_cover_the_kept_text(kind: Format, text: str) -> None:
    try:
        cleaned = clean(RawDocument("/x", text, kind, {}))
    except UnreadableDocument:
        assert kind == "html" or not plain(normalise(text)).strip()
        return
    assert all(a.end <= b.start for a, b in zip(cleaned.spans, cleaned.spans[1:], strict=False))
    covered = "".join(cleaned.text[s.start : s.end] for s in cleaned.spans)
    assert "".join(covered.split()) == "".join(cleaned.text.split())


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


HOSTILE = ["A-", "a.b@", "/a ", "1 -", "Ann says\n", "x\n", ". ", '"', "2022-01-01 ", "| ", "[a](", "|-", "<a ", "**x"]


@pytest.mark.parametrize(
    "piece", [*HOSTILE, "next ", "+1 ", "A/", "[1]x ", "Reply\n", "a; b\n", "Anna says: x\n", "1 2\n"]
)
def test_cleaning_time_grows_with_length_only(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begin = time.process_time()
    clean(RawDocument("/x.md", text, "markdown", {}))
    assert time.process_time() - begin < 5
