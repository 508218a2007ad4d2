"""Residue among the lines of a text: what a page says about itself goes, what an article says about pages stays."""

from __future__ import annotations

import textwrap

import pytest

from index.clean import clean, mark, normalise
from index.lines import unwrap
from index.raw import RawDocument

HEAD = "Crack shuts bridge"
STORY = (
    "The Narva bridge was closed on Monday after divers found a crack in its northern pier, the roads office said.",
    "Engineer Ada Quill said that the crack was as long as a bus and that the repair would take until October.",
    "Lorries will be sent over the old ford, which the county had meant to close in the spring of next year.",
)


def kept(*lines: str) -> list[str]:
    """The article's lines of a text."""
    cleaned = mark(normalise("\n".join(lines)))
    return [
        row for s in cleaned.spans if s.kind == "article" for row in cleaned.text[s.start : s.end].split("\n") if row
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Get our five best reads of the week delivered to your phone, free of charge.",
        "You have read your last free article this month.",
        "We and our partners store identifiers on your device to personalise content and adverts.",
        "This transcript was generated automatically and its text may differ from the audio.",
        "Workers look at the northern pier on Tuesday. (Photo: Ivo Brandt/Narva Herald)",
        "The pier at low water. IVO BRANDT/Narva Herald",
        "4 hours ago",
        "Image caption,\nDivers at the northern pier on Tuesday, with the old ford behind them.",
        "The pier at low water.Credit...Ivo Brandt for the Narva Herald",
        "The Narva Letter is a reader-supported publication. Consider becoming a paid subscriber.",
        "Ada Quill can be reached at aquill@narvaherald.example.",
        "Herald writers Ada Quill and Ivo Brandt contributed to this report.",
        "Facebook (opens in new window)",
        "Contact Ada Quill at ada@narvaherald.example",
        "(Adds a comment by the roads office in the second paragraph.)",
        "This copy is for your personal, non-commercial use only. Distribution and use of this material are governed by"
        " our agreement with subscribers and by the law of copyright, and whoever wants to order more than one of them"
        " should call the office of this paper on any weekday.",
        "Write to Ada Quill at ada@narvaherald.example",
        "Related coverage\nA ford and its enemies\nWhat divers see",
    ],
)
def test_what_a_page_says_about_itself_goes_from_between_the_paragraphs(line: str) -> None:
    assert kept(HEAD, STORY[0], line, STORY[1], STORY[2]) == [HEAD, *STORY]


@pytest.mark.parametrize(
    "line",
    [
        "“You cannot read our website on your phone without an account,” the mayor said.",
        "We crossed it on foot that night, and you could hear the water through the boards.",
        "This article was amended on 4 May 2019: an earlier version gave the length of the crack in feet.",
        "Correction: the bridge was built in 1911 and not, as we wrote in this story, in 1919.",
        "Work on the pier will begin on 3 June 2019.",
    ],
)
def test_a_sentence_of_the_article_stays(line: str) -> None:
    assert kept(HEAD, STORY[0], line, STORY[1], STORY[2]) == [HEAD, STORY[0], line, *STORY[1:]]


def test_the_headline_above_a_long_subtitle_stays_though_the_subtitle_shares_more_of_the_topic() -> None:
    headline = "Why a county by the sea is walking again"
    subtitle = (
        "Divers found a crack in the northern pier of the bridge, and the repair of the bridge will take until October"
    )
    assert kept("Home", headline, subtitle, "Sat 4 May 2019", *STORY)[:2] == [headline, subtitle]


def test_a_time_with_its_zone_signs_no_comment() -> None:
    cleaned = mark(
        normalise("\n".join(("ROADS", HEAD, "May 4, 2019 10:15 am ET", "SHARE", "TEXT", "13 RESPONSES", *STORY)))
    )
    assert [span.kind for span in cleaned.spans if span.kind == "comment"] == []


