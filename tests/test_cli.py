"""The commands as an editor meets them: exit codes, messages with file and line, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from variorum.cli import main

GOOD = (
    "---\ntitle: {title}\npublisher: {publisher}\npublished: 2025-06-03\nlanguage: en\nurl: https://{n}.example/\n---\n"
)
TEXT = "The bridge over the Orle was closed on Monday. {n} engineers examined the second pillar of the bridge.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.mark.parametrize("sender", ["desk", "a\nBcc: b@x.example <c@x.example>", "\u2028 <c@x.example>", ""])
def test_a_sender_is_one_address(tmp_path: Path, sender: str) -> None:
    done = run("mail", "--root", tmp_path, "--from", sender)
    assert done.exit_code == 2
    assert "is not one address" in done.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "briefing"
    assert run("new", root).exit_code == 0
    for n, publisher in ((3, "Courier"), (4, "Echo")):
        head = GOOD.format(title="Bridge over the Orle closed", publisher=publisher, n=publisher.lower())
        (root / "content" / "articles" / f"{publisher}.md").write_text(head + TEXT.format(n=n), "utf-8")
    return root


def test_new_refuses_a_folder_that_holds_a_project(project: Path) -> None:
    before = (project / "content" / "site.yaml").read_text("utf-8")
    again = run("new", project)
    assert again.exit_code == 1
    assert "already there" in again.stderr
    assert (project / "content" / "site.yaml").read_text("utf-8") == before


def test_check_is_content_with_a_good_project(project: Path) -> None:
    done = run("check", "--root", project, "--strict")
    assert done.exit_code == 0, done.stderr
    assert "2 articles in 1 stories, 0 doubts" in done.stdout


def test_all_problems_are_told_in_one_run_with_file_and_line(project: Path) -> None:
    articles = project / "content" / "articles"
    (articles / "a.md").write_text("---\ntitle: A\npublishd: 2025-06-03\n---\nText of it.\n", "utf-8")
    (articles / "b.md").write_text("---\ntitle: B\nurl: javascript:alert(1)\n---\nText of it.\n", "utf-8")
    (articles / "c.md").write_bytes(b"---\ntitle: C\n---\nGr\xfc\xdfe.\n")
    done = run("check", "--root", project)
    assert done.exit_code == 1
    said = [line for line in done.stderr.splitlines() if line.startswith("content/")]
    assert [line.split(": ")[0] for line in said] == [
        "content/articles/a.md:3",
        "content/articles/b.md:3",
        "content/articles/c.md:4",
    ]


def test_a_wrong_site_file_is_the_owners_and_exits_with_2(project: Path) -> None:
    (project / "content" / "site.yaml").write_text("title: T\nurl: https://x.example/\ntimezone: Mars/Base\n", "utf-8")
    done = run("check", "--root", project)
    assert done.exit_code == 2
    assert "content/site.yaml:3" in done.stderr


def test_a_folder_without_a_project_is_told_what_to_do(tmp_path: Path) -> None:
    done = run("build", "--root", tmp_path)
    assert done.exit_code == 2
    assert "variorum new" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_strict_takes_doubts_for_errors(project: Path) -> None:
    (project / "content" / "articles" / "bare.txt").write_text("Nobody knows who wrote this line.\n", "utf-8")
    assert run("check", "--root", project).exit_code == 0
    assert run("check", "--root", project, "--strict").exit_code == 1
    assert run("build", "--root", project, "--strict").exit_code == 1
    assert not (project / "build" / "site").exists()


def test_export_without_a_file_prints_json_only(project: Path) -> None:
    done = run("export", "--root", project)
    assert [s["id"] for s in json.loads(done.stdout)["stories"]] == ["bridge-over-the-orle-closed"]


def test_add_files_a_text_once(project: Path, tmp_path: Path) -> None:
    pasted = tmp_path / "pasted.txt"
    pasted.write_text("Bridge reopens\n\nThe bridge over the Orle was opened again on Friday.\n", "utf-8")
    first = run("add", "--root", project, pasted)
    assert first.exit_code == 0, first.stderr
    assert "not told: published, publisher, url" in first.stdout
    second = run("add", "--root", project, pasted)
    assert second.exit_code == 1
    assert "already filed" in second.stderr


def test_decisions_are_written_and_win(project: Path) -> None:
    slug = "bridge-over-the-orle-closed"
    assert run("stories", "--root", project, "title", slug, "The bridge").exit_code == 0
    assert run("stories", "--root", project, "split", slug, "other-bridge", "Echo.md").exit_code == 0
    stories = json.loads(run("export", "--root", project).stdout)["stories"]
    assert {s["id"]: (s["title"], [a["id"] for a in s["articles"]]) for s in stories} == {
        slug: ("The bridge", ["Courier.md"]),
        "other-bridge": ("Bridge over the Orle closed", ["Echo.md"]),
    }
    other = project / "content" / "stories" / "other-bridge.yaml"
    split = other.read_text("utf-8")
    other.write_text(split + "lead: Ours.\n", "utf-8")
    assert run("stories", "--root", project, "merge", slug, "other-bridge").exit_code == 1, "a lead would be lost"
    other.write_text(split, "utf-8")
    assert "deleted" in run("stories", "--root", project, "merge", slug, "other-bridge").stdout
    (story,) = json.loads(run("export", "--root", project).stdout)["stories"]
    assert (story["id"], len(story["articles"]), other.exists()) == (slug, 2, False)


def test_a_former_address_does_not_draw_in_a_story_that_is_called_alike(project: Path) -> None:
    assert run("stories", "--root", project, "keep").exit_code == 0
    path = project / "content" / "stories" / "bridge-over-the-orle-closed.yaml"
    path.write_text(path.read_text("utf-8") + "former: [bananas-rot]\n", "utf-8")
    other = GOOD.format(title="Bananas rot", publisher="Bote", n="bote") + "Nine tons of bananas rot in Lima.\n"
    (project / "content" / "articles" / "bananas.md").write_text(other, "utf-8")
    stories = json.loads(run("export", "--root", project).stdout)["stories"]
    assert [s["id"] for s in stories] == ["bananas-rot-2", "bridge-over-the-orle-closed"]


@pytest.mark.parametrize("slug", ["../../evil", "a/b", "", "Bad Slug", "x" * 300])
def test_what_cannot_stand_in_an_address_is_refused(project: Path, slug: str) -> None:
    run("check", "--root", project)  # what is in build/ may change: it is no decision of an editor
    before = sorted(project.parent.rglob("*"))
    for command in (["add", slug], ["rename", "bridge-over-the-orle-closed", slug]):
        arguments = [*command, "Echo.md"] if command[0] == "add" else command
        assert run("stories", "--root", project, *arguments).exit_code == 2
    assert sorted(project.parent.rglob("*")) == before


def test_export_to_a_place_that_cannot_be_written_leaves_nothing(project: Path) -> None:
    done = run("export", "--root", project, "--output", project / "content" / "site.yaml" / "x.json")
    assert done.exit_code == 3
    assert "cannot be written" in done.stderr


def test_a_disagreement_is_dismissed_by_its_id(project: Path) -> None:
    [story] = json.loads(run("export", "--root", project).stdout)["stories"]
    [disagreement] = [d for d in story["disagreements"] if d["kind"] == "count"]
    asked = "stories", "--root", project, "dismiss", story["id"]
    assert run(*asked, "no-such-id").exit_code == 2
    assert run(*asked, disagreement["id"], "--note", "Two visits").exit_code == 0
    [after] = json.loads(run("export", "--root", project).stdout)["stories"]
    said = {d["id"]: (d["decision"], d["note"]) for d in after["disagreements"]}
    assert said[disagreement["id"]] == ("dismissed", "Two visits")


def test_keep_holds_address_and_title_when_articles_come_in(project: Path) -> None:
    assert run("stories", "--root", project, "keep").exit_code == 0
    early = GOOD.format(title="Crack in the Orle bridge", publisher="Bote", n="bote").replace("06-03", "06-01")
    (project / "content" / "articles" / "early.md").write_text(early + TEXT.format(n=5), "utf-8")
    stories = json.loads(run("export", "--root", project).stdout)["stories"]
    assert {(s["id"], s["title"]) for s in stories if len(s["articles"]) > 1} == {
        ("bridge-over-the-orle-closed", "Bridge over the Orle closed")
    }
