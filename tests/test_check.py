"""What `variorum check` doubts, and what it leaves alone."""

from __future__ import annotations

from datetime import date

from variorum.check import warnings
from variorum.clean import clean
from variorum.editions import Kept
from variorum.models import (
    Article,
    Briefing,
    Collection,
    Comparison,
    Decision,
    Provenance,
    Site,
    Story,
    StoryFile,
)

SITE = Site(title="T", url="https://example.org/", language="en", timezone="UTC")
GOOD = Article(
    id="a.md",
    path="content/articles/a.md",
    line=1,
    title="A bridge is closed",
    text="The bridge over the river was closed on Monday.",
    language="en",
    publisher="Courier",
    published=date(2025, 6, 2),
)
NOTHING = Provenance(credits={}, copy_of={}, family={}, origins=None)


def check(article: Article, *files: StoryFile) -> list[str]:
    reading = clean(article)
    story = Story(slug="bridge", title="A bridge is closed", language="en", readings=(reading,))
    briefing = Briefing(story=story, provenance=NOTHING, comparison=Comparison(), lead=())
    collection = Collection(site=SITE, publishers=(), stories=files, articles=(article,))
    return [str(p) for p in warnings(collection, [reading], [briefing], Kept(), ())]


def test_a_good_article_raises_no_doubt() -> None:
    assert check(GOOD) == []


def test_what_is_missing_is_named_with_what_to_do() -> None:
    bare = Article(id="b.md", path="content/articles/b.md", line=1, title="", text="x", language="und")
    said = check(bare)
    assert all(line.startswith("content/articles/b.md:1: ") for line in said)
    assert [word for word in ("published:", "language:", "publisher:") if not any(word in line for line in said)] == []


def test_a_decision_without_its_disagreement_is_named_at_its_line() -> None:
    file = StoryFile(
        slug="bridge",
        path="content/stories/bridge.yaml",
        decisions={"gone": Decision(ruling="dismissed")},
        lines={"decisions.gone": 3},
    )
    assert [line.split(": ")[0] for line in check(GOOD, file)] == ["content/stories/bridge.yaml:3"]


def test_a_file_without_its_story_is_named() -> None:
    file = StoryFile(slug="tunnel", path="content/stories/tunnel.yaml")
    assert "there is no story 'tunnel'" in check(GOOD, file)[0]
