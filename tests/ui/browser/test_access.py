"""The page for people who use the keyboard, a screen reader, or weak eyes."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


CONTROLS = """() => [...document.querySelectorAll(
    'a[href], button, input, textarea, select, summary, [role=combobox], [role=tab], [tabindex]')].filter((part) => {
  const box = part.getBoundingClientRect(), look = getComputedStyle(part);
  const shown = box.width > 1 && box.height > 1 && look.visibility !== 'hidden' && look.opacity !== '0';
  return shown && !part.disabled && (part.tabIndex >= 0 || part.getAttribute('role') === 'tab');
}).map((part) => part.dataset.walk = part.dataset.walk
  || `${part.tagName} ${part.id} ${part.getAttribute('aria-label') || part.innerText} ${Math.random()}`)"""
"""Everything on the page that a mouse could use, named so that it is known again."""

FOCUSED = """() => {
  const part = document.activeElement, look = getComputedStyle(part);
  const ring = look.outlineStyle !== 'none' && look.outlineWidth !== '0px';
  return [part.dataset.walk || '', ring || part.matches('#question textarea'), part.getAttribute('role')];
}"""
"""What has the focus, and whether that can be seen; the field for the question shows it by its border."""


def walked(page: Any) -> list[str]:
    """What Tab does not reach, or reaches unseen. Of a row of tabs it reaches one, and the arrow keys the others."""
    wanted = set(page.evaluate(CONTROLS))
    page.evaluate("document.activeElement.blur()")
    reached, unseen = set(), []
    for _ in range(3 * len(wanted)):
        page.keyboard.press("Tab")
        name, ring, _ = page.evaluate(FOCUSED)
        if name and name in reached:
            break
        reached.add(name)
        unseen += [f"unseen: {name}"] if name and not ring else []
    return unseen + [f"unreached: {name}" for name in sorted(wanted - reached)]


def test_tab_reaches_everything_and_the_focus_is_seen(visit: Any, samples: str) -> None:
    watched = visit(samples)
    page = watched.page
    assert walked(page) == []
    page.click("#filtering")
    watched.ask("What did Galuzin say in November 2022?")
    page.wait_for_selector("#earlier", state="visible")
    page.click("#conversation button[aria-label=Like]")
    page.wait_for_selector("#note", state="visible")
    assert walked(page) == []
    watched.open_marker()
    assert walked(page) == []
    watched.tell(who="Zakharova")
    page.wait_for_selector("#chart .points path")
    assert walked(page) == []
    watched.visit("library")
    page.click("#listing .held >> nth=0")
    page.wait_for_selector("#handling", state="visible")
    page.click("#mend")
    page.wait_for_selector("#details", state="visible")
    assert walked(page) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 1024)])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader_or_weak_eyes(
    visit: Any, samples: str, scheme: str, width: int
) -> None:
    watched = visit(samples, scheme=scheme, width=width)
    page = watched.page
    found = watched.hindrances()
    page.click("#filtering")
    watched.ask("Who won the village chess tournament?")
    page.wait_for_selector("#conversation blockquote")
    found += watched.hindrances()
    watched.ask("What did Galuzin say in November 2022?")
    page.click("#conversation button[aria-label=Like] >> nth=-1")
    page.wait_for_selector("#note", state="visible")
    found += watched.hindrances()
    watched.open_marker()
    found += watched.hindrances()
    page.keyboard.press("Escape")
    page.click("#panel [data-why]")
    page.wait_for_selector("#panel table.why")
    found += watched.hindrances()
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .card")
    watched.ask("How do Galuzin and Emanuel differ on the sanctions?")
    found += watched.hindrances()
    watched.tell(who="Galuzin")
    page.wait_for_selector("#chart .points path")
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
    page.keyboard.type("What did Rudenko tell the new ambassador of Japan?")
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
    page.wait_for_function("document.activeElement.dataset.open === '1-1'")  # it goes on where it was
    page.focus("#forget")
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector("[role=listbox]")
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector("[role=listbox]", state="detached")
    page.focus("#timeline-button")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#library", state="visible")


RUSSIAN = """Мост через Белую открыт

Приморский вестник, 14 May 2020

VLADIVOSTOK, May 14, 2020 — Людмила Превосходительствова, главный инженер, said on Thursday that the bridge was open.
«Достопримечательностей здесь больше нет», сказала она.
"""
JAPANESE = (
    """渡船橋の費用をめぐり意見対立

北方新聞, 12 May 2020

HAKODATE, May 12, 2020 — 田中健一郎 said on Tuesday that the bridge was safe. """
    + "橋の費用についての意見は分かれたままである" * 12
)


def test_names_and_texts_of_any_script_are_shown_as_written_and_wrap(visit: Any, serving: Any, tmp_path: Any) -> None:
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "most.txt").write_text(RUSSIAN, encoding="utf-8")
    (folder / "hashi.txt").write_text(JAPANESE, encoding="utf-8")
    with serving("--documents", folder, cache=tmp_path) as address:
        watched = visit(address, width=390)
        page = watched.page
        watched.ask("Who said that the bridge was safe?")
        page.click("#panel [data-open] >> nth=0")
        page.wait_for_selector("#panel .document mark.target")
        assert watched.width() <= 390
        watched.keep("phone-scripts")
        page.keyboard.press("Escape")
        watched.visit("library")
        listed = page.inner_text("#listing")
        assert "Мост через Белую открыт" in listed
        assert "渡船橋の費用をめぐり意見対立" in listed
        assert watched.width() <= 390
        page.click("#listing .held:has-text('Мост')")
        page.wait_for_selector("#panel .document:has-text('Превосходительствова')")
        assert watched.width() <= 390
