"""Who said what in the browser: the chart, its table, and the file."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_point_of_the_chart_opens_its_passage_and_its_own_button_saves_a_picture(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    watched.tell(about="the expelled diplomats")
    page.wait_for_selector("#chart .points path", timeout=30_000)
    watched.keep("timeline")
    page.locator("#chart .points path").first.click(force=True)
    page.wait_for_selector("#panel .document mark.target")
    page.keyboard.press("Escape")
    with page.expect_download() as saved:
        page.get_by_label("Download plot as a PNG").click()
    assert saved.value.suggested_filename == "timeline.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert watched.hosts <= {"127.0.0.1", ""}
    assert watched.errors == []


def test_the_table_is_a_file_from_the_server_and_so_is_a_document(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    watched.tell(who="Galuzin")
    with page.expect_download() as saved:
        page.click("#said .csv")
    assert saved.value.url.startswith(samples)
    assert saved.value.path().read_text(encoding="utf-8").startswith("date,date_note,actor")
    page.click("#said [data-open] >> nth=0")
    page.wait_for_selector("#panel .document mark.target")
    with page.expect_download() as saved:
        page.click("#panel .document a[download]")
    assert "Galuzin" in saved.value.path().read_text(encoding="utf-8")


def test_every_statement_of_the_chart_is_reached_and_opened_by_the_keyboard(visit: Any, samples: str) -> None:
    """The table beside the chart holds all its points; Tab goes through them, Enter opens, Escape comes back."""
    watched = visit(samples)
    page = watched.page
    watched.tell(who="Galuzin")
    page.wait_for_selector("#chart .points path", timeout=30_000)
    count = page.locator("#said [data-open]").count()
    assert count >= page.locator("#chart .points path").count() > 0
    page.focus("#said .csv")
    reached = []
    for _ in range(count):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.open"))
    assert reached == [f"t-{number}" for number in range(1, count + 1)]
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .document mark.target")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .document", state="detached")


def test_an_answer_leads_to_the_timeline_of_the_one_who_speaks_in_it(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    watched.ask("What did Galuzin say about the sanctions?")
    page.click("#panel .ask-told")
    page.wait_for_selector("#said table.said", timeout=30_000)
    assert page.is_visible("#timeline")
    assert "Galuzin" in page.get_by_label("Who", exact=True).input_value()
    page.wait_for_selector("#chart .points path", timeout=30_000)
