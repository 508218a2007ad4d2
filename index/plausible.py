"""Whether a verb with its subject reports at all: not a noun that looks like it, not a subject that says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from index.clauses import Item, noun_like, phrase_end
from index.cues import Cue
from index.openings import speech_like
from index.speakers import can_speak, pronoun_of
from index.subjects import Subject
from index.vocabulary import AUXILIARIES, DETERMINERS, SUBJECT_PRONOUNS, is_finite

_VERBS_ONLY = frozenset(
    {"say", "add", "write", "tell", "argue", "conclude", "warn", "announce"}
)  # never a noun as well
_SILENT = frozenset({"you", "nobody", "no", "none", "neither", "what"})
_QUANTITIES = frozenset("many some most few both others".split())
_CLAUSE_OPENERS = DETERMINERS | SUBJECT_PRONOUNS | {"that", "to", "there", "how", "why", "whether"}
_BEHIND_NOUNS = (AUXILIARIES | {"who", "which", "of", "from", "by"}) - {"being", "having", "been", "be"}


def plausible(items: Sequence[Item], i: int, cue: Cue, subject: Subject, depth: int) -> bool:
    """Whether the verb at `items[i]` reports something of its subject; `depth` counts the quotations around it."""
    following = items[i + 1] if i + 1 < len(items) else None
    if _reads_otherwise(items, i, cue) or _is_noun(cue, following) or _says_nothing(items, i, subject, depth):
        return False
    first, alone = items[subject.lo], subject.hi == subject.lo + 1
    if cue.form == "base" and first.plain in _QUANTITIES and alone:
        # `Some state officials praised it`
        return following is not None and (following.quote is not None or following.lower in _CLAUSE_OPENERS)
    if can_speak(items, subject.lo, subject.hi) or any(x.lower == "who" for x in items[subject.hi : subject.hi + 2]):
        return True
    if pronoun_of(first) == "it":  # a paper or a body; what rains or seems takes none of these verbs
        return cue.lemma in _VERBS_ONLY and subject.place == "before"
    return _without_speaker(items, cue, subject, following)


def _reads_otherwise(items: Sequence[Item], i: int, cue: Cue) -> bool:
    """`was told by`, `cited X as saying`, `asked for`: somebody else speaks, or nobody."""
    following = items[i + 1].plain if i + 1 < len(items) else ""
    return (
        (following == "by" and cue.form == "past")
        or (cue.lemma == "call" and cue.form == "past" and _names(items, i))
        or (cue.lemma == "ask" and following in {"not", "for"})
        or (cue.lemma == "cite" and any(x.lower == "saying" for x in items[i + 1 : i + 12]))
    )


def _names(items: Sequence[Item], i: int) -> bool:
    """`a group | called Open Harbours`: what it is named, and nothing else behind."""
    end = phrase_end(items, i + 1) if i + 1 < len(items) and items[i + 1].text[0].isupper() else i + 1
    common = items[i - 1].word and not items[i - 1].capital and noun_like(items[i - 1])
    closed = end == len(items) or not items[end].text[0].isalnum() or is_finite(items[end].lower)
    return common and end > i + 1 and closed


def _is_noun(cue: Cue, following: Item | None) -> bool:
    """Whether the word behind can follow a noun but no verb: `the judges | who`, `its rules | could`."""
    ambiguous = cue.form in {"s", "base"} and cue.lemma not in _VERBS_ONLY
    return ambiguous and following is not None and following.plain in _BEHIND_NOUNS


def _says_nothing(items: Sequence[Item], i: int, subject: Subject, depth: int) -> bool:
    """`you`, nobody, and the “I” of a quotation, who is its speaker, unless other words are quoted."""
    first = items[subject.lo]
    if first.name is not None:
        return False
    own_words = depth and pronoun_of(first) in {"i", "we"}
    if own_words and not any(x.quote is not None for x in items[i + 1 : i + 6]):
        return True
    return first.lower in _SILENT or (subject.lo > 0 and items[subject.lo - 1].lower in {"no", "neither"})


def _without_speaker(items: Sequence[Item], cue: Cue, subject: Subject, following: Item | None) -> bool:
    """Whether a verb reports though its subject names nobody who is known to speak: by what stands behind it."""
    opener = following.plain if following is not None else ""
    if cue.form in {"s", "base"}:  # a noun as well: `remarks he made`
        beside = items[subject.lo - 1 : subject.lo] if subject.place == "before" else ()
        return (cue.takes("T") and opener == "that") or any(map(speech_like, beside))
    return (cue.takes("T") and opener in {"that", "he", "she", "they"}) or not cue.takes("S")
