"""Who said what in the browser: the chart, its table, and the file."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_point_of_the_chart_opens_its_passage_and_the_table_is_a_file(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    watched.tell(about="the expelled diplomats")
    page.wait_for_selector("#chart .points path", timeout=30_000)
    watched.keep("timeline")
    page.click("#said [data-open] >> nth=0")
    page.wait_for_selector("#panel .document mark.target")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .document", state="detached")
    page.locator("#chart .points path").first.click(force=True)
    page.wait_for_selector("#panel .document mark.target")
    assert watched.hosts <= {"127.0.0.1", ""}
    with page.expect_download() as saved:
        page.click("#csv")
    assert saved.value.path().read_text(encoding="utf-8").startswith("date,date_note,actor")
