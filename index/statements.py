"""Who said what: statements with their speakers, found by rule in running text.

Direct speech in any quotation marks, split quotations, indirect speech, accusations, appeals, denials, refusals to
comment, `according to`, and claims by noun (`her call for …`). The statement inside a quotation is returned besides
the one that holds it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.actors import Cast
from index.attributions import attributions
from index.clauses import Item, Material, phrase_end
from index.cues import Cue, cue_verbs, is_comment_refused
from index.frames import Report, Stretch, contents
from index.lexer import Token, lex, paragraphs
from index.names import NameMention, names_in
from index.openings import particle_at, speech_like
from index.plausible import plausible
from index.quotes import Quote, find_quotes
from index.sentences import sentences
from index.speakers import can_speak, is_document, narrowed, pronoun_of
from index.subjects import before_relative, subject_of
from index.transcripts import Turn, find_headline, find_turns
from index.vocabulary import SUBJECT_PRONOUNS, is_role

_FIRST_PERSON = frozenset({"i", "we"})
_LONGEST_SENTENCE = 200  # words, a quotation counting as one; what is longer is a list or a table
_OF_DOCUMENTS = frozenset("show find reveal document highlight indicate suggest detail outline describe".split())
_INNER_LIFE = frozenset("believe think hope fear wonder worry agree feel expect doubt plan call describe".split())
_COUNTED = frozenset("poll polls survey study census research data audit lawsuit indictment".split())
_SHORTEST_INNER = 30  # code points; a shorter quotation has no room for a statement inside it


@dataclass(frozen=True, slots=True)
class Statement:
    """One reported statement; offsets are code points into the text given.

    `start:end` is the content without cue and speaker, `speaker` the full name as far as the text tells it,
    `speaker_start:speaker_end` the mention as written (a pronoun stays a pronoun), `cue` the reporting words, `quoted`
    whether any part of the content is verbatim in quotation marks.
    """

    start: int
    end: int
    speaker: str
    speaker_start: int
    speaker_end: int
    cue: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    mention: tuple[int, int]
    cue: str
    thought: bool = False


def find_statements(text: str) -> list[Statement]:
    """All reported statements of `text` in order of their content; linear in its length."""
    words = lex(text)
    names = names_in(text, words)
    quotes = find_quotes(text)
    return statements_in(text, words, names, quotes, Cast(text, words, names, quotes))


def statements_in(
    text: str, words: Sequence[Token], names: Sequence[NameMention], quotes: Sequence[Quote], cast: Cast
) -> list[Statement]:
    """`find_statements` for a text whose words, names, quotations and people are known already."""
    material = Material(text, words, names, quotes)
    children = _children(quotes)
    found: list[_Found] = []
    blocks = dict(paragraphs(text))
    outer = _units(text, 0, len(text), children[None])
    previous: _Found | None = None
    meant: dict[tuple[int, int], tuple[int, int]] = {}  # what “It” at the head of a sentence means
    before: tuple[int, int] | None = None
    for unit in outer:
        here, announced = _of_unit(material, unit, 0)
        goes_on = previous is not None and (blocks.get(unit[0], unit[1]) <= unit[1] or previous.start < 0)
        continued = _continued(material, unit, previous) if previous and goes_on else []
        found.extend([*here, *continued])
        previous = announced or _speaking(here, continued)
        if before is not None and (its := [f.mention for f in here if text[slice(*f.mention)] == "It"]):
            meant |= dict.fromkeys(its, lead) if (lead := _lead(material, before)) else {}
        before = unit
    for quote in quotes:
        if quote.inner_end - quote.inner_start >= _SHORTEST_INNER:
            for unit in _units(text, quote.inner_start, quote.inner_end, children[quote]):
                found.extend(_of_unit(material, unit, quote.depth + 1)[0])
    turns = find_turns(text)
    if not turns and (headline := _headline(material)) is not None:
        turns = [headline]
    spoken = [_Found(turn.start, turn.end, (turn.label_start, turn.label_end), ":") for turn in turns if not turn.asks]
    return _own_words(_resolved([*found, *spoken], quotes, cast, meant))


def _lead(material: Material, unit: tuple[int, int]) -> tuple[int, int] | None:
    """What a sentence begins with, where that can speak and is nobody: `The letter | arrived on Thursday`."""
    items = material.items(*unit, 0)
    hi = phrase_end(items, 0) if items else 0
    if not hi or pronoun_of(items[0]) in SUBJECT_PRONOUNS:
        return None
    nobody = not any(is_role(x.lower) if x.name is None else x.name.kind == "person" for x in items[:hi])
    return (items[0].start, items[hi - 1].end) if nobody and can_speak(items, 0, hi) else None


def _headline(material: Material) -> Turn | None:
    """The headline of the text where its label names a person, an office or a poll."""
    found = find_headline(material.text)
    if found is None or found.asks:
        return None
    items = material.items(found.label_start, found.label_end, 0)
    name = items[-1].name if items else None
    if not items or (name is None and is_document(items, 0, len(items)) and items[-1].lower not in _COUNTED):
        return None
    speaks = name.kind == "person" if name is not None else can_speak(items, 0, len(items))
    return found if speaks else None


def _children(quotes: Sequence[Quote]) -> dict[Quote | None, list[Quote]]:
    """Each quotation, and None for the text itself, with the quotations directly inside it."""
    children: dict[Quote | None, list[Quote]] = {None: [], **{q: [] for q in quotes}}
    stack: list[Quote] = []
    for quote in quotes:
        while stack and stack[-1].end <= quote.start:
            stack.pop()
        children[stack[-1] if stack else None].append(quote)
        stack.append(quote)
    return children


def _units(text: str, start: int, end: int, quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """Sentences of `text[start:end]`, joined where a boundary falls inside one of the quotations."""
    units: list[tuple[int, int]] = []
    k = 0
    for lo, hi in sentences(text, start, end):
        while k < len(quotes) and quotes[k].end <= lo:
            k += 1
        if units and k < len(quotes) and quotes[k].start < units[-1][1] and lo < quotes[k].end:
            units[-1] = (units[-1][0], hi)
        else:
            units.append((lo, hi))
    return units


def _of_unit(material: Material, unit: tuple[int, int], depth: int) -> tuple[list[_Found], _Found | None]:
    """The statements of one sentence at one depth of quotation, and one that a colon at its end announces."""
    found: list[_Found] = []
    announced: _Found | None = None
    items = material.items(*unit, depth)
    for k in range(0, len(items), _LONGEST_SENTENCE):
        here, announced = _of_sentence(material, items[k : k + _LONGEST_SENTENCE], depth)
        found.extend(here)
    return found, announced


def _of_sentence(material: Material, items: Sequence[Item], depth: int) -> tuple[list[_Found], _Found | None]:
    reports = _reports(items, depth)
    found: list[_Found] = []
    announced: _Found | None = None
    for report in reports:
        others = [r for r in reports if r is not report]
        mention = narrowed(items, report.subject.lo, report.subject.hi)
        cue = material.text[items[report.at].start : items[_cue_end(items, report)].end]
        thought = not report.cue.takes("Q") or report.cue.lemma in _INNER_LIFE
        found.extend(_made(items, s, mention, cue, thought=thought) for s in contents(items, report, others))
        if items[-1].text == ":":
            announced = _Found(-1, -1, (items[mention[0]].start, items[mention[1] - 1].end), items[report.at].text)
    for a in attributions(items):
        cue = material.text[items[a.cue_lo].start : items[a.cue_hi - 1].end]
        thought = items[a.cue_lo].lower not in {"according", "as", "in"}
        found.append(_made(items, Stretch(a.lo, a.hi), narrowed(items, a.by_lo, a.by_hi), cue, thought=thought))
    return found, announced


def _made(
    items: Sequence[Item], stretch: Stretch, mention: tuple[int, int], cue: str, *, thought: bool = False
) -> _Found:
    by = (items[mention[0]].start, items[mention[1] - 1].end)
    return _Found(items[stretch.lo].start, items[stretch.hi - 1].end, by, cue, thought)


def _reports(items: Sequence[Item], depth: int) -> list[Report]:
    """The reporting verbs of one sentence with their subjects, in order."""
    found: list[Report] = []
    verbs = cue_verbs()
    for i, item in enumerate(items):
        if item.lower not in verbs or item.name is not None or item.quote is not None:
            continue
        cue = _cue_at(items, i)
        if cue is None:
            continue
        earlier = [r for r in found if not _embedded(items, r)]
        told = [r for r in earlier if r.cue.form != "base"] if cue.form != "base" else earlier
        subject = subject_of(items, i, cue, [r.subject for r in told or earlier])
        if subject is not None and not plausible(items, i, cue, subject, depth):
            subject = before_relative(items, subject)  # `firms that had covered it | agreed`
            subject = subject if subject and plausible(items, i, cue, subject, depth) else None
        if subject is None:
            continue
        if cue.lemma in _OF_DOCUMENTS and is_document(items, subject.lo, subject.hi):
            cue = replace(cue, frames=cue.frames + "TO")  # `polls show a close race`, `polls show the race is close`
        found.append(Report(i, cue, subject))
    return found


def _embedded(items: Sequence[Item], report: Report) -> bool:
    """`what he called a victory`: a report inside an object, whose subject no later verb shares."""
    return report.subject.lo > 0 and items[report.subject.lo - 1].lower in {"what", "which", "as"}


def _cue_at(items: Sequence[Item], i: int) -> Cue | None:
    cues = cue_verbs().get(items[i].lower, ())
    return next((c for c in cues if not c.particles or particle_at(items, i, c) is not None), None)


def _cue_end(items: Sequence[Item], report: Report) -> int:
    """Index of the last word of the cue: `pointed out`, `declined to comment`, else the verb itself."""
    last, cue = report.at, report.cue
    if cue.takes("N") and last + 2 < len(items) and is_comment_refused(items[last + 2].lower):
        return last + 2
    particle = particle_at(items, last, cue) if cue.particles and cue.lemma != "accuse" else None
    return last + 1 if particle == last + 1 else last


def _continued(material: Material, unit: tuple[int, int], previous: _Found) -> list[_Found]:
    """A sentence that is nothing but a quotation has the speaker of the quotation or the colon before it."""
    items = [x for x in material.items(*unit, 0) if not x.mark]
    if len(items) != 1 or not speech_like(items[0]):
        return []
    return [_Found(items[0].start, items[0].end, previous.mention, previous.cue)]


def _speaking(here: list[_Found], continued: list[_Found]) -> _Found | None:
    """The statement that a following quotation would continue: the last that is spoken and not only thought."""
    spoken = continued or [found for found in here if not found.thought]
    return spoken[-1] if spoken else None


def _resolved(
    found: Sequence[_Found], quotes: Sequence[Quote], cast: Cast, meant: Mapping[tuple[int, int], tuple[int, int]]
) -> list[Statement]:
    """Speakers under their full names, each statement once, in order of the content."""
    marks = [q.start for q in quotes]
    speakers: dict[tuple[int, int], str] = {}
    for mention in sorted({f.mention for f in found}):
        named = cast.speaker(*mention)
        speakers[mention] = cast.speaker(*meant[mention]) if named == "It" and mention in meant else named
    unique: dict[tuple[int, int, tuple[int, int]], Statement] = {}
    around: list[Statement] = []  # those that the walk is inside of
    for f in sorted(found, key=lambda x: (x.start, -x.end)):
        if f.start <= f.mention[0] and f.mention[1] <= f.end:
            continue
        key = (f.start, f.end, f.mention)
        around = [s for s in around if s.end > f.start]
        k = bisect_left(marks, f.start)
        verbatim = k < len(marks) and marks[k] < f.end  # a quotation begins inside the content
        holders = [s for s in around if s.end >= f.end]
        nobody = not any(c.isupper() for c in speakers[f.mention])  # `the people who want …` of what somebody says
        own = nobody or any(s.speaker == speakers[f.mention] for s in holders)
        if key in unique or (holders and f.thought and own and not verbatim):
            continue  # `she said she hoped to …`: what is thought is said with it
        quoted = verbatim or any(q.start <= f.start and f.end <= q.end for q in quotes[max(0, k - 8) : k])
        unique[key] = Statement(f.start, f.end, speakers[f.mention], f.mention[0], f.mention[1], f.cue, quoted)
        around.append(unique[key])
    return list(unique.values())


def _own_words(statements: Sequence[Statement]) -> list[Statement]:
    """“I” and “we” inside what somebody says is that somebody; without such a one they stay as they are."""
    outer = [s for s in statements if (s.quoted or s.cue == ":") and s.speaker.lower() not in _FIRST_PERSON]
    outer.sort(key=lambda s: s.start)
    named: dict[Statement, str] = {}
    around: list[Statement] = []  # those that the walk is inside of; few, since quotations are not nested deeply
    k = 0
    for statement in sorted(statements, key=lambda s: s.speaker_start):
        at = statement.speaker_start
        while k < len(outer) and outer[k].start <= at:
            around.append(outer[k])
            k += 1
        around = [s for s in around if s.end > at]
        if statement.speaker.lower() in _FIRST_PERSON and around:
            named[statement] = min(around, key=lambda s: s.end - s.start).speaker
    return [replace(s, speaker=named[s]) if s in named else s for s in statements]
