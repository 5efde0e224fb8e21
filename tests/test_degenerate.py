"""Text that is no article costs time in proportion to its length: twice as much text takes about twice as long."""

from __future__ import annotations

import time
from datetime import date

import pytest

from variorum.clean import clean
from variorum.compare import compare
from variorum.models import Article, Story
from variorum.origins import trace

SIZE = 30_000  # characters; what is quadratic takes ten seconds and more at this size, or four times as long at twice
SECONDS = 4.0  # of processor time, far above what a linear stage takes on a slow machine
PIECES = ('"', "„", "(", "'", "<a>", "<!--", "(dpa) ", "A.", "x", "1 ", "a. ", "A\n", "`", "- a\n", " ", "<", "*", "A-")


@pytest.mark.parametrize("piece", PIECES)
def test_one_thing_over_and_over(piece: str) -> None:
    times = []
    for size in (SIZE, 2 * SIZE):
        began = time.process_time()
        article = Article(id="a", path="a.md", line=1, title="", text=(piece * size)[:size], language="de")
        reading = clean(article)
        trace(Story(slug="a", title="", language="de", readings=(reading,)), ())
        times.append(time.process_time() - began)
    assert times[1] < SECONDS
    assert times[1] < 3.2 * times[0] + 0.3


FIGURES = ("1 ", "on Monday ", "Three people died. ", "not ")
LONG = 100_000  # characters; before there was a bound, 20,000 took minutes


@pytest.mark.parametrize("piece", FIGURES)
def test_three_reports_of_one_thing_over_and_over(piece: str) -> None:
    """What is longer than a sentence or an article is not compared."""
    articles = [
        Article(
            id=f"{n}", path=f"{n}.md", line=1, title="", text=(piece * LONG)[:LONG], language="en",
            published=date(2025, 6, n),
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    story = Story(slug="a", title="", language="en", readings=tuple(map(clean, articles)))
    provenance = trace(story, ())
    began = time.process_time()
    compare(story, provenance, "en")
    assert time.process_time() - began < 3 * SECONDS
