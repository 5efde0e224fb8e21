"""What a frozen edition was made of -> what an editor changed in it since.

Only inputs count: an article's words, its place in a story, an editor's decision. What a later version of the program
makes of the same inputs changes no frozen edition and is no correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from variorum.editions.nouns import Correction, Edition, Said, Snapshot
from variorum.models import Article, Collection, StoryFile

LENGTH = 16  # hexadecimal digits of a fingerprint: 64 bits, far more than a collection has articles

What = Literal["changed", "withdrawn", "renamed", "removed", "dismissed", "title", "lead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One input of a frozen story that is not what it was."""

    what: What
    key: str  # of an article, of a disagreement, or "" for title and lead
    state: str  # what it is now, as a fingerprint or in words
    path: str  # where an editor sees it
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A story of a frozen edition whose inputs changed."""

    edition: str
    story: str
    changes: tuple[Change, ...]
    covered: bool  # whether a correction accounts for exactly these changes


def mark(article: Article) -> str:
    """Return the fingerprint of what an article says and when: not of its url, tags or archived copy."""
    day = article.published.isoformat() if article.published else ""
    return _digest(article.title, article.text, article.publisher or "", day, article.kind)


def fingerprint(changes: Iterable[Change]) -> str:
    """Return the fingerprint of changes, whatever their order; "" if there are none."""
    told = sorted("\0".join((c.what, c.key, c.state)) for c in changes)
    return _digest(*told) if told else ""


def changed(
    frozen: Sequence[Edition], corrections: Iterable[Correction], collection: Collection, today: Mapping[str, str]
) -> tuple[Changed, ...]:
    """Return the stories of frozen editions whose inputs changed; ``today`` maps their slugs to those of today."""
    entries = {(c.edition, c.story): c.covers for c in corrections}  # the last one counts
    files = {f.slug: f for f in collection.stories}
    articles = {a.id: a for a in collection.articles}
    known = {source.id for edition in frozen for story in edition.all for source in story.sources}
    fresh = {mark(a): a for a in collection.articles if a.id not in known}
    last = {story.slug: edition.id for edition in frozen for story in edition.all}
    found = []
    for edition in frozen:
        for story in edition.all:
            file = files.get(today.get(story.slug, story.slug))
            differ = [*_articles(story, edition.id, articles, fresh, file)]
            home = today.get(story.slug, story.slug)
            merged = home != story.slug and home in last  # into another, whose title is not that of this one
            differ += _decisions(story, file, final=not merged and last[story.slug] == edition.id)
            if differ:
                covered = entries.get((edition.id, story.slug)) == fingerprint(differ)
                found.append(Changed(edition=edition.id, story=story.slug, changes=tuple(differ), covered=covered))
    return tuple(found)


def _articles(
    story: Snapshot,
    edition: str,
    articles: Mapping[str, Article],
    fresh: Mapping[str, Article],
    file: StoryFile | None,
) -> Iterable[Change]:
    """Yield the articles that changed; ``fresh`` are those of no frozen edition, by their fingerprints."""
    for source in story.sources:
        article = articles.get(source.id)
        if article is None and source.mark in fresh:
            again = fresh[source.mark]
            yield _change("renamed", source.id, again.id, again.path, again.line)
        elif article is None:
            yield _change("withdrawn", source.id, "", f"content/editions/{edition}.json", 1)
        elif mark(article) != source.mark:
            yield _change("changed", source.id, mark(article), article.path, article.line)
        elif file and source.id in file.remove:
            yield _change("removed", source.id, "", file.path, file.lines.get(f"remove.{source.id}", 1))


def _decisions(story: Snapshot, file: StoryFile | None, *, final: bool) -> Iterable[Change]:
    """Yield the decisions that changed; title and lead only where no later edition tells the story anew."""
    if file is None:
        return
    for question in story.questions:
        decision = file.decisions.get(question.id)
        if decision and decision.ruling == "dismissed":
            yield _change("dismissed", question.id, "", file.path, file.lines.get(f"decisions.{question.id}", 1))
    if final and file.title and file.title != story.title:
        yield _change("title", "", file.title, file.path, file.lines.get("title", 1))
    if final and story.editor_lead and file.lead != story.editor_lead:
        yield _change("lead", "", file.lead or "", file.path, file.lines.get("lead", 1))


def _change(what: What, key: str, state: str, path: str, line: int) -> Change:
    return Change(what=what, key=key, state=state, path=path, line=line)


def stands(said: Said, articles: Mapping[str, Article]) -> bool:
    """Return whether words still stand in their article."""
    article = articles.get(said.article)
    return article is not None and said.text in (article.title if said.field == "title" else article.text)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:LENGTH]
