"""What a question has word for word with a sentence: words that it quotes, or an event of a light verb and a noun.

“Took office” or “made landfall” is told by the two words together; a sentence with either alone tells of another thing,
however near it comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.thesaurus import kin_of
from qa.words import FUNCTION_WORDS, stem, words

_QUOTED = re.compile('[“"‘\']([^“”"‘’]{8,200})[”"’\']')
_LIGHT_EVENT = re.compile(
    r"\b(?:did|does|do|will|has|have|had)\b(?:(?! to )[^?])*?\b(?P<verb>take|took|taken|make|made|give|gave|given|"
    r"hold|held|fall|fell|fallen|cast|break|broke|broken) (?P<noun>(?!place\b|part\b)[a-z]{4,})\b"
)
_WITHIN = 3  # words from a light verb within which its noun stands: “took up her office”, “made first landfall”


def verbatim(question: str) -> Callable[[str], bool]:
    """A test of whether a sentence has the words that a question quotes, three and more, or its event of two words."""
    quoted = [own for found in _QUOTED.finditer(question) if len(own := _stemmed(found.group(1))) > 2]
    event = _LIGHT_EVENT.search(question)
    noun = stem(event["noun"]) if event and event["noun"] not in FUNCTION_WORDS else ""
    forms = kin_of(event["verb"]).forms if event and noun else frozenset()

    def has_words(sentence: str) -> bool:
        own = _stemmed(sentence) if quoted or noun else ()
        if any(own[at : at + len(one)] == one for one in quoted for at in range(len(own))):
            return True
        return any(key in forms and noun in own[at + 1 : at + 1 + _WITHIN] for at, key in enumerate(own))

    return has_words


def _stemmed(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text))
