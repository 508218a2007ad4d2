"""Count tokens: tiktoken's cl100k_base for the size of passages, the packaged model's own pieces for its window."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import FOLDER, load_tokenizer, printable
from index.errors import DatelineError

if TYPE_CHECKING:
    from tiktoken import Encoding
    from tokenizers import Tokenizer

_VARIABLE = "TIKTOKEN_CACHE_DIR"


def count(text: str) -> int:
    """Number of cl100k_base tokens of the text; names of special tokens count as the plain text they are."""
    return len(_encoding().encode_ordinary(printable(text)))


def pieces(text: str) -> int:
    """Number of word pieces the packaged embedding model makes of the text, its two end markers included."""
    return len(_tokenizer().encode(printable(text)).ids)


@cache
def _tokenizer() -> Tokenizer:
    """The packaged model's tokenizer, loaded once; it cuts nothing, as what is too long is to be seen."""
    return load_tokenizer(FOLDER / "tokenizer.json", None)


@cache
def _encoding() -> Encoding:
    """The encoding, loaded once. tiktoken would fetch its vocabulary from the network, but llama-index-core
    installs a copy."""
    import tiktoken  # noqa: PLC0415 - importing this module stays cheap

    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(_vocabularies())
    try:
        return tiktoken.get_encoding("cl100k_base")
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before


def _vocabularies() -> Path:
    """Where llama-index-core keeps tiktoken's vocabularies, found without importing it.

    Raises DatelineError when the folder is not there: without it tiktoken would go to the network.
    """
    package = find_spec("llama_index.core")
    for place in package.submodule_search_locations or () if package else ():
        folder = Path(place) / "_static" / "tiktoken_cache"
        if folder.is_dir():
            return folder
    raise DatelineError("llama-index-core lacks its tiktoken vocabularies; install the package again")
