"""Pieces of a page that are easily lost, glued together or taken for something else."""

from __future__ import annotations

from datetime import date

import pytest
from lxml.html import document_fromstring

from index.clean import clean
from index.metadata import describe
from index.page import Page
from index.page_boxes import drop_hidden
from index.raw import RawDocument
from index.records import Document

PROSE = (
    "<p>The lock at Hember was shut on Monday after a gate came off its hinge, the canal office said at noon.</p>"
    "<p>Its keeper, Ruta Oyelaran, said that forty barges were waiting and that one of them carried strawberries.</p>"
)


def read(body: str, head: str = "", path: str = "/news/lock.html") -> Document:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    raw = RawDocument(path, html, "html", Page(html).metadata())
    return describe(raw, clean(raw), latest=date(2026, 1, 1))


def test_a_time_in_front_of_each_turn_of_a_transcript_is_no_label_of_an_advertisement() -> None:
    turns = "".join(
        f"<p><span>[00:00:{at}]</span> <b>{name}:</b> {said}</p>"
        for at, name, said in (
            ("04", "Ruta Oyelaran", "The gate weighs nine tons and we have one crane."),
            ("11", "Piet Lazar", "And when will the barges move again?"),
            ("19", "Ruta Oyelaran", "On Thursday, if the crane is a patient one."),
        )
    )
    document = read(f"<h1>Transcript: at the lock</h1><div>{turns}</div>")
    assert "nine tons" in document.text
    assert "a patient one" in document.text


def test_names_and_dates_in_cells_of_their_own_are_not_glued_together() -> None:
    line = "<div><span>By Piet Lazar</span><span>4 March 2019</span><span>3 min</span></div>"
    document = read(f"<h1>Lock shut after gate falls</h1>{line}{PROSE}")
    assert (document.author, document.published) == ("Piet Lazar", date(2019, 3, 4))


def test_text_that_a_page_does_not_show_is_left_out() -> None:
    preview = '<div style="display: none">A gate, a crane and forty barges full of strawberries</div>'
    tree = document_fromstring(f"<html><body>{preview}<p hidden>Hello</p><div style='display:none'>{PROSE * 4}</div>")
    drop_hidden(tree)
    assert tree.text_content().startswith("The lock at Hember"), "a long text may be shown by a script"


def test_a_correction_behind_a_box_is_part_of_the_article() -> None:
    box = "<aside><h3>Most read</h3><a href='/a'>A heron in the post office</a></aside>"
    note = "<div>Correction: an earlier version said that the keeper counted fourteen barges at the lock.</div>"
    document = read(f"<h1>Lock shut after gate falls</h1><div>{PROSE}</div>{box}{note}")
    kept = [document.text[span.start : span.end] for span in document.spans if span.kind == "article"]
    assert "fourteen barges" in " ".join(kept)


@pytest.mark.parametrize(
    ("head", "foot", "outlet"),
    [
        ("<title>Lock shut after gate falls – The Hember Standard</title>", "", "The Hember Standard"),
        ("", "<footer>© Copyright 2001-2024 Hember Courier</footer>", "Hember Courier"),
    ],
)
def test_an_outlet_is_told_by_the_title_or_the_foot(head: str, foot: str, outlet: str) -> None:
    assert read(f"<h1>Lock shut as a gate falls</h1>{PROSE}{foot}", head).source == outlet


def test_a_saved_page_tells_its_address_and_the_day_it_was_saved() -> None:
    saved = "<!--\n Page saved with SingleFile \n url: https://hember.example/lock\n saved date: Tue Mar 05 2019 -->"
    stated = Page(f"<html>{saved}<body><h1>Lock shut after gate falls</h1>{PROSE}</body></html>").metadata()
    assert stated["url"] == "https://hember.example/lock"
    assert "Mar 05 2019" in str(stated["captured"])


def test_days_from_and_to_are_no_day_of_publication() -> None:
    text = "23 captures\n22 Jun 2017 - 30 Nov 2021\nLock shut after gate falls\nThe lock at Hember was shut on Monday."
    raw = RawDocument("/news/lock.txt", text, "text", {})
    assert describe(raw, clean(raw), latest=date(2026, 1, 1)).published is None


def test_fields_of_press_databases_are_read() -> None:
    text = (
        "HD  Lock shut after gate falls\nBY  By Piet Lazar\nWC  61 words\nPD  5 March 2019\nSN  The Hember Bell\nLP\n"
        "The lock at Hember was shut on Monday after a gate came off its hinge, the canal office said.\n"
    )
    raw = RawDocument("/news/lock.txt", text, "text", {})
    document = describe(raw, clean(raw), latest=date(2026, 1, 1))
    assert (document.title, document.author) == ("Lock shut after gate falls", "Piet Lazar")
    assert (document.source, document.published) == ("The Hember Bell", date(2019, 3, 5))


def test_a_name_that_holds_another_word_names_no_box() -> None:
    subtitle = '<h2 class="sub-headline">The gate fell into the basin, and nobody saw it</h2>'
    assert "nobody saw it" in read(f'<h1 class="headline">Lock shut</h1>{subtitle}{PROSE}').text
    lead = '<div class="leadPart"><p>The next barges are sent by way of the lower canal and its lock.</p></div>'
    assert "lower canal" in read(f"{PROSE}{lead}{PROSE}").text


def test_a_stated_author_stands_without_the_office_that_the_byline_shows() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Ruta Oyelaran"}}</script>'
    byline = '<h1>Lock shut</h1><div class="byline"><a>by Ruta Oyelaran</a><p>Canal News Reporter</p></div>'
    assert read(byline + PROSE, head).author == "Ruta Oyelaran"
