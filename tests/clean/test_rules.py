"""Each rule of the clean step: where it fires, where it must not, and what goes with it."""

from __future__ import annotations

import pytest

from healthtext.clean import boilerplate, injected, invisible, linkspam, mojibake, propose, repeated
from healthtext.edits import apply


def tiers(text: str) -> list[tuple[str, str]]:
    return [(edit.old.strip(), edit.safety) for edit in propose(text, ()).edits]


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Itâ€™s dull", "It’s dull"),
        ("donâ€\x99t", "don’t"),
        ("â€œhotâ€\x9d, â€œcoldâ€, â€œwarmâ€.", "“hot”, “cold”, “warm”."),
        ("cafÃ© and naïve", "café and naïve"),
        ("5Â mg at 25Â°C Â± 2", "5\u00a0mg at 25°C ± 2"),
        ("Ã¢â‚¬â„¢tis and ÃƒÂ©tude", "’tis and étude"),
        ("the patient\x92s pain", "the patient’s pain"),
        ("ï»¿Tea", "Tea"),
        ("Itâ€™s 출장 안마 İ e\u0301 👩‍⚕️ â€¦", "It’s 출장 안마 İ e\u0301 👩‍⚕️ …"),
    ],
)  # fmt: skip
def test_mojibake_is_mended(broken: str, mended: str) -> None:
    assert apply(broken, list(mojibake.find(broken))) == mended


def test_mojibake_edits_are_as_small_as_they_can_be() -> None:
    found = list(mojibake.find("Your backâ€™s pain, once cafÃ© life ended"))
    assert [(edit.old, edit.new) for edit in found] == [("â€™", "’"), ("Ã©", "é")]


@pytest.mark.parametrize(
    "text",
    ["“It’s”…", "ﬁne ﬂu", "１２ mg", "NESTLÉ®", "10 µg", "Ménière’s", "&amp; &#39;", "Å", "5 ″"],
)
def test_only_the_encoding_is_repaired(text: str) -> None:
    assert list(mojibake.find(text)) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mas\u00adsage\u200b helps", "massage helps"),
        ("\ufefftea\ufeff", "tea"),
        ("pain\u200d re\u200clief\u2060", "pain relief"),
        ("\u202atea\u202c \u2066x\u2069", "tea x"),
        ("a\x07b\x1bc\x7f", "abc"),
        ("tea\U000e0074\U000e007f", "tea"),
        ("treat\u00ad\r\nment", "treatment"),
    ],
)
def test_invisible_characters_go(text: str, left: str) -> None:
    assert apply(text, list(invisible.find(text))) == left


@pytest.mark.parametrize(
    "text",
    [
        "👩‍⚕️ 👨‍👩‍👧 🏳️‍🌈",  # joined emoji
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # a flag of tags
        "می‌خواهم क्‍ष",  # joiners in Persian and Hindi
        "ไทย\u200bไทย",  # word breaks in Thai
        "שלום\u200f, he said",  # direction in a line with Hebrew
        "a\u00a0b\u2009c\u2028d\te\x0cf\r\n",
    ],
)
def test_invisible_characters_that_are_needed_stay(text: str) -> None:
    assert list(invisible.find(text)) == []


def test_a_hyphenated_line_end_waits_for_a_look() -> None:
    assert [edit.safety for edit in invisible.find("treat\u00ad\nment")] == ["review"]
    assert [edit.old for edit in invisible.find("Treat\u00ad\nMe")] == ["\u00ad"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Share this:\n\nTea.", "Tea."),
        ("Tea.\n\nShare this:\n\nHerbs.", "Tea.\n\nHerbs."),
        ("Tea.\nShare this:\nHerbs.", "Tea.\nHerbs."),
        ("Tea.\r\n\r\nShare this:\r\n\r\nHerbs.\r\n", "Tea.\r\n\r\nHerbs.\r\n"),
        ("Tea.\n\nShare this:", "Tea."),
        ("Tea.\n\nShare this:\n\nTweet\n\n3 Comments\n", "Tea.\n"),
        ("Tea.\n\n- Share on Facebook (Opens in new window)\n- Tweet\n\nHerbs.", "Tea.\n\nHerbs."),
        ("Share this:", ""),
        ("Warm baths\nPosted by admin on 3 March 2019\n\nTea.", "Warm baths\n\nTea."),
    ],
)
def test_boilerplate_goes_with_the_gap_it_leaves(text: str, left: str) -> None:
    assert apply(text, list(boilerplate.find(text))) == left


