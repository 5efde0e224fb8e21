"""Which sentences read by themselves."""

from __future__ import annotations

import pytest

from variorum.compare.statements import leaning, readable

WHOLE = "The ferry ran aground off Sundholm in thick fog on Wednesday morning."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "She was taken to a hospital in the next town by helicopter."),
        ("en", "“However, nobody was hurt when the ferry ran aground.”"),
        ("de", "Dabei wurde im Hafen von Sundholm zum Glück niemand verletzt."),
        ("fr", "Elle a été conduite dans un hôpital de la ville voisine."),
    ],
)
def test_a_word_that_points_back_leans(language: str, text: str) -> None:
    assert leaning(text, language)
    assert readable(text, language, heading=False) < 1


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Theresa Holm was taken to a hospital."), ("en", "Sheffield mourns."), ("de", "Dabeisein war alles.")],
)
def test_a_word_that_only_begins_alike_does_not(language: str, text: str) -> None:
    assert not leaning(text, language)


def test_a_whole_sentence_reads_best() -> None:
    assert readable(WHOLE, "en", heading=False) == 1
    for worse in (
        "ran aground off Sundholm in thick fog on Wednesday morning",
        "BREAKING NEWS - 12 HURT off Sundholm.",
    ):
        assert readable(worse, "en", heading=False) < 1
    assert readable(WHOLE, "en", heading=True) < 1


def test_a_notice_to_readers_is_worth_nothing() -> None:
    assert readable("Anyone with information is asked to call police.", "en", heading=False) == 0
    assert readable("Zeugen werden gebeten, sich bei der Wache zu melden.", "de", heading=False) == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Anyone with more information is urged to call the harbour police of Sundholm."),
        ("en", "Ann Holt / The Sundholm Post Buy This Photo A ferry lies on a sandbank."),
        ("en", "Readers can call the editors at (555) 010-4477 in the morning."),
        ("de", "Hinweise an die Wache am Hafen von Sundholm, Telefon 0555/010."),
        ("de", "Bild 3 von 12 Die Fähre liegt auf einer Sandbank vor Sundholm."),
    ],
)
def test_a_notice_or_caption_is_no_news(language: str, text: str) -> None:
    assert readable(text, language, heading=False) == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The captain had information on the sandbank and called the harbour at 555 metres."),
        ("en", "She planned to buy this ferry together with its berth in Sundholm."),
        ("de", "Die Wache hatte keine Hinweise darauf, dass die Fähre zu schnell fuhr."),
    ],
)
def test_news_about_calls_and_pictures_is_news(language: str, text: str) -> None:
    assert readable(text, language, heading=False) > 0
