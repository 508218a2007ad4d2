"""Questions asked in the browser: answer and evidence side by side, filters, and files to take away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FIRST = """Bridge at Marlow Ferry to cost 14 million

The Reach Gazette, 3 May 2020

The new bridge at Marlow Ferry will cost 14 million crowns, surveyor Ilse Brandt said on Saturday.
"""
SECOND = """Council puts ferry bridge at 22 million

Upland Post, 9 May 2020

The bridge at Marlow Ferry would cost 22 million crowns, treasurer Otto Wehr said on Friday.
"""


def test_a_question_is_answered_with_a_marker_that_opens_the_document_at_the_quoted_words(
    visit: Any, samples: str
) -> None:
    watched = visit(samples)
    page = watched.page
    assert "Sample articles" in page.inner_text("#masthead")
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    page.wait_for_selector(watched.MARKER, timeout=30_000)
    quoted = page.inner_text("#panel .card mark")
    watched.keep("answer")
    page.click(f"{watched.MARKER} >> nth=0")
    target = page.wait_for_selector("#panel .document mark.target")
    assert target.inner_text() == quoted
    assert page.evaluate(
        "m => { const r = m.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }", target
    )
    watched.keep("document")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .card")
    assert watched.hosts <= {"127.0.0.1", ""}
    assert watched.errors == []


def test_an_unanswered_question_looks_different_and_offers_passages_to_open(visit: Any, samples: str) -> None:
    watched = visit(samples, scheme="dark")
    watched.ask("Who won the village chess tournament?")
    watched.page.wait_for_selector("#conversation blockquote")
    assert not watched.page.query_selector(watched.MARKER)
    watched.page.click("#panel [data-open] >> nth=0")
    watched.page.wait_for_selector("#panel .document mark.target")
    watched.keep("not-answered-dark")


def test_examples_retry_and_a_new_conversation_work_by_clicks(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    page.click("#conversation .example >> nth=0")
    page.wait_for_selector(watched.MARKER, timeout=30_000)
    page.wait_for_selector("#question .submit-button")
    watched.retry()
    assert page.locator(watched.MARKER).count() > 0
    assert page.locator("#conversation .user-row").count() == 1
    page.click("#fresh")
    page.wait_for_selector("#conversation .example")
    page.wait_for_selector("#conversation .user-row", state="detached", timeout=5_000)  # the page removes it last


def test_a_question_sent_while_another_is_answered_waits_in_its_field(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    for question in ("What did Rudenko tell the new ambassador of Japan?", "Who won the village chess tournament?"):
        page.fill(watched.QUESTION, question)
        page.press(watched.QUESTION, "Enter")
        page.wait_for_selector(f"#conversation .user-row:has-text('{question[:12]}'), #question .stop-button")
    page.wait_for_selector("#question .submit-button", timeout=30_000)
    if page.input_value(watched.QUESTION):
        page.press(watched.QUESTION, "Enter")
    page.wait_for_selector("#conversation .user-row >> nth=1")
    page.wait_for_selector("#conversation .bot-row blockquote", timeout=30_000)
    assert page.locator("#conversation .user-row").count() == page.locator("#conversation .bot-row").count() == 2


def test_filters_are_chips_and_a_click_takes_them_away(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    page.click("#filtering")
    page.get_by_label("Published from").fill("2023")
    page.get_by_label("Published from").press("Enter")
    page.wait_for_selector(".chip:has-text('Published from 1 January 2023')")
    watched.ask("How many Japanese diplomats did Russia expel in April 2022?")
    page.wait_for_selector(".chip.said:has-text('April 2022')")
    watched.keep("filters")
    page.click(".chip:has-text('Published from')")
    page.wait_for_selector(".chip:has-text('Published from')", state="detached")
    assert page.get_by_label("Published from").input_value() == ""
    page.press(watched.QUESTION, "Enter")  # with nothing to ask
    page.wait_for_timeout(1000)
    assert page.locator("#conversation .user-row").count() == 1
    assert page.locator("#panel .card").count() > 0
    page.click(".chip.said")
    page.wait_for_selector(".chip", state="detached", timeout=30_000)
    assert page.locator("#conversation .user-row").count() == 1
    page.wait_for_selector("#conversation .bot-row")


def test_why_an_answer_is_as_it_is_stands_behind_one_click_and_the_conversation_is_a_file(
    visit: Any, samples: str
) -> None:
    watched = visit(samples)
    page = watched.page
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    page.click("#panel [data-why]")
    page.wait_for_selector("#panel table.why .used", timeout=30_000)
    watched.keep("why")
    with page.expect_download() as saved:
        page.click("#export")
    assert "ambassador" in saved.value.path().read_text(encoding="utf-8")


def test_where_sources_disagree_a_table_says_who_says_what_and_its_rows_and_the_claims_open_passages(
    visit: Any, serving: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    with serving("--documents", folder, cache=tmp_path) as address:
        watched = visit(address)
        page = watched.page
        watched.ask("How much will the bridge at Marlow Ferry cost, according to Brandt and according to Wehr?")
        page.wait_for_selector("#panel table.sides tr.differing")
        assert page.locator("#panel table.sides tbody tr").count() == 2
        assert "Another figure than" in page.inner_text("#panel table.sides")
        watched.keep("who-says-what")
        page.click("#panel table.sides .source >> nth=1")
        page.wait_for_selector("#panel .document mark.target:has-text('22 million')")
        page.keyboard.press("Escape")
        page.wait_for_selector("#panel table.sides")
        page.click("#conversation .bot-row p:has-text('14 million') >> nth=0", position={"x": 4, "y": 4})
        page.wait_for_selector("#panel .document mark.target:has-text('14 million')")
