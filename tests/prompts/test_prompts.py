"""A prompt file is checked when it is loaded, and never rendered with a hole in it."""

from __future__ import annotations

import pytest

import prompts

FILE = """---
name: greet
version: 2
purpose: Greet somebody.
variables: [person]
output: text
---
Good morning, {{ person }}.
"""


@pytest.mark.parametrize("name", prompts.names())
def test_every_packaged_prompt_loads(name: str) -> None:
    assert prompts.load(name).name == name


def test_a_prompt_renders_its_variables() -> None:
    assert prompts.parse("greet", FILE).render(person="Ada") == "Good morning, Ada."


@pytest.mark.parametrize("values", [{}, {"person": "Ada", "place": "here"}])
def test_missing_and_unknown_variables_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(prompts.PromptError, match="greet"):
        prompts.parse("greet", FILE).render(**values)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (FILE.replace("[person]", "[person, place]"), "place"),
        (FILE.replace("[person]", "[]"), "person"),
        (FILE.replace("name: greet", "name: other"), "other"),
        (FILE.replace("output: text", "output: poem"), "output"),
        (FILE.replace("version: 2\n", ""), "version"),
        ("Good morning.", "front matter"),
        ("---\njust words\n---\nGood morning.", "front matter"),
    ],
)
def test_a_broken_file_is_refused_with_what_is_wrong(broken: str, said: str) -> None:
    with pytest.raises(prompts.PromptError, match=said):
        prompts.parse("greet", broken)


def test_an_unknown_name_says_which_prompts_there_are() -> None:
    with pytest.raises(prompts.PromptError, match="answer"):
        prompts.load("nothing-of-the-kind")


def test_markup_in_a_value_is_not_rendered_as_a_template() -> None:
    assert "{{ 7 * 7 }}" in prompts.parse("greet", FILE).render(person="{{ 7 * 7 }}")
