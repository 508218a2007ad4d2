"""The pictures of the README, taken anew into `artifacts/readme/`, to be copied from there to `docs/screenshots/`."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

SIZE = {"width": 1280, "height": 800}


def test_an_answer_with_its_evidence(visit: Any, samples: str) -> None:
    watched = visit(samples, **SIZE)
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    watched.page.wait_for_selector("#panel .card mark")
    watched.page.evaluate("document.activeElement.blur()")
    watched.keep("readme/answer")


def test_a_timeline_beside_a_passage(visit: Any, samples: str) -> None:
    watched = visit(samples, **SIZE)
    watched.tell(who="Galuzin")
    watched.page.wait_for_selector("#chart .points path", timeout=30_000)
    watched.page.locator("#chart .points path").first.click(force=True)
    watched.page.wait_for_selector("#panel .document mark.target")
    watched.page.mouse.move(900, 700)  # off the point, whose words would hide the chart
    watched.page.evaluate("document.activeElement.blur()")
    watched.keep("readme/timeline")


def test_the_library_beside_a_document(visit: Any, samples: str) -> None:
    watched = visit(samples, **SIZE)
    watched.visit("library")
    watched.page.click("#listing .held >> nth=2")
    watched.page.wait_for_selector("#handling", state="visible")
    watched.page.evaluate("document.activeElement.blur()")
    watched.keep("readme/library")
