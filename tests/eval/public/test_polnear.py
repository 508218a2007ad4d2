"""Attributions in brat standoff beside the statements that are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.public.polnear import Attribution, match, measure, outermost, read
from index.errors import BadInput
from index.statements import Statement

TEXT = "The orchard will be felled in March, said Councillor Ruth Hale. Nobody answered."
CONTENT = "The orchard will be felled in March"


def at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start} {start + len(words)}"


def annotated(content: str = CONTENT, source: str = "Councillor Ruth Hale") -> str:
    return (
        f"T1\tContent {at(content)}\t{content}\n"
        f"T2\tCue {at('said')}\tsaid\n"
        f"T3\tSource {at(source)}\t{source}\n"
        f"T4\tAttribution {at('said')}\tsaid\n"
        "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3 \n"
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder as PolNeAR is laid out, with an annotator's mark at the end of the name."""
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "orchard.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "orchard_4b22.ann").write_text(annotated(), encoding="utf-8")
    return tmp_path


def figures(path: Path) -> dict[str, float]:
    result = measure(path)
    return {figure.name: figure.value for figure in (*result.paper, *result.ours)}


def test_a_statement_that_is_annotated_is_found_with_its_speaker(corpus: Path) -> None:
    named = {"speaker": 1.0, "recall with speaker": 1.0, "precision with speaker": 1.0}
    assert figures(corpus) == {"recall": 1.0, "precision": 1.0, "F1": 1.0, **named}


def test_an_attribution_of_other_words_is_missed(corpus: Path) -> None:
    other = annotated(content="Nobody answered", source="Nobody")
    (corpus / "attributions" / "orchard_4b22.ann").write_text(other, encoding="utf-8")
    assert set(figures(corpus).values()) == {0.0}


def test_another_speaker_for_the_right_words_is_told(corpus: Path) -> None:
    (corpus / "attributions" / "orchard_4b22.ann").write_text(annotated(source="Nobody"), encoding="utf-8")
    assert figures(corpus)["recall"] == 1.0
    assert figures(corpus)["speaker"] == figures(corpus)["recall with speaker"] == 0.0


def test_files_may_lie_beside_each_other_and_content_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "orchard.ann"
    path.write_text("T1\tContent 0 3;10 12\tThe ..\nE1\tAttribution-no-source:T9 Content:T1\n", encoding="utf-8")
    assert read(path) == (Attribution(frozenset({0, 1, 2, 10, 11}), frozenset()),)


def test_half_of_the_characters_of_both_together_is_enough() -> None:
    wanted = Attribution(frozenset(range(10)), frozenset())
    inside, less = (Statement(0, end, "R", 20, 21, "said", False) for end in (5, 4))
    assert match([wanted], [inside]) == [(wanted, inside)]
    assert match([wanted], [less]) == []


def test_a_mention_more_than_twice_as_long_as_the_source_is_not_the_speaker() -> None:
    wanted = Attribution(frozenset(range(10)), frozenset(range(20, 24)))
    short, long = (Statement(0, 10, "R", 20, end, "said", False) for end in (28, 29))
    assert match([wanted], [short], spoken=True) == [(wanted, short)]
    assert match([wanted], [long], spoken=True) == []


def test_each_is_used_once_the_best_pair_first() -> None:
    wanted = [Attribution(frozenset(range(end)), frozenset()) for end in (10, 9)]
    told = [Statement(0, 9, "R", 20, 21, "said", False)]
    assert match(wanted, told) == [(wanted[1], told[0])]


def test_a_statement_inside_another_is_left_out() -> None:
    outer, inner = Statement(0, 30, "R", 40, 41, "said", False), Statement(5, 30, "H", 1, 4, "said", True)
    assert outermost([outer, inner]) == [outer]


def test_what_is_not_brat_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="name the folder"):
        measure(tmp_path / "orchard.txt")
    (tmp_path / "other.ann").write_text("T1 Content\n", encoding="utf-8")
    with pytest.raises(BadInput, match="not brat standoff"):
        read(tmp_path / "other.ann")
    (tmp_path / "orchard.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadInput, match="has the name of"):
        measure(tmp_path)
