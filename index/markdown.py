"""Markdown as its reader sees it: the words of headings, links, lists and tables without their marks."""

from __future__ import annotations

import re

_RULE_ROW = re.compile(r"^[ ]{0,3}\|?[ ]?:?-{2,}:?[ ]?(?:\|[ ]?:?-{2,}:?[ ]?){0,40}\|?[ ]*\n?", re.M)
_ROW = re.compile(r"^[ ]{0,3}\|[^\n]{0,2000}\|[ ]*$", re.M)
_TARGET = r"(?:<[^>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,500}\)){0,2000})(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?"
_HEADING = re.compile(r"^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$|^(?! {0,3}[-=#>*+|])(\S.{1,200})\n=+[ \t]*$", re.M)
_LINK = re.compile(rf"!?\[[^\]\n]{{0,1000}}\]\({_TARGET}\)")
_WORD = re.compile(r"\w+")
_LABEL_WORDS = 3  # before a link: “Also read:”
_LINK_LINE_WORDS = 40
_LONGEST_LINK_LINE = 3000
_MARKUP = (
    (re.compile(rf"!\[([^\]\n]{{0,300}})\]\({_TARGET}\)"), ""),
    (re.compile(rf"\[([^\]\n]{{0,1000}})\]\({_TARGET}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,1000})\]\[[^\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"^[ ]{0,3}\[\^[^\]\n]{1,50}\]:[ \t]*", re.M), ""),
    (re.compile(r"\[\^[^\]\n]{1,50}\]|\[![a-z]{2,20}\][+-]?[ ]?", re.I), ""),
    (re.compile(r"^[ ]{0,3}\[[^\]\n]{1,100}\]:[ \t]+\S{1,2000}(?:[ \t]+[\"'(][^\n]{0,300})?$", re.M), ""),
    (re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>"), r"\1"),
    (re.compile(r"</?(?:br|p|div|li|[ou]l|t[rdh]|table|h[1-6]|summary|details|section)(?:[ ][^<>\n]{0,500})?/?>"), " "),
    (re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:[ ][^<>\n]{0,500})?/?>"), ""),
    (re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.M), r"\1"),
    (re.compile(r"^[ ]{0,3}(?:>[ ]?){1,5}", re.M), ""),
    (re.compile(r"^[ ]{0,3}(?:(?:[-*_][ ]?){3,}|={3,}[ ]*)$", re.M), ""),
    (re.compile(r"(?<![\w*\\])(\*\*\*|\*\*|\*)(?=\S)([^*\n]{1,2000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w\\])(__|_)(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)([^~\n]{1,2000}?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]{1,500})`(?!`)"), r"\1"),
    (re.compile(r"^[ ]{0,3}[*+-][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)", re.M), "• "),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])"), r"\1"),
)


def plain(markdown: str) -> str:
    """Markdown without its marks. Images go with their descriptions, cells of a table are put apart by semicolons."""
    markdown = plain_tables(markdown)
    for pattern, replacement in _MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return markdown


def plain_tables(text: str) -> str:
    """The text with the rows of its tables as “cell; cell; cell”; only blocks with a rule below the head are tables."""
    if not any(match.group().count("-") >= 2 and "|" in match.group() for match in _RULE_ROW.finditer(text)):
        return text
    text = _RULE_ROW.sub(lambda m: "" if "|" in m.group() else m.group(), text)
    return _ROW.sub(_cells, text)


def _cells(row: re.Match[str]) -> str:
    cells = (cell.strip() for cell in re.split(r"(?<!\\)\|", row.group().strip().strip("|")))
    return "; ".join(cell for cell in cells if cell)


def link_lines(markdown: str) -> frozenset[str]:
    """The lines, as `plain` gives them, that are hardly more than links: menus, teasers. No headings."""
    found = set()
    for row in markdown.split("\n"):
        if "](" not in row or row.lstrip().startswith("#") or len(row) > _LONGEST_LINK_LINE:
            continue
        outside = len(_WORD.findall(_LINK.sub(" ", row)))
        words = len(_WORD.findall(plain(row)))
        if outside <= max(_LABEL_WORDS, 0.2 * words) and outside < words <= _LINK_LINE_WORDS:
            found.add(plain(row).strip())
    return frozenset(found)


def heading(markdown: str) -> str | None:
    """The document's first heading of the first order, without marks; None when it has none."""
    match = _HEADING.search(markdown)
    return " ".join(plain(match.group(1) or match.group(2)).split()) or None if match else None
