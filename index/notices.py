"""Sentences on a page that are no part of its article: pitches to its reader, captions, authors' lives, stray ends.

They read as prose, so counting words does not tell them. A *pitch* addresses the reader, or speaks of “this page”,
and is made of the words of publishing and selling; an article on those subjects uses the same words in lines that
address nobody, and these then no longer count. A *caption* ends in a credit. A *life* opens with the name of
somebody and says what they write, and stands below the article. *Stray ends* stand apart and speak of something else:
mottoes and quotations of other pages above the article, imprints and the messages of forms below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.features import Features, is_prose, topic_of
from index.heads import QUOTATION, signature
from index.lines import Line
from index.phrases import REPORTING

_OFFER = re.compile(
    r"\b(?:subscri\w+|unsubscribe|newsletters?|inbox|sign(?:ed|ing)?[ -]?(?:up|in)|accounts?|regist(?:er|ration)\w*"
    r"|trial|unlimited|offers?|cancel|anytime|cookies?|consent|privacy|preferences|settings|choices|personali[sz]\w+"
    r"|browser|browsing|(?:web)?sites?|(?:home)?pages?|apps?|advert\w*|ads|alerts|updates?|updated|notifications?"
    r"|bookmark\w*|icons?|click\w*|tap|buttons?|links?|member(?:ship)?|premium|digital|journalism|newsroom|donat\w+"
    r"|contribut\w+|readers?|spam|access|devices?|partners|data|content|stor(?:y|ies)|articles?|posts?|e-?mails?|phone"
    r"|free|podcasts?|episodes?|comment\w*|download\w*|shar(?:e|ing)|follow(?:ing)?|terms|policy|latest|exclusive"
    r"|read(?:ing)?|listen(?:ing)?|watch(?:ing)?|join|deliver(?:ed|y)|transcripts?|text|audio|recording|translat\w+"
    r"|third[- ]part(?:y|ies)|identifiers?|log(?:ged)? ?in|log ?out|paywall|plans?|per (?:month|week)|month(?:ly)?"
    r"|standards|principles|code of conduct|ethics|community|guidelines|moderat\w+|javascript|enabled?|network"
    r"|channels?|whatsapp|telegram|facebook|twitter|features?|beta|automatic(?:ally)?|generated|synthetic|instagram"
    r"|youtube|app store|google|support(?:ing|ers?)?|independent|breaking|top|daily|weekly|best)\b",
)
_STEM = 6  # letters: “newsletter” and “newsletters” are one word
_ADDRESS = re.compile(
    r"\b(?:you|your|yours|our|us|we|we['’](?:re|ve|ll|d)|you['’](?:re|ve|ll|d))\b"
    r"|\bthis (?:is|was) an?\b|\b(?:this|these) (?:text|transcript|translation|page|(?:web)?site|content|article"
    r"|story|post|service|feature|video|audio|newsletter|e-?mail|material|file|document)s?\b"
    r"|(?:^|[.!?:]\s)\W*(?:get|join|sign|subscribe|try|support|keep|read|listen|watch|follow|explore|discover|download|complete"
    r"|cancel|register|select|choose|click|tap|enjoy|unlock|start|stay|become|help|receive|log|create|continue|check"
    r"|browse|find|view|see|buy|save|scan|install|turn|enable|allow|accept|give|share|send|write|email|contact)\b",
)
_CORRECTION = re.compile(
    r"\b(?:amended|correct(?:ed|ion|ions|s)|clarif\w+|(?:earlier|previous) version|erratum|we regret|in error)\b", re.I
)
_QUOTED = re.compile('“[^”]{0,2000}”?|"[^"]{0,2000}"|«[^»]{0,2000}»')
_CREDIT = re.compile(
    r"\((?:shutterstock|getty(?: images)?|istock|unsplash|pixabay|supplied|hand-?out)[^()]{0,40}\)$"
    r"|credit ?(?:\.\.\.|…) ?\S.{0,60}$"
    r"|(?:^|\s)(?:foto|bild|imagen|immagine|фото|zdjęcie|kuva|photo)s?\s?: ?[\w .'’&/-]{2,40}$"
    r"|[(\[](?-i:(?:[A-Z][\w.'’&-]* ){0,4})(?:image|photo(?:graph)?|picture|pic|credit|courtesy|illustration)s?"
    r"(?:\s*(?::|/|-|by\b|credit|courtesy|(?<=courtesy )of\b).{2,80})?[)\]]\W*$"
    r"|(?-i:\([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3} ?/ ?[A-Z][\w .'’&-]{1,40}\)$)"
    r"|[.!?”\"’]\s+(?:[\w&'’-]+ ){1,5}(?:(?:file|archive|hand-?out|staff) )?(?:photo|photograph|image|illustration"
    r"|picture|graphic)s?\W{0,2}$"
    r"|(?-i:[.!?”\"’]\s+[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3} ?/ ?[A-Z][\w.'’&-]*(?: [A-Z][\w.'’&-]*){0,3}$)"
    r"|(?-i:\S\s+(?:©|\([Cc]\)) ?[A-Z][\w .'’&/-]{2,50}$)"
    r"|\b(?:photo(?:graph)?|picture|image|illustration|credit)s?(?: by|:|/| courtesy of) ?[\w .'’&/,-]{2,60}$",
    re.I,
)
_WRITES = re.compile(
    r"\b(?:is|was|has been)\b.{0,80}\b(?:reporter|correspondent|editor|writer|journalist|columnist|author|critic"
    r"|contributor|producer|freelance\w*|photographer|novelist|translator|fellow|lecturer|professor|researcher)\b"
    r"|\b(?:covers|writes|reports|reported|blogs|contributes|edits|hosts)\b"
    r"|\b(?:joined|has worked for|worked (?:for|at)|previously|formerly)\b",
    re.I,
)

_SHORT = 20  # words: a sentence below the article in fewer may be no part of it
_MOTTO = 16  # words: the same above it
_OWN_TOPIC = 0.25  # least share of a block's content words that the article's other sentences hold too
_IMPRINT = re.compile(
    r"\b(?:is|are) (?:published|owned|operated|printed|edited) (?:\w+ )?by\b|\bregistered (?:office|in|company"
    r"|charity)\b|\bis an? (?:\w+ ){0,3}news (?:organi[sz]ation|agency|service|site|outlet)\b"
    r"|\bissn\b|\beditor[- ]in[- ]chief\b|\bvat (?:no|number|reg)|\bnews ?(?:desk|room)\b.*\d{3}",
    re.I,
)
_QUOTES = re.compile('[“”«»"]')
_SHORTEST_NAME, _LONGEST_NAME = 2, 4  # words of a byline that is a bare name


def mark_pitches(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark what the page says to its reader about itself, in place. Linear in the text."""
    candidates: dict[int, frozenset[str]] = {}
    for i, line in enumerate(lines):
        if not marks[i] and _addressed(line.text) and (words := _offers(line)) and _enough(len(words), line.f):
            candidates[i] = words
    topic: Counter[str] = Counter()  # in how many of the lines that are no candidates a word of offers stands
    for i, line in enumerate(lines) if candidates else ():
        if line.f.terminal and not marks[i] and i not in candidates:
            topic.update(_offers(line))
    for i, words in candidates.items():
        telling = [w for w in words if topic[w] < 2]
        marks[i] = _enough(len(telling), lines[i].f) and len(telling) > 0.5 * len(words)


