"""The people, bodies and places of one document: their names, roles as written, and every mention resolved.

Coreference by rule: a surname means the person last named with it, `the envoy` the person whose role it fits, a
pronoun the person the text is then about. Two people of one surname stay two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.gazetteer import Gender, countries, given_names
from index.groups import group_in
from index.lexer import Token, lex
from index.names import PARTICLES, NameKind, NameMention, names_in
from index.quotes import Quote, find_quotes
from index.roles import Role, heads_meant, role_heads, roles_beside, same_country
from index.sentences import sentences
from index.vocabulary import FEMALE_WORDS, MALE_WORDS, TITLES, is_role, singular

_PRONOUN_GENDER: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_LOOK_BACK = 8  # sentences a pronoun or “the envoy” may reach back
_LOOK_AHEAD = 2000  # code points within which an opening description is followed by the name
_UNITED = frozenset("US|U.S.|USA|U.S.A.|UK|U.K.|UAE|U.A.E.".split("|")) | {
    f"United {rest}" for rest in ("States", "States of America", "Kingdom", "Arab Emirates")
}
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_DEFINITE = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something named in a document.

    `name` is the fullest form the document has; `roles` and `mentions` (start, end) are in reading order, offsets are
    code points; mentions are names only, without pronouns.
    """

    name: str
    kind: NameKind
    roles: tuple[Role, ...]
    mentions: tuple[tuple[int, int], ...]


def find_actors(text: str) -> list[Actor]:
    """Everybody and everything named in `text`, in order of first mention."""
    words = lex(text)
    return Cast(text, words, names_in(text, words), find_quotes(text)).actors


@dataclass(slots=True)
class _Entry:
    """An actor under construction."""

    name: str
    kind: NameKind
    gender: Gender | None = None
    roles: list[Role] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    last: int = -1
    titles: set[str] = field(default_factory=set)
    named: bool = True  # False for “a spokesman”, known only by the description


_Test = Callable[[_Entry], bool]


_IN_BRACKETS = re.compile(r" \(([A-Z][\w.&-]{1,9})\)")


def letters_of(name: str) -> str:
    """The capitals of a name that has three or more, as its letters are formed: `Ardley Port Board` → APB."""
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return capitals if len(capitals) > 2 else ""


def _letters(text: str, names: Sequence[NameMention]) -> dict[str, str]:
    """The letters by which a text calls bodies → their full names: those in brackets behind, else their capitals."""
    full = {" ".join(name.text.split()): name.end for name in names if " " in name.text}
    found = {letters: name for name in full if (letters := letters_of(name))}
    return found | {behind[1]: name for name, end in full.items() if (behind := _IN_BRACKETS.match(text, end))}


def _uncapital(name: str) -> str:
    return name[:1].lower() + name[1:]


def _last_before(mentions: Sequence[tuple[int, int]], at: int) -> int | None:
    k = bisect_left(mentions, (at, 0))
    return mentions[k - 1][0] if k else None


_TAIL = re.compile(r" (?:of|for|from|in|at|to|on|with) ")


def _one_person(written: str) -> bool:
    """Whether a description such as `a spokesman for the bank` means one person, to whom a pronoun may refer."""
    words = _TAIL.split(written.lower(), maxsplit=1)[0].split()
    roles = [w for w in words if is_role(w)]
    return words[0] in _INDEFINITE and bool(roles) and singular(roles[-1]) == roles[-1]


def several(phrase: str) -> bool:
    """Whether a description ends in a plural, `the port officials`, and so means no one person."""
    head = _TAIL.split(phrase.lower(), maxsplit=1)[0].split()[-1]
    return is_role(head) and singular(head) != head


def _spelled(parts: Sequence[str]) -> str:
    return "".join(p for p in parts if len(p.rstrip(".")) > 1)


