"""Collection and Briefings -> what an editor may want to mend: nothing here stops a build unless it is strict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.errors import Problem
from variorum.models import Article, Briefing, Collection, Reading


def warnings(collection: Collection, readings: Iterable[Reading], briefings: Iterable[Briefing]) -> tuple[Problem, ...]:
    """Return the doubts about a collection that reads well, sorted by file and line."""
    found = [problem for reading in readings for problem in _article(reading)]
    found += _decisions(collection, briefings)
    return tuple(sorted(set(found)))


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
