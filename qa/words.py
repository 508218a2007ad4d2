"""Words and their weight: what a question and a sentence are compared by."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unicodedata import combining, normalize

import Stemmer

from index.gazetteer import countries

# A word keeps inner apostrophes and points ("O'Neill", the "U.S" of "U.S."), a number its separators ("4.5", "1,200").
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*|\w+")
# Words that carry grammar, not content. Question words and the verbs of asking belong here too: a document is
# not about "who" or "tell".
FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also although am an and any anybody anyone anything are as at
    be because been before being below between both but by can cannot could did do does doing done down
    during each either else ever every few for from further get gets give gives given got had has have
    having he her here hers herself him himself his how i if in into is isn it its itself just let like
    many may me might mine more most much must my myself no nor not now of off on once one only or other
    our ours ourselves out over own per please rather s same shall she should so some somebody someone
    something such t than that the their theirs them themselves then there these they this those through
    to too under until up upon us very was we were what whatever when where whether which while who whom
    whose why will with within without would yes yet you your yours yourself yourselves d ll m re ve
    didnt dont doesnt isnt wasnt werent hasnt havent wont cant couldnt wouldnt shouldnt tell know find
    show explain describe say says said saying according whats whos wheres whens hows article articles
    document documents text story report reports reported reportedly news exactly actually currently
    really
    """.split()
)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


_BRITISH = (  # “apologised”, “labour”, “centre”, “defence”; what becomes no word by it is compared with its like alone
    (re.compile(r"(?<=[a-z]{3}[bdf-hj-np-tw-z]|[a-z]{2}ic)(?<!advert)is(?=(?:e[sd]?|ers?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=[sd]?$)"), "er"),
    (re.compile(r"(?<=^(?:def|off|lic))ence"), "ense"),
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball English stem of one word as Americans spell it, lower case, possessive ending, points and accents
    removed."""
    plain = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if not plain.isascii():  # half of all reports write "Guantánamo" as "Guantanamo"
        plain = "".join(letter for letter in normalize("NFD", plain) if not combining(letter))
    plain = plain.replace(",", "") if plain[:1].isdigit() else plain.replace(".", "")  # 4.5 is not 45
    for spelt, american in _BRITISH:
        plain = spelt.sub(american, plain)
    return str(_stemmer().stemWord(plain)) if plain else ""


def words(text: str) -> list[str]:
    """All words and numbers of a text as written, in order. Hyphenated words count as several."""
    return WORD.findall(text)


def content_words(text: str) -> list[str]:
    """The words that carry content, as written, in order, each stem once."""
    seen: set[str] = set()
    kept = []
    for word in words(text):
        key = stem(word)
        bare = word.lower().replace("’", "").replace("'", "").replace(".", "")
        acronym = len(bare) > 1 and word.isupper()  # "US" is a country where "us" is a pronoun
        if not key or key in seen or (len(bare) == 1 and not bare.isdigit()):
            continue
        if bare in FUNCTION_WORDS and not acronym:
            continue
        seen.add(key)
        kept.append(word)
    return kept


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(word) for word in words(text)) - {""}


@lru_cache(maxsize=16384)
def keys(text: str) -> frozenset[str]:
    """What texts are compared by: stems, with every name of a country — its own, its people's, its capital as a
    headline uses it — under one key, so that "Norway's", "Norwegian" and "Oslo" meet."""
    found = set()
    rest = []
    last = 0
    for match in _named_countries(text):
        name = match.group().replace("’", "'")
        country = _countries().get(_normal(name)) or _countries().get(_normal(name).removesuffix("s"))
        the_us = name == "us" and text[: match.start()].lower().endswith("the ")
        if country is None or (name in _ALSO_WORDS and not the_us):
            continue
        found.add(f"country:{country}")
        rest.append(text[last : match.start()])
        last = match.end()
    rest.append(text[last:])
    return frozenset(found) | stems(" ".join(rest))


_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def same_name(name: str, other: str) -> bool:
    """Whether two names are one, or one of them is a part of the other, whatever offices they are given."""
    one, two = (keys(text.partition(" (")[0]) for text in (name, other))
    return bool(one) and (one <= two or two <= one)


def surname(name: str) -> str:
    """The last word of a name that is no “Jr.” or “III”."""
    own = [part for part in name.split() if part.lower().rstrip(".,") not in _GENERATIONS]
    return own[-1].rstrip(",") if own else name


def countries_in(text: str) -> tuple[str, ...]:
    """The countries a text names in any way, in order, each once: "Oslo's envoy to France" → Norway, France."""
    found = (key for match in _named_countries(text) for key in keys(match.group()) if ":" in key)
    return tuple(dict.fromkeys(found))


# Names that are English words when written small.
_ALSO_WORDS = frozenset("us chad turkey jordan georgia polish china guinea mali niger oman dane finn togo".split())


def _normal(name: str) -> str:
    return name.lower().replace(".", "").removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    return {_normal(name): country for name, country in countries().items()}


def _named_countries(text: str) -> Iterator[re.Match[str]]:
    """Where a country stands, by any of its names. Only at words that one of them begins with is the long pattern
    tried: at every letter of forty passages it took longer than all else that a question does with words."""
    pattern, openings = _country_pattern()
    end = 0
    for run in _RUN.finditer(text):
        opening = run.group().lower()
        if run.start() >= end and (opening in openings or opening.removesuffix("s") in openings):
            match = pattern.match(text, run.start())
            if match is not None:
                end = match.end()
                yield match


_RUN = re.compile(r"\w+")


@lru_cache(maxsize=1)
def _country_pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    """What matches a country's name where a word begins, and the words, in lower case, that such names begin with."""
    names = sorted(countries(), key=len, reverse=True)
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?:['’]?s)?(?!\w)", re.IGNORECASE)
    return pattern, frozenset(run.group() for name in names if (run := _RUN.match(name.lower())))


class Rarity:
    """Inverse passage frequency of stems: log(1 + (N − n + ½) / (n + ½)), the idf of BM25 (Robertson 2009).

    `frequencies` maps lower-case surface words to the number of passages that hold them; words of one stem are
    counted together (an upper bound: a passage with two forms counts twice). A stem the index has never seen gets
    the greatest weight.
    """

    def __init__(self, frequencies: Mapping[str, int], passages: int) -> None:
        self._passages = max(passages, 1)
        self._by_stem: dict[str, int] = {}
        for word, count in frequencies.items():
            of = stem(word)
            self._by_stem[of] = min(self._by_stem.get(of, 0) + count, self._passages)

    def weight(self, key: str) -> float:
        """Weight of a stem, above 1: the constant keeps common words from vanishing beside rare ones."""
        count = self._by_stem.get(key, 0)
        rarity = math.log(1 + (self._passages - count + 0.5) / (count + 0.5))
        return 1.0 + rarity
