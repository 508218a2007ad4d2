"""The page on a phone: nothing wider than the screen, documents as sheets."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_document_opens_as_a_sheet_and_nothing_is_wider_than_the_screen(visit: Any, samples: str) -> None:
    watched = visit(samples, width=390)
    page = watched.page
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    page.wait_for_selector(watched.MARKER, timeout=30_000)
    watched.keep("phone-answer")
    watched.open_marker()
    box = page.locator("#evidence").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 900)
    target = page.locator("#panel .document mark.target").bounding_box()
    assert 0 <= target["y"] <= 900 - target["height"]
    assert watched.width() <= 390
    watched.keep("phone-document")
    page.go_back()  # as the gesture of a phone does
    page.wait_for_selector("#panel .document", state="detached")
    assert page.is_visible(watched.MARKER)


def test_timeline_and_library_fit_the_screen(visit: Any, samples: str) -> None:
    watched = visit(samples, width=390, scheme="dark")
    page = watched.page
    watched.tell(about="the expelled diplomats")
    assert watched.width() <= 390
    watched.keep("phone-timeline")
    watched.visit("library")
    assert watched.width() <= 390
    watched.keep("phone-library")
    page.click("#listing .held >> nth=0")
    page.wait_for_selector("#panel .document")
    assert page.locator("#handling").bounding_box()["y"] < 900
    watched.keep("phone-library-document")


def test_no_part_of_the_page_scrolls_sideways_or_hides_the_evidence(visit: Any, samples: str) -> None:
    watched = visit(samples, width=390)
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    watched.page.click("#panel [data-why]")  # Playwright clicks only what can be scrolled into view
    watched.page.wait_for_selector("#panel table.why")
    assert watched.width() <= 390
