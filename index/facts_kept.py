"""Facts as the index keeps them, from when a document is stored.

Facts follow from a document and from the rules of this package. Those that were kept are used only as long as neither
has changed; else they are worked out anew, so an index never has to be rebuilt for a better rule.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from index.facts import Facts, read_facts
from index.ports import KeptFacts, PassageStore
from index.records import Document
from index.rows import document_row

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def kept(document: Document) -> KeptFacts:
    """The facts of a document, worked out now, as an index keeps them."""
    return KeptFacts(made_of(document), zlib.compress(_form().dump_json(read_facts(document)), 1))


def fetched(store: PassageStore, document: Document) -> Facts | None:
    """The facts that the store keeps of a document, or None when they follow from something else by now."""
    found = store.facts(document.id)
    if found is None or found.made_of != made_of(document):
        return None
    return _form().validate_json(zlib.decompress(found.facts))


def made_of(document: Document) -> str:
    """A hash of all that a document's facts follow from."""
    row = document_row(document)
    parts = json.dumps([_rules(), *(row[name] for name in ("text", "spans", "published"))])
    return hashlib.sha256(parts.encode()).hexdigest()[:24]


@cache
def _rules() -> str:
    """A hash of this package's code, of which the rules are most."""
    code = sorted((file.name, file) for file in files("index").iterdir() if file.name.endswith(".py"))
    return hashlib.sha256(b"".join(file.read_bytes() for _, file in code)).hexdigest()


@cache
def _form() -> TypeAdapter[Facts]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - only where facts are stored or fetched

    return TypeAdapter(Facts)
