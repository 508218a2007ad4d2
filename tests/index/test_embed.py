"""The packaged embedding model: what its vectors are, whatever the batch, the thread and the runtime."""

import asyncio
import hashlib
import json
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embed import DIMENSION, FOLDER, Encoder, group_by_length, load_tokenizer, printable
from index.embedding import PackagedEmbedding
from index.errors import DatelineError
from index.session import check_sizes

TEXTS = [
    "The harbour authority closed the northern quay on Tuesday.",
    "",
    "Ferries stopped.",
    "The mayor of Tromsø said that the bridge would open in May, after " + "months of work, " * 40,
    "Über 3,000 people marched; 22 were held.",
    "今日は",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture(scope="module")
def embedding(encoder: Encoder) -> PackagedEmbedding:
    return PackagedEmbedding(encoder)


def test_importing_it_loads_no_heavy_library() -> None:
    heavy = "{'openvino', 'onnxruntime', 'llama_index', 'tokenizers'}"
    code = f"import sys, index.embed; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_tokenizer_neither_pads_nor_cuts_at_128(encoder: Encoder) -> None:
    assert len(encoder.tokenizer.encode("hello").ids) == 3
    assert len(encoder.tokenizer.encode("word " * 198).ids) == 200
    assert len(encoder.tokenizer.encode("word " * 900).ids) == 256
    assert len(load_tokenizer(FOLDER / "tokenizer.json", None).encode("word " * 900).ids) == 902


def test_every_text_has_a_vector_of_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSION)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_have_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSION)


def test_a_batch_gives_what_its_texts_give_alone_in_the_same_order() -> None:
    encoder = Encoder.load(precision="float32")
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.abs(encoder.encode(TEXTS * 7) - np.tile(alone, (7, 1))).max() < 1e-3


def test_the_fast_precision_stays_close_to_float32(encoder: Encoder) -> None:
    said = [text for text in TEXTS if text]  # the empty text, two markers alone, is like nothing that is asked
    exact = Encoder.load(precision="float32", runtime="onnxruntime").encode(said)
    near = (encoder.encode(said) * exact).sum(axis=1)
    assert near.min() > 0.998
    assert near.mean() > 0.9985


def test_float32_repeats_itself() -> None:
    first, second = (Encoder.load(precision="float32").encode(TEXTS) for _ in range(2))
    assert np.array_equal(first, second)


def test_like_is_near_like(encoder: Encoder) -> None:
    question, near, far = encoder.encode(
        [
            "When does the bridge open?",
            "The crossing opens to traffic in May.",
            "Flour became dearer in Peru.",
        ],
    )
    assert question @ near > question @ far + 0.2


def test_a_lone_surrogate_is_no_error(encoder: Encoder) -> None:
    assert printable("a\ud800b") == "a?b"
    assert encoder.encode(["a\ud800b"]).shape == (1, DIMENSION)


@pytest.mark.parametrize(("cores", "batches"), [(1, 1), (2, 2), (64, 5)])
def test_a_few_texts_are_shared_out_among_the_cores(monkeypatch: pytest.MonkeyPatch, cores: int, batches: int) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert [len(group) for group in group_by_length([40] * 15)] in ([15], [9, 6], [3] * 5)
    assert len(list(group_by_length([40] * 15))) == batches


@given(st.lists(st.integers(2, 256)))
def test_groups_hold_every_place_once_and_like_lengths_together(lengths: list[int]) -> None:
    groups = list(group_by_length(lengths))
    assert sorted(place for group in groups for place in group) == list(range(len(lengths)))
    flat = [lengths[place] for group in groups for place in group]
    assert flat == sorted(flat, reverse=True)
    assert all(len(group) == 1 or len(group) * lengths[group[0]] <= 1280 for group in groups)


def test_threads_get_their_own_vectors(encoder: Encoder) -> None:
    alone = [encoder.encode([text]) for text in TEXTS]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda text: encoder.encode([text]), TEXTS * 4))
    for place, vector in enumerate(together):
        assert np.abs(vector - alone[place % len(TEXTS)]).max() < 1e-3


def test_it_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    Encoder.load().encode(["A quiet text."])


def test_the_manifest_tells_the_files_as_they_are() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == facts["sha256"]


def test_a_model_cut_short_is_refused_in_one_line(tmp_path) -> None:
    shutil.copytree(FOLDER, tmp_path / "model")
    (tmp_path / "model" / "model.onnx").write_bytes(b"version https://example.org/pointer")
    with pytest.raises(DatelineError, match="not whole"):
        check_sizes(tmp_path / "model")


def test_llama_index_gets_the_same_vectors(embedding: PackagedEmbedding, encoder: Encoder) -> None:
    assert embedding.model_name == "dateline-minilm-l6-v2"
    expected = encoder.encode(TEXTS)
    assert np.abs(np.array(embedding.get_text_embedding_batch(TEXTS)) - expected).max() < 1e-2
    assert np.abs(np.array(embedding.get_query_embedding(TEXTS[0])) - expected[0]).max() < 1e-2
    waited = asyncio.run(embedding.aget_text_embedding_batch(TEXTS))
    assert np.abs(np.array(waited) - expected).max() < 1e-2


def test_llama_index_hands_over_whole_lists(monkeypatch: pytest.MonkeyPatch, embedding: PackagedEmbedding) -> None:
    sizes = []
    inner = Encoder.encode

    def counted(self: Encoder, texts: list[str]) -> np.ndarray:
        sizes.append(len(texts))
        return inner(self, texts)

    monkeypatch.setattr(Encoder, "encode", counted)
    embedding.get_text_embedding_batch(["one short text"] * 300)
    embedding.get_query_embedding("one question")
    assert sizes == [300, 1]