def _offers(line: Line) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _OFFER.findall(line.text[:3000].lower()))


def _addressed(text: str) -> bool:
    bare = _QUOTED.sub(" ", text[:3000])
    quotes = bare != text[:3000]
    return bool(_ADDRESS.search(bare.lower())) and not (quotes or REPORTING.search(bare) or _CORRECTION.search(bare))


def _enough(offers: int, f: Features) -> bool:
    """Two words of offers, more in a longer line; a question needs three: people ask each other things."""
    return offers >= max(2, f.words / 9)


def is_caption(line: Line) -> bool:
    """Whether a line ends in the credit of a picture."""
    end = line.text[-160:]
    return line.f.words <= 60 and bool(_CREDIT.search(end)) and not REPORTING.search(end)


def _is_life(line: Line, authors: frozenset[str], *, anybody: bool) -> bool:
    """Whether a line says who an author is: it opens with a name and goes on to what that person writes.

    `authors` are the names in the page's bylines; `anybody`: others count too.
    """
    text = line.text
    if not 5 <= line.f.words <= 90:
        return False
    named = next((name for name in authors if text.lower().startswith(name.lower())), None)
    opening = re.match(
        r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?=,? (?:is|was|has|covers|writes|reports|edits)\b)", text
    )
    if named is None and not (anybody and opening):
        return False
    rest = text[len(named) if named is not None else opening.end() if opening else 0 :]
    return bool(_WRITES.search(rest[:160])) and (named is not None or not REPORTING.search(rest))