@pytest.mark.parametrize(
    "line",
    [
        "posted by ADMIN posted on", "Posted on March 3, 2019 by admin", "Filed Under: Health, Tea",
        "Continue reading →", "Read More »", "Leave a Reply Cancel reply", "12 Comments",
        "Comments (0)",
        "Your email address will not be published. Required fields are marked *", "Uncategorized",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Click to share on Twitter (Opens in new window)", "Facebook | Twitter | Email",
        "5 min read",
        "You may also like:", "Skip to content", "Advertisement", "Proudly powered by WordPress",
        "We use cookies to give you the best experience on our site.", "Privacy Policy",
        "Sign up for our free newsletter!", "« Older posts", "Like Loading...",
    ],
)  # fmt: skip
def test_lines_of_publishing_systems(line: str) -> None:
    assert tiers(f"Tea is good.\n\n{line}\n\nHerbs are too.") == [(line, "safe")]


@pytest.mark.parametrize(
    "line",
    [
        "Share this advice with your doctor.", "Read more books, eat less sugar.", "Print",
        "Comments from patients were kind.", "Leave a gap between doses",
        "Posted by mail, it took a week",
        "Tags on the skin are harmless.", "Categories: mild, moderate, severe", "Reply",
        "Follow your doctor’s advice", "By day 3 on the drug, 2019 patients had improved.", "Email",
        "Subscribe to a healthy diet", "Copyright law protects leaflets.", "March 3, 2019",
        "Like this",
    ],
)  # fmt: skip
def test_lines_of_the_article_are_never_taken_for_certain(line: str) -> None:
    text = f"Tea is good.\n\n{line}\n\nHerbs are too."
    assert not [edit for edit in propose(text, ()).edits if edit.safety == "safe"]


def test_a_line_inside_a_paragraph_is_part_of_it() -> None:
    assert tiers("He said that when he comes home he will\nread more\nthan ever.") == []
    assert tiers("At night she likes to open up her\nFacebook\nand write.") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Posted By admin Posted On Warm baths help.", "Warm baths help."),
        ("Posted by admin posted on 3 March 2019  Warm baths help.", "Warm baths help."),
        ("Warm baths help. Read more »\r\nSo does tea.", "Warm baths help.\r\nSo does tea."),
        ("Posted By admin Posted On Baths help. Continue reading →\n", "Baths help.\n"),
        ("Warm baths help. Share this: Facebook Twitter", "Warm baths help."),
    ],
)
def test_stubs_go_from_either_end_of_a_line(text: str, left: str) -> None:
    assert apply(text, list(boilerplate.find_stubs(text))) == left


@pytest.mark.parametrize(
    "text",
    [
        "Posted by admin staff are the rules. You may read more.",
        "Ask before you leave a comment",
        "He told her to read more…",
        "Posted on March 3, 2019 The rules hang here.",
    ],
)
def test_sentences_that_look_like_stubs_stay(text: str) -> None:
    assert list(boilerplate.find_stubs(text)) == []


def test_a_name_on_a_byline_waits_for_a_look() -> None:
    assert tiers("By Jane Roe | March 3, 2019\n\nTea is good.") == [
        ("By Jane Roe | March 3, 2019", "review")
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Stretch your sore leg 출장 안마.", "Stretch your sore leg."),
        ("Stretch your sore leg 출장 안마, then rest.", "Stretch your sore leg, then rest."),
        ("Stretch your 출장 안마 sore leg.", "Stretch your sore leg."),
        ("출장 안마 Stretch your sore leg.", "Stretch your sore leg."),
        ("Stretch your sore leg 출장 안마 .", "Stretch your sore leg."),
        ("Rest.\r\nStretch your sore leg\u00a0출장 안마\r\n", "Rest.\r\nStretch your sore leg\r\n"),
        ("Then stretch out your knee 행복한 하루.", "Then stretch out your knee."),
        ("Walk a lot, дешевые таблетки, and sleep.", "Walk a lot, and sleep."),
    ],
)  # fmt: skip
def test_injected_words_go_with_their_space(text: str, left: str) -> None:
    found = list(injected.find(text))
    assert apply(text, found) == left
    assert [edit.safety for edit in found] == ["safe"]


