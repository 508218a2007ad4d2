"""Matching words in texts: whatever the quotation marks, dashes, spaces and case, but whole words and numbers."""

from __future__ import annotations

import re
import unicodedata

_MARKER = re.compile(r"\s*\[(\d+)\]")
_WORD = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*")
_FOLD = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about above according after again against all also although am an and any are as at be
        because been before being between both but by can could did do does doing down during each
        either few for from had has have having he her here hers him himself his how i if in into is
        it its itself just may me might more most must my no nor not now of off on once one only or
        other our out over own per said same say says she should since so some such than that the
        their them then there these they this those though through to too told under until up upon
        us very was we were what when where whether which while who whom whose why will with without
        would yet you your
        """,
    )
)


def normalise(text: str) -> str:
    """Case, quotation marks, dashes, white space and compatibility forms folded, so that only the words count."""
    folded = unicodedata.normalize("NFKC", text.translate(_FOLD)).translate(_FOLD).casefold()
    return " ".join(folded.split())


def without_markers(text: str) -> str:
    """The text without its `[1]` citation markers."""
    return _MARKER.sub("", text)


def lead(text: str) -> str | None:
    """The short answer a text opens with: what stands before the first spaced dash, without parentheses.

    None when the first line has no such dash, or opens with a quotation: then the sentence itself is the answer.
    """
    short, dash, _ = without_markers(text).partition("\n")[0].partition(" — ")
    if not dash or normalise(short)[:1] in ('"', "'"):
        return None
    return re.sub(r"\([^()]*\)", "", short).strip() or None


def contains(text: str, words: str) -> bool:
    """Whether normalised `words` stand in normalised `text` as whole words; “5” stands neither in “15” nor in “5.2”."""
    wanted = normalise(words)
    before = r"(?<!\w)(?<!\d[.,])" if wanted[:1].isdigit() else r"(?<!\w)" if wanted[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if wanted[-1:].isdigit() else r"(?!\w)" if wanted[-1:].isalnum() else ""
    return re.search(before + re.escape(wanted) + after, normalise(text)) is not None


def markers(text: str) -> tuple[int, ...]:
    """The numbers of the `[1]` citation markers of a text, in order."""
    return tuple(int(number) for number in _MARKER.findall(text))


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: no function words, nothing of one letter, numbers kept whatever their length."""
    words = (word.removesuffix("'s") for word in _WORD.findall(normalise(text)))
    return frozenset(w for w in words if w not in _FUNCTION_WORDS and (len(w) > 1 or w.isdigit()))
