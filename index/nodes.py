"""The splitter as llama-index knows it. Importing this module imports llama-index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llama_index.core.node_parser.interface import NodeParser
from llama_index.core.schema import BaseNode, MetadataMode, NodeRelationship, TextNode

from index.embed import MAX_PIECES
from index.records import Document, Passage, Span
from index.split import TARGET_TOKENS, split
from index.stamps import as_day


class PassageNodeParser(NodeParser):  # type: ignore[misc]  # llama-index is not type-checked with us
    """Cuts llama-index documents where `index.split` cuts ours: whole sentences, exact offsets.

    A document's metadata `title`, `source` and `published` (ISO day or yyyymmdd), where they are there, take their
    room in the embedding model's window. The whole text counts as article.
    """

    target_tokens: int = TARGET_TOKENS
    max_pieces: int = MAX_PIECES

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index stores it."""
        return "PassageNodeParser"

    def _parse_nodes(
        self,
        nodes: Sequence[BaseNode],
        show_progress: bool = False,  # noqa: ARG002 - llama-index's signature; splitting needs no bar
        **kwargs: Any,  # noqa: ARG002 - llama-index's signature
    ) -> list[BaseNode]:
        return [child for node in nodes for child in self._children(node)]

    def _children(self, node: BaseNode) -> list[BaseNode]:
        document = _document(node)
        passages = split(document, target_tokens=self.target_tokens, max_pieces=self.max_pieces)
        return [self._child(node, passage) for passage in passages]

    def _child(self, node: BaseNode, passage: Passage) -> BaseNode:
        return TextNode(
            id_=self.id_func(passage.ordinal, node),
            text=passage.text,
            start_char_idx=passage.start,
            end_char_idx=passage.end,
            excluded_embed_metadata_keys=node.excluded_embed_metadata_keys,
            excluded_llm_metadata_keys=node.excluded_llm_metadata_keys,
            metadata_template=node.metadata_template,
            relationships={NodeRelationship.SOURCE: node.as_related_node_info()},
        )

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Any]) -> list[BaseNode]:
        """llama-index looks passages up by their text, which finds the wrong place where a text repeats itself."""
        places = [(node.start_char_idx, node.end_char_idx) for node in nodes]
        done: list[BaseNode] = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, (start, end) in zip(done, places, strict=True):
            node.start_char_idx, node.end_char_idx = start, end
        return done


def _document(node: BaseNode) -> Document:
    text = node.get_content(metadata_mode=MetadataMode.NONE)
    metadata: Mapping[str, Any] = node.metadata
    return Document(
        id=node.node_id,
        path="",
        title=str(metadata.get("title") or ""),
        source=str(metadata["source"]) if metadata.get("source") else None,
        published=as_day(metadata.get("published")),
        published_note="",
        captured=None,
        text=text,
        spans=(Span(0, len(text), "article"),),
    )
