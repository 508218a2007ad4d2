"""Several people, and one who comes back: whose conversations are shown to whom."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_two_visitors_do_not_see_each_other(visit: Any, samples: str) -> None:
    first, second = visit(samples), visit(samples)
    first.ask("What did Rudenko tell the new ambassador of Japan?")
    first.page.wait_for_selector(first.MARKER, timeout=30_000)
    second.page.reload()
    second.page.wait_for_selector(second.QUESTION)
    second.ask("Who won the village chess tournament?")
    second.page.wait_for_selector("#conversation blockquote")
    assert second.page.locator("#conversation .user-row").count() == 1
    first.open_marker()


def test_conversations_outlast_a_reload_and_can_be_deleted(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    page.wait_for_selector("#earlier", state="visible")
    page.click("#fresh")
    page.wait_for_selector("#conversation .example")
    watched.ask("Who won the village chess tournament?")
    page.wait_for_function("document.querySelector('#earlier input').value.includes('chess')")  # it is kept
    page.reload()
    page.wait_for_selector("#conversation .user-row:has-text('chess')")
    page.click("#earlier [role=combobox]")
    page.click("[role=option]:has-text('Rudenko')")
    page.wait_for_selector("#conversation .user-row:has-text('Rudenko')")
    watched.open_marker()
    page.click("#forget")
    page.wait_for_selector("#conversation .example")
    page.click("#earlier [role=combobox]")
    assert page.locator("[role=option]:has-text('Rudenko')").count() == 0
    assert watched.errors == []


def test_two_tabs_of_one_browser_list_each_other_s_conversations(browser: Any, tab: Any, samples: str) -> None:
    context = browser.new_context()
    first, second = tab(context, samples), tab(context, samples)
    for watched, question in ((first, "Did Japan expel Russian diplomats?"), (second, "Who won the chess tournament?")):
        watched.ask(question)
        watched.page.wait_for_selector("#earlier", state="visible")
    first.page.wait_for_timeout(500)
    first.page.reload()
    first.page.wait_for_selector("#conversation .user-row")
    first.page.click("#earlier [role=combobox]")
    assert first.page.locator("[role=option]").count() == 2
    context.close()


def test_a_question_that_a_reload_breaks_off_stays_to_be_asked_again(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    page.fill(watched.QUESTION, "What did Rudenko tell the new ambassador of Japan?")
    page.press(watched.QUESTION, "Enter")
    page.wait_for_selector("#earlier", state="visible")
    page.reload()
    page.wait_for_selector("#conversation .user-row:has-text('Rudenko')")
    page.click("#conversation button[aria-label=Retry]")
    page.wait_for_selector(watched.MARKER, timeout=30_000)


def test_conversations_outlast_a_restart_of_the_server_for_their_own_visitor_alone(
    visit: Any, serving: Any, free_port: Any, tmp_path: Path
) -> None:
    """The first visitor goes on where they were, follow-ups included; another finds nothing."""
    port = free_port()
    with serving("--samples", cache=tmp_path, port=port) as address:
        watched = visit(address)
        watched.ask("What did Galuzin say in November 2022?")
        watched.page.wait_for_selector("#earlier", state="visible")
        watched.page.click("#conversation button[aria-label=Like]")
        until = time.monotonic() + 10
        while not any('"verdict":"good"' in kept.read_text() for kept in tmp_path.rglob("conversations/*.json")):
            assert time.monotonic() < until, "the thumb was not kept with the conversation"
            watched.page.wait_for_timeout(100)
        said = watched.page.inner_text("#conversation .bot-row .message")
    with serving("--samples", cache=tmp_path, port=port) as address:
        watched.page.goto(address)
        watched.page.wait_for_selector("#conversation .user-row:has-text('Galuzin')")
        assert watched.page.inner_text("#conversation .bot-row .message") == said
        assert watched.page.is_visible("#conversation button[aria-label=Liked]")
        watched.open_marker()
        watched.page.keyboard.press("Escape")
        watched.ask("What did he say about the sanctions?")
        watched.page.wait_for_selector("#panel .card:has-text('Galuzin')")
        assert watched.page.locator("#conversation .user-row").count() == 2
        other = visit(address)
        other.page.wait_for_selector("#conversation .example")
        assert not other.page.is_visible("#earlier")


def test_a_question_is_not_lost_to_a_page_that_remembers_slowly(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page, held, opened = watched.page, [], False

    def hold(route: Any) -> None:
        """Keep back what the page asks for when it is opened."""
        if opened:
            route.continue_()
        else:
            held.append(route)

    page.route("**/run/predict", hold)
    page.reload()
    page.wait_for_selector(watched.QUESTION)
    page.wait_for_timeout(500)
    opened = True
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(1000)
    assert page.locator("#conversation .user-row").count() == 1
    watched.open_marker()
