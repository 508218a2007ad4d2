"""Numbers as words: second, twenty-five, nineteen ninety-six."""

from __future__ import annotations

import re

from index.timex import PARTS

ORDINALS = ("first", "second", "third", "fourth")
PART_CODES = {word: f"T{code}" for code, word in PARTS.items()}  # “morning” → TMO
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety hundred".split()


def day_number(word: str) -> int:
    """The number in 2, 2nd or second."""
    digits = re.sub(r"\D", "", word)
    return int(digits) if digits else ORDINALS.index(word.lower()) + 1


def _below_hundred(words: list[str]) -> int | None:
    """twenty five → 25, twelve → 12; None for what is no number from 1 to 100."""
    if len(words) == 1 and words[0] in SMALL:
        return SMALL.index(words[0]) or None
    if words and words[0] in TENS:
        tens = TENS.index(words[0]) * 10
        if len(words) == 1:
            return tens
        unit = SMALL.index(words[1]) if words[1] in SMALL else 0
        return tens + unit if len(words) == 2 and 1 <= unit <= 9 and tens < 100 else None
    return None


def count(words: str) -> int | None:
    """a → 1, twenty-five → 25, 1,200 → 1200; None for fractions and numbers of five digits and more."""
    parts = words.lower().replace("-", " ").split()
    if parts in (["a"], ["an"]):
        return 1
    digits = words.replace(",", "")
    if digits.isdecimal():
        return int(digits) if len(digits) <= 4 and int(digits) else None
    return _below_hundred(parts)


def spoken_year(words: str) -> int | None:
    """nineteen ninety-six → 1996, twenty twenty → 2020; None for other numbers."""
    parts = words.lower().replace("-", " ").split()
    century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(parts[0]) if parts else None
    rest = _below_hundred(parts[1:])
    return century + rest if century and rest and 10 <= rest < 100 else None
