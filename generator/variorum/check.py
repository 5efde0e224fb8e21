"""Collection and Briefings -> what an editor may want to mend: nothing here stops a build unless it is strict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.editions import Change, Changed, Kept, stands
from variorum.editions.inputs import mark
from variorum.errors import Problem
from variorum.models import Article, Briefing, Collection, Reading, Site
from variorum.render.own import BLANK, own_pages

OWN_PAGES = ("imprint", "privacy")  # a site that is read in public needs them, in many countries by law
SINCE = {
    "changed": "was changed",
    "withdrawn": "the article {key} was withdrawn",
    "removed": "{key} was taken out of its story",
    "dismissed": "the disagreement {key} was dismissed",
    "title": "the title was changed",
    "lead": "the lead was changed",
}


def warnings(
    collection: Collection,
    readings: Iterable[Reading],
    briefings: Iterable[Briefing],
    kept: Kept,
    changed: Iterable[Changed],
) -> tuple[Problem, ...]:
    """Return the doubts about a collection that reads well, sorted by file and line."""
    found = [problem for reading in readings for problem in _article(reading)]
    found += _decisions(collection, briefings)
    found += [_since(story, change, kept) for story in changed if not story.covered for change in story.changes]
    return tuple(sorted(set(found)))


def _since(story: Changed, change: Change, kept: Kept) -> Problem:
    """Return what an editor did to a frozen edition, and how to own it."""
    if change.what == "renamed":
        message = f"was {change.key} in the edition {story.edition}; write `id: {change.key}` in its front matter"
        return Problem(path=change.path, line=change.line, message=message)
    line = kept.line(story.edition, change.key) if change.what == "withdrawn" else change.line
    what = SINCE[change.what].format(key=change.key)
    advice = f'take it back, or run: variorum correct {story.edition} {story.story} "what was wrong"'
    message = f"{what} after the edition {story.edition} was frozen; {advice}"
    return Problem(path=change.path, line=line, message=message)


def misquoted(kept: Kept, collection: Collection) -> tuple[Problem, ...]:
    """Return a problem for every quote of a frozen edition that never stood in its article: a record was edited."""
    articles = {a.id: a for a in collection.articles}
    marks = {a.id: mark(a) for a in collection.articles}
    found = []
    for edition in kept.editions:
        for story in edition.all:
            unchanged = {source.id for source in story.sources if marks.get(source.id) == source.mark}
            for said in story.quotes:
                if said.article in unchanged and not stands(said, articles):
                    what = f"{said.text[:60]!r} does not stand in {said.article}; take the file back from git"
                    line = kept.line(edition.id, said.article)
                    found.append(Problem(path=f"content/editions/{edition.id}.json", line=line, message=what))
    return tuple(found)


def doubled(kept: Kept, site: Site) -> tuple[Problem, ...]:
    """Return a problem for every page of the editor's own that stands twice: with and without the site's language."""
    names = {name for name, _ in kept.pages}
    return tuple(
        Problem(
            path=f"content/pages/{name}.{site.language}.md",
            line=1,
            message=f"and {name}.md are one page, for the site speaks {site.language!r}; keep one of them",
        )
        for name in sorted(names)
        if f"{name}.{site.language}" in names
    )


def notes(kept: Kept, site: Site, languages: Iterable[str]) -> tuple[Problem, ...]:
    """Return what is to do before a site is published: its imprint and privacy page, in each language it speaks."""
    written = dict(kept.pages)
    found = []
    for page, text in kept.pages:
        blank = next((n for n, line in enumerate(text.splitlines(), 1) if BLANK in line), None)
        if blank:
            what = f"still holds {BLANK!r}, so that the page is not published; fill it in"
            found.append(Problem(path=f"content/pages/{page}.md", line=blank, message=what))
    filled = {(p.name, p.language) for p in own_pages(kept.pages, site)}
    for name in OWN_PAGES:
        for code in sorted({site.language, *languages}):
            file = name if code == site.language else f"{name}.{code}"
            if (name, code) not in filled and file not in written and f"{name}.{code}" not in written:
                what = f"is missing, so that pages in {code!r} have no {name}; write it if the site is public"
                found.append(Problem(path=f"content/pages/{file}.md", line=1, message=what))
    return tuple(found)


def _article(reading: Reading) -> Iterator[Problem]:
    article = reading.article
    if reading.published is None:
        yield _problem(article, "no date found; write `published: YYYY-MM-DD` if you know it")
    if article.language == "und":
        yield _problem(article, "the language could not be told; write `language:` (de, en, ...)")
    if article.publisher is None:
        yield _problem(article, "no publisher found; write `publisher:`, or its domain in content/sources.yaml")
    if not any(s.field == "text" for s in reading.sentences):
        yield _problem(article, "no sentence is left once menus and the like are gone; check the text")


def _decisions(collection: Collection, briefings: Iterable[Briefing]) -> Iterator[Problem]:
    """Yield a problem for each decision whose story or disagreement is not there any more."""
    known = {b.story.slug: {d.id for d in b.comparison.disagreements} for b in briefings}
    for file in collection.stories:
        if file.slug not in known:
            yield Problem(
                path=file.path,
                line=1,
                message=f"there is no story {file.slug!r}; rename the file to a story's slug (`variorum stories`) "
                "or name its articles with `articles: {add: [...]}`",
            )
            continue
        for name in sorted(set(file.decisions) - known[file.slug]):
            line = file.lines.get(f"decisions.{name}", 1)
            advice = "delete the decision, or take the new id from `variorum stories`"
            yield Problem(path=file.path, line=line, message=f"no disagreement has the id {name!r}: {advice}")


def _problem(article: Article, message: str) -> Problem:
    return Problem(path=article.path, line=article.line, message=message)
