"""Whether a sentence reports the very saying that is asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.reported import reports_it
from tests.qa.lines import Ask, Asked, Scenes

TEXT = (
    "Mayor Ada Lund said on Monday that she would meet the rowers. Per Bo rejected the charge of theft on Friday. "
    "Nils Kve blamed the club for the flood. Ada Lund blamed the weather for it."
)


@pytest.mark.parametrize(
    ("asked", "sentence", "told"),
    [
        ("When did Ada Lund say that she would meet the rowers?", "on Monday", True),
        ("When did Ada Lund say that she would resign?", "on Monday", False),
        ("Who denied the theft?", "Per Bo", True),
        ("Who denied having met the rowers?", "on Monday", False),
        ("Whom does Ada Lund blame for the flood?", "the weather", True),
        ("Whom does Ada Lund blame for the flood?", "the club", False),
        ("When did the flood end?", "the club", True),
    ],
)
def test_the_words_that_are_asked_about_have_to_be_there(
    scene: Scenes, question: Asked, asked: str, sentence: str, told: bool
) -> None:
    made = scene(TEXT.replace(". ", ".\n\n"))
    item = replace(made.evidence(sentence), reading=-5.0)
    assert reports_it(question(asked), item, made.facts) is told


def test_the_word_of_the_reader_is_as_good(scene: Scenes, question: Asked) -> None:
    made = scene(TEXT)
    item = replace(made.evidence("on Monday"), reading=3.0)
    assert reports_it(question("When did Ada Lund say that she would resign?"), item, made.facts)


def test_who_speaks_well_of_others_beside_a_name_did_not_criticise_it(compose: Ask, scene: Scenes) -> None:
    made = scene("Ida Moe told Rosa Lind that it had been an honour. Bo Roth told Rosa Lind that it was a disgrace.")
    kind, harsh = (replace(made.evidence(at), lacking=frozenset({"criticis"})) for at in ("honour", "disgrace"))
    assert compose("Who criticised Rosa Lind?", kind).abstained
    assert "Bo Roth" in compose("Who criticised Rosa Lind?", harsh).text
