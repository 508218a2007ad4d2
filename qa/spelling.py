"""Typing errors in a question, mended from the vocabulary of the index; and what is no question in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from qa.words import FUNCTION_WORDS, WORD, stem

_MIN_LENGTH = 4  # below that, one letter makes another word
_ENDINGS = ("ing", "ed", "s", "es", "d", "ly")


def mend(text: str, frequencies: Mapping[str, int], is_word: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """Replace words the index has never seen by the closest word it has, when there is a plainly closest one.

    `is_word` tells a correct English word, which is left alone even when no document holds it: a question about
    somebody's wife is not one about his life. At most one edit (insertion, deletion, substitution, transposition) for
    words up to seven letters, two for longer ones, the first letter kept. Returns the text and a note for each
    replacement.
    """
    notes = []
    pieces = []
    last = 0
    for found in WORD.finditer(text):
        word = found.group()
        lower = word.lower().replace("’", "'")
        if _fine(lower, frequencies, is_word) or _in_other_form(lower, frequencies):
            continue
        better = _closest(word.lower(), frequencies)
        if better is None:
            continue
        shown = better.capitalize() if word[:1].isupper() else better
        pieces += [text[last : found.start()], shown]
        last = found.end()
        notes.append(f"read “{word}” as “{shown}”")
    return "".join([*pieces, text[last:]]), tuple(notes)


def _fine(lower: str, frequencies: Mapping[str, int], is_word: Callable[[str], bool]) -> bool:
    """Whether a word is to be left alone: a short one, one of the index, a correct one in any form, as “sacking” is of
    “sack”, or one of two: “overtake”."""
    if len(lower) < _MIN_LENGTH or not lower.isalpha() or lower in FUNCTION_WORDS or lower in frequencies:
        return True
    bases = [lower.removesuffix(ending) for ending in _ENDINGS if lower.endswith(ending)]
    if any(is_word(form) for base in (lower, *bases) if len(base) >= _MIN_LENGTH - 1 for form in (base, f"{base}e")):
        return True
    parts = range(_MIN_LENGTH, len(lower) - _MIN_LENGTH + 1)
    return any(is_word(lower[:at]) and is_word(lower[at:]) for at in parts)


def _in_other_form(lower: str, frequencies: Mapping[str, int]) -> bool:
    """Whether the index has a word of the same stem. Stems keep the first letter, so only those words are stemmed: a
    large index has a hundred thousand."""
    wanted = {stem(lower)}
    if lower.endswith("s"):  # a plain plural or possessive written without its apostrophe
        wanted.add(stem(lower[:-1]))
    return any(known[:1] == lower[:1] and stem(known) in wanted for known in frequencies)


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


# Words that open a question in other languages of Europe, and are hardly ever the first of an English one.
_OPENINGS = frozenset(
    "wann wer wen wem wie warum wieso weshalb wo woher wohin welche welcher welches wieviel wieviele quand qui où "
    "pourquoi comment quel quelle quels quelles combien cuándo cuando quién quien quiénes dónde donde qué cuál cuáles "
    "cuánto cuántos cuántas quando chi dove perché quale quali quanto quanti quem onde qual quantos quantas porque "
    "wanneer waarom waar hoeveel welke när vem vad varför hvem hvornår hvorfor kiedy kto gdzie dlaczego".split()
)


def not_understood(text: str, frequencies: Mapping[str, int], is_word: Callable[[str], bool]) -> str:
    """Why a question cannot be read at all, as a sentence: it is in another language, or of no words that are any;
    empty where it can."""
    letters = [letter for letter in text if letter.isalpha()]
    lower = [found.group().lower() for found in WORD.finditer(text)]
    latin = sum(letter < "\u0250" for letter in letters)
    foreign = lower[:1] and lower[0] in _OPENINGS and not {"the", "of", "did", "does"} & set(lower)
    if 2 * latin < len(letters) or foreign:
        return "Only English is understood: please ask in English."
    known = any(word in frequencies or word in FUNCTION_WORDS or is_word(word) or not word.isalpha() for word in lower)
    return "" if known or text != text.lower() else "This is not understood: none of its words is known."
