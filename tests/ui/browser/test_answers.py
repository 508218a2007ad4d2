"""Questions asked in the browser: answer and evidence side by side, filters, and files to take away."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


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
    page.click('#conversation button[aria-label="Retry"]')
    page.wait_for_selector(watched.MARKER, timeout=30_000)
    page.wait_for_selector("#question .submit-button")
    assert page.locator("#conversation .user-row").count() == 1
    page.click("#fresh")
    page.wait_for_selector("#conversation .example")
    assert page.locator("#conversation .user-row").count() == 0


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
    page.click(".chip.said")
    page.wait_for_selector(".chip", state="detached", timeout=30_000)
    assert page.locator("#conversation .user-row").count() == 1
    page.wait_for_selector("#conversation .bot-row")


def test_why_an_answer_is_as_it_is_stands_behind_one_click_and_the_conversation_is_a_file(
    visit: Any, samples: str
) -> None:
    watched = visit(samples)
    page = watched.page
    watched.ask("How many Japanese diplomats did Russia expel?")
    page.click("#panel [data-why]")
    page.wait_for_selector("#panel table.why .used", timeout=30_000)
    watched.keep("why")
    with page.expect_download() as saved:
        page.click("#export")
    assert "diplomats" in saved.value.path().read_text(encoding="utf-8")
