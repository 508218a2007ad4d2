"""What a user would write without Dateline, to be measured beside it: llama-index, its sentence splitter and Chroma.

`SimpleDirectoryReader` → `SentenceSplitter` → Chroma's default embedding → `VectorStoreIndex` over `ChromaVectorStore`,
asked with `as_retriever`. Chroma's embedding runs in Chroma's own code (all-MiniLM-L6-v2, onnxruntime, float32, batches
of 32, each text padded to 256 word pieces); only its files, which Chroma would fetch from the network, come from this
package. Exported the usual way the same weights make onnxruntime run the same operators in the same time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from eval.bench_articles import Generated
from eval.bench_clock import Spent, memory_mb, size_mb
from eval.bench_steps import Asked, KeptVectors, asked
from index.embed import FOLDER, MAX_PIECES, Encoder, load_tokenizer

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

CHUNK = 200
OVERLAP = 20
"""Tokens of a chunk and of the overlap. With the splitter's defaults, 1024 and 200, the model would see the first
quarter of each chunk; with these a chunk is about as long as one of our passages with its header."""
NEAREST = 10
_FILLED_AT_A_TIME = 5000
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class StockIndexed:
    """`documents` indexed as a user would. `filled` passages more were put into Chroma with vectors that Dateline had
    made, so that questions are asked of a collection of full size."""

    documents: int
    passages: int
    filled: int
    wall: float
    cpu: float
    peak_mb: float
    disk_mb: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The same passages embedded by both, in turns, each in its best round; `cosine` between the two in the mean."""

    passages: int
    pieces: float
    wall: float
    cpu: float
    stock_wall: float
    stock_cpu: float
    cosine: float
    least_cosine: float


def index(folder: Path, articles: int, passages: int) -> StockIndexed:
    """Index `articles` articles of `folder`/docs into `folder`/stock, and fill it up to so many passages."""
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex  # noqa: PLC0415 - timed
    from llama_index.core.node_parser import SentenceSplitter  # noqa: PLC0415

    files = sorted((folder / "docs").iterdir())[:articles]
    embedder = stock_embedding()
    embedder.get_text_embedding("opens the model, as ours is opened before")
    store = _store(folder / "stock")
    spent = Spent()
    with spent.adding():
        VectorStoreIndex.from_documents(
            SimpleDirectoryReader(input_files=files).load_data(),
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=embedder,
            transformations=[SentenceSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)],
        )
    peak = memory_mb()[1]
    made = int(store.client.count())
    filled = _fill(store, folder / "vectors.sqlite3", made, passages - made)
    return StockIndexed(
        documents=len(files),
        passages=made,
        filled=filled,
        wall=spent.wall,
        cpu=spent.cpu,
        peak_mb=peak,
        disk_mb={"chroma": size_mb(folder / "stock")},
    )


def ask(folder: Path, articles: int, questions: int, began: float) -> Asked:
    """Open `folder`/stock and retrieve, for the questions that the assistant is asked too."""
    from llama_index.core import VectorStoreIndex  # noqa: PLC0415 - timed

    index = VectorStoreIndex.from_vector_store(_store(folder / "stock"), embed_model=stock_embedding())
    retriever = index.as_retriever(similarity_top_k=NEAREST)

    def answered(article: Generated) -> bool:
        return any(article.answer in node.text for node in retriever.retrieve(article.question))

    return asked(folder, articles, questions, began, answered)


