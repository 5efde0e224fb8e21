"""A whole tiny project (tests/site), from the articles to the pages a reader sees."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.test_publish import digest
from variorum.build import build

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).parent / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("one"))


def _build(root: Path) -> Path:
    shutil.copytree(PROJECT, root, dirs_exist_ok=True)
    return build(root, lambda *_: None)[1]


def test_every_kind_of_page_is_there(site: Path) -> None:
    for page in (
        "index.html",
        "stories/bell-tower/index.html",
        "stories/marrow-bay-tower/index.html",
        "stories/ferry-timetable/index.html",
        "editions/2025-W36/index.html",
        "editions/2025-W37/index.html",
        "topics/weather/index.html",
        "sources/coastal-wire/index.html",
        "archive/index.html",
        "method/index.html",
        "corrections/index.html",
        "404.html",
        "feed.xml",
        "data/briefings.json",
        "data/stories/bell-tower.json",
    ):
        assert (site / page).is_file(), page


def test_the_story_page_quotes_its_sources_and_links_to_them(site: Path) -> None:
    page = (site / "stories/bell-tower/index.html").read_text("utf-8")
    assert "Storm damages the bell tower of Marrow Bay" in page
    for link in ("https://ledger.example/bell-tower", "https://wire.example/tower?id=7&amp;lang=en"):
        assert f'href="{link}"' in page
    assert "<script>alert" not in page


def test_no_article_is_published_whole(site: Path) -> None:
    whole = [path.read_text("utf-8").split("---\n", 2)[2] for path in PROJECT.rglob("*.md")]
    told = json.loads((site / "data/stories/bell-tower.json").read_text("utf-8"))
    for text in (json.dumps(told, ensure_ascii=False), (site / "stories/bell-tower/index.html").read_text("utf-8")):
        assert not [article for article in whole if " ".join(article.split()) in " ".join(text.split())]


def test_the_same_content_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert digest(_build(tmp_path)) == digest(site)
