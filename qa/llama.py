"""An assistant as llama-index knows it: a retriever and a query engine."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.records import Document
from qa.records import Answer, Hit

if TYPE_CHECKING:
    from qa.assistant import Assistant


def node_of(hit: Hit) -> NodeWithScore:
    """A hit as a scored node, with offsets in the document and what is known of it as metadata."""
    document, passage = hit.document, hit.passage
    published = document.published.isoformat() if document.published else None
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=_known(document) | {"source": document.source, "published": published},
        start_char_idx=passage.start,
        end_char_idx=passage.end,
    )
    return NodeWithScore(node=node, score=hit.score)


def _known(document: Document) -> dict[str, Any]:
    return {"document_id": document.id, "path": document.path, "title": document.title}


class _Retriever(BaseRetriever):  # type: ignore[misc]  # llama-index is not type-checked with us
    def __init__(self, assistant: Assistant, k: int) -> None:
        self._assistant = assistant
        self._k = k
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [node_of(hit) for hit in self._assistant.search(query_bundle.query_str, self._k)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class _QueryEngine(BaseQueryEngine):  # type: ignore[misc]
    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        super().__init__(callback_manager=CallbackManager([]))

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self._assistant.ask(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return _response(await self._assistant.aask(query_bundle.query_str))


def _response(answer: Answer) -> Response:
    """The answer with one source node per citation, in the order of the markers."""
    nodes = [
        NodeWithScore(
            node=TextNode(
                text=citation.passage,
                metadata={"marker": citation.marker, "quote": citation.quote} | _known(citation.document),
            ),
            score=answer.confidence,
        )
        for citation in answer.citations
    ]
    return Response(
        response=answer.text,
        source_nodes=nodes,
        metadata={"abstained": answer.abstained, "reason": answer.reason, "confidence": answer.confidence},
    )


def retriever(assistant: Assistant, k: int) -> BaseRetriever:
    """The assistant's search as a llama-index retriever."""
    return _Retriever(assistant, k)


def query_engine(assistant: Assistant) -> BaseQueryEngine:
    """The assistant's answers as a llama-index query engine."""
    return _QueryEngine(assistant)