def embed(folder: Path, passages: int) -> Embedded:
    """Embed passages that `folder` keeps with both models, in turns."""
    kept = KeptVectors(folder / "vectors.sqlite3")
    texts = [text for text, _ in kept.rows(0, passages)]
    kept.close()
    ours, stock = Encoder.load(), stock_embedding()
    rounds: list[tuple[Spent, Spent]] = []
    for _ in range(_ROUNDS):
        rounds.append((Spent(), Spent()))
        with rounds[-1][0].adding():
            vectors = ours.encode(texts)
        with rounds[-1][1].adding():
            theirs = np.asarray(stock.get_text_embedding_batch(texts), np.float32)
    cosines = (vectors * theirs).sum(axis=1)
    return Embedded(
        passages=len(texts),
        pieces=float(np.mean([len(encoding.ids) for encoding in ours.tokenizer.encode_batch(texts)])),
        wall=min(spent.wall for spent, _ in rounds),
        cpu=min(spent.cpu for spent, _ in rounds),
        stock_wall=min(spent.wall for _, spent in rounds),
        stock_cpu=min(spent.cpu for _, spent in rounds),
        cosine=float(cosines.mean()),
        least_cosine=float(cosines.min()),
    )


def stock_embedding() -> BaseEmbedding:
    """Chroma's default embedding as llama-index takes it, with the weights of this package."""
    from llama_index.core.base.embeddings.base import BaseEmbedding  # noqa: PLC0415 - over a second
    from llama_index.core.bridge.pydantic import PrivateAttr  # noqa: PLC0415

    class StockEmbedding(BaseEmbedding):  # type: ignore[misc]  # llama-index is not type-checked with us
        _function: Any = PrivateAttr()

        def __init__(self) -> None:
            super().__init__(model_name="all-MiniLM-L6-v2", embed_batch_size=32)
            self._function = _chroma_function()

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [vector.tolist() for vector in self._function(texts)]

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embeddings([query])[0]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return StockEmbedding()


def _chroma_function() -> Any:
    """Chroma's default embedding function, with files of this package in place of those it would download."""
    from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2  # noqa: PLC0415 - brings Chroma

    class Packaged(ONNXMiniLM_L6_V2):  # type: ignore[misc]  # nor is Chroma
        @cached_property
        def tokenizer(self) -> Any:
            """Cut and padded as Chroma does it."""
            tokenizer = load_tokenizer(FOLDER / "tokenizer.json", MAX_PIECES)
            tokenizer.enable_padding(pad_id=0, pad_token="[PAD]", length=MAX_PIECES)
            return tokenizer

        @cached_property
        def model(self) -> Any:
            """The session, giving what the file that Chroma downloads gives."""
            return _TokenStates(self.ort)

        def _download_model_if_not_exists(self) -> None:
            """Nothing is fetched."""

    return Packaged()


class _TokenStates:
    """The packaged model behind the face of the one Chroma downloads: that one gives the states of the tokens.

    Ours takes the mean itself; given out once for each token, the mean that Chroma's code then takes is the same.
    """

    def __init__(self, onnxruntime: Any) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        self._session = onnxruntime.InferenceSession(
            str(FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def run(self, _: None, inputs: Mapping[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """States of the tokens, shape (n, 256, 384), as the only output."""
        wanted = {name: inputs[name] for name in ("input_ids", "attention_mask")}
        pooled = self._session.run(None, wanted)[0]
        return [np.broadcast_to(pooled[:, np.newaxis], (*inputs["input_ids"].shape, pooled.shape[1]))]


def _store(folder: Path) -> Any:
    """The Chroma collection as llama-index's vector store."""
    import chromadb  # noqa: PLC0415 - timed
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: PLC0415

    client = chromadb.PersistentClient(str(folder), settings=chromadb.Settings(anonymized_telemetry=False))
    return ChromaVectorStore(chroma_collection=client.get_or_create_collection("news", embedding_function=None))


def _fill(store: Any, kept: Path, after: int, wanted: int) -> int:
    """Put passages into the collection with vectors that are there already, not timed. Returns how many."""
    from llama_index.core.schema import TextNode  # noqa: PLC0415

    vectors = KeptVectors(kept)
    done = 0
    while done < wanted:
        rows: Sequence[Any] = list(vectors.rows(after + done, min(_FILLED_AT_A_TIME, wanted - done)))
        if not rows:
            break
        store.add([TextNode(text=text, embedding=vector.tolist()) for text, vector in rows])
        done += len(rows)
    vectors.close()
    return done