def test_a_short_sentence_below_links_of_markdown_is_the_articles() -> None:
    links = "### Read also\n\n* [Eels of the north go south](https://n.example/eels)\n\n"
    text = "\n\n".join((f"# {HEAD}", *STORY, f"{links}The ford opens on Monday at noon for the lorries."))
    cleaned = clean(RawDocument("/x.md", text, "markdown", {}))
    assert cleaned.text[cleaned.spans[-1].start :] == "The ford opens on Monday at noon for the lorries."


def test_a_short_sentence_below_the_credit_in_brackets_of_a_picture_is_the_articles() -> None:
    last = "The ford will be open until ten at night."
    assert kept(HEAD, *STORY, "(Image: Narva Live)", last, "Share this story") == [HEAD, *STORY, last]


def test_a_headline_below_a_menu_with_latest_videos_in_it_is_the_articles() -> None:
    assert kept("Home", "Latest videos", "Live TV", HEAD, "By Ada Quill", *STORY) == [HEAD, *STORY]


def test_below_links_to_other_stories_the_article_goes_on_with_what_somebody_says() -> None:
    said = "“Nobody was hurt,” said Konrad Ilves, who sells eels."
    assert kept(HEAD, STORY[0], "Related coverage", "Eels of the north", said, *STORY[1:]) == [
        HEAD,
        STORY[0],
        said,
        *STORY[1:],
    ]


def test_the_title_of_a_live_post_stands_above_who_wrote_it() -> None:
    post = (
        "Link copied!",
        "2:15 p.m. ET, May 4, 2019",
        "Lorries go by the ford",
        "From the Herald's Ivo Brandt in Narva",
    )
    assert kept(HEAD, *STORY[:2], *post, STORY[2]) == [HEAD, *STORY[:2], post[2], STORY[2]]


def test_who_comments_from_where_is_signed_by_a_name() -> None:
    comments = (
        "Ann_K, Kelder, Canada, 3 hours ago",
        "About time too!",
        "Jo, Narva, Norway, 4 hours ago",
        "I never liked it.",
    )
    cleaned = mark(normalise("\n".join((HEAD, *STORY, *comments))))
    assert [span.author for span in cleaned.spans if span.kind == "comment"] == ["Ann_K", "Jo"]


def test_lines_wrapped_among_addresses_and_menus_are_joined() -> None:
    address = "https://narvaherald.example/2019/05/bridge-shut-after-divers-find-crack.html    {}/3"
    motto = "The Narva Herald, the paper of the county\nRead on paper and on glass since the year 1904."
    foot = f"\n\n{address}\n{motto}\n{address}\n\n"
    sheets = (textwrap.fill(text, 70) + foot.format(number, number) for number, text in enumerate(STORY, 1))
    assert kept(HEAD, "", unwrap("\n".join(sheets))) == [HEAD, *STORY]


def test_an_article_about_newsletters_keeps_its_words() -> None:
    story = (
        "The Narva Herald has 4,000 subscribers to its newsletter and wants twice as many readers by the summer.",
        "A newsletter brings subscribers, and subscribers pay for a newsroom, its editor Ada Quill said on Monday.",
        "We read our newsletters at breakfast, and a free newsletter is still the one that most subscribers open.",
    )
    assert kept("Newsletter of the Herald finds subscribers", *story)[1:] == list(story)


def test_in_a_run_with_residue_only_a_subheading_above_the_text_stays() -> None:
    lines = (STORY[0], "Full range of offers", "Print + Digital", "Subscribe now", "A ford for lorries", *STORY[1:])
    assert kept(HEAD, *lines) == [HEAD, STORY[0], "A ford for lorries", *STORY[1:]]


def test_a_sentence_that_introduces_what_follows_stays_beside_residue() -> None:
    opening = "Here is what to know about the new bridge, which opens to traffic on Saturday:"
    assert opening in kept(HEAD, STORY[0], opening, "Share this article", STORY[1], STORY[2])


def test_who_the_author_is_goes_and_who_somebody_in_the_story_is_stays() -> None:
    life = "Mina Orso covers roads and rivers. She joined the Herald in 2011."
    person = "Ada Quill is an engineer and has worked for the county since the bridge was painted green."
    assert kept(HEAD, "By Mina Orso", *STORY, person, life) == [HEAD, *STORY, person]


