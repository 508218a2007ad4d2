"""The page for people who use the keyboard, a screen reader, or weak eyes."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader_or_weak_eyes(
    visit: Any, samples: str, scheme: str
) -> None:
    watched = visit(samples, scheme=scheme)
    page = watched.page
    found = watched.hindrances()
    page.click("#filtering")
    watched.ask("How many Japanese diplomats did Russia expel in April 2022?")
    page.click("#conversation button[aria-label=Like]")
    page.wait_for_selector("#note", state="visible")
    found += watched.hindrances()
    page.click("#panel [data-open] >> nth=0")
    page.wait_for_selector("#panel .document")
    found += watched.hindrances()
    watched.visit("library")
    page.click("#listing .held >> nth=0")
    page.wait_for_selector("#handling", state="visible")
    page.click("#mend")
    page.wait_for_selector("#details", state="visible")
    found += watched.hindrances()
    assert found == []


def test_the_keyboard_alone_asks_opens_a_document_and_comes_back(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    page.wait_for_function(f"document.activeElement.matches('{watched.QUESTION}')")
    page.keyboard.type("How many Japanese diplomats did Russia expel?")
    page.keyboard.press("Enter")
    page.wait_for_selector(watched.MARKER, timeout=30_000)
    page.wait_for_selector("#question .submit-button")
    page.focus("#evidence")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.open") == "1-1"
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .document mark.target")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .card")
    page.focus("#timeline-button")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#library", state="visible")
