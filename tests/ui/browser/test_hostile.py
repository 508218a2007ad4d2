"""A document that means harm: nothing in it runs, and nothing is loaded from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

HOSTILE = """---
title: 'Quarry <img src=//foreign.example/t.png onerror="window.owned=1"> closes'
outlet: '<script>window.owned=2</script>Hill Post'
date: 2020-06-02
url: 'javascript:window.owned=3'
---
Mayor Olga Brenn said on Tuesday that <script>window.owned=4</script> the quarry would close on 30 June 2020.

![seen](https://foreign.example/p.png) [more](javascript:window.owned=5) ${window.owned=6} {{constructor}}
She called it <svg onload="window.owned=7"> "the end of a loud century" and promised a park.

<iframe src="https://foreign.example/"></iframe> Repairs of the road will cost 52,000 crowns, Brenn said.
"""


def test_nothing_in_a_document_runs_or_loads(visit: Any, serving: Any, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "quarry <b>.md").write_text(HOSTILE, encoding="utf-8")
    with serving("--documents", folder, cache=tmp_path) as address:
        watched = visit(address)
        page = watched.page
        watched.ask('When will the quarry close? <img src=x onerror="window.owned=8">')
        page.wait_for_selector("#panel .card [data-open]", timeout=30_000)
        page.click("#panel .card [data-open] >> nth=0")
        page.wait_for_selector("#panel .document mark.target")
        watched.keep("hostile")
        watched.ask("What did Olga Brenn say?")
        page.wait_for_timeout(1000)
        assert page.evaluate("window.owned") is None
        assert page.locator("#panel script, #panel img, #panel iframe, #panel svg, #conversation iframe").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0
        assert watched.hosts <= {"127.0.0.1", ""}
