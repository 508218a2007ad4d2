"""The trained reader: what a reading is, whatever the passage, and that it reads."""

import hashlib
import json
import math
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.reader import FOLDER, NOTHING, Reader
from qa.records import Reading

FERRY = (
    "The ferry Solveig ran aground off Hitra on 14 March 2019 with 212 people on board. Captain Ingrid Moe said that "
    "fog had hidden the light. The company will pay every passenger 900 kroner. Divers from Trondheim searched the "
    "hull on Saturday and found two cracks."
)
BAKERY = "The bakery in Lund sells rye bread only in winter, said its owner Per Falk. A loaf costs 45 kronor."


@cache
def _loaded() -> Reader:
    """For the laws: hypothesis wants no fixtures of narrower scope than its own."""
    return Reader.load(precision="float32")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return _loaded()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who said that fog had hidden the light?", "Ingrid Moe"),
        ("When did the Solveig run aground?", "14 March 2019"),
        ("How many people were on board?", "212"),
        ("Where did the divers come from?", "Trondheim"),
    ],
)
def test_it_finds_the_words_that_answer(reader: Reader, question: str, answer: str) -> None:
    assert answer in reader.read(question, [FERRY])[0].text


def test_the_passage_that_answers_scores_highest(reader: Reader) -> None:
    ferry, bakery = reader.read("How many people were on board the ferry?", [FERRY, BAKERY])
    assert ferry.score > 0 > bakery.score
    ferry, bakery = reader.read("What does a loaf cost?", [FERRY, BAKERY])
    assert bakery.score > 0 > ferry.score


def test_a_best_span_is_given_even_when_it_does_not_answer(reader: Reader) -> None:
    (reading,) = reader.read("Who won the chess tournament in Lima?", [FERRY])
    assert reading.score <= 0
    assert reading.text
    assert FERRY[reading.start : reading.end] == reading.text


@pytest.mark.parametrize("passage", ["", " \n\t", "…?! — “”", "\ud800", "\x00\x01"])
def test_a_passage_without_letters_or_digits_is_unreadable(reader: Reader, passage: str) -> None:
    assert reader.read("Who came?", [passage, FERRY])[0] == Reading(0, 0, "", -math.inf) == NOTHING
    assert reader.candidates("Who came?", [passage], 3) == [[]]


@pytest.mark.parametrize(
    "passage",
    [
        "Паром сел на мель у острова Хитра 14 марта 2019 года, сообщил капитан.",
        "渡轮于2019年3月14日在希特拉岛附近搁浅，船长说当时有大雾。",
        "جنحت العبارة قبالة هيترا في 14 مارس 2019، وفق ما قاله القبطان.",
        "नौका 14 मार्च 2019 को हित्रा के पास फँस गई।",
        "เรือเฟอร์รี่เกยตื้นเมื่อวันที่ 14 มีนาคม 2562",
        "A\u0301gnes f\u0131rst sa\u00eddd \U0001f6a2 on the 14th — ﬁne, ½ way, Ⅻ o’clock\u200d.",
    ],
)
def test_other_scripts_give_a_place_in_the_passage(reader: Reader, passage: str) -> None:
    for question in ("When did it run aground?", "Когда паром сел на мель?", passage):
        (found,) = reader.candidates(question, [passage], 3)
        assert found
        for one in found:
            assert passage[one.start : one.end] == one.text != ""
            assert math.isfinite(one.score)


def test_a_word_without_an_end_is_read_like_any_other(reader: Reader) -> None:
    passage = f"{'x' * 30_000} sank off Hitra on 14 March 2019."
    (reading,) = reader.read("When did it sink?", [passage])
    assert "14 March 2019" in reading.text
    assert passage[reading.start : reading.end] == reading.text


def test_a_question_without_letters_or_digits_is_not_answered(reader: Reader) -> None:
    assert reader.read("?!", [FERRY]) == [NOTHING]
    assert reader.read("", [FERRY]) == [NOTHING]


def test_nothing_is_read_in_no_passages(reader: Reader) -> None:
    assert reader.read("Who came?", []) == []
    assert reader.candidates("Who came?", [FERRY], 0) == [[]]


def test_a_question_longer_than_the_window_is_cut(reader: Reader) -> None:
    long = "How many people were on board of the ferry " + "that ran aground near the coast " * 400 + "?"
    (reading,) = reader.read(long, [FERRY])
    assert FERRY[reading.start : reading.end] == reading.text != ""


def test_a_passage_of_twenty_thousand_tokens_is_read_to_its_end(reader: Reader) -> None:
    filler = "The committee met again and talked about the weather over tea. " * 1600
    passage = filler + FERRY
    (reading,) = reader.read("When did the Solveig run aground?", [passage])
    assert "14 March 2019" in reading.text
    assert reading.start > len(filler)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=60))
def test_a_reading_is_always_what_stands_at_its_place(passages: list[str], question: str) -> None:
    reader = _loaded()
    for passage, reading in zip(passages, reader.read(question, passages), strict=True):
        assert passage[reading.start : reading.end] == reading.text
        assert (reading == NOTHING) == (not reading.text)
        assert reading == NOTHING or math.isfinite(reading.score)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_candidates_are_best_first_and_apart(rng: random.Random, k: int) -> None:
    sentences = (FERRY + " " + BAKERY).split(". ")
    passage = ". ".join(rng.choices(sentences, k=rng.randint(1, 40)))
    (found,) = _loaded().candidates("Who said what?", [passage], k)
    assert 1 <= len(found) <= k
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    ordered = sorted(found, key=lambda one: one.start)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


def test_the_first_candidate_is_the_reading(reader: Reader) -> None:
    passages = [FERRY, BAKERY, FERRY * 8]
    firsts = [found[0] for found in reader.candidates("Who spoke of fog?", passages, 4)]
    for first, reading in zip(firsts, reader.read("Who spoke of fog?", passages), strict=True):
        assert (first.start, first.end) == (reading.start, reading.end)


def test_a_passage_reads_the_same_alone_and_among_others(reader: Reader) -> None:
    alone = reader.read("Who owns the bakery?", [BAKERY])[0]
    among = reader.read("Who owns the bakery?", [FERRY, BAKERY, FERRY * 3, BAKERY[:40]])[1]
    assert (alone.start, alone.end) == (among.start, among.end)
    assert alone.score == pytest.approx(among.score, abs=1e-3)


def test_threads_do_not_mix_their_passages(reader: Reader) -> None:
    questions = ["When did the Solveig run aground?", "Where did the divers come from?"] * 6
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: reader.read(question, [FERRY])[0].text, questions))
    assert together == [reader.read(question, [FERRY])[0].text for question in questions]


def test_both_runtimes_read_alike(reader: Reader) -> None:
    other = Reader.load(runtime="onnxruntime")
    for one, two in zip(
        reader.read("Who spoke?", [FERRY, BAKERY]), other.read("Who spoke?", [FERRY, BAKERY]), strict=True
    ):
        assert one.text == two.text
        assert one.score == pytest.approx(two.score, abs=0.01)


def test_the_manifest_tells_the_files_as_they_are() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == facts["sha256"]


def test_importing_it_loads_no_heavy_library() -> None:
    heavy = "{'openvino', 'onnxruntime', 'llama_index', 'tokenizers', 'torch'}"
    code = f"import sys, qa.reader; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
