"""publish: same content, same bytes; the old site stands until the new one is whole; nothing leads nowhere."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from tests.newsroom import load, weeks
from variorum.errors import PublishError
from variorum.links import broken_links
from variorum.models import Page
from variorum.publish import packaged_theme, publish, templates
from variorum.render import render

pytestmark = pytest.mark.slow


def pages(root: Path, search: Literal["material", "pagefind"] = "material") -> tuple[Page, ...]:
    briefings, collection = load()
    collection = replace(collection, site=replace(collection.site, search=search))
    made = weeks(briefings, collection.site)
    return render(briefings, made, collection, templates(root), {"data/briefings.json": "{}\n"})


def digest(site: Path) -> dict[str, str]:
    files = (p for p in site.rglob("*") if p.is_file())
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    publish(pages(root), root)
    return root


def test_every_page_is_built_and_no_template_is_published(built: Path) -> None:
    site = built / "build" / "site"
    for page in pages(built):
        if page.path != "mkdocs.yml":
            assert (site / page.path.replace(".md", ".html")).is_file()
    assert not [*site.rglob("*.jinja"), *site.rglob("*.md"), *site.rglob("*.yml")]
    assert {p.name for p in (built / "build").iterdir()} == {"pages", "site", "mkdocs.yml", ".lock"}


def test_the_sitemap_names_a_story_by_one_address(built: Path) -> None:
    sitemap = (built / "build" / "site" / "sitemap.xml").read_text("utf-8")
    assert "/stories/klappbruecke-sundhaven/" in sitemap
    assert (built / "build" / "site" / "stories" / "bruecke-sundhaven" / "index.html").is_file()
    assert "/stories/bruecke-sundhaven/" not in sitemap


def test_no_page_has_an_error_of_html(built: Path) -> None:
    """As the parser of the HTML standard counts them; the same parser finds one in a page that has one."""
    tinyhtml5 = pytest.importorskip("tinyhtml5.parser")
    pages = sorted((built / "build" / "site").rglob("*.html"))
    assert pages
    for page in pages:
        parser = tinyhtml5.HTMLParser()
        parser.parse(page.read_bytes())
        assert not parser.errors, page
    parser = tinyhtml5.HTMLParser()
    parser.parse(b"<!doctype html><p>a</div>")
    assert parser.errors


def test_two_builds_are_the_same_to_the_byte(built: Path, tmp_path: Path) -> None:
    """In another folder, in another process, with another hash seed, time zone and language of the machine."""
    script = (
        "from pathlib import Path; from tests.test_publish import pages; from variorum.publish import publish\n"
        "root = Path('.').resolve(); publish(pages(root), root)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True)
    assert digest(tmp_path / "build" / "site") == digest(built / "build" / "site")


def test_nothing_is_requested_from_another_host(built: Path) -> None:
    for path in (built / "build" / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        for sign in ("fonts.googleapis", "unpkg.com", "cdn.", "jsdelivr"):
            assert sign not in text


def test_hostile_text_is_text_on_the_built_page(built: Path) -> None:
    site = built / "build" / "site"
    for page in ("stories/feindlicher-text/index.html", "index.html", "sources/index.html", "topics/index.html"):
        text = (site / page).read_text("utf-8")
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert 'href="javascript:alert' not in text
        assert "onmouseover=" not in text.replace("%22onmouseover=", "")
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert not [d for d in index["docs"] if "<script" in d["text"] or "<script" in d["title"]]


def test_search_finds_stories_and_not_the_lists_of_them(built: Path) -> None:
    index = json.loads((built / "build" / "site" / "search" / "search_index.json").read_text("utf-8"))
    found = {d["location"].split("/")[0] for d in index["docs"]}
    assert found == {"stories", "method"}


def test_a_former_address_leads_to_the_present_one(built: Path) -> None:
    text = (built / "build" / "site" / "stories" / "bruecke-sundhaven" / "index.html").read_text("utf-8")
    assert 'content="0;url=../klappbruecke-sundhaven/"' in text
    assert 'content="noindex"' in text


def test_a_second_build_writes_only_what_changed_and_deletes_what_is_gone(tmp_path: Path) -> None:
    made = pages(tmp_path)
    publish(made, tmp_path)
    kept, gone = tmp_path / "build/pages/archive/index.md", tmp_path / "build/pages/topics/c/index.md"
    before = kept.stat().st_mtime_ns
    stray = tmp_path / "build/pages/stray/old.md"
    stray.parent.mkdir()
    stray.write_text("old", "utf-8")
    assert gone.is_file()
    publish(made, tmp_path)
    assert kept.stat().st_mtime_ns == before
    assert not stray.parent.exists()
    assert not (tmp_path / "build/site/stray").exists()


def _old_site(root: Path) -> Path:
    old = root / "build" / "site" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("old", "utf-8")
    return old


def test_a_failing_build_leaves_the_old_site(tmp_path: Path) -> None:
    old = _old_site(tmp_path)
    broken = (*pages(tmp_path), Page(path="broken/index.md", text="[nowhere](../missing.md)\n"))
    with pytest.raises(PublishError) as raised:
        publish(broken, tmp_path)
    assert "missing.md" in str(raised.value)
    assert old.read_text("utf-8") == "old"


def test_a_link_in_html_that_leads_nowhere_fails_the_build(tmp_path: Path) -> None:
    old = _old_site(tmp_path)
    text = '<p><a href="../nowhere/">a</a> <a href="#no">b</a> <a href="javascript:x()">c</a></p>\n'
    with pytest.raises(PublishError) as raised:
        publish((*pages(tmp_path), Page(path="broken/index.md", text=text)), tmp_path)
    said = str(raised.value)
    assert "../nowhere/" in said
    assert "#no" in said
    assert "javascript:x()" in said
    assert old.read_text("utf-8") == "old"


def test_a_killed_build_leaves_the_old_site_and_the_next_one_clears_up(tmp_path: Path) -> None:
    old = _old_site(tmp_path)
    script = (
        "from pathlib import Path; from tests.test_publish import pages; from variorum.publish import publish\n"
        "root = Path('.').resolve(); made = pages(root); print('go', flush=True); publish(made, root)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as run:
        assert run.stdout
        run.stdout.readline()
        while not [*tmp_path.glob("build/.site-new*")] and run.poll() is None:
            time.sleep(0.01)
        run.kill()
    assert old.read_text("utf-8") == "old"
    publish(pages(tmp_path), tmp_path)
    assert old.read_text("utf-8") != "old"
    assert "klappbruecke-sundhaven" in old.read_text("utf-8")


def test_what_the_disk_refuses_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file in the way", "utf-8")
    with pytest.raises(PublishError, match="build"):
        publish(pages(tmp_path), tmp_path)


def test_a_build_killed_between_the_two_renames_is_put_right(tmp_path: Path) -> None:
    old = _old_site(tmp_path)
    old.parent.rename(tmp_path / "build/.site-old")
    with pytest.raises(PublishError):
        publish((*pages(tmp_path), Page(path="x/index.md", text="[nowhere](y.md)\n")), tmp_path)
    assert old.read_text("utf-8") == "old"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "build").mkdir()
    with (tmp_path / "build/.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PublishError, match="another build"):
            publish(pages(tmp_path), tmp_path)


def test_a_page_outside_the_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="outside"):
        publish((*pages(tmp_path), Page(path="../evil.md", text="x")), tmp_path)


def test_a_project_may_bring_its_own_templates_look_and_settings(tmp_path: Path) -> None:
    (tmp_path / "theme/pages").mkdir(parents=True)
    (tmp_path / "theme/pages/topics.md.jinja").write_text("<h1>{{ title }}, ours</h1>\n", "utf-8")
    assert "ours" in templates(tmp_path)["pages/topics.md.jinja"]
    assert templates(tmp_path)["pages/story.md.jinja"] == (packaged_theme() / "pages/story.md.jinja").read_text("utf-8")
    own = packaged_theme().parent / "mkdocs.yml"
    (tmp_path / "mkdocs.yml").write_text(own.read_text("utf-8") + "copyright: ours\n", "utf-8")
    publish(pages(tmp_path), tmp_path)
    assert "ours</h1>" in (tmp_path / "build/site/topics/index.html").read_text("utf-8")


def test_links_are_followed_to_their_anchors(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text('<a href="a/#x">1</a> <a href="a/#y">2</a> <a href="a">3</a>', "utf-8")
    (tmp_path / "a/index.html").write_text('<p id="x"><a href="../">1</a> <a href="..">2</a><i id="x"></i>', "utf-8")
    assert [(p.path, p.message.split(": ")[-1]) for p in broken_links(tmp_path)] == [
        ("build/site/a/index.html", "the id 'x' stands there twice"),
        ("build/site/index.html", "a/#y"),
        ("build/site/index.html", "a"),
    ]