def test_a_pull_quote_goes_and_a_subheading_that_its_paragraph_repeats_stays() -> None:
    said = "“It is as long as a bus,” said engineer Ada Quill, who had dived down to the pier herself on Sunday."
    heading, text = (
        "The crack is old",
        "The crack is old, she added, and had been painted over at least twice since 1980.",
    )
    lines = (STORY[0], "“It is as long as a bus”", "Engineer Ada Quill", said, heading, text)
    assert kept(HEAD, *lines) == [HEAD, STORY[0], said, heading, text]


def test_the_title_that_a_browser_prints_on_each_page_goes() -> None:
    title = f"{HEAD} | Narva Herald"
    assert kept("3/4/24, 9:02 AM", title, HEAD, STORY[0], "1/2", title, *STORY[1:]) == [HEAD, *STORY]


def test_links_alone_on_a_line_of_markdown_are_residue_and_links_in_sentences_are_not() -> None:
    rows = (
        f"# [{HEAD}](/a)",
        STORY[0].replace("crack", "[crack](/b)"),
        "**Lesen Sie auch:** [Die Furt im Fluss](/c)",
        *STORY[1:],
    )
    cleaned = clean(RawDocument("/x.md", "\n\n".join(rows), "markdown", {}))
    article = [cleaned.text[s.start : s.end] for s in cleaned.spans if s.kind == "article"]
    assert "\n".join(article).split("\n\n")[:1] == [HEAD]
    assert all(line in "\n".join(article) for line in STORY)
    assert "Furt" not in "\n".join(article)


COMMENTS = (
    ("Old Tom", "3 March 2020 at 7:12 pm", "I never liked that bridge!"),
    ("anna_b", "3 March 2020 at 8:01 pm", "They painted it green, what did you expect?"),
    ("Old Tom", "4 March 2020 at 6:30 am", "Not you, Anna."),
)


def test_buttons_in_a_language_that_is_not_known_are_no_part_of_a_comment() -> None:
    lines = [line for name, when, text in COMMENTS for line in (name, when, text, "Vastaa", "Ilmianna 0")]
    cleaned = mark(normalise("\n".join([HEAD, *STORY, *lines])))
    comments = [(s.author, cleaned.text[s.start : s.end]) for s in cleaned.spans if s.kind == "comment"]
    assert comments == [(name, f"{name}\n{when}\n{text}") for name, when, text in COMMENTS]


def test_below_a_heading_of_something_else_nobody_comments() -> None:
    lines = [line for name, when, text in COMMENTS for line in (name, when, text, "Reply")]
    cards = ["Most read", "Ben Hale", "3 hours ago", "Bus strike called off after long talks"]
    cleaned = mark(normalise("\n".join([HEAD, *STORY, "3 comments", *lines, *cards])))
    assert [s.author for s in cleaned.spans if s.kind == "comment"] == ["Old Tom", "anna_b", "Old Tom"]
    assert cleaned.spans[-1].kind == "residue"


@pytest.mark.parametrize(
    "line",
    [
        "More:Harbour board meets twice in a week",
        "'A long winter':What the bridge has seen since 1911",
        "Bridge closed:40 days without a way across",
        "How the pier was saved:She had drawn it herself. And then it stood.",
    ],
)
def test_the_label_and_headline_of_another_story_go_where_a_copy_joined_them(line: str) -> None:
    assert kept(HEAD, STORY[0], line, STORY[1], STORY[2]) == [HEAD, *STORY]


@pytest.mark.parametrize(
    "line", ["The mayor said:“We will close it by the end of the week.”", "Ada Quill:We will not wait any longer."]
)
def test_the_words_of_a_speaker_stay_though_no_blank_stands_before_them(line: str) -> None:
    assert kept(HEAD, STORY[0], line, STORY[1], STORY[2]) == [HEAD, STORY[0], line, *STORY[1:]]