def article_sentences(lines: Sequence[Line], marks: list[bool]) -> list[int]:
    """The indices of the article's sentences, in order; sentences of the page's own below it are marked, in place."""
    prose = [i for i, line in enumerate(lines) if is_prose(line.f) and not marks[i]]
    if not prose:
        return []
    _mark_lives(lines, marks, prose)
    prose = [i for i in prose if not marks[i]] or prose[:1]
    while stray := _stray_end(lines, marks, prose):
        for i in stray:
            marks[i] = True
        prose = prose[: -len(stray)]
    while mottoes := _mottoes(lines, prose):
        prose = prose[mottoes:]
    return prose


def _mark_lives(lines: Sequence[Line], marks: list[bool], prose: Sequence[int]) -> None:
    """Mark who the authors are: in the page's second half those named in its head, at its end anybody."""
    signed = [found[0] for line in lines if (found := signature(line.text))]
    authors = frozenset((*signed, *(name.split()[-1] for name in signed)))
    authors |= frozenset(
        line.text
        for line in lines[: prose[0]]
        if _SHORTEST_NAME <= line.f.words <= _LONGEST_NAME and line.f.capitalised == 1 and len(line.text) <= 40
    )
    for i in range(max(prose[0] + 1, len(lines) // 2), len(lines)):
        names = authors if i < prose[-1] or len(prose) == 1 else None
        if not marks[i] and _is_life(lines[i], authors, anybody=names is None):
            marks[i] = True


def _stray_end(lines: Sequence[Line], marks: Sequence[bool], prose: Sequence[int]) -> list[int]:
    """The last sentences, when they are few, on another topic, and two lines of residue or names stand above them."""
    for k in range(len(prose) - 1, 0, -1):
        between = range(prose[k - 1] + 1, prose[k])
        block = list(prose[k:])
        text = lines[prose[k]].text
        told = lines[prose[k]].f.words >= _SHORT or REPORTING.search(text) or _QUOTES.search(text)
        if told and not _IMPRINT.search(text):
            return []
        apart = [i for i in between if marks[i] or not lines[i].f.terminal]
        if len(block) == 1 and between and _IMPRINT.search(lines[block[0]].text):
            return block
        if len(apart) >= 2 and any(marks[i] for i in apart[-2:]):
            return block if _off_topic(lines, block, topic_of(lines[i].text for i in prose[:k])) else []
    return []


def _off_topic(lines: Sequence[Line], block: Sequence[int], topic: frozenset[str]) -> bool:
    own = topic_of(lines[i].text for i in block)
    return len(own & topic) < _OWN_TOPIC * len(own)


def _mottoes(lines: Sequence[Line], prose: Sequence[int]) -> int:
    """How many of the first sentences belong to the head: short ones that end before other lines come, and are
    quotations (one of them may be the headline) or report nothing and are off the topic."""
    k = 1
    while k < len(prose) and prose[k] == prose[k - 1] + 1:
        k += 1
    if k == len(prose) or any(lines[i].f.words >= _MOTTO for i in prose[:k]):
        return 0
    told = [i for i in prose[k:] if lines[i].f.words >= _MOTTO] or prose[k:]
    topic = topic_of(lines[i].text for i in told)
    plain = (lines[i].f.digits == 0 and not REPORTING.search(lines[i].text) for i in prose[:k])
    quoted = k == 1 and QUOTATION.fullmatch(lines[prose[0]].text)
    return k if quoted or (all(plain) and _off_topic(lines, prose[:k], topic)) else 0