@pytest.mark.parametrize(
    "text",
    [
        "They train the flow of ki (気) with slow breathing.",
        "They speak of 気 (ki), which is the flow of breath.",
        "It is sold as “카지노” in a few shops of the town.",
        "Practitioners of Chinese medicine brew 黄芪 for the tired.",
        "He drinks the tea, 보리차, which is made of barley.",
        "The dose of α-tocopherol is 15 μg, and Δ9-THC is none.",
        "This pаinful word holds a look-alike letter in it.",
        "기분 좋은 하루",
    ],
)
def test_foreign_terms_that_are_meant_stay(text: str) -> None:
    assert list(injected.find(text)) == []


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("You may like to brew some 보리차 in the evening.", "review"),
        ("You may like to simmer 黄芪 in the evening.", "suggest"),
        ("Last week Min 김민수 slept rather well.", "suggest"),
        ("The thing they need in their own town is 마사지.", "suggest"),
        ("Sleep with 보리차 now or wake up with 보리차 later on.", "suggest"),
    ],
)
def test_doubtful_foreign_words_are_only_pointed_at(text: str, tier: str) -> None:
    assert {edit.safety for edit in injected.find(text)} == {tier}


def test_a_page_with_much_of_a_script_means_it() -> None:
    lesson = "".join(f"Say {chr(0xAC00 + 28 * n)}마 to your friend every day.\n" for n in range(20))
    assert list(injected.find(lesson)) == []
    spam = "Rub the whole of your leg 출장 안마. " * 30
    assert {edit.safety for edit in injected.find(spam)} == {"suggest"}


def test_a_term_that_is_explained_once_is_meant_everywhere() -> None:
    text = "The flow of ki (気) is slow. Later in the day the flow of your 気 gets fast."
    assert list(injected.find(text)) == []


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("Walk more https://casino-bonus.example/x every day.", "review"),
        ("Walk more http://buy-viagra.example every day.", "review"),
        ("Walk more http://shop.example every day.", "suggest"),
        ("Walk more best online casino bonus every day.", "suggest"),
        ("Walk [url=http://a.example]online casino[/url] more.", "review"),
    ],
)
def test_spam_links_are_pointed_at(text: str, tier: str) -> None:
    (edit,) = linkspam.find(text)
    assert edit.safety == tier


@pytest.mark.parametrize(
    "text",
    [
        "Walk more (https://a.example/walking) every day.",
        "Walk more: https://a.example/walking is a guide.",
        "The trial https://doi.example.org/10.1/casino was small.",
        "Its leaflet at https://a.example/viagra was read.",
        "Sildenafil was sold as Viagra. Casino workers smoke more.",
        "Buying viagra online is risky.",
    ],
)
def test_addresses_that_are_sources_stay(text: str) -> None:
    assert list(linkspam.find(text)) == []


LONG = "A warm bath may ease the pain in your lower back."
OTHER = "Sleep on a hard bed and get up early every day."


@pytest.mark.parametrize(
    ("text", "left", "tier"),
    [
        (f"{LONG}\n\n{LONG}\n\n{OTHER}", f"{LONG}\n\n{OTHER}", "safe"),
        (f"{LONG}\n{LONG}\n{OTHER}", f"{LONG}\n{OTHER}", "safe"),
        (f"{LONG}\n\n{OTHER}\n\n{LONG}", f"{LONG}\n\n{OTHER}", "review"),
        (f"{LONG}\n{OTHER}\n{LONG}\n", f"{LONG}\n{OTHER}\n", "review"),
        (f"{LONG}\r\n\r\n {LONG.replace(' ', '  ')}\r\n", f"{LONG}\r\n", "safe"),
        (f"{LONG} {OTHER}\n\n{LONG}\n{OTHER}", f"{LONG} {OTHER}", "safe"),
    ],
)
def test_later_copies_go(text: str, left: str, tier: str) -> None:
    found = list(repeated.find(text))
    assert apply(text, found) == left
    assert [edit.safety for edit in found] == [tier]


@pytest.mark.parametrize(
    "text",
    [
        "Drink more water.\n\nDrink more water.",
        "What to ask your own doctor about warm baths\n\nA\n\n" * 2,
        "# What to ask your own doctor about warm baths?\n\nA\n\n" * 2,
        "- Drink more water.\n- Sleep.\n- Drink more water.\n",
        "| a warm bath | a cold bath | one a day. | more. |\n" * 2,
        f"{LONG}\n\n{LONG[:-1]} pain.",
    ],
)
def test_headings_and_short_items_may_repeat(text: str) -> None:
    assert list(repeated.find(text)) == []
