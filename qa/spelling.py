"""Typing errors in a question, mended from the vocabulary of the index."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from qa.words import FUNCTION_WORDS, WORD, stem

_MIN_LENGTH = 4  # below that, one letter makes another word


def mend(text: str, frequencies: Mapping[str, int], is_word: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """Replace words the index has never seen by the closest word it has, when there is a plainly closest one.

    `is_word` tells a correct English word, which is left alone even when no document holds it: a question about
    somebody's wife is not one about his life. At most one edit (insertion, deletion, substitution, transposition) for
    words up to seven letters, two for longer ones, the first letter kept. Returns the text and a note for each
    replacement.
    """
    known = {stem(word) for word in frequencies}
    notes = []
    pieces = []
    last = 0
    for found in WORD.finditer(text):
        word = found.group()
        better = None if _fine(word, known) or is_word(word.lower()) else _closest(word.lower(), frequencies)
        if better is None:
            continue
        shown = better.capitalize() if word[:1].isupper() else better
        pieces += [text[last : found.start()], shown]
        last = found.end()
        notes.append(f"read “{word}” as “{shown}”")
    return "".join([*pieces, text[last:]]), tuple(notes)


def _fine(word: str, known: set[str]) -> bool:
    lower = word.lower().replace("’", "'")
    return (
        len(lower) < _MIN_LENGTH
        or not lower.isalpha()
        or lower in FUNCTION_WORDS
        or stem(lower) in known
        # a plain plural or possessive written without its apostrophe
        or (lower.endswith("s") and stem(lower[:-1]) in known)
    )


def _closest(word: str, frequencies: Mapping[str, int]) -> str | None:
    allowed = 1 if len(word) <= 7 else 2
    candidates = [
        known
        for known in frequencies
        if known[:1] == word[:1]
        and abs(len(known) - len(word)) <= allowed
        and known.isalpha()
        and len(known) >= _MIN_LENGTH
    ]
    found = process.extract(word, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=5)
    if not found:
        return None
    least = min(distance for _, distance, _ in found)
    nearest = [known for known, distance, _ in found if distance == least]
    if len(nearest) > 1:
        nearest.sort(key=lambda known: (-fuzz.ratio(word, known), -frequencies[known]))
        if len({stem(known) for known in nearest}) > 1 and least > 1:
            return None  # two errors and several readings: leave the word alone
    return str(nearest[0])