def same_person(known: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether two names have one surname, and first names that are equal or of which one is the other's initial."""
    if known[-1] != parts[-1] or len(known) < 2 or len(parts) < 2:
        return False
    a, b = known[0].rstrip("."), parts[0].rstrip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


_RANKS = frozenset("deputy vice assistant former ex predecessor elect designate".split())
_TIMES = _RANKS | frozenset("outgoing incoming new acting interim current".split())


def lesser(role: str, phrase: str) -> bool:
    """Whether a role is a deputy's or a former one where the words that ask have no such rank."""
    ranks = _RANKS & set(re.findall(r"\w+", role.lower()))
    return bool(ranks - set(re.findall(r"\w+", phrase.lower())))


class Cast:
    """The actors of one text, and who any mention in it means."""

    def __init__(
        self, text: str, words: Sequence[Token], names: Sequence[NameMention], quotes: Sequence[Quote]
    ) -> None:
        self._text = text
        self._words = words
        self._word_starts = [w.start for w in words]
        self._sentence_starts = [start for start, _ in sentences(text)]
        self._outer = [(q.start, q.end) for q in quotes if q.depth == 0]
        self._outer_starts = [start for start, _ in self._outer]
        self._entries: list[_Entry] = []
        self._by_surname: dict[str, list[_Entry]] = {}
        self._by_name: dict[str, _Entry] = {}
        self._at: dict[tuple[int, int], _Entry] = {}
        self._role_spans: list[tuple[int, int, _Entry]] = []
        self._by_head: dict[str, dict[str, _Entry]] = {}
        self._letters = _letters(text, [name for name in names if name.kind != "person"])
        self._topics: dict[int, list[tuple[int, _Entry]]] = {}
        self._gather(names)

    @property
    def actors(self) -> list[Actor]:
        """All actors in order of first mention."""
        return [self._frozen(e) for e in self._entries]

    def resolve(self, start: int, end: int) -> Actor | None:
        """Whom the words `text[start:end]` mean: a name, a pronoun or a role; None when nobody fits."""
        entry = self._entry(start, end)
        return None if entry is None else self._frozen(entry)

    def speaker(self, start: int, end: int) -> str:
        """The full name behind a speaker's mention, else the mention as written; later pronouns may then mean them.

        Mentions should be asked for in reading order.
        """
        entry = self._entry(start, end)
        if entry is None:
            written = " ".join(self._text[start:end].split())
            if not _one_person(written):
                return written
            gender = self._gender_beside(self._range(start, end)[1])
            entry = _Entry(written, "person", gender, mentions=[(start, end)], named=False)
            for head in role_heads(written):
                self._by_head.setdefault(head, {})[f"{written}\0{written}"] = entry
        self._topics.setdefault(self._sentence(start), []).append((start, entry))
        return entry.name

    @staticmethod
    def _frozen(entry: _Entry) -> Actor:
        return Actor(entry.name, entry.kind, tuple(entry.roles), tuple(entry.mentions))

    # Names -----------------------------------------------------------------------------------------------------

    def _gather(self, names: Sequence[NameMention]) -> None:
        """Full names first, so that a surname in a headline finds the person introduced below it."""
        persons = [n for n in names if n.kind == "person"]
        longer = " ".join(f"{n.text}\n" for n in persons)
        for name in persons:
            # “Des Roches” opens a sentence on Ada des Roches, and is no first name and surname
            tail = name.text.split()[0].lower() in PARTICLES and f" {_uncapital(name.text)}\n" in longer
            if len(name.text.split()) > 1 and not tail:
                self._person(name.text)
        taken = {k for n in persons for k in range(*self._range(n.start, n.end))}
        for name in names:
            entry = self._named(name) if name.kind == "person" else self._thing(name)
            lo, hi = self._range(name.start, name.end)
            entry.mentions.append((name.start, name.end))
            entry.last = name.start
            self._at[name.start, name.end] = entry
            if entry.kind == "person":
                self._add_roles(entry, roles_beside(self._text, self._words, lo, hi, taken))
                entry.gender = entry.gender or self._gender_beside(lo)
                if " " in name.text:
                    entry.titles.update(self._title_beside(lo))
            if not self._possessive(hi):
                self._topics.setdefault(self._sentence(name.start), []).append((name.start, entry))
        self._role_spans.sort(key=lambda span: span[:2])
        self._entries = sorted((e for e in self._entries if e.mentions), key=lambda e: e.mentions[0])

    def _add_roles(self, entry: _Entry, roles: Iterable[Role]) -> None:
        for role in roles:
            entry.roles.append(role)
            self._role_spans.append((role.start, role.end, entry))
            for head in role_heads(role.text):
                self._by_head.setdefault(head, {}).setdefault(f"{entry.name}\0{role.text}", entry)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self._word_starts, start), bisect_left(self._word_starts, end)

    def _possessive(self, hi: int) -> bool:
        return hi < len(self._words) and self._words[hi].text in {"'s", "’s"}

    def _title_beside(self, lo: int) -> set[str]:
        """The title or office directly before a name, in small letters: `Prof.` → prof."""
        before = self._words[lo - 1].lower if lo else ""
        return {before.rstrip(".")} if before in TITLES or is_role(before) else set()

    def _gender_beside(self, lo: int) -> Gender | None:
        for word in self._words[max(0, lo - 3) : lo]:
            if word.lower in MALE_WORDS:
                return "m"
            if word.lower in FEMALE_WORDS:
                return "f"
        return None

    def _person(self, text: str) -> _Entry:
        """The entry of a full name; initials, swapped order and dropped middle names are the same person."""
        parts = text.split()
        known = self._by_name.get(" ".join(parts)) or self._by_name.get(" ".join(reversed(parts)))
        if known is None:
            for entry in self._by_surname.get(parts[-1], ()):
                if same_person(entry.name.split(), parts):
                    known = entry
                    if len(_spelled(parts)) > len(_spelled(entry.name.split())):
                        entry.name = " ".join(parts)
        if known is None:
            known = _Entry(" ".join(parts), "person", given_names().get(parts[0]))
            self._entries.append(known)
            self._by_surname.setdefault(parts[-1], []).append(known)
            for part in parts[:-1]:
                self._by_surname.setdefault(part, []).append(known)
            for k in range(1, len(parts) - 1):
                self._by_surname.setdefault(" ".join(parts[k:]), []).append(known)
        self._by_name[" ".join(parts)] = known
        return known

    def _named(self, name: NameMention) -> _Entry:
        parts = name.text.split()
        if len(parts) > 1 and " ".join(parts) in self._by_name:
            return self._by_name[" ".join(parts)]
        lo, _ = self._range(name.start, name.end)
        gender = self._gender_beside(lo)
        called = self._by_surname.get(" ".join(parts)) or self._by_surname.get(_uncapital(" ".join(parts))) or []
        fitting = [e for e in called if gender is None or e.gender in {None, gender}]
        titled = self._title_beside(lo)
        fitting = [e for e in fitting if titled & e.titles] or fitting
        surnamed = [e for e in fitting if e.name.split()[-1] == parts[-1]] or fitting
        if surnamed:
            return max(surnamed, key=lambda e: e.last)
        entry = _Entry(" ".join(parts), "person", gender or given_names().get(parts[0]))
        self._entries.append(entry)
        self._by_surname.setdefault(" ".join(parts), []).append(entry)
        return entry

    def _thing(self, name: NameMention) -> _Entry:
        """An organisation, a place or something else: one entry a name; `U.S.` and `United States` are one country, a
        body and its letters one body."""
        text = " ".join(name.text.split())
        text = self._letters.get(text, text)
        key = countries().get(text, text) if name.kind == "place" and text in _UNITED else text
        entry = self._by_name.get("\0" + key)
        if entry is None:
            entry = _Entry(text, name.kind)
            self._entries.append(entry)
            self._by_name["\0" + key] = entry
        return entry

    # Pronouns and roles ------------------------------------------------------------------------------------------

    def _entry(self, start: int, end: int) -> _Entry | None:
        lower = self._text[start:end].lower()
        if lower in _PRONOUN_GENDER:
            return self._pronoun(start, _PRONOUN_GENDER[lower])
        if lower == "they":
            return self._group(start)
        if lower in {"it", "its"}:
            return self._topic(start, lambda e: e.kind in {"organisation", "place"})
        return self._at.get((start, end)) or self._titled(start, end) or self._described(start, end)

    def _titled(self, start: int, end: int) -> _Entry | None:
        """The person of `Mr Cole`: a name with nothing but titles before it."""
        lo, hi = self._range(start, end)
        while lo < hi and self._words[lo].lower in TITLES:
            lo += 1
        return self._at.get((self._words[lo].start, end)) if lo < hi and self._words[lo].start > start else None

    def _described(self, start: int, end: int) -> _Entry | None:
        """The person beside whose name the words stand as a role; `the envoy`: the most recent whose role fits."""
        k = bisect_left(self._role_spans, (end, -1), key=lambda span: span[:2]) - 1
        if k >= 0 and self._role_spans[k][1] >= end and self._role_spans[k][0] <= start + len("the "):
            return self._role_spans[k][2]
        article, *rest = self._text[start:end].split()
        owned = article.endswith(("'s", "’s"))
        if not rest or not (owned or article.lower() in _DEFINITE):
            return None
        phrase = " ".join([article, *rest] if owned else rest)
        if several(phrase):
            return None
        exact = self._holding(role_heads(phrase), phrase, start, end)
        return exact or self._holding(heads_meant(phrase), phrase, start, end)

    def _holding(self, heads: frozenset[str], phrase: str, start: int, end: int) -> _Entry | None:
        """The holder of one of these offices named last before `start`, else first soon after `end`."""
        held = {key: e for head in heads for key, e in self._by_head.get(head, {}).items()}
        fitting = [e for key, e in held.items() if same_country(phrase, key.split("\0", 1)[1])]
        plain = [e for key, e in held.items() if e in fitting and not lesser(key.split("\0", 1)[1], phrase)]
        asked = _TIMES & set(re.findall(r"\w+", phrase.lower()))
        exact = [e for key, e in held.items() if e in fitting and asked & set(re.findall(r"\w+", key.lower()))]
        fitting = exact or plain or fitting
        recent = [(e.named, m, k) for k, e in enumerate(fitting) if (m := _last_before(e.mentions, start)) is not None]
        if recent:
            return fitting[max(recent)[2]]
        later = [(e.mentions[0], k) for k, e in enumerate(fitting) if e.mentions[0][0] < end + _LOOK_AHEAD]
        return fitting[min(later)[1]] if later else None

    def _pronoun(self, start: int, gender: Gender) -> _Entry | None:
        def fits(entry: _Entry) -> bool:
            return entry.kind == "person" and entry.gender in {None, gender}

        sure = self._topic(start, lambda e: e.kind == "person" and e.gender == gender, back=1)
        return sure or self._topic(start, fits)

    def _group(self, start: int) -> _Entry | None:
        """The people, or the body, that “they” means: of this sentence or the two before, the nearest."""
        here, inside = self._sentence(start), self._quoted(start)
        for sentence in range(here, max(-1, here - 3), -1):
            lo = bisect_left(self._word_starts, self._sentence_starts[sentence])
            after = self._sentence_starts[sentence + 1] if sentence < here else start
            found = group_in(self._words, lo, bisect_left(self._word_starts, after))
            if found is not None and (inside or not self._quoted(self._words[found[0]].start)):
                at, end = self._words[found[0]].start, self._words[found[1] - 1].end
                return _Entry(" ".join(self._text[at:end].split()), "other", mentions=[(at, end)], named=False)
            seen = sorted((t for t in self._topics.get(sentence, ()) if t[0] < start), key=lambda topic: topic[0])
            people = [(at, e) for at, e in seen if e.kind == "person"]
            for (one, first), (two, second) in pairwise(people):
                if first is not second and re.fullmatch(r"[^,;]{1,50}\sand\s+", self._text[one:two]):
                    both = f"{first.name} and {second.name}"
                    return _Entry(both, "other", mentions=[(one, two)], named=False)
            body = next((e for at, e in seen if e.kind == "organisation" and (inside or not self._quoted(at))), None)
            if body is not None:
                return body
        return None

    def _topic(self, start: int, fits: _Test, back: int = _LOOK_BACK) -> _Entry | None:
        """Looking back by sentences: the first fitting mention of each, inside quotations only from inside."""
        here, inside = self._sentence(start), self._quoted(start)
        for sentence in range(here, max(-1, here - back), -1):
            seen = sorted(self._topics.get(sentence, ()), key=lambda topic: topic[0])
            for at, entry in seen:
                if at < start and fits(entry) and (inside or not self._quoted(at)):
                    return entry
        return None

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentence_starts, at) - 1

    def _quoted(self, at: int) -> bool:
        k = bisect_right(self._outer_starts, at) - 1
        return k >= 0 and at < self._outer[k][1]
